/**
 * A sentence made ready for its runs of words to be compared: its words, what of it the question says, its clauses,
 * and what is known by its form to be of the kind asked for.
 */

import type { Index } from '../../../index/shelf.ts';
import type { Place } from '../../../language/place.ts';
import {
  datesIn,
  numbersIn,
  organisationsIn,
  peopleIn,
  placesIn,
  quotedIn,
} from '../../../language/readings.ts';
import type { Question } from '../../question/question.ts';
import type { Evidence } from '../../retrieve/evidence.ts';
import type { Candidate } from '../candidate.ts';
import { extractNames, isNamed } from '../names.ts';
import { type Word, type WordClass, wordsIn } from './words.ts';

/** A run of words by the numbers of its first and its last word. */
export interface Run {
  readonly first: number;
  readonly last: number;
}

/** A quotation with and without its marks. */
interface Quoted extends Place {
  readonly innerStart: number;
  readonly innerEnd: number;
}

export interface Sentence {
  readonly folded: string;
  readonly words: readonly Word[];
  readonly runs: readonly Run[];
  /** Of each word the number of its clause. */
  readonly clauseOf: readonly number[];
  /** Of each clause how many of its characters the question says. */
  readonly askedIn: readonly number[];
  /** Things of the kind asked for. */
  readonly kind: readonly Place[];
  readonly quoted: readonly Quoted[];
  /** The named thing that its office or noun and the question's terms speak for; null where there is none. */
  readonly named: Candidate | null;
  /** Characters of transliterated names up to each offset. */
  readonly foreignUpTo: readonly number[];
}

/** Reads a sentence for a question. */
export function readSentence(
  question: Question,
  evidence: Evidence,
  { segment, lexicon }: Pick<Index, 'segment' | 'lexicon'>,
): Sentence {
  const { folded } = evidence;
  const { type } = question;
  const named = isNamed(type) ? (extractNames(question, type, [evidence], lexicon)[0] ?? null) : null;
  const said = saidIn(question.asked, evidence);
  const kind = kindIn(question, folded);
  const quoted = quotedIn(folded);
  const cuts = new Set<number>();
  for (const { start, end } of [...stretches(said), ...kind, ...quoted, ...(named ? [named] : [])])
    cuts.add(start).add(end);
  const words = wordsIn(folded, segment, cuts, said);
  const clauseOf = clauseNumbers(words);
  const askedIn = new Array<number>((clauseOf.at(-1) ?? 0) + 1).fill(0);
  for (const [i, { isAsked, start, end }] of words.entries()) {
    const clause = clauseOf[i] as number;
    if (isAsked) askedIn[clause] = (askedIn[clause] as number) + end - start;
  }
  const foreignUpTo = [0];
  for (let i = 0; i < folded.length; i++) {
    foreignUpTo.push((foreignUpTo[i] as number) + (isForeign(folded[i]) ? 1 : 0));
  }
  return { folded, words, runs: runsIn(words), clauseOf, askedIn, kind, quoted, named, foreignUpTo };
}

/** Which characters the question says as well: in pairs, or as a word of the same meaning. */
function saidIn(asked: string, { folded, matches }: Evidence): boolean[] {
  const said = new Array<boolean>(folded.length).fill(false);
  for (let i = 0; i + 2 <= folded.length; i++) {
    const pair = folded.slice(i, i + 2);
    if (asked.includes(pair) && /^[\p{L}\p{N}]{2}$/u.test(pair)) said.fill(true, i, i + 2);
  }
  for (const { at } of matches) for (const { start, end } of at) said.fill(true, start, end);
  return said;
}

/** The stretches that are true. */
function stretches(flags: readonly boolean[]): Place[] {
  const found: Place[] = [];
  let start = -1;
  for (let i = 0; i <= flags.length; i++) {
    if (flags[i] && start < 0) start = i;
    if (!flags[i] && start >= 0) {
      found.push({ start, end: i });
      start = -1;
    }
  }
  return found;
}

function kindIn({ type }: Question, folded: string): readonly Place[] {
  switch (type) {
    case 'person':
      return peopleIn(folded);
    case 'organisation':
      return organisationsIn(folded);
    case 'place':
      return placesIn(folded);
    case 'count':
      return numbersIn(folded).filter(({ kind }) => kind !== 'label');
    case 'date':
      return datesIn(folded);
    default:
      return [];
  }
}

function clauseNumbers(words: readonly Word[]): number[] {
  let clause = 0;
  return words.map((word) => (word.class === 'break' || word.class === 'colon' ? clause++ : clause));
}

/** Words of a run that may begin and end anywhere; a longer one begins or ends with a clause or an item. */
const SHORT_WORDS = 10;
const LONG_WORDS = 70;
const NEVER_FIRST = new Set<WordClass>([
  'break',
  'colon',
  'pause',
  'closing',
  'bracketClosing',
  'dot',
  'of',
  'others',
  'mark',
]);
const NEVER_LAST = new Set<WordClass>(['break', 'colon', 'pause', 'opening', 'bracketOpening', 'dot']);
const ENDS_CLAUSE = new Set<WordClass>(['edge', 'break', 'colon']);

/** Whether a clause begins after, or ends before, a word of a class. */
export const endsClause = (name: WordClass): boolean => ENDS_CLAUSE.has(name);

/** Every run that could be a phrase: its marks pair up. */
function runsIn(words: readonly Word[]): Run[] {
  const runs: Run[] = [];
  const isBound = (word: Word | undefined) => !word || endsClause(word.class) || word.class === 'pause';
  for (let first = 0; first < words.length; first++) {
    if (NEVER_FIRST.has((words[first] as Word).class)) continue;
    const mayEndAnywhere = isBound(words[first - 1]) ? 2 * SHORT_WORDS : SHORT_WORDS;
    let open = 0;
    for (let last = first; last < Math.min(words.length, first + LONG_WORDS); last++) {
      const { class: name } = words[last] as Word;
      if (name === 'opening' || name === 'bracketOpening') open++;
      if (name === 'closing' || name === 'bracketClosing') open--;
      if (open < 0) break;
      if (open > 0 || NEVER_LAST.has(name)) continue;
      // A name is shown with its marks.
      if (words[first - 1]?.class === 'opening' && words[last + 1]?.class === 'closing') continue;
      if (last - first < mayEndAnywhere || isBound(words[last + 1])) runs.push({ first, last });
    }
  }
  return runs;
}

/** Characters that foreign names are written with. */
const FOREIGN = new Set(
  '阿埃艾奥安昂巴柏班邦保贝本比毕宾波伯博勃布查达戴丹德登迪蒂丁杜顿多厄恩尔法菲费芬丰弗佛福夫盖甘冈戈哥格古哈海汉赫亨胡霍基吉加贾简杰捷金津卡凯坎康考柯科可克肯孔库拉来赖莱兰朗劳勒雷里利莉林琳留卢鲁路伦罗洛马玛麦曼梅门蒙米密明莫穆慕纳娜奈内尼涅宁诺努欧帕派潘庞佩彭皮珀普奇契恰乔切琼丘荣茹瑞若萨塞赛桑森沙莎舍圣史施士舒斯丝思松索苏塔泰坦汤唐特提廷图托陀瓦万旺威韦维卫温沃乌西希席夏香肖谢辛休许雪逊雅亚扬耶叶伊依因英尤于约泽詹珍芝朱兹佐',
);

export const isForeign = (character: string | undefined): boolean =>
  character !== undefined && FOREIGN.has(character);
