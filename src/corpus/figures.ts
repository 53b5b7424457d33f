/**
 * The figures of a report: every number with what it counts, as the sentence around it says.
 *
 * What is counted stands right after the unit (142块科普画廊) or right before the number (科普画廊142块);
 * a part after 其中 is a part of the figure before it.
 */
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
  '共 共计 达 达到 达成 为 超 超过 近 约 有 各 各类 各项 各种 等 累计 总计 计 已 增至 增加到 突破 逾 数量 总数 是'.split(
    ' ',
  ),
);

/**
 * The figures of one sentence.
 *
 * @param folded the report's whole text, folded (same offsets)
 */
export function readFigures(folded: string, sentence: Sentence, segment: Segmenter): Figure[] {
  const text = folded.slice(sentence.start, sentence.end);
  const numbers = readNumbers(text).filter(({ kind }) => kind !== 'label' && kind !== 'ordinal');
  if (numbers.length === 0) return [];
  const dates = readDates(text);
  const row = sentence.kind === 'row' ? rowLabel(text) : null;
  return numbers.map((number) => {
    const clauseStart =
      Math.max(text.lastIndexOf('；', number.start), text.lastIndexOf('。', number.start)) + 1;
    const dated = dates.findLast(
      (date) => date.end <= number.start && date.year !== undefined && (!row || date.start >= clauseStart),
    );
    const partAt = text.lastIndexOf('其中', number.start);
    return {
      start: sentence.start + number.start,
      end: sentence.start + number.end,
      kind: number.kind,
      value: number.value,
      upper: number.upper ?? null,
      hedge: number.hedge,
      unit: number.unit || (row?.unit ?? ''),
      what: row?.what ?? countedThing(text, number, segment),
      isPart: partAt >= 0 && !text.slice(partAt, number.start).includes('；'),
      period: dated?.year === undefined ? null : { from: dated.year, to: dated.toYear ?? dated.year },
    };
  });
}

/** The label of a table row and the unit it gives in brackets: 科普活动（场）：2022年 106. */
function rowLabel(text: string): { what: string; unit: string } | null {
  const colon = text.search(/[：:]/u);
  if (colon <= 0) return null;
  const label = text.slice(0, colon);
  const unit = /[（(]([^（）()]{1,6})[)）]\s*$/u.exec(label)?.[1] ?? '';
  return { what: label.replace(/[（(][^（）()]{1,6}[)）]\s*$/u, ''), unit };
}

/** The noun phrase that is counted: after the unit, else before the number. */
function countedThing(text: string, number: NumberReading, segment: Segmenter): string {
  const after = /^[^，。；：、！？,;!?]{1,24}/u.exec(text.slice(number.end))?.[0] ?? '';
  const right = leadingNominal(segment(after));
  if (right) return right;
  const before = /[^，。；：、！？,;!?]{1,30}$/u.exec(text.slice(0, number.start))?.[0] ?? '';
  return trailingNominal(segment(before));
}

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
