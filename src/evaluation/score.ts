/**
 * Whether an answer is right. A fact counts only in the text that a person reads first, which has a length
 * limit by type; digits are matched whole (6家 is not in 16家); and a right text over a sentence that does not
 * say so was luck, not an answer.
 */
import type { Answer } from '../answer/contract.ts';
import type { Golden } from './golden.ts';

/**
 * - `correct`: says what it must and cites where that stands (for a clarify: offers the right choices)
 * - `abstained`: rightly gives no answer
 * - `lucky`: says what it must, but cites none of the evidence; counts as wrong
 * - `silent`: gives no answer where there is one
 * - `failed`: threw
 */
export type Verdict = 'correct' | 'abstained' | 'lucky' | 'wrong' | 'silent' | 'failed';

/** A verdict and what it rests on. */
export interface Judgement {
  readonly verdict: Verdict;
  /** What went wrong, for a maintainer; empty where nothing did. */
  readonly reason: string;
  /** Only of a silent one: whether what it shows as nearest holds the evidence. */
  readonly isNear?: boolean;
}

/** Longest text that still counts as an answer, in characters, by question type. */
const MAX_CHARS: Readonly<Record<string, number>> = {
  count: 120,
  date: 120,
  person: 120,
  place: 120,
  org: 120,
  name: 120,
  followup: 120,
  yesno: 160,
  definition: 240,
  list: 320,
  clarify: 400,
  compare: 480,
  summary: 640,
};
const MAX_CHARS_OTHERWISE = 240;
/** This much of a snippet's bigrams stands in the quotes of an answer that rests on it. */
const EVIDENCE_SHARE = 0.6;

/** Judges an answer, null where there is none because answering failed. */
export function judge(
  golden: Golden,
  answer: Pick<Answer, 'kind' | 'text' | 'suggestions' | 'citations' | 'nearest'> | null,
): Judgement {
  if (!answer) return { verdict: 'failed', reason: '回答时程序出错' };
  if (golden.type === 'unanswerable') {
    return answer.kind === 'answered'
      ? { verdict: 'wrong', reason: '报告里没有，却回答了' }
      : { verdict: 'abstained', reason: '' };
  }
  if (golden.type === 'clarify' && answer.kind === 'clarify') {
    const offered = [answer.text, ...answer.suggestions].join(' ');
    const absent = (golden.offers ?? []).filter((offer) => !says(offered, offer));
    return absent.length === 0
      ? { verdict: 'correct', reason: '' }
      : { verdict: 'wrong', reason: `反问里没有给出 ${absent.join('、')}` };
  }
  if (answer.kind !== 'answered') {
    const reason = answer.kind === 'clarify' ? '反问了' : '没有回答';
    // What is shown beside it is no answer, but it may be what was looked for.
    return { verdict: 'silent', reason, isNear: holdsEvidence(golden, quotesOf(answer.nearest)) };
  }
  const absent = golden.gold.filter((ways) => !ways.some((way) => says(answer.text, way)));
  if (absent.length > 0) {
    return { verdict: 'wrong', reason: `没有说到 ${absent.map((ways) => ways.join('/')).join('、')}` };
  }
  const barred = (golden.reject ?? []).find((words) => affirms(answer.text, words));
  if (barred !== undefined) return { verdict: 'wrong', reason: `不该说 ${barred}` };
  const chars = [...answer.text].length;
  const maxChars = MAX_CHARS[golden.type] ?? MAX_CHARS_OTHERWISE;
  if (chars > maxChars) return { verdict: 'wrong', reason: `太长：${chars} 字，限 ${maxChars} 字` };
  return golden.evidence.length > 0 && !holdsEvidence(golden, quotesOf(answer.citations))
    ? { verdict: 'lucky', reason: '说对了，但引的不是这一句' }
    : { verdict: 'correct', reason: '' };
}

/** Whether a text says a fact: white space, letter case and width aside, and no number cut short. */
export function says(text: string, fact: string): boolean {
  const wanted = folded(fact);
  const searched = folded(text);
  for (let at = searched.indexOf(wanted); at >= 0 && wanted; at = searched.indexOf(wanted, at + 1)) {
    const before = searched.slice(0, at);
    const after = searched.slice(at + wanted.length);
    const isCutLeft = /^\d/u.test(wanted) && /[\d.]$/u.test(before);
    const isCutRight = /\d$/u.test(wanted) && /^(?:\d|\.\d)/u.test(after);
    if (!isCutLeft && !isCutRight) return true;
  }
  return wanted === '';
}

/** Whether a text says something and does not deny it: 不是。 does not say 是。 */
function affirms(text: string, words: string): boolean {
  return says(folded(text).replaceAll(`不${folded(words)}`, ''), words);
}

/**
 * Whether some texts, taken together, cover enough of one of the snippets.
 *
 * @param least 0 to 1: what share of a snippet's pairs of characters is enough
 */
export function holdsEvidence(
  { evidence }: Pick<Golden, 'evidence'>,
  texts: readonly string[],
  least = EVIDENCE_SHARE,
): boolean {
  const quoted = bigrams(texts.join(' '));
  return evidence.some((snippet) => {
    const wanted = [...bigrams(snippet)];
    return wanted.length > 0 && wanted.filter((pair) => quoted.has(pair)).length >= least * wanted.length;
  });
}

const quotesOf = (citations: Answer['citations']) => citations.map(({ quote }) => quote);

function bigrams(text: string): Set<string> {
  const characters = folded(text);
  const pairs = new Set<string>();
  for (let at = 0; at + 1 < characters.length; at++) pairs.add(characters.slice(at, at + 2));
  return pairs;
}

function folded(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\s+/gu, '')
    .toLowerCase()
    .replace(/[～〜]/gu, '~')
    .replace(/[—–]/gu, '-');
}
