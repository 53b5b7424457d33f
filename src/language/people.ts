/**
 * People named in Chinese text. A name is a surname and one or two characters; what makes it one is what
 * stands around it: an office before (市委书记祁海龙), a title after (施剑林院士), other names in a list,
 * what the person does (林士良说), or what is named after the person (吴健雄精神). Each is evidence with a
 * weight; precision goes before recall.
 *
 * Statistical taggers cut such names apart (王道/平); surname plus context is the method of Sun et al. 1995
 * for Chinese names in running text.
 */

import { OFFICES } from '../knowledge/lists.ts';
import { oneOf } from '../knowledge/word-lists.ts';
import { HAN, isNameLike, mayBeName, surnameAt } from './name-shape.ts';
import { readPosts } from './offices.ts';
import { readOrganisations } from './organisations.ts';
import { isAmongNames, nameLengthBefore } from './people-listed.ts';
import {
  AND_OTHERS,
  CLAUSE_START,
  DESCRIBED_AFTER,
  DOES_AFTER,
  ELECTED_AFTER,
  ELECTED_TOGETHER,
  INSTITUTION_AFTER,
  INTRODUCED,
  LIST_LINK,
  NAMED_AFTER,
  OFFICE_BEFORE,
  PLAIN_AFTER,
  POST_BEFORE,
  startOfOffice,
  TITLE_AFTER,
} from './person-context.ts';
import type { Place } from './place.ts';
import {
  AMBIGUOUS_SURNAMES,
  GIVEN_NAME_CHARACTERS,
  isOrdinaryWord,
  NOT_IN_GIVEN_NAMES,
  RARE_IN_GIVEN_NAMES,
} from './surnames.ts';

/** One mention of a person. Offsets are UTF-16 in the given text, ends exclusive. */
export interface PersonReading {
  readonly start: number;
  readonly end: number;
  readonly name: string;
  /** Office before the name (`市科协主席、党组书记`) or else title after it (`院士`); empty where there is none. */
  readonly office: string;
  readonly officeStart: number;
  readonly officeEnd: number;
}

/** Weights of the evidence; a name needs {@link ENOUGH}. Chosen on two newspaper pages and CMRC 2018 trial paragraphs. */
const WEIGHT = {
  office: 3,
  post: 2.5,
  elected: 3,
  listed: 3,
  introduced: 1,
  clause: 1,
  title: 2.5,
  does: 2,
  namedAfter: 2,
  plain: 1.5,
  none: -1.5,
  unmarked: -0.5,
};
const ENOUGH = 3.5;
const ENOUGH_FOR_AMBIGUOUS = 4;

interface Candidate {
  readonly start: number;
  readonly end: number;
  readonly score: number;
  /** Where the office before ends; -1 without one. */
  readonly officeEnd: number;
}

/**
 * The people named in a text, in order and without overlap, each time they are named.
 *
 * @param text  folded text; context is looked for around each name, so whole paragraphs serve best
 * @param hints names known from elsewhere, found wherever they stand
 */
export function readPeople(text: string, hints: readonly string[] = []): PersonReading[] {
  const found: PersonReading[] = [];
  const posts = readPosts(text);
  const organisations = readOrganisations(text);
  let floor = 0;
  for (let at = 0; at < text.length; at++) {
    const surnameChars = surnameAt(text, at);
    if (surnameChars === 0 || at < floor) continue;
    const previous = found.at(-1);
    const isListed = previous !== undefined && LIST_LINK.test(text.slice(previous.end, at));
    const best = bestCandidate(text, at, surnameChars, isListed);
    if (!best || posts.some(({ start, end }) => start < at && at < end)) continue;
    if (organisations.some((organisation) => beginsWith(text, organisation, best))) continue;
    if (!isListed) found.push(...earlierInList(text, best, floor));
    found.push(withOffice(text, best, isListed ? previous : undefined, floor));
    floor = best.end;
  }
  return withRepeats(text, found, hints);
}

