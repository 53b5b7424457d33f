/**
 * People with their office, organisations, places and titled names (《》“”): the one that is of the kind
 * asked for, next to what is asked about.
 */

import { GENERAL, JOINING, KINDS, OFFICES } from '../../knowledge/lists.ts';
import { oneOf, wordIn } from '../../knowledge/word-lists.ts';
import type { Lexicon } from '../../language/lexicon.ts';
import { nameStart } from '../../language/phrases.ts';
import type { Place } from '../../language/place.ts';
import { organisationsIn, peopleIn, placesIn, quotedIn } from '../../language/readings.ts';
import { isOfKind } from '../question/institutions.ts';
import { isPlace } from '../question/place-names.ts';
import type { AnswerType, Question } from '../question/question.ts';
import { says } from '../question/said.ts';
import { headClass } from '../question/shape.ts';
import { planMisfit } from '../read/plans.ts';
import type { Evidence } from '../retrieve/evidence.ts';
import { occurrences } from '../retrieve/occurrences.ts';
import { bestFirst, type Candidate, excludedNear, nearness } from './candidate.ts';
import { officeFit, rightHolderFirst } from './office.ts';

const SENTENCES = 12;

/** A named thing: what is shown, and the text before and after that says what it is. */
interface Named extends Place {
  /** Says what the thing is: an office, a kind. */
  readonly description: string;
}

const READERS: Readonly<Record<'person' | 'organisation' | 'place' | 'name', (text: string) => Named[]>> = {
  person: (text) =>
    peopleIn(text).map(({ start, end, office }) => ({
      start,
      end,
      description: `${office} ${text.slice(end, end + 4)}`,
    })),
  organisation: (text) =>
    organisationsIn(text).map(({ start, end, name }) => ({ start, end, description: name })),
  place: (text) => placesIn(text).map(({ start, end, name }) => ({ start, end, description: name })),
  name: (text) =>
    quotedIn(text)
      // What somebody says is no name of anything.
      .filter(({ mark, inner }) => mark === '《》' || !/[，。；？]/u.test(inner))
      .map(({ start, end, inner }) => ({
        start,
        end,
        description: `${text.slice(Math.max(0, start - 8), start)} ${inner} ${text.slice(end, end + 10)}`,
      })),
};

/** Words that an honour is told by. */
export const HONOURS: readonly string[] = KINDS.honour;

/** Whether a type of answer is a named thing. */
export function isNamed(type: AnswerType): type is keyof typeof READERS {
  return type in READERS;
}

/** Whether a sentence holds anything of the kind asked for: a company, a place, a name in quotes, a prize. */
export function holdsKind(question: Question, sentence: string): boolean {
  const { type, head, wants } = question;
  if (wordIn(KINDS['asks-honour'], head)) return wordIn(KINDS.honour, sentence) !== null;
  // 马兴发是什么职务 asks for what stands before his name.
  if (KINDS['asks-office'].includes(head))
    return peopleIn(sentence).some(({ name, office }) => office !== '' && says(question, name));
  const kind = isNamed(type) ? type : type === 'list' ? listedKind(question) : null;
  // 主要研究什么 asks for no name.
  if (kind === null || (kind === 'name' && !head && !wants.calls)) return true;
  return countNew(kind, question, sentence) > 0;
}

/** Whether a sentence names several things of the kind asked for. */
export function holdsSeveral(question: Question, sentence: string): boolean {
  return isNamed(question.type) && countNew(question.type, question, sentence) > 1;
}

/** How many things of a kind a sentence names that the question does not. */
function countNew(kind: keyof typeof READERS, question: Question, sentence: string): number {
  return READERS[kind](sentence).filter(({ start, end }) => {
    const name = bareName(sentence.slice(start, end));
    return !says(question, name) && isOfKind(question.head, name);
  }).length;
}

/** What kind of things a list has to hold, where its question says: 哪些专家, 哪几所学校, 题目分别叫啥. */
function listedKind({ head, wants }: Question): keyof typeof READERS | null {
  if (wants.title) return 'name';
  const kind = headClass(head);
  return kind === 'person' || kind === 'organisation' ? kind : null;
}

