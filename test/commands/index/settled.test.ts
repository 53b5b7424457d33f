import { beforeEach, describe, expect, it } from 'vitest';
import { type Timer, whenSettled } from '../../../src/commands/index/settled.ts';

/** Timers that go off when a test says so. */
let waiting: { readonly work: () => void; readonly afterMs: number }[];
const timer: Timer = (work, afterMs) => {
  const one = { work, afterMs };
  waiting.push(one);
  return () => {
    waiting = waiting.filter((other) => other !== one);
  };
};
const goOff = () => {
  for (const { work } of waiting.splice(0)) work();
};
/** Lets what is promised already happen. */
const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve));

let rounds: number;
let finish: (againMs: number | null) => void;
const work = () => {
  rounds++;
  return new Promise<number | null>((resolve) => {
    finish = resolve;
  });
};
beforeEach(() => {
  waiting = [];
  rounds = 0;
});

describe('work that waits until things have settled', () => {
  it('is done once for many touches, counted from the last', () => {
    const settled = whenSettled(1000, work, timer);
    for (let i = 0; i < 50; i++) settled.touch();
    expect(waiting.map(({ afterMs }) => afterMs)).toEqual([1000]);
    goOff();
    expect(rounds).toBe(1);
  });

  it('is never done twice at once: a touch meanwhile is worth another round', async () => {
    const settled = whenSettled(1000, work, timer);
    settled.touch();
    goOff();
    settled.touch();
    settled.touch();
    expect([rounds, waiting.length]).toEqual([1, 0]);
    finish(null);
    await nextTurn();
    goOff();
    expect(rounds).toBe(2);
    finish(null);
    await nextTurn();
    expect(waiting).toEqual([]);
  });

  it('is tried again when it says so', async () => {
    const settled = whenSettled(1000, work, timer);
    void settled.begin();
    finish(30_000);
    await nextTurn();
    expect(waiting.map(({ afterMs }) => afterMs)).toEqual([30_000]);
    settled.touch();
    expect(waiting.map(({ afterMs }) => afterMs)).toEqual([1000]);
  });

  it('ends what was started before it stops, and starts nothing more', async () => {
    const settled = whenSettled(1000, work, timer);
    settled.touch();
    goOff();
    settled.touch();
    let hasStopped = false;
    const stopping = settled.stop().then(() => {
      hasStopped = true;
    });
    await nextTurn();
    expect(hasStopped).toBe(false);
    finish(null);
    await stopping;
    settled.touch();
    expect([rounds, waiting.length]).toEqual([1, 0]);
  });
});
