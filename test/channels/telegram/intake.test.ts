import type { Bot } from 'grammy';
import type { Update, UserFromGetMe } from 'grammy/types';
import { expect, it } from 'vitest';
import { createLog } from '../../../src/channels/log.ts';
import { Unreachable } from '../../../src/channels/telegram/calls.ts';
import { createIntake } from '../../../src/channels/telegram/intake.ts';

const update = { update_id: 1, callback_query: {} } as Update;

/** An intake whose every try fails. */
function failing(error: Error) {
  const finished: number[] = [];
  const told: string[] = [];
  const time = { nowMs: 0 };
  const intake = createIntake({
    bot: { handleUpdate: () => Promise.reject(error) } as unknown as Bot,
    me: { id: 7 } as UserFromGetMe,
    records: {
      claim: async () => true,
      say: async () => true,
      complete: async (_channel, event) => void finished.push(Number(event.split(':')[1])),
      left: async () => [],
    },
    tellUnclear: async () => void told.push('unclear'),
    log: createLog('silent'),
    now: () => new Date(time.nowMs),
    signal: new AbortController().signal,
  });
  const deal = async (updates: Update[]) => {
    void intake.sink.handle(updates);
    await intake.drain(60_000);
  };
  return { intake, finished, told, time, deal };
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

it('finishes an update whose answer may have been sent, and tells whoever asked', async () => {
  const { intake, finished, told, deal } = failing(new Unreachable('sendMessage', 'timeout'));
  await deal(await intake.claim([update]));
  expect([finished, told, await intake.claim([])]).toEqual([[1], ['unclear'], []]);
});
