/**
 * Of whom a part of a sentence speaks: of the association whose report it is, or of another place or body that is
 * named as its subject (岳陵市共获得资金210万元，其中我县…).
 */

import type { ReportCard } from '../../index/shelf.ts';
import { JOINING, TELLING } from '../../knowledge/lists.ts';
import { oneOf, wordAtEnd, wordAtStart } from '../../knowledge/word-lists.ts';
import type { Place } from '../../language/place.ts';
import { organisationsIn } from '../../language/readings.ts';
import { ASSOCIATION, PLACE_ENDS, PLACE_KINDS, RANKS, shortPlace } from '../question/place-names.ts';
import { occurrences } from '../retrieve/occurrences.ts';

/** A place that begins a clause and does or has something. */
const SUBJECT_PLACE = new RegExp(
  `(?:^|[，,；;。：:])((?:(?!${oneOf(TELLING['not-in-subject'])})\\p{Script=Han}){2,4}${oneOf(PLACE_ENDS)}(?<!${oneOf(PLACE_KINDS)}))(?=${oneOf(TELLING.does)})`,
  'gu',
);
/** 我市, or 市科协 where no name stands before it. */
const OWN = new RegExp(
  `${oneOf(TELLING.own)}|(?<!\\p{Script=Han})${oneOf(TELLING['own-rank'])}${oneOf(ASSOCIATION)}`,
  'u',
);
/** The association without the name of its place. */
const OWN_ASSOCIATION = new RegExp(`^${oneOf(TELLING.own, TELLING['own-rank'])}?${oneOf(ASSOCIATION)}$`, 'u');

/** Whether a body that a report names is the association itself, or one of its place. */
export function isOwnBody({ association, place }: ReportCard, body: string): boolean {
  const short = shortPlace(place);
  return association.includes(body) || (short !== '' && body.includes(short)) || OWN_ASSOCIATION.test(body);
}

/** What is asked whose a part of a sentence is. */
interface Part {
  /** The sentence, or a part of it, in one spelling. */
  readonly text: string;
  readonly report: ReportCard;
  /** Places that the lexicon knows, as they stand in the text. */
  readonly places: readonly (Place & { readonly raw: string })[];
  /** Whether the asker names a body or place: then a part about it is no other's. */
  readonly isNamed: (name: string) => boolean;
}

interface Owner {
  readonly at: number;
  readonly isOwn: boolean;
}

function ownersIn({ text, report, places, isNamed }: Part): Owner[] {
  const { place, association } = report;
  const short = shortPlace(place);
  const isOwn = (name: string) =>
    (short !== '' && name.includes(short)) || association.includes(name) || OWN_ASSOCIATION.test(name);
  const subjects = [...text.matchAll(SUBJECT_PLACE)].map(({ 0: all, 1: name = '', index }) => ({
    at: index + all.length - name.length,
    name,
  }));
  // 阳新县科技馆 begins its clause with another place than the report's.
  const begun = places
    .filter(
      ({ raw, start }) =>
        raw.length > 2 &&
        wordAtEnd(PLACE_ENDS, raw) !== '' &&
        wordAtStart(TELLING.own, raw) === '' &&
        BEGINS.test(text.slice(Math.max(0, start - 1), start)),
    )
    .map(({ start, raw }) => ({ at: start, name: raw }));
  const bodies = associationsIn(text);
  const placed = organisationsIn(text).flatMap(({ start, name }) => {
    const isFirst = BEGINS.test(text.slice(Math.max(0, start - 1), start));
    const [at] = isFirst ? (PLACED.exec(name) ?? []) : [];
    return at === undefined ? [] : [{ at: start, name: at }];
  });
  const named = [...subjects, ...begun, ...bodies, ...placed].map(({ at, name }) => ({
    at,
    isOwn: isNamed(name) || isNamed(placeOf(name)) || isOwn(name),
  }));
  const ours = short === '' ? [] : occurrences(text, short).map(({ start }) => ({ at: start, isOwn: true }));
  const own = [...text.matchAll(new RegExp(OWN, 'gu'))].map(({ index: at }) => ({ at, isOwn: true }));
  return [...named, ...own, ...ours].sort((a, b) => a.at - b.at || Number(a.isOwn) - Number(b.isOwn));
}

/** The place that a body's name begins with: 阳新县 of 阳新县科技馆. */
const PLACED = new RegExp(`^\\p{Script=Han}{1,4}?${oneOf(PLACE_ENDS)}(?<!${oneOf(PLACE_KINDS)})`, 'u');

/** 麓南 of 麓南市 and of 麓南市科协. */
const placeOf = (name: string) =>
  shortPlace(name.slice(0, name.length - wordAtEnd(ASSOCIATION, name).length));
const BEGINS = /(?:^|[，,；;。：:])$/u;

/** The associations that a clause begins with: 麓南市科协主席介绍, 与我市相邻的苍渚市科协; 与苍渚市科协签约 is somebody else's doing. */
function associationsIn(text: string) {
  return organisationsIn(text)
    .filter(({ name, start }) => wordAtEnd(ASSOCIATION, name) !== '' && SUBJECT.test(text.slice(0, start)))
    .map(({ start, name }) => ({ at: start, name }));
}
/** 街道科协, 企业科协 and 园区科协 are kinds; 省科协 names no place. */
const OF_PLACE = new RegExp(
  `\\p{Script=Han}${oneOf(RANKS)}(?<!${oneOf(PLACE_KINDS)})${oneOf(ASSOCIATION)}$`,
  'u',
);
const SUBJECT = new RegExp(`${BEGINS.source}|${oneOf(JOINING.of)}$`, 'u');

/** Whether the association that was named last before a place of a text is neither the report's nor one that the asker names. */
export function isOfAnotherAssociation({ text, report, isNamed }: Omit<Part, 'places'>, at: number): boolean {
  const last = associationsIn(text).findLast((one) => one.at <= at);
  return (
    last !== undefined &&
    OF_PLACE.test(last.name) &&
    !isNamed(last.name) &&
    !isNamed(placeOf(last.name)) &&
    !isOwnBody(report, last.name) &&
    !OWN.test(text.slice(last.at, at))
  );
}

/** Whether what stands at a place of a text is told of another body or place than the report's and those that were named. */
export function isOfAnotherOwner(part: Part, at: number): boolean {
  const from = Math.max(part.text.lastIndexOf('；', at), part.text.lastIndexOf('。', at));
  const last = ownersIn(part).findLast((owner) => owner.at <= at && owner.at > from);
  return last !== undefined && !last.isOwn;
}
