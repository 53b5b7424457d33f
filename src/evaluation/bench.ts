/**
 * Open retrieval and reading over a pool of paragraphs. The questions are put to the index and to each peer in
 * turn, a hundred at a time: whatever else the machine does is shared by all of them, and none empties the
 * processor's caches for the next one between two questions.
 */
import { setImmediate } from 'node:timers/promises';
import type { OpenIndex } from '../index/shelf.ts';
import type { MissingPeer, PeerFigures, PeerRun } from './peers/measure.ts';
import type { ParagraphAt } from './pool-index.ts';
import { type Reading, readOne } from './reading.ts';
import type { PoolQuestion } from './squad.ts';

/** Questions asked first and not counted: until then code is being compiled and caches are empty. */
const WARM_UP = 20;
/** Questions asked of one before the next has its turn. */
const BLOCK = 100;

/** What is measured and with what. */
export interface Bench {
  readonly questions: readonly PoolQuestion[];
  readonly index: OpenIndex;
  readonly paragraphAt: ParagraphAt;
  readonly peers: readonly PeerRun[];
  readonly thisYear: number;
  /** Milliseconds. */
  readonly clock: () => number;
}

/** Peers with figures and those without. */
export type PeerResult = PeerFigures | MissingPeer;

/** Asks everything; the peers keep their own figures. */
export async function askAll(
  { questions, index, paragraphAt, peers, thisYear, clock }: Bench,
  onQuestion: (done: number, total: number) => void,
): Promise<Reading[]> {
  const ask = (question: PoolQuestion) => readOne(question, index, paragraphAt, thisYear, clock);
  const readings: Reading[] = [];
  for (const block of blocksOf(questions)) {
    if (readings.length === 0) for (const question of block.slice(0, WARM_UP)) ask(question);
    for (const question of block) {
      readings.push(ask(question));
      onQuestion(readings.length, questions.length);
      // All of it is computation: this lets a signal and the progress bar have their turn.
      await setImmediate();
    }
    for (const peer of peers) await askPeer(peer, block, readings.length === block.length);
  }
  return readings;
}

async function askPeer(peer: PeerRun, block: readonly PoolQuestion[], isFirst: boolean): Promise<void> {
  if (isFirst) {
    for (const question of block.slice(0, WARM_UP)) await peer.ask(question);
    peer.forget();
  }
  for (const question of block) await peer.ask(question);
}

function blocksOf(questions: readonly PoolQuestion[]): (readonly PoolQuestion[])[] {
  const blocks: (readonly PoolQuestion[])[] = [];
  for (let at = 0; at < questions.length; at += BLOCK) blocks.push(questions.slice(at, at + BLOCK));
  return blocks;
}
