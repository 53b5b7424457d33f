/**
 * Summaries: points, each a sentence of the report. Of a topic: what tells of it, the section that says most first. Of a
 * whole report: the best of each of its sections, in turn.
 */
import { covers } from '../../corpus/report.ts';
import type { Index, ReportCard } from '../../index/shelf.ts';
import { GENERAL, LISTING } from '../../knowledge/lists.ts';
import { oneOf, wordIn } from '../../knowledge/word-lists.ts';
import { CHINESE_NUMERAL_CHARACTERS } from '../../language/numerals.ts';
import type { FocusTerm } from '../question/focus-term.ts';
import type { Question } from '../question/question.ts';
import { SECTION_NUMBER } from '../read/clauses.ts';
import { bestClause, shownChars } from '../read/parts.ts';
import { planMisfit } from '../read/plans.ts';
import { isBelowPlans, isBelowWanting } from '../read/sections.ts';
import { type Evidence, jointFit } from '../retrieve/evidence.ts';
import { sentencesOf } from '../retrieve/retrieve.ts';
import { SUMMARY_CHARS, WHOLE_PASSAGES } from './aspect.ts';
import type { Found } from './finding.ts';
import { type Item, shortened } from './listing.ts';
import { type Point, pointsIn, worthOf } from './points.ts';

/** A point is a whole sentence up to this length; of a longer one the first clauses. */
const POINT_CHARS = 130;
/** The sentence that says most about a topic. */
const BEST_CHARS = 240;
const MAX_POINTS = 9;

/** The points: of the topic, or of the report as a whole. */
export function findSummary(
  question: Question,
  evidence: readonly Evidence[],
  index: Index,
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
  const isTopic = question.focus.some(({ isKey, text }) => isKey && !GENERAL.whole.includes(text));
  const items = isTopic ? pickTopic(question, ranked) : pickWhole(question, index, reports);
  const shown = items.flat();
  const first = shown[0];
  if (!first) return null;
  const isOverview = ranked.length === 0 || !question.focus.some(({ isKey }) => isKey);
  const best = ranked[0] ?? first.evidence;
  return {
    basis: {
      evidence: best,
      fit: jointFit(shown.map(({ evidence: told }) => told)),
      ...bestClause(best),
      means: isOverview || !isTopic ? 'overview' : 'sentence',
    },
    shown,
    highlight: null,
    verdict: null,
    listing: { form: 'points', head: null, items, total: 0 },
  };
}

/** The section that says most about the topic, then the best of the others; in the order of the text. */
function pickTopic(question: Question, evidence: readonly Evidence[]): Item[] {
  const best = evidence[0];
  if (!best) return [];
  const weights = new Map<string, number>();
  const close = evidence.filter(
    ({ report, coverage }) => report === best.report && coverage >= 0.55 * best.coverage,
  );
  for (const sentence of close) {
    weights.set(sectionOf(sentence), (weights.get(sectionOf(sentence)) ?? 0) + sentence.coverage);
  }
  const heaviest = [...weights].sort((a, b) => b[1] - a[1])[0]?.[0];
  const told = toldUnder(best, evidence);
  const main = told ?? close.filter((sentence) => sectionOf(sentence) === heaviest);
  const others = told
    ? []
    : close.filter(
        (sentence) =>
          sectionOf(sentence) !== heaviest &&
          sentence.coverage >= 0.8 * best.coverage &&
          (isOfAnotherPart(best) || !isOfAnotherPart(sentence)),
      );
  const isMain = new Set(main);
  const points = pointsIn(inOrder([...main, ...others]));
  const ranked = points
    .map((point) => ({
      point,
      worth:
        TOPIC_SHARE * (point.sentence.coverage / (best.coverage || 1)) +
        (isMain.has(point.sentence) ? MAIN_WORTH : 0) +
        (point.sentence === best ? MAIN_WORTH : 0) +
        worthOf(question, point.sentence),
    }))
    .sort((a, b) => b.worth - a.worth || a.point.sentence.start - b.point.sentence.start);
  const telling = ranked.filter(({ point }) => worthOf(question, point.sentence) >= LEAST_WORTH);
  const chosen = (telling.length >= FEW ? telling : ranked).map(({ point }) => point);
  const added = besides(
    chosen.slice(0, MAX_POINTS).map(({ sentence }) => sentence),
    evidence,
  );
  return fill([...added.map((sentence) => ({ sentence, topic: null })), ...chosen], best);
}

/** A sentence that is worth less is none of the points, where there are some others. */
const LEAST_WORTH = -0.2;
const FEW = 2;

/** What it counts to be about the topic as much as the best sentence is, and to be of the section that says most. */
const TOPIC_SHARE = 2;
const MAIN_WORTH = 0.5;

