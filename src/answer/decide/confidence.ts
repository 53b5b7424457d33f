/**
 * Whether to answer: from features of the best evidence, not from a raw score.
 *
 * The features are those that calibrate extractive answering best: how much of the question's focus the
 * evidence accounts for, whether a key term is missing from it altogether, whether it is only planned, agreement
 * of edition and year.
 *
 * @see Kamath, Jia and Liang 2020, Selective question answering under domain shift (arXiv 2006.09462)
 */

import { OFFICE } from '../extract/names.ts';
import type { Basis } from '../find/finding.ts';
import type { AnswerType, Question } from '../question/question.ts';
import { type Clause, cutClauses } from '../read/clauses.ts';
import { partsWithAllKeys } from '../read/parts.ts';
import { asksForPlan, isPlannedAt } from '../read/plans.ts';
import type { Evidence } from '../retrieve/evidence.ts';
import { disagrees } from './agreement.ts';

/** Below this the answer is 报告里没有. Chosen on the tuning halves of the question sets, 2026-11-21. */
export const ANSWER_THRESHOLD = 0.6;

/** Whether a place that was named and has no report here is not named in the sentence either. */
function lacksForeign({ type, scope, asked }: Question, { matches, folded }: Evidence): boolean {
  return scope.foreign.some(
    (place) =>
      // 评上四川省…了吗 claims the place: whose reports are asked about stands first.
      !(type === 'yesno' && asked.indexOf(place) > 2) &&
      !folded.includes(place) &&
      !matches.some(({ term, at }) => term.text === place && at.length > 0),
  );
}

/**
 * Whether a figure is not that of the place asked about, which has no report here: named only after the clause of
 * the figure (，红河州科协授予…), or as a level (嘉兴市级).
 */
function isOfAnotherPlace({ type, scope, asked }: Question, { folded }: Evidence, span: Clause): boolean {
  if (type !== 'count') return false;
  const end = cutClauses(folded).find((clause) => span.start < clause.end)?.end ?? folded.length;
  const owners = folded.slice(0, end).replace(LEVEL, '');
  const isLevel = (place: string) => new RegExp(`${place}[省市州县区]?级`, 'u').test(asked);
  return scope.foreign.some((place) => folded.includes(place) && !owners.includes(place) && !isLevel(place));
}

/** A place that says of which level something is. */
const LEVEL = /\p{Script=Han}{2}[省市州县区]级/gu;

/** Whether the sentence itself, or the beginning of its paragraph, holds a key term: a heading alone is not enough. */
function isAnchored({ matches }: Evidence): boolean {
  const keys = matches.filter(({ term }) => term.isKey);
  return keys.length === 0 || keys.some(({ at, strength }) => at.length > 0 || strength > 0.7);
}

/** Whether a sentence tells itself of none of what the question says happened: 提交材料 dates no 揭牌. */
function lacksEvent({ matches }: Evidence): boolean {
  const events = matches.filter(({ term }) => term.isVerb);
  return events.length > 0 && events.every(({ at }) => at.length === 0);
}

/** Whether a sentence does not speak of the office that is asked for (团长是哪位). */
function lacksOffice({ type, head }: Question, { matches }: Evidence): boolean {
  if (type !== 'person' || !OFFICE.test(head)) return false;
  return matches.some(({ term, at }) => term.text === head && at.length === 0);
}

/** What a sentence shows by its form where it tells what is asked for, whatever the type of the question. */
const FORMS: readonly { readonly asks: RegExp; readonly says: RegExp }[] = [
  {
    asks: /为什么|为啥|为何|原因|缘故|凭什么|怎么(?:就|会|没)|咋(?:就|会|没)/u,
    says: /因|由于|为了|原因|鉴于|受.{1,12}影响|以便|旨在|目的|缘于|得益于|归功于/u,
  },
  { asks: /几楼|哪一?层/u, says: /楼|层/u },
  { asks: /地址|哪条路|怎么走/u, says: /地址|位于|坐落|地处|[路街巷弄]|\d号/u },
  { asks: /电话|手机号|热线/u, says: /\d{5,}|\d{3,4}-\d+/u },
  { asks: /几岁|多大年纪|年龄/u, says: /岁|年龄|出生/u },
];

