/**
 * A question that people voted on as a golden question for review: what they found useful with the facts and
 * sentences of its answer, what they found useless with blanks to fill in.
 */
import type { Answer } from '../answer/contract.ts';
import type { AnswerType } from '../answer/question/question.ts';
import { readShape } from '../answer/question/shape.ts';
import { foldQuestion } from '../language/normalize.ts';
import type { VotedQuestion } from '../records/voted.ts';
import type { Golden } from './golden.ts';
import { says } from './score.ts';

/** A golden question with a line for whoever reviews it. */
export type ReviewLine = Golden & { readonly note: string };

// Without a quotation mark: a person takes the field out by hand, from its name to the next one.
const RIGHT = '请核对：gold 是回答里一定要说到的，evidence 是报告原句；对就删掉这一行的 review';
const WRONG =
  '请补上：gold 写正确的说法，evidence 写报告原句（写法见 docs/maintaining.md）；报告里没有的，把 type 改成 unanswerable；补好就删掉 review';

/** What golden questions call types that answering calls otherwise. */
const TYPES: Readonly<Partial<Record<AnswerType, string>>> = { organisation: 'org', open: 'other' };

/** Makes the line; null for what is no question (a greeting that somebody voted on). */
export function fromVotes(voted: VotedQuestion): ReviewLine | null {
  const { question, previous, audience, answer, useful, notUseful, notes } = voted;
  if (answer.kind === 'help') return null;
  const isRight = notUseful === 0;
  const about = {
    id: `vote-${voted.digits}`,
    question,
    type: typeOf(voted, isRight),
    ...(previous === null ? {} : { previous }),
    ...(audience === 'staff' ? { audience } : {}),
  };
  const given = `当时的回答（${answer.kind}）：${answer.text}`;
  const said = notes.length > 0 ? `有人说：${notes.join('；')}。` : '';
  const facts = isRight ? factsOf(answer) : { gold: [], evidence: [] };
  // A standard answer over something outside the reports has nothing to check against.
  const isBlank =
    answer.kind !== 'clarify' && !isRefusal(answer) && facts.gold.length + facts.evidence.length === 0;
  return {
    ...about,
    ...facts,
    note: `有用 ${useful}，没用 ${notUseful}。${said}${given}`,
    review: isRight && !isBlank ? RIGHT : WRONG,
  };
}

/** Where passages were shown beside it, 有用 may be said of them: what was asked for may be there. */
const isRefusal = ({ kind, nearest }: Answer) => kind === 'unanswered' && nearest.length === 0;

function typeOf({ question, previous, answer }: VotedQuestion, isRight: boolean): string {
  if (isRight && isRefusal(answer)) return 'unanswerable';
  if (isRight && answer.kind === 'clarify') return 'clarify';
  if (previous !== null) return 'followup';
  if (new Set(answer.citations.map(({ report }) => report)).size > 1) return 'compare';
  const { type } = readShape(foldQuestion(question));
  return TYPES[type] ?? type;
}

/** What a right answer must say and rest on, as this one did. */
function factsOf({
  kind,
  text,
  citations,
  suggestions,
}: Answer): Pick<Golden, 'gold' | 'evidence' | 'offers'> {
  if (kind === 'clarify') return { gold: [], evidence: [], offers: [...suggestions] };
  const facts = citations
    .flatMap(({ quote, highlight }) => (highlight ? [quote.slice(highlight.start, highlight.end)] : []))
    .filter((fact) => says(text, fact));
  return {
    gold: [...new Set(facts)].map((fact) => [fact]),
    evidence: [...new Set(citations.map(({ quote }) => quote))],
  };
}
