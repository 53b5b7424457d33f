/**
 * A column read from top to bottom: every row of it, which is first, last or second, and at what place a row stands.
 * Rows that carry the same unit are compared as they stand; nothing is added up.
 */
import type { Index } from '../../../index/shelf.ts';
import { MEASURED } from '../../../knowledge/lists.ts';
import { wordIn } from '../../../knowledge/word-lists.ts';
import { cellsInColumn, isSaid } from '../../extract/cells.ts';
import type { FocusTerm } from '../../question/focus-term.ts';
import type { Order } from '../../question/measured.ts';
import type { Question } from '../../question/question.ts';
import { says } from '../../question/said.ts';
import type { Shown } from '../../read/parts.ts';
import { labelOf, wordsOfCells } from '../../read/row-words.ts';
import type { Evidence } from '../../retrieve/evidence.ts';
import { rowsOfTable, tablesOfReport } from '../../retrieve/retrieve.ts';
import type { Found } from '../finding.ts';
import { aroundOf, type Entry, entriesOf, isTold, nameOf } from './entries.ts';
import { accounted, citedOnly, columnsOf, placeIn, wholeOf } from './row.ts';

/** Tables that are looked at, by the rank of their best row. */
const TABLES = 4;
/** Rows among the ranked sentences that may lead to a table. */
const SENTENCES = 24;
/** What all rows together may come to, in characters. */
const LIST_CHARS = 280;

/** What a column tells; null where no order and no whole column is asked for, or no table has the column. */
export function findInColumn(question: Question, ranked: readonly Evidence[], index: Index): Found | null {
  const { order, every, unmet } = question.wants.measured;
  const wantsRank = question.numberKind === 'rank' && order === null;
  if (order === null && !every && !unmet && !wantsRank) return null;
  for (const rows of tablesIn(question, ranked, index)) {
    const found = unmet ? findUnmet(question, rows) : inColumn(question, rows, wantsRank);
    if (found) return found;
  }
  return null;
}

/** The tables of the best rows, each once, and then the others of the report that the best sentence is from. */
function tablesIn(question: Question, ranked: readonly Evidence[], index: Index): Evidence[][] {
  const rows = ranked.slice(0, SENTENCES).filter(({ row }) => row !== null);
  const tables: Evidence[][] = [];
  const seen = new Set<string>();
  const keyOf = ({ report, row }: Evidence) => `${report.id} ${row?.table}`;
  const take = (table: readonly Evidence[]) => {
    const [first] = table;
    if (!first || seen.has(keyOf(first))) return;
    seen.add(keyOf(first));
    tables.push([...table]);
  };
  for (const evidence of rows) if (!seen.has(keyOf(evidence))) take(rowsOfTable(question, evidence, index));
  const [top] = ranked;
  for (const table of top ? tablesOfReport(question, top, index) : []) take(table);
  return tables.slice(0, TABLES);
}

function inColumn(question: Question, rows: readonly Evidence[], wantsRank: boolean): Found | null {
  const { order } = question.wants.measured;
  const entries = entriesOf(question, rows);
  if (entries.length < 2) return null;
  const asked = entries.filter((entry) => says(question, nameOf(entry, entries)));
  if (wantsRank) {
    const [one, ...others] = asked;
    return one && others.length === 0 ? placeOf(one, entries) : null;
  }
  const [claimed] = asked;
  if (question.claims && claimed && order)
    return asked.length === 1 ? isFirst(question, claimed, entries, order) : null;
  // 柳埠镇最多的一场 asks of one row.
  if (asked.length > 0) return null;
  return order === null ? all(entries) : first(question, entries, order);
}

/** Every row with its figure, as many as fit. */
function all(entries: readonly Entry[]): Found | null {
  const shown: Shown[] = [];
  let chars = 0;
  for (const entry of entries) {
    const one = said(entry, entries);
    chars += (one.words?.length ?? 0) + 1;
    if (chars > LIST_CHARS) {
      const last = shown.pop();
      if (last) shown.push({ ...last, words: `${last.words}……（其余见原表）` });
      break;
    }
    shown.push(one);
  }
  const [top] = entries;
  return top ? foundOf(top, entries, shown) : null;
}

const said = ({ evidence, cell }: Entry, entries: readonly Entry[], after = ''): Shown => ({
  evidence,
  clause: wholeOf(evidence),
  words: wordsOfEntry({ evidence, cell }, entries) + after,
});

/** An entry as it is said; across a row the head tells which it is. */
function wordsOfEntry({ evidence, cell }: Omit<Entry, 'value'>, entries: readonly Entry[]): string {
  const isAcross = entries.every((other) => other.evidence === evidence);
  return wordsOfCells(evidence, [cell], labelOf(evidence), isAcross ? entries.length : 1);
}

/** The first, the last, the second: all that share the place. */
function first(question: Question, entries: readonly Entry[], order: Order): Found | null {
  const sorted = inOrder(entries, order);
  const places = sorted.map(
    ({ value }) => 1 + sorted.filter((other) => isBefore(other.value, value, order)).length,
  );
  const chosen = sorted.filter((_, i) =>
    order.upTo ? (places[i] as number) <= order.place : places[i] === order.place,
  );
  const [top] = chosen;
  if (!top || chosen.length === sorted.length) return null;
  const words = chosen.map((entry) => wordsOfEntry(entry, entries));
  const most = order.place === 1 && !order.upTo ? (order.from === 'most' ? '最多' : '最少') : '';
  const note = chosen.length > 1 && !order.upTo ? '并列' : '';
  const shown = chosen.map((entry, i): Shown => {
    const end = i === chosen.length - 1 && most + note !== '' ? `（${note}${wordFor(question, most)}）` : '';
    return { evidence: entry.evidence, clause: wholeOf(entry.evidence), words: `${words[i]}${end}` };
  });
  // What stands before the second shows that it is the second.
  const before = order.upTo ? [] : sorted.filter(({ value }) => isBefore(value, top.value, order));
  return foundOf(top, entries, [...shown, ...before.map(({ evidence }) => citedOnly(evidence))]);
}

