/**
 * What speaks against a finding, by name. An objection is a fact about one question and one sentence; how much it counts
 * is fitted with everything else (`features.ts`), and which of them hold is shown to whoever looks into an answer.
 */

import type { Figure } from '../../corpus/figures.ts';
import { GENERAL } from '../../knowledge/lists.ts';
import { oneOf } from '../../knowledge/word-lists.ts';
import { isWithin } from '../../language/place.ts';
import { UNIT_PATTERN } from '../../language/units.ts';
import { OFFICE } from '../extract/office.ts';
import type { Basis } from '../find/finding.ts';
import { headClass } from '../question/heads.ts';
import { RANKS } from '../question/place-names.ts';
import type { AnswerType, Form, Question } from '../question/question.ts';
import { placeSaid, says } from '../question/said.ts';
import {
  fallsShort,
  isAnotherEdition,
  isAnotherHalf,
  isAnotherYear,
  isOfAnotherEvent,
} from '../read/agreement.ts';
import { tellsOf } from '../read/body.ts';
import { cutClauses } from '../read/clauses.ts';
import { type FigureRole, figureRole, roleMisfit } from '../read/figure-roles.ts';
import { FORMS } from '../read/forms.ts';
import { partsWithAllKeys } from '../read/parts.ts';
import { isPlannedAt, mayAskForPlan } from '../read/plans.ts';
import type { Evidence } from '../retrieve/evidence.ts';

/** A reason why a finding may not answer. */
interface Objection {
  /** In one line, for whoever looks into an answer. */
  readonly says: string;
  readonly holds: (question: Question, basis: Basis, figure: Figure | null) => boolean;
}

/** Types that a sentence answers as well as a span would. */
const BY_SENTENCE: ReadonlySet<AnswerType> = new Set(['open', 'yesno', 'definition', 'summary']);
/** Types whose span belongs to the part of the sentence that it stands in. */
const IN_ONE_PART: ReadonlySet<AnswerType> = new Set(['count', 'date', 'person']);
/** Types that are read wherever a report names one: a sentence in which none is read hardly names one. */
const READ_WHERE_NAMED: ReadonlySet<AnswerType> = new Set(['organisation', 'list']);

/** Whether a thing of the type asked for would be a span, and what answers is found by other means. */
const isBy = (means: Basis['means']) => (question: Question, basis: Basis) =>
  basis.means === means && !BY_SENTENCE.has(question.type);
/** To a yes-or-no question 只是计划, 申报 or another year is what its verdict says. */
const isNoClaim = ({ type }: Question) => type !== 'yesno';

/** All objections, by name. */
export const OBJECTIONS = {
  onlyPlanned: {
    says: '只是计划，没有说已经做到',
    holds: (question, basis) =>
      isNoClaim(question) &&
      // What is wanting is told with what was meant to be: 原定9月开馆，到年底仍未开馆.
      basis.means !== 'overview' &&
      // Why a plan was not kept is told with the plan: 原定4月举办的大集因疫情取消.
      question.wants.form !== 'reason' &&
      isPlannedAt(basis.evidence, basis) &&
      !mayAskForPlan(question, basis.evidence),
  },
  anotherYear: {
    says: '说的是另一年，或者一年里的另一段',
    holds: (question, basis) =>
      isNoClaim(question) &&
      basis.means !== 'overview' &&
      (isAnotherYear(question, basis.evidence, basis) || isAnotherHalf(question, basis.evidence, basis)),
  },
  anotherEdition: {
    says: '说的是另一届、另一批',
    holds: (question, { evidence }) => isAnotherEdition(question, evidence),
  },
  fallsShort: {
    says: '还在申报、推荐、筹建，没有到所问的一步',
    holds: (question, basis) => fallsShort(question, basis.evidence, basis),
  },
  lacksEvent: {
    says: '句子没有说到所问的事',
    holds: (question, { evidence }) => question.type === 'date' && lacksEvent(question, evidence),
  },
  lacksForm: {
    says: '句子里没有所问的那种说法（原因、楼层、地址、电话、年龄）',
    holds: lacksForm,
  },
  anothersOffice: {
    says: '是别处科协的职务',
    holds: (question, { evidence }) => isAnothersOffice(question, evidence),
  },
  apart: {
    says: '答案和所问的不在句子的同一部分',
    holds: ({ type }, basis) => IN_ONE_PART.has(type) && isApart(basis),
  },
  lacksForeign: {
    says: '问的是别处，句子没有提到那里',
    holds: (question, { evidence }) => lacksForeign(question, evidence),
  },
  lacksAssociation: {
    says: '问的是另一家科协',
    holds: (question, { evidence }) => lacksAssociation(question, evidence),
  },
  figureOfAnotherPlace: {
    says: '数字不是所问的地方的',
    holds: (question, basis) => isOfAnotherPlace(question, basis),
  },
  lacksOffice: {
    says: '句子没有提到所问的职务，或说的是别人的',
    holds: (question, { evidence, means }) =>
      means !== 'span' &&
      (lacksOffice(question, evidence) || (question.type === 'person' && means === 'misfit')),
  },
  anotherBody: {
    says: '所问的单位，句子和它的上文都没有说到',
    holds: ({ bodies, type }, { evidence }) =>
      type !== 'yesno' && bodies.some((body) => !tellsOf(body, evidence)),
  },
  unknownThing: {
    says: '所问的东西，报告里没有这个词',
    holds: ({ unknownThings }, { evidence }) => unknownThings.some((word) => !isSaidAlike(word, evidence)),
  },
  onlyBeside: { says: '所问的在相邻的一句里', holds: isBy('beside') },
  onlySentence: { says: '只是最接近的一句，没有认出所问的东西', holds: isBy('sentence') },
  onlyTarget: {
    says: '是目标数，不是完成数',
    holds: (question, basis, figure) => figure !== null && isOfRole('target', question, basis),
  },
  onlyChange: {
    says: '是增减的数，不是总数',
    holds: (question, basis, figure) =>
      figure !== null && (isOfRole('change', question, basis) || isOfRole('gap', question, basis)),
  },
  misfit: { says: '职务对不上', holds: isBy('misfit') },
  lacking: { says: '没有所问的数字或日期', holds: isBy('lacking') },
  illegible: {
    says: '原文此处缺字',
    holds: (_, basis) => isIllegible(basis),
  },
  namesNone: {
    says: '问的是单位或名单，句子里没有认出一个',
    holds: ({ type }, { means }) => means === 'sentence' && READ_WHERE_NAMED.has(type),
  },
  namesNoPlace: {
    says: '问的是哪条街、哪个镇，句子里没有一个',
    holds: (question, { means, evidence }) => means === 'sentence' && namesNoPlace(question, evidence),
  },
} as const satisfies Readonly<Record<string, Objection>>;

