/**
 * `kewen words`: the words of the corpus's own lexicon: listed, added and taken out, each change checked as the build
 * checks it before it is written.
 */
import { join } from 'node:path';
import { hasOwnLexicon, LEXICON_FOLDER, readLexiconTexts } from '../../corpus/folder.ts';
import { KewenError } from '../../errors.ts';
import { entriesOf, LEXICON_FILES, parseLexicon } from '../../language/lexicon.ts';
import { checkLexicon } from '../../language/lexicon-check.ts';
import { fold } from '../../language/normalize.ts';
import { printable } from '../../printable.ts';
import { writeWhole } from '../add/store.ts';
import { type Context, type ExitCode, folderOf, type Places, refuseTogether } from '../context.ts';

/** The flags of `kewen words`, as typed. */
export interface WordsFlags extends Places {
  readonly add?: string;
  readonly remove?: string;
  readonly json?: boolean;
}

type LexiconFile = (typeof LEXICON_FILES)[number];

/** Names as a person types them. */
const NAMES: Readonly<Record<string, LexiconFile>> = {
  dictionary: 'dictionary.txt',
  synonyms: 'synonyms.txt',
  abbreviations: 'abbreviations.txt',
  glossary: 'glossary.en.txt',
  places: 'places.txt',
};
const MAX_ENTRY_CHARS = 200;

/**
 * Lists a file of the lexicon, or changes one entry of it.
 *
 * @returns 1 where what was added is doubtful
 * @throws {KewenError} `usage`; `lexicon` for an entry that the build would refuse
 */
export async function runWords(
  name: string | undefined,
  flags: WordsFlags,
  context: Context,
): Promise<ExitCode> {
  const { terminal } = context;
  refuseTogether(flags, ['add', 'remove']);
  const corpus = folderOf('corpus', flags, context);
  const texts = await readLexiconTexts(corpus);
  const isOwn = hasOwnLexicon(corpus);
  const file = name === undefined ? null : fileNamed(name);
  if (flags.add === undefined && flags.remove === undefined) {
    const listed = file === null ? LEXICON_FILES : [file];
    const files = listed.map((one) => ({
      file: one,
      entries: entriesOf(texts, one).map(({ text }) => text),
    }));
    await terminal.print(
      flags.json
        ? JSON.stringify({ isOwn, files })
        : files
            .map((one) =>
              file === null ? `${one.file}  ${one.entries.length} 条` : one.entries.map(printable).join('\n'),
            )
            .join('\n'),
    );
    return 0;
  }
  if (file === null) throw new KewenError('usage', `要写改哪个词表：${Object.keys(NAMES).join('、')}`);
  const before = texts[file] ?? '';
  const after =
    flags.add === undefined ? without(before, flags.remove ?? '', file) : withEntry(before, flags.add);
  const changed = { ...texts, [file]: after };
  parseLexicon(changed);
  const knew = new Set(checkLexicon(texts).map(({ message }) => message));
  const warnings = checkLexicon(changed).filter(({ message }) => !knew.has(message));
  // The first word of its own would take those that ship away.
  const written = isOwn ? [file] : LEXICON_FILES;
  for (const one of written) {
    const text = changed[one];
    if (text !== undefined) writeWhole(join(corpus, LEXICON_FOLDER, one), text, false);
  }
  const copied = isOwn ? '' : '；自带的词表先抄了一份到报告文件夹的 lexicon/';
  await terminal.print(`${file} 改好了${copied}；运行 kewen index 启用`);
  for (const { where, message } of warnings) terminal.note(printable(`kewen：${where}：${message}`));
  return warnings.length > 0 ? 1 : 0;
}

function fileNamed(name: string): LexiconFile {
  const file = NAMES[name] ?? LEXICON_FILES.find((one) => one === name);
  if (file) return file;
  throw new KewenError('usage', `没有词表 ${JSON.stringify(name)}：可以写 ${Object.keys(NAMES).join('、')}`);
}

function withEntry(text: string, typed: string): string {
  const entry = typed.replace(/\s+/gu, ' ').trim();
  if (entry === '' || entry.startsWith('#')) throw new KewenError('usage', '--add 后面要写一条词');
  if (entry.length > MAX_ENTRY_CHARS) throw new KewenError('usage', `一条词不超过 ${MAX_ENTRY_CHARS} 字`);
  return `${text}${text === '' || text.endsWith('\n') ? '' : '\n'}${entry}\n`;
}

/** A text without the line of an entry; comments and everything else stay. */
function without(text: string, typed: string, file: LexiconFile): string {
  const entry = fold(typed).replace(/\s+/gu, ' ').trim();
  const found = entriesOf({ [file]: text }, file).find((one) => one.text.replace(/\s+/gu, ' ') === entry);
  if (!found) throw new KewenError('usage', `${file} 里没有“${printable(typed)}”这一条`);
  return text
    .split('\n')
    .toSpliced(Number(found.where.split(':')[1]) - 1, 1)
    .join('\n');
}
