/**
 * Comparisons: one finding for each association, side by side, each with its own year and its own words. The
 * figures are not made comparable: what each counts is said by its own sentence.
 */
import type { ReportCard } from '../index/library.ts';
import type { OpenIndex } from '../index/open.ts';
import { bodyOf, citationsOf, label } from './compose.ts';
import type { Answer } from './contract.ts';
import { ANSWER_THRESHOLD } from './decide.ts';
import { type Finding, find } from './find.ts';
import type { Question } from './question.ts';

/** Associations set side by side in one answer. */
const MAX_SIDES = 6;
const ASKS_MORE = /(?:哪|谁|更|比)[^，。]*?(?:多|少|高|低|大|小|早|晚)|差多少|相差/u;

/**
 * Compares the associations in scope.
 *
 * @returns null when fewer than two have anything to say, so that the question is answered as a plain one
 */
export function compare(
  question: Question,
  asked: string,
  index: OpenIndex,
  reports: readonly ReportCard[],
): Answer | null {
  const perSide = ASKS_MORE.test(asked) ? { ...question, type: 'count' as const, head: '', wantsMany: false } : question;
  const named = question.scope.associations;
  const sides = (named.length > 0 ? named : [...new Set(reports.map(({ association }) => association))]).slice(0, MAX_SIDES);
  const found = sides.map((association) => {
    const own = reports.filter((report) => report.association === association);
    return { association, own, finding: findSide(ofSide(perSide, own), asked, index, own) };
  });
  const answered = found.filter((side): side is typeof side & { finding: Finding } => side.finding !== null);
  if (answered.length < Math.min(2, named.length || 2)) return null;

  const colon = question.language === 'en' ? ': ' : '：';
  const parts = found
    .filter(({ finding }) => finding !== null || named.length > 0)
    .map(({ association, finding }) => {
      const first = finding?.shown[0];
      if (!finding || !first) return question.language === 'en' ? `${association}: not in the report` : `${association}：报告里没有`;
      return `${label(first.evidence.report, question.language)}${colon}${bodyOf(shortened(finding), perSide)}`;
    });
  const periods = new Set(answered.map(({ finding }) => finding.shown[0]?.evidence.report.period.to));
  const note = periods.size > 1 && question.language === 'zh' ? '（年份不同，口径以原文为准）' : '';
  return {
    kind: 'answered',
    text: `${more(perSide, asked, answered, index)}${parts.join('；')}。${note}`,
    confidence: Math.round(100 * Math.min(...answered.map(({ finding }) => finding.confidence))) / 100,
    citations: answered.flatMap(({ finding }) => citationsOf(shortened(finding))),
    suggestions: [],
    generation: index.generation,
  };
}

/** 平湖2020年和太仓2021年 asks each association for its own year. */
function ofSide(question: Question, own: readonly ReportCard[]): Question {
  const years = question.scope.years.filter((year) =>
    own.some(({ period }) => year >= period.from && year <= period.to),
  );
  return years.length > 0 ? { ...question, scope: { ...question.scope, years } } : question;
}

function findSide(question: Question, asked: string, index: OpenIndex, own: readonly ReportCard[]): Finding | null {
  const finding = find(question, asked, index, own);
  return finding && finding.confidence >= ANSWER_THRESHOLD ? finding : null;
}

/** One sentence a side is enough side by side, two for a list. */
function shortened(finding: Finding): Finding {
  return { ...finding, shown: finding.shown.slice(0, 2) };
}

/** Who has more, when that is asked and both figures are there. */
function more(
  question: Question,
  asked: string,
  sides: readonly { association: string; finding: Finding }[],
  index: OpenIndex,
): string {
  if (!ASKS_MORE.test(asked) || sides.length !== 2) return '';
  const values = sides.map(({ association, finding }) => ({ association, value: valueOf(finding, index) }));
  const [a, b] = values;
  if (!a || !b || a.value === null || b.value === null || a.value === b.value) return '';
  const wantsLess = /少|低|小/u.test(/(?:多|少|高|低|大|小)(?!少)/u.exec(asked.replaceAll('多少', ''))?.[0] ?? '');
  const [first, second] = a.value > b.value === !wantsLess ? [a, b] : [b, a];
  if (question.language === 'en') return `${first.association} ${wantsLess ? 'has less' : 'has more'} than ${second.association}. `;
  return `${first.association}较${wantsLess ? '少' : '多'}。`;
}

function valueOf({ shown, highlight }: Finding, index: OpenIndex): number | null {
  const evidence = shown[0]?.evidence;
  if (!evidence || !highlight) return null;
  const figure = index.library
    .figures(evidence.passage.row)
    .find(({ start }) => start === evidence.start + highlight.start);
  return figure?.value ?? null;
}
