/**
 * What a yes-or-no question asserts: every word, number, date, level, role and quantifier that a report has to tell
 * before it may be affirmed. Read once, from the question without the names of associations and without what only
 * asks for confirmation (对吗, 没错吧).
 */
import { LEADS, QUANTIFIERS, ROLES, STATUS, VERBS } from '../../knowledge/lists.ts';
import { oneOf, wordIn, wordLists } from '../../knowledge/word-lists.ts';
import { type DateReading, readDates } from '../../language/dates.ts';
import { type Frequency, frequenciesIn } from '../../language/frequencies.ts';
import { looksLikePerson, readPeople } from '../../language/names.ts';
import { readNumbers } from '../../language/numbers.ts';
import { readRanks } from '../../language/ranks.ts';
import { readLevels, readSteps } from '../../language/scales.ts';
import { readQuoted } from '../../language/titles.ts';
import { focusTerms } from './focus.ts';
import type { FocusTerm, Understanding } from './question.ts';
import { type RelatedNumber, withRelation } from './relation.ts';

/** A stretch of a text, UTF-16, `end` exclusive. */
interface Place {
  readonly start: number;
  readonly end: number;
}

/** A word that is claimed, with where it stands. */
export interface ClaimedWord extends FocusTerm {
  /** Its place in {@link Claims.text}. */
  readonly start: number;
  /** A step of a scale or a level is told by any word of that step. */
  readonly kind: 'word' | 'step' | 'level';
}

/** Of how many of a group something is claimed. */
export type Quantifier = 'all' | 'only' | 'half' | 'under-half' | 'double';

/** How far a thing is claimed to have come, by what kind of thing it is: an honour, a building, anything else. */
export type Achieved = 'honour' | 'building' | 'any';

/** What a question claims. */
export interface Claims {
  /** The folded words without scope and confirmation; offsets of all the fields are in it. */
  readonly text: string;
  /** What has to be told by words. */
  readonly words: readonly ClaimedWord[];
  readonly numbers: readonly RelatedNumber[];
  /** Days and months, and years beside those of the scope. */
  readonly dates: readonly DateReading[];
  readonly frequencies: readonly Frequency[];
  /** 1 for 第一, 首家, 率先; null where no rank is claimed. */
  readonly rank: number | null;
  /** Steps of scales: 一等奖, 兼职, 下午. */
  readonly steps: readonly string[];
  readonly quantifier: Quantifier | null;
  readonly achieved: Achieved | null;
  /** Who is claimed to have done it (由…主办, 是…创作的): `own` for the association that was asked about. */
  readonly actor: { readonly name: string; readonly verb: string; readonly isAlone: boolean } | null;
  /** Where it is claimed to be or to have been. */
  readonly place: string;
  /** Whose office, body or honour is claimed. */
  readonly people: readonly string[];
  /** The body that a person is claimed to belong to. */
  readonly affiliation: string;
  /** What a thing is claimed to be called; empty where several names are claimed. */
  readonly name: string;
  readonly isNegated: boolean;
}

const CONFIRMATIONS = wordLists('confirmations.txt', ['tail', 'head', 'aside']);
const TAIL = new RegExp(`(?:^|[，,\\s])?${oneOf(CONFIRMATIONS.tail)}[?？!！。，,\\s]*$`, 'u');
const HEAD = new RegExp(`^[，,\\s]*${oneOf(CONFIRMATIONS.head)}[，,：:\\s]*`, 'u');
const ASIDES: ReadonlySet<string> = new Set(CONFIRMATIONS.aside);

