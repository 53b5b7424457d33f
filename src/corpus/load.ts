/**
 * The corpus folder: which files are reports, which are the lexicon, and what each report says once read,
 * cleaned and described. A file that cannot be used is set aside with one line; the others go on.
 */
import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename, extname, join, relative, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { parse } from 'yaml';
import { KewenError } from '../errors.ts';
import { LEXICON_FILES, type LexiconTexts } from '../language/lexicon.ts';
import { readArchive } from './archive.ts';
import { cleanContent, findPlaceholders } from './clean.ts';
import type { Block, Problem, SourceDocument } from './document.ts';
import { ARCHIVE, extensionOf, isDocument } from './documents.ts';
import { inferMetadata } from './metadata.ts';
import { readDocument } from './read.ts';
import type { Report, ReportBlock } from './report.ts';

/** A corpus, read. */
export interface Corpus {
  /** In the order of their ids. */
  readonly reports: readonly Report[];
  readonly problems: readonly Problem[];
  readonly lexicon: LexiconTexts;
}

/** Folder of the corpus that holds the lexicon. */
const LEXICON_FOLDER = 'lexicon';

/**
 * The files of a corpus that may be reports, sorted: everything readable that is not hidden, not a README
 * and not in the lexicon. Symbolic links are not followed.
 *
 * @throws {KewenError} `corpus` when the folder cannot be listed
 */
export async function listCorpus(directory: string): Promise<string[]> {
  let entries: import('node:fs').Dirent[];
  try {
    entries = await readdir(directory, { withFileTypes: true, recursive: true });
  } catch (cause) {
    throw new KewenError('corpus', `找不到报告文件夹 ${directory}：请用 --corpus 指明放报告的文件夹`, cause);
  }
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(directory, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((file) => isDocument(file) && !file.startsWith(`${LEXICON_FOLDER}/`))
    .sort();
}

/** The lexicon that ships: general knowledge of the field, good for any corpus. */
const SHIPPED_LEXICON = join(import.meta.dirname, '../../corpus', LEXICON_FOLDER);

/** The lexicon's files of a corpus; a corpus without a lexicon folder has the one that ships. */
export async function readLexiconTexts(directory: string): Promise<LexiconTexts> {
  const own = join(directory, LEXICON_FOLDER);
  const folder = existsSync(own) ? own : SHIPPED_LEXICON;
  const texts: Record<string, string> = {};
  for (const file of LEXICON_FILES) {
    try {
      texts[file] = await readFile(join(folder, file), 'utf8');
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') {
        throw new KewenError('lexicon', `词表 ${LEXICON_FOLDER}/${file} 读不了，请检查文件权限`, cause);
      }
    }
  }
  return texts;
}

/**
 * One digest for everything a corpus is built from: names and bytes of its files and the lexicon. An index
 * with another digest is stale.
 */
export async function digestCorpus(directory: string): Promise<string> {
  const digest = createHash('sha256');
  for (const file of await listCorpus(directory)) {
    const bytes = createHash('sha256');
    // A file that cannot be read is a problem the build reports; here it only has to be seen as such.
    await pipeline(createReadStream(join(directory, file)), bytes).catch(() => bytes.update('unreadable'));
    const beside = await readFile(join(directory, `${file}.yaml`), 'utf8').catch(() => '');
    digest.update(`${file}\0${bytes.digest('hex')}\0${beside}\0`);
  }
  return digest.update(JSON.stringify(await readLexiconTexts(directory))).digest('hex');
}

/**
 * Reads every report of a corpus.
 *
 * @param onFile called after each file, for a progress bar
 */
export async function loadCorpus(
  directory: string,
  onFile: (done: number, total: number, file: string) => void = () => {},
): Promise<Corpus> {
  const files = await listCorpus(directory);
  const reports = new Map<string, Report>();
  const problems: Problem[] = [];
  for (const [index, file] of files.entries()) {
    for await (const made of reportsOf(directory, file)) {
      const twin = 'message' in made ? undefined : reports.get(made.id);
      if ('message' in made) problems.push(made);
      else if (twin) {
        problems.push({
          file: made.file,
          message: `编号 ${made.id} 与 ${twin.file} 相同：请改文件名，或删去其中一份`,
        });
      } else reports.set(made.id, made);
    }
    onFile(index + 1, files.length, file);
  }
  const sorted = [...reports.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  return { reports: sorted, problems, lexicon: await readLexiconTexts(directory) };
}

/**
 * What one file of a corpus gives: its report, or those of an archive's members, or problems. What is written
 * beside an archive holds for all its members, before their front matter and after their own `NAME.ext.yaml`.
 */
export async function* reportsOf(directory: string, file: string): AsyncGenerator<Report | Problem> {
  const path = join(directory, file);
  const besideText = await readFile(`${path}.yaml`, 'utf8').catch(() => undefined);
  const beside = givenBeside(besideText);
  if (beside === null) return yield { file, message: besideIsBad(file) };
  const sources =
    extensionOf(file) === ARCHIVE
      ? readArchive(path, file)
      : [{ file, read: await readDocument(path, file), beside: undefined }];
  for await (const source of sources) {
    const own = givenBeside(source.beside);
    if (!source.read.ok) yield source.read.problem;
    else if (own === null) yield { file: source.file, message: besideIsBad(source.file) };
    else yield makeReport(source.read.document, { ...beside, ...own });
  }
}

const besideIsBad = (file: string) => `旁边的 ${basename(file)}.yaml 不是有效的 YAML，请检查格式`;

/** Cleans and describes one document; a document that is no report gives a problem. */
function makeReport(read: SourceDocument, beside: Readonly<Record<string, unknown>>): Report | Problem {
  const { file } = read;
  const document = { ...read, metadata: { ...read.metadata, ...beside } };
  const blocks = cleanContent(document.content);
  if (blocks.every((block) => block.kind === 'heading')) {
    return { file, message: '没有正文：清理后一段文字也没有，请检查文件内容' };
  }
  const placeholders = findPlaceholders(blocks);
  if (placeholders) return { file, message: placeholders };
  const described = inferMetadata(document, blocks, { fileName: basename(file) });
  if ('problem' in described) return { file, message: described.problem };
  const { text, spans } = joinBlocks(blocks);
  return {
    id: reportId(file),
    file,
    ...described.metadata,
    text,
    blocks: spans,
    inferred: described.inferred,
  };
}

/**
 * What a maintainer wrote beside a file that has no place for it: `报告.pdf.yaml` with the keys of front matter.
 *
 * @returns null when it is no YAML mapping
 */
function givenBeside(text: string | undefined): Record<string, unknown> | null {
  if (text === undefined) return {};
  try {
    const parsed: unknown = parse(text, { maxAliasCount: 20 });
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? { ...parsed } : null;
  } catch {
    return null;
  }
}

/** Blocks to the text of a report, separated by blank lines. */
export function joinBlocks(blocks: readonly Block[]): { text: string; spans: ReportBlock[] } {
  let text = '';
  const spans = blocks.map((block) => {
    if (text) text += '\n\n';
    const start = text.length;
    text += block.text;
    return { kind: block.kind, level: block.level, start, end: text.length };
  });
  return { text, spans };
}

/** `2020/平湖 总结.md` and `2020.zip/平湖 总结.md` → `2020-平湖-总结`: stable, readable, safe in links. */
function reportId(file: string): string {
  return file
    .slice(0, -extname(file).length)
    .replace(/\.zip\//giu, '/')
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/gu, '')
    .toLowerCase();
}
