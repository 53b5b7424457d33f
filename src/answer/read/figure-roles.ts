/**
 * What one of several figures of a sentence is to the thing it counts: what was to be reached (目标20场，实际18场), what it
 * changed by (增加35场), what it was before (由47家增加到63家) or what is wanting of what was to be (差14人).
 */
import { JOINING, MEASURED } from '../../knowledge/lists.ts';
import { oneOf, wordIn } from '../../knowledge/word-lists.ts';
import { isOrigin } from '../../language/origins.ts';
import type { Place } from '../../language/place.ts';
import type { Question } from '../question/question.ts';
import { cutClauses } from './clauses.ts';

/** The role of a figure; null where it is what was done, or there is. */
export type FigureRole = 'target' | 'change' | 'origin' | 'gap';

const BEFORE = new RegExp(
  `(?:^|[^\\p{Script=Han}”》]|${oneOf(MEASURED['target-of'])})${oneOf(MEASURED['target-before'])}`,
  'u',
);
const AFTER = new RegExp(`^[^，。；]{0,4}?${oneOf(JOINING.of)}${oneOf(MEASURED['target-after'])}`, 'u');
const CHANGED = new RegExp(
  `${oneOf(MEASURED.changed)}${oneOf(JOINING['of-or-done'])}?${oneOf(MEASURED.about)}?$`,
  'u',
);
const WANTING = new RegExp(
  `(?:^|[^\\p{Script=Han}]|${oneOf(MEASURED.still)})${oneOf(MEASURED.wanting)}${oneOf(JOINING['of-or-done'])}?${oneOf(MEASURED.about)}?$`,
  'u',
);
const COMPARED = new RegExp(
  `${oneOf(MEASURED.than)}[^，。]{2,10}${oneOf(MEASURED.apart)}[^，。；\\d]{0,4}$`,
  'u',
);

/**
 * The role of a figure.
 *
 * @param text a sentence, folded
 * @param span where the figure stands in it
 */
export function figureRole(text: string, span: Place): FigureRole | null {
  if (isOrigin(text, span)) return 'origin';
  const clause = cutClauses(text).find(({ start, end }) => start <= span.start && span.start < end);
  const from = Math.max(
    clause?.start ?? 0,
    text.lastIndexOf('(', span.start) + 1,
    text.lastIndexOf('（', span.start) + 1,
  );
  const before = text.slice(from, span.start);
  if (WANTING.test(before)) return 'gap';
  if (CHANGED.test(before) || COMPARED.test(before)) return 'change';
  const at = before.search(BEFORE);
  if (at >= 0 && wordIn(MEASURED.result, before.slice(at).replace(TARGETS, '')) === null) return 'target';
  return AFTER.test(text.slice(span.end, clause?.end)) ? 'target' : null;
}

const TARGETS = new RegExp(oneOf(MEASURED.target), 'gu');

/** What a figure of a role loses as an answer to a question that does not ask for it. */
export function roleMisfit({ wants, scope }: Question, text: string, span: Place): number {
  const role = figureRole(text, span);
  const { side, change, gap } = wants.measured;
  if (gap || role === 'gap') return gap && role === 'gap' ? 0 : ANOTHER_ROLE;
  const asksTarget = side === 'target' || wants.plan === 'plan';
  const { comparison } = wants;
  const asksChange =
    comparison === 'change' ||
    comparison === 'difference' ||
    (comparison !== null && scope.isAgainstYearBefore);
  if (role === 'target') return asksTarget || side === 'both' ? 0 : ANOTHER_ROLE;
  if (role === 'change') return asksChange || wants.additions || change ? 0 : ANOTHER_ROLE;
  // 比上年多了多少 is not how many there are.
  if (role === null && comparison !== null && scope.isAgainstYearBefore) return ANOTHER_ROLE;
  return asksTarget && side === 'target' ? ANOTHER_ROLE / 2 : 0;
}

/** More than standing beside the thing is worth: 目标开展讲座20场，实际完成18场 (test/answer/find/figure-roles.test.ts). */
const ANOTHER_ROLE = 0.5;
