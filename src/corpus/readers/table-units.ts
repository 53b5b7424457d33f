/**
 * The unit that stands above a table (单位：万元) for all of its figures. A row is quoted alone, so the unit goes
 * into it, in brackets as a label has one: 场馆建设经费（万元）：2022年 410.
 */
import { bracketedUnit } from '../../language/table-labels.ts';
import { unitFamily } from '../../language/units.ts';
import type { Block } from '../document.ts';

const NAMED = /(?:计量)?单位\s?[：:]\s?([^\s，,。；;、/（）()：:]{1,6})\s?[）)】\]]?$/u;

/** A line that only names a unit or a table is no longer than this. */
const MAX_LINE_CHARS = 60;

/**
 * The unit that one of the last two blocks above a table's figures gives, the nearer before the farther; empty
 * where they give none, or several (单位：场、人次), or name whose table it is (单位：平湖市科协).
 */
export function unitAbove(before: readonly Block[]): string {
  for (const { kind, text } of before.slice(-2).reverse()) {
    if (kind === 'row' || kind === 'item' || text.length > MAX_LINE_CHARS) return '';
    const named = NAMED.exec(text)?.[1] ?? '';
    const unit = unitFamily(named) === undefined ? bracketedUnit(text) : named;
    if (unit !== '') return unit;
  }
  return '';
}

/** Whether a label has its unit in brackets at its end: 科普讲座（场）, 占比（%）. */
export function hasOwnUnit(label: string): boolean {
  return bracketedUnit(label) !== '';
}

/** Whether a head says that its figures are in percent: 增减%, 增长（%）. */
export const isPercent = (head: string): boolean => /[%％][）)]?\s*$/u.test(head);

/** A label with a unit behind it, unless it has one. */
export function withUnit(label: string, unit: string): string {
  return unit === '' || label === '' || hasOwnUnit(label) ? label : `${label}（${unit}）`;
}