/** The name of an objection. */
export type ObjectionName = keyof typeof OBJECTIONS;

export const OBJECTION_NAMES = Object.keys(OBJECTIONS) as readonly ObjectionName[];

/**
 * What no fit outweighs, whatever answers: somebody read to hold another office is no answer, nor is what cannot be read, nor
 * anything where no report knows the thing that is asked for, or a sentence tells of another body than the one that is named.
 */
const RULE_OUT: ReadonlySet<ObjectionName> = new Set<ObjectionName>([
  'misfit',
  'illegible',
  'anotherBody',
  'unknownThing',
]);

/**
 * Whether an objection rules a finding out, whatever fits. A sentence that only names the officers of another association is
 * none about its own. None of the tune questions that these were held against had been answered rightly (2026-11-30).
 */
export const rulesOut = (objections: readonly ObjectionName[], { means }: Basis): boolean =>
  objections.some((name) => RULE_OUT.has(name) || (name === 'anothersOffice' && means === 'sentence'));

/**
 * The objections that hold, in the order of the table.
 *
 * @param figure the figure that answers, where one does
 */
export function objectionsTo(question: Question, basis: Basis, figure: Figure | null): ObjectionName[] {
  return OBJECTION_NAMES.filter((name) => OBJECTIONS[name].holds(question, basis, figure));
}

/** Whether a sentence has the first or the last character of a word, which it may then say otherwise: 分队 for 小队. */
const isSaidAlike = (word: string, { folded }: Evidence): boolean =>
  [word.at(0), word.at(-1)].some((character) => character !== undefined && folded.includes(character));

/** Whether a street or a town is asked for, and a sentence names none: 在哪条街, 10月20日建成开馆. */
function namesNoPlace(question: Question, { folded }: Evidence): boolean {
  const { type, head } = question;
  if (type !== 'place' || headClass(head) !== 'place' || GENERAL.bare.includes(head)) return false;
  const rank = head.slice(-1);
  // 在李家埠、河西2个村 names them.
  if (new RegExp(`\\d(?:${UNIT_PATTERN})?${rank}`, 'u').test(folded)) return false;
  const names = folded.match(new RegExp(`\\p{Script=Han}${rank}`, 'gu')) ?? [];
  return names.every((name) => says(question, name));
}

/** Whether characters are missing (□, ××) where the answer stands. */
const isIllegible = ({ evidence, start, end, means }: Basis): boolean =>
  /□|[×▢■]{2}/u.test(means === 'sentence' ? evidence.folded : evidence.folded.slice(start, end));

/** Whether a figure of a sentence has a role that nobody asked for: what was to be reached, or what it changed by. */
function isOfRole(role: FigureRole, question: Question, { evidence, ...span }: Basis): boolean {
  if (question.type !== 'count' || evidence.row) return false;
  return figureRole(evidence.folded, span) === role && roleMisfit(question, evidence.folded, span) > 0;
}

