/**
 * The figures of a report: every number with what it counts, as the sentence around it says.
 *
 * What is counted stands right after the unit (142块科普画廊) or right before the number (科普画廊142块);
 * a part after 其中 is a part of the figure before it.
 */

import type { DateReading } from '../language/date-draft.ts';
import { yearsAt } from '../language/date-years.ts';
import { readDates } from '../language/dates.ts';
import { type NumberReading, readNumbers } from '../language/numbers.ts';
import type { Segment, Segmenter } from '../language/segment.ts';
import type { Sentence } from './passages.ts';
import type { Period } from './report.ts';

/** A number with its unit, hedge, what it counts and for when. Offsets are UTF-16 in the report's text. */
export interface Figure {
  readonly start: number;
  readonly end: number;
  readonly kind: NumberReading['kind'];
  readonly value: number;
  /** The far end of a range such as 3—5场. */
  readonly upper: number | null;
  readonly hedge: NumberReading['hedge'];
  readonly unit: string;
  /** What is counted, folded, e.g. 科普画廊; empty where the sentence does not say it next to the number. */
  readonly what: string;
  /** Whether it is a part after 其中. */
  readonly isPart: boolean;
  /** The year or years the sentence itself gives; null where it is the report's. */
  readonly period: Period | null;
}

/** Parts of speech a counted thing is made of. */
const NOMINAL = /^(?:n|vn|an|j|l|b|eng|i|s|f$|ns|nt|nz|nr|a$|g|x$)/u;
/** Words between what is counted and its number that are no part of it. */
const LINKS = new Set(
  '由 从 共 共计 达 达到 达成 为 超 超过 近 约 有 各 各类 各项 各种 等 累计 总计 计 已 增至 增加到 突破 逾 数量 总数 是'.split(
    ' ',
  ),
);

/**
 * The figures of a run of sentences.
 *
 * @param folded     the report's whole text, folded (same offsets)
 * @param reportYear last year of the report's period, from which 上年 is counted
 */
export function readFigures(
  folded: string,
  sentences: readonly Sentence[],
  segment: Segmenter,
  reportYear?: number,
): Figure[] {
  let before: readonly Figure[] = [];
  return sentences.flatMap((sentence, i) => {
    if (sentences[i - 1]?.block !== sentence.block) before = [];
    before = figuresIn(folded, sentence, segment, reportYear, before);
    return before;
  });
}

/** Whether a number is all that a cell has, and looks like a year or a version elsewhere: 志愿者 1953；增长 5.0；企业 27. */
const isCell = (text: string, { kind, raw, start, end }: NumberReading): boolean =>
  kind === 'label' &&
  /^(?:[1-9]\d{3}|\d\.0)$/u.test(raw) &&
  /[ :：]$/u.test(text.slice(0, start)) &&
  /^(?:；|$)/u.test(text.slice(end));

/**
 * The figures of one sentence.
 *
 * @param before those of the sentence before it in its paragraph
 */
function figuresIn(
  folded: string,
  sentence: Sentence,
  segment: Segmenter,
  reportYear: number | undefined,
  before: readonly Figure[],
): Figure[] {
  const text = folded.slice(sentence.start, sentence.end);
  const numbers = readNumbers(text).flatMap((number): NumberReading[] => {
    // A cell of a table is a figure, whatever it looks like.
    if (sentence.kind === 'row' && isCell(text, number)) return [{ ...number, kind: 'count' }];
    return number.kind === 'label' || number.kind === 'ordinal' ? [] : [number];
  });
  if (numbers.length === 0) return [];
  const dates = readDates(text);
  const row = sentence.kind === 'row' ? rowLabel(text) : null;
  const figures = numbers.map((number): Figure => {
    const cell = row && cellOf(text, row, number, dates);
    const own = cell
      ? dates.filter(({ start, end }) => start >= cell.start || (end <= row.end && !cell.hasYear))
      : dates;
    const measured = cell?.measured?.kind === 'label' ? undefined : cell?.measured;
    const partAt = text.lastIndexOf('其中', number.start);
    return {
      start: sentence.start + number.start,
      end: sentence.start + number.end,
      kind: measured?.kind ?? number.kind,
      value: measured?.value ?? number.value,
      upper: number.upper ?? null,
      hedge: number.hedge,
      unit: number.unit || (cell?.unit ?? ''),
      what: cell?.what ?? countedThing(text, number, segment),
      isPart: partAt >= 0 && !text.slice(partAt, number.start).includes('；'),
      period: yearsAt(own, text, number.start, reportYear),
    };
  });
  return figures.map((figure, i) => ({
    ...figure,
    what: totalOf(figure, i, figures, before, text, sentence),
  }));
}

/** 新建工作站2家，全市累计13家; 学会由19个发展到26个: what a total counts is what was added to, what it grew to what grew. */
function totalOf(
  figure: Figure,
  i: number,
  figures: readonly Figure[],
  before: readonly Figure[],
  text: string,
  { start }: Sentence,
): string {
  const at = figure.start - start;
  const words = text.slice(Math.max(0, at - TOTAL_CHARS), at);
  if (!WHOLE.test(figure.what) || !LEADS_TO_TOTAL.test(words)) return figure.what;
  const isAlike = ({ unit, kind, isPart }: Figure) => unit === figure.unit && kind === figure.kind && !isPart;
  const added = figures.slice(0, i).findLast(isAlike) ?? before.findLast(isAlike);
  return added?.what.replace(ADDED, '') || figure.what;
}

