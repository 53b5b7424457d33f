/**
 * The rows of a report's tables, by places in its text: what a row is about, what it is a part of, and each cell with the
 * head and the unit of its column. A reader gives strings (`TableRow`); what they mean is read here, for all formats.
 */
import { fold } from '../language/normalize.ts';
import { unitAtEnd, withoutUnit } from '../language/table-labels.ts';
import type { TableCell } from './document.ts';
import type { ReportBlock } from './report.ts';

/** A row of a table. Offsets are UTF-16 in the report's text; words are folded. */
export interface Row {
  readonly start: number;
  readonly end: number;
  /** Rows of one table share it: it counts the tables of a report. */
  readonly table: number;
  /** What the table is about, as the lines right above it say. */
  readonly caption: string;
  /** What the labels of the table are (乡镇, 指标); empty where no head says. */
  readonly labelHead: string;
  /** What it is about, without unit and 其中: 科普讲座. Empty where it has no name. */
  readonly label: string;
  /** Where the label stands, unit and 其中 left out; `[0, 0]` where it has no name. */
  readonly labelAt: readonly [start: number, end: number];
  /** What the label belongs to, outermost first: its group, and the rows that it is a part of (其中). */
  readonly parents: readonly string[];
  /** Whether it is a part of a row above (其中, #, set in). */
  readonly isPart: boolean;
  readonly cells: readonly RowCell[];
}

/** A cell that holds something. */
export interface RowCell {
  readonly start: number;
  readonly end: number;
  /** The head of its column without unit and 其中: 2022年场次; empty where there is none. */
  readonly head: string;
  /** Where the head stands in the row's text, unit and 其中 left out; `[0, 0]` where there is none. */
  readonly headAt: readonly [start: number, end: number];
  /** What its figure is counted in, by the column, the row or the table; empty where none of them says. */
  readonly unit: string;
}

/** 其中：进校园, # 在编人数: a part of the row above. */
const PART = /^\s*(?:#|其中[：:]?|[（(]其中[)）])\s*/u;

/** The rows of a report, in the order of the text. */
export function readRows({
  text,
  blocks,
}: {
  readonly text: string;
  readonly blocks: readonly ReportBlock[];
}): Row[] {
  const rows: Row[] = [];
  let table = 0;
  let caption = '';
  /** The rows above that others may be parts of, by depth. */
  let above: { readonly label: string; readonly depth: number }[] = [];
  for (const [i, block] of blocks.entries()) {
    if (!block.row) continue;
    if (block.row.opens) {
      table++;
      caption = fold(captionAbove(text, blocks.slice(Math.max(0, i - MAX_CAPTION_BLOCKS), i)));
      above = [];
    }
    const { group, label } = block.row;
    const name = strip(label);
    const isMarked = PART.test(label);
    const depth = block.row.depth + (isMarked ? MARK_CHARS : 0);
    above = above.filter((row) => row.depth < depth);
    const groupName = fold(strip(group).text);
    rows.push({
      ...located(text, block, [group, label], block.row.cells),
      table,
      caption,
      labelHead: fold(withoutUnit(block.row.labelHead)),
      label: fold(name.text),
      parents: [...(groupName === '' ? [] : [groupName]), ...above.map((row) => row.label)],
      isPart: above.length > 0,
    });
    above.push({ label: fold(name.text), depth });
  }
  return rows;
}

const MAX_CAPTION_BLOCKS = 2;
/** A longer line above a table tells of something else as well. */
const MAX_CAPTION_CHARS = 60;

/** The lines right above a table that are no more than its title and unit. */
function captionAbove(text: string, before: readonly ReportBlock[]): string {
  const isTitle = ({ kind, start, end }: ReportBlock) =>
    kind === 'caption' || (kind === 'paragraph' && end - start <= MAX_CAPTION_CHARS);
  const from = before.findLastIndex((block) => !isTitle(block)) + 1;
  return before
    .slice(from)
    .map(({ start, end }) => text.slice(start, end))
    .join(' ');
}

/** How far 其中 sets a row in, in characters: what is set in as far below it is its neighbour, and no part of it. */
const MARK_CHARS = 4;

/** A label without its unit and 其中, and where it stands in the label. */
function strip(label: string): { readonly text: string; readonly start: number } {
  const start = PART.exec(label)?.[0].length ?? 0;
  return { text: withoutUnit(label.slice(start)), start };
}

/** A figure without a unit of its own: 1,286, 8.6万. */
const BARE = /^[约近超逾共]{0,2}\d[\d.,，]*[十百千万亿]*余?$/u;

/** Where the label and the cells of a row stand: its strings stand in its text one after the other. */
function located(
  text: string,
  block: ReportBlock,
  [group = '', label = '']: readonly string[],
  given: readonly TableCell[],
): Pick<Row, 'start' | 'end' | 'labelAt' | 'cells'> {
  let at = block.start;
  const find = (words: string): number => {
    const found = words === '' ? -1 : text.indexOf(words, at);
    if (found < 0 || found + words.length > block.end) return -1;
    at = found + words.length;
    return found;
  };
  const placeOf = (words: string): [number, number] => {
    const found = find(words);
    if (found < 0) return [0, 0];
    const name = strip(words);
    return [found + name.start, found + name.start + name.text.length];
  };
  find(group);
  const labelAt = placeOf(label);
  const cells = given.flatMap(({ head, value, unit }): RowCell[] => {
    const headAt = placeOf(head);
    const start = find(value);
    if (start < 0) return [];
    return [
      {
        start,
        end: start + value.length,
        head: fold(strip(head).text),
        headAt,
        unit: fold(unit || (BARE.test(value) ? unitAtEnd(head) || unitAtEnd(label) : '')),
      },
    ];
  });
  return { start: block.start, end: block.end, labelAt, cells };
}
