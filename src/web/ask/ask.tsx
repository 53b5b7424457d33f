/** `/ask?q=…&previous=…`: the answer as a page, with the conversation before it and the box to go on. */
import type { FC } from 'hono/jsx';
import { turnsOf } from '../../answer/question/turns.ts';
import type { DeskReply } from '../../channels/answering.ts';
import { toDocument } from '../../channels/document.ts';
import { NOTE_CHARS, REASONS } from '../../channels/reasons.ts';
import type { Verdict } from '../../records/records.ts';
import { page } from '../frame/layout.tsx';
import { type Words, wordsOf } from '../frame/words.ts';
import type { Site, SiteContext } from '../site.ts';
import { AnswerView, asText, placesOf } from './answer.tsx';
import type { Ask } from './answers.ts';
import { type Asked, askedOfReport, askPath, conversationAfter, readAsked } from './asked.ts';
import { AskBox } from './box.tsx';
import { recordOnce, sealOf, voteOf } from './record.ts';

/** A question before the one that is answered, with what it was answered. */
interface Turn {
  readonly asked: Asked;
  readonly answer: string;
}

/** An answer as a page. */
export async function askPage(site: Site, ask: Ask, c: SiteContext): Promise<Response> {
  const asked = readAsked(c.req.query());
  if (!asked) return c.redirect('/', 303);
  const about = c.req.query('about');
  if (about !== undefined) return c.redirect(askPath(await ofReport(site, asked, about)), 303);
  const language = c.get('language');
  const words = wordsOf(language);
  const turns = await turnsBefore(asked, ask);
  const reply = await ask(asked);
  logAnswer(site, c, asked, reply);
  const notice = reply.document.notice;
  const document = toDocument(reply.answer, { language, notice });
  const places = await site.desk.use((index) => placesOf(document, index));
  const exchange =
    isPrefetch(c) || reply.isFailure ? null : await recordOnce(site.records, c.get('client'), asked, reply);
  const vote = exchange === null ? null : await voteOf(site.records, exchange, c.get('client'));
  const origin = site.web.publicUrl ?? new URL(c.req.url).origin;
  const isMatter = document.kind !== 'help';
  return page(c, {
    title: asked.question,
    description: document.headline,
    isListed: false,
    content: (
      <>
        <Conversation turns={turns} words={words} />
        <h1 class="question">{asked.question}</h1>
        <AnswerView
          document={document}
          asked={asked}
          standard={reply.answer.standard}
          places={places}
          words={words}
        />
        {exchange !== null && (document.kind === 'answered' || document.kind === 'unanswered') ? (
          <Vote
            asked={asked}
            exchange={exchange}
            seal={sealOf(site.records, exchange)}
            vote={vote}
            isTold={vote === 'not-useful' && c.req.query('told') === '1'}
            words={words}
          />
        ) : null}
        <CopyBox
          text={asText(document, (quote) => `${origin}${places.get(quote) ?? ''}`)}
          address={`${origin}${askPath(asked)}`}
          words={words}
        />
        <section class="follow-up">
          <h2>{words.followUp}</h2>
          <AskBox
            words={words}
            placeholder={words.followUpPlaceholder}
            previous={isMatter ? conversationAfter(asked) : (asked.previous ?? '')}
          />
          <p>
            <a href="/">{words.newTopic}</a>
          </p>
        </section>
      </>
    ),
  });
}

/** A question about a report; one that is not there leaves the question as it is. */
async function ofReport({ desk, now }: Site, asked: Asked, about: string): Promise<Asked> {
  return desk.use((index) => {
    const card = index.reports.find(({ id }) => id === about);
    if (!card) return asked;
    return { ...asked, question: askedOfReport(asked.question, card, index, now().getFullYear()) };
  });
}

function turnsBefore({ previous }: Asked, ask: Ask): Promise<Turn[]> {
  const questions = turnsOf(previous);
  return Promise.all(
    questions.map(async (question, i) => {
      const earlier = questions.slice(0, i).join('\n');
      const asked = earlier === '' ? { question } : { question, previous: earlier };
      return { asked, answer: (await ask(asked)).document.headline };
    }),
  );
}

