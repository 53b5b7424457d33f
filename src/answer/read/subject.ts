/**
 * Whom a question is about: of a sentence that tells of several people, only the part about the one who was
 * asked about answers.
 */

import type { Place } from '../../language/place.ts';
import { peopleIn } from '../../language/readings.ts';
import type { Question } from '../question/question.ts';
import { says } from '../question/said.ts';
import type { Evidence } from '../retrieve/evidence.ts';
import { cutClauses } from './clauses.ts';

/**
 * The part of a sentence about the person that the question names.
 *
 * @returns null where the question names nobody in the sentence, or the sentence nobody else
 */
export function partAbout(question: Question, { folded }: Evidence): Place | null {
  const people = peopleIn(folded);
  const named = people.filter(({ name }) => says(question, name));
  const [subject] = named;
  // 毕远帆、苗素琴分别是什么荣誉: each of them is asked about.
  if (new Set(named.map(({ name }) => name)).size > 1) return null;
  if (!subject || people.every(({ name }) => name === subject.name)) return null;
  const clauses = cutClauses(folded);
  const first = clauses.findIndex(({ start, end }) => start <= subject.start && subject.start < end);
  const own = clauses[first];
  if (!own) return null;
  let { end } = own;
  for (const clause of clauses.slice(first + 1)) {
    const isAnothers = people.some(
      ({ start, name }) => name !== subject.name && start >= clause.start && start < clause.end,
    );
    if (isAnothers || folded.slice(end, clause.start).includes('；')) break;
    end = clause.end;
  }
  return { start: own.start, end };
}
