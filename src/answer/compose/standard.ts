/**
 * Standard answers: what a maintainer wrote for a family of questions goes before what is found in the reports,
 * where the question is one of that family. It is one when it asks for the same type of thing, about the same
 * association and time, with the same words or their synonyms: all key words of each have to be accounted for in
 * the other, so that neither a narrower nor a wider question gets the answer.
 */
import { covers, formatPeriod } from '../../corpus/report.ts';
import type { StandardAnswer } from '../../corpus/standard-sources.ts';
import type { Index } from '../../index/shelf.ts';
import { GENERAL } from '../../knowledge/lists.ts';
import { unitAnswers } from '../../language/numbers.ts';
import type { Answer, Citation, StandardMark } from '../contract.ts';
import type { FocusTerm } from '../question/focus-term.ts';
import type { Question, Scope } from '../question/question.ts';
import { sameText } from '../question/said.ts';
import { understand } from '../question/understand.ts';
import { originOf } from './compose.ts';

/** How much of either's words has to be accounted for in the other. */
const FAMILY_SHARE = 0.8;

/** A standard answer with its ways to ask, understood as a question is. */
interface Family {
  readonly standard: StandardAnswer;
  readonly ways: readonly Question[];
}

/** Families by index, with the year in which they were understood. */
const familiesKnown = new WeakMap<
  readonly StandardAnswer[],
  { thisYear: number; families: readonly Family[] }
>();

/**
 * The standard answer to a question.
 *
 * @param today `2026-11-22`; an answer whose last day is before it is not given
 * @returns null when the question belongs to no family
 */
export function standardAnswer(
  question: Question,
  index: Index,
  thisYear: number,
  today: string,
): Answer | null {
  let best: StandardAnswer | null = null;
  let most = 0;
  for (const { standard, ways } of familiesOf(index, thisYear)) {
    if (standard.expires !== '' && standard.expires < today) continue;
    if (!agreesInScope(question.scope, standard, ways, index)) continue;
    const fit = Math.max(0, ...ways.map((way) => fitOf(question, way)));
    if (fit > most) {
      most = fit;
      best = standard;
    }
  }
  return best && toAnswer(best, Math.round(most * 100) / 100, question, index);
}

function familiesOf(index: Index, thisYear: number): readonly Family[] {
  const known = familiesKnown.get(index.answers);
  if (known?.thisYear === thisYear) return known.families;
  const families = index.answers.map((standard) => ({
    standard,
    ways: standard.questions.map((way) => understand(way, index, thisYear)),
  }));
  familiesKnown.set(index.answers, { thisYear, families });
  return families;
}

/**
 * Whether the question names whom and when the answer is about, and nothing else. What the answer does not say
 * of itself, its ways to ask say. Where the index knows one association only, it need not be named.
 */
function agreesInScope(
  scope: Scope,
  standard: StandardAnswer,
  ways: readonly Question[],
  index: Index,
): boolean {
  const first = ways[0]?.scope;
  if (!first || scope.isForAll !== first.isForAll || scope.isForAllYears !== first.isForAllYears)
    return false;
  if (!sameMembers(scope.foreign, first.foreign)) return false;
  const about = standard.association === '' ? first.associations : [standard.association];
  const isOnly = index.reports.every(({ association }) => about.includes(association));
  const isNamed =
    sameMembers(scope.associations, about) ||
    (isOnly && scope.associations.length === 0 && about.length === 1);
  return isNamed && agreesInTime(scope, standard, first);
}

function agreesInTime(scope: Scope, { period }: StandardAnswer, first: Scope): boolean {
  const asked = scope.relativeYear === null ? scope.years : [...scope.years, scope.relativeYear];
  if (period) return asked.every((year) => covers(period, year));
  return sameMembers(asked, first.relativeYear === null ? first.years : [...first.years, first.relativeYear]);
}

function sameMembers<T>(some: readonly T[], others: readonly T[]): boolean {
  return some.length === others.length && some.every((one) => others.includes(one));
}

