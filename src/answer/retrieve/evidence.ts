/**
 * Which sentences account for a question, and how well: the focus terms found in the sentence itself, in
 * what stands before it in its paragraph, and in its headings, each weighted by rarity.
 *
 * @see Tellex et al. 2003, density-based passage scoring
 */

import type { Row } from '../../corpus/rows.ts';
import type { ReportCard, StoredPassage } from '../../index/shelf.ts';
import { JOINING } from '../../knowledge/lists.ts';
import { oneOf } from '../../knowledge/word-lists.ts';
import type { Place } from '../../language/place.ts';
import type { FocusTerm } from '../question/focus-term.ts';
import type { Question } from '../question/question.ts';
import { charactersOfMatter } from '../question/said.ts';
import { commonRun, occurrences, occurrencesOf, type SoughtTerm, seek, strengthIn } from './occurrences.ts';
import type { Opening } from './opening.ts';
import type { PassageContext, SentenceContext } from './passage-context.ts';

/** Where a focus term was found. */
export interface TermMatch {
  readonly term: FocusTerm;
  /** 0 not at all, 1 in the sentence itself. */
  readonly strength: number;
  /** Places in the folded sentence, UTF-16; empty when it was found around it only. */
  readonly at: readonly Place[];
}

/** A sentence that may hold the answer. */
export interface Evidence {
  readonly report: ReportCard;
  readonly passage: StoredPassage;
  /** Offsets in the report's text. */
  readonly start: number;
  readonly end: number;
  /** The sentence, folded: offsets in it plus `start` are offsets in the report. */
  readonly folded: string;
  readonly kind: StoredPassage['sentences'][number]['kind'];
  /** Its cells, where it is a row of a table. */
  readonly row: Row | null;
  /** Its block of the report, numbered through. */
  readonly block: number;
  /** How its paragraph and its report begin. */
  readonly opening: Opening;
  readonly reportOpening: Opening;
  readonly matches: readonly TermMatch[];
  /** 0 to 1: how much of the focus is accounted for. */
  readonly coverage: number;
  /** The heaviest key term that nothing around the sentence accounts for; null when all are. */
  readonly missing: FocusTerm | null;
  /** Coverage less what a key term that is missing costs. */
  readonly fit: number;
  /** 0 to 1: the longest run of characters that it shares with the matter. */
  readonly run: number;
  /** 0 to 1: its passage's score in the search, against the best. */
  readonly passageScore: number;
  /** What ranks it: fit, longest common run, rank of its passage. */
  readonly score: number;
}

/** How much a term found around the sentence counts, against one in the sentence. */
const EARLIER_IN_PARAGRAPH = 0.75;
const LATER_IN_PARAGRAPH = 0.65;
const IN_NEIGHBOURS = 0.5;
const IN_OTHER_PARAGRAPH = 0.3;
const IN_HEADING = 0.65;
const IN_SECTION = 0.8;
/** What the passage's own rank adds; from the trial half of CMRC 2018 (0.15 to 3 tried, 2026-11-21). */
const PASSAGE_SHARE = 0.5;
const RUN_SHARE = 0.25;
/** A key term that is nowhere near costs more than the coverage it does not add. */
const MISSING_COST = 0.5;
/** A long word of which half stands in another paragraph is as good as missing. */
const FAINT = 0.2;

/** Weighs all sentences of a passage by how they account for the focus terms of one question. */
export type WeighSentences = (context: PassageContext, passageScore: number) => Evidence[];

