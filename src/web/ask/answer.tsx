/** An answer: what a person reads first, figures side by side, the quotes with their places, what to go on with. */
import type { FC } from 'hono/jsx';
import type { StandardMark } from '../../answer/contract.ts';
import { barsOf } from '../../channels/chart.ts';
import { type AnswerDocument, type Quote, reportLabelOf, sentenceOf } from '../../channels/document.ts';
import { placePath } from '../../channels/place.ts';
import type { OpenIndex } from '../../index/shelf.ts';
import { printable } from '../../printable.ts';
import type { Words } from '../frame/words.ts';
import { type Asked, askPath } from './asked.ts';

interface AnswerOptions {
  readonly document: AnswerDocument;
  readonly asked: Asked;
  readonly standard: StandardMark | undefined;
  /** Where the reader shows each source; see `placesOf`. */
  readonly places: ReadonlyMap<Quote, string>;
  readonly words: Words;
  /** Where the page of a question is. */
  readonly path?: string;
  /** Whether links to the reader open outside of the page that shows this one. */
  readonly isEmbedded?: boolean;
}

/** Where the reader shows each source of an answer. */
export function placesOf({ quotes, nearest }: AnswerDocument, index: OpenIndex): Map<Quote, string> {
  return new Map([...quotes, ...nearest].map((quote) => [quote, placePath(quote, index)]));
}

export const AnswerView: FC<AnswerOptions> = (options) => {
  const { document, asked, standard, words, path = '/ask' } = options;
  const { lead, points, quotes, nearest, choices, topics, notice, kind } = document;
  return (
    <>
      <div class={`answer ${kind}`}>
        {points.length === 0 ? <Lines text={document.headline} /> : <Lines text={lead} />}
        {points.length === 0 ? null : (
          <ul class="points">
            {points.map((point) => (
              <li>{point}</li>
            ))}
          </ul>
        )}
        {standard ? <Standard {...options} standard={standard} /> : null}
        {notice ? <p class="small">{notice}</p> : null}
      </div>
      <Compared {...options} />
      {choices.length > 0 ? (
        <QuestionList title={words.choices} questions={choices} previous={asked.previous} path={path} />
      ) : null}
      {quotes.length > 0 ? (
        <Sources title={words.sources} quotes={quotes} isNearest={false} {...options} />
      ) : null}
      {nearest.length > 0 ? <Sources title={words.nearest} quotes={nearest} isNearest {...options} /> : null}
      {topics.length > 0 ? <QuestionList title={words.topics} questions={topics} path={path} /> : null}
    </>
  );
};

const Lines: FC<{ readonly text: string }> = ({ text }) => (
  <>
    {text
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => (
        <p>{line}</p>
      ))}
  </>
);

const Standard: FC<AnswerOptions & { readonly standard: StandardMark }> = ({
  standard: { source },
  words,
  isEmbedded = false,
}) => (
  <p class="small">
    {words.standardSource}
    {/^https?:\/\/[^\s"'<>]+$/u.test(source.url) ? (
      <a href={source.url} target={isEmbedded ? '_blank' : undefined} rel="noopener noreferrer external">
        {printable(source.title)}
      </a>
    ) : (
      printable(source.title)
    )}
    {source.published ? ` ${printable(source.published)}` : ''}
  </p>
);

/** Figures in a table, each with a bar where they can be held against each other. */
const Compared: FC<AnswerOptions> = ({ document: { table }, words }) => {
  if (!table) return null;
  const bars = barsOf(table);
  return (
    <section class="compared">
      <table class="bars">
        <caption>{words.compared}</caption>
        <thead class="unseen">
          <tr>
            <th scope="col">{words.association}</th>
            <th scope="col" colspan={2}>
              {words.figure}
            </th>
          </tr>
        </thead>
        <tbody>
          {bars.map(({ association, period, figure, share }) => (
            <tr>
              <th scope="row">
                {association} <span class="period">{period}</span>
              </th>
              <td class="drawn">
                {share === null ? null : (
                  <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false">
                    <rect class="track" width="100" height="8" />
                    <rect class="bar" width={share} height="8" />
                  </svg>
                )}
              </td>
              <td>{figure}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
};

const QuestionList: FC<{
  readonly title: string;
  readonly questions: readonly string[];
  readonly previous?: string | undefined;
  readonly path: string;
}> = ({ title, questions, previous, path }) => (
  <section class="go-on">
    <h2>{title}</h2>
    <ul class="choices">
      {questions.map((question) => (
        <li>
          <a href={askPath(previous === undefined ? { question } : { question, previous }, path)}>
            {question}
          </a>
        </li>
      ))}
    </ul>
  </section>
);

const Sources: FC<
  AnswerOptions & { readonly title: string; readonly quotes: readonly Quote[]; readonly isNearest: boolean }
> = ({ title, quotes, isNearest, places, words, isEmbedded = false }) => (
  <section class={isNearest ? 'sources nearest' : 'sources'}>
    <h2>{title}</h2>
    <ol>
      {quotes.map((quote) => (
        <li>
          <figure>
            {quote.isTold ? null : (
              <blockquote lang="zh-CN">
                {quote.before}
                {quote.span === '' ? null : <mark>{quote.span}</mark>}
                {quote.after}
              </blockquote>
            )}
            <figcaption>
              <span>{isNearest ? reportLabelOf(quote) : quote.label}</span>{' '}
              <a
                class="place"
                href={places.get(quote)}
                aria-label={`${words.readPlace}：${quote.label}`}
                target={isEmbedded ? '_blank' : undefined}
                rel={isEmbedded ? 'noopener' : undefined}
              >
                {words.readPlace}
              </a>
            </figcaption>
          </figure>
        </li>
      ))}
    </ol>
  </section>
);

/** An answer with its sources as plain text, to paste elsewhere. */
export function asText(
  { headline, quotes, nearest }: AnswerDocument,
  addressOf: (quote: Quote) => string,
): string {
  const shown = quotes.length > 0 ? quotes : nearest;
  const sources = shown.map((quote) =>
    `「${sentenceOf(quote)}」\n——${quote.title}，${quote.label}\n${addressOf(quote)}`.trim(),
  );
  return [headline, ...sources].join('\n\n');
}
