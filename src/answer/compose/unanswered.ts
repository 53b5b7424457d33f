/**
 * 报告里没有: why, as far as it can be told, and the nearest topics that the reports do cover.
 */
import { LRUCache } from 'lru-cache';
import type { Figure } from '../../corpus/figures.ts';
import { covers, formatPeriod } from '../../corpus/report.ts';
import type { ReportCard } from '../../index/library.ts';
import type { OpenIndex } from '../../index/open.ts';
import { bigramTerms } from '../../index/terms.ts';
import { CHINESE_NUMERAL_CHARACTERS } from '../../language/numerals.ts';
import { unitFamily } from '../../language/units.ts';
import type { Answer } from '../contract.ts';
import { ANSWER_THRESHOLD } from '../decide/confidence.ts';
import { decide, type Finding } from '../decide/decide.ts';
import type { Question } from '../question/question.ts';
import { understand } from '../question/understand.ts';
import { reportNames } from './coverage.ts';

const TOPICS = 3;

/** Says that and why there is no answer. */
export function unanswered(
  question: Question,
  index: OpenIndex,
  reports: readonly ReportCard[],
  nearest: Finding | null,
): Answer {
  return {
    kind: 'unanswered',
    text: reason(question, index, reports, nearest),
    confidence: Math.round((nearest?.confidence ?? 0) * 100) / 100,
    citations: [],
    suggestions: nearestTopics(
      index,
      reports.length > 0 ? reports : index.reports,
      question.focus.map(({ text }) => text),
    ),
    generation: index.generation,
  };
}

function reason(
  question: Question,
  index: OpenIndex,
  reports: readonly ReportCard[],
  nearest: Finding | null,
): string {
  const { associations, foreign, years } = question.scope;
  const inEnglish = question.language === 'en';
  if (index.reports.length === 0) return inEnglish ? 'No report has been added yet.' : '还没有可查的报告。';
  const have = covered(
    associations.length === 0
      ? index.reports
      : index.reports.filter(({ association }) => associations.includes(association)),
  );
  if (years.length > 0 && !reports.some(({ period }) => years.some((year) => covers(period, year)))) {
    const asked = years.join('、');
    return inEnglish
      ? `There is no report for ${asked}. Covered: ${have}.`
      : `没有${asked}年的报告。现有：${have}。`;
  }
  if (associations.length === 0 && foreign.length > 0) {
    const named = foreign.join('、');
    return inEnglish
      ? `There is no report of ${named}. Covered: ${have}.`
      : `报告里没有“${named}”的这项内容。现有：${have}。`;
  }
  const missing = nearest?.shown[0]?.evidence.missing?.text;
  if (missing && isNowhere(missing, index)) {
    return inEnglish
      ? `The reports say nothing about “${missing}”. Covered: ${have}.`
      : `报告里没有关于“${missing}”的内容。查过：${have}。`;
  }
  return inEnglish
    ? `The reports do not answer this. Covered: ${have}.`
    : `报告里没有找到这个问题的答案。查过：${have}。`;
}

const NUMERAL = new RegExp(`^[\\d${CHINESE_NUMERAL_CHARACTERS}]+$`, 'u');

/** Whether a word stands in no report at all, so that it may be said that there is nothing about it. */
function isNowhere(word: string, index: OpenIndex): boolean {
  if (word.startsWith('第') || NUMERAL.test(word)) return false;
  const pairs = bigramTerms(word);
  return (
    !index.vocabulary.has(word) && !(pairs.length > 0 && pairs.every((pair) => index.search.hasBigram(pair)))
  );
}

function covered(reports: readonly ReportCard[]): string {
  const names = reportNames(reports);
  return names.length > 4 ? `${names.slice(0, 3).join('、')}等${reports.length}份报告` : names.join('、');
}

/** Figures tried as topics before giving up on finding {@link TOPICS}. */
const MAX_TRIED = 5;

/**
 * Questions that the reports do answer, nearest to some words first: how many there are of what a figure
 * counts. Each is asked before it is offered, and offered only if the figure is what answers it.
 */
export function nearestTopics(
  index: OpenIndex,
  reports: readonly ReportCard[],
  words: readonly string[],
): string[] {
  const isAll = reports.length === index.reports.length;
  const rows = new Set(isAll ? [] : reports.map(({ row }) => row));
  const hits = index.search.search(
    {
      words: words.map((term) => ({ term, weight: 1 })),
      bigrams: words.flatMap(bigramTerms).map((term) => ({ term, weight: 1 })),
      ...(isAll ? {} : { reports: rows }),
    },
    12,
  );
  const passages =
    hits.length > 0 ? hits : reports.slice(0, 3).flatMap((report) => firstPassages(index, report));
  const topics: string[] = [];
  let tried = 0;
  for (const { passage, report: row } of passages) {
    if (topics.length === TOPICS || tried === MAX_TRIED) break;
    // Reports are numbered through from 1.
    const report = index.reports[row - 1];
    const figure = index.library.figures(passage).find(isTopic);
    if (!report || !figure) continue;
    tried++;
    const topic = `${report.association}${formatPeriod(report.period)}年${figure.what}有多少${figure.unit}？`;
    if (!topics.includes(topic) && isKnownAnswered(topic, figure, report, index)) topics.push(topic);
  }
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

/** A figure that can be asked for by what it counts alone. */
function isTopic({ kind, what, unit, isPart, value }: Figure): boolean {
  // People are counted in passing (100位 answered a survey) more often than as a result.
  const isMetric = METRICS.has(unitFamily(unit) ?? '');
  return kind === 'count' && isMetric && !isPart && value > 1 && what.length >= 3 && what.length <= 14;
}

/** Topics of an index that were tried, with what came of it: questions nobody can answer end at the same figures. */
const topicsTried = new WeakMap<readonly ReportCard[], LRUCache<string, boolean>>();
const KEPT_TOPICS = 2000;

function isKnownAnswered(topic: string, figure: Figure, report: ReportCard, index: OpenIndex): boolean {
  const known = topicsTried.get(index.reports) ?? new LRUCache<string, boolean>({ max: KEPT_TOPICS });
  topicsTried.set(index.reports, known);
  const key = `${report.row} ${figure.start} ${topic}`;
  const answered = known.get(key) ?? isAnswered(topic, figure, report, index);
  known.set(key, answered);
  return answered;
}

function isAnswered(topic: string, figure: Figure, report: ReportCard, index: OpenIndex): boolean {
  const question = understand(topic, index, report.period.to);
  const { finding } = decide(question, index, [report]);
  const shown = finding?.shown[0];
  if (!finding || !shown || finding.confidence < ANSWER_THRESHOLD) return false;
  return shown.evidence.start + (finding.highlight?.start ?? -1) === figure.start;
}

function firstPassages(index: OpenIndex, report: ReportCard): { passage: number; report: number }[] {
  const found: { passage: number; report: number }[] = [];
  for (let ordinal = 0; ordinal < 20; ordinal++) {
    const passage = index.library.passageAt(report.row, ordinal);
    if (!passage) break;
    found.push({ passage: passage.row, report: report.row });
  }
  return found;
}