/** Reads what a question claims, from its folded words in which the scope is blanked out. */
export function readClaims(asked: string, index: Understanding): Claims {
  const text = withoutConfirmation(asked);
  const dates = readDates(text, { shortYears: true });
  const quoted = readQuoted(text);
  const isQuoted = ({ start, end }: Place) => quoted.some((name) => start >= name.start && end <= name.end);
  const numbers = readNumbers(text, dates).filter(
    (number) =>
      (number.kind === 'count' || number.kind === 'percent' || number.kind === 'money') && !isQuoted(number),
  );
  const frequencies = frequenciesIn(text);
  const quantifier = quantifierIn(text);
  const ranks = readRanks(text);
  const steps = readSteps(text);
  const levels = readLevels(text, index.lexicon.places);
  const taken: Place[] = [
    ...dates,
    ...numbers,
    ...frequencies.flatMap(({ said }) => said),
    ...ranks,
    ...steps,
    ...levels,
    ...quoted,
  ];
  if (quantifier) taken.push(quantifier);
  const words = wordsOf(text, taken, quoted, index);
  return {
    text,
    words: [
      ...words,
      ...steps.map(({ raw, start }) => wholeWord(raw, start, 'step')),
      ...levels.map(({ raw, start }) => wholeWord(raw, start, 'level')),
    ].sort((a, b) => a.start - b.start),
    numbers: numbers.map((number) => withRelation(number, text)),
    dates: dates.filter(({ kind }) => kind === 'date'),
    frequencies,
    rank: ranks[0]?.value ?? null,
    steps: steps.map(({ step }) => step),
    quantifier: quantifier?.value ?? null,
    achieved: achievedIn(text),
    actor: actorIn(text),
    place: placeIn(text),
    name: quoted.length > 1 ? '' : (CALLED.exec(text)?.[1]?.trim() ?? ''),
    people: peopleOf(text, words),
    affiliation: AFFILIATED.exec(text)?.[1]?.trim() ?? '',
    isNegated: NOT.test(text.replace(NOT_NEGATING, '')),
  };
}

/** The question without what asks for confirmation: 听说…，没错吧. */
function withoutConfirmation(asked: string): string {
  let text = asked;
  for (let before = ''; before !== text; ) {
    before = text;
    text = text
      .replace(TAIL, '')
      .replace(HEAD, '')
      .replace(/[?？!！。，,\s]+$/u, '');
  }
  return text.replace(IS_IT, (_, verb: string) => verb).replace(A_NOT_A, '$1');
}

/** 是不是, 有没有 inside a question ask what 是 and 有 claim. */
const IS_IT = /(?<![不没])(是|有)[不没](?:是|有)/gu;
const A_NOT_A = /(\p{Script=Han})[不没]\1/gu;

/** The words that have to be told: what is quoted as it stands, and all other words of matter. */
function wordsOf(
  text: string,
  taken: readonly Place[],
  quoted: readonly { readonly inner: string; readonly innerStart: number }[],
  index: Understanding,
): ClaimedWord[] {
  let rest = text;
  for (const { start, end } of taken)
    rest = rest.slice(0, start) + '，'.repeat(end - start) + rest.slice(end);
  const words = focusTerms(rest, index)
    .filter(({ text: word }) => word.length > 1 && !ASIDES.has(word))
    .map((term) => ({ ...term, start: rest.indexOf(term.text), kind: 'word' as const }));
  const names = quoted.map(({ inner, innerStart }) => ({
    ...wholeWord(inner, innerStart, 'word'),
    weight: index.vocabulary.rarity(inner),
    alternatives: index.lexicon.alternatives.get(inner) ?? [],
  }));
  return [...words, ...names];
}

const wholeWord = (text: string, start: number, kind: ClaimedWord['kind']): ClaimedWord => ({
  text,
  start,
  kind,
  weight: SCALED_WEIGHT,
  alternatives: [],
  isKey: true,
  isVerb: false,
  isName: true,
  narrows: '',
});

/** What a step of a scale counts beside words, whose weight is their rarity in the index. */
const SCALED_WEIGHT = 2;

/** The most telling quantifier of a claim; 一半以上 goes before 都. */
function quantifierIn(text: string): (Place & { readonly value: Quantifier }) | null {
  const kinds: readonly [Quantifier, readonly string[]][] = [
    ['double', QUANTIFIERS.double],
    ['under-half', QUANTIFIERS['under-half']],
    ['half', QUANTIFIERS.half],
    ['only', QUANTIFIERS.only],
    ['all', QUANTIFIERS.all],
  ];
  for (const [value, words] of kinds) {
    const found = wordIn(
      words,
      value === 'all' ? text.replace(NAMED_WHOLE, (name) => '，'.repeat(name.length)) : text,
    );
    if (found) return { value, start: found.at, end: found.at + found.word.length };
  }
  return null;
}

/** 全国, 全市 and 每周 say where and when, not of how many. */
const NAMED_WHOLE = /全[国省市区县州镇乡村社民员程媒面]|首都|成都|都市|(?:和|、|与)[^，。]*?都是/gu;

