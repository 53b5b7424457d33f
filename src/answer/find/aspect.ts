/**
 * A part of a report that is asked for as such: what is wanting, what is to come, what was won. Told by the heading above
 * it, or by the sentence that opens it.
 */
import { covers } from '../../corpus/report.ts';
import type { Index, ReportCard } from '../../index/shelf.ts';
import { LISTING } from '../../knowledge/lists.ts';
import { oneOf, wordIn } from '../../knowledge/word-lists.ts';
import { isWithin } from '../../language/place.ts';
import { HONOURS } from '../extract/names.ts';
import type { AnswerType, Aspect, Question } from '../question/question.ts';
import { enumerationsIn } from '../read/enumeration.ts';
import { bestClause } from '../read/parts.ts';
import { isPlannedAt, plansFor } from '../read/plans.ts';
import { isBelowPlans, isBelowWanting } from '../read/sections.ts';
import { stepIn } from '../read/status.ts';
import type { Evidence } from '../retrieve/evidence.ts';
import { sentencesOf } from '../retrieve/retrieve.ts';
import type { Found } from './finding.ts';
import { fitted, type Item, LIST_CHARS, partsOf } from './listing.ts';
import { canBePoint, introduces, worthOf } from './points.ts';

/** Passages of a report that are read for a part of it. */
export const WHOLE_PASSAGES = 400;
/** What the points of a summary may come to, with 40 characters for its label and the sections' names beside them. */
export const SUMMARY_CHARS = 520;

/** Types that a part of a report answers: whoever asks how many or when asks for a thing in it. */
const ASKS_FOR_PART: ReadonlySet<AnswerType> = new Set([
  'list',
  'summary',
  'open',
  'name',
  'place',
  'definition',
]);

/** Whether a question asks for a part of a report. */
export const asksForPart = ({ type, wants }: Question): boolean =>
  wants.aspects.length > 0 && ASKS_FOR_PART.has(type);

/**
 * What the report tells of it, item by item.
 *
 * @returns null where it tells nothing of it, or not in one place
 */
export function findAspect(question: Question, index: Index, reports: readonly ReportCard[]): Found | null {
  const { aspects } = question.wants;
  const report = reportFor(question, reports);
  if (!report) return null;
  const row = report.firstPassage;
  const sentences = sentencesOf(question, index, report, { from: row, to: row + WHOLE_PASSAGES });
  const each = aspects.map(
    (aspect) => inSection(aspect, sentences) ?? opened(aspect, sentences) ?? scattered(aspect, sentences),
  );
  if (each.some((one) => one === null)) return null;
  const tells = new Set(each.flatMap((one) => one ?? []));
  const told = ofYearToCome(
    question,
    sentences.filter((sentence) => tells.has(sentence)),
  );
  const items = itemsOf(question, told);
  const [first] = items?.[0] ?? [];
  if (!items || !first) return null;
  const isList = question.type !== 'summary';
  const listing = fitted(null, items, isList ? 'list' : 'points', isList ? LIST_CHARS : SUMMARY_CHARS);
  return {
    basis: { evidence: first.evidence, ...bestClause(first.evidence), means: 'overview' },
    shown: partsOf(listing),
    highlight: null,
    verdict: null,
    listing,
  };
}

/** Of what is to come, what is planned for the year that is asked about, where a sentence says so: 原计划7月开放 is past. */
function ofYearToCome({ scope, wants }: Question, told: readonly Evidence[]): readonly Evidence[] {
  const [year, ...more] = scope.years;
  if (year === undefined || more.length > 0 || !wants.aspects.includes('plans')) return told;
  const planned = told.filter((sentence) => plansFor(sentence, year));
  return planned.length > 0 ? planned : told;
}

/** The newest report of the year asked about; of what is to come in a year, that of the year before. */
function reportFor({ scope, wants }: Question, reports: readonly ReportCard[]): ReportCard | undefined {
  if (scope.foreign.length > 0) return undefined;
  const of = (years: readonly number[]) =>
    reports.filter(({ period }) => years.every((year) => covers(period, year)));
  const before = wants.aspects.includes('plans') ? of(scope.years.map((year) => year - 1)) : [];
  const named = before.length > 0 ? before : of(scope.years);
  return [...named].sort((a, b) => b.period.to - a.period.to)[0];
}

const IN_SECTION: Readonly<Record<Aspect, (sentence: Evidence) => boolean>> = {
  problems: isBelowWanting,
  plans: isBelowPlans,
  honours: ({ passage }) => wordIn(LISTING['in-honours'], passage.section.join(' ')) !== null,
};

