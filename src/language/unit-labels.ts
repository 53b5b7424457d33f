/**
 * The unit that a label of a table gives: 科普讲座（场） and 参与人次 say what their figures are counted in.
 */
import { unitFamily } from './units.ts';

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
