/**
 * Summaries: one sentence an aspect. Of a topic: the sentences that account for it, section by section. Of a
 * whole report: its sections, each by its heading and the sentence that opens it.
 */
import { covers } from '../../corpus/report.ts';
import type { ReportCard, StoredPassage } from '../../index/library.ts';
import type { OpenIndex } from '../../index/open.ts';
import { GENERAL } from '../../knowledge/lists.ts';
import { CHINESE_NUMERAL_CHARACTERS } from '../../language/numerals.ts';
import type { FocusTerm } from '../question/focus-term.ts';
import type { Question } from '../question/question.ts';
import { cutClauses, SECTION_NUMBER } from '../read/clauses.ts';
import { bestClause, type Shown } from '../read/parts.ts';
import { planMisfit } from '../read/plans.ts';
import { type Evidence, jointFit, weigherOf } from '../retrieve/evidence.ts';
import { contextOf } from '../retrieve/passage-context.ts';
import type { Found } from './finding.ts';

/** What all shown sentences may come to, in characters. */
const SUMMARY_CHARS = 560;
const ASPECT_CHARS = 150;
const MIN_ASPECT_CHARS = 60;
/** The sentence that says most about a topic. */
const BEST_CHARS = 240;
const MAX_ASPECTS = 8;
/** Passages of a report that are read for an overview: its beginning would do, its sections are all of it. */
const OVERVIEW_PASSAGES = 400;

/** One sentence an aspect: of the topic, or of the report as a whole. */
export function findSummary(
  question: Question,
  evidence: readonly Evidence[],
  index: OpenIndex,
  reports: readonly ReportCard[],
): Found | null {
  // A summary is of what a section tells, not of the sentence that answers best.
  const ranked = evidence
    .map((sentence) => ({
      sentence,
      suits: sentence.fit - planMisfit(question, sentence, bestClause(sentence)),
    }))
    .sort((a, b) => b.suits - a.suits || b.sentence.score - a.sentence.score)
    .map(({ sentence }) => sentence);
  const shown = pickAspects(question, ranked, index, reports);
  const first = shown[0];
  if (!first) return null;
  const isOverview = ranked.length === 0 || !question.focus.some(({ isKey }) => isKey);
  const best = ranked[0] ?? first.evidence;
  return {
    basis: {
      evidence: best,
      fit: jointFit(shown.map(({ evidence: told }) => told)),
      ...bestClause(best),
      means: isOverview ? 'overview' : 'sentence',
    },
    shown,
    highlight: null,
    verdict: null,
  };
}

/** The sentences to show, in the order of the text. */
function pickAspects(
  question: Question,
  evidence: readonly Evidence[],
  index: OpenIndex,
  reports: readonly ReportCard[],
): Shown[] {
  const isTopic = question.focus.some(({ isKey, text }) => isKey && !GENERAL.whole.includes(text));
  if (isTopic) return pickTopic(evidence);
  const { years, foreign } = question.scope;
  if (foreign.length > 0) return [];
  const ofYear = reports.filter(({ period }) => years.every((year) => covers(period, year)));
  const [newest] = ofYear.sort((a, b) => b.period.to - a.period.to);
  return newest ? pickOverview(question, newest, index) : [];
}

/** The section that says most about the topic, in the order of the text; then the best of the others. */
function pickTopic(evidence: readonly Evidence[]): Shown[] {
  const best = evidence[0];
  if (!best) return [];
  const sectionOf = ({ report, passage }: Evidence) => `${report.id} ${passage.section.join(' ')}`;
  const weights = new Map<string, number>();
  const close = evidence.filter(
    ({ report, coverage }) => report === best.report && coverage >= 0.55 * best.coverage,
  );
  for (const sentence of close) {
    weights.set(sectionOf(sentence), (weights.get(sectionOf(sentence)) ?? 0) + sentence.coverage);
  }
  const told = toldUnder(best, evidence);
  const heaviest = [...weights].sort((a, b) => b[1] - a[1])[0]?.[0];
  const main = told ?? close.filter((sentence) => sectionOf(sentence) === heaviest).slice(0, MAX_ASPECTS);
  const others = told
    ? []
    : close.filter(
        (sentence) => sectionOf(sentence) !== heaviest && sentence.coverage >= 0.8 * best.coverage,
      );
  const picked: Shown[] = [];
  let left = SUMMARY_CHARS;
  const share = Math.max(MIN_ASPECT_CHARS, Math.floor(SUMMARY_CHARS / Math.max(1, main.length)));
  const chosen = [...main, ...others].slice(0, MAX_ASPECTS);
  for (const sentence of [...besides(chosen, evidence), ...chosen]) {
    const shown = trim(sentence, Math.min(left, sentence === best ? Math.max(share, BEST_CHARS) : share));
    const length = shown.clause.end - shown.clause.start;
    if (length > left) continue;
    picked.push(shown);
    left -= length;
  }
  return picked.sort((a, b) => a.evidence.start - b.evidence.start);
}