/** Whether what looks like a name is the beginning of an institution's: 黄石理 of 黄石理工大学. */
function beginsWith(text: string, organisation: Place, { start, end }: Place): boolean {
  const rest = text.slice(end, organisation.end);
  return (
    organisation.start === start && rest.length <= LAST_WORD_CHARS && !ELECTED_AFTER.test(text.slice(end))
  );
}

/** At most so much of an institution's name follows what looks like a person's. */
const LAST_WORD_CHARS = 4;

/** How far what stands behind a name is looked at. */
const CONTEXT_CHARS = 28;

/** The names of a list before the one that was recognised: 顾美娟、钱伟民、陆晓峰当选. */
function earlierInList(text: string, { start, end }: Place, floor: number): PersonReading[] {
  const earlier: PersonReading[] = [];
  // Whoever is elected together with somebody is somebody: 苏晚桥、周山平当选.
  const isName = ELECTED_TOGETHER.test(text.slice(end, end + 2 * CONTEXT_CHARS)) ? mayBeName : isNameLike;
  for (let at = start; text[at - 1] === '、'; ) {
    const length = nameLengthBefore(text, at - 1, isName);
    const from = at - 1 - length;
    if (length === 0 || from < floor) break;
    const name = text.slice(from, at - 1);
    earlier.unshift({ start: from, end: at - 1, name, office: '', officeStart: at - 1, officeEnd: at - 1 });
    at = from;
  }
  return earlier;
}

function bestCandidate(
  text: string,
  at: number,
  surnameChars: number,
  isListed: boolean,
): Candidate | undefined {
  let best: Candidate | undefined;
  const chars = surnameChars === 2 ? [4, 3] : [3, 2];
  for (const length of chars) {
    const candidate = weigh(text, at, surnameChars, length, isListed);
    if (candidate && (!best || candidate.score > best.score)) best = candidate;
  }
  return best;
}

/** 增选祖逸舟为副主席, 增补邬志恒、柴秋岚为常务委员 */
const APPOINTS = new RegExp(`${oneOf(OFFICES.comes)}$`, 'u');
const APPOINTED = /^(?:同志)?(?:[、和]\p{Script=Han}{2,4}){0,6}(?:为|担任|任)/u;

function weigh(
  text: string,
  at: number,
  surnameChars: number,
  length: number,
  isListed: boolean,
): Candidate | undefined {
  const end = at + length;
  const name = text.slice(at, end);
  if (name.length < length || !HAN.test(name)) return undefined;
  const given = [...name.slice(surnameChars)];
  if (given.some((character) => NOT_IN_GIVEN_NAMES.has(character) && !RARE_IN_GIVEN_NAMES.has(character)))
    return undefined;
  if (surnameChars === 1 && length === 2 && isOrdinaryWord(name[0] as string, name[1] as string))
    return undefined;

  const before = text.slice(Math.max(0, at - 16), at);
  const after = text.slice(end, end + CONTEXT_CHARS);
  const office = OFFICE_BEFORE.exec(before);
  const isAppointed = APPOINTS.test(before) && APPOINTED.test(after);
  const hasOffice = office !== null;
  const left =
    hasOffice || isAppointed
      ? WEIGHT.office
      : isListed || isAmongNames(text, at, end)
        ? WEIGHT.listed
        : INTRODUCED.test(before)
          ? WEIGHT.introduced
          : POST_BEFORE.test(before)
            ? WEIGHT.post
            : CLAUSE_START.test(before)
              ? WEIGHT.clause
              : 0;
  const usual = given.filter((character) => GIVEN_NAME_CHARACTERS.has(character)).length;
  const seen = isAppointed ? WEIGHT.does : weighAfter(text, end, after, length);
  // 老人毕家福第一次: after an office two usual characters need no more.
  const right = seen === WEIGHT.none && hasOffice && usual === 2 ? WEIGHT.unmarked : seen;
  if (left < WEIGHT.listed && right < WEIGHT.does) return undefined;
  const odd = given.filter((character) => RARE_IN_GIVEN_NAMES.has(character)).length;
  let score = left + right + (usual === 0 ? -0.5 : usual * 0.5) - odd;
  if (surnameChars === 1 && length === 3 && isOrdinaryWord(name[0] as string, name[1] as string))
    score -= 1.5;
  const isAmbiguous = surnameChars === 1 && AMBIGUOUS_SURNAMES.has(name[0] as string);
  if (score < (isAmbiguous ? ENOUGH_FOR_AMBIGUOUS : ENOUGH)) return undefined;
  return { start: at, end, score, officeEnd: office ? at - (office[1]?.length ?? 0) : -1 };
}

