/**
 * Whether a part of a sentence is about what is claimed: each of the claim's words is told, or something that the verdict
 * rests on says as much in its place, and enough of them by the part itself.
 */
import { STATUS } from '../../../knowledge/progress.ts';
import { looksLikePerson } from '../../../language/names.ts';
import type { ClaimedWord, Claims } from '../../question/claim.ts';
import { isPost, placesIn } from '../../question/claim-text.ts';
import type { Judged } from './judged.ts';
import { isOfAim } from './targets.ts';
import { isOfAnother, type Told, type ToldWord } from './told.ts';

/** Whether a part of a sentence is about what is claimed. */
export const isAbout = (told: Told, parts: readonly Judged[]): boolean =>
  untoldWords(told, parts).length === 0 &&
  tellsItself(told, parts) &&
  !(isOfAnotherThing(told) && !isDoneBy(parts));

/** Whether it is told who did it, as is claimed: then the sentence may speak of whomever it likes. */
const isDoneBy = (parts: readonly Judged[]) =>
  parts.some(({ part, agreement }) => part === 'actor' && agreement === 'supported');

/** Whether what is told is told of another body or place. */
const isOfAnotherThing = (told: Told) =>
  told.words.some(({ at }) => at[0] !== undefined && isOfAnother(told, at[0].start));

/** 奖励5000元 of papers tells nothing of 先进集体发钱: of what is claimed to have happened, something has to be told as well. */
const isThing = ({ word }: ToldWord) => word.kind === 'word' && !(word.isVerb && !word.isNoun);

/** How much of the claim's weight the part has to tell itself; the rest may be told around it, but no name. */
const IN_ITSELF = 0.4;
/** What a number that is told to the letter counts beside words. */
const NUMBER_WEIGHT = 2;

/** The words that the part has to tell, those that it does, and what a number tells beside them. */
function weighed(told: Told, parts: readonly Judged[]) {
  // 203份, of which 188 were done, is what 203份全办完 speaks of.
  const isPart =
    isNumberTold(parts) &&
    parts.some(({ part, agreement }) => part === 'all' && agreement === 'contradicted');
  const words = told.words.filter(
    (word) => !(isPart && word.at.length === 0 && isCounted(word, told.claims)),
  );
  return { isPart, words, byNumber: isPart ? NUMBER_WEIGHT : 0 };
}

const weightOf = (words: readonly ToldWord[]) => words.reduce((sum, { word }) => sum + word.weight, 0);

function tellsItself(told: Told, parts: readonly Judged[]): boolean {
  const { isPart, words: all, byNumber } = weighed(told, parts);
  const words = all.filter((word) => !tellsAim(parts, word, told));
  const within = words.filter(({ isHere }) => isHere);
  return (
    (isPart || within.some(isThing)) &&
    weightOf(within) + byNumber >= IN_ITSELF * (weightOf(words) + byNumber) &&
    words.every(({ word, isHere, isTold }) => isHere || !isTold || !looksLikePerson(word.text))
  );
}

/**
 * How much of the claim's weight a part tells itself, 0 to 1.
 *
 * @param isShort whether what is claimed to have been achieved is told to be on the way
 */
export function shareTold(told: Told, parts: readonly Judged[], isShort: boolean): number {
  const { words, byNumber } = weighed(told, parts);
  const within = words.filter(
    (one) => one.isHere || tellsAim(parts, one, told) || (isShort && isAchievement(one.word.text)),
  );
  return (weightOf(within) + byNumber) / (weightOf(words) + byNumber || 1);
}

/** The words that are told nowhere, without what a contradicted part takes the place of. */
function untoldWords(told: Told, parts: readonly Judged[]) {
  const { words, claims } = told;
  const isContradicted = (...names: readonly string[]) =>
    parts.some(({ part, agreement }) => agreement === 'contradicted' && names.includes(part));
  // 筹建 takes the place of 成立.
  const isShort = parts.some(({ part, agreement }) => part === 'status' && agreement === 'short');
  return words.filter((one) => {
    const { word, isTold } = one;
    if (isTold || tellsAim(parts, one, told)) return false;
    if (isContradicted('all') && isCounted(one, claims) && isNumberTold(parts)) return false;
    if (isContradicted('place') && claims.place.includes(word.text)) return false;
    if (isContradicted('name') && claims.name.includes(word.text)) return false;
    if (word.kind !== 'word' && isContradicted(word.kind)) return false;
    if (isContradicted('actor') && claims.actor?.name.includes(word.text)) return false;
    if (isContradicted('office', 'affiliation')) return false;
    if (word.isVerb && (isShort || isContradicted('status', 'denial', 'all', 'share', 'level'))) return false;
    if (isShort && word.kind === 'step' && claims.achieved !== null && isAchievement(word.text)) return false;
    return !isDescription(word, told);
  });
}

/** Whether a word only says that an aim was reached, and what came of it is told. */
export const tellsAim = (parts: readonly Judged[], word: ToldWord, { claims }: Told): boolean =>
  claims.reaches !== null &&
  isOfAim(word) &&
  parts.some(({ part, agreement }) => (part === 'target' && agreement !== 'untold') || part === 'denial');

/** 单子 of 203份单子: the number and its measure tell as much. */
const isCounted = ({ word }: ToldWord, { numbers }: Claims) =>
  numbers.some(({ end, unit }) => unit !== '' && end === word.start);

const isNumberTold = (parts: readonly Judged[]) =>
  parts.some(({ part, agreement }) => part === 'number' && agreement === 'supported');

/** 对外开放 of 已经对外开放了: what is claimed to have been achieved, which 预计9月试运行 tells in other words. */
export const isAchievement = (word: string) =>
  [...STATUS['asks-building'], ...STATUS['asks-any']].some((achieved) => word.includes(achieved));

/** Whether a word only says who a person is that the part names: 科技馆 of 科技馆馆长许南乔. The name tells as much. */
function isDescription({ start }: ClaimedWord, { claims, words }: Told): boolean {
  return claims.people.some((name) => {
    const isTold = words.some(({ word, at }) => word.text === name && at.length > 0);
    return isTold && placesIn(claims, name).some((at) => start < at && isPost(claims, start, at));
  });
}