/** The things of a type that a sentence names, also those that only the question or the lexicon tells to be names. */
function namedIn(
  question: Question,
  type: keyof typeof READERS,
  sentence: string,
  lexicon: Lexicon,
): Named[] {
  const named = READERS[type](sentence);
  if (type === 'place') return withTowns(named, sentence, lexicon.places);
  return type === 'name' && named.length === 0 ? namedByNoun(question.wants.called, sentence) : named;
}

/** Names without marks around them that end in a noun: 金山平湖联合科普讲师团. */
function namedByNoun(noun: string, sentence: string): Named[] {
  if (noun.length < 2) return [];
  return occurrences(sentence, noun).flatMap(({ start, end }) => {
    const from = nameStart(sentence, end, noun.length);
    return start - from >= MIN_NAME_CHARS ? [{ start: from, end, description: noun }] : [];
  });
}

/** A noun with less before it (打卡线路) is no name. */
const MIN_NAME_CHARS = 3;

const PLACE_LEADS = new RegExp(oneOf(JOINING.place, ['、']), 'gu');

/** Places with those that are named by their short name where something happens or comes from: 在杭州签约, 来自武汉、宜昌. */
function withTowns(named: readonly Named[], sentence: string, places: readonly string[]): Named[] {
  const towns: Named[] = [];
  for (const { index, 0: leads } of sentence.matchAll(PLACE_LEADS)) {
    const start = index + leads.length;
    if (leads === '、' && towns.at(-1)?.end !== index) continue;
    const town = [4, 3, 2]
      .map((chars) => sentence.slice(start, start + chars))
      .find((word) => isPlace(word, places));
    if (town === undefined) continue;
    const end = start + town.length;
    if (!named.some((other) => other.start < end && start < other.end))
      towns.push({ start, end, description: town });
  }
  return [...named, ...towns];
}

/** A name without its quotation marks. */
export const bareName = (name: string) => name.replace(/^[“《「"]|[”》」"]$/gu, '');

/** The named things that may answer, best first. */
export function extractNames(
  question: Question,
  type: keyof typeof READERS,
  evidence: readonly Evidence[],
  lexicon: Lexicon,
): Candidate[] {
  const heads = headWords(question.head, lexicon);
  const candidates: Candidate[] = [];
  for (const sentence of evidence.slice(0, SENTENCES)) {
    const named = namedIn(question, type, sentence.folded, lexicon);
    for (const { start, end, description } of named) {
      const text = bareName(sentence.folded.slice(start, end));
      const others = named.filter((other) => other.start !== start);
      const office =
        type === 'person' ? officeFit(question, heads, sentence, { start, end, description }) : null;
      const fit = office ? 0 : headFit(heads, description, type);
      // What the question says itself is no answer, unless it is called what it belongs to (“太仓科协”微信订阅号).
      if (says(question, text) && (type !== 'name' || fit <= 0)) continue;
      // Whoever asks where in 平湖 is not told 平湖市.
      if (type === 'place' && question.scope.associations.length > 0 && sentence.report.place.includes(text))
        continue;
      candidates.push({
        evidence: sentence,
        start,
        end,
        score:
          0.9 * sentence.score +
          0.45 * nearness(sentence, { start, end }, type === 'person' ? [] : others) +
          fit -
          (type === 'place' && sentence.report.place.includes(text) ? 0.25 : 0) +
          (office ? office.score : 0) -
          excludedNear(question, sentence, { start, end }) -
          planMisfit(question, sentence, { start, end }),
        fits: office ? office.fits : isOfKind(question.head, text),
      });
    }
  }
  const ranked = bestFirst(candidates);
  return type === 'person' ? rightHolderFirst(question, heads, ranked) : ranked;
}

/** The noun asked for with its synonyms; nouns that say nothing (人, 名字) are none. */
function headWords(head: string, lexicon: Lexicon): string[] {
  if (!head || GENERAL.bare.includes(head)) return [];
  if (OFFICES.chief.includes(head)) return [...OFFICES['heads-association']];
  return [head, ...(lexicon.alternatives.get(head) ?? [])];
}

function headFit(heads: readonly string[], description: string, type: string): number {
  if (heads.length === 0) return 0;
  if (heads.some((head) => occurrences(description, head).length > 0)) return 0.25;
  return type === 'name' ? -0.05 : -0.15;
}