function weighAfter(text: string, end: number, after: string, length: number): number {
  if (ELECTED_AFTER.test(after)) return WEIGHT.elected;
  if (TITLE_AFTER.test(after)) return WEIGHT.title;
  if (DOES_AFTER.test(after) || AND_OTHERS.test(after)) return WEIGHT.does;
  if (INSTITUTION_AFTER.test(text.slice(end, end + 26)) || DESCRIBED_AFTER.test(after)) return WEIGHT.title;
  if (length >= 3 && NAMED_AFTER.test(after)) return WEIGHT.namedAfter;
  if (PLAIN_AFTER.test(after)) return WEIGHT.plain;
  return end >= text.length ? WEIGHT.plain : WEIGHT.none;
}

/** The office before the name, that of the list it stands in, or the title after it. */
function withOffice(
  text: string,
  { start, end, officeEnd }: Candidate,
  listedAfter: PersonReading | undefined,
  floor: number,
): PersonReading {
  const name = text.slice(start, end);
  if (officeEnd >= 0) {
    const officeStart = startOfOffice(text, officeEnd, floor);
    return { start, end, name, office: text.slice(officeStart, officeEnd), officeStart, officeEnd };
  }
  if (listedAfter && listedAfter.officeEnd <= listedAfter.start) {
    const { office, officeStart, officeEnd: listEnd } = listedAfter;
    return { start, end, name, office, officeStart, officeEnd: listEnd };
  }
  const institution = INSTITUTION_AFTER.exec(text.slice(end, end + 26))?.[0];
  if (institution) {
    const office = institution.slice(1, -1);
    return { start, end, name, office, officeStart: end + 1, officeEnd: end + 1 + office.length };
  }
  const title = TITLE_AFTER.exec(text.slice(end, end + 8))?.[0] ?? '';
  return { start, end, name, office: title, officeStart: end, officeEnd: end + title.length };
}

/** Names found once, or known from elsewhere, are found wherever they stand. */
function withRepeats(
  text: string,
  found: readonly PersonReading[],
  hints: readonly string[],
): PersonReading[] {
  const known = new Set([...found.map(({ name }) => name), ...hints.filter((hint) => hint.length >= 2)]);
  if (known.size === 0) return [];
  const lengths = [...new Set([...known].map((name) => name.length))].sort((a, b) => b - a);
  const initials = new Set([...known].map((name) => name[0]));
  const byStart = new Map(found.map((reading) => [reading.start, reading]));
  const readings: PersonReading[] = [];
  for (let at = 0; at < text.length; at++) {
    const there = byStart.get(at);
    const reading =
      there ??
      (initials.has(text[at]) ? knownAt(text, at, lengths, known, readings.at(-1)?.end ?? 0) : undefined);
    if (!reading) continue;
    readings.push(reading);
    at = reading.end - 1;
  }
  return readings;
}

function knownAt(
  text: string,
  at: number,
  lengths: readonly number[],
  known: ReadonlySet<string>,
  floor: number,
): PersonReading | undefined {
  for (const length of lengths) {
    const end = at + length;
    if (!known.has(text.slice(at, end))) continue;
    // Two characters are often part of a longer word.
    if (length === 2 && weighAfter(text, end, text.slice(end, end + 8), length) < 0) continue;
    const before = text.slice(Math.max(0, at - 8), at);
    const officeEnd = OFFICE_BEFORE.test(before) ? at - (/[ \t：:]$/.test(before) ? 1 : 0) : -1;
    return withOffice(text, { start: at, end, score: 0, officeEnd }, undefined, floor);
  }
  return undefined;
}
