import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bot } from 'grammy';
import type { Update, UserFromGetMe } from 'grammy/types';
import { afterAll, describe, expect, it } from 'vitest';
import { createLog } from '../../../src/channels/log.ts';
import { Unreachable } from '../../../src/channels/telegram/calls.ts';
import { createIntake } from '../../../src/channels/telegram/intake.ts';
import { openJournal } from '../../../src/channels/telegram/journal.ts';
import { openRecords, type Records } from '../../../src/records/records.ts';

const update = { update_id: 1, callback_query: {} } as Update;

/** An intake whose every try fails. */
function failing(error: Error) {
  const finished: number[] = [];
  const time = { nowMs: 0 };
  const intake = createIntake({
    bot: { handleUpdate: () => Promise.reject(error) } as unknown as Bot,
    me: { id: 7 } as UserFromGetMe,
    records: { claim: async () => true, isClaimed: async () => false } as unknown as Records,
    journal: {
      left: [],
      has: () => false,
      add: () => {},
      finish: (id) => void finished.push(id),
      close: () => {},
    },
    log: createLog('silent'),
    now: () => new Date(time.nowMs),
    signal: new AbortController().signal,
  });
  const deal = async (updates: Update[]) => {
    void intake.sink.handle(updates);
    await intake.drain(60_000);
  };
  return { intake, finished, time, deal };
}

it('holds an update that Telegram could not be reached for, and gives it up after an hour', async () => {
  const { intake, finished, time, deal } = failing(new Unreachable('sendMessage', 'ECONNREFUSED', true));
  await deal(await intake.claim([update]));
  expect(finished).toEqual([]);
  time.nowMs = 3_599_999;
  const again = await intake.claim([]);
  expect(again).toEqual([update]);
  await deal(again);
  time.nowMs = 3_600_000;
  await deal(await intake.claim([]));
  expect(finished).toEqual([1]);
  expect(await intake.claim([])).toEqual([]);
});

it('finishes an update whose answer may have been sent', async () => {
  const { intake, finished, deal } = failing(new Unreachable('sendMessage', 'timeout'));
  await deal(await intake.claim([update]));
  expect([finished, await intake.claim([])]).toEqual([[1], []]);
});

describe('a process that is killed while it claims', () => {
  const folders: string[] = [];
  afterAll(() => {
    for (const folder of folders) rmSync(folder, { recursive: true });
  });

  class Killed extends Error {}

  /** A bot as the processes that run it see it: files stay, everything else goes with each of them. */
  function makeBot() {
    const folder = mkdtempSync(join(tmpdir(), 'kewen-intake-'));
    folders.push(folder);
    const answered: number[] = [];

    /**
     * A process, from its start to its end.
     *
     * @param delivered what Telegram brings
     * @param steps how many steps on the records and the journal are done before it is killed
     * @param isLeftFirst whether it takes what was left before the delivery, as a webhook may, or after it, as polling
     * @returns whether it confirmed the delivery: Telegram brings again what it did not
     */
    async function run(delivered: Update[], steps = Number.POSITIVE_INFINITY, isLeftFirst = false) {
      let done = 0;
      const step = () => {
        if (done >= steps) throw new Killed();
        done++;
      };
      const log = createLog('silent');
      const file = join(folder, 'kewen.sqlite');
      const records = openRecords({ file, key: 'a key', retentionDays: 90, log, now: () => new Date() });
      const journal = openJournal(join(folder, 'journal.jsonl'), (error) => expect.fail(String(error)));
      const intake = createIntake({
        bot: {
          handleUpdate: async ({ update_id }: Update) => void answered.push(update_id),
        } as unknown as Bot,
        me: { id: 7 } as UserFromGetMe,
        records: stepping(records, step),
        journal: stepping(journal, step),
        log,
        now: () => new Date(),
        signal: new AbortController().signal,
      });
      try {
        const left = isLeftFirst ? await intake.claimLeft() : [];
        const fresh = await intake.claim(delivered);
        if (!isLeftFirst) left.push(...(await intake.claimLeft()));
        step();
        // What follows is no matter of claiming: an answer that was just sent when a process is killed is sent again.
        steps = Number.POSITIVE_INFINITY;
        void intake.sink.handle([...left, ...fresh]);
        await intake.drain(60_000);
        return { isKilled: false, isConfirmed: true };
      } catch (error) {
        if (!(error instanceof Killed)) throw error;
        // Once everything is claimed, the next poll or a 200 may have confirmed it.
        return {
          isKilled: true,
          isConfirmed: journal.has(1) && (await records.isClaimed('telegram', '7:1')),
        };
      } finally {
        await records.close();
        journal.close();
      }
    }
    return { run, answered };
  }

  /** The same, with a step before every call. */
  function stepping<Part extends object>(part: Part, step: () => void): Part {
    return new Proxy(part, {
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name, target);
        if (typeof value !== 'function') return value;
        return (...given: unknown[]) => {
          step();
          return value.apply(target, given);
        };
      },
    });
  }

  it.each([false, true])(
    'answers what it was brought, once, at whatever step (left first: %s)',
    async (isLeftFirst) => {
      let isKilled = true;
      let steps = 0;
      for (; isKilled; steps++) {
        const { run, answered } = makeBot();
        const first = await run([update], steps);
        isKilled = first.isKilled;
        await run(first.isConfirmed ? [] : [update], undefined, isLeftFirst);
        await run([update], undefined, isLeftFirst);
        expect({ steps, answered }).toEqual({ steps, answered: [1] });
      }
      expect(steps).toBeGreaterThan(3);
    },
  );

  it('does not answer again what it is brought again, at whatever step', async () => {
    let isKilled = true;
    let steps = 0;
    for (; isKilled; steps++) {
      const { run, answered } = makeBot();
      await run([update]);
      ({ isKilled } = await run([update, update], steps));
      await run([update]);
      await run([]);
      expect({ steps, answered }).toEqual({ steps, answered: [1] });
    }
    expect(steps).toBeGreaterThan(1);
  });
});
