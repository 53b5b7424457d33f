/**
 * Who is claimed to have done or hosted something, where it was, and what it is called, against a sentence.
 */

import { JOINING, LEADS, ROLES, TELLING, VERBS } from '../../../knowledge/lists.ts';
import { oneOf, wordIn } from '../../../knowledge/word-lists.ts';
import { isWithin } from '../../../language/place.ts';
import { organisationsIn, quotedIn } from '../../../language/readings.ts';
import { cutClauses } from '../../read/clauses.ts';
import { isOwnBody } from '../../read/owner.ts';
import { type Judged, untold } from './judged.ts';
import { alignedValue, type Told } from './told.ts';

/** Judges who did it; empty where nobody is claimed to have. */
export function judgeActor(told: Told): Judged[] {
  const { claims, text } = told;
  if (!claims.actor) return [];
  const { name, verb, isAlone } = claims.actor;
  const doing = doingIn(text, verb);
  if (!doing) return [untold('actor')];
  const actors = actorsBefore(told, doing.start, doing.end);
  const isOwn = (body: string) => isOwnBody(told.evidence.report, body);
  const isIt = (body: string) => (name === 'own' ? isOwn(body) : sameBody(body, name));
  const at = { start: doing.start, end: doing.end };
  if (actors.some(isIt)) {
    if (isAlone && actors.length > 1)
      return [{ part: 'actor', agreement: 'contradicted', word: doing.word, at }];
    return [{ part: 'actor', agreement: 'supported', word: doing.word, at }];
  }
  if (actors.length > 0) return [{ part: 'actor', agreement: 'contradicted', word: actors[0] as string, at }];
  // A sentence without a subject speaks of the association itself.
  return [
    name === 'own' && !isAlone
      ? { part: 'actor', agreement: 'supported', word: doing.word, at }
      : untold('actor'),
  ];
}

/** The role or verb of the sentence that is the claimed one. */
function doingIn(text: string, verb: string): { start: number; end: number; word: string } | null {
  const role = Object.values(ROLES).find((words) => words.includes(verb));
  const families = role ? [role] : Object.values(VERBS).filter((words) => words.includes(verb));
  const words = [...new Set([verb, ...families.flat()])];
  const found = new RegExp(oneOf(words), 'u').exec(text);
  return found ? { start: found.index, end: found.index + found[0].length, word: found[0] } : null;
}

const ROLE = new RegExp(oneOf(Object.values(ROLES).flat()), 'gu');
const ROLE_IS = new RegExp(`^${oneOf(TELLING['role-noun'])}(?:${oneOf(JOINING.is)}|[：:])`, 'u');

/**
 * The bodies that stand before a role word and after the one before it (由甲指导，乙、丙，以及丁主办), and after 主办方为. A
 * clause before is looked at only as far as it goes on listing.
 */
function actorsBefore({ text }: Told, start: number, end: number): string[] {
  const bodies = organisationsIn(text);
  if (ROLE_IS.test(text.slice(end)))
    return bodies.filter((body) => body.start >= end).map(({ name }) => name);
  let from = start;
  for (const clause of cutClauses(text)
    .filter((one) => one.start < start)
    .reverse()) {
    const words = text.slice(clause.start, Math.min(clause.end, start));
    const role = [...words.matchAll(ROLE)].at(-1);
    const within = bodies.filter((body) => isWithin(body, clause));
    const chars = within.reduce((sum, { name }) => sum + name.length, 0);
    if (from < start && (role || chars < LISTING * words.length)) break;
    from = role ? clause.start + role.index + role[0].length : clause.start;
    if (role) break;
  }
  return bodies.filter((body) => body.start >= from && body.end <= start).map(({ name }) => name);
}

/** A clause that is made of bodies' names to this share goes on listing. */
const LISTING = 0.6;

const sameBody = (one: string, other: string) => one.includes(other) || other.includes(one);

const HELD_AT = new RegExp(
  `${oneOf(TELLING['held-at'])}((?:(?!${oneOf(LEADS.at)})[^，,。；;]){2,24}?)(?=${oneOf(VERBS.hold, VERBS.begin, VERBS.teach)}|[，；。]|$)`,
  'gu',
);

/** Judges where it is: the place that the clause gives what is claimed has to be the one that is claimed. */
export function judgePlace(told: Told): Judged[] {
  const { claims, text } = told;
  if (claims.place === '') return [];
  const within = told.words.filter(({ word }) => claims.place.includes(word.text));
  const others = { ...told, words: told.words.filter((word) => !within.includes(word)) };
  const places = [...text.matchAll(HELD_AT)]
    .filter(({ 1: place = '' }) => wordIn(TELLING['no-place'], place) === null)
    .map(({ 0: all, 1: place = '', index }) => ({
      start: index + all.length - place.length,
      end: index + all.length,
      place,
    }));
  const isIt = ({ start, end, place }: (typeof places)[number]) =>
    place.includes(claims.place) ||
    (within.length > 0 && within.every(({ at }) => at.some((one) => one.start >= start && one.end <= end)));
  const aligned = alignedValue(others, places);
  if (!aligned || aligned.anchors.size === 0) return [untold('place')];
  const said = places.find(isIt);
  if (isIt(aligned.value) || (said && aligned.isRival(said)))
    return [{ part: 'place', agreement: 'supported', word: claims.place, at: said ?? aligned.value }];
  if (said || within.some(({ at }) => at.length > 0) || places.some(aligned.isRival))
    return [untold('place')];
  return [{ part: 'place', agreement: 'contradicted', word: aligned.value.place, at: aligned.value }];
}

/** Judges what it is called: another name beside the thing denies the claim. */
export function judgeName(told: Told): Judged[] {
  const { claims, text } = told;
  if (claims.name === '') return [];
  const names = quotedIn(text).map(({ innerStart: start, innerEnd: end, inner }) => ({ start, end, inner }));
  const others = { ...told, words: told.words.filter(({ word }) => !claims.name.includes(word.text)) };
  const aligned = alignedValue(others, names);
  const isIt = (inner: string) => inner.includes(claims.name) || claims.name.includes(inner);
  if (!aligned || names.length === 0) return text.includes(claims.name) ? [] : [untold('name')];
  const { value } = aligned;
  const said = names.find(({ inner }) => isIt(inner));
  if (isIt(value.inner) || (said && aligned.isRival(said)))
    return [{ part: 'name', agreement: 'supported', word: claims.name, at: said ?? value }];
  return [
    {
      part: 'name',
      agreement: aligned.anchors.size > 0 ? 'contradicted' : 'untold',
      word: value.inner,
      at: value,
    },
  ];
}
