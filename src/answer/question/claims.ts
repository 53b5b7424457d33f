/**
 * What a yes-or-no question asserts: every word, number, date, level, role and quantifier that a report has to tell
 * before it may be affirmed. Read once, from the question without the names of associations and without what only
 * asks for confirmation (对吗, 没错吧).
 */

import { COUNTING, JOINING, LEADS, ROLES, VERBS } from '../../knowledge/lists.ts';
import { STATUS } from '../../knowledge/progress.ts';
import { oneOf, wordIn, wordLists } from '../../knowledge/word-lists.ts';
import { readDates } from '../../language/dates.ts';
import { frequenciesIn } from '../../language/frequencies.ts';
import { readNumbers } from '../../language/numbers.ts';
import { readOrganisations } from '../../language/organisations.ts';
import { isWithin, type Place } from '../../language/place.ts';
import { readRanks } from '../../language/ranks.ts';
import { readLevels, readSteps } from '../../language/scales.ts';
import type { Segment } from '../../language/segment.ts';
import { type QuotedReading, readQuoted } from '../../language/titles.ts';
import type { ClaimedWord, Claims } from './claim.ts';
import { readOffices } from './claim-offices.ts';
import {
  achievedIn,
  actorIn,
  affiliationIn,
  asksTarget,
  isNegated,
  nameIn,
  peopleIn,
  placeIn,
  quantifierIn,
  reachesIn,
} from './claim-parts.ts';
import type { FocusTerm } from './focus-term.ts';
import { endsInLargePlace } from './place-names.ts';
import type { Understanding } from './question.ts';
import { withRelation } from './relation.ts';
import { focusTerms, isMatter } from './terms.ts';

const CONFIRMATIONS = wordLists('confirmations.txt', ['tail', 'head', 'aside']);
const TAIL = new RegExp(`(?:^|[，,\\s])?${oneOf(CONFIRMATIONS.tail)}[?？!！。，,\\s]*$`, 'u');
const HEAD = new RegExp(`^[，,\\s]*${oneOf(CONFIRMATIONS.head)}[，,：:\\s]*`, 'u');
const ASIDES: ReadonlySet<string> = new Set(CONFIRMATIONS.aside);
const MARKS_AT_END = /[?？!！。，, ]+$/u;
/** 是不是, 有没有 inside a question ask what 是 and 有 claim; so does 能不能 what 能 does. */
const IS_IT = /(?<![不没])(是|有)[不没](?:是|有)/gu;
const A_NOT_A = /(\p{Script=Han})[不没]\1/gu;

/** Reads what a question claims, from its folded words in which the scope is blanked out. */
export function readClaims(asked: string, index: Understanding): Claims {
  const text = withoutConfirmation(asked);
  const dates = readDates(text, { shortYears: true });
  const quoted = readQuoted(text);
  const frequencies = frequenciesIn(text);
  const ranks = readRanks(text);
  const numbers = readNumbers(text, dates)
    .filter(({ kind }) => kind === 'count' || kind === 'percent' || kind === 'money')
    // 一家 of 头一家 counts nothing.
    .filter((number) => ![...quoted, ...frequencies, ...ranks].some((other) => isWithin(number, other)))
    .filter(({ raw, end }) => !IS_ONE.test(raw) || /^[\p{Script=Han}“《]/u.test(text.slice(end)));
  // 每天都 says how often, not of how many.
  const quantifier = frequencies.length > 0 ? null : quantifierIn(text, numbers, index.segment(text));
  const steps = readSteps(text);
  // 昆山市科协 names a body, and no level.
  const bodies = readOrganisations(text);
  const levels = readLevels(text, index.lexicon.places).filter(
    (level) =>
      !level.isOnlyPlace && !(endsInLargePlace(level.raw) && bodies.some((body) => isWithin(level, body))),
  );
  const taken = [
    ...dates,
    ...numbers,
    ...frequencies.flatMap(({ said }) => said),
    ...ranks,
    ...steps,
    ...levels,
    ...quoted,
    ...(quantifier ? [quantifier] : []),
  ];
  const achieved = achievedIn(text);
  const actor = actorIn(text);
  const words = wordsOf(text, taken, quoted, index).filter(
    ({ text: word }) => achieved === null || !ASKS_ACHIEVED.has(word),
  );
  return {
    asserted: text,
    words: [
      ...words,
      ...ordinalsIn(text, taken),
      ...steps.map(({ raw, start }) => wholeWord(raw, start, 'step')),
      ...levels.map(({ raw, start }) => wholeWord(raw, start, 'level')),
    ].sort((a, b) => a.start - b.start),
    numbers: numbers
      // 一份 of 独一份 counts nothing.
      .filter((number) => !quantifier || !isWithin(number, quantifier))
      .map((number) => withRelation(number, text)),
    dates: dates.filter(({ kind }) => kind === 'date'),
    frequencies,
    rank: ranks[0]?.value ?? null,
    nth: nthIn(text, taken),
    steps: steps.map(({ step }) => step),
    quantifier: quantifier?.value ?? null,
    achieved,
    actor,
    place: placeIn(text),
    people: peopleIn(text, words),
    affiliation: affiliationIn(text),
    ...readOffices(text),
    name: quoted.length > 1 ? '' : nameIn(text),
    isNegated: isNegated(text),
    reaches: quantifier === null ? reachesIn(text) : null,
    asksTarget: asksTarget(text),
    unread: [
      ...unreadIn(text, taken, words, achieved !== null, index),
      ...(numbers.length === 0 ? comparisonIn(text, index) : []),
      ...(actor === null ? rolesIn(text) : []),
    ],
  };
}

