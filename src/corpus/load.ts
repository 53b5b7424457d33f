/**
 * The corpus folder: which files are reports, which are the lexicon, and what each report says once read,
 * cleaned and described. A file that cannot be used is set aside with one line; the others go on.
 */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename, extname, join, relative, sep } from 'node:path';
import { parse } from 'yaml';
import { KewenError } from '../errors.ts';
import { LEXICON_FILES, type LexiconTexts } from '../language/lexicon.ts';
import { readArchive } from './archive.ts';
import { type Cache, noCache } from './cache.ts';
import { cleanContent, findPlaceholders } from './clean.ts';
import type { Block, Problem, SourceDocument } from './document.ts';
import { ARCHIVE, extensionOf, isDocument } from './documents.ts';
import { inferMetadata } from './metadata.ts';
import { readDocument } from './read.ts';
import type { Report, ReportBlock } from './report.ts';
import { digestFile, type ScannedFile, scanFiles } from './scan.ts';
import { ANSWERS_FILE, parseAnswers } from './standard.ts';
import { checkSources, type StandardAnswer } from './standard-sources.ts';

/** A corpus, read. */
export interface Corpus {
  /** In the order of their ids. */
  readonly reports: readonly Report[];
  readonly problems: readonly Problem[];
  readonly lexicon: LexiconTexts;
  /** The maintainer's own answers whose sources hold, in the order of the file. */
  readonly answers: readonly StandardAnswer[];
  /** Files that were read now; the others were known from before. */
  readonly filesRead: readonly string[];
}

/** A corpus folder by what is in it, not yet read for its content. */
export interface ScannedCorpus {
  readonly files: readonly ScannedFile[];
  readonly lexicon: LexiconTexts;
  /** The text of its standard answers. */
  readonly answersText: string;
  /** One digest for all of it. An index of another digest is stale. */
  readonly digest: string;
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

/** The corpus's own standard answers; the ones that ship are about no other corpus. */
async function readAnswersText(directory: string): Promise<string> {
  try {
    return await readFile(join(directory, ANSWERS), 'utf8');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw new KewenError('lexicon', `词表 ${ANSWERS} 读不了，请检查文件权限`, cause);
  }
}

const ANSWERS = `${LEXICON_FOLDER}/${ANSWERS_FILE}`;

/**
 * Looks through a corpus folder.
 *
 * @throws {KewenError} `corpus` when the folder cannot be listed, `lexicon` when its words cannot be read
 */
export async function scanCorpus(directory: string): Promise<ScannedCorpus> {
  const files = await scanFiles(directory, await listCorpus(directory));
  const lexicon = await readLexiconTexts(directory);
  const answersText = await readAnswersText(directory);
  const digest = createHash('sha256');
  for (const scanned of files) {
    // A file that cannot be read is a problem the build reports; here it only has to be seen as such.
    digest.update(`${scanned.file}\0${scanned.digest ?? 'unreadable'}\0${scanned.beside ?? ''}\0`);
  }
  digest.update(JSON.stringify(lexicon)).update(answersText);
  return { files, lexicon, answersText, digest: digest.digest('hex') };
}

/** The digest of {@link scanCorpus}: names and bytes of the files and the lexicon. */
export async function digestCorpus(directory: string): Promise<string> {
  return (await scanCorpus(directory)).digest;
}

/** What a load may use, and whom it tells. */
export interface LoadOptions {
  /** What {@link scanCorpus} found, if it was just looked through. */
  readonly scanned?: ScannedCorpus;
  /** Where reports are kept that were read before. */
  readonly cache?: Cache;
  /** Called when it is known how many files have to be read. */
  readonly onPlan?: (filesToRead: number) => void;
  /** Called after each file that was read, for a progress bar. */
  readonly onFile?: (done: number, total: number, file: string) => void;
}

/**
 * Reads every report of a corpus.
 *
 * @throws {KewenError} what {@link scanCorpus} throws; `lexicon` for a bad standard answer
 */
export async function loadCorpus(directory: string, options: LoadOptions = {}): Promise<Corpus> {
  const { cache = noCache, onPlan = () => {}, onFile = () => {} } = options;
  const { files, lexicon, answersText } = options.scanned ?? (await scanCorpus(directory));
  const made = files.map((scanned) => recall(scanned, cache));
  const filesRead: string[] = [];
  const toRead = made.filter((known) => known === null).length;
  onPlan(toRead);
  for (const [index, scanned] of files.entries()) {
    if (made[index]) continue;
    made[index] = await readAnew(directory, scanned, cache);
    filesRead.push(scanned.file);
    onFile(filesRead.length, toRead, scanned.file);
  }
  const reports = new Map<string, Report>();
  const problems: Problem[] = [];
  for (const one of made.flatMap((known) => known ?? [])) {
    const twin = 'message' in one ? undefined : reports.get(one.id);
    if ('message' in one) problems.push(one);
    else if (twin) {
      problems.push({
        file: one.file,
        message: `编号 ${one.id} 与 ${twin.file} 相同：请改文件名，或删去其中一份`,
      });
    } else reports.set(one.id, one);
  }
  const sorted = [...reports.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  const standard = checkSources(parseAnswers(answersText), sorted, ANSWERS);
  return {
    reports: sorted,
    problems: [...problems, ...standard.problems],
    lexicon,
    answers: standard.answers,
    filesRead,
  };
}

/** Everything that the reports of a file are made from: its path gives the id and may tell year and audience. */
function keyOf({ file, digest, beside }: ScannedFile): string {
  return JSON.stringify(['reports', file, digest, beside]);
}

/** What was made of a file before, if it is still the same. */
function recall(scanned: ScannedFile, cache: Cache): (Report | Problem)[] | null {
  const bytes = scanned.digest === null ? null : cache.get(keyOf(scanned));
  return bytes && (JSON.parse(new TextDecoder().decode(bytes)) as (Report | Problem)[]);
}

/** Reads a file and keeps what came of it, also that it holds no report. */
async function readAnew(
  directory: string,
  scanned: ScannedFile,
  cache: Cache,
): Promise<(Report | Problem)[]> {
  const made: (Report | Problem)[] = [];
  for await (const one of reportsOf(directory, scanned)) made.push(one);
  // Not where the file changed since it was looked at: what was read is not what the digest names.
  const digest = await digestFile(join(directory, scanned.file)).catch(() => null);
  if (digest !== null && digest === scanned.digest) {
    cache.put(keyOf(scanned), Buffer.from(JSON.stringify(made)));
  }
  return made;
}

/**
 * What one file gives, whether it lies in a corpus or not yet.
 *
 * @param file its path below the directory; the folders and the name may tell whom it is for
 */
export async function* readFileReports(directory: string, file: string): AsyncGenerator<Report | Problem> {
  const [scanned] = await scanFiles(directory, [file]);
  yield* reportsOf(directory, scanned as ScannedFile);
}

/**
 * What one file of a corpus gives: its report, or those of an archive's members, or problems. What is written
 * beside an archive holds for all its members, before their front matter and after their own `NAME.ext.yaml`.
 */
async function* reportsOf(
  directory: string,
  { file, beside: besideText }: ScannedFile,
): AsyncGenerator<Report | Problem> {
  const path = join(directory, file);
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
  const document = { ...read, beside };
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
export function reportId(file: string): string {
  return file
    .slice(0, -extname(file).length)
    .replace(/\.zip\//giu, '/')
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/gu, '')
    .toLowerCase();
}