/** Whether something is asked for that a sentence does not show. */
function lacksForm({ type, asked }: Question, { folded }: Evidence): boolean {
  return type !== 'yesno' && FORMS.some(({ asks, says }) => asks.test(asked) && !says.test(folded));
}

/** Whether the only office that a sentence holds of the question is one of another place's association (上海市科协副主席). */
function isAnothersOffice({ asked }: Question, { folded, report, matches }: Evidence): boolean {
  const offices = matches
    .flatMap(({ at }) => at)
    .filter(({ start, end }) => OFFICE.test(folded.slice(start, end)));
  return (
    offices.length > 0 &&
    offices.every(({ start }) => {
      const owner = /(\p{Script=Han}{2})[市省区县](?:科协|科学技术协会)[\p{Script=Han}、]{0,8}$/u.exec(
        folded.slice(0, start),
      )?.[1];
      return owner !== undefined && !report.place.includes(owner) && !asked.includes(owner);
    })
  );
}

/** Whether a span stands in another part (；) of its sentence than all that is asked about. */
function isApart(evidence: Evidence, span: Clause): boolean {
  // All parts of a table row are about what its first cell names.
  if (evidence.kind === 'row') return false;
  const parts = partsWithAllKeys(evidence);
  return parts.length > 0 && !parts.some(({ start, end }) => span.start >= start && span.end <= end);
}

/** What means of answering costs: a thing of the type asked for in the sentence costs nothing. */
const BY_MEANS: Readonly<Record<Basis['means'], number>> = {
  span: 1,
  list: 1,
  overview: 1,
  beside: 0.9,
  kind: 0.85,
  sentence: 0.65,
  misfit: 0.4,
  lacking: 0.5,
};
/** Types that a sentence answers as well as a span would. */
const BY_SENTENCE: ReadonlySet<AnswerType> = new Set(['open', 'yesno', 'definition', 'summary']);
/** Types whose span belongs to the part of the sentence that it stands in. */
const IN_ONE_PART: ReadonlySet<AnswerType> = new Set(['count', 'date', 'person']);
/** Types that are read wherever a report names one: a sentence in which none is read hardly names one. */
const READ_WHERE_NAMED: ReadonlySet<AnswerType> = new Set(['organisation', 'list']);
/** An overview rests on the whole report. */
const OVERVIEW = 0.8;

/**
 * How sure we are that a finding answers the question.
 *
 * @returns 0 to 1
 */
export function confidenceOf(question: Question, { evidence, fit, means, ...span }: Basis): number {
  if (means === 'overview') return OVERVIEW;
  if (question.focus.length === 0) return 0;
  let confidence = Math.max(evidence.fit, fit ?? 0);
  // To a yes-or-no question 只是计划 is the answer.
  const isOnlyPlanned = isPlannedAt(evidence, span) && !asksForPlan(question, evidence);
  if (isOnlyPlanned && question.type !== 'yesno') confidence *= 0.55;
  // A claimed year may be wrong: then the report's own words say so.
  if (disagrees(question, evidence, span)) confidence *= question.type === 'yesno' ? 0.7 : 0.5;
  if (!isAnchored(evidence)) confidence *= 0.85;
  if (question.type === 'date' && lacksEvent(evidence)) confidence *= 0.6;
  if (lacksForm(question, evidence)) confidence *= 0.55;
  if (isAnothersOffice(question, evidence)) confidence *= 0.5;
  if (IN_ONE_PART.has(question.type) && isApart(evidence, span)) confidence *= 0.6;
  if (lacksForeign(question, evidence) || isOfAnotherPlace(question, evidence, span)) confidence *= 0.5;
  if (!BY_SENTENCE.has(question.type)) confidence *= BY_MEANS[means];
  if (means === 'sentence' && READ_WHERE_NAMED.has(question.type)) confidence *= 0.8;
  if (means !== 'span' && lacksOffice(question, evidence)) confidence *= 0.8;
  return Math.max(0, Math.min(1, confidence));
}
