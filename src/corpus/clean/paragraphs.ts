/**
 * Lines to paragraphs. A file is either wrapped (each line is as long as its column of print) or has one
 * paragraph a line; blank lines tell nothing by themselves, since a PDF may print one after every line.
 *
 * In a wrapped file a paragraph ends where a line that ends a sentence leaves room for the next word, or
 * where the next line is short by exactly the two characters of a first-line indent that was lost. A sentence
 * is never broken: a line that ends inside one is always joined, unless it stands alone as a headline.
 */
import type { Block } from '../document.ts';
import { isHan } from './characters.ts';
import {
  columnsOf,
  fills,
  firstWordColumns,
  MAX_WRAP_COLUMNS,
  type Measured,
  measureLines,
} from './columns.ts';
import {
  endsClause,
  endsSentence,
  isLabelled,
  isNumberedHeading,
  isSlogan,
  numberRank,
  runInLabel,
} from './headings.ts';
import type { Line } from './lines.ts';

/** Lines put together. */
export interface Unit {
  readonly text: string;
  /** `alone`: one short line that ends no sentence; a headline or a caption. */
  readonly kind: 'paragraph' | 'alone' | 'mark' | 'block';
  /** What a reader made of it already. */
  readonly block?: Block;
  /** Whether more blank lines than usual stand before it, as around a picture. */
  readonly isSetOff: boolean;
  /** Whether it is a heading that was printed twice over. */
  readonly wasDoubled: boolean;
}

/** Two characters, the indent of a Chinese paragraph. */
const INDENT_COLUMNS = 4;
/** A first line with this much room left is no first line but a headline; 4 of them may be a lost indent. */
const HEADLINE_ROOM = 8;
/** Eight Chinese characters, the narrowest column of print. */
const MIN_WRAP_COLUMNS = 16;

interface Page {
  readonly isWrapped: boolean;
  readonly usualGap: number;
  readonly isIndented: boolean;
  /** First lines are two characters short: their indent was lost. */
  readonly lostIndents: boolean;
}

/** Puts the lines of a file together. */
export function joinLines(lines: readonly Line[]): readonly Unit[] {
  const measured = measureLines(lines);
  const page = observe(measured);
  const units: Unit[] = [];
  let group: Measured[] = [];
  const flush = () => {
    const unit = toUnit(group, page);
    if (unit !== undefined) units.push(unit);
    group = [];
  };
  for (const line of measured) {
    const previous = group.at(-1);
    if (previous !== undefined && startsNew(group, previous, line, page)) flush();
    group.push(line);
    if (line.kind !== 'text') flush();
  }
  flush();
  return units;
}

function toUnit(group: readonly Measured[], page: Page): Unit | undefined {
  const first = group[0];
  if (first === undefined) return undefined;
  if (first.block)
    return { text: first.text, kind: 'block', block: first.block, isSetOff: false, wasDoubled: false };
  const text = textOf(group);
  const isSetOff = first.gap > page.usualGap;
  if (first.kind === 'mark') return { text, kind: 'mark', isSetOff, wasDoubled: first.wasDoubled };
  const isAlone =
    group.length === 1 && !endsSentence(text) && !endsClause(text) && columnsOf(text).most <= 90;
  return { text, kind: isAlone ? 'alone' : 'paragraph', isSetOff, wasDoubled: false };
}

function startsNew(group: readonly Measured[], previous: Measured, next: Measured, page: Page): boolean {
  if (next.kind !== 'text') return true;
  if (/^[，。、；：！？”’）》」』】,;)]/.test(next.text)) return false;
  if (isNumberCut(previous.text, next.text)) return false;
  return page.isWrapped && previous.columns.most <= MAX_WRAP_COLUMNS
    ? startsNewWrapped(group, previous, next, page)
    : startsNewWhole(previous, next, page);
}

/** `202⏎3年`, `8.⏎6万人次`; but numbers that stand alone on their lines are the cells of a table. */
function isNumberCut(before: string, after: string): boolean {
  return (
    /\d[.．]?$/.test(before) && /^\d/.test(after) && !/^\d+$/.test(before) && /^\d+[^\d.、．]/.test(after)
  );
}

