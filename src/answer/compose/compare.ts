/**
 * Comparisons: one finding for each association, side by side, each with its own year and its own words. The
 * figures are not made comparable: what each counts is said by its own sentence.
 */
import { covers, formatPeriod } from '../../corpus/report.ts';
import type { ReportCard } from '../../index/library.ts';
import type { OpenIndex } from '../../index/open.ts';
import type { Answer } from '../contract.ts';
import { ANSWER_THRESHOLD } from '../decide/confidence.ts';
import { decide, type Finding } from '../decide/decide.ts';
import type { Question, Scope } from '../question/question.ts';
import { withOwnWords } from '../question/sides.ts';
import { show, shownChars } from '../read/parts.ts';
import { bodyOf, citationsOf } from './compose.ts';

/** Associations set side by side in one answer. */
const MAX_SIDES = 6;
/** What a comparison may come to, in characters, and what the name of a side takes of it. */
const COMPARISON_CHARS = 460;
const NAME_CHARS = 22;
/**
 * Compares the associations in scope.
 *
 * @returns null when fewer than two have anything to say, so that the question is answered as a plain one
 */
export function compare(question: Question, index: OpenIndex, reports: readonly ReportCard[]): Answer | null {
  const perSide =
    question.wants.comparison !== null
      ? { ...question, type: 'count' as const, head: '', wantsMany: false }
      : { ...question, wantsMany: question.wantsMany && question.type !== 'count' };
  const sides = sidesOf(perSide, reports).slice(0, MAX_SIDES);
  const maxChars = Math.floor(COMPARISON_CHARS / Math.max(1, sides.length)) - NAME_CHARS;
  const found = sides
    .map((side) => ({ ...side, question: withOwnWords(side.question, side.association, index) }))
    .map((side) => ({ ...side, finding: shortened(findSide(side, index), maxChars) }));
  const answered = found.filter((side): side is typeof side & { finding: Finding } => side.finding !== null);
  if (answered.length < 2) return null;

  const colon = question.language === 'en' ? ': ' : '：';
  const isNamed = question.scope.associations.length > 0;
  const parts = found
    .filter(({ finding }) => finding !== null || isNamed)
    .map(({ name, finding }) => {
      if (!finding)
        return `${name}${colon}${question.language === 'en' ? 'not in the report' : '报告里没有'}`;
      return `${name}${colon}${bodyOf(finding)}`;
    });
  const periods = new Set(answered.map(({ finding }) => finding.shown[0]?.evidence.report.period.to));
  const note = periods.size > 1 && question.language === 'zh' ? '（年份不同，口径以原文为准）' : '';
  return {
    kind: 'answered',
    text: `${more(perSide, answered, index)}${parts.join('；')}。${note}`,
    confidence: Math.round(100 * Math.min(...answered.map(({ finding }) => finding.confidence))) / 100,
    citations: answered.flatMap(({ finding }) => citationsOf(finding)),
    nearest: [],
    suggestions: [],
    generation: index.generation,
  };
}

/** One column of a comparison. */
interface Side {
  readonly association: string;
  /** How the answer names it: 平湖市科协（2020年）. */
  readonly name: string;
  /** The question as it is asked of this side alone. */
  readonly question: Question;
  readonly reports: readonly ReportCard[];
}

/** Whether one association's years are to be set side by side. */
export function comparesYears({ associations, years, isSpan, isForAllYears }: Scope): boolean {
  return associations.length === 1 && ((years.length >= 2 && !isSpan) || isForAllYears);
}

/** The sides: associations, or the years of the only one. */
function sidesOf(question: Question, reports: readonly ReportCard[]): Side[] {
  const { scope, language } = question;
  const only = (years: readonly number[]): Question => ({ ...question, scope: { ...scope, years } });
  const name = (association: string, period: string) => {
    if (period === '') return association;
    return language === 'en' ? `${association} (${period})` : `${association}（${period}年）`;
  };
  if (comparesYears(scope)) {
    const association = scope.associations[0] as string;
    const covered = [...new Set(reports.flatMap(({ period }) => [period.from, period.to]))].sort(
      (a, b) => a - b,
    );
    const years = scope.years.length >= 2 ? scope.years : covered;
    return years.map((year) => ({
      association,
      name: name(association, String(year)),
      question: only([year]),
      reports,
    }));
  }
  const associations =
    scope.associations.length > 0
      ? scope.associations
      : [...new Set(reports.map((report) => report.association))].filter((association) => association !== '');
  return associations.map((association) => {
    const own = reports.filter((report) => report.association === association);
    const isOwn = (year: number) => own.some(({ period }) => covers(period, year));
    // 平湖2020年和太仓2021年 asks each association for its own year; without a year, each for its newest.
    const years = scope.years.filter(isOwn);
    const newest = own.filter(({ period }) => own.every((other) => other.period.to <= period.to));
    const asked = years.length > 0 || scope.years.length > 0 ? own : newest;
    const period = years.length > 0 ? years.join('、') : asked[0] ? formatPeriod(asked[0].period) : '';
    return {
      association,
      name: name(association, period),
      question: years.length > 0 ? only(years) : question,
      reports: asked,
    };
  });
}

function findSide({ question, reports }: Side, index: OpenIndex): Finding | null {
  const { finding } = decide(question, index, reports);
  return finding && finding.confidence >= ANSWER_THRESHOLD ? finding : null;
}

/** What a side shows: as many of its two first sentences, and as much of the first, as its share of the text holds. */
function shortened(finding: Finding | null, maxChars: number): Finding | null {
  const [first, second] = finding?.shown ?? [];
  if (!finding || !first) return null;
  const isShort = shownChars(first) <= maxChars;
  const one =
    isShort || first.words !== undefined
      ? first
      : show(first.evidence, finding.highlight ?? first.clause, maxChars);
  const hasBoth = isShort && second && shownChars(first) + shownChars(second) <= maxChars;
  return { ...finding, shown: hasBoth ? [first, second] : [one], listing: undefined };
}

/** Who has more, when that is asked and both figures are there. */
function more(
  question: Question,
  sides: readonly { name: string; finding: Finding }[],
  index: OpenIndex,
): string {
  const { comparison } = question.wants;
  if (comparison === null || sides.length !== 2) return '';
  const values = sides.map(({ name, finding }) => ({ name, value: figureValue(finding, index) }));
  const [a, b] = values;
  if (!a || !b || a.value === null || b.value === null || a.value === b.value) return '';
  const wantsLess = comparison === 'less';
  const [first, second] = a.value > b.value === !wantsLess ? [a, b] : [b, a];
  if (question.language === 'en')
    return `${first.name} ${wantsLess ? 'has less' : 'has more'} than ${second.name}. `;
  return `${first.name}较${wantsLess ? '少' : '多'}。`;
}

function figureValue({ shown, highlight }: Finding, index: OpenIndex): number | null {
  const evidence = shown[0]?.evidence;
  if (!evidence || !highlight) return null;
  const figure = index.library
    .figures(evidence.passage.row)
    .find(({ start }) => start === evidence.start + highlight.start);
  return figure?.value ?? null;
}