/** How well a question is asked in one way, 0 where it is another question. */
function fitOf(question: Question, way: Question): number {
  if (question.excluded.length > 0 || !sameShape(question, way)) return 0;
  const same = sameText(question, way);
  if (same !== null) return same === 'letters' ? 1 : 0.95;
  if (question.focus.length === 0 || way.focus.length === 0) return 0;
  // 科技工作者日活动是哪天 is about an activity: a word more may narrow the question, a word less widens it only if
  // it is a key.
  if (question.focus.some((term) => mayNarrow(term) && !isAmong(term, way.focus))) return 0;
  const fit = Math.min(shareIn(question.focus, way.focus), shareIn(way.focus, question.focus));
  return fit >= FAMILY_SHARE ? fit : 0;
}

function sameShape(question: Question, way: Question): boolean {
  if (question.type !== way.type || question.numberKind !== way.numberKind) return false;
  if (question.unit && way.unit && unitAnswers(question.unit, way.unit) === 'no') return false;
  return !question.defined || !way.defined || sameWord(question.defined, way.defined, question.focus);
}

function sameWord(one: string, other: string, terms: readonly FocusTerm[]): boolean {
  return (
    one === other || terms.some(({ text, alternatives }) => text === one && alternatives.includes(other))
  );
}

const mayNarrow = ({ text }: FocusTerm) => text.length > 1 && !GENERAL.asks.includes(text);

/** Whether a term, or a word it may be put as, is among others. */
function isAmong({ text, alternatives }: FocusTerm, others: readonly FocusTerm[]): boolean {
  return others.some((other) => other.text === text || alternatives.includes(other.text));
}

/** The weighted share of some terms that are accounted for among others; 0 where a key term is not. */
function shareIn(terms: readonly FocusTerm[], others: readonly FocusTerm[]): number {
  let total = 0;
  let there = 0;
  for (const term of terms) {
    const isThere = isAmong(term, others);
    if (!isThere && term.isKey) return 0;
    total += term.weight;
    if (isThere) there += term.weight;
  }
  return total === 0 ? 0 : there / total;
}

/** The answer, marked as what it is: the words of a person, with their source and how long they hold. */
function toAnswer(
  standard: StandardAnswer,
  confidence: number,
  { language }: Question,
  index: Index,
): Answer {
  const { source, expires } = standard;
  const report = 'report' in source ? index.reports.find(({ id }) => id === source.report) : undefined;
  const named =
    'report' in source
      ? { title: report?.title ?? source.report, url: '', published: report?.published ?? '' }
      : source;
  return {
    kind: 'answered',
    text: language === 'en' ? inEnglish(standard, named) : inChinese(standard, named),
    confidence,
    citations: report ? citationsOf(standard, report, index) : [],
    nearest: [],
    suggestions: [],
    generation: index.generation,
    standard: { id: standard.id, source: named, expires: expires === '' ? null : expires },
  };
}

type Named = StandardMark['source'];

function inChinese({ answer, expires }: StandardAnswer, { title, url, published }: Named): string {
  const source = [title, published, url].filter((part) => part !== '').join('，');
  const until = expires === '' ? '' : `；有效至${expires}`;
  return `科协工作人员的标准回答：${answer}（来源：${source}${until}）`;
}

function inEnglish({ answer, expires }: StandardAnswer, { title, url, published }: Named): string {
  const source = [title, published, url].filter((part) => part !== '').join(', ');
  const until = expires === '' ? '' : `; valid until ${expires}`;
  return `Standard answer by the association's staff: ${answer} (source: ${source}${until})`;
}

/** The sentence of the report that it rests on. */
function citationsOf({ cited }: StandardAnswer, report: Index['reports'][number], index: Index): Citation[] {
  if (!cited) return [];
  return [
    {
      report: report.id,
      title: report.title,
      association: report.association,
      period: formatPeriod(report.period),
      ...(report.isRecognised && { isRecognised: true as const }),
      ...originOf(report),
      passage: cited.passage,
      section: cited.section,
      quote: index.reportText(report.row).slice(cited.start, cited.end),
      start: cited.start,
      end: cited.end,
      highlight: null,
    },
  ];
}
