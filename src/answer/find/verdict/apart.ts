/**
 * What a sentence keeps apart, and a claim must not put together: parallel clauses, people with their own work, things
 * that are counted each with their own figure, and what is still to happen.
 */

import { STATUS } from '../../../knowledge/progress.ts';
import { oneOf } from '../../../knowledge/word-lists.ts';
import { isWithin, type Place } from '../../../language/place.ts';
import { numbersIn, peopleIn } from '../../../language/readings.ts';
import { cutClauses } from '../../read/clauses.ts';
import type { Told, ToldWord } from './told.ts';

/** Whether what tells the claim's words tells them of different things, or of what is still to happen. */
export const isApart = (told: Told): boolean =>
  isSplit(told) || isOfAnotherCount(told) || isOfAnotherPerson(told) || isAboutToHappen(told);

/**
 * Whether the claim puts together what parallel clauses keep apart: 甲学会被评为四星级学会，乙学会被评为五星级学会 has a word
 * of the claim twice, and two others in one of its clauses each.
 */
function isSplit({ words, text, claims }: Told): boolean {
  // Which of several figures is meant, what stands with them tells.
  if (claims.numbers.length > 0) return false;
  const clauses = cutClauses(text);
  const within = ({ at }: ToldWord) =>
    clauses.flatMap((clause, i) => (at.some((place) => isWithin(place, clause)) ? [i] : []));
  const held = words.map(within);
  const parallel = held.filter((indexes) => indexes.length > 1);
  const alone = held.flatMap((indexes) => (indexes.length === 1 ? [indexes[0] as number] : []));
  return parallel.some((indexes) => new Set(alone.filter((index) => indexes.includes(index))).size > 1);
}

/** Whether a verb of the claim stands behind a word that puts it off: 计划遴选, where 计划 is in no word of the claim. */
const isAboutToHappen = ({ words, text }: Told) =>
  words.some(({ word, at }) =>
    at.some(({ start }) => {
      const ahead = word.isVerb ? AHEAD.exec(text.slice(0, start)) : null;
      return (
        ahead !== null &&
        !words.some((other) =>
          other.at.some(({ start: from, end }) => ahead.index >= from && ahead.index < end),
        )
      );
    }),
  );
const AHEAD = new RegExp(`${oneOf(STATUS.planned)}[^，,；;。]{0,4}$`, 'u');

/**
 * Whether what is claimed to have happened is told with one figure, and a thing of the claim after it with another:
 * 新成立学会3个，为甲、乙、丙，注销1个，为丁 does not tell that 丁 was founded.
 */
function isOfAnotherCount({ words, text, claims }: Told): boolean {
  if (claims.numbers.length > 0) return false;
  const counts = numbersIn(text).filter(({ kind }) => kind === 'count');
  const clauses = cutClauses(text);
  const stretchOf = ({ start }: Place) =>
    clauses.findLastIndex(
      (clause) => clause.start <= start && counts.some((count) => isWithin(count, clause)),
    );
  const verbs = words.filter(({ word, at }) => word.isVerb && at.length > 0);
  const ofVerbs = new Set(verbs.flatMap(({ at }) => at.map(stretchOf)));
  if (verbs.length === 0 || ofVerbs.has(-1)) return false;
  const first = Math.max(...ofVerbs);
  return words.some(
    ({ word, at }) => !word.isVerb && at.length > 0 && at.every((place) => stretchOf(place) > first),
  );
}

/**
 * Whether a word of the claim stands only in clauses of people that the claim does not name, while it names another one of
 * the sentence: each has their own work and honour.
 */
function isOfAnotherPerson({ claims, words, text }: Told): boolean {
  const people = peopleIn(text);
  const isClaimed = ({ name }: (typeof people)[number]) => claims.people.includes(name);
  if (!people.some(isClaimed)) return false;
  const others = cutClauses(text).filter((clause) => {
    const within = people.filter((person) => isWithin(person, clause));
    return within.length > 0 && !within.some(isClaimed);
  });
  return words.some(
    ({ at }) => at.length > 0 && at.every((place) => others.some((clause) => isWithin(place, clause))),
  );
}
