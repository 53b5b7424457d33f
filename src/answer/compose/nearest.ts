/**
 * What stands nearest to a question that is not answered: up to three sentences of distinct passages, by how much of
 * what the question is about they have. Function words, verbs and what only types the question say nothing of that, and
 * a word that no text has counts in full where it is a name: a sentence about something else is not near.
 */
import type { Index, ReportCard } from '../../index/shelf.ts';
import type { Place } from '../../language/place.ts';
import type { FocusTerm } from '../question/focus-term.ts';
import type { Question } from '../question/question.ts';
import { rankSentences } from '../rank/rank.ts';
import { bestClause } from '../read/parts.ts';
import type { Evidence, TermMatch } from '../retrieve/evidence.ts';
import { retrieve } from '../retrieve/retrieve.ts';

/** A sentence near a question, with what stands around it. */
export interface Near {
  readonly evidence: Evidence;
  /** What is quoted: the sentence and whole sentences beside it in its passage, by offsets in the report's text. */
  readonly quoted: Place;
  /** What in it is nearest, by offsets in the quote; null where all of it is. */
  readonly highlight: Place | null;
}

const MOST = 3;
/** Sentences that are looked at, in the order of the ranker. */
const LOOKED_AT = 40;

/*
 * All chosen on the silent answerable questions of the tuning halves, dev and forms, and on 45 questions about anything
 * else over three indexes (runs of 2026-11-30): the evidence is shown of 77 of 95, something of 6 of 128 askings. None of
 * these questions was kept apart from the choice.
 */
/** How much of a question a sentence has to have: less where an association is named, whose reports are few. */
const NEAR = 0.45;
const NEAR_IN_SCOPE = 0.15;
/** What its telling noun has to come to, in rarity times where it stands. */
const NOUN = 1;
/** A sentence that has less than this share of what the nearest has is not shown beside it. */
const BESIDE_NEAREST = 0.4;
/** A name that stands in a sentence or right before it makes it near whatever else is asked. */
const NAMED = 0.5;
const IN_PARAGRAPH = 0.7;
/** What a word counts that no text has, and that those of the association that is named may say another way. */
const UNKNOWN_SHARE = 0.5;
/** Of a word that no text has, another way to say it counts less where nobody is named. */
const OTHERWISE_SHARE = 0.6;
/** A term that is found as faintly as this is not there; half of a word that no text has neither. */
const FAINT = 0.3;
const FAINT_IN_PART = 0.45;
/** A verb of one character stands in many words. */
const ONE_CHARACTER_SHARE = 0.5;

/**
 * The nearest sentences, best first.
 *
 * @param ranked as they competed to answer; empty where none agrees with the year that is asked about
 */
export function nearestTo(
  question: Question,
  index: Index,
  reports: readonly ReportCard[],
  ranked: readonly Evidence[],
): Near[] {
  const { scope, absent, focus } = question;
  if (focus.length === 0) return [];
  const foreign = scope.associations.length === 0 ? scope.foreign : [];
  if (foreign.length > 0 && foreign.every((place) => absent.includes(place))) return [];
  const sentences = ranked.length > 0 ? ranked : ofOtherYears(question, index, reports);
  const weigh = nearnessOf(question, index);
  const isOfPlace = ({ matches }: Evidence) =>
    foreign.length === 0 ||
    matches.some(
      ({ term, strength }) => strength > FAINT && foreign.some((place) => term.text.startsWith(place)),
    );
  const weighed = sentences
    .slice(0, LOOKED_AT)
    .filter(isOfPlace)
    .map((evidence) => ({ evidence, ...weigh(evidence) }))
    .filter(({ noun }) => noun >= NOUN);
  const nearest = Math.max(0, ...weighed.map(({ share }) => share));
  if (nearest < (namesItself(question) ? NEAR_IN_SCOPE : NEAR)) return [];
  return distinct(
    weighed
      .filter(({ share }) => share >= BESIDE_NEAREST * nearest)
      .sort((a, b) => b.evidence.score + b.share - a.evidence.score - a.share)
      .map(({ evidence }) => evidence),
  ).map(inContext);
}