/** A page that a browser fetches before anybody asked for it. */
const isPrefetch = (c: SiteContext): boolean => /prefetch/iu.test(c.req.header('sec-purpose') ?? '');

/** One line a question, without its words. */
export function logAnswer({ log }: Site, c: SiteContext, { question }: Asked, reply: DeskReply): void {
  const elapsedMs = Math.round(reply.elapsedMs * 10) / 10;
  const { kind } = reply.answer;
  log.info({ requestId: c.get('requestId'), kind, chars: question.length, elapsedMs }, '回答了一个问题');
}

const Conversation: FC<{ readonly turns: readonly Turn[]; readonly words: Words }> = ({ turns, words }) =>
  turns.length === 0 ? null : (
    <section class="earlier" aria-label={words.earlier}>
      <ol>
        {turns.map(({ asked, answer }) => (
          <li>
            <a href={askPath(asked)}>{asked.question}</a>
            <p>{answer}</p>
          </li>
        ))}
      </ol>
    </section>
  );

const CopyBox: FC<{ readonly text: string; readonly address: string; readonly words: Words }> = ({
  text,
  address,
  words,
}) => (
  <details class="copy">
    <summary>{words.copied}</summary>
    <textarea readonly rows={6} aria-label={words.copied}>
      {text}
    </textarea>
    <button type="button" data-copy="textarea" data-done={words.copyDone} hidden>
      {words.copy}
    </button>
    <p class="small">
      {words.permanent}
      <br />
      <a href={address}>{decodeURI(address)}</a>
    </p>
  </details>
);

interface VoteOptions {
  readonly asked: Asked;
  readonly exchange: number;
  readonly seal: string;
  readonly vote: Verdict | null;
  readonly isTold: boolean;
  readonly words: Words;
}

const Vote: FC<VoteOptions> = ({ asked, exchange, seal, vote, isTold, words }) => (
  <section class="vote" id="vote" aria-live="polite">
    <form method="post" action="/vote">
      <VotedOn asked={asked} exchange={exchange} seal={seal} />
      <p>
        {vote === 'useful'
          ? words.thanks
          : isTold
            ? words.thanksForNote
            : vote === null
              ? words.wasUseful
              : ''}{' '}
        <button
          type="submit"
          name="verdict"
          value="useful"
          aria-pressed={vote === 'useful' ? 'true' : 'false'}
        >
          {words.useful}
        </button>{' '}
        <button
          type="submit"
          name="verdict"
          value="not-useful"
          aria-pressed={vote === 'not-useful' ? 'true' : 'false'}
        >
          {words.notUseful}
        </button>
      </p>
    </form>
    {vote === 'not-useful' && !isTold ? (
      // A form of its own: Enter at a reason sends the reason, and presses no button above it.
      <form method="post" action="/vote">
        <VotedOn asked={asked} exchange={exchange} seal={seal} />
        <fieldset>
          <legend>{words.whatIsWrong}</legend>
          {REASONS.map(([value, text]) => (
            <label>
              <input type="radio" name="reason" value={value} /> {text}
            </label>
          ))}
          <label class="note">
            {words.note}
            <textarea name="note" rows={2} maxlength={NOTE_CHARS} />
          </label>
          <button type="submit" name="verdict" value="not-useful">
            {words.send}
          </button>
        </fieldset>
      </form>
    ) : null}
  </section>
);

const VotedOn: FC<Pick<VoteOptions, 'asked' | 'exchange' | 'seal'>> = ({ asked, exchange, seal }) => (
  <>
    <input type="hidden" name="exchange" value={String(exchange)} />
    <input type="hidden" name="seal" value={seal} />
    <input type="hidden" name="q" value={asked.question} />
    {asked.previous ? <input type="hidden" name="previous" value={asked.previous} /> : null}
  </>
);