/** For each key term that no chosen sentence holds (A和B的情况, told in two places), the sentence that tells of it. */
function besides(chosen: readonly Evidence[], evidence: readonly Evidence[]): Evidence[] {
  const [first] = chosen;
  if (!first) return [];
  const holds = (sentence: Evidence, term: FocusTerm) =>
    sentence.matches.some((match) => match.term === term && match.at.length > 0);
  const terms = first.matches.map(({ term }) => term).filter(({ isKey }) => isKey);
  const found = terms
    .filter((term) => !chosen.some((sentence) => holds(sentence, term)))
    .flatMap((term) => {
      const holding = evidence.filter((other) => other.report === first.report && holds(other, term));
      // What was achieved is told in figures.
      return holding.find(({ folded }) => /\d/u.test(folded)) ?? holding[0] ?? [];
    });
  return [...new Set(found)];
}

/** A run-in heading: 三是青少年科技教育硕果累累。 */
const RUN_IN_CHARS = 34;
const NEXT_RUN_IN = new RegExp(`^(?:${SECTION_NUMBER}|[${CHINESE_NUMERAL_CHARACTERS}]+是)`, 'u');

/**
 * What a paragraph tells under the short sentence that opens a topic in it.
 *
 * @returns null where the best sentence is none such
 */
function toldUnder(best: Evidence, evidence: readonly Evidence[]): Evidence[] | null {
  if (best.folded.length > RUN_IN_CHARS || /\d/u.test(best.folded)) return null;
  const following = evidence
    .filter((other) => other.report === best.report && other.block === best.block && other.start > best.start)
    .sort((a, b) => a.start - b.start);
  const next = following.findIndex(({ folded }) => NEXT_RUN_IN.test(folded));
  const told = next < 0 ? following : following.slice(0, next);
  return told.length > 0 ? told.slice(0, MAX_ASPECTS) : null;
}

/** A sentence, or its first clauses where it is long. */
function trim(evidence: Evidence, maxChars: number): Shown {
  const clauses = cutClauses(evidence.folded);
  let { end } = clauses[0] ?? { end: evidence.folded.length };
  for (const clause of clauses) if (clause.end <= maxChars) end = Math.max(end, clause.end);
  return { evidence, clause: { start: 0, end } };
}

/** The sections of a report, each by the first sentence of some length in it. */
function pickOverview(question: Question, report: ReportCard, index: OpenIndex): Shown[] {
  const bySection = new Map<string, StoredPassage>();
  for (let ordinal = 0; ordinal < OVERVIEW_PASSAGES; ordinal++) {
    const passage = index.library.passageAt(report.row, ordinal);
    if (!passage) break;
    const section = passage.section[0] ?? '';
    if (!bySection.has(section)) bySection.set(section, passage);
  }
  // A report with few sections is told by its finer ones.
  const passages = [...bySection.values()].filter(({ section }) => section.length > 0);
  const chosen = passages.length >= 2 ? passages : [...bySection.values()];
  const weigh = weigherOf(question);
  const picked: Shown[] = [];
  let chars = 0;
  for (const passage of chosen) {
    const sentences = weigh(contextOf(passage, report), 0);
    const opening = sentences.find(({ start, end }) => end - start >= 16) ?? sentences[0];
    if (!opening) continue;
    const shown = trim(opening, ASPECT_CHARS);
    const length = shown.clause.end - shown.clause.start + (passage.section[0]?.length ?? 0);
    if (chars + length > SUMMARY_CHARS) continue;
    picked.push(shown);
    chars += length;
    if (picked.length === MAX_ASPECTS) break;
  }
  return picked;
}
