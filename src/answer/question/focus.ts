/**
 * Focus terms: the words of a question that an answer's evidence has to account for, each weighted by how rare
 * it is in the index, how much its part of speech tells, and what it does in the question.
 */
import { bigramTerms } from '../../index/terms.ts';
import { GENERAL, OFFICES, VERBS } from '../../knowledge/lists.ts';
import { oneOf, wordLists } from '../../knowledge/word-lists.ts';
import { isOfStory } from './clauses.ts';
import type { ReadEnglish } from './english.ts';
import type { FocusTerm } from './focus-term.ts';
import type { Question, Understanding } from './question.ts';
import type { Shape } from './shape.ts';
import { focusTerms } from './terms.ts';

/** What a noun that only says the type (哪家公司) counts as a focus term. */
const HEAD_SHARE = 0.4;
/** What a word of a clause that does not ask counts as a focus term. */
const BACKGROUND_SHARE = 0.35;

/**
 * The focus of a question.
 *
 * @param shape    the clause that asks, read
 * @param told     the clauses that only tell (我家住西三镇，听说…)
 * @param foreign  places named that have no report here
 * @param english  what an English question may mean besides
 */
export function focusOf(
  shape: Shape,
  told: string,
  foreign: readonly string[],
  { language, others }: { readonly language: Question['language'] } & Pick<ReadEnglish, 'others'>,
  index: Understanding,
): FocusTerm[] {
  const asked = focusTerms(shape.matter, index, [...foreign, ...wholeTerm(shape)], others);
  // 评上四川省…了吗 claims the place: whose reports are asked about stands first.
  const claimsPlace = (text: string) =>
    foreign.some((place) => text.startsWith(place)) && (told !== '' || shape.matter.indexOf(text) > 2);
  const isJudged = (text: string) =>
    shape.type === 'yesno' && (JUDGED.has(text) || CLAIMED_NUMBER.test(text) || claimsPlace(text));
  const asks = (terms: readonly FocusTerm[]) =>
    terms
      .filter(
        ({ text }) => (!isStrayEnglish(text, language, index) || headsThe(shape, text)) && !isJudged(text),
      )
      .map((term) => weighByRole(withChiefs(term), shape));
  return withKeys(
    withBackground(
      asks(asked),
      asks(
        focusTerms(told, index, [], others).filter(
          (term) => term.isKey && !isOfStory(term.text) && isKnown(term, index),
        ),
      ),
      // 那2022年呢 speaks of what was asked before.
      shape.type !== 'open',
    ),
  );
}

/** 一把手 is looked for by the offices of whoever is called so. */
const withChiefs = (term: FocusTerm): FocusTerm =>
  OFFICES.chief.includes(term.text)
    ? { ...term, alternatives: [...term.alternatives, ...OFFICES['heads-association']] }
    : term;

/** What a definition is asked of is one term, whatever words it is made of (你我讲是啥). */
function wholeTerm({ defined }: Shape): string[] {
  return defined.length >= 2 && defined.length <= 12 ? [defined] : [];
}

/** What only the telling clauses say helps to find and is not required. */
function withBackground(
  asked: readonly FocusTerm[],
  told: readonly FocusTerm[],
  mayBeTopic: boolean,
): FocusTerm[] {
  const known = new Set(asked.map(({ text }) => text));
  const added = told.filter(({ text }) => !known.has(text));
  // 防疫短信，大概有多少人收到: the asking clause names no topic, so the other one is it.
  const lacksTopic = mayBeTopic && !asked.some(({ isKey }) => isKey);
  const isTopic = ({ isKey }: FocusTerm) => lacksTopic && isKey;
  const background = added
    .filter((term) => !isTopic(term))
    .map((term) => ({ ...term, weight: term.weight * BACKGROUND_SHARE, isKey: false, isTold: true }));
  // However long the story, it weighs no more than a quarter of the question.
  const weightOf = (terms: readonly FocusTerm[]) => terms.reduce((sum, { weight }) => sum + weight, 0);
  const topic = [...asked, ...added.filter(isTopic)];
  const scale = Math.min(1, (0.25 * weightOf(topic)) / (weightOf(background) || 1));
  return [...topic, ...background.map((term) => ({ ...term, weight: term.weight * scale }))];
}

