/**
 * `/admin/ask`: a question asked for the public or for staff, by `kewen ask`, with what can be done about its answer.
 */
import type { Answer, Citation } from '../../answer/contract.ts';
import type { Audience } from '../../corpus/report.ts';
import type { Commands, Ended } from './command.ts';
import { type AdminContext, adminPage, Notes, wordsFor } from './frame.tsx';
import type { AdminWords } from './words.ts';

/** A question as these pages hand it on. */
export interface AskedHere {
  readonly q: string;
  readonly previous: string;
  readonly audience: Audience;
}

const MAX_CHARS = 500;

/** The question of an address. */
export function askedIn(c: AdminContext): AskedHere {
  const field = (name: string) => (c.req.query(name) ?? '').trim().slice(0, MAX_CHARS);
  return {
    q: field('q'),
    previous: field('previous'),
    audience: field('audience') === 'staff' ? 'staff' : 'public',
  };
}

/** Asks it. */
export function askNow(
  commands: Commands,
  c: AdminContext,
  { q, previous, audience }: AskedHere,
): Promise<Ended> {
  const before = previous === '' ? [] : [`--previous=${previous}`];
  const line = ['ask', '--json', `--audience=${audience}`, ...before, '--', q];
  return commands.run(line, { who: c.get('session').who });
}

/** The answer that a command printed; null where it printed none. */
export const answerOf = ({ code, output }: Ended): Answer | null =>
  code <= 1 ? (JSON.parse(output) as Answer) : null;

/** The page. */
export async function tryPage(commands: Commands, c: AdminContext): Promise<Response> {
  const words = wordsFor(c);
  const asked = askedIn(c);
  const ended = asked.q === '' ? null : await askNow(commands, c, asked);
  const answer = ended && answerOf(ended);
  const query = new URLSearchParams({ ...asked });
  return adminPage(c, {
    title: words.tryNow,
    content: (
      <>
        <form method="get" action="/admin/ask" class="change">
          <div class="row">
            <label>
              {words.question}
              <input name="q" value={asked.q} required maxlength={MAX_CHARS} />
            </label>
            <label>
              {words.previous}
              <input name="previous" value={asked.previous} maxlength={MAX_CHARS} />
            </label>
            <label>
              {words.as}
              <select name="audience">
                <option value="public">{words.public}</option>
                <option value="staff" selected={asked.audience === 'staff'}>
                  {words.staff}
                </option>
              </select>
            </label>
          </div>
          <button type="submit" class="main">
            {words.ask}
          </button>
        </form>
        <Notes lines={ended && !answer ? ended.notes : []} isBad />
        {answer ? <Told answer={answer} words={words} /> : null}
        {answer ? (
          <div class="actions">
            <a class="button" href={`/admin/questions/answer?${query}`}>
              {words.writeAnswer}
            </a>
            <a class="button" href={`/admin/questions/golden?${query}`}>
              {words.makeGolden}
            </a>
          </div>
        ) : null}
      </>
    ),
  });
}

const Told = ({ answer, words }: { readonly answer: Answer; readonly words: AdminWords }) => (
  <section>
    <h2>{words.kinds[answer.kind]}</h2>
    <div class={`answer ${answer.kind}`}>
      {answer.text.split('\n').map((line) => (
        <p>{line}</p>
      ))}
    </div>
    <Quotes title={words.quotes} citations={answer.citations} />
    <Quotes title={words.nearestOnes} citations={answer.nearest} />
  </section>
);

const Quotes = ({ title, citations }: { readonly title: string; readonly citations: readonly Citation[] }) =>
  citations.length === 0 ? null : (
    <>
      <h2>{title}</h2>
      <ul class="list">
        {citations.map(({ quote, report, title: name }) => (
          <li>
            <blockquote>{quote}</blockquote>
            <p class="small">
              {name} · <code>{report}</code>
            </p>
          </li>
        ))}
      </ul>
    </>
  );
