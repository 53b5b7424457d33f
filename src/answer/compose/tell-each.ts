/**
 * In place of a question back: what each of few reports answers, one after the other, each under its own year. Whoever named no
 * year gets all of them at once.
 */
import { formatPeriod, hasPeriod } from '../../corpus/report.ts';
import type { Answer } from '../contract.ts';
import type { Finding } from '../decide/decide.ts';
import { firstCited } from '../find/finding.ts';
import { canStandApart } from '../question/parts.ts';
import type { Question } from '../question/question.ts';
import { show, shownChars } from '../read/parts.ts';
import { bodyOf, citationsOf, label, planWords } from './compose.ts';

/** What is told in one clause; of lists and summaries one is read at a time. */
const isOneClause = (question: Question): boolean => canStandApart(question) && question.type !== 'list';
/** More years than this are asked about one by one. */
const MAX_YEARS = 3;
/** What all clauses may come to, in characters. */
const TOLD_CHARS = 96;

/**
 * The answers of all years of one association.
 *
 * @param findings what each report answers, sure enough to be given alone
 * @returns null where a choice is better: of more than one association, of too many years, or of more than a clause each
 */
export function tellEach(
  question: Question,
  findings: readonly Finding[],
): Pick<Answer, 'kind' | 'text' | 'citations' | 'confidence'> | null {
  const ordered = [...findings].sort((a, b) => yearOf(a) - yearOf(b));
  const [first] = ordered;
  const isOne = ordered.every((finding) => whoseOf(finding) === whoseOf(ordered[0] as Finding));
  if (!first || !isOne || ordered.length > MAX_YEARS || !isOneClause(question)) return null;
  if (!ordered.every((finding) => finding.highlight && hasPeriod(reportOf(finding).period))) return null;
  const share = Math.floor(TOLD_CHARS / ordered.length);
  const isEnglish = question.language === 'en';
  const [colon, joint, stop] = isEnglish ? [': ', '; ', '.'] : ['：', '；', '。'];
  const parts = ordered.map((finding, i) => {
    const year = formatPeriod(reportOf(finding).period);
    const name = i === 0 ? label(reportOf(finding), question.language) : isEnglish ? year : `${year}年`;
    const words = bodyOf(inBrief(finding, share));
    return `${name}${colon}${planWords(finding, question)}${isEnglish ? `"${words}"` : words}`;
  });
  return {
    kind: 'answered',
    text: `${parts.join(joint)}${stop}`,
    confidence: Math.round(100 * Math.min(...ordered.map(({ confidence }) => confidence))) / 100,
    citations: ordered.flatMap(citationsOf),
  };
}

const reportOf = (finding: Finding) => firstCited(finding).evidence.report;
const whoseOf = (finding: Finding) => reportOf(finding).association;
const yearOf = (finding: Finding) => reportOf(finding).period.to;

/** The clause that answers, with as much around it as its share of the text holds. */
function inBrief(finding: Finding, maxChars: number): Finding {
  const one = firstCited(finding);
  if (one.words !== undefined || shownChars(one) <= maxChars) return { ...finding, shown: [one] };
  return { ...finding, shown: [show(one.evidence, finding.highlight ?? one.clause, maxChars)] };
}
