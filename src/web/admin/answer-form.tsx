/**
 * `/admin/questions/answer`: a standard answer, checked as the build checks it and with the questions that it would be
 * given to, before it is written. By `kewen answer`.
 */
import { askedIn } from './ask.tsx';
import type { Commands } from './command.ts';
import { type AdminContext, adminPage, ChangeForm, Notes, wordsFor } from './frame.tsx';
import { fieldsOf } from './guard.tsx';

/** `kewen answer --json` */
interface Answered {
  readonly id: string;
  readonly isWritten: boolean;
  readonly asked: number;
  readonly questions: readonly string[];
}

/** What is typed in one line each, as the flags are called. */
const FIELDS = [
  ['report', 'fromReport'],
  ['source', 'fromElsewhere'],
  ['url', 'url'],
  ['published', 'published'],
  ['association', 'association'],
  ['period', 'period'],
  ['expires', 'expires'],
] as const;
const SHOWN = 50;

type Field = (name: string) => string;

/** The form, empty but for the question. */
export function answerForm(c: AdminContext): Response {
  const { q, audience } = askedIn(c);
  return formPage(c, (name) => ({ question: q, audience })[name] ?? '', null, []);
}

/** Checks it, or writes it. */
export async function takeAnswer(commands: Commands, c: AdminContext): Promise<Response> {
  const field = await fieldsOf(c);
  const isWriting = field('do') === 'write';
  const flags = [...FIELDS.map(([name]) => name), 'quote', 'answer', 'audience'].flatMap((name) => {
    const value = field(name);
    return value === '' ? [] : [`--${name}=${value}`];
  });
  const ways = field('question')
    .split('\n')
    .filter((way) => way.trim() !== '')
    .map((way) => `--question=${way.trim()}`);
  const line = ['answer', '--json', ...(isWriting ? [] : ['--dry-run']), ...ways, ...flags];
  const { code, output, notes } = await commands.run(line, { who: c.get('session').who });
  return formPage(c, field, code <= 1 ? (JSON.parse(output) as Answered) : null, code <= 1 ? [] : notes);
}

function formPage(c: AdminContext, field: Field, told: Answered | null, notes: readonly string[]): Response {
  const words = wordsFor(c);
  return adminPage(c, {
    title: words.writeAnswer,
    content: (
      <>
        <Notes lines={notes} isBad />
        {told ? (
          <div class="told" role="status">
            {told.isWritten ? <p>{words.isWritten}</p> : null}
            <p>{words.wouldAnswer(told.questions.length, told.asked)}</p>
            <ul>
              {told.questions.slice(0, SHOWN).map((question) => (
                <li>{question}</li>
              ))}
            </ul>
            {told.isWritten ? (
              <p>
                <a href="/admin/build?check=1">{words.thenRebuild}</a>
              </p>
            ) : null}
          </div>
        ) : null}
        {told?.isWritten ? null : (
          <ChangeForm c={c} action="/admin/questions/answer">
            <label>
              {words.waysToAsk}
              <textarea name="question" rows={3} required>
                {field('question')}
              </textarea>
            </label>
            <label>
              {words.answer}
              <textarea name="answer" rows={3} required maxlength={400}>
                {field('answer')}
              </textarea>
            </label>
            <label>
              {words.quote}
              <textarea name="quote" rows={2} maxlength={400}>
                {field('quote')}
              </textarea>
            </label>
            <div class="row">
              {FIELDS.map(([name, word]) => (
                <label>
                  {words[word]}
                  <input name={name} value={field(name)} maxlength={500} />
                </label>
              ))}
              <label>
                {words.whoMaySee}
                <select name="audience">
                  <option value="public">{words.public}</option>
                  <option value="staff" selected={field('audience') === 'staff'}>
                    {words.staff}
                  </option>
                </select>
              </label>
            </div>
            <div class="actions">
              <button type="submit" name="do" value="check">
                {words.checkIt}
              </button>
              {told ? (
                <button type="submit" name="do" value="write" class="main">
                  {words.write}
                </button>
              ) : null}
            </div>
          </ChangeForm>
        )}
      </>
    ),
  });
}
