/**
 * One file to what it gives: read, cleaned and described, a report or several, or one line that says why it is none.
 */
import { basename, extname, join } from 'node:path';
import { parse } from 'yaml';
import { type MemberOptions, readArchive } from './archive.ts';
import { cleanContent, findPlaceholders } from './clean.ts';
import type { Block, Problem, SourceDocument } from './document.ts';
import { ARCHIVE, extensionOf } from './documents.ts';
import { inferMetadata } from './metadata.ts';
import { readDocument } from './read.ts';
import { renamedIn } from './renamed.ts';
import type { Report, ReportBlock } from './report.ts';
import type { ScannedFile } from './scan.ts';

/**
 * What one file of a corpus gives: its report, or those of an archive's members, or problems. What is written
 * beside an archive holds for all its members, before their front matter and after their own `NAME.ext.yaml`. Each member
 * gives exactly one of the two, so that who counts them knows which is read.
 */
export async function* reportsOf(
  directory: string,
  { file, digest, beside: besideText, folders, blocked }: ScannedFile,
  members: MemberOptions = {},
): AsyncGenerator<Report | Problem> {
  // It may say that only staff may see it.
  if (blocked !== undefined) return yield { file, message: blocked, isForNow: true };
  const path = join(directory, file);
  const ofFolders = givenByFolders(folders);
  if (typeof ofFolders === 'string') return yield { file, message: ofFolders };
  const ofFile = givenBeside(besideText);
  if (ofFile === null) return yield { file, message: besideIsBad(file) };
  const beside = { ...ofFolders, ...ofFile };
  const isArchive = extensionOf(file) === ARCHIVE;
  const sources = isArchive
    ? readArchive(path, file, members)
    : [
        {
          file,
          read: await readDocument(path, file, (page, pages) => members.onPage?.(file, page, pages)),
          beside: undefined,
          folders: [],
        },
      ];
  for await (const source of sources) {
    const inside = givenByFolders(source.folders);
    const own = givenBeside(source.beside);
    if (!source.read.ok) yield source.read.problem;
    else if (typeof inside === 'string') yield { file: source.file, message: inside };
    else if (own === null) yield { file: source.file, message: besideIsBad(source.file) };
    else
      yield makeReport(
        source.read.document,
        { ...beside, ...inside, ...own },
        isArchive ? '' : (digest ?? ''),
      );
  }
}

const besideIsBad = (file: string) => `旁边的 ${basename(file)}.yaml 不是有效的 YAML，请检查格式`;

/** What the `_report.yaml` of the folders above say together, the nearer before the farther; which one is bad. */
function givenByFolders(folders: ScannedFile['folders']): Record<string, unknown> | string {
  const given: Record<string, unknown> = {};
  for (const { file, text } of folders) {
    const own = givenBeside(text);
    if (own === null) return `${file} 不是有效的 YAML，请检查格式`;
    Object.assign(given, own);
  }
  return given;
}

/** Cleans and describes one document; a document that is no report gives a problem. */
function makeReport(
  read: SourceDocument,
  beside: Readonly<Record<string, unknown>>,
  digest: string,
): Report | Problem {
  const { file } = read;
  const document = { ...read, beside };
  const blocks = cleanContent(document.content);
  if (blocks.every((block) => block.kind === 'heading')) {
    return { file, message: '没有正文：清理后一段文字也没有，请检查文件内容' };
  }
  const placeholders = findPlaceholders(blocks);
  if (placeholders) return { file, message: placeholders };
  const described = inferMetadata(document, blocks);
  if ('problem' in described) return { file, message: described.problem };
  const { text, spans } = joinBlocks(blocks);
  const renamed = renamedIn(text);
  return {
    id: reportId(file),
    file,
    digest,
    ...described.metadata,
    ...(read.isRecognised && { isRecognised: true as const }),
    ...(renamed.length > 0 && { renamed }),
    text,
    blocks: spans,
    inferred: described.inferred,
    ...(read.unread !== undefined && { unread: read.unread }),
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
    const { kind, level, row } = block;
    return { kind, level, start, end: text.length, ...(row && { row }) };
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
