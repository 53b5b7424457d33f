/**
 * What the decision is fitted on: findings with their features, and whether each would be judged right.
 *
 * Right answers and near misses are what golden questions give. What they have too little of is questions that the
 * reports do not answer, and those are made of the ones that they do: asked again with their evidence hidden, and with
 * the year, the association or the unit changed for another one that the index knows, where that is told nowhere.
 *
 * @see Rajpurkar et al. 2018, Know What You Don't Know (arXiv 1806.03822), for unanswerable questions made of
 *   answerable ones
 */
import { ofWhoeverTells, reportsInScope, wantsComparison } from '../../answer/answer.ts';
import { citationsOf, textOf } from '../../answer/compose/compose.ts';
import { decide, type Finding } from '../../answer/decide/decide.ts';
import { DECIDE_FEATURES } from '../../answer/decide/features.ts';
import type { ObjectionName } from '../../answer/decide/objections.ts';
import { asksSeveral } from '../../answer/decide/several.ts';
import { understandInContext } from '../../answer/question/conversation.ts';
import type { Question } from '../../answer/question/question.ts';
import { NOTHING_TOLD } from '../../answer/question/turns.ts';
import { covers } from '../../corpus/report.ts';
import type { OpenIndex, ReportCard, StoredPassage } from '../../index/shelf.ts';
import { unitAnswers } from '../../language/numbers.ts';
import { type Golden, isUnreviewed } from '../golden.ts';
import { hiding } from '../hide.ts';
import type { ParagraphAt } from '../pool-index.ts';
import { holdsEvidence, judge, says } from '../score.ts';
import { holdsAnswer } from '../span.ts';
import type { PoolQuestion } from '../squad.ts';

/** One finding. */
export interface DecideRow {
  /** In the order of `DECIDE_FEATURES`. */
  readonly features: readonly number[];
  readonly isRight: boolean;
  /** How the question came about: as it was written, with its evidence hidden, or with a part of it changed. */
  readonly made: 'natural' | 'hidden' | 'swapped';
  /** Whether the reports answer it. */
  readonly isAnswerable: boolean;
  /** What the question is about: the association whose reports, or the document; no two folds share one. */
  readonly about: string;
  /** With the weights in use. */
  readonly confidence: number;
  readonly objections: readonly ObjectionName[];
}

/** For 去年; fixed, so that next year gives the same weights. */
const THIS_YEAR = 2026;
/** A passage that holds this much of the evidence is hidden with it. */
const HOLDS = 0.5;
/** Decided otherwise than by one finding. */
const NOT_ONE_FINDING = new Set(['clarify', 'compare']);
/** What is left of a report when a passage is hidden may well sum it up. */
const NEVER_HIDDEN = new Set(['unanswerable', 'summary']);

/** The rows of one golden question: none where it is not decided by one finding. */
export function decideRowsOf(golden: Golden, index: OpenIndex): DecideRow[] {
  if (NOT_ONE_FINDING.has(golden.type) || isUnreviewed(golden)) return [];
  const natural = foundFor(golden.question, golden.previous, index);
  if (!natural) return [];
  const about = aboutOf(golden, natural.finding);
  const row = ({ features, finding }: FoundFor, made: DecideRow['made'], isRight: boolean): DecideRow => ({
    features,
    isRight,
    made,
    isAnswerable: made === 'natural' && golden.type !== 'unanswerable',
    about,
    confidence: finding.confidence,
    objections: finding.objections,
  });
  const rows = [row(natural, 'natural', judge(golden, draftOf(natural)).verdict === 'correct')];
  if (NEVER_HIDDEN.has(golden.type) || golden.evidence.length === 0) return rows;
  const without = hiding(index, ({ text }) => holdsEvidence(golden, [text], HOLDS));
  const hidden = foundFor(golden.question, golden.previous, without);
  if (hidden && !saysGold(golden, hidden)) rows.push(row(hidden, 'hidden', false));
  if (golden.previous) return rows;
  for (const swapped of swapsOf(golden, natural.question, index)) {
    const found = foundFor(swapped, null, index);
    if (found && !saysGold(golden, found)) rows.push(row(found, 'swapped', false));
  }
  // The day that something happened is no reason for it, and what one association did is not what another one did:
  // here the gold may well come out, and is wrong.
  for (const swapped of [...reasonInstead(golden), ...unknownPlace(golden, natural.question, index)]) {
    const found = foundFor(swapped, null, index);
    if (found) rows.push(row(found, 'swapped', false));
  }
  return rows;
}

