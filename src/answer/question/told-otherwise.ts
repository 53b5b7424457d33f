/**
 * Words of a question that no sentence has to have, since what they say is read already: that a plan is asked for, which
 * kind of thing somebody made, where the word stands whose meaning is asked for.
 */
import { asksForMeaning } from './definition.ts';
import type { FocusTerm } from './focus-term.ts';
import { isWork } from './of-person.ts';
import type { Question, Wants } from './question.ts';
import type { Shape } from './shape.ts';
import { asksYearsPlan, PLAN_WORDS } from './wants.ts';

/** What was read of a question. */
interface Read {
  readonly wants: Wants;
  readonly scope: Question['scope'];
  readonly shape: Pick<Shape, 'defined'>;
  readonly ofPerson: Question['ofPerson'];
  /** The clauses that ask. */
  readonly asking: string;
}

/** The focus without what is told otherwise. */
export function withoutToldOtherwise(focus: readonly FocusTerm[], read: Read): readonly FocusTerm[] {
  return focus.filter((term) => !isToldOtherwise(term, read));
}

function isToldOtherwise({ text }: FocusTerm, { wants, scope, shape, ofPerson, asking }: Read): boolean {
  // 打算 and 计划 say that a plan is asked for; without a year 计划 may be in a name.
  if (asksYearsPlan({ wants, scope })) return PLAN_WORDS.has(text);
  // 潘予安的小发明叫什么: the title that is his is what he made.
  if (ofPerson?.of === 'work') return isWork(text, ofPerson.name);
  // 年鉴表里的科技馆指什么
  return shape.defined !== '' && asksForMeaning(asking) && !shape.defined.includes(text);
}
