/**
 * Question to answer, pure: the same question, conversation, index and year give the same answer.
 *
 * understand → find (retrieve, rank sentences, extract, decide) → ask back, compare or compose.
 */
import { formatPeriod } from '../corpus/report.ts';
import type { ReportCard } from '../index/library.ts';
import type { OpenIndex } from '../index/open.ts';
import { foldQuestion } from '../language/normalize.ts';
import { compare, comparesYears } from './compare.ts';
import { citationsOf, textOf } from './compose.ts';
import type { Answer, Asked } from './contract.ts';
import { understandInContext } from './conversation.ts';
import { ANSWER_THRESHOLD } from './decide.ts';
import { type Finding, find } from './find.ts';
import type { Question } from './question.ts';
import { nearestTopics, unanswered } from './unanswered.ts';

/** A longer question is refused: nobody asks in so many words, and work stays bounded. */
export const MAX_QUESTION_CHARS = 500;
/** Another association's finding this near in confidence makes the question ambiguous. */
const AMBIGUOUS_SHARE = 0.9;

/** Answers one question. */
export function answerQuestion(asked: Asked, index: OpenIndex): Answer {
  const folded = foldQuestion(asked.question);
  if (!/[\p{L}\p{N}]/u.test(folded) || isAboutTheBot(folded)) return help(index, helpText(index));
  if (folded.length > MAX_QUESTION_CHARS) {
    return help(index, `问题太长了（${folded.length}字），请用不超过${MAX_QUESTION_CHARS}字说一遍。`);
  }
  const previous = asked.previous?.slice(0, MAX_QUESTION_CHARS);
  const question = understandInContext(asked.question, previous, index, asked.thisYear, (before) => {
    const { citations } = answerQuestion({ question: before, thisYear: asked.thisYear }, index);
    const first = citations[0];
    return first?.highlight ? first.quote.slice(first.highlight.start, first.highlight.end) : null;
  });
  return answerUnderstood(question, folded, index);
}

function answerUnderstood(question: Question, asked: string, index: OpenIndex): Answer {
  const reports = reportsInScope(question, index);
  if (reports.length === 0) return unanswered(question, index, [], null);
  if (wantsComparison(question, index)) {
    const compared = compare(question, asked, index, reports);
    if (compared) return compared;
  }
  const finding = find(question, asked, index, reports);
  if (!finding || finding.confidence < ANSWER_THRESHOLD) {
    return unanswered(question, index, reports, finding);
  }
  return (
    askBack(question, asked, index, reports, finding) ?? {
      kind: 'answered',
      text: textOf(finding, question),
      confidence: rounded(finding.confidence),
      citations: citationsOf(finding),
      suggestions: [],
      generation: index.generation,
    }
  );
}

/** The reports a question may be answered from. */
export function reportsInScope({ scope }: Question, index: OpenIndex): ReportCard[] {
  const named =
    scope.associations.length > 0
      ? index.reports.filter(({ association }) => scope.associations.includes(association))
      : [...index.reports];
  if (scope.relativeYear === null) return named;
  const ofYear = named.filter(
    ({ period }) => scope.relativeYear !== null && covers(period, scope.relativeYear),
  );
  if (ofYear.length > 0) return ofYear;
  // 去年 asked of an association whose newest report is older is answered from that report, saying its year.
  return named.filter((report) =>
    named.every((other) => other.association !== report.association || other.period.to <= report.period.to),
  );
}

const covers = (period: ReportCard['period'], year: number) => year >= period.from && year <= period.to;

function wantsComparison({ scope, type }: Question, index: OpenIndex): boolean {
  if (scope.associations.length >= 2 || comparesYears(scope)) return true;
  const several = new Set(index.reports.map(({ association }) => association)).size >= 2;
  return several && scope.associations.length === 0 && scope.isForAll && type !== 'summary';
}

/**
 * A question back, when nobody was named and several associations (or several years of one) have an answer
 * that fits as well.
 */
function askBack(
  question: Question,
  asked: string,
  index: OpenIndex,
  reports: readonly ReportCard[],
  best: Finding,
): Answer | null {
  const { associations, years, relativeYear } = question.scope;
  const others = new Map<string, ReportCard[]>();
  for (const report of reports) {
    const year = years.length === 0 && relativeYear === null ? formatPeriod(report.period) : '';
    const key = associations.length === 0 ? `${report.association} ${year}` : `${year}`;
    others.set(key, [...(others.get(key) ?? []), report]);
  }
  // What a thing is does not change from year to year.
  if (others.size < 2 || (question.type === 'definition' && associations.length > 0)) return null;
  const fitting: ReportCard[] = [];
  for (const group of others.values()) {
    const found = find(question, asked, index, group);
    const isFull = found?.shown.every(({ evidence }) => !evidence.missing);
    if (
      found &&
      isFull &&
      found.confidence >= Math.max(ANSWER_THRESHOLD, AMBIGUOUS_SHARE * best.confidence)
    ) {
      fitting.push(group[0] as ReportCard);
    }
  }
  if (fitting.length < 2) return null;
  const choices = fitting.slice(0, 8);
  const several = new Set(choices.map(({ association }) => association)).size > 1;
  const names = choices.map((report) =>
    several
      ? `${report.association}（${formatPeriod(report.period)}年）`
      : `${formatPeriod(report.period)}年`,
  );
  const text =
    question.language === 'en'
      ? `Which one do you mean: ${names.join(', ')}?`
      : `您问的是${several ? '哪一家' : '哪一年'}？${names.join('、')}的报告里都有。`;
  return {
    kind: 'clarify',
    text,
    confidence: rounded(best.confidence),
    citations: [],
    suggestions: choices.map((report) => narrowed(asked, report, several)),
    generation: index.generation,
  };
}

/** The same question of one association or year. */
function narrowed(asked: string, report: ReportCard, byAssociation: boolean): string {
  const who = byAssociation ? report.association : '';
  const bare = byAssociation ? asked.replace(/^(?:市|县|区)?科协的?/u, '') : asked;
  return `${who}${formatPeriod(report.period)}年${bare}`;
}

const rounded = (confidence: number) => Math.round(confidence * 100) / 100;

function isAboutTheBot(folded: string): boolean {
  return /^(?:你好|您好|hi|hello|hey|help|帮助|使用说明|怎么用|你是谁|你会什么|你能(?:做|干)(?:什么|啥)|能问什么|可以问什么|有哪些报告|start)[啊呀吗呢!！?？。.\s]*$/u.test(
    folded,
  );
}

function helpText(index: OpenIndex): string {
  const covered = index.reports.map((report) => `${report.association}（${formatPeriod(report.period)}年）`);
  const shown = [...new Set(covered)].slice(0, 8).join('、');
  const more = covered.length > 8 ? `等${covered.length}份` : '';
  return `我根据科协的工作报告回答问题，每个回答都附原文。现有报告：${shown || '（无）'}${more}。直接写下问题就行。`;
}

function help(index: OpenIndex, text: string): Answer {
  return {
    kind: 'help',
    text,
    confidence: 0,
    citations: [],
    suggestions: nearestTopics(index, index.reports, []).map((topic) => topic),
    generation: index.generation,
  };
}
