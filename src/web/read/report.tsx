/** `/r/<report>`: a report to read, with its outline, where it came from, and the place that an address leads to. */
import type { Child, FC } from 'hono/jsx';
import { topicsOf } from '../../answer/compose/topics.ts';
import { reportPath } from '../../channels/place.ts';
import { seek } from '../../channels/seek.ts';
import { covers, formatPeriod, hasPeriod } from '../../corpus/report.ts';
import type { OpenIndex, ReportCard } from '../../index/shelf.ts';
import { printable } from '../../printable.ts';
import { askPath } from '../ask/asked.ts';
import { AskBox } from '../ask/box.tsx';
import { page } from '../frame/layout.tsx';
import { refuse } from '../frame/refuse.tsx';
import { type Words, wordsOf } from '../frame/words.ts';
import type { Site, SiteContext } from '../site.ts';
import { Body } from './body.tsx';
import { readOut } from './figures.ts';
import { canDownload } from './original.ts';
import { type OutlineEntry, type ReportView, viewReport, wholeOf } from './view.ts';

/** Others that are named beside a report. */
const MAX_NEIGHBOURS = 12;

/** A report as a page. */
export function reportPage(site: Site, c: SiteContext): Promise<Response> {
  const language = c.get('language');
  const words = wordsOf(language);
  return site.desk.use((index) => {
    const card = index.reports.find(({ id }) => id === c.req.param('report'));
    if (!card) return refuse(c, 404, { message: words.noReport });
    const whole = wholeOf(index, card);
    const sought = seek({ mark: c.req.query('mark'), p: c.req.query('p') }, card, index, whole.text.length);
    const asked = /^[1-9]\d{0,5}$/u.test(c.req.query('page') ?? '') ? Number(c.req.query('page')) : null;
    const view = viewReport(index, card, whole, { sought, asked, language });
    const title = printable(card.title);
    return page(c, {
      title,
      canonical: `${reportPath(card.id)}${view.page > 1 ? `?page=${view.page}` : ''}`,
      content: (
        <article class="report">
          <header>
            <h1>{title}</h1>
            <Facts card={card} hasOriginal={canDownload(site, whole)} words={words} />
          </header>
          {sought.nearest ? (
            <p class="notice" role="status">
              {words.passageGone} <a href={`#p-${sought.nearest}`}>{words.toNearest}</a>
            </p>
          ) : null}
          <div class="columns">
            <Outline entries={view.outline} page={view.page} path={reportPath(card.id)} words={words} />
            <div class="text" lang="zh-CN">
              <Body parts={view.parts} />
              <Turn view={view} path={reportPath(card.id)} words={words} />
            </div>
          </div>
          <FigureList view={view} language={language} words={words} />
          <section class="about-this">
            <h2>{words.aboutThis}</h2>
            <AskBox words={words} placeholder={words.aboutPlaceholder} about={card.id} />
            <ul class="plain">
              {topicsOf(index, [card]).map((topic) => (
                <li>
                  <a href={askPath({ question: topic })}>{topic}</a>
                </li>
              ))}
            </ul>
          </section>
          <Neighbours card={card} index={index} words={words} />
        </article>
      ),
    });
  });
}

const Facts: FC<{ readonly card: ReportCard; readonly hasOriginal: boolean; readonly words: Words }> = ({
  card,
  hasOriginal,
  words,
}) => {
  const isAddress = /^https?:\/\/[^\s"'<>]+$/u.test(card.source);
  const years = hasPeriod(card.period) ? formatPeriod(card.period) : '';
  const facts: readonly (readonly [string, Child])[] = [
    [words.association, printable(card.association)],
    [words.period, years],
    [words.publisher, printable(card.publisher)],
    [words.published, printable(card.published)],
    [
      words.source,
      isAddress ? (
        <a href={card.source} rel="noopener noreferrer external">
          {words.sourceLink}
        </a>
      ) : (
        printable(card.source)
      ),
    ],
  ];
  return (
    <dl class="facts">
      {facts
        .filter(([, value]) => value !== '')
        .map(([name, value]) => (
          <div>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      {hasOriginal ? (
        <div>
          <dt class="unseen">{words.original}</dt>
          <dd>
            <a href={`${reportPath(card.id)}/original`}>{words.original}</a>
          </dd>
        </div>
      ) : null}
    </dl>
  );
};

const Outline: FC<{
  readonly entries: readonly OutlineEntry[];
  readonly page: number;
  readonly path: string;
  readonly words: Words;
}> = ({ entries, page: current, path, words }) =>
  entries.length < 2 ? null : (
    <nav class="outline" aria-label={words.contents}>
      <details>
        <summary>{words.contents}</summary>
        <ol>
          {entries.map(({ text, level, anchor, page }) => (
            <li class={`level-${level}`}>
              <a href={`${page === current ? '' : `${path}?page=${page}`}#${anchor}`}>{text}</a>
            </li>
          ))}
        </ol>
      </details>
    </nav>
  );

const Turn: FC<{ readonly view: ReportView; readonly path: string; readonly words: Words }> = ({
  view: { page: at, pages },
  path,
  words,
}) =>
  pages === 1 ? null : (
    <nav class="turn" aria-label={words.page(at, pages)}>
      {at > 1 ? (
        <a rel="prev" href={`${path}?page=${at - 1}`}>
          {words.previousPage}
        </a>
      ) : null}
      <span>{words.page(at, pages)}</span>
      {at < pages ? (
        <a rel="next" href={`${path}?page=${at + 1}`}>
          {words.nextPage}
        </a>
      ) : null}
    </nav>
  );

/** For whoever does not point at them: the figures of the text in a list. */
const FigureList: FC<{
  readonly view: ReportView;
  readonly language: 'zh' | 'en';
  readonly words: Words;
}> = ({ view, language, words }) =>
  view.figures.length === 0 ? null : (
    <details class="figures">
      <summary>{words.figuresOfPage}</summary>
      <section class="scroll" tabindex={0} aria-label={words.figuresOfPage}>
        <table>
          <thead>
            <tr>
              <th scope="col">{words.figureWhat}</th>
              <th scope="col">{words.figureIs}</th>
              <th scope="col">{words.figureWhen}</th>
            </tr>
          </thead>
          <tbody>
            {view.figures.map(({ figure, passage, printed }) => {
              const { what, when } = readOut(figure, language);
              return (
                <tr>
                  <td>{what}</td>
                  <td>
                    <a href={`#p-${passage}`}>{printed}</a>
                  </td>
                  <td>{when}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </section>
    </details>
  );

const Neighbours: FC<{ readonly card: ReportCard; readonly index: OpenIndex; readonly words: Words }> = ({
  card,
  index,
  words,
}) => {
  const others = index.reports.filter(({ row }) => row !== card.row);
  const own = card.association === '' ? [] : others.filter((other) => other.association === card.association);
  const sameYear = hasPeriod(card.period)
    ? others.filter((other) => other.association !== card.association && covers(other.period, card.period.to))
    : [];
  return (
    <>
      <Listed title={words.otherYears} cards={own} />
      <Listed title={words.sameYear} cards={sameYear} />
    </>
  );
};

const Listed: FC<{ readonly title: string; readonly cards: readonly ReportCard[] }> = ({ title, cards }) =>
  cards.length === 0 ? null : (
    <section class="neighbours">
      <h2>{title}</h2>
      <ul class="plain">
        {cards.slice(0, MAX_NEIGHBOURS).map((card) => (
          <li>
            <a href={reportPath(card.id)}>{printable(card.title)}</a>
          </li>
        ))}
      </ul>
    </section>
  );
