/**
 * `/admin/questions`: what was not answered and what was found useless, put together by similarity as `kewen stats` does,
 * each with what can be done about it.
 */
import type { FC } from 'hono/jsx';
import type { Commands } from './command.ts';
import { type AdminContext, adminPage, ChangeForm, Notes, wordsFor } from './frame.tsx';
import { fieldsOf } from './guard.tsx';
import { type Group, statisticsOf } from './statistics.ts';
import type { AdminWords } from './words.ts';

const DAYS = 90;
const MAX_GROUPS = 40;
const MAX_WORDINGS = 20;

/** The page. */
export async function questionsPage(
  commands: Commands,
  c: AdminContext,
  trouble: readonly string[] = [],
): Promise<Response> {
  const words = wordsFor(c);
  const told = await statisticsOf(commands, c.get('session').who, DAYS);
  return adminPage(c, {
    title: words.questions,
    content: (
      <>
        <Notes lines={trouble} isBad />
        {'notes' in told ? (
          <Notes lines={told.notes} />
        ) : (
          <>
            <h2>
              {words.unanswered}
              <span class="count">{words.times(told.unanswered.count)}</span>
            </h2>
            <Groups groups={told.unanswered.groups} c={c} words={words} />
            <h2>
              {words.notUsefulOnes}
              <span class="count">{words.times(told.notUseful.count)}</span>
            </h2>
            <Groups groups={told.notUseful.groups} c={c} words={words} />
          </>
        )}
        <p class="small">{words.dismissedHint}</p>
        <p class="small">
          {words.asCommand}
          <code>{`kewen stats --since ${DAYS}d`}</code>、<code>kewen ask</code>、<code>kewen answer</code>、
          <code>kewen golden</code>、<code>kewen dismiss</code>
        </p>
      </>
    ),
  });
}

const Groups: FC<{
  readonly groups: readonly Group[];
  readonly c: AdminContext;
  readonly words: AdminWords;
}> = ({ groups, c, words }) =>
  groups.length === 0 ? (
    <p>{words.nothingToDo}</p>
  ) : (
    <>
      <ul class="groups">
        {groups.slice(0, MAX_GROUPS).map((group) => (
          <OneGroup group={group} c={c} words={words} />
        ))}
      </ul>
      {groups.length > MAX_GROUPS ? (
        <p class="small">{words.moreGroups(groups.length - MAX_GROUPS)}</p>
      ) : null}
    </>
  );

const OneGroup: FC<{ readonly group: Group; readonly c: AdminContext; readonly words: AdminWords }> = ({
  group: { text, count, wordings, audiences },
  c,
  words,
}) => {
  const others = wordings.filter((wording) => wording.text !== text);
  // What the public asks, the public has to be answered.
  const audience = audiences.includes('public') ? 'public' : 'staff';
  const query = new URLSearchParams({ ...partsOf(text), audience });
  return (
    <li>
      <p class="asked">
        {text}
        <span class="count">
          {words.times(count)} · {audiences.map((one) => words[one]).join('、')}
        </span>
      </p>
      {others.length === 0 ? null : (
        <details>
          <summary>{words.otherWordings(others.length)}</summary>
          <ul class="plain">
            {others.slice(0, MAX_WORDINGS).map((wording) => (
              <li>
                {wording.text}
                <span class="count">{words.times(wording.count)}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
      <div class="actions">
        <a class="button" href={`/admin/ask?${query}`}>
          {words.tryNow}
        </a>
        <a class="button" href={`/admin/questions/answer?${query}`}>
          {words.writeAnswer}
        </a>
        <a class="button" href={`/admin/questions/golden?${query}`}>
          {words.makeGolden}
        </a>
        <ChangeForm c={c} action="/admin/questions/dismiss">
          <input type="hidden" name="texts" value={wordings.map((wording) => wording.text).join('\n')} />
          <button type="submit">{words.notForUs}</button>
        </ChangeForm>
      </div>
    </li>
  );
};

/** A question as it is listed: a follow-up has the question before it in brackets. */
function partsOf(text: string): { readonly q: string; readonly previous?: string } {
  const [, q, previous] = /^(.*)〔接：(.*)〕$/su.exec(text) ?? [];
  return q !== undefined && previous !== undefined ? { q, previous } : { q: text };
}

const MAX_TEXTS = 500;

/** Lists questions no more. */
export async function takeDismissal(commands: Commands, c: AdminContext): Promise<Response> {
  const texts = (await fieldsOf(c))('texts').split('\n').filter(Boolean).slice(0, MAX_TEXTS);
  if (texts.length > 0) {
    const { code, notes } = await commands.run(['dismiss', '--', ...texts], { who: c.get('session').who });
    if (code !== 0) return await questionsPage(commands, c, notes);
  }
  return c.redirect('/admin/questions', 303);
}
