/**
 * `/admin/questions/golden`: a question with its right answer, by `kewen golden`. What it is answered now stands in the
 * form to begin with.
 */
import { answerOf, askedIn, askNow } from './ask.tsx';
import type { Commands } from './command.ts';
import { type AdminContext, adminPage, ChangeForm, Notes, wordsFor } from './frame.tsx';
import { fieldsOf } from './guard.tsx';

type Field = (name: string) => string;

/** The form. */
export async function goldenForm(commands: Commands, c: AdminContext): Promise<Response> {
  const asked = askedIn(c);
  const answer = asked.q === '' ? null : answerOf(await askNow(commands, c, asked));
  const citations = answer?.kind === 'answered' ? answer.citations : [];
  const gold = citations.flatMap(({ quote, highlight }) =>
    highlight ? [quote.slice(highlight.start, highlight.end)] : [],
  );
  const begun: Readonly<Record<string, string>> = {
    ...asked,
    gold: [...new Set(gold)].join('\n'),
    evidence: [...new Set(citations.map(({ quote }) => quote.replace(/\s+/gu, ' ')))].join('\n'),
  };
  return formPage(c, (name) => begun[name] ?? '', [], false);
}

/** Writes it. */
export async function takeGolden(commands: Commands, c: AdminContext): Promise<Response> {
  const field = await fieldsOf(c);
  const isUnanswerable = field('unanswerable') === '1';
  const lines = (name: string) =>
    field(name)
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => `--${name}=${line.trim()}`);
  const line = [
    'golden',
    ...(isUnanswerable ? ['--unanswerable'] : [...lines('gold'), ...lines('evidence')]),
    ...(field('previous') === '' ? [] : [`--previous=${field('previous')}`]),
    `--audience=${field('audience') === 'staff' ? 'staff' : 'public'}`,
    '--',
    field('q'),
  ];
  const { code, notes } = await commands.run(line, { who: c.get('session').who });
  return formPage(c, field, notes, code === 0);
}

function formPage(c: AdminContext, field: Field, notes: readonly string[], isDone: boolean): Response {
  const words = wordsFor(c);
  return adminPage(c, {
    title: words.makeGolden,
    content: isDone ? (
      <>
        <Notes lines={[words.isGolden]} />
        <p>
          <a href="/admin/questions">{words.questions}</a>
        </p>
      </>
    ) : (
      <>
        <Notes lines={notes} isBad />
        <ChangeForm c={c} action="/admin/questions/golden">
          <input type="hidden" name="audience" value={field('audience')} />
          <label>
            {words.question}
            <input name="q" value={field('q')} required maxlength={500} />
          </label>
          <label>
            {words.previous}
            <input name="previous" value={field('previous')} maxlength={500} />
          </label>
          <label>
            {words.gold}
            <textarea name="gold" rows={3}>
              {field('gold')}
            </textarea>
          </label>
          <label>
            {words.evidence}
            <textarea name="evidence" rows={3}>
              {field('evidence')}
            </textarea>
          </label>
          <label>
            <input type="checkbox" name="unanswerable" value="1" checked={field('unanswerable') === '1'} />{' '}
            {words.unanswerable}
          </label>
          <button type="submit" class="main">
            {words.write}
          </button>
        </ChangeForm>
      </>
    ),
  });
}
