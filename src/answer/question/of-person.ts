/**
 * Questions that name somebody and ask what that person is, where, or what he made: X是什么职务, X在哪个单位, X是谁, X的作品叫什么.
 */
import { KINDS } from '../../knowledge/lists.ts';
import { wordAtEnd } from '../../knowledge/word-lists.ts';
import { looksLikePerson, surnameAt } from '../../language/name-shape.ts';
import { NOT_IN_GIVEN_NAMES } from '../../language/surnames.ts';
import type { FocusTerm } from './focus-term.ts';
import type { Question, Understanding } from './question.ts';
import type { Shape } from './shape.ts';

/** The people whom a question names, as far as their names look like it. */
export function peopleNamed(
  focus: readonly FocusTerm[],
  matter: string,
  { segment }: Pick<Understanding, 'segment'>,
): string[] {
  const asNames = new Set(segment(matter).flatMap(({ text, tag }) => (/^nr/u.test(tag) ? [text] : [])));
  return focus
    .filter(
      ({ text, isName }) => (isName && isLikeName(text)) || (asNames.has(text) && looksLikePerson(text)),
    )
    .map(({ text }) => text);
}

/** A run that is no word and begins with a surname; of two characters only where the other is usual in names. */
const isLikeName = (text: string): boolean =>
  looksLikePerson(text) ||
  (surnameAt(text, 0) > 0 &&
    (text.length === 3 || text.length === 4) &&
    ![...text].some((character) => NOT_IN_GIVEN_NAMES.has(character)));

/** What is asked of the one who is named; null where something else is. */
export function askedOfPerson(
  { type, head }: Pick<Shape, 'type' | 'head'>,
  people: readonly string[],
  focus: readonly FocusTerm[],
): Question['ofPerson'] {
  const [name, ...others] = people;
  if (name === undefined || others.length > 0) return null;
  if (type === 'name' && focus.some(({ text }) => isWork(text, name))) return { name, of: 'work' };
  const rest = focus.filter(
    ({ text }) => text !== name && text !== head && !KINDS['of-person'].includes(text),
  );
  if (rest.length > 0) return null;
  if (KINDS['asks-office'].includes(head)) return { name, of: 'office' };
  if (type === 'organisation' || type === 'place') return { name, of: 'body' };
  return type === 'person' && head === '' ? { name, of: 'office' } : null;
}

/** Whether a word of the question is what somebody made: 参赛作品, 小发明. */
export const isWork = (text: string, name: string): boolean =>
  text !== name && wordAtEnd(KINDS.work, text) !== '';
