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

/**
 * Counts what was asked since a time.
 *
 * @param dayOf the day of a time in milliseconds, e.g. {@link localDays}
 */
export function countExchanges(
  db: Database.Database,
  sinceMs: number,
  dayOf: (ms: number) => string,
): Statistics {
  const shares = new Map<string, { counts: Counts; took: Durations }>();
  const days = new Map<string, Counts>();
  const rows = db
    .prepare('SELECT channel, audience, kind, elapsed_ms, asked_at FROM exchanges WHERE asked_at >= ?')
    .raw()
    .iterate(sinceMs) as IterableIterator<[string, Audience, AnswerKind, number, number]>;
  for (const [channel, audience, kind, elapsedMs, askedAtMs] of rows) {
    const place = `${channel}\t${audience}`;
    const share = shares.get(place) ?? { counts: noCounts(), took: new Durations() };
    shares.set(place, share);
    share.counts[kind] += 1;
    share.took.add(elapsedMs);
    const day = `${dayOf(askedAtMs)}\t${place}`;
    const counts = days.get(day) ?? noCounts();
    days.set(day, counts);
    counts[kind] += 1;
  }
  const people = byPlace(
    db,
    `SELECT channel, audience, count(DISTINCT user) AS n FROM exchanges WHERE asked_at >= ? GROUP BY 1, 2`,
    sinceMs,
  );
  const votes = (verdict: Verdict) =>
    byPlace(
      db,
      `SELECT channel, audience, count(*) AS n FROM votes JOIN exchanges ON exchanges.id = votes.exchange
       WHERE asked_at >= ? AND verdict = '${verdict}' GROUP BY 1, 2`,
      sinceMs,
    );
  const useful = votes('useful');
  const notUseful = votes('not-useful');
  return {
    shares: sorted(shares).map(([place, { counts, took }]) => ({
      ...readPlace(place),
      asked: took.count,
      byKind: counts,
      people: people.get(place) ?? 0,
      useful: useful.get(place) ?? 0,
      notUseful: notUseful.get(place) ?? 0,
      tookMs: took.percentiles(),
    })),
    days: sorted(days).map(([key, byKind]) => {
      const [day = '', ...place] = key.split('\t');
      return { day, ...readPlace(place.join('\t')), byKind };
    }),
    cited: citedReports(db, sinceMs),
  };
}

type Counts = Record<AnswerKind, number>;

const noCounts = (): Counts => ({ answered: 0, clarify: 0, unanswered: 0, help: 0 });

function byPlace(db: Database.Database, sql: string, sinceMs: number): Map<string, number> {
  const rows = db.prepare(sql).all(sinceMs) as { channel: string; audience: string; n: number }[];
  return new Map(rows.map(({ channel, audience, n }) => [`${channel}\t${audience}`, n]));
}

function readPlace(place: string): { channel: string; audience: Audience } {
  const [channel = '', audience] = place.split('\t');
  return { channel, audience: audience === 'staff' ? 'staff' : 'public' };
}

function sorted<V>(map: ReadonlyMap<string, V>): [string, V][] {
  return [...map].sort(([a], [b]) => (a < b ? -1 : 1));
}

function citedReports(db: Database.Database, sinceMs: number): Map<string, number> {
  const rows = db
    .prepare(
      `SELECT json_extract(citation.value, '$.report') AS report, count(DISTINCT exchanges.id) AS n
       FROM exchanges, json_each(CASE WHEN json_valid(answer) THEN answer ELSE '{}' END, '$.citations') AS citation
       WHERE asked_at >= ? AND kind = 'answered' GROUP BY 1 ORDER BY 1`,
    )
    .all(sinceMs) as { report: string | null; n: number }[];
  return new Map(rows.flatMap(({ report, n }) => (report === null ? [] : [[report, n] as const])));
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
