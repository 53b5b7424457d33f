/**
 * Claimed prizes, ranks, levels and other steps of a scale against those of a sentence.
 */

import { JOINING, QUANTIFIERS, TELLING } from '../../../knowledge/lists.ts';
import { oneOf, wordAtEnd, wordIn } from '../../../knowledge/word-lists.ts';
import type { NumberReading } from '../../../language/numbers.ts';
import { isWithin, type Place } from '../../../language/place.ts';
import { RANKINGS, readRanks } from '../../../language/ranks.ts';
import { numbersIn } from '../../../language/readings.ts';
import { onOneScale, readLevels, readSteps, type StepReading } from '../../../language/scales.ts';
import { sameUnitFamily, unitFamily } from '../../../language/units.ts';
import { isSaidOfAll, saysWord } from '../../question/claim-text.ts';
import { cutClauses } from '../../read/clauses.ts';
import { type Judged, untold } from './judged.ts';
import { alignedValue, type Told, type ToldWord } from './told.ts';

/** 二等奖 where 一等奖 is claimed. */
export function judgeSteps(told: Told): Judged[] {
  const { claims, text } = told;
  const others = { ...told, words: told.words.filter(({ word }) => word.kind !== 'step') };
  return claims.steps.map((claimed) => {
    const scale = readSteps(text).filter(({ step }) => onOneScale(step, claimed));
    if (claims.steps.some((other) => !onOneScale(other, claimed))) return judgeBeside(told, claimed, scale);
    const aligned = alignedValue(others, scale);
    if (!aligned) return untold('step');
    const isSaid = scale.find(({ step }) => step === claimed);
    const change = isSaid && changeOf(isSaid, scale, text);
    if (change) return change === 'to' ? judged('step', 'supported', isSaid, text) : untold('step');
    if (aligned.value.step === claimed) return judged('step', 'supported', aligned.value, text);
    // 一等奖5名 says nothing of how many second prizes there were.
    if (!isSaid)
      return claims.numbers.length > 0 ? untold('step') : judged('step', 'contradicted', aligned.value, text);
    // Which of several prizes a number is of, the numbers tell.
    if (claims.numbers.length > 0 || isListedWith(text, isSaid, scale))
      return judged('step', 'supported', isSaid, text);
    return claims.steps.length > 1 || aligned.isRival(isSaid)
      ? untold('step')
      : judged('step', 'contradicted', aligned.value, text);
  });
}

/**
 * Whether one step is what a thing came to or from, by a word between it and the one beside it: of 闭馆改造十个月后重新开放
 * 开放 is what is, and 闭馆 what was.
 */
function changeOf(one: StepReading, scale: readonly StepReading[], text: string): 'to' | 'from' | null {
  const at = scale.indexOf(one);
  const isThen = (before: StepReading | undefined, after: StepReading | undefined) =>
    before !== undefined &&
    after !== undefined &&
    before.step !== after.step &&
    THEN.test(text.slice(before.end, after.start));
  if (isThen(scale[at - 1], one)) return 'to';
  return isThen(one, scale[at + 1]) ? 'from' : null;
}
const THEN = new RegExp(`^[^；。]*${oneOf(JOINING.then)}`, 'u');

/**
 * A step that is claimed together with one of another scale is told where that one is: of 开放286天，每周一闭馆 the
 * second clause tells that nothing is open on Mondays, and neither tells of Wednesdays.
 */
function judgeBeside({ claims, text }: Told, claimed: string, scale: readonly StepReading[]): Judged {
  const others = readSteps(text).filter(
    ({ step }) => claims.steps.includes(step) && !onOneScale(step, claimed),
  );
  const beside = cutClauses(text)
    .filter((clause) => others.some((other) => isWithin(other, clause)))
    .map((clause) => scale.filter((step) => isWithin(step, clause)))
    .find((steps) => steps.length > 0);
  if (!beside?.[0]) return untold('step');
  const said = beside.find(({ step }) => step === claimed);
  return judged('step', said ? 'supported' : 'contradicted', said ?? beside[0], text);
}

/** 分别获得一、二、三等奖, 每周一、周二: one list. */
function isListedWith(text: string, one: Place, others: readonly Place[]): boolean {
  const bare = others.reduce(
    (rest, { start, end }) => rest.slice(0, start) + '、'.repeat(end - start) + rest.slice(end),
    text,
  );
  return others.every((other) =>
    LINKS.test(bare.slice(Math.min(one.end, other.end), Math.max(one.start, other.start))),
  );
}
const LINKS = new RegExp(`^${oneOf(JOINING.and)}*$`, 'u');

/** 第四 where 第三 is claimed; 首家 where 第一 is. A superlative is only ever proved by one. */
export function judgeRank(told: Told): Judged[] {
  const { claims, text } = told;
  const { rank } = claims;
  if (rank === null) return [];
  const said = readRanks(text);
  const aligned = alignedValue(told, said);
  if (!aligned || isOfAnotherRanking(told, aligned.value)) return [untold('rank')];
  const { value } = aligned;
  const isIt = value.value === rank;
  if (said.some((other) => aligned.isRival(other) && (other.value === rank) !== isIt))
    return [untold('rank')];
  // 第2位 denies the first of a ranking; it says nothing of the first in time.
  const agreement = isIt ? 'supported' : value.kind === 'rank' ? 'contradicted' : 'untold';
  return [judged('rank', agreement, value, text)];
}

