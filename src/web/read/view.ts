/**
 * A report, or a page of a long one, as it is shown: its blocks with their runs, tables put together, the outline of
 * all of it. Work and size are bounded by the page, whatever the report is like.
 */
import { LRUCache } from 'lru-cache';
import type { Language } from '../../channels/document.ts';
import type { Range, Sought } from '../../channels/seek.ts';
import type { Figure } from '../../corpus/figures.ts';
import type { ReportBlock } from '../../corpus/report.ts';
import type { Row } from '../../corpus/rows.ts';
import type { OpenIndex, ReportCard, WholeReport } from '../../index/shelf.ts';
import { printable } from '../../printable.ts';
import { toldOf } from './figures.ts';
import { type Known, type Run, runsOf } from './runs.ts';
import { type ShownTable, tableOf } from './tables.ts';

/** Something of a report that stands by itself. */
export type Part =
  | {
      readonly kind: 'heading';
      readonly level: number;
      readonly anchor: string;
      readonly runs: readonly Run[];
    }
  | { readonly kind: 'paragraph' | 'item' | 'caption' | 'byline'; readonly runs: readonly Run[] }
  | { readonly kind: 'table'; readonly table: ShownTable };

/** A heading of the outline with the page it stands on. */
export interface OutlineEntry {
  readonly text: string;
  readonly level: number;
  readonly anchor: string;
  readonly page: number;
}

/** A figure of the page, for the list at its end. */
export interface PageFigure {
  readonly figure: Figure;
  readonly printed: string;
  /** Passage it stands in. */
  readonly passage: string;
}

/** A page of a report. */
export interface ReportView {
  readonly parts: readonly Part[];
  readonly outline: readonly OutlineEntry[];
  readonly figures: readonly PageFigure[];
  /** From 1. */
  readonly page: number;
  readonly pages: number;
}

/** A page is closed at the first block past this; a report of an ordinary year is one page. */
const PAGE_CHARS = 40_000;
const MAX_OUTLINE = 200;
const MAX_FIGURES = 400;
const MAX_OUTLINE_CHARS = 60;

/** Texts of the reports that were read last, so that turning the pages of a long one reads it once. */
const recent = new WeakMap<OpenIndex, LRUCache<number, WholeReport>>();
const KEPT_CHARS = 8_000_000;

/** A report as a whole. */
export function wholeOf(index: OpenIndex, { row }: ReportCard): WholeReport {
  const kept =
    recent.get(index) ??
    new LRUCache<number, WholeReport>({
      maxSize: KEPT_CHARS,
      sizeCalculation: ({ text, blocks }) => text.length + 20 * blocks.length + 1,
    });
  recent.set(index, kept);
  const whole = kept.get(row) ?? index.whole(row);
  kept.set(row, whole);
  return whole;
}

/** The pages of a report by the stretch of text each holds. */
export function pagesOf({ text, blocks }: WholeReport): Range[] {
  const pages: Range[] = [];
  let start = 0;
  const close = (end: number) => {
    pages.push({ start, end });
    start = end;
  };
  for (const block of blocks) {
    // A block that is longer than a page is cut where it has to be, but in no character.
    while (block.end - start > 2 * PAGE_CHARS) {
      const at = start + PAGE_CHARS;
      close(/[\udc00-\udfff]/.test(text.charAt(at)) ? at - 1 : at);
    }
    if (block.end - start > PAGE_CHARS) close(block.end);
  }
  if (start < text.length || pages.length === 0) close(text.length);
  return pages;
}

/**
 * A page of a report.
 *
 * @param asked the page, from 1; the one that holds the place where none is asked for
 */
export function viewReport(
  index: OpenIndex,
  card: ReportCard,
  whole: WholeReport,
  {
    sought,
    asked,
    language,
  }: { readonly sought: Sought; readonly asked: number | null; readonly language: Language },
): ReportView {
  const pages = pagesOf(whole);
  const holding = pages.findIndex(({ end }) => (sought.at ?? 0) < end);
  const at = Math.min(pages.length, Math.max(1, asked ?? holding + 1)) - 1;
  const range = pages[at] as Range;
  const passages = index.passagesBetween(card.row, range.start, range.end);
  const anchors = passages.map(({ id, start }) => ({ at: start, name: id.slice(card.id.length + 1) }));
  const withFigures = passages.flatMap((passage, i) =>
    passage.figures.map((figure) => ({ figure, passage: anchors[i]?.name ?? '' })),
  );
  const known: Known = {
    text: whole.text,
    anchors,
    figures: withFigures.map(({ figure }) => ({
      start: figure.start,
      end: figure.end,
      told: toldOf(figure, language),
    })),
    mark: sought.mark,
  };
  const rows = new Map(passages.flatMap((passage) => passage.rows).map((row) => [row.start, row] as const));
  return {
    parts: partsOf(whole.blocks, range, known, rows, printable(card.title)),
    outline: outlineOf(whole, pages, printable(card.title)),
    figures: withFigures.slice(0, MAX_FIGURES).map(({ figure, passage }) => ({
      figure,
      passage,
      printed: printable(whole.text.slice(figure.start, figure.end)),
    })),
    page: at + 1,
    pages: pages.length,
  };
}

const anchorOf = (block: ReportBlock) => `s-${block.start}`;

function partsOf(
  blocks: readonly ReportBlock[],
  range: Range,
  known: Known,
  rows: ReadonlyMap<number, Row>,
  title: string,
): Part[] {
  const parts: Part[] = [];
  let table: Row[] = [];
  const closeTable = () => {
    const shown = tableOf(table, known);
    if (shown) parts.push({ kind: 'table', table: shown });
    else for (const row of table) parts.push({ kind: 'item', runs: runsOf(row, known) });
    table = [];
  };
  for (const block of blocks) {
    const start = Math.max(block.start, range.start);
    const end = Math.min(block.end, range.end);
    if (start >= end) continue;
    const row = block.kind === 'row' ? rows.get(block.start) : undefined;
    if (row && row.cells.length > 0) {
      if (table[0] && table[0].table !== row.table) closeTable();
      table.push(row);
      continue;
    }
    if (table.length > 0) closeTable();
    const runs = runsOf({ start, end }, known);
    if (block.kind === 'heading') {
      // The title stands above the text already.
      if (parts.length === 0 && runs.map(({ text }) => text).join('') === title) continue;
      parts.push({
        kind: 'heading',
        level: Math.min(4, Math.max(2, block.level)),
        anchor: anchorOf(block),
        runs,
      });
    } else parts.push({ kind: block.kind === 'row' ? 'item' : block.kind, runs });
  }
  if (table.length > 0) closeTable();
  return parts;
}

function outlineOf({ text, blocks }: WholeReport, pages: readonly Range[], title: string): OutlineEntry[] {
  const headings = blocks.filter(({ kind }) => kind === 'heading');
  return headings
    .slice(0, MAX_OUTLINE)
    .map((block) => ({
      text: printable(text.slice(block.start, Math.min(block.end, block.start + MAX_OUTLINE_CHARS))),
      level: Math.min(4, Math.max(2, block.level)),
      anchor: anchorOf(block),
      page: pages.findIndex(({ end }) => block.start < end) + 1,
    }))
    .filter((heading) => heading.text !== title);
}