/** What a report asks, an interviewer for one, it does not say. */
const ASKS = /[?？][!！]?["'”’」』）)]*\s*$/u;

/** The weighing of one question, for as many passages as are looked into. */
export function weigherOf(question: Pick<Question, 'focus' | 'matter'>): WeighSentences {
  const { focus } = question;
  const matter = charactersOfMatter(question);
  const sought = focus.map(seek);
  const asked = focus.reduce((sum, { weight, isTold }) => sum + (isTold ? 0 : weight), 0);
  return (context, passageScore) => {
    const { passage, report } = context;
    const near = sought.map((term) => nearness(term, context));
    const told = context.sentences.filter(({ folded }) => !ASKS.test(folded));
    return told.map((surroundings) => {
      const { sentence, folded } = surroundings;
      const matches = sought.map((term, i) =>
        matchTerm(term, surroundings, near[i] as Near, context, matter),
      );
      let covered = 0;
      let total = asked;
      let missing: FocusTerm | null = null;
      for (const { term, strength } of matches) {
        covered += term.weight * strength;
        // What only the story says costs nothing where it is missing.
        if (term.isTold) total += term.weight * strength;
        if (term.isKey && strength < FAINT && term.weight > (missing?.weight ?? 0)) missing = term;
      }
      total ||= 1;
      const coverage = covered / total;
      const run = commonRun(matter, folded);
      const fit = coverage - (missing ? (MISSING_COST * missing.weight) / total : 0);
      return {
        report,
        passage,
        start: sentence.start,
        end: sentence.end,
        folded,
        kind: sentence.kind,
        row: surroundings.row,
        block: sentence.block,
        opening: surroundings.opening,
        reportOpening: context.reportOpening,
        matches,
        coverage,
        missing,
        fit,
        run,
        passageScore,
        score: fit + RUN_SHARE * run + PASSAGE_SHARE * passageScore,
      };
    });
  };
}

/** How well a sentence accounts for a term that it was weighed for; 0 for any other. */
export const strengthOf = ({ text }: FocusTerm, { matches }: Evidence): number =>
  matches.find(({ term }) => term.text === text)?.strength ?? 0;

/** How well a sentence accounts for some of the terms that it was weighed for: an {@link Evidence}'s fit, of those alone. */
export function fitTo(focus: readonly FocusTerm[], evidence: Evidence): number {
  const found = focus.map((term) => ({ term, strength: strengthOf(term, evidence) }));
  const total = focus.reduce((sum, { weight }) => sum + weight, 0) || 1;
  const coverage = found.reduce((sum, { term, strength }) => sum + term.weight * strength, 0) / total;
  const missing = found.filter(({ term, strength }) => term.isKey && strength < FAINT);
  return coverage - (MISSING_COST * Math.max(0, ...missing.map(({ term }) => term.weight))) / total;
}

/**
 * How well sentences account for the question together: an {@link Evidence}'s fit, with each term where it is found
 * best.
 */
export function jointFit(evidence: readonly Evidence[]): number {
  const best = new Map<FocusTerm, number>();
  for (const { matches } of evidence)
    for (const { term, strength } of matches) best.set(term, Math.max(strength, best.get(term) ?? 0));
  const found = [...best];
  const total =
    found.reduce((sum, [{ weight, isTold }, strength]) => sum + weight * (isTold ? strength : 1), 0) || 1;
  const coverage = found.reduce((sum, [{ weight }, strength]) => sum + weight * strength, 0) / total;
  const missing = found
    .filter(([{ isKey }, strength]) => isKey && strength < FAINT)
    .map(([{ weight }]) => weight);
  return coverage - (MISSING_COST * Math.max(0, ...missing)) / total;
}

/** How well what all sentences of a passage share has a term. */
interface Near {
  /** Their headings. */
  readonly headings: number;
  /** The passage and the one before it. */
  readonly around: number;
  /** Whether any text of the passage or before it has it, so that it is worth looking for in single sentences. */
  readonly isThere: boolean;
}

function nearness(term: SoughtTerm, { headings, section, around, all }: PassageContext): Near {
  const inAll = strengthIn(term, all);
  return {
    headings: Math.max(IN_SECTION * strengthIn(term, section), IN_HEADING * strengthIn(term, headings)),
    around: inAll === 0 || around === all ? inAll : strengthIn(term, around),
    isThere: inAll > 0,
  };
}

function matchTerm(
  sought: SoughtTerm,
  { folded, row, before, after, refersBack }: SentenceContext,
  near: Near,
  { section }: PassageContext,
  matter: string,
): TermMatch {
  const { term } = sought;
  const isThere = near.isThere || row !== null;
  const inSentence = isThere ? strengthIn(sought, folded) : 0;
  if (inSentence > 0) return { term, strength: inSentence, at: occurrencesOf(sought, folded) };
  // A word that narrows another (水产 in 水产科技小院) says nothing from afar where that other stands without it.
  if (term.narrows && isNarrowedOtherwise(term.narrows, folded, matter)) {
    const whole = term.text + term.narrows;
    if (!before.includes(whole) && !section.includes(whole)) return { term, strength: 0, at: [] };
  }
  if (term.narrows && meansAnother(term, folded, before)) return { term, strength: 0, at: [] };
  let strength = near.headings;
  if (isThere) {
    if (strength < EARLIER_IN_PARAGRAPH)
      strength = Math.max(strength, EARLIER_IN_PARAGRAPH * strengthIn(sought, before));
    if (strength < LATER_IN_PARAGRAPH)
      strength = Math.max(strength, LATER_IN_PARAGRAPH * strengthIn(sought, after));
    if (!term.isName && row === null)
      strength = Math.max(strength, (refersBack ? IN_NEIGHBOURS : IN_OTHER_PARAGRAPH) * near.around);
  }
  return { term, strength, at: [] };
}

/** Whether a sentence speaks of the 小院 that was named last before it, and that is not the one asked about. */
function meansAnother({ text, alternatives, narrows }: FocusTerm, sentence: string, before: string): boolean {
  const noun = narrows.slice(-2);
  const last = before.lastIndexOf(noun);
  if (
    last < 0 ||
    !/^\p{Script=Han}+$/u.test(noun) ||
    !occurrences(sentence, noun).some(({ start }) => BEGINS.test(sentence.slice(0, start)))
  )
    return false;
  const named = /[\p{Script=Han}“”·]*$/u.exec(before.slice(0, last))?.[0] ?? '';
  return named.length >= 2 && ![text, ...alternatives].some((word) => before.includes(word));
}

/** What stands before the noun that a clause begins with. */
const BEGINS = new RegExp(`(?:^|[，；、])${oneOf(JOINING.this)}?$`, 'u');

/** Whether every place of a word in a sentence has another noun right before it, as far as characters tell. */
function isNarrowedOtherwise(word: string, sentence: string, matter: string): boolean {
  const places = occurrences(sentence, word);
  return (
    places.length > 0 &&
    places.every(
      ({ start }) =>
        // 苏州离岸创新创业基地 is not narrowed otherwise where the question names 苏州 itself.
        !matter.includes(sentence.slice(Math.max(0, start - 2), start)) &&
        /[^的了该此本这那各某两全和与及在对为共有展办设进待织请派聘个等项类种家获得评授到是被由从新增建成\P{Script=Han}]$/u.test(
          sentence.slice(0, start),
        ),
    )
  );
}
