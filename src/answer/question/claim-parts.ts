/**
 * The parts of a claim that are more than words: of how many it is claimed, how far it has come, who did it, where it
 * was, what it is called and to whom it belongs.
 */

import { JOINING, LEADS, MEASURED, QUANTIFIERS, ROLES, TELLING, VERBS } from '../../knowledge/lists.ts';
import { STATUS } from '../../knowledge/progress.ts';
import { oneOf, wordAtEnd, wordIn } from '../../knowledge/word-lists.ts';
import { looksLikePerson, readPeople } from '../../language/names.ts';
import type { Place } from '../../language/place.ts';
import type { Segment } from '../../language/segment.ts';
import type { Achieved, Actor, Quantifier } from './claim.ts';
import { NAMED } from './scope.ts';

/**
 * The most telling quantifier of a claim; 一半以上 goes before 都.
 *
 * @param numbers what is read as numbers: 只有19个 says how many there are, 只有太仓一家 that there is no other
 */
export function quantifierIn(
  text: string,
  numbers: readonly Place[],
  segments: readonly Segment[],
): (Place & { readonly value: Quantifier }) | null {
  const kinds: readonly [Quantifier, readonly string[]][] = [
    ['double', QUANTIFIERS.double],
    ['under-half', QUANTIFIERS['under-half']],
    ['half', QUANTIFIERS.half],
    ['only', QUANTIFIERS.only],
    ['all', QUANTIFIERS.all],
  ];
  // One character is a word only where the segmenter says so: 都 in 宜都 is none.
  const isWord = (word: string) => word.length > 1 || segments.some((segment) => segment.text === word);
  for (const [value, words] of kinds) {
    const searched = value === 'all' ? text.replace(OF_A_LIST, blank) : text;
    const found = wordIn(words.filter(isWord), searched);
    if (!found) continue;
    const end = found.at + found.word.length;
    if (value === 'only' && numbers.some(({ start }) => start >= end && start <= end + 1)) continue;
    return { value, start: found.at, end };
  }
  return null;
}

const blank = (words: string) => '，'.repeat(words.length);

/** 书记和主席都是韦立诚 speaks of the two that it names. */
const OF_A_LIST = new RegExp(`${oneOf(JOINING.and)}[^，。]*?${oneOf(LEADS['all-listed'])}`, 'gu');

/** What is claimed to have been achieved; null where a step on the way is (申报了吗). */
export function achievedIn(text: string): Achieved | null {
  const lastOf = (words: readonly string[]) =>
    Math.max(-1, ...words.map((word) => text.replace(AS_NOUN, blank).lastIndexOf(word)));
  const step = lastOf([...STATUS.applied, ...STATUS.recommended, ...STATUS.underway]);
  const families: readonly [Achieved, readonly string[]][] = [
    ['honour', STATUS['asks-honour']],
    ['building', STATUS['asks-building']],
    ['any', STATUS['asks-any']],
  ];
  const found = families.find(([, words]) => lastOf(words) > step);
  return found?.[0] ?? null;
}

/** 得奖数 and 获奖作品 are things. */
const AS_NOUN = new RegExp(oneOf(STATUS['honour-noun']), 'gu');

const ROLE = oneOf(Object.values(ROLES).flat());
const DOING = oneOf(
  Object.values(ROLES).flat(),
  VERBS.hold,
  VERBS.make,
  VERBS.give,
  VERBS.begin,
  VERBS.employ,
  VERBS.build,
  STATUS.underway,
);
/** 是平湖市科协自己打造的, 由省科协主办 */
const DONE_BY = new RegExp(
  `${oneOf(LEADS.by)}(${NAMED}+|[^，。${NAMED}]{2,24}?)(${oneOf(LEADS.alone)})?(${DOING})(?=$|${oneOf(LEADS['after-doing'])})`,
  'u',
);
/** 主办方是省科协 */
const IS = oneOf(JOINING.is);
const ROLE_OF = new RegExp(
  `(${ROLE})${oneOf(TELLING['role-noun'])}?${oneOf(TELLING['one-of'])}?${IS}([^，。]{2,24})$`,
  'u',
);
/** 省科协是主办单位 */
const IN_ROLE = new RegExp(`([^，。]{2,24}?)${IS}[^，。]{0,30}?(${ROLE})${oneOf(TELLING['role-noun'])}`, 'u');
/** 是在…办的, 是11月2日揭牌的, 是跟…办的 say where, when and with whom. */
const NO_ACTOR = new RegExp(`^(?:${oneOf(LEADS['no-actor'])}|\\d)|${oneOf(LEADS['of-date'])}`, 'u');