/** 第3个 where 第4个 is claimed, and nothing where the sentence counts none. */
export function judgeNth(told: Told): Judged[] {
  const { claims, text } = told;
  return claims.nth.map((claimed) => {
    const said = numbersIn(text).filter(
      ({ kind, unit }) => kind === 'ordinal' && (unit === claimed.unit || sameUnitFamily(unit, claimed.unit)),
    );
    const aligned = alignedValue(told, said);
    if (!aligned || said.some((other) => aligned.isRival(other) && other.value !== aligned.value.value))
      return untold('nth');
    const agreement = aligned.value.value === claimed.value ? 'supported' : 'contradicted';
    return aligned.anchors.size > 0 ? judged('nth', agreement, aligned.value, text) : untold('nth');
  });
}

/** Whether the clause of a rank names a ranking of its own (影响力榜列第6位) that the claim does not speak of. */
function isOfAnotherRanking({ text, claims }: Told, { start }: Place): boolean {
  const ranking = RANKING.exec(text.slice(0, start))?.[1];
  return ranking !== undefined && !saysWord(claims, ranking);
}
const RANKING = new RegExp(`([\\p{Script=Han}]{2}${oneOf(RANKINGS)})[^，,；;。]{0,3}$`, 'u');

/** 省级 where 国家级 is claimed: the level of the thing that the claim's words name. */
export function judgeLevels(told: Told, places: readonly string[]): Judged[] {
  const levels = told.levels.filter(({ isOnlyPlace }) => !isOnlyPlace);
  return told.words
    .filter(({ word }) => word.kind === 'level')
    .map((claimed) => {
      const isClaimed = (level: Place) =>
        told.words.some(
          ({ word, at }) => word.kind === 'level' && at.some(({ start }) => start === level.start),
        );
      const of = levelOfThing(thingsOf(told, claimed), levels, told.text);
      // 在省大赛获奖并被推荐参加全国大赛 tells of both; 江苏唯一 tells nothing of 全国唯一.
      if (of && !isClaimed(of) && of.level !== levelIn(claimed, places))
        return claimed.at.length > 0 || isOfAll(told) || isField(of, told.text)
          ? untold('level')
          : judged('level', 'contradicted', of, told.text);
      // Without a level of the thing's own one among several is told of it: 基地52家，其中国家级4家.
      const [at] = claimed.at;
      const isTold =
        at !== undefined &&
        (of !== null || wordIn(JOINING.part, told.text) !== null || told.claims.numbers.length > 0);
      return isTold ? judged('level', 'supported', at, told.text) : untold('level');
    });
}

/** 安顺市 of 安顺市第3个: among what it is counted, and no level of its own. */
const isField = ({ end }: Place, text: string) =>
  [...numbersIn(text).filter(({ kind }) => kind === 'ordinal'), ...readRanks(text)].some(
    ({ start }) => start === end,
  );

/** Whether something is claimed to be the only one, or to come first: among those of a level. */
const isOfAll = ({ claims }: Told) => claims.quantifier === 'only' || claims.rank !== null;

const levelIn = ({ word }: ToldWord, places: readonly string[]) => readLevels(word.text, places)[0]?.level;

/** What a level is claimed of: the noun after it, or where 的 or nothing follows (是省级的), all that the claim names. */
function thingsOf({ words, claims }: Told, { word }: ToldWord): Place[] {
  const nouns = words.filter(({ word: other }) => other.kind === 'word' && !other.isVerb);
  const end = word.start + word.text.length;
  const isPredicate = isSaidOfAll(claims, word);
  const next = nouns.find(({ word: other }) => other.start >= end && other.start <= end + 6);
  if (!isPredicate) return next ? [...next.at] : [];
  return nouns.flatMap(({ at }) => at);
}

/** The level that stands last before a thing in its item of an enumeration, or first after it. */
function levelOfThing<Value extends Place>(
  things: readonly Place[],
  levels: readonly Value[],
  text: string,
): Value | null {
  const counts = new Map<Value, number>();
  for (const place of things) {
    const level =
      levels.findLast(({ end, start }) => end <= place.start && isOneItem(text.slice(start, place.start))) ??
      levels.find(({ start }) => start >= place.end && isOneItem(text.slice(place.end, start)));
    if (level) counts.set(level, (counts.get(level) ?? 0) + 1);
  }
  const [first, second] = [...counts].sort((a, b) => b[1] - a[1]);
  return first && (!second || first[1] > second[1]) ? first[0] : null;
}

const isOneItem = (between: string) => !/[，,；;。]/u.test(between) && wordIn(JOINING.and, between) === null;
/** 之一 and 16家 where the only one is claimed; all of them where only some are. */
export function judgeQuantifier(told: Told): Judged[] {
  const { claims, text } = told;
  if (claims.quantifier === 'only') {
    const only = wordIn(QUANTIFIERS['only-told'], text);
    if (only) return [{ part: 'only', agreement: 'supported', word: only.word, at: placeOf(only) }];
    const one = wordIn(TELLING['one-of'], text);
    const several = one
      ? placeOf(one)
      : numbersIn(text).find((number) => isOfSeveral(number) || isFew(number, text));
    return several ? [judged('only', 'contradicted', several, text)] : [untold('only')];
  }
  return [];
}

/** 仅2例 says that there are no more, and another one. */
const isFew = ({ kind, value, start }: NumberReading, text: string) =>
  kind === 'count' && value > 1 && wordAtEnd(QUANTIFIERS['only-before'], text.slice(0, start)) !== '';

/** 16家, 第二家: there are others. */
const isOfSeveral = ({ kind, value, unit }: NumberReading) =>
  (kind === 'count' || kind === 'ordinal') && value > 1 && SINGLES.has(unitFamily(unit) ?? '');
const SINGLES: ReadonlySet<string> = new Set(['sites', 'people']);

const placeOf = ({ word, at }: { readonly word: string; readonly at: number }): Place => ({
  start: at,
  end: at + word.length,
});

function judged(part: string, agreement: Judged['agreement'], { start, end }: Place, text: string): Judged {
  return { part, agreement, word: text.slice(start, end), at: { start, end } };
}
