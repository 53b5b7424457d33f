/**
 * From a question to the sentences that may hold its answer: passages by words and character pairs, then
 * their sentences by how much of the question they account for.
 */
import { mapAll } from '../../index/missing.ts';
import type { Hit, Index, ReportCard, SearchQuery, StoredPassage, WeightedTerm } from '../../index/shelf.ts';
import { bigramTerms, wordTerms } from '../../index/terms.ts';
import type { Question } from '../question/question.ts';
import { charactersOfMatter } from '../question/said.ts';
import { type Evidence, weigherOf } from './evidence.ts';
import { contextOf, type PassageContext, type Preceding } from './passage-context.ts';

/** Passages that are searched for. */
const PASSAGES = 24;
/**
 * Passages whose sentences are weighed: so many in any case, and those whose score is at least this share of the
 * best. What comes after has a few common words of the question: more than half of the 24 on CMRC 2018. Six and a
 * quarter find the paragraph no more often on dev (R@1 98.6, R@5 99.8) and 0.1 points more often on trial, and take a
 * tenth longer; four and a half lose 0.2 points on trial (2026-11-22).
 */
const SURE_PASSAGES = 5;
const NEAR_SHARE = 0.4;
/** Where reports in scope have no more passages than this, all their sentences are weighed. */
const ALL_PASSAGES = 120;
/** Alternatives of a word are searched for at this share of its weight. */
const SYNONYM_WEIGHT = 0.6;
/** And words near it, by a dictionary, at this one. */
const NEAR_WEIGHT = 0.3;
/** How far back the beginning of a paragraph is looked for, in passages. */
const PASSAGES_BEFORE = 4;

/** Sentences by what the search and their coverage say of them, best first; `rank.ts` puts them into their order. */
export function retrieve(question: Question, index: Index, reports: readonly ReportCard[]): Evidence[] {
  const hits = search(question, index, reports);
  const best = hits[0]?.score ?? 0;
  const near = hits.filter(({ score }, i) => i < SURE_PASSAGES || score >= NEAR_SHARE * best);
  const weigh = weigherOf(question);
  const evidence = mapAll(near, ({ passage: row, report: reportRow, score }) => {
    const passage = index.passage(row);
    // Reports are numbered through from 1.
    const report = index.reports[reportRow - 1];
    if (!passage || !report) return [];
    return weigh(inContext(index, passage, report), best > 0 ? score / best : 0);
  }).flat();
  return evidence.sort((a, b) => b.score - a.score || a.passage.row - b.passage.row || a.start - b.start);
}

/** All rows of the table that a row stands in, weighed as the row is, in the order of the text. */
export function rowsOfTable(question: Question, evidence: Evidence, index: Index): Evidence[] {
  const { report, passage, row } = evidence;
  if (!row) return [];
  const holds = (at: number) => index.passage(at)?.rows.some(({ table }) => table === row.table) ?? false;
  let first = passage.row;
  while (first > report.firstPassage && holds(first - 1)) first--;
  let last = passage.row;
  while (last + 1 < report.firstPassage + report.passages && holds(last + 1)) last++;
  return rowsBetween(question, evidence, first, last, index).filter(
    (other) => other.row?.table === row.table,
  );
}

/** The tables of the report that a sentence is from, each with its rows as {@link rowsOfTable} gives them. */
export function tablesOfReport(question: Question, evidence: Evidence, index: Index): Evidence[][] {
  const { firstPassage, passages } = evidence.report;
  const tables = new Map<number, Evidence[]>();
  for (const one of rowsBetween(question, evidence, firstPassage, firstPassage + passages - 1, index)) {
    if (!one.row) continue;
    tables.set(one.row.table, [...(tables.get(one.row.table) ?? []), one]);
  }
  return [...tables.values()];
}

/** The rows of tables in some passages of a report. */
function rowsBetween(
  question: Question,
  { report, passageScore }: Evidence,
  first: number,
  last: number,
  index: Index,
): Evidence[] {
  const weigh = weigherOf(question);
  const rows = mapAll(fromTo(first, last), (at) => {
    const passage = index.passage(at);
    return passage && passage.rows.length > 0 ? weigh(inContext(index, passage, report), passageScore) : [];
  }).flat();
  return rows.filter(({ row }) => row !== null);
}

/**
 * The passages to look into. One report's passages are few enough to look into all of them: searching the whole
 * index and throwing away what other reports say would cost more the more reports there are.
 */
function search(question: Question, index: Index, reports: readonly ReportCard[]): readonly Hit[] {
  const isAll = reports.length === index.reports.length;
  if (!isAll && reports.reduce((sum, { passages }) => sum + passages, 0) <= ALL_PASSAGES) {
    return reports.flatMap((report) =>
      Array.from({ length: report.passages }, (_, i) => ({
        passage: report.firstPassage + i,
        report: report.row,
        score: 0,
      })),
    );
  }
  return searchIn(question, index, reports, PASSAGES);
}

function searchIn(
  question: Question,
  index: Index,
  reports: readonly ReportCard[],
  limit: number,
): readonly Hit[] {
  const query = queryFor(question, index);
  return reports.length === index.reports.length
    ? index.search(query, limit)
    : index.search({ ...query, reports: new Set(reports.map(({ row }) => row)) }, limit);
}

