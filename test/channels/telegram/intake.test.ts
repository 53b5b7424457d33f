import type { Bot } from 'grammy';
import type { Update, UserFromGetMe } from 'grammy/types';
import { expect, it } from 'vitest';
import { createLog } from '../../../src/channels/log.ts';
import { Unreachable } from '../../../src/channels/telegram/calls.ts';
import { createIntake } from '../../../src/channels/telegram/intake.ts';
import type { Records } from '../../../src/records/records.ts';

const update = { update_id: 1, callback_query: {} } as Update;

/** An intake whose every try fails. */
function failing(error: Error) {
  const finished: number[] = [];
  const time = { nowMs: 0 };
  const intake = createIntake({
    bot: { handleUpdate: () => Promise.reject(error) } as unknown as Bot,
    me: { id: 7 } as UserFromGetMe,
    records: { handleOnce: () => true } as unknown as Records,
    journal: { left: [], add: () => {}, finish: (id) => void finished.push(id), close: () => {} },
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
  await deal(intake.claim([update]));
  expect(finished).toEqual([]);
  time.nowMs = 3_599_999;
  const again = intake.claim([]);
  expect(again).toEqual([update]);
  await deal(again);
  time.nowMs = 3_600_000;
  await deal(intake.claim([]));
  expect(finished).toEqual([1]);
  expect(intake.claim([])).toEqual([]);
});

it('finishes an update whose answer may have been sent', async () => {
  const { intake, finished, deal } = failing(new Unreachable('sendMessage', 'timeout'));
  await deal(intake.claim([update]));
  expect([finished, intake.claim([])]).toEqual([[1], []]);
});