/** What a question about a year without a report finds in those of other years. */
function ofOtherYears(question: Question, index: Index, reports: readonly ReportCard[]): Evidence[] {
  if (question.scope.years.length === 0) return [];
  const anyYear = { ...question, scope: { ...question.scope, years: [], relativeYear: null } };
  return rankSentences(anyYear, retrieve(anyYear, index, reports));
}

/** Whether the question names whose reports it is about, and not only the one before it does. */
const namesItself = (question: Question) => (question.alone ?? question).scope.associations.length > 0;

/** How much of a question a sentence has, 0 to 1, and what the noun comes to that tells most of it. */
type Nearness = (evidence: Evidence) => { readonly share: number; readonly noun: number };

function nearnessOf(question: Question, index: Index): Nearness {
  const { focus, strays } = question;
  const isScoped = namesItself(question);
  const isUnknown = new Map(focus.map((term) => [term, !index.has(term.text)]));
  const mayBeSaidOtherwise = (term: FocusTerm) => term.alternatives.some((word) => index.has(word));
  const weightOf = (term: FocusTerm) => {
    const isDoubtful = isScoped && isUnknown.get(term) && !mayBeSaidOtherwise(term) && !isSpecific(term);
    return isDoubtful ? UNKNOWN_SHARE * term.tells : term.tells;
  };
  const strengthOf = ({ term, strength }: TermMatch) => {
    if (strength < (isUnknown.get(term) ? FAINT_IN_PART : FAINT)) return 0;
    if (term.text.length === 1 && !term.isNoun) return ONE_CHARACTER_SHARE * strength;
    const isOtherwise = isUnknown.get(term) && mayBeSaidOtherwise(term) && !isScoped;
    return isOtherwise ? OTHERWISE_SHARE * strength : strength;
  };
  const total =
    focus.reduce((sum, term) => sum + weightOf(term), 0) +
    strays.reduce((sum, word) => sum + index.rarity(word), 0);
  return ({ matches }) => {
    let sum = 0;
    let noun = 0;
    let isNamed = false;
    for (const match of matches) {
      const { term } = match;
      const strength = strengthOf(match);
      sum += weightOf(term) * strength;
      if (term.isNoun && term.text.length > 1) noun = Math.max(noun, term.tells * strength);
      if (term.isName && match.strength >= IN_PARAGRAPH) isNamed = true;
    }
    const share = sum / (total || 1);
    return { share: isNamed ? Math.max(NAMED, share) : share, noun };
  };
}

/** Names and long words are hardly said another way. */
const isSpecific = ({ text, isName }: FocusTerm) => isName || text.length >= 4;

/** The first sentence of each passage. */
function distinct(sentences: readonly Evidence[]): Evidence[] {
  const byPassage = new Map<number, Evidence>();
  for (const sentence of sentences)
    if (!byPassage.has(sentence.passage.row)) byPassage.set(sentence.passage.row, sentence);
  return [...byPassage.values()].slice(0, MOST);
}

/**
 * What is quoted of a passage, in characters. What was asked for often stands in the sentence beside: the evidence is
 * quoted of 51 of 65 questions of the tuning halves, of 42 where the sentence stands alone (run of 2026-11-30).
 */
const QUOTED_CHARS = 160;

/** A sentence with those beside it, while they fit, and the clause of it that has the most of the question. */
function inContext(evidence: Evidence): Near {
  const { sentences } = evidence.passage;
  let first = sentences.findIndex(({ start }) => start === evidence.start);
  let last = first;
  const fits = (from: number, to: number) =>
    sentences[from] !== undefined &&
    sentences[to] !== undefined &&
    sentences[to].end - sentences[from].start <= QUOTED_CHARS;
  for (let isWider = true; isWider; ) {
    isWider = false;
    if (fits(first, last + 1)) [last, isWider] = [last + 1, true];
    if (fits(first - 1, last)) [first, isWider] = [first - 1, true];
  }
  const quoted = {
    start: sentences[first]?.start ?? evidence.start,
    end: sentences[last]?.end ?? evidence.end,
  };
  const { start, end } = bestClause(evidence);
  const at = evidence.start - quoted.start;
  const isAll = end - start >= quoted.end - quoted.start - 1;
  return { evidence, quoted, highlight: isAll ? null : { start: at + start, end: at + end } };
}