const ADDED = /^(?:全[国省市区县州])?(?:新建|新增|新成立|新认定|新命名|新获批)/u;
const LEADS_TO_TOTAL =
  /(?:累计|总数|总量|共有|现有|已有|达到?|增至|(?:发展|增加|增长|提高|上升|扩大)[到至])[为有达]?$/u;
/** The longest of these words, and 为. */
const TOTAL_CHARS = 4;

/** What names no thing but everything of a place. */
const WHOLE = /^(?:(?:全[国省市区县州镇]|我[省市区县州])?(?:总数|总量)?)$/u;

/** The label of a table row: 科普活动（场） in 科普活动（场）：2022年 106; none in 2022年讲座（场） 31；2022年展览（场） 7. */
interface RowLabel {
  readonly text: string;
  /** Where it ends in the row. */
  readonly end: number;
}

function rowLabel(text: string): RowLabel | null {
  const colon = text.search(/[：:]/u);
  if (colon > 0) return { text: text.slice(0, colon), end: colon };
  // Cells below no header are joined by ，and are labels and values in any order.
  return text.includes('，') ? null : { text: '', end: -1 };
}

/** What a figure of a table row counts, by the row's label and the header right before the figure. */
interface RowCell {
  /** Where its header begins. */
  readonly start: number;
  readonly hasYear: boolean;
  readonly what: string;
  readonly unit: string;
  /** The bare number with the unit of its label: 410 of a row in 万元 is 4,100,000 of money. */
  readonly measured: NumberReading | undefined;
}

const UNIT_AT_END = /[（(]([^（）()]{1,6})[)）]\s*$/u;

function cellOf(text: string, row: RowLabel, number: NumberReading, dates: readonly DateReading[]): RowCell {
  const start = Math.max(row.end, text.lastIndexOf('；', number.start)) + 1;
  const header = number.start > start ? text.slice(start, number.start).trim() : '';
  const inHeader = (date: DateReading) => date.start >= start && date.end <= number.start;
  const hasYear = dates.some((date) => date.year !== undefined && inHeader(date));
  const label = header.replace(YEAR, '') || row.text;
  const unit =
    number.unit ||
    (UNIT_AT_END.exec(header) ?? UNIT_AT_END.exec(row.text))?.[1] ||
    COUNTED_AT_END.exec(label)?.slice(1).find(Boolean) ||
    '';
  // A year only says when: what is counted is the rest of the two.
  const what = [row.text, header]
    .map((label) => label.replace(UNIT_AT_END, '').replace(YEAR, '').trim())
    .filter((label) => label !== '')
    .join('');
  const [measured, ...more] = number.unit ? [] : readNumbers(`${number.raw}${unit}`);
  return { start, hasYear, what, unit, measured: more.length === 0 ? measured : undefined };
}

/** 活动场次 counts 场次, and 参赛人数 people. */
const COUNTED_AT_END = /(人次|场次)$|([人场家次项件篇册])数$/u;
const YEAR = /^(?:19|20)\d\d年(?:度|底|末)?/u;

/** The noun phrase that is counted: after the unit, else before the number. */
function countedThing(text: string, number: NumberReading, segment: Segmenter): string {
  const after = /^[^，。；：、！？,;!?]{1,24}/u.exec(text.slice(number.end, number.end + 24))?.[0] ?? '';
  const right = GROWS.test(after) ? '' : leadingNominal(segment(after));
  if (right) return right;
  const before =
    /[^，。；：、！？,;!?]{1,30}$/u.exec(text.slice(Math.max(0, number.start - 30), number.start))?.[0] ?? '';
  return trailingNominal(segment(before));
}

/** 19个发展到26个: what stands after the number is no thing. */
const GROWS = /^(?:发展|增加|增长|提高|上升|扩大)[到至]/u;

function isNominal({ tag, text }: Segment): boolean {
  if (tag === 'x') return /^[“”《》「」—·\-+ ]+$/u.test(text);
  return NOMINAL.test(tag) && !LINKS.has(text);
}

function leadingNominal(segments: readonly Segment[]): string {
  let at = 0;
  if (segments[0] && (segments[0].text === '的' || segments[0].text === '的“')) return '';
  while (at < segments.length && isNominal(segments[at] as Segment)) at++;
  return joined(segments.slice(0, at));
}

function trailingNominal(segments: readonly Segment[]): string {
  let end = segments.length;
  while (end > 0 && LINKS.has((segments[end - 1] as Segment).text)) end--;
  let at = end;
  while (at > 0 && isNominal(segments[at - 1] as Segment)) at--;
  return joined(segments.slice(at, end));
}

const joined = (segments: readonly Segment[]) =>
  segments
    .map(({ text }) => text)
    .join('')
    .replace(/[“”《》「」]/gu, '')
    .trim();
