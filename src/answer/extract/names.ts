/**
 * People with their office, organisations, places and titled names (《》“”): the one that is of the kind
 * asked for, next to what is asked about.
 */

import { OFFICES } from '../../knowledge/lists.ts';
import { oneOf } from '../../knowledge/word-lists.ts';
import type { Lexicon } from '../../language/lexicon.ts';
import { nameStart } from '../../language/phrases.ts';
import { organisationsIn, peopleIn, placesIn, quotedIn } from '../../language/readings.ts';
import { isPlace } from '../question/place-names.ts';
import type { AnswerType, Question } from '../question/question.ts';
import { says } from '../question/said.ts';
import { headClass } from '../question/shape.ts';
import { cutClauses } from '../read/clauses.ts';
import { planMisfit } from '../read/plans.ts';
import type { Evidence } from '../retrieve/evidence.ts';
import { occurrences } from '../retrieve/occurrences.ts';
import { bestFirst, type Candidate, excludedNear, nearness, type Span } from './candidate.ts';

const SENTENCES = 12;

/** A named thing: what is shown, and the text before and after that says what it is. */
interface Named extends Span {
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

/** Whether a type of answer is a named thing. */
export function isNamed(type: AnswerType): type is keyof typeof READERS {
  return type in READERS;
}

/** Whether a sentence holds anything of the kind asked for: a company, a place, a name in quotes, a prize. */
export function holdsKind(question: Question, sentence: string): boolean {
  const { type, head, wants } = question;
  if (/奖|荣誉|称号/u.test(head)) return /奖|荣誉|称号|先进|优秀|示范|评为|命名/u.test(sentence);
  // 马兴发是什么职务 asks for what stands before his name.
  if (/^(?:职务|职位|身份|头衔)$/u.test(head))
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

/** Places with those that are named by their short name where something happens or comes from: 在杭州签约, 来自武汉、宜昌. */
function withTowns(named: readonly Named[], sentence: string, places: readonly string[]): Named[] {
  const towns: Named[] = [];
  for (const { index, 0: leads } of sentence.matchAll(/在|赴|来自|前往|、/gu)) {
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
        certainty: office ? office.certainty : isOfKind(question.head, text) ? 1 : OTHER_KIND,
      });
    }
  }
  return bestFirst(candidates);
}

/** Kinds of institutions, by the nouns that ask for one, with what their names hold. */
const KINDS: readonly { readonly asks: RegExp; readonly named: RegExp }[] = [
  {
    asks: /(?:大学|高校|学院|院校|学校|中学|小学|幼儿园)$/u,
    named: /大学|学院|学校|中学|小学|幼儿园|职校|技校|党校|[一二三四五六七八九十]中|附中|附小/u,
  },
  { asks: /医院$/u, named: /医院|卫生院|保健院|医学中心/u },
  { asks: /(?:学会|协会|研究会)$/u, named: /学会|协会|研究会|联合会|联盟/u },
  {
    asks: /(?:企业|公司)$/u,
    named:
      /公司|集团|厂|企业|银行|合作社|^(?!.*(?:站|科协|协会|学会|研究会|大学|学院|[中小]学|学校|医院|馆|局|部|委|委员会|政府|基地|中心|[大支]队|团)$)/u,
  },
];
/** What a name of another kind than the one that is asked for is worth: 哪所大学 is not answered with a company. */
const OTHER_KIND = 0.4;

function isOfKind(head: string, name: string): boolean {
  const kind = KINDS.find(({ asks }) => asks.test(head));
  return !kind || kind.named.test(name);
}

/** Offices: whoever asks for the holder of one is not answered with the holder of another. */
export const OFFICE = new RegExp(`${oneOf(OFFICES.single, OFFICES.deputy, OFFICES.branch)}$`, 'u');

/** Offices that each branch of an association has its own holder of; it has one 主席. */
const OF_A_BRANCH = new RegExp(`${oneOf(OFFICES.branch)}$`, 'u');

/**
 * How a person's office agrees with the one that is asked for, and with whose it is.
 *
 * @returns null when no office is asked for
 */
function officeFit(
  question: Question,
  heads: readonly string[],
  sentence: Evidence,
  person: Named,
): { score: number; certainty: number } | null {
  const offices = heads.flatMap((head) => OFFICE.exec(head)?.[0] ?? []);
  const [office] = offices;
  if (office === undefined) return null;
  const clause = cutClauses(sentence.folded).find(
    ({ start, end }) => start <= person.start && person.start < end,
  );
  const near = `${person.description} ${clause ? sentence.folded.slice(clause.start, clause.end) : ''}`;
  if (offices.every((other) => occurrences(near, other).length === 0))
    return { score: -0.35, certainty: 0.4 };
  const { owner } = question.wants;
  // 荣成科协志的主编 is no office of the association.
  if (!/(?:科协|科学技术协会)(?![志报刊网馆])/u.test(owner)) return { score: 0.25, certainty: 1 };
  // 科协财务负责人 is not whoever heads the 科协.
  const branch = /(?:科协|科学技术协会)的?(\p{Script=Han}{2,8})$/u.exec(owner)?.[1];
  if (branch !== undefined && OF_A_BRANCH.test(question.head) && !near.includes(branch))
    return { score: -0.35, certainty: 0.4 };
  // 市科协 is the association's own; 上海市科协 in the report of another is another's. A clause that begins with
  // the office (主席覃远山) speaks of the association the report is from.
  const of = /([\p{Script=Han}]{2,4})(?:市|省|区|县)(?:科协|科学技术协会)/u.exec(person.description)?.[1];
  const isOwn = of === undefined || sentence.report.association.includes(of) || owner.includes(of);
  // 副主席毋丘澄、冷疏桐（女）、车以诺: an office is that of all who are listed after it.
  const listed = peopleIn(sentence.folded).filter(
    ({ start, end }) => clause && start >= clause.start && end <= person.start,
  );
  const lead = listed
    .reduceRight(
      (text, { name }) => text.replace(name, ''),
      clause ? sentence.folded.slice(clause.start, person.start) : '',
    )
    .replace(/[（(][^（）()]*[)）]/gu, '')
    .trim();
  const isOfAssociation =
    /科协|科学技术协会/u.test(person.description) ||
    /^(?:党组书记|书记|党组副书记|、|和)*(?:(?:常务|专职|兼职|挂职)?副?主席|秘书长)(?:由|为|是)?、*$/u.test(
      lead,
    ) ||
    (/当选|担任|出任|接任|增选|补选|推选|选举|任命/u.test(near) && namesOnlyAssociation(sentence.folded));
  return isOwn && isOfAssociation ? { score: 0.25, certainty: 1 } : { score: -0.35, certainty: 0.4 };
}

/** Whether no institution but the association is named, so that an office without an owner is its own. */
function namesOnlyAssociation(sentence: string): boolean {
  return organisationsIn(sentence).every(({ name }) => /科协|科学技术协会|委员会|大会/u.test(name));
}

/** The noun asked for with its synonyms; nouns that say nothing (人, 名字) are none. */
function headWords(head: string, lexicon: Lexicon): string[] {
  if (!head || /^(?:人|名称|名字|地方|地点|位置|单位|机构|组织|内容|方面)$/u.test(head)) return [];
  return [head, ...(lexicon.alternatives.get(head) ?? [])];
}

function headFit(heads: readonly string[], description: string, type: string): number {
  if (heads.length === 0) return 0;
  if (heads.some((head) => occurrences(description, head).length > 0)) return 0.25;
  return type === 'name' ? -0.05 : -0.15;
}