/** 第3展厅, 第一中学: which of several it is has to be told like a name. */
const ordinalsIn = (text: string, read: readonly Place[]) =>
  readNumbers(text)
    .filter(
      (number) =>
        number.kind === 'ordinal' && number.unit === '' && !read.some((other) => isWithin(number, other)),
    )
    .map(({ raw, start }) => wholeWord(raw, start, 'ordinal'));

/** 第3个科技小院, and no 第四届. */
const nthIn = (text: string, read: readonly Place[]) =>
  readNumbers(text).filter(
    (number) =>
      number.kind === 'ordinal' &&
      number.unit !== '' &&
      !COUNTING.edition.includes(number.unit) &&
      !read.some((other) => isWithin(number, other)),
  );

/** 比大冶多 and 比上一年又少了: which of two is more, no single sentence is held against. */
const comparisonIn = (text: string, { segment }: Understanding) =>
  segment(text)
    .map(({ text: word }) => word)
    .filter((word) => LEADS.than.includes(word));

/** 甲主办、乙承办: who had which of two parts, no actor of a claim says. */
function rolesIn(text: string): string[] {
  const held = Object.keys(ROLES).filter((role) => wordIn(ROLES[role as keyof typeof ROLES], text) !== null);
  return held.length > 1 ? held : [];
}

/** 一家 and 一个人 at the end of what is claimed say that there is no other. */
const IS_ONE = /^[一1][家个位名](?:人)?$/u;
/** Words that ask whether something was achieved: whether it was, its status tells. */
const ASKS_ACHIEVED: ReadonlySet<string> = new Set([...STATUS['asks-honour'], ...STATUS['asks-building']]);

/** The question without what asks for confirmation: 听说…，没错吧. */
function withoutConfirmation(asked: string): string {
  let text = asked;
  for (let before = ''; before !== text; ) {
    before = text;
    text = text.replace(TAIL, '').replace(HEAD, '').replace(MARKS_AT_END, '');
  }
  return text.replace(IS_IT, (_, verb: string) => verb).replace(A_NOT_A, '$1');
}

/** The words that have to be told: what is quoted as it stands, and all other words of matter. */
function wordsOf(
  text: string,
  taken: readonly Place[],
  quoted: readonly QuotedReading[],
  index: Understanding,
): ClaimedWord[] {
  let rest = text;
  for (const { start, end } of taken)
    rest = rest.slice(0, start) + '，'.repeat(end - start) + rest.slice(end);
  const words = focusTerms(rest, index)
    .filter((term) => (term.text.length > 1 || saysWhatHappened(term, rest)) && !ASIDES.has(term.text))
    // What a dictionary holds to be near a word proves nothing of it.
    .map((term) => ({ ...term, near: [], start: rest.indexOf(term.text), kind: 'word' as const }));
  const names = quoted.map(({ inner, innerStart }) => ({
    ...wholeWord(inner, innerStart, 'word'),
    weight: index.rarity(inner),
    alternatives: index.lexicon.alternatives.get(inner) ?? [],
  }));
  return [...words, ...names];
}

/** 签 of 签了9项 says what is counted, and 签约 that says the same is long enough to be looked for. */
const saysWhatHappened = ({ text, isVerb, alternatives }: FocusTerm, rest: string) =>
  isVerb &&
  alternatives.length > 0 &&
  !EVERYDAY.has(text) &&
  COUNTED_NEXT.test(rest.slice(rest.indexOf(text) + 1));
/** What is read as a number is blanked out by commas. */
const COUNTED_NEXT = new RegExp(`^${oneOf(JOINING['of-or-done'])}?，`, 'u');

/**
 * The words of a claim that nothing reads: neither function words and asides, nor what is taken as a number, a date and
 * the like, nor what has to be told. One character is too little to be a claim of its own, unless it is a verb.
 */
function unreadIn(
  text: string,
  taken: readonly Place[],
  words: readonly ClaimedWord[],
  isAchieved: boolean,
  index: Understanding,
): string[] {
  const isRead = (segment: Segment) =>
    segment.tag === 'x' ||
    !isMatter(segment.text) ||
    ASIDES.has(segment.text) ||
    EVERYDAY.has(segment.text) ||
    (isAchieved && ASKS_ACHIEVED.has(segment.text)) ||
    taken.some((place) => segment.start < place.end && segment.end > place.start) ||
    words.some(
      ({ start, text: word }) =>
        word.includes(segment.text) || (segment.start < start + word.length && segment.end > start),
    );
  const segments = index.segment(text);
  const verbs = segments.filter(({ text: word, tag }) => tag === 'v' && isMatter(word));
  const isBare = taken.length === 0 && verbs.every(({ text: word }) => DEEDS.has(word));
  return segments
    .filter((segment) => (isBare && DEEDS.has(segment.text)) || (!isRead(segment) && isTelling(segment)))
    .map((segment) => segment.text);
}

const isTelling = ({ text, tag }: Segment) =>
  tag.startsWith('v') || (text.length > 1 && /^[nail]/u.test(tag));

/** Verbs for which others stand: one of them alone says nothing that a sentence has to tell. */
const EVERYDAY: ReadonlySet<string> = new Set(Object.values(VERBS).flat());

/** Those that a claim with no other verb or number stands or falls by: that somebody came is told by none of its other words. */
const DEEDS: ReadonlySet<string> = new Set(VERBS.come);

/** What a step of a scale counts beside words, whose weight is their rarity in the index. */
const SCALED_WEIGHT = 2;

const wholeWord = (text: string, start: number, kind: ClaimedWord['kind']): ClaimedWord => ({
  text,
  start,
  kind,
  weight: SCALED_WEIGHT,
  tells: SCALED_WEIGHT,
  alternatives: [],
  near: [],
  isKey: true,
  isVerb: false,
  isNoun: true,
  isName: true,
  narrows: '',
  isTold: false,
});