/** Whether a place that was named and has no report here is not named in the sentence either. */
function lacksForeign(question: Question, { matches, folded }: Evidence): boolean {
  return question.scope.foreign.some(
    (place) =>
      // 评上四川省…了吗 claims the place: whose reports are asked about stands first.
      !(question.type === 'yesno' && placeSaid(question, place) > 2) &&
      !folded.includes(place) &&
      !matches.some(({ term, at }) => term.text === place && at.length > 0),
  );
}

/** Whether an association is asked about that has no report here, and a sentence does not name it. */
const lacksAssociation = ({ scope, wants }: Question, { folded }: Evidence): boolean =>
  scope.associations.length === 0 && wants.otherAssociations.some((place) => !folded.includes(place));

/**
 * Whether a figure is not that of the place asked about, which has no report here: named only after the clause of
 * the figure (，红河州科协授予…), or as a level (嘉兴市级).
 */
function isOfAnotherPlace(question: Question, { evidence, start }: Basis): boolean {
  const { type, scope, wants } = question;
  const { folded } = evidence;
  if (type !== 'count') return false;
  if (isRowOfAnotherPlace(question, evidence)) return true;
  const end = cutClauses(folded).find((clause) => start < clause.end)?.end ?? folded.length;
  const owners = folded.slice(0, end).replace(LEVEL, '');
  return scope.foreign.some(
    (place) => folded.includes(place) && !owners.includes(place) && !wants.placesAsLevels.includes(place),
  );
}

/** Whether a row of a table is of a place that nobody asked about: 东岭县：科普活动场次 52, of a city's report. */
function isRowOfAnotherPlace({ scope, focus }: Question, { kind, folded, report }: Evidence): boolean {
  const place = kind === 'row' ? ROW_PLACE.exec(folded)?.[1] : undefined;
  if (place === undefined || place === report.place) return false;
  const isNamed = (word: string) => word.length > 1 && (place.includes(word) || word.includes(place));
  return !scope.foreign.some(isNamed) && !focus.some(({ text }) => isNamed(text));
}
const ROW_PLACE = new RegExp(`^(\\p{Script=Han}{1,5}${oneOf(RANKS)})[：；]`, 'u');

/** A place that says of which level something is. */
const LEVEL = /\p{Script=Han}{2}[省市州县区]级/gu;

/** Whether a sentence tells itself of none of what the question says happened: 提交材料 dates no 揭牌. */
function lacksEvent(question: Question, evidence: Evidence): boolean {
  const events = evidence.matches.filter(({ term }) => term.isVerb);
  return (
    (events.length > 0 && events.every(({ at }) => at.length === 0)) || isOfAnotherEvent(question, evidence)
  );
}

/** Whether a sentence does not speak of the office that is asked for (团长是哪位). */
function lacksOffice({ type, head }: Question, { matches }: Evidence): boolean {
  if (type !== 'person' || !OFFICE.test(head)) return false;
  return matches.some(({ term, at }) => term.text === head && at.length === 0);
}

/** What a sentence shows by its form where it tells what is asked for, whatever the type of the question. */
const SHOWS: Readonly<Record<Exclude<Form, 'reason'>, RegExp>> = {
  floor: new RegExp(oneOf(FORMS.floor), 'u'),
  address: new RegExp(`${oneOf(FORMS.address)}|\\d号`, 'u'),
  phone: new RegExp(`${oneOf(FORMS.phone)}|\\d{5,}|\\d{3,4}-\\d+`, 'u'),
  age: new RegExp(oneOf(FORMS.age), 'u'),
};

/** Whether something is asked for that a sentence does not show. */
function lacksForm({ type, wants: { form } }: Question, { evidence: { folded }, means }: Basis): boolean {
  if (type === 'yesno' || form === null) return false;
  return form === 'reason' ? means === 'sentence' : !SHOWS[form].test(folded);
}

/** Whether the only office that a sentence holds of the question is one of another place's association (上海市科协副主席). */
function isAnothersOffice(question: Question, { folded, report, matches }: Evidence): boolean {
  const offices = matches
    .flatMap(({ at }) => at)
    .filter(({ start, end }) => OFFICE.test(folded.slice(start, end)));
  return (
    offices.length > 0 &&
    offices.every(({ start }) => {
      const owner = /(\p{Script=Han}{2})[市省区县](?:科协|科学技术协会)[\p{Script=Han}、]{0,8}$/u.exec(
        folded.slice(0, start),
      )?.[1];
      return owner !== undefined && !report.place.includes(owner) && !says(question, owner);
    })
  );
}

/** Whether a span stands in another part (；) of its sentence than all that is asked about. */
function isApart({ evidence, ...span }: Basis): boolean {
  // All parts of a table row are about what its first cell names.
  if (evidence.kind === 'row') return false;
  const parts = partsWithAllKeys(evidence);
  return parts.length > 0 && !parts.some((part) => isWithin(span, part));
}