/** What is asked to have been achieved; null where the question asks for a step on the way (申报了吗). */
function achievedIn(text: string): Achieved | null {
  const lastOf = (words: readonly string[]) => Math.max(-1, ...words.map((word) => text.lastIndexOf(word)));
  const step = lastOf([...STATUS.applied, ...STATUS.recommended, ...STATUS.planned, ...STATUS.underway]);
  const families: readonly [Achieved, readonly string[]][] = [
    ['honour', STATUS['asks-honour']],
    ['building', STATUS['asks-building']],
    ['any', STATUS['asks-any']],
  ];
  const found = families
    .map(([family, words]) => ({ family, at: lastOf(words) }))
    .filter(({ at }) => at > step);
  return found[0]?.family ?? null;
}

const DOING = oneOf(
  Object.values(ROLES).flat(),
  VERBS.hold,
  VERBS.make,
  VERBS.give,
  VERBS.begin,
  VERBS.employ,
);
/** Who did it: 是平湖市科协自己打造的, 由省科协主办; the name of the association that was asked about is blank. */
const DONE_BY = new RegExp(
  `${oneOf(LEADS.by)}((?:\\s{2,}|[^，。\\s]{2,24}?))(${oneOf(LEADS.alone)})?(${DOING})(?=的|$|过|了)`,
  'u',
);
/** 主办方是省科协 */
const ROLE_OF = new RegExp(
  `(${oneOf(Object.values(ROLES).flat())})(?:方|单位|者|人)?(?:之一)?(?:是|为)([^，。]{2,24})$`,
  'u',
);
/** 省科协是主办单位 */
const IN_ROLE = new RegExp(
  `([^，。]{2,24}?)(?:是|为)[^，。]{0,30}?(${oneOf(Object.values(ROLES).flat())})(?:方|单位)`,
  'u',
);

function actorIn(text: string): Claims['actor'] {
  const done = DONE_BY.exec(text);
  if (done?.[1] !== undefined && done[3] && !NO_ACTOR.test(done[1]))
    return actorOf(done[1], done[3], done[2] !== undefined);
  const of = ROLE_OF.exec(text);
  if (of?.[1] && of[2]) return actorOf(of[2], of[1], false);
  const within = IN_ROLE.exec(text);
  return within?.[1] && within[2] ? actorOf(within[1], within[2], false) : null;
}

/** 是在…办的, 是11月2日揭牌的 say where and when. */
const NO_ACTOR = /^(?:[在于从]|\d)|[年月日号]/u;

function placeIn(text: string): string {
  const match = AT.exec(text);
  return (match?.[1] ?? match?.[2] ?? '').trim();
}

const actorOf = (name: string, verb: string, isAlone: boolean) => ({
  name: name.trim() === '' ? 'own' : name.trim(),
  verb,
  isAlone,
});

/** Names by what stands around them, and words that look like one. */
function peopleOf(text: string, words: readonly ClaimedWord[]): string[] {
  const read = readPeople(text).map(({ name }) => name);
  const alike = words.map(({ text: word }) => word).filter((word) => looksLikePerson(word));
  return [...new Set([...read, ...alike])];
}

/** 是苏州大学的, 是市第一中学的学生, 来自省林科院 */
const AFFILIATED = new RegExp(
  `(?:是|来自|属于)([^，。是的]{0,16}?${oneOf(LEADS.body)})(?:的${oneOf(LEADS.member)}?)?$`,
  'u',
);

/** 在明湖公园办的, 设在光膜小镇 */
const AT = new RegExp(
  `${oneOf(LEADS.at)}([^，。在]{2,20}?)(?=[上里]?${oneOf(VERBS.hold, VERBS.begin, VERBS.teach)})|${oneOf(LEADS['is-at'])}([^，。在]{2,20}?)(?=[上里边的]*$|，)`,
  'u',
);
const CALLED = new RegExp(`${oneOf(LEADS.called)}[“"「《]?([^”"」》，。]{2,20})`, 'u');
const NOT = new RegExp(oneOf(LEADS.not), 'u');
const NOT_NEGATING = new RegExp(oneOf(LEADS['not-negating']), 'gu');
