/**
 * Answers, once more for the same question: what is offered, shared and gone back to is asked again and again, and the
 * same question over the same index on the same day has the same answer.
 */
import { LRUCache } from 'lru-cache';
import { askedOn } from '../../answer/day.ts';
import { type Desk, type DeskReply, newRequestId } from '../../channels/answering.ts';
import type { Asked } from './asked.ts';

/** Some 10 kB each. */
const KEPT_ANSWERS = 500;

/** Answers questions, those that were asked lately from memory. */
export type Ask = (asked: Asked) => Promise<DeskReply>;

/** Makes what answers, over a desk. */
export function askingAt(desk: Desk, now: () => Date): Ask {
  const kept = new LRUCache<string, DeskReply>({ max: KEPT_ANSWERS });
  return async (asked) => {
    const started = performance.now();
    const { today } = askedOn(now());
    const { generation } = desk.catalog;
    const key = JSON.stringify([generation, today, asked.previous ?? '', asked.question]);
    const known = kept.get(key);
    if (known) return { ...known, requestId: newRequestId(), elapsedMs: performance.now() - started };
    const reply = await desk.ask(asked);
    // Another generation may have been taken up meanwhile.
    if (!reply.isFailure && reply.answer.generation === generation) kept.set(key, reply);
    return reply;
  };
}
