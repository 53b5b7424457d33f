/**
 * What is offered while somebody types, on the web and in Telegram's inline mode. MiniSearch finds entries by the words typed so far, the last of them as the
 * beginning of a word, as its autoSuggest does; whole entries are offered and not the words that autoSuggest would put
 * together, since an entry leads somewhere: to a report, a section, or a question that is answered.
 */
import { setImmediate } from 'node:timers/promises';
import MiniSearch from 'minisearch';
import { askingFirst } from '../../answer/compose/topics.ts';
import { reportName } from '../../corpus/report.ts';
import { mapAll } from '../../index/missing.ts';
import type { Catalog, OpenIndex } from '../../index/shelf.ts';
import { wordTerms } from '../../index/terms.ts';
import { fold } from '../../language/normalize.ts';
import type { Desk } from '../answering.ts';
import type { Log } from '../log.ts';
import { type Entry, entriesOfReport } from './entries.ts';

/**
 * Offers entries for what is typed, best first.
 *
 * @param kinds which of them; all where left out
 */
export type Offer = (typed: string, kinds?: ReadonlySet<Entry['kind']>) => Promise<readonly Entry[]>;

const MAX_TYPED_CHARS = 60;
const MAX_SUGGESTIONS = 8;
/** Found entries that are looked at; questions are asked before they are offered. */
const MAX_LOOKED_AT = 24;
const MAX_ASKED = 6;
/** Of very many reports the first are offered. */
const MAX_ENTRIES = 20_000;

/** Entries of one index, as far as they are collected. */
interface Collected {
  readonly entries: readonly Entry[];
  readonly search: MiniSearch<{ readonly id: number; readonly text: string }>;
}

/** What is collected of each index, by its reports, for whoever offers from it. */
const collected = new WeakMap<Catalog['reports'], Collected | 'on its way'>();

/**
 * Makes what offers, over a desk. Entries of a new index are collected in the background when somebody types; until
 * then nothing is offered.
 */
export function offeringAt(desk: Desk, log: Log): Offer {
  const collect = async (catalog: Catalog) => {
    collected.set(catalog.reports, 'on its way');
    try {
      collected.set(catalog.reports, await collectFrom(desk, catalog));
    } catch (err) {
      // The index was replaced meanwhile, or could not be read: whoever types next begins anew.
      collected.delete(catalog.reports);
      log.debug({ err }, '提示没有收集完');
    }
  };
  const offer = (index: OpenIndex, typed: string, kinds?: ReadonlySet<Entry['kind']>): readonly Entry[] => {
    const known = collected.get(index.reports);
    if (known === undefined || known === 'on its way') return [];
    const isAnsweredBy = askingFirst(index);
    let asked = 0;
    const isOffered = ({ kind, text, report, place }: Entry) =>
      kind !== 'question' || (asked++ < MAX_ASKED && place !== null && isAnsweredBy(text, report, place));
    const offered: Entry[] = [];
    mapAll(find(known, typed, index, kinds), (entry) => {
      if (offered.length === MAX_SUGGESTIONS || offered.some(({ text }) => text === entry.text)) return;
      if (isOffered(entry)) offered.push(entry);
    });
    return offered;
  };
  return async (typed, kinds) => {
    const { catalog } = desk;
    if (collected.get(catalog.reports) === undefined) void collect(catalog);
    try {
      return await desk.use((index) => offer(index, typed, kinds));
    } catch (err) {
      log.debug({ err }, '没有提示可给');
      return [];
    }
  };
}

/** There are more sections than anything else; who types asks, or looks for a report. */
const BOOSTS: Readonly<Record<Entry['kind'], number>> = { report: 2, question: 2, section: 1 };

async function collectFrom(desk: Desk, catalog: Catalog): Promise<Collected> {
  const entries: Entry[] = [];
  const search = new MiniSearch<{ id: number; text: string }>({
    fields: ['text'],
    tokenize: (text) => wordsIn(text, catalog),
    processTerm: (term) => term,
  });
  for (const report of catalog.reports) {
    if (entries.length > MAX_ENTRIES) break;
    const some = await desk.use((index) => {
      if (index.reports !== catalog.reports) throw new Error('another index is in service');
      return entriesOfReport(report, index);
    });
    for (const entry of some) {
      const whose = entry.kind === 'section' ? ` ${reportName(entry.report)}` : '';
      search.add({ id: entries.length, text: `${entry.text}${whose}` });
      entries.push(entry);
    }
    await setImmediate();
  }
  return { entries, search };
}

const wordsIn = (text: string, { segment }: Catalog): string[] => wordTerms(segment(fold(text)));

function find(
  { entries, search }: Collected,
  typed: string,
  index: Catalog,
  kinds: ReadonlySet<Entry['kind']> | undefined,
): Entry[] {
  const query = typed.trim().slice(0, MAX_TYPED_CHARS);
  const terms = wordsIn(query, index);
  if (terms.length === 0) return [];
  const options = {
    prefix: (_term: string, at: number, all: readonly string[]) => at === all.length - 1,
    fuzzy: (term: string) => (term.length > 4 ? 0.2 : false),
    ...(kinds && { filter: ({ id }: { id: number }) => kinds.has((entries[id] as Entry).kind) }),
    boostDocument: (id: number) => BOOSTS[(entries[id] as Entry).kind],
  };
  const all = search.search(query, { ...options, combineWith: 'AND' });
  const hits = all.length > 0 ? all : search.search(query, { ...options, combineWith: 'OR' });
  return hits.slice(0, MAX_LOOKED_AT).flatMap(({ id }) => entries[id as number] ?? []);
}