/** Passages that are searched for where only their associations count; a cluster gives no more. */
const PASSAGES_OF_MANY = 100;

/** The associations whose passages are nearest to a question, by their best one, the nearest first. */
export function nearestAssociations(
  question: Question,
  index: Index,
  reports: readonly ReportCard[],
): readonly string[] {
  const hits = searchIn(question, index, reports, PASSAGES_OF_MANY);
  const associations = hits.map(({ report }) => index.reports[report - 1]?.association ?? '');
  return [...new Set(associations.filter((association) => association !== ''))];
}

/**
 * Words with their alternatives, and the character pairs of the question. The focus terms alone do not do: a name
 * that is joined there of what jieba leaves in pieces (锦/地/罗) is no word of the index, its pieces are.
 */
function queryFor(question: Question, index: Index): SearchQuery {
  const words = wordTerms(index.segment(charactersOfMatter(question))).map(
    (term): WeightedTerm => ({ term, weight: 1 }),
  );
  for (const { text, alternatives, near, isKey } of question.focus) {
    const weight = isKey ? 1 : 0.6;
    words.push({ term: text, weight });
    for (const term of near) words.push({ term, weight: weight * NEAR_WEIGHT });
    for (const alternative of alternatives.slice(0, 6)) {
      for (const { text: word, tag } of index.segment(alternative)) {
        if (tag !== 'x') words.push({ term: word, weight: weight * SYNONYM_WEIGHT });
      }
    }
  }
  const pairs = new Set([
    ...question.focus.flatMap(({ text }) => bigramTerms(text)),
    ...bigramTerms(charactersOfMatter(question)),
  ]);
  return { words: distinct(words), bigrams: [...pairs].map((term) => ({ term, weight: 1 })) };
}

/**
 * The sentences of neighbouring passages of a report, weighed for a question, in the order of the text.
 *
 * @param from  row of the first passage, which may lie before the report's own
 * @param to    row of the last one
 * @param known sentences that were weighed already: they are given as they are
 */
export function sentencesOf(
  question: Pick<Question, 'focus' | 'matter'>,
  index: Index,
  report: ReportCard,
  { from, to }: { readonly from: number; readonly to: number },
  known: readonly Evidence[] = [],
): Evidence[] {
  const weigh = weigherOf(question);
  const first = Math.max(from, report.firstPassage);
  const last = Math.min(to, report.firstPassage + report.passages - 1);
  const sentences = mapAll(fromTo(first, last), (row) => {
    const passage = index.passage(row);
    return passage ? weigh(inContext(index, passage, report), 0) : [];
  }).flat();
  const byStart = new Map(known.filter((one) => one.report === report).map((one) => [one.start, one]));
  return sentences.map((sentence) => byStart.get(sentence.start) ?? sentence);
}

const fromTo = (first: number, last: number): number[] =>
  Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);

/** The contexts of the passages that the library keeps in memory. */
const contexts = new WeakMap<StoredPassage, PassageContext>();

function inContext(index: Index, passage: StoredPassage, report: ReportCard): PassageContext {
  let context = contexts.get(passage);
  if (!context) {
    context = contextOf(passage, report, precedingText(index, passage));
    contexts.set(passage, context);
  }
  return context;
}

/**
 * What stands before a passage: the beginning of its paragraph, where its subject is named, the passage before it
 * in its section, which 此次大赛 speaks of, and the first passage of its report.
 */
function precedingText(index: Index, passage: StoredPassage): Preceding {
  let paragraph = '';
  let introduction = '';
  let isInList = passage.sentences[0]?.kind === 'item';
  let around = '';
  let block = passage.sentences[0]?.block;
  // Passages of a report are numbered through, so the row before is the passage before.
  for (let back = 1; back <= Math.min(PASSAGES_BEFORE, passage.ordinal); back++) {
    const before = index.passage(passage.row - back);
    if (!before || before.section.join() !== passage.section.join()) break;
    const isSameParagraph = before.sentences.at(-1)?.block === block;
    if (back === 1) around = before.folded;
    const opening = isInList ? before.sentences.findLast(({ kind }) => kind !== 'item') : undefined;
    if (opening) {
      introduction = before.folded.slice(opening.start - before.start, opening.end - before.start);
      isInList = false;
    }
    if (isSameParagraph) {
      paragraph = before.folded + paragraph;
      block = before.sentences[0]?.block;
    } else {
      block = undefined;
      if (!isInList) break;
    }
  }
  const report = passage.ordinal > 0 ? index.passage(passage.row - passage.ordinal)?.folded : undefined;
  return { paragraph, introduction, around, report: report ?? '' };
}

/** One entry a term, the heaviest. */
function distinct(terms: readonly WeightedTerm[]): WeightedTerm[] {
  const heaviest = new Map<string, number>();
  for (const { term, weight } of terms) heaviest.set(term, Math.max(weight, heaviest.get(term) ?? 0));
  return [...heaviest].map(([term, weight]) => ({ term, weight }));
}