/** The rows of one question about a paragraph, with the paragraph and without it. */
export function paragraphRowsOf(
  { question, paragraph, answers }: PoolQuestion,
  index: OpenIndex,
  paragraphAt: ParagraphAt,
  about: string,
): DecideRow[] {
  const rows: DecideRow[] = [];
  const isOf = ({ report, start }: { readonly report: string; readonly start: number }) =>
    paragraphAt(report, start) === paragraph;
  const holds = ({ finding }: FoundFor) => {
    const [first] = citationsOf(finding);
    return { isOf: first !== undefined && isOf(first), holds: holdsAnswer(answers, first?.quote ?? '') };
  };
  const row = ({ features, finding }: FoundFor, made: DecideRow['made'], isRight: boolean): DecideRow => ({
    ...{ features, isRight, made, isAnswerable: made === 'natural', about },
    confidence: finding.confidence,
    objections: finding.objections,
  });
  const natural = foundFor(question, null, index);
  if (natural) {
    const first = holds(natural);
    rows.push(row(natural, 'natural', first.isOf && first.holds));
  }
  const reportOf = ({ report }: StoredPassage) => (index.reports[report - 1] as ReportCard).id;
  const without = hiding(index, (passage) => isOf({ report: reportOf(passage), start: passage.start }));
  const hidden = foundFor(question, null, without);
  if (hidden && !holds(hidden).holds) rows.push(row(hidden, 'hidden', false));
  return rows;
}

interface FoundFor {
  readonly question: Question;
  readonly finding: Finding;
  readonly features: readonly number[];
}

/**
 * What is found for a question, in one pass: nothing of it depends on a confidence, and so on the weights that are to
 * be fitted. A question that stands for the answer to another one does, and is left out.
 */
function foundFor(asked: string, previous: string | null | undefined, index: OpenIndex): FoundFor | null {
  let leansOnAnswer = false;
  const understood = understandInContext(asked, previous ?? undefined, index, THIS_YEAR, () => {
    leansOnAnswer = true;
    return NOTHING_TOLD;
  });
  const question = ofWhoeverTells(understood, index);
  if (leansOnAnswer || wantsComparison(question, index)) return null;
  const { finding, features } = decide(question, index, reportsInScope(question, index));
  if (!finding || !features || asksSeveral(question, finding)) return null;
  return { question, finding, features: DECIDE_FEATURES.map((name) => features[name]) };
}

/** The answer as it would be if confidence did not matter. */
function draftOf({ question, finding }: FoundFor) {
  return {
    kind: 'answered' as const,
    text: textOf(finding, question),
    citations: citationsOf(finding),
    nearest: [],
    suggestions: [],
  };
}

/**
 * Whether the answer is told elsewhere as well, so that nobody knows whether it is wrong. 是 and 没有 are said by every
 * other answer to a claim, and prove nothing.
 */
function saysGold({ gold, type }: Golden, found: FoundFor): boolean {
  const { text } = draftOf(found);
  return type !== 'yesno' && gold.length > 0 && gold.every((ways) => ways.some((way) => says(text, way)));
}

function aboutOf(golden: Golden, { basis }: Finding): string {
  const scope = golden['scope'] as { readonly association?: string | null } | undefined;
  return scope?.association ?? basis.evidence.report.association;
}

/** The question with one thing changed that changes what is true, and that no report tells. */
function swapsOf(golden: Golden, question: Question, index: OpenIndex): string[] {
  return [
    ...otherAssociation(golden, question, index),
    ...otherYear(golden, question, index),
    ...otherUnit(golden, question, index),
  ];
}

/** Asked of the next association whose reports do not know a key term of it. */
function otherAssociation(
  { question: asked }: Golden,
  { scope, focus }: Question,
  index: OpenIndex,
): string[] {
  const [association, ...more] = scope.associations;
  if (association === undefined || more.length > 0 || scope.years.length > 0) return [];
  const own = index.reports.find((report) => report.association === association);
  if (!own || !asked.includes(shortOf(own))) return [];
  const keys = focus.filter(({ isKey, text }) => isKey && !text.includes(shortOf(own)));
  const others = [...index.reports.slice(own.row), ...index.reports.slice(0, own.row)].filter(
    (report) => report.association !== association,
  );
  const other = others.find((report) => {
    const texts = index.reports
      .filter((one) => one.association === report.association)
      .flatMap((one) => passagesOf(one, index).map(({ folded }) => folded));
    return keys.some(
      ({ text, alternatives }) =>
        ![text, ...alternatives].some((word) => texts.some((folded) => folded.includes(word))),
    );
  });
  return other ? [asked.replaceAll(shortOf(own), shortOf(other))] : [];
}