function startsNewWrapped(
  group: readonly Measured[],
  previous: Measured,
  next: Measured,
  page: Page,
): boolean {
  const isFirst = group.length === 1;
  const indent = isFirst && page.lostIndents && previous.indent === 0 ? INDENT_COLUMNS : 0;
  const room = previous.width - previous.columns.most - indent;
  const needed = firstWordColumns(next.text);
  const isShort = room >= needed + 2;
  const isEnded = endsSentence(previous.text);
  if (page.isIndented && next.indent > 0) return isEnded || endsClause(previous.text) || isShort;
  if (next.gap > page.usualGap && (isEnded || isShort)) return true;
  if (isEnded) {
    if (isShort || startsThing(next.text)) return true;
    if (page.isIndented) return false;
    if (room >= needed && next.text.startsWith('“')) return true;
    return page.lostIndents && hasLostIndent(next, room >= needed);
  }
  if (endsClause(previous.text)) return isShort;
  if (isFirst) {
    if (isShort && previous.width - previous.columns.most >= HEADLINE_ROOM) return true;
    if (previous.columns.least > previous.width + HEADLINE_ROOM || isSlogan(previous.text)) return true;
  }
  // A numbered heading of two lines: the second is the short one.
  return isShort && group.length <= 3 && isNumberedHeading(textOf(group));
}

function startsNewWhole(previous: Measured, next: Measured, page: Page): boolean {
  if (endsSentence(previous.text) || endsClause(previous.text)) return true;
  if (isLabelled(previous.text) && isLabelled(next.text)) return true;
  if (startsThing(next.text) || next.indent > 0 || next.gap > page.usualGap) return true;
  if (/[，、（“‘《〈(]$/.test(previous.text)) return false;
  if (/\d$/.test(previous.text) && /^[年月日个名项次场人万亿%％]/.test(next.text)) return false;
  return previous.columns.most <= 60;
}

/** The lines as one text. Latin words get their space back, everything else meets directly. */
function textOf(group: readonly Measured[]): string {
  const pieces = group.map(({ text }, i) => {
    const isBetweenWords = /[A-Za-z]$/.test(group[i - 1]?.text ?? '') && /^[A-Za-z]/.test(text);
    return isBetweenWords ? ` ${text}` : text;
  });
  return pieces.join('');
}

function startsThing(text: string): boolean {
  return numberRank(text) !== undefined || runInLabel(text) !== '' || isSlogan(text);
}

/**
 * A line that ends no sentence yet fills its column only with a two-character indent before it; after a line
 * with room left it is enough that the indent would have been possible.
 */
function hasLostIndent(line: Measured, isLikely: boolean): boolean {
  if (line.indent > 0 || endsSentence(line.text)) return false;
  const least = line.columns.least + INDENT_COLUMNS;
  const most = line.columns.most + INDENT_COLUMNS;
  return (isLikely || line.columns.most < line.width - 1) && fills({ least, most }, line.width);
}

function observe(lines: readonly Measured[]): Page {
  const texts = lines.filter((line) => line.kind === 'text');
  const filled = texts.filter(
    ({ text, columns, width }) =>
      width >= MIN_WRAP_COLUMNS &&
      // a long word or number moves to the next line as a whole
      columns.most >= width - 5 &&
      columns.least <= width + 2 &&
      !endsSentence(text) &&
      !endsClause(text),
  );
  // In a file of one paragraph a line the paragraphs are wider than whatever width some lines share, and in a
  // list of names or titles the lines have no stops inside.
  const wider = texts.filter((line) => line.columns.least > line.width + 4);
  const withStops = filled.filter((line) => /[，。；、：“”《》（）]/.test(line.text));
  const isWrapped =
    filled.length >= Math.max(3, texts.length * 0.15) &&
    wider.length <= texts.length * 0.1 &&
    withStops.length >= filled.length * 0.2;
  const indented = texts.filter((line) => line.indent > 0).length;
  const isIndented = indented >= 2 && (!isWrapped || indented < texts.length * 0.7);
  const gaps = new Map<number, number>();
  for (const line of texts.slice(1)) gaps.set(line.gap, (gaps.get(line.gap) ?? 0) + 1);
  const usualGap = [...gaps].reduce((best, gap) => (gap[1] > best[1] ? gap : best), [0, 0])[0] ?? 0;
  return { isWrapped, usualGap, isIndented, lostIndents: isWrapped && !isIndented && losesIndents(lines) };
}

/** Whether the lines after a mark or a clearly short last line look like first lines without their indent. */
function losesIndents(lines: readonly Measured[]): boolean {
  let starts = 0;
  let lost = 0;
  for (let i = 1; i < lines.length; i++) {
    const previous = lines[i - 1];
    const line = lines[i];
    if (previous === undefined || line === undefined || line.kind !== 'text' || endsSentence(line.text))
      continue;
    const isAfterEnd = endsSentence(previous.text) && previous.columns.most < previous.width - HEADLINE_ROOM;
    if (previous.kind === 'text' && !isAfterEnd) continue;
    if (!isHan(line.text.charAt(0)) && !/^[“《\d]/.test(line.text)) continue;
    starts++;
    if (hasLostIndent(line, false)) lost++;
  }
  return starts >= 2 && lost >= starts * 0.6;
}
