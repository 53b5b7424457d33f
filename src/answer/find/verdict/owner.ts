/**
 * Of whom a part of a sentence speaks: of the association whose report it is, or of another place or body that is
 * named as its subject (岳陵市共获得资金210万元，其中我县…).
 */

import type { ReportCard } from '../../../index/library.ts';
import { TELLING } from '../../../knowledge/lists.ts';
import { oneOf, wordAtEnd, wordAtStart } from '../../../knowledge/word-lists.ts';
import { organisationsIn } from '../../../language/readings.ts';
import { saysWord } from '../../question/claim-text.ts';
import { ASSOCIATION, PLACE_ENDS, shortPlace } from '../../question/place-names.ts';
import { occurrences } from '../../retrieve/occurrences.ts';
import type { Told } from './told.ts';

/** A place that begins a clause and does or has something. */
const SUBJECT_PLACE = new RegExp(
  `(?:^|[，,；;。：:])((?:(?!${oneOf(TELLING['not-in-subject'])})\\p{Script=Han}){2,4}${oneOf(PLACE_ENDS)})(?=${oneOf(TELLING.does)})`,
  'gu',
);
/** 我市, or 市科协 where no name stands before it. */
const OWN = new RegExp(
  `${oneOf(TELLING.own)}|(?<!\\p{Script=Han})${oneOf(TELLING['own-rank'])}${oneOf(ASSOCIATION)}`,
  'gu',
);
/** The association without the name of its place. */
const OWN_ASSOCIATION = new RegExp(`^${oneOf(TELLING.own, TELLING['own-rank'])}?${oneOf(ASSOCIATION)}$`, 'u');

/** Whether a body that a report names is the association itself, or one of its place. */
export function isOwnBody({ association, place }: ReportCard, body: string): boolean {
  const short = shortPlace(place);
  return association.includes(body) || (short !== '' && body.includes(short)) || OWN_ASSOCIATION.test(body);
}

interface Owner {
  readonly at: number;
  readonly name: string;
  readonly isOwn: boolean;
}

function ownersIn({ text, evidence, claims, levels }: Told): Owner[] {
  const { place, association } = evidence.report;
  const short = shortPlace(place);
  const isOwn = (name: string) => (short !== '' && name.includes(short)) || association.includes(name);
  const isClaimed = (name: string) => saysWord(claims, name) || saysWord(claims, shortPlace(name));
  const places = [...text.matchAll(SUBJECT_PLACE)].map(({ 0: all, 1: name = '', index }) => ({
    at: index + all.length - name.length,
    name,
  }));
  // 阳新县科技馆 begins its clause with another place than the report's.
  const begun = levels
    .filter(
      ({ raw, start }) =>
        raw.length > 2 &&
        wordAtEnd(PLACE_ENDS, raw) !== '' &&
        wordAtStart(TELLING.own, raw) === '' &&
        /(?:^|[，,；;。：:])$/u.test(text.slice(Math.max(0, start - 1), start)),
    )
    .map(({ start, raw }) => ({ at: start, name: raw }));
  const bodies = organisationsIn(text)
    .filter(
      ({ name, start }) =>
        wordAtEnd(ASSOCIATION, name) !== '' &&
        /(?:^|[，；。：])$/u.test(text.slice(Math.max(0, start - 1), start)),
    )
    .map(({ start, name }) => ({ at: start, name }));
  const others = [...places, ...begun, ...bodies]
    .filter(({ name }) => !isClaimed(name))
    .map(({ at, name }) => ({ at, name, isOwn: isOwn(name) || OWN_ASSOCIATION.test(name) }));
  const ours =
    short === ''
      ? []
      : occurrences(text, short).map(({ start }) => ({ at: start, name: short, isOwn: true }));
  const own = [...text.matchAll(OWN)].map(({ 0: name, index: at }) => ({ at, name, isOwn: true }));
  const claimed = [...places, ...begun, ...bodies]
    .filter(({ name }) => isClaimed(name))
    .map(({ at, name }) => ({ at, name, isOwn: true }));
  return [...others, ...own, ...ours, ...claimed].sort((a, b) => a.at - b.at);
}

/** Whether what stands at a place of a sentence is told of another body or place than the claim is about. */
export function isOfAnotherOwner(told: Told, at: number): boolean {
  const part = Math.max(told.text.lastIndexOf('；', at), told.text.lastIndexOf('。', at));
  const last = ownersIn(told).findLast((owner) => owner.at <= at && owner.at > part);
  return last !== undefined && !last.isOwn;
}
