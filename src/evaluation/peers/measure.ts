/**
 * The peers put to the same questions, over the same paragraphs, in the same run.
 */
import { percent, quantile } from '../numbers.ts';
import type { PoolQuestion } from '../squad.ts';
import { makeFlexSearch } from './flexsearch.ts';
import { makeFts5Trigram, makeFts5Words } from './fts5.ts';
import { makeMiniSearch } from './minisearch.ts';
import { makeOrama } from './orama.ts';
import type { MakePeer, Peer } from './peer.ts';

const PEERS: readonly { readonly name: string; readonly make: MakePeer }[] = [
  { name: 'MiniSearch + nodejieba', make: makeMiniSearch },
  { name: 'SQLite FTS5 + nodejieba', make: makeFts5Words },
  { name: 'SQLite FTS5 trigram', make: makeFts5Trigram },
  { name: 'FlexSearch + nodejieba', make: makeFlexSearch },
  { name: 'Orama, Mandarin tokenizer', make: makeOrama },
];

/** How many paragraphs are asked for. */
const DEPTH = 5;

/** A peer in numbers; shares in per cent with one decimal. */
export interface PeerFigures {
  readonly name: string;
  readonly recallAt1: number;
  readonly recallAt5: number;
  /** Of one search. */
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly buildMs: number;
}

/** A peer that could not be measured, and why, in words for a person. */
export interface MissingPeer {
  readonly name: string;
  readonly missing: string;
}

/** A peer that is being measured. */
export interface PeerRun {
  readonly name: string;
  /** Asks one question and keeps the time and the place of its paragraph. */
  readonly ask: (question: PoolQuestion) => Promise<void>;
  /** Forgets what was asked so far: a warm-up. */
  readonly forget: () => void;
  readonly sum: () => PeerFigures;
  readonly close: () => void;
}

/** Builds all peers, one after the other; those that cannot be loaded or built say why. */
export async function startPeers(
  paragraphs: readonly string[],
  clock: () => number,
  onPeer: (done: number, total: number, name: string) => void,
): Promise<{ readonly runs: readonly PeerRun[]; readonly missing: readonly MissingPeer[] }> {
  const runs: PeerRun[] = [];
  const missing: MissingPeer[] = [];
  for (const { name, make } of PEERS) {
    onPeer(runs.length + missing.length, PEERS.length, name);
    const started = clock();
    try {
      const peer = await make(paragraphs);
      runs.push(runOf(name, peer, clock() - started, clock));
    } catch (error) {
      missing.push({ name, missing: reasonOf(error) });
    }
  }
  return { runs, missing };
}

function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const isAbsent = error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND';
  return isAbsent ? '没有安装（它是开发依赖：在源码文件夹里运行 npm install）' : `不能运行：${message}`;
}

function runOf(name: string, peer: Peer, buildMs: number, clock: () => number): PeerRun {
  let times: number[] = [];
  let first = 0;
  let among = 0;
  return {
    name,
    ask: async ({ question, paragraph }) => {
      const started = clock();
      const found = peer.search(question, DEPTH);
      const paragraphs = found instanceof Promise ? await found : found;
      times.push(clock() - started);
      const place = paragraphs.indexOf(paragraph);
      if (place === 0) first++;
      if (place >= 0) among++;
    },
    forget: () => {
      times = [];
      first = 0;
      among = 0;
    },
    sum: () => ({
      name,
      recallAt1: percent(first, times.length),
      recallAt5: percent(among, times.length),
      p50Ms: quantile(times, 0.5),
      p95Ms: quantile(times, 0.95),
      buildMs,
    }),
    close: peer.close,
  };
}