/** Whether an unread word stands last, after one that is read: of the world cup it is the cup that is asked about. What is counted may be a unit. */
const headsThe = ({ matter, type }: Shape, word: string): boolean =>
  type !== 'count' && new RegExp(`\\p{Script=Han}\\s*${word}$`, 'u').test(matter.trim());

/** English that neither glossary nor index knows is grammar we do not know, not a topic. */
function isStrayEnglish(word: string, language: Question['language'], index: Understanding): boolean {
  return language === 'en' && /^[a-z'-]+$/u.test(word) && !index.has(word);
}

/** The words of an English question that are neither read nor grammar: they are no terms, and what they say is not known. */
export function strayWords(matter: string, language: Question['language'], index: Understanding): string[] {
  const words = index.segment(matter).map(({ text }) => text);
  return [...new Set(words.filter((word) => isStrayEnglish(word, language, index)))];
}

const WORDS = wordLists('focus.txt', ['type', 'judged']);
const TYPE_NOUNS: ReadonlySet<string> = new Set(WORDS.type);
const JUDGED: ReadonlySet<string> = new Set(WORDS.judged);
/** A number that a yes-or-no question claims. */
const CLAIMED_NUMBER = new RegExp(`^${oneOf(WORDS.judged)}?第?[\\d.〇零一二两三四五六七八九十百千万]+$`, 'u');

/** Verbs and prepositions of motion. */
const LEADS_TO = '进入到向对给';

/** A noun that only says the type counts less; a summary is about its key terms alone. */
function weighByRole(term: FocusTerm, { type, head, matter }: Shape): FocusTerm {
  // 进学校有几场: a noun that a verb of motion leads to is what is asked about.
  const isRole =
    saysOnlyType(term.text, head) && ![...LEADS_TO].some((verb) => matter.includes(verb + term.text));
  if (type === 'summary' && (!term.isKey || isRole))
    return { ...term, weight: Math.min(term.weight, 0.1), isKey: false };
  return isRole ? { ...term, weight: term.weight * HEAD_SHARE, isKey: false } : term;
}

/** Whether a noun fits any list (措施, 方面), so that no report says it of its items. */
export const saysOnlyKind = (noun: string): boolean => TYPE_NOUNS.has(noun) || GENERAL.bare.includes(noun);

function saysOnlyType(word: string, head: string): boolean {
  return word === head || (head.endsWith(word) && word.length > 1) || TYPE_NOUNS.has(word);
}

/** Where nothing else tells, what is there has to (预算, which jieba takes for a verb). */
function withKeys(terms: readonly FocusTerm[]): FocusTerm[] {
  if (terms.some(({ isKey }) => isKey)) return [...terms];
  const isTopic = ({ text }: FocusTerm) =>
    text.length > 1 && !TYPE_NOUNS.has(text) && !VERBS.hold.includes(text);
  // 明年打算开展多少场 names nothing: what it asks about stands in the question before.
  if (terms.every(({ text }) => VERBS.hold.includes(text))) return [...terms];
  const mayBeKey = terms.some(isTopic) ? isTopic : ({ text }: FocusTerm) => text.length > 1;
  return terms.map((term) => (mayBeKey(term) ? { ...term, isKey: true } : term));
}

/** Whether a text names something that the reports know and that does not only tell the type of an answer. */
export const namesKnown = (text: string, index: Understanding): boolean =>
  focusTerms(text, index).some(
    (term) => term.isKey && !TYPE_NOUNS.has(term.text) && !isOfStory(term.text) && isKnown(term, index),
  );

const isKnown = ({ text, alternatives, isName }: FocusTerm, { has, hasBigram }: Understanding) =>
  [text, ...alternatives].some(has) || (isName && bigramTerms(text).every(hasBigram));
