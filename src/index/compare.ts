/**
 * What a build would change for a reader: the reports of a corpus against those of the index in service.
 */
import { cutPassages } from '../corpus/passages.ts';
import { formatPeriod, type Report, type ReportMetadata } from '../corpus/report.ts';
import type { StandardAnswer } from '../corpus/standard-sources.ts';
import type { Library } from './library.ts';
import type { ReportCard, StoredPassage } from './shelf.ts';

/** A field of the metadata that is another one now. */
export interface FieldChange {
  readonly field: keyof ReportMetadata;
  readonly before: string;
  readonly after: string;
}

/** A passage whose text changed; null where it is new, or gone. */
export interface PassageChange {
  readonly before: string | null;
  readonly after: string | null;
}

/** A report that is in only one of the two, or not the same in both. */
export type ReportChange =
  | { readonly kind: 'added' | 'removed'; readonly id: string; readonly passages: number }
  | {
      readonly kind: 'changed';
      readonly id: string;
      readonly fields: readonly FieldChange[];
      /** In the order of the text. */
      readonly passages: readonly PassageChange[];
      /** Whether passages with the same text stand under other headings. */
      readonly hasOtherHeadings: boolean;
    };

/** A standard answer that is in only one of the two, or not the same in both. */
export interface AnswerChange {
  readonly id: string;
  readonly kind: ReportChange['kind'];
}

const FIELDS = [
  'title',
  'association',
  'aliases',
  'place',
  'period',
  'publisher',
  'published',
  'source',
  'audience',
  'isRecognised',
] as const satisfies readonly (keyof ReportMetadata)[];

/**
 * The changes from an index to a corpus, in the order of the ids.
 *
 * @param library the staff library of the index, which holds every report; null where there is no index
 */
export function compareReports(library: Library | null, reports: readonly Report[]): ReportChange[] {
  const cards = new Map((library?.reports() ?? []).map((card) => [card.id, card]));
  const changes: ReportChange[] = [];
  for (const report of reports) {
    const card = cards.get(report.id);
    cards.delete(report.id);
    if (!card || !library) {
      changes.push({ kind: 'added', id: report.id, passages: cutPassages(report).length });
    } else {
      const change = compareReport(library, card, report);
      if (change) changes.push(change);
    }
  }
  for (const { id, passages } of cards.values()) changes.push({ kind: 'removed', id, passages });
  return changes.sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** The changes from the standard answers of an index to those of a corpus, in the order of the ids. */
export function compareAnswers(
  before: readonly StandardAnswer[],
  after: readonly StandardAnswer[],
): AnswerChange[] {
  const contentOf = (answers: readonly StandardAnswer[]) =>
    new Map(answers.map((answer) => [answer.id, JSON.stringify(answer)]));
  const [old, now] = [contentOf(before), contentOf(after)];
  const changes = [...new Set([...old.keys(), ...now.keys()])].flatMap((id): AnswerChange[] => {
    if (old.get(id) === now.get(id)) return [];
    return [{ id, kind: !old.has(id) ? 'added' : !now.has(id) ? 'removed' : 'changed' }];
  });
  return changes.sort((a, b) => (a.id < b.id ? -1 : 1));
}

function compareReport(library: Library, card: ReportCard, report: Report): ReportChange | null {
  const fields = FIELDS.map((field) => ({
    field,
    before: textOf(card, field),
    after: textOf(report, field),
  })).filter(({ before, after }) => before !== after);
  const stored = storedPassages(library, card);
  const made = cutPassages(report).map(({ section, start, end }) => ({
    section,
    text: report.text.slice(start, end),
  }));
  const passages = comparePassages(
    stored.map(({ text }) => text),
    made.map(({ text }) => text),
  );
  const sections = (list: readonly { readonly section: readonly string[]; readonly text: string }[]) =>
    JSON.stringify(list.map(({ section, text }) => [section, text]));
  const hasOtherHeadings = passages.length === 0 && sections(stored) !== sections(made);
  if (fields.length === 0 && passages.length === 0 && !hasOtherHeadings) {
    // Text that is in no passage: a heading with nothing below it.
    if (library.reportText(card.row) === report.text) return null;
    return { kind: 'changed', id: report.id, fields, passages, hasOtherHeadings: true };
  }
  return { kind: 'changed', id: report.id, fields, passages, hasOtherHeadings };
}

function textOf(metadata: ReportMetadata, field: (typeof FIELDS)[number]): string {
  if (field === 'period') return formatPeriod(metadata.period);
  if (field === 'isRecognised') return metadata.isRecognised ? '是' : '否';
  if (field === 'aliases') return metadata.aliases.join('、');
  return metadata[field];
}

function storedPassages(library: Library, { row }: ReportCard): StoredPassage[] {
  const passages: StoredPassage[] = [];
  for (let ordinal = 0; ; ordinal++) {
    const passage = library.passageAt(row, ordinal);
    if (!passage) return passages;
    passages.push(passage);
  }
}

/** What is in one list of texts only, the first that is gone beside the first that is new. */
function comparePassages(before: readonly string[], after: readonly string[]): PassageChange[] {
  const gone = without(before, after);
  const come = without(after, before);
  return Array.from({ length: Math.max(gone.length, come.length) }, (_, i) => ({
    before: gone[i] ?? null,
    after: come[i] ?? null,
  }));
}

/** The texts of a list that another list does not have, as often as it has too few of them. */
function without(texts: readonly string[], others: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const text of others) counts.set(text, (counts.get(text) ?? 0) + 1);
  return texts.filter((text) => {
    const count = counts.get(text) ?? 0;
    counts.set(text, count - 1);
    return count <= 0;
  });
}