export function actorIn(text: string): Actor | null {
  const done = DONE_BY.exec(text);
  if (done?.[1] !== undefined && done[3] && isActor(done[1]))
    return actorOf(done[1], done[3], done[2] !== undefined);
  const of = ROLE_OF.exec(text);
  if (of?.[1] && of[2]) return actorOf(of[2], of[1], false);
  const within = IN_ROLE.exec(text);
  return within?.[1] && within[2] ? actorOf(within[1], within[2], false) : null;
}

/** The association, a body or somebody. */
const isActor = (name: string) =>
  !NO_ACTOR.test(name) && (name.includes(NAMED) || BODY_AT_END.test(name) || looksLikePerson(name));
const BODY_AT_END = new RegExp(`${oneOf(LEADS.body)}$`, 'u');

const actorOf = (name: string, verb: string, isAlone: boolean): Actor => ({
  name: name.includes(NAMED) ? 'own' : name.trim(),
  verb,
  isAlone,
});

/** 在2023年6月底前 and, where the year is blanked out, 在　已经 say when. */
const WHERE = `(?![\\s\\d])(?:(?!${oneOf(LEADS.at)})[^，。]){2,20}?`;
/** 在明湖公园办的, 设在光膜小镇 */
const AT = new RegExp(
  `${oneOf(LEADS.at)}(${WHERE})(?=${oneOf(LEADS.within)}?${oneOf(VERBS.hold, VERBS.begin, VERBS.teach)})|${oneOf(LEADS['is-at'])}(${WHERE})(?=${oneOf(LEADS.within, JOINING.of)}*$|，)`,
  'u',
);

/** Where something is claimed to be; empty where no place is claimed. */
export function placeIn(text: string): string {
  const match = AT.exec(text);
  const place = (match?.[1] ?? match?.[2] ?? '').replaceAll(NAMED, '').trim();
  return place.length > 1 ? place : '';
}

const CALLED = new RegExp(`${oneOf(LEADS.called)}[“"「《]?([^”"」》，。]{2,20})`, 'u');

/** What something is claimed to be called. */
export const nameIn = (text: string): string => CALLED.exec(text)?.[1]?.trim() ?? '';

/** Names by what stands around them, and words that look like one. */
export function peopleIn(text: string, words: readonly { readonly text: string }[]): string[] {
  const read = readPeople(text).map(({ name }) => name);
  const alike = words.map(({ text: word }) => word).filter(looksLikePerson);
  const affiliation = affiliationIn(text);
  return [...new Set([...read, ...alike])].filter((name) => !affiliation.includes(name));
}

/** 是苏州大学的, 是市第一中学的学生, 来自省林科院 */
const AFFILIATED = new RegExp(
  `${oneOf(LEADS['belongs-to'])}((?:(?!${oneOf(JOINING.of, JOINING.is)})[^，。]){0,16}?${oneOf(LEADS.body)})(?:${oneOf(JOINING.of)}${oneOf(LEADS.member)}?)?$`,
  'u',
);

/** The body that somebody is claimed to belong to. */
export const affiliationIn = (text: string): string =>
  (AFFILIATED.exec(text)?.[1] ?? '').replaceAll(NAMED, '').trim();

const NOT = new RegExp(oneOf(LEADS.not), 'u');
const NOT_NEGATING = new RegExp(oneOf(LEADS['not-negating']), 'gu');

/** Whether it is claimed that something is not so. */
export const isNegated = (text: string): boolean => NOT.test(text.replace(NOT_NEGATING, ''));

const TARGET = new RegExp(oneOf(LEADS.target), 'u');

/** Whether what was aimed at is claimed, not what came of it. */
export const asksTarget = (text: string): boolean => TARGET.test(text);

/** That an aim was reached, or more than that; null where none is named, nor meant by 超额 or by ending in 达标 or 完成了. */
export function reachesIn(text: string): 'met' | 'over' | null {
  const over = wordIn(MEASURED['over-aim'], text) !== null;
  if (!asksTarget(text)) return over ? 'over' : wordAtEnd(MEASURED.reached, text) === '' ? null : 'met';
  if (wordIn(MEASURED.exceed, text) !== null) return 'over';
  return wordIn(MEASURED.reach, text) === null ? null : 'met';
}
