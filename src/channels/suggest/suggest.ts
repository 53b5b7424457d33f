/**
 * What is offered while somebody types, on the web and in Telegram's inline mode. MiniSearch finds entries by the words typed so far, the last of them as the
 * beginning of a word, as its autoSuggest does; whole entries are offered and not the words that autoSuggest would put
 * together, since an entry leads somewhere: to a report, a section, or a question that is answered.
 */
import { setImmediate } from 'node:timers/promises';
import MiniSearch from 'minisearch';
import { askingFirst } from '../../answer/compose/topics.ts';
import { reportName } from '../../corpus/report.ts';
import type { OpenIndex } from '../../index/shelf.ts';
import { wordTerms } from '../../index/terms.ts';
import { fold } from '../../language/normalize.ts';
import type { Desk } from '../answering.ts';
import type { Log } from '../log.ts';
import { type Entry, entriesOf } from './entries.ts';

/**
 * Offers entries for what is typed, best first.
 *
 * @param kinds which of them; all where left out
 */
export type Offer = (typed: string, kinds?: ReadonlySet<Entry['kind']>) => readonly Entry[];

const MAX_TYPED_CHARS = 60;
const MAX_SUGGESTIONS = 8;
/** Found entries that are looked at; questions are asked before they are offered. */
const MAX_LOOKED_AT = 24;
const MAX_ASKED = 6;

/** Entries of one index, as far as they are collected. */
interface Collected {
  readonly entries: readonly Entry[];
  readonly search: MiniSearch<{ readonly id: number; readonly text: string }>;
}

/** What is collected of each index, for whoever offers from it. */
const collected = new WeakMap<OpenIndex, Collected | 'on its way'>();

/**
 * Makes what offers, over a desk. Entries of a new index are collected in the background when somebody types; until
 * then nothing is offered.
 */
export function offeringAt(desk: Desk, log: Log): Offer {
  const collect = async (index: OpenIndex) => {
    collected.set(index, 'on its way');
    try {
      collected.set(index, await collectFrom(index));
    } catch (err) {
      // The index was replaced, and closed, meanwhile: whoever types next begins with the new one.
      collected.delete(index);
      log.debug({ err }, '提示没有收集完');
    }
  };
  return (typed, kinds) =>
    desk.use((index) => {
      const known = collected.get(index);
      if (known === undefined) void collect(index);
      if (known === undefined || known === 'on its way') return [];
      const isAnsweredBy = askingFirst(index);
      let asked = 0;
      const isOffered = ({ kind, text, report, place }: Entry) =>
        kind !== 'question' || (asked++ < MAX_ASKED && place !== null && isAnsweredBy(text, report, place));
      const offered: Entry[] = [];
      for (const entry of find(known, typed, index, kinds)) {
        if (offered.length === MAX_SUGGESTIONS) break;
        if (offered.some(({ text }) => text === entry.text) || !isOffered(entry)) continue;
        offered.push(entry);
      }
      return offered;
    });
}

/** There are more sections than anything else; who types asks, or looks for a report. */
const BOOSTS: Readonly<Record<Entry['kind'], number>> = { report: 2, question: 2, section: 1 };

async function collectFrom(index: OpenIndex): Promise<Collected> {
  const entries: Entry[] = [];
  const search = new MiniSearch<{ id: number; text: string }>({
    fields: ['text'],
    tokenize: (text) => wordsIn(text, index),
    processTerm: (term) => term,
  });
  for (const some of entriesOf(index)) {
    for (const entry of some) {
      const whose = entry.kind === 'section' ? ` ${reportName(entry.report)}` : '';
      search.add({ id: entries.length, text: `${entry.text}${whose}` });
      entries.push(entry);
    }
    await setImmediate();
  }
  return { entries, search };
}

const wordsIn = (text: string, { segment }: OpenIndex): string[] => wordTerms(segment(fold(text)));

function find(
  { entries, search }: Collected,
  typed: string,
  index: OpenIndex,
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