/** The sentences below a heading that names it. */
function inSection(aspect: Aspect, sentences: readonly Evidence[]): Evidence[] | null {
  const named = sentences.filter((sentence) => sentence.kind !== 'byline' && IN_SECTION[aspect](sentence));
  // 存在问题及下一步打算: one heading for both.
  const isShared = (sentence: Evidence) =>
    (['problems', 'plans'] as const).some((other) => other !== aspect && IN_SECTION[other](sentence));
  const own = named.filter((sentence) => !isShared(sentence) || isOf(aspect, sentence));
  const won = aspect === 'honours' ? own.filter(tellsOfHonour) : own;
  const telling = won.length > 0 ? won : own;
  return telling.some((sentence) => !introduces(sentence.folded)) ? telling : null;
}

/** Whether a sentence names what was won, and not only what somebody was recommended for. */
const tellsOfHonour = ({ folded }: Evidence): boolean =>
  HONOUR.test(folded) && stepIn(folded, 'honour')?.kind !== 'lower';
const HONOUR = new RegExp(oneOf(HONOURS), 'u');

const isOf = (aspect: Aspect, sentence: Evidence): boolean => isToCome(sentence) === (aspect === 'plans');

const isToCome = ({ folded, passage, ...rest }: Evidence): boolean =>
  isPlannedAt({ ...rest, folded, passage: { ...passage, section: [] } }, { start: 0, end: folded.length });

/** What follows the sentence that opens it, to the end of its paragraph or of the list that it introduces. */
function opened(aspect: Aspect, sentences: readonly Evidence[]): Evidence[] | null {
  if (aspect !== 'problems') return null;
  const at = sentences.findIndex(({ folded }) => wordIn(LISTING['opens-problems'], folded) !== null);
  const opening = sentences[at];
  if (!opening) return null;
  const list = enumerationsIn(sentences.slice(at, at + OPENED_SENTENCES)).find(
    ({ head, items }) => (head ?? items[0]?.[0])?.evidence === opening,
  );
  const last = list?.items.at(-1)?.at(-1)?.evidence ?? opening;
  return sentences.filter(
    ({ block, start }) =>
      start >= opening.start &&
      (start <= last.start || (!list && block === opening.block && introduces(opening.folded))),
  );
}

/** How far the list that a sentence opens is looked for. */
const OPENED_SENTENCES = 40;

const WON = new RegExp(`${oneOf(LISTING.won)}[^，。；]{0,40}${oneOf(HONOURS)}`, 'u');

/** The sentences that tell of it, wherever they stand. */
function scattered(aspect: Aspect, sentences: readonly Evidence[]): Evidence[] | null {
  if (aspect === 'problems') return null;
  const told = sentences.filter((sentence) =>
    aspect === 'plans'
      ? isToCome(sentence)
      : WON.test(sentence.folded) && tellsOfHonour(sentence) && !isToCome(sentence),
  );
  return told.length > 0 ? told : null;
}

/** The items that sentences count off, and beside them the sentences that tell something, each for itself. */
function itemsOf(question: Question, told: readonly Evidence[]): Item[] {
  const counted = enumerationsIn(told)
    .flatMap(({ items }) => items)
    .filter(
      (item, i, all) =>
        !all.some((other, j) => j !== i && holds(other, item) && (j < i || !holds(item, other))),
    );
  const isCounted = ({ start }: Evidence) =>
    counted.some((item) => item.some(({ evidence }) => evidence.start === start));
  const points = told.filter(
    (sentence) => !isCounted(sentence) && canBePoint(sentence) && !introduces(sentence.folded),
  );
  // A line of its own with a colon (先进集体：…) is taken for a caption, and may be all that the section has.
  const hasPoints = points.length > 0 || counted.length > 0;
  const single = hasPoints ? points : told.filter(({ kind }) => kind === 'caption');
  const telling = single.filter((sentence) => worthOf(question, sentence) > LEAST_WORTH);
  const others = counted.length > 0 || telling.length > 0 ? telling : single;
  const all = [
    ...counted,
    ...others.map((evidence): Item => [{ evidence, clause: { start: 0, end: evidence.folded.length } }]),
  ];
  const startOf = ([first]: Item) => (first ? first.evidence.start + first.clause.start : 0);
  return all.sort((a, b) => startOf(a) - startOf(b));
}

/** A sentence that is worth less, with neither figure nor name, is none of the items where there are others. */
const LEAST_WORTH = -0.3;

/** Whether an item holds another one. */
const holds = (outer: Item, inner: Item): boolean =>
  inner.every(({ evidence, clause }) =>
    outer.some((one) => one.evidence === evidence && isWithin(clause, one.clause)),
  );
