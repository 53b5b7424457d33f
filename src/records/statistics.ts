/**
 * What people asked, in numbers: counted over the whole period in one pass and bounded memory, with nobody's id or
 * its hash in the result.
 */
import type Database from 'better-sqlite3';
import type { AnswerKind } from '../answer/contract.ts';
import type { Audience } from '../corpus/report.ts';
import { Durations, type Percentiles } from './durations.ts';
import type { Verdict } from './votes.ts';

/** How many of a kind, by kind of answer. */
export type ByKind = Readonly<Record<AnswerKind, number>>;

/** The questions of a channel from the reports of one audience. */
export interface Share {
  readonly channel: string;
  readonly audience: Audience;
  readonly asked: number;
  readonly byKind: ByKind;
  /** Different people. */
  readonly people: number;
  readonly useful: number;
  readonly notUseful: number;
  /** From question to answer, without the network; null where nothing was asked. */
  readonly tookMs: Percentiles | null;
}

/** The questions of a day in a channel. */
export interface DayShare {
  /** `2026-11-22`, in the time zone of the machine. */
  readonly day: string;
  readonly channel: string;
  readonly audience: Audience;
  readonly byKind: ByKind;
}

/** A period in numbers. */
export interface Statistics {
  /** By channel and audience. */
  readonly shares: readonly Share[];
  /** In the order of days, then channels; days without questions are left out. */
  readonly days: readonly DayShare[];
  /** In how many answers each report was cited, by its id. */
  readonly cited: ReadonlyMap<string, number>;
}

/** One exchange, as far as it is counted. */
export type Counted = readonly [
  channel: string,
  audience: Audience,
  kind: AnswerKind,
  elapsedMs: number,
  askedAtMs: number,
];

/** A number for a channel and an audience. */
export interface PlaceCount {
  readonly channel: string;
  readonly audience: string;
  readonly n: number;
}

/** Sums up exchanges that are told one after the other. */
export class Tally {
  readonly #shares = new Map<string, { counts: Counts; took: Durations }>();
  readonly #days = new Map<string, Counts>();
  readonly #dayOf: (ms: number) => string;

  /** @param dayOf the day of a time in milliseconds, e.g. {@link localDays} */
  constructor(dayOf: (ms: number) => string) {
    this.#dayOf = dayOf;
  }

  add([channel, audience, kind, elapsedMs, askedAtMs]: Counted): void {
    const place = `${channel}\t${audience}`;
    const share = this.#shares.get(place) ?? { counts: noCounts(), took: new Durations() };
    this.#shares.set(place, share);
    share.counts[kind] += 1;
    share.took.add(elapsedMs);
    const day = `${this.#dayOf(askedAtMs)}\t${place}`;
    const counts = this.#days.get(day) ?? noCounts();
    this.#days.set(day, counts);
    counts[kind] += 1;
  }

  /** All of it, with what is counted otherwise. */
  sum(more: {
    readonly people: readonly PlaceCount[];
    readonly useful: readonly PlaceCount[];
    readonly notUseful: readonly PlaceCount[];
    readonly cited: readonly (readonly [report: string | null, n: number])[];
  }): Statistics {
    const [people, useful, notUseful] = [more.people, more.useful, more.notUseful].map(byPlace) as [
      Map<string, number>,
      Map<string, number>,
      Map<string, number>,
    ];
    return {
      shares: sorted(this.#shares).map(([place, { counts, took }]) => ({
        ...readPlace(place),
        asked: took.count,
        byKind: counts,
        people: people.get(place) ?? 0,
        useful: useful.get(place) ?? 0,
        notUseful: notUseful.get(place) ?? 0,
        tookMs: took.percentiles(),
      })),
      days: sorted(this.#days).map(([key, byKind]) => {
        const [day = '', ...place] = key.split('\t');
        return { day, ...readPlace(place.join('\t')), byKind };
      }),
      cited: new Map(more.cited.flatMap(([report, n]) => (report === null ? [] : [[report, n] as const]))),
    };
  }
}

/**
 * Counts what was asked since a time.
 *
 * @param dayOf see {@link Tally}
 */
export function countExchanges(
  db: Database.Database,
  sinceMs: number,
  dayOf: (ms: number) => string,
): Statistics {
  const tally = new Tally(dayOf);
  const rows = db
    .prepare('SELECT channel, audience, kind, elapsed_ms, asked_at FROM exchanges WHERE asked_at >= ?')
    .raw()
    .iterate(sinceMs) as IterableIterator<Counted>;
  for (const row of rows) tally.add(row);
  const count = (sql: string) => db.prepare(sql).all(sinceMs) as PlaceCount[];
  const votes = (verdict: Verdict) =>
    count(
      `SELECT channel, audience, count(*) AS n FROM votes JOIN exchanges ON exchanges.id = votes.exchange
       WHERE asked_at >= ? AND verdict = '${verdict}' GROUP BY 1, 2`,
    );
  return tally.sum({
    people: count(
      `SELECT channel, audience, count(DISTINCT user) AS n FROM exchanges WHERE asked_at >= ? GROUP BY 1, 2`,
    ),
    useful: votes('useful'),
    notUseful: votes('not-useful'),
    cited: db
      .prepare(
        `SELECT json_extract(citation.value, '$.report') AS report, count(DISTINCT exchanges.id) AS n
         FROM exchanges, json_each(CASE WHEN json_valid(answer) THEN answer ELSE '{}' END, '$.citations') AS citation
         WHERE asked_at >= ? AND kind = 'answered' GROUP BY 1 ORDER BY 1`,
      )
      .raw()
      .all(sinceMs) as [string | null, number][],
  });
}

type Counts = Record<AnswerKind, number>;

const noCounts = (): Counts => ({ answered: 0, clarify: 0, unanswered: 0, help: 0 });

function byPlace(counts: readonly PlaceCount[]): Map<string, number> {
  return new Map(counts.map(({ channel, audience, n }) => [`${channel}\t${audience}`, n]));
}

function readPlace(place: string): { channel: string; audience: Audience } {
  const [channel = '', audience] = place.split('\t');
  return { channel, audience: audience === 'staff' ? 'staff' : 'public' };
}

function sorted<V>(map: ReadonlyMap<string, V>): [string, V][] {
  return [...map].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** A quarter of an hour: every time zone's days begin at a multiple of it. */
const STEP_MS = 900_000;

/** Names days as the clock on the wall does, remembering what it has seen: asking the calendar takes long. */
export function localDays(): (ms: number) => string {
  const known = new Map<number, string>();
  return (ms) => {
    const step = Math.floor(ms / STEP_MS);
    let day = known.get(step);
    if (day === undefined) {
      day = localDay(new Date(ms));
      known.set(step, day);
    }
    return day;
  };
}

/** `2026-11-22`, in the time zone of the machine. */
export function localDay(date: Date): string {
  const two = (n: number) => String(n).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