const sectionOf = ({ report, passage }: Evidence) => `${report.id} ${passage.section.join(' ')}`;

/** As many as fit, in the order of the text. */
function fill(chosen: readonly Point[], best: Evidence | null): Item[] {
  const picked: Item[] = [];
  let left = SUMMARY_CHARS;
  for (const { sentence, topic } of chosen) {
    if (picked.length === MAX_POINTS) break;
    if (picked.some((item) => item.some(({ evidence }) => evidence.start === sentence.start))) continue;
    const whole = [...(topic ? [topic] : []), sentence].map((evidence) => ({
      evidence,
      clause: { start: 0, end: evidence.folded.length },
    }));
    const item = shortened(whole, sentence === best ? BEST_CHARS : POINT_CHARS);
    const chars = item.reduce((sum, shown) => sum + shownChars(shown), FRAME_CHARS);
    if (item.length === 0 || chars > left) continue;
    picked.push(item);
    left -= chars;
  }
  const startOf = (item: Item) => item[0]?.evidence.start ?? 0;
  return picked.sort((a, b) => startOf(a) - startOf(b));
}

/** What a point has beside its words: the beginning of its line, and some of the name of its section. */
const FRAME_CHARS = 8;

const inOrder = (sentences: readonly Evidence[]): Evidence[] =>
  [...sentences].sort((a, b) => a.start - b.start);

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
const NEXT_RUN_IN = new RegExp(
  `^(?:${SECTION_NUMBER}|[${CHINESE_NUMERAL_CHARACTERS}]+${oneOf(LISTING['counts-off'])})`,
  'u',
);

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
  return told.length > 0 ? told : null;
}

/** The best point of each section, then the second best of each, while they fit. */
function pickWhole(question: Question, index: Index, reports: readonly ReportCard[]): Item[] {
  const { years, foreign } = question.scope;
  const ofYear = reports.filter(({ period }) => years.every((year) => covers(period, year)));
  const [report] = ofYear.sort((a, b) => b.period.to - a.period.to);
  if (foreign.length > 0 || !report) return [];
  const row = report.firstPassage;
  const sentences = sentencesOf(question, index, report, { from: row, to: row + WHOLE_PASSAGES });
  const points = pointsIn(sentences)
    .filter(({ sentence }) => !isOfAnotherPart(sentence))
    .map((point) => ({ point, worth: worthOf(question, point.sentence) }));
  const telling = points.filter(({ worth }) => worth >= LEAST_WORTH);
  return fill(spread(telling.length >= FEW ? telling : points), null);
}

/** What a point loses for each that was taken from its paragraph, its section and its chapter already. */
const PARAGRAPH_COST = 0.2;
const SECTION_COST = 0.2;
const CHAPTER_COST = 0.15;
/** What the first point of a chapter gains: a summary tells of each. */
const NEW_CHAPTER_WORTH = 0.7;

/** Points in the order in which they are taken: the best first, each section and chapter in its turn. */
function spread(points: readonly { readonly point: Point; readonly worth: number }[]): Point[] {
  const taken = new Map<string, number>();
  const left = [...points];
  const order: Point[] = [];
  const cost = ({ sentence }: Point) => {
    const times = taken.get(chapterOf(sentence)) ?? 0;
    const isInSection = sentence.passage.section.length > 1;
    return (
      PARAGRAPH_COST * (taken.get(paragraphOf(sentence)) ?? 0) +
      SECTION_COST * (taken.get(sectionOf(sentence)) ?? 0) +
      (isInSection ? CHAPTER_COST * times : 0) -
      (times === 0 && sentence.passage.section.length > 0 ? NEW_CHAPTER_WORTH : 0)
    );
  };
  while (left.length > 0 && order.length < 2 * MAX_POINTS) {
    const best = left.reduce((a, b) => (b.worth - cost(b.point) > a.worth - cost(a.point) ? b : a));
    left.splice(left.indexOf(best), 1);
    order.push(best.point);
    for (const name of [paragraphOf, sectionOf, chapterOf].map((nameOf) => nameOf(best.point.sentence)))
      taken.set(name, (taken.get(name) ?? 0) + 1);
  }
  return order;
}

const paragraphOf = ({ block }: Evidence) => `paragraph ${block}`;

/** The outermost section, by a name that no section has. */
const chapterOf = ({ passage }: Evidence) => `chapter ${passage.section[0] ?? ''}`;

/** What is wanting, what is to come and rosters are asked for by themselves. */
const isOfAnotherPart = (sentence: Evidence): boolean =>
  isBelowPlans(sentence) ||
  isBelowWanting(sentence) ||
  wordIn(LISTING.roster, sentence.passage.section.join(' ')) !== null;
