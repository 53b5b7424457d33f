/**
 * Questions that the reports do answer: how many there are of what a figure counts. Each is asked before it is offered,
 * and offered only if the figure is what answers it.
 */
import { LRUCache } from 'lru-cache';
import type { Figure } from '../../corpus/figures.ts';
import { formatPeriod, hasPeriod } from '../../corpus/report.ts';
import { mapAll } from '../../index/missing.ts';
import type { Index, ReportCard } from '../../index/shelf.ts';
import { bigramTerms } from '../../index/terms.ts';
import type { Place } from '../../language/place.ts';
import { unitFamily } from '../../language/units.ts';
import { ANSWER_THRESHOLD } from '../decide/confidence.ts';
import { decide } from '../decide/decide.ts';
import { firstCited } from '../find/finding.ts';
import { reportsOf } from '../question/directory.ts';
import { isNoun } from '../question/terms.ts';
import { understand } from '../question/understand.ts';

const TOPICS = 3;
/** Figures tried as topics before giving up on finding {@link TOPICS}. */
const MAX_TRIED = 5;
/** Passages of a report that are looked into where nothing is searched for. */
const FIRST_PASSAGES = 20;

/** What was offered of some reports whatever the question, by their rows; whoever asks of something else is told it. */
const offeredOf = new WeakMap<readonly ReportCard[], LRUCache<string, string[]>>();
const KEPT_OFFERS = 500;

/** Questions that some reports answer, whatever was asked. */
export function topicsOf(index: Index, reports: readonly ReportCard[]): string[] {
  const known = offeredOf.get(index.reports) ?? new LRUCache<string, string[]>({ max: KEPT_OFFERS });
  offeredOf.set(index.reports, known);
  const key = reports.length === index.reports.length ? 'all' : reports.map(({ row }) => row).join(' ');
  const topics = known.get(key) ?? nearestTopics(index, reports, []);
  known.set(key, topics);
  return [...topics];
}

/**
 * Questions that the reports do answer, nearest to some words first: how many there are of what a figure
 * counts. Each is asked before it is offered, and offered only if the figure is what answers it.
 */
export function nearestTopics(
  index: Index,
  reports: readonly ReportCard[],
  words: readonly string[],
): string[] {
  const isAll = reports.length === index.reports.length;
  const rows = new Set(isAll ? [] : reports.map(({ row }) => row));
  const hits = index.search(
    {
      words: words.map((term) => ({ term, weight: 1 })),
      bigrams: words.flatMap(bigramTerms).map((term) => ({ term, weight: 1 })),
      ...(isAll ? {} : { reports: rows }),
    },
    12,
  );
  const passages = hits.length > 0 ? hits : reports.slice(0, 3).flatMap(firstPassages);
  const isAnsweredBy = askingFirst(index);
  const topics: string[] = [];
  let asked = 0;
  mapAll(passages, ({ passage, report: row }) => {
    if (topics.length === TOPICS || asked === MAX_TRIED) return;
    // Reports are numbered through from 1.
    const report = index.reports[row - 1];
    const figure = index.passage(passage)?.figures.find((one) => isTopic(one, index));
    if (!report || !figure) return;
    asked++;
    const topic = topicOf(figure, report);
    if (!topics.includes(topic) && isAnsweredBy(topic, report, figure)) topics.push(topic);
  });
  return topics;
}

/** What results are counted in. */
const METRICS: ReadonlySet<string> = new Set([
  'attendance',
  'events',
  'sites',
  'works',
  'projects',
  'groups',
  'lessons',
  'things',
  'occasions',
]);

/** A figure that can be asked for by what it counts alone, in words: 乡镇全 and 单日最高 are cut out of a sentence. */
export function isTopic({ kind, what, unit, isPart, value }: Figure, { segment }: Index): boolean {
  const words = segment(what);
  const last = words.at(-1);
  const isName =
    last !== undefined && isNoun(last.tag) && [words[0], last].every((word) => word && word.text.length > 1);
  // People are counted in passing (100位 answered a survey) more often than as a result.
  const isMetric = METRICS.has(unitFamily(unit) ?? '');
  return (
    kind === 'count' && isName && isMetric && !isPart && value > 1 && what.length >= 3 && what.length <= 14
  );
}

/** How many there are of what a figure counts, asked of its report. */
export function topicOf({ what, unit }: Figure, report: ReportCard): string {
  const years = hasPeriod(report.period) ? `${formatPeriod(report.period)}年` : '';
  return `${report.association}${years}${what}有多少${unit}？`;
}

/** Whether a question of a report's association is answered by what stands at a place of that report. */
export type IsAnsweredBy = (question: string, report: ReportCard, place: Place) => boolean;

/** What answers the questions that were tried over an index: those nobody can answer end at the same ones. */
const tried = new WeakMap<readonly ReportCard[], LRUCache<string, Place>>();
const KEPT_TOPICS = 2000;
const NOWHERE: Place = { start: -1, end: -1 };

/**
 * Asks questions before they are offered.
 *
 * @returns asks one: what answers it has to lie within the place, by offsets in the report's text
 */
export function askingFirst(index: Index): IsAnsweredBy {
  const known = tried.get(index.reports) ?? new LRUCache<string, Place>({ max: KEPT_TOPICS });
  tried.set(index.reports, known);
  return (question, report, place) => {
    const key = `${report.row} ${question}`;
    const found = known.get(key) ?? answerTo(question, report, index);
    known.set(key, found);
    return place.start <= found.start && found.end <= place.end;
  };
}

/** Where what answers a question of a report's association stands in that report. */
function answerTo(text: string, report: ReportCard, index: Index): Place {
  const question = understand(text, index, report.period.to);
  const own = reportsOf([report.association], index.reports);
  const { finding } = decide(question, index, own);
  if (!finding || finding.confidence < ANSWER_THRESHOLD) return NOWHERE;
  const { evidence } = firstCited(finding);
  const { highlight } = finding;
  if (evidence.report.row !== report.row || !highlight) return NOWHERE;
  return { start: evidence.start + highlight.start, end: evidence.start + highlight.end };
}

/** The first passages of a report. */
const firstPassages = ({ row, firstPassage, passages }: ReportCard) =>
  Array.from({ length: Math.min(passages, FIRST_PASSAGES) }, (_, i) => ({
    passage: firstPassage + i,
    report: row,
  }));
