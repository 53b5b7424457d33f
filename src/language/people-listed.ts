/**
 * Names in a list joined by 、, told by their neighbours: 顾美娟、钱伟民、陆晓峰.
 */
import { isNameLike } from './name-shape.ts';
import { CLAUSE_START, INTRODUCED, OFFICE_BEFORE } from './person-context.ts';

/** Whether two of the neighbours in a list joined by 、 look like names as well. */
export function isAmongNames(text: string, start: number, end: number): boolean {
  let neighbours = 0;
  for (let at = end, steps = 0; text[at] === '、' && steps < 2; steps++) {
    const length = nameLengthAt(text, at + 1);
    if (length === 0) break;
    neighbours++;
    at += 1 + length;
  }
  for (let at = start, steps = 0; text[at - 1] === '、' && steps < 2; steps++) {
    const length = nameLengthBefore(text, at - 1);
    if (length === 0) break;
    neighbours++;
    at -= 1 + length;
  }
  return neighbours >= 2;
}

/** Length of a name that begins at `at` and ends at the end of a list's item; 0 if there is none. */
function nameLengthAt(text: string, at: number): number {
  for (const length of [3, 2, 4]) {
    if (isNameLike(text, at, at + length) && LIST_ITEM_END.test(text.slice(at + length, at + length + 2)))
      return length;
  }
  return 0;
}

const LIST_ITEM_END = /^(?:[、，。；（(]|等|[和与及]|获|当|被|荣|分|出|参|同|为|$)/;

/**
 * Length of a name that ends at `end` and begins an item of a list; 0 if there is none.
 *
 * @param isName what makes some characters one
 */
export function nameLengthBefore(text: string, end: number, isName = isNameLike): number {
  for (const length of [3, 2, 4]) {
    const start = end - length;
    if (start < 0 || !isName(text, start, end)) continue;
    const before = text.slice(Math.max(0, start - 8), start);
    if (CLAUSE_START.test(before) || OFFICE_BEFORE.test(before) || INTRODUCED.test(before)) return length;
  }
  return 0;
}
