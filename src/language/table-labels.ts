/**
 * Labels and heads of tables: the unit that they give (科普讲座（场） and 参与人次 say what their figures are counted in), and
 * what they are without it and without their year.
 */
import { sameUnitFamily, unitFamily } from './units.ts';

const BRACKETED = /\s*[（(]([^（）()：:]{1,6})[）)]\s*$/u;
/** 活动场次 counts 场次, and 参赛人数 people. */
const COUNTED = /(人次|场次|课时)(?:数)?$|([人场家次项件篇册户个支])数$/u;

/** The unit in brackets at the end of a label; empty where there is none. */
export function bracketedUnit(label: string): string {
  const unit = BRACKETED.exec(label)?.[1] ?? '';
  return unitFamily(unit) === undefined ? '' : unit;
}

/** The unit that a label gives, in brackets or by its last word; empty where it gives none. */
export function unitAtEnd(label: string): string {
  const bracketed = bracketedUnit(label);
  if (bracketed !== '') return bracketed;
  const [, whole, counted] = COUNTED.exec(label) ?? [];
  return whole ?? counted ?? '';
}

/** A label without the unit in brackets at its end. */
export function withoutUnit(label: string): string {
  return bracketedUnit(label) === '' ? label : label.replace(BRACKETED, '');
}

const YEAR = /(?:19|20)\d\d年(?:度|底|末)?/gu;

/** A head without its year. */
export const withoutYear = (head: string): string => head.replace(YEAR, '');

const COUNTED_AT_END = /(?:人次|场次|[人场家次个项件篇册户]数)$/u;

/** A head without the word at its end that says the unit of its figures again: 参与 of 参与人次 in 人次, 活动 of 活动场次 in 场. */
export function withoutCounted(head: string, unit: string): string {
  const counted = COUNTED_AT_END.exec(head)?.[0] ?? '';
  const bare = counted.replace(/数$/u, '');
  const isAgain = counted !== '' && unit !== '' && (unit.endsWith(bare) || sameUnitFamily(bare, unit));
  return isAgain ? head.slice(0, -counted.length) : head;
}
