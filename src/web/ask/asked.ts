/**
 * A question in an address: `/ask?q=那太仓呢？&previous=平湖2020年开展了多少项科普活动？`. The conversation stands in the
 * address too, so that a person may share it, go back and go on; it is short enough for any browser and proxy.
 */
import { MAX_QUESTION_CHARS } from '../../answer/answer.ts';
import { conversationWith, turnsOf } from '../../answer/question/turns.ts';
import { understand } from '../../answer/question/understand.ts';
import { formatPeriod, hasPeriod } from '../../corpus/report.ts';
import type { OpenIndex, ReportCard } from '../../index/shelf.ts';
import { printable } from '../../printable.ts';

/** A question with what was asked before it, one a line, oldest first. */
export interface Asked {
  readonly question: string;
  readonly previous?: string;
}

/** A Chinese character takes nine in an address, and a request line with its headers sixteen thousand. */
const MAX_PREVIOUS_CHARS = 600;

/** What was asked in an address; null where nothing was. Too long a question stays too long, and is told so. */
export function readAsked(query: Readonly<Record<string, string | undefined>>): Asked | null {
  const question = oneLine(query['q'] ?? '').slice(0, 2 * MAX_QUESTION_CHARS);
  if (question === '') return null;
  const previous = bounded((query['previous'] ?? '').split(/\r?\n/u).map(oneLine).filter(Boolean));
  return previous === '' ? { question } : { question, previous };
}

/** The address of a question. */
export function askPath({ question, previous }: Asked, path = '/ask'): string {
  const query = new URLSearchParams({ q: question });
  if (previous) query.set('previous', previous);
  return `${path}?${query}`;
}

/** What a follow-up of a question has before it. */
export const conversationAfter = ({ question, previous }: Asked): string =>
  bounded(turnsOf(conversationWith(previous, question)));

/** The last questions that fit. */
function bounded(lines: readonly string[]): string {
  const kept: string[] = [];
  let chars = 0;
  for (const line of turnsOf(lines.join('\n')).reverse()) {
    chars += line.length + 1;
    if (chars > MAX_PREVIOUS_CHARS) break;
    kept.unshift(line);
  }
  return kept.join('\n');
}

const oneLine = (text: string): string => printable(text).replace(/\s+/gu, ' ').trim();

/** A question about one report, with whose it is and of when where it does not say so itself. */
export function askedOfReport(
  question: string,
  card: ReportCard,
  index: OpenIndex,
  thisYear: number,
): string {
  const { scope } = understand(question, index, thisYear);
  const hasYear = scope.years.length > 0 || scope.relativeYear !== null || !hasPeriod(card.period);
  const association = scope.associations.length > 0 ? '' : card.association;
  const year = hasYear ? '' : `${formatPeriod(card.period)}年`;
  return `${association}${year}${question}`;
}
