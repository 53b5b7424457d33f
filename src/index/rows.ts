/**
 * The rows of a library, as the build writes them and as they are read again.
 */
import type { Figure } from '../corpus/figures.ts';
import type { Passage, Sentence } from '../corpus/passages.ts';
import type { ReportBlock } from '../corpus/report.ts';
import type { Row } from '../corpus/rows.ts';

/** A word of the index: in how many passages it stands and how it sounds. */
export interface VocabularyEntry {
  readonly term: string;
  readonly passages: number;
  readonly sound: string;
}

/** A pair of neighbouring characters, and in how many passages it stands. */
export type PairEntry = readonly [pair: string, passages: number];

/**
 * A passage as it is kept: lists are JSON already, since most passages of a build are written as the build before
 * kept them. Figures have no table of their own: they are only ever asked for by passage, and there are so many that
 * their rows took half of the time of writing.
 */
export interface PassageRow {
  readonly id: string;
  readonly section: string;
  readonly start: number;
  readonly end: number;
  readonly folded: string;
  readonly sentences: string;
  readonly figures: string;
  readonly figureCount: number;
  readonly rows: string;
}

type BlockRow = [start: number, end: number, kind: ReportBlock['kind'], level: number];
type SentenceRow = [start: number, end: number, kind: Sentence['kind'], block: number];
type FigureRow = [
  start: number,
  end: number,
  kind: Figure['kind'],
  value: number,
  upper: number | null,
  hedge: Figure['hedge'],
  unit: string,
  what: string,
  isPart: boolean,
  period: [from: number, to: number] | null,
];

/** A passage with its folded text, figures and rows of tables, as it is kept. */
export function toPassageRow(
  passage: Passage,
  folded: string,
  figures: readonly Figure[],
  tableRows: readonly Row[],
): PassageRow {
  const { id, section, start, end } = passage;
  const sentences = passage.sentences.map((s): SentenceRow => [s.start, s.end, s.kind, s.block]);
  const rows = figures.map(
    (f): FigureRow => [
      f.start,
      f.end,
      f.kind,
      f.value,
      f.upper,
      f.hedge,
      f.unit,
      f.what,
      f.isPart,
      f.period && [f.period.from, f.period.to],
    ],
  );
  return {
    id,
    section: JSON.stringify(section),
    start,
    end,
    folded,
    sentences: JSON.stringify(sentences),
    figures: JSON.stringify(rows),
    figureCount: figures.length,
    // Few passages are tables, and a row is read as it was made.
    rows: tableRows.length === 0 ? '' : JSON.stringify(tableRows),
  };
}

/** The blocks of a report, as they are kept: what a row says cell by cell stands with its passage. */
export function toBlockRows(blocks: readonly ReportBlock[]): string {
  return JSON.stringify(blocks.map(({ start, end, kind, level }): BlockRow => [start, end, kind, level]));
}

/** The blocks of a report as they were kept. */
export function readBlockRows(json: string): ReportBlock[] {
  return (JSON.parse(json) as BlockRow[]).map(([start, end, kind, level]) => ({ start, end, kind, level }));
}

/** The sentences of a passage as they were kept. */
export function readSentenceRows(json: string): Sentence[] {
  return (JSON.parse(json) as SentenceRow[]).map(([start, end, kind, block]) => ({
    start,
    end,
    kind,
    block,
  }));
}

/** The rows of tables of a passage as they were kept. */
export function readTableRows(json: string): Row[] {
  return json === '' ? [] : (JSON.parse(json) as Row[]);
}

/** The figures of a passage as they were kept, in the order of the text. */
export function readFigureRows(json: string): Figure[] {
  return (JSON.parse(json) as FigureRow[]).map(
    ([start, end, kind, value, upper, hedge, unit, what, isPart, period]) => ({
      start,
      end,
      kind,
      value,
      upper,
      hedge,
      unit,
      what,
      isPart,
      period: period && { from: period[0], to: period[1] },
    }),
  );
}