/** Asked of an association that has no report: the next of the lexicon's places whose name stands in none. */
function unknownPlace({ id, question: asked }: Golden, { scope }: Question, index: OpenIndex): string[] {
  const [association, ...more] = scope.associations;
  const own = index.reports.find((report) => report.association === association);
  if (!own || more.length > 0 || !asked.includes(shortOf(own))) return [];
  const texts = index.reports.flatMap((report) => passagesOf(report, index).map(({ folded }) => folded));
  const cities = index.lexicon.places.filter((place) => place.length === 3 && place.endsWith('市'));
  const from = Number(/\d+$/u.exec(id)?.[0] ?? 0) % Math.max(1, cities.length);
  const place = [...cities.slice(from), ...cities.slice(0, from)].find(
    (city) => !texts.some((text) => text.includes(city.slice(0, -1))),
  );
  const name = new RegExp(`${shortOf(own)}[市区县]?(?:科协)?`, 'gu');
  return place ? [asked.replace(name, `${place}科协`)] : [];
}

const shortOf = ({ place }: ReportCard): string => place.replace(/[市区县]$/u, '');

/** Asked of the nearest year that the index knows, that is no year of the association's and of none of the evidence. */
function otherYear(golden: Golden, { scope }: Question, index: OpenIndex): string[] {
  const [year, ...more] = scope.years;
  if (year === undefined || more.length > 0 || !golden.question.includes(String(year))) return [];
  const own = index.reports.filter(
    ({ association }) => scope.associations.length === 0 || scope.associations.includes(association),
  );
  const known = [
    ...new Set(index.reports.flatMap(({ period: { from, to } }) => [from - 1, from, to, to + 1])),
  ];
  const other = known
    .filter(
      (one) =>
        !own.some(({ period }) => covers(period, one)) &&
        !golden.evidence.some((snippet) => snippet.includes(String(one))),
    )
    .sort((a, b) => Math.abs(a - year) - Math.abs(b - year) || a - b);
  return other.slice(0, 2).map((one) => golden.question.replaceAll(String(year), String(one)));
}

/** Asked in another unit, of which no passage with the evidence has a figure. */
function otherUnit(golden: Golden, { type, unit }: Question, index: OpenIndex): string[] {
  const asks = new RegExp(`(多少|几)${unit}`, 'u');
  if (type !== 'count' || unit === '' || !asks.test(golden.question)) return [];
  const passages = index.reports.flatMap((report) => passagesOf(report, index));
  const near = passages.filter(({ text }) => holdsEvidence(golden, [text], HOLDS));
  const report = near[0]?.report;
  const unitsIn = (some: readonly StoredPassage[]) =>
    some
      .flatMap(({ figures }) => figures)
      .flatMap((figure) => (figure.kind === 'count' && figure.unit !== '' ? [figure.unit] : []));
  const told = new Set(unitsIn(near));
  const other = [...new Set(unitsIn(passages.filter((passage) => passage.report === report)))].find(
    (one) => unitAnswers(unit, one) === 'no' && [...told].every((given) => unitAnswers(one, given) === 'no'),
  );
  return other === undefined ? [] : [golden.question.replace(asks, `$1${other}`)];
}

/** Words that ask for a day, a place or a person, before what happened. */
const ASKS_OTHERWISE =
  /什么时候|何时|哪一?天|几月几[日号]|在哪(?:里|儿|个地方)?|由?(?:谁|哪位)(?=[\p{Script=Han}]{2})/u;
const GIVES_REASON = /因|由于|为了|原因|鉴于|影响|以便|旨在|目的|得益/u;

/** Asked why, where the evidence gives no reason: 什么时候开馆, 为什么开馆. */
function reasonInstead({ question, type, evidence }: Golden): string[] {
  if (type === 'yesno' || !ASKS_OTHERWISE.test(question)) return [];
  if (evidence.some((snippet) => GIVES_REASON.test(snippet))) return [];
  return [question.replace(ASKS_OTHERWISE, '为什么')];
}

function passagesOf(report: ReportCard, index: OpenIndex): StoredPassage[] {
  return Array.from({ length: report.passages }, (_, i) => index.passage(report.firstPassage + i)).filter(
    (passage) => passage !== undefined,
  );
}