/** Whether the row that is claimed to stand at a place does: it and the one that does are said. */
function isFirst(question: Question, claimed: Entry, entries: readonly Entry[], order: Order): Found | null {
  const { claims } = question;
  const isMore = claims === null || claims.isNegated || claims.unread.length + claims.numbers.length > 0;
  if (isMore || order.upTo) return null;
  const before = ({ value }: Entry) => entries.filter((other) => isBefore(other.value, value, order));
  const isTied = entries.some((other) => other !== claimed && other.value === claimed.value);
  const holders = entries.filter((entry) => before(entry).length === order.place - 1);
  const [holder] = holders;
  if (isTied || !holder || holders.length > 1) return null;
  const isIt = holder === claimed;
  // Of some of the rows nobody knows whether another one has more.
  const isSome = aroundOf(holder.evidence).some((words) => wordIn(MEASURED.some, words) !== null);
  const says = !isIt ? 'no' : isSome ? 'quote' : 'yes';
  const others = isIt ? before(claimed) : [claimed, ...before(holder).filter((one) => one !== claimed)];
  const most = order.place === 1 ? `（${wordFor(question, order.from === 'most' ? '最多' : '最少')}）` : '';
  const shown = [
    said(holder, entries, most),
    ...others.map((entry) => (entry === claimed ? said(entry, entries) : citedOnly(entry.evidence))),
  ];
  return {
    ...foundOf(holder, entries, shown),
    highlight: placeIn(holder.evidence, holder.cell),
    verdict: { says, word: '', certainty: 1, parts: [] },
  };
}

/** 最高 where that is what was asked. */
function wordFor(question: Question, most: string): string {
  return (
    [...MEASURED.most, ...MEASURED.least].find((word) => word.startsWith('最') && says(question, word)) ??
    most
  );
}

const isBefore = (one: number, other: number, { from }: Order): boolean =>
  from === 'most' ? one > other : one < other;

const inOrder = (entries: readonly Entry[], { from }: Order): Entry[] =>
  [...entries].sort((a, b) => (from === 'most' ? b.value - a.value : a.value - b.value));

const PLACES = ['第一', '第二', '第三', '第四', '第五', '第六', '第七', '第八', '第九', '第十'];

/** At what place a row stands from the top: those before it are cited. */
function placeOf(one: Entry, entries: readonly Entry[]): Found | null {
  const before = entries.filter(({ value }) => value > one.value);
  const place = PLACES[before.length];
  if (place === undefined) return null;
  const ties = entries.filter((other) => other !== one && other.value === one.value);
  const tied = ties.length > 0 ? `，与${ties.map(({ evidence }) => labelOf(evidence)).join('、')}并列` : '';
  const shown = [
    said(one, entries, `，排${place}${tied}`),
    ...[...before, ...ties].map(({ evidence }) => citedOnly(evidence)),
  ];
  return foundOf(one, entries, shown);
}

/** The rows whose figure is under what was to be reached, both figures beside each other. */
function findUnmet(question: Question, rows: readonly Evidence[]): Found | null {
  const columns = columnsOf(rows);
  const isTold = (term: FocusTerm) =>
    isSaid(term, rows.flatMap(aroundOf).join(' ')) || wordIn(MEASURED.unmet, term.text) !== null;
  if (question.focus.some((term) => term.isKey && !isTold(term))) return null;
  const unmet = rows.flatMap((evidence): Shown[] => {
    // 哪几项 counts indicators, whatever each is measured in.
    const cells = cellsInColumn({ ...question, unit: '' }, evidence, columns);
    const target = cells.find(({ role }) => role === 'target');
    const result = cells.find(({ role }) => role === 'result');
    if (!target || !result || target.value === null || result.value === null) return [];
    if (result.value >= target.value) return [];
    return [{ evidence, clause: wholeOf(evidence), words: wordsOfCells(evidence, [target, result]) }];
  });
  const [top] = unmet;
  if (!top || unmet.reduce((sum, { words }) => sum + (words?.length ?? 0) + 1, 0) > LIST_CHARS) return null;
  const evidence = accounted(top.evidence, () => true);
  return {
    basis: { evidence, ...wholeOf(evidence), means: 'list' },
    shown: unmet.map((one) => (one === top ? { ...one, evidence } : one)),
    highlight: null,
    verdict: null,
  };
}

function foundOf({ evidence, cell }: Entry, entries: readonly Entry[], shown: readonly Shown[]): Found {
  const place = placeIn(evidence, cell);
  const told = accounted(evidence, (term) => isTold(term, entries));
  return {
    basis: { evidence: told, ...place, means: 'span' },
    shown: eachOnce(shown.map((one) => (one.evidence === evidence ? { ...one, evidence: told } : one))),
    highlight: place,
    verdict: null,
  };
}

/** Each row once, with all that is said of it. */
function eachOnce(shown: readonly Shown[]): Shown[] {
  const rows = new Map<Evidence, Shown>();
  for (const one of shown) {
    const known = rows.get(one.evidence);
    const words = [known?.words, one.words].filter((said) => said !== undefined && said !== '').join('；');
    rows.set(one.evidence, { ...one, words });
  }
  return [...rows.values()];
}
