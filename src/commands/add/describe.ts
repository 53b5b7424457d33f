/**
 * What is written of a file, and where: front matter, or the `.yaml` beside it.
 */
import { readGiven } from '../../corpus/metadata/given.ts';
import type { Report } from '../../corpus/report.ts';
import {
  hasFrontMatter,
  INFERRED,
  setFields,
  setFrontMatter,
  type WrittenField,
} from '../../corpus/written-metadata.ts';
import { FIELDS, periodWritten } from './flags.ts';
import type { Arrived } from './staging.ts';

/** Fields that are written down when they were inferred; a place follows from its association. */
const INFERRED_FIELDS = ['title', 'association', 'period', 'published', 'audience'] as const;

/** A report as it will be once what was told of it is written, without reading it again. */
export function withTold(report: Report, told: readonly WrittenField[]): Report {
  const read = readGiven(Object.fromEntries(told.map(({ field, value }) => [field, value])), 'flags');
  if ('problem' in read) return report;
  // Its other names are put together from what the text has; those that were told are among them once it is read.
  const { aliases: _, ...given } = read.given;
  const known = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const inferred = report.inferred.filter(({ field }) => !told.some((one) => one.field === field));
  return { ...report, ...known, inferred };
}

/** What was told, and what was inferred and is sure, in the order in which it is written. */
export function fieldsToWrite(told: readonly WrittenField[], report: Report | undefined): WrittenField[] {
  const inferred = INFERRED_FIELDS.flatMap((field) => {
    const found = report?.inferred.find((one) => one.field === field);
    if (!found || found.doubt || found.value === '') return [];
    const value = field === 'period' ? periodWritten(found.value) : found.value;
    return [{ field, value, why: `${INFERRED}${found.reason}` }];
  });
  const all = [...inferred.filter(({ field }) => told.every((one) => one.field !== field)), ...told];
  return all.sort((a, b) => FIELDS.indexOf(a.field) - FIELDS.indexOf(b.field));
}

/**
 * A file with fields written.
 *
 * @param isApart whether its own bytes stay as they are, as those of a web page do
 * @returns the file, or one line that says why they cannot be written
 */
export function describe<File extends Pick<Arrived, 'file' | 'bytes' | 'beside'>>(
  arrived: File,
  fields: readonly WrittenField[],
  isApart: boolean,
): File | string {
  if (fields.length === 0) return arrived;
  const text = isApart || arrived.beside !== undefined ? null : frontMatterText(arrived);
  if (text === null) {
    const beside = setFields(arrived.beside ?? '', fields);
    return beside === null ? `旁边的 ${arrived.file}.yaml 不是有效的 YAML，请先改好` : { ...arrived, beside };
  }
  const written = setFrontMatter(text, fields);
  return written === null
    ? '文件开头的元数据（front matter）不是有效的 YAML，请先改好'
    : { ...arrived, bytes: Buffer.from(written) };
}

/** The text of a file that can carry front matter; a text in another encoding than UTF-8 cannot. */
function frontMatterText({ file, bytes }: Pick<Arrived, 'file' | 'bytes'>): string | null {
  if (!hasFrontMatter(file)) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}
