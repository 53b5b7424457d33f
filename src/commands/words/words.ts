/**
 * `kewen words`: the words of the corpus's own lexicon: listed, added and taken out, each change checked as the build
 * checks it before it is written.
 */
import { join } from 'node:path';
import { hasOwnLexicon, readLexiconTexts } from '../../corpus/folder.ts';
import { KewenError } from '../../errors.ts';
import { ownFilesOf } from '../../home.ts';
import { parseLexicon } from '../../language/lexicon.ts';
import { checkLexicon } from '../../language/lexicon-check.ts';
import {
  entriesOf,
  LEXICON_FILES,
  type LexiconFile,
  type LexiconTexts,
  linesOf,
  ownName,
  spaced,
  takenBy,
} from '../../language/lexicon-entries.ts';
import { fold } from '../../language/normalize.ts';
import { printable } from '../../printable.ts';
import { writeWhole } from '../add/store.ts';
import { type Context, type ExitCode, folderOf, type Places, refuseTogether } from '../context.ts';
import { atHome } from '../home/begin.ts';

/** The flags of `kewen words`, as typed. */
export interface WordsFlags extends Places {
  readonly add?: string;
  readonly remove?: string;
  readonly json?: boolean;
}

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
  surroundings: Context,
): Promise<ExitCode> {
  const isChange = flags.add !== undefined || flags.remove !== undefined;
  const context = isChange ? await atHome(flags, surroundings) : surroundings;
  const { terminal } = context;
  refuseTogether(flags, ['add', 'remove']);
  const corpus = folderOf('corpus', flags, context);
  const texts = await readLexiconTexts(corpus);
  const isOwn = hasOwnLexicon(corpus);
  const file = name === undefined ? null : fileNamed(name);
  if (!isChange) {
    const listed = file === null ? LEXICON_FILES : [file];
    const files = listed.map((one) => ({
      file: one,
      entries: entriesOf(texts, one).map(({ text }) => text),
    }));
    await terminal.print(
      flags.json
        ? JSON.stringify({ isOwn: isOwn || ownFilesOf(corpus).isAdding, files })
        : files
            .map((one) =>
              file === null ? `${one.file}  ${one.entries.length} 条` : one.entries.map(printable).join('\n'),
            )
            .join('\n'),
    );
    return 0;
  }
  if (file === null) throw new KewenError('usage', `要写改哪个词表：${Object.keys(NAMES).join('、')}`);
  const own = ownFilesOf(corpus);
  const changedName = own.isAdding ? ownName(file) : file;
  const after = own.isAdding ? changedOwn(texts, file, flags) : changedWhole(texts[file] ?? '', flags, file);
  const changed = { ...texts, [changedName]: after };
  parseLexicon(changed);
  const knew = new Set(checkLexicon(texts).map(({ message }) => message));
  const warnings = checkLexicon(changed).filter(({ message }) => !knew.has(message));
  // The first word in place of those that ship would take the others away.
  const isCopied = !isOwn && !own.isAdding;
  for (const one of isCopied ? LEXICON_FILES : [file]) {
    const text = one === file ? after : changed[one];
    if (text !== undefined) writeWhole(join(own.lexicon, one), text, false);
  }
  const copied = isCopied ? '；自带的词表先抄了一份到报告文件夹的 lexicon/' : '';
  await terminal.print(`${file} 改好了${copied}；运行 kewen index 启用`);
  for (const { where, message } of warnings) terminal.note(printable(`kewen：${where}：${message}`));
  return warnings.length > 0 ? 1 : 0;
}

/** A file that stands alone, changed. */
function changedWhole(text: string, { add, remove = '' }: WordsFlags, file: LexiconFile): string {
  return add === undefined ? without(text, remove, file) : withEntry(text, add);
}

/** A maintainer's own lines over those that ship, changed: what ships is taken away by a line that says so. */
function changedOwn(texts: LexiconTexts, file: LexiconFile, { add, remove = '' }: WordsFlags): string {
  const text = texts[ownName(file)] ?? OWN_HEAD;
  const isShipped = (entry: string) => linesOf(texts, file).some((one) => spaced(one.text) === entry);
  const entry = spaced(fold(add ?? remove));
  const taken = linesOf(texts, ownName(file)).find((one) => takenBy(one.text) === entry);
  if (add !== undefined) {
    if (taken) return withoutLine(text, taken.where);
    if (isShipped(entry)) throw new KewenError('usage', `${file} 里已有“${printable(add)}”这一条`);
    return withEntry(text, add);
  }
  // Of a group that one's own line was joined to, that line goes.
  const found = entriesOf(texts, file).find((one) => spaced(one.text) === entry);
  if (found?.where.startsWith(ownName(file))) return withoutLine(text, found.where);
  if (found && isShipped(entry)) return withEntry(text, `- ${entry}`);
  throw notThere(file, remove);
}

const OWN_HEAD = '# 自己的词，加在自带的词表上；写成“- 某一条”，就去掉自带的那一条。\n';

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
  const entry = spaced(fold(typed));
  const found = linesOf({ [file]: text }, file).find((one) => spaced(one.text) === entry);
  if (!found) throw notThere(file, typed);
  return withoutLine(text, found.where);
}

/** @param where `file:line` */
function withoutLine(text: string, where: string): string {
  return text
    .split('\n')
    .toSpliced(Number(where.split(':')[1]) - 1, 1)
    .join('\n');
}

const notThere = (file: LexiconFile, typed: string) =>
  new KewenError('usage', `${file} 里没有“${printable(typed)}”这一条`);
