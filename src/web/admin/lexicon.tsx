/**
 * `/admin/lexicon`: the words of the corpus's own lexicon, by `kewen words`.
 */
import type { Commands } from './command.ts';
import { type AdminContext, adminPage, ChangeForm, Notes, wordsFor } from './frame.tsx';
import { fieldsOf } from './guard.tsx';

/** `kewen words --json` */
interface Told {
  readonly isOwn: boolean;
  readonly files: readonly { readonly entries: readonly string[] }[];
}

const FILES = ['synonyms', 'abbreviations', 'dictionary', 'places', 'glossary'] as const;
/** A lexicon has thousands of entries; others are found by a part of them. */
const MAX_LISTED = 100;
const MAX_ENTRY_CHARS = 200;

const fileOf = (named: string | undefined) => FILES.find((one) => one === named) ?? FILES[0];

/** One file of it. */
export async function lexiconPage(
  commands: Commands,
  c: AdminContext,
  told: readonly string[] = [],
  isBad = false,
): Promise<Response> {
  const words = wordsFor(c);
  const file = fileOf(c.req.query('file'));
  const { code, output, notes } = await commands.run(['words', '--json', file], {
    who: c.get('session').who,
  });
  const { isOwn, files } = code === 0 ? (JSON.parse(output) as Told) : { isOwn: true, files: [] };
  const all = files[0]?.entries ?? [];
  const find = (c.req.query('find') ?? '').trim();
  // What was added last stands first.
  const entries = all.filter((entry) => entry.includes(find)).reverse();
  const action = `/admin/lexicon?file=${file}`;
  return adminPage(c, {
    title: words.lexicon,
    content: (
      <>
        <nav class="periods" aria-label={words.lexicon}>
          {FILES.map((one) => (
            <a href={`/admin/lexicon?file=${one}`} aria-current={one === file ? 'true' : undefined}>
              {words.lexiconFiles[one]}
            </a>
          ))}
        </nav>
        <Notes lines={told} isBad={isBad} />
        {told.length > 0 && !isBad ? (
          <p>
            <a href="/admin/build?check=1">{words.thenRebuild}</a>
          </p>
        ) : null}
        <Notes lines={code === 0 ? [] : notes} isBad />
        <ChangeForm c={c} action={action}>
          <label>
            {words.addEntry}
            <input name="add" required maxlength={MAX_ENTRY_CHARS} />
          </label>
          <p class="hint">{words.lexiconHints[file]}</p>
          {isOwn ? null : <p class="hint">{words.firstOwn}</p>}
          <button type="submit" class="main">
            {words.add}
          </button>
        </ChangeForm>
        <h2>{words.entries(entries.length)}</h2>
        <form method="get" action="/admin/lexicon" class="filter">
          <input type="hidden" name="file" value={file} />
          <input name="find" value={find} aria-label={words.findEntry} placeholder={words.findEntry} />
          <button type="submit">{words.find}</button>
        </form>
        {entries.length > MAX_LISTED ? <p class="hint">{words.firstOf(MAX_LISTED)}</p> : null}
        <ChangeForm c={c} action={action}>
          <ul class="entries">
            {entries.slice(0, MAX_LISTED).map((entry) => (
              <li>
                <span>{entry}</span>
                <button type="submit" name="remove" value={entry} aria-label={`${words.remove} ${entry}`}>
                  {words.remove}
                </button>
              </li>
            ))}
          </ul>
        </ChangeForm>
        <p class="small">
          {words.asCommand}
          <code>{`kewen words ${file} --add "…"`}</code>、<code>--remove "…"</code>
        </p>
      </>
    ),
  });
}

/** Adds or removes a word. */
export async function takeWord(commands: Commands, c: AdminContext): Promise<Response> {
  const field = await fieldsOf(c);
  const change = field('remove') === '' ? `--add=${field('add')}` : `--remove=${field('remove')}`;
  const line = ['words', change, '--', fileOf(c.req.query('file'))];
  const { code, output, notes } = await commands.run(line, { who: c.get('session').who });
  const told = code <= 1 ? [output.trim(), ...notes] : notes;
  return await lexiconPage(commands, c, told, code > 1);
}
