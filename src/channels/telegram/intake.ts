/**
 * Where updates come in, from a poll or a webhook. An offset or a 200 confirms an update before its answer is sent, so
 * each is first taken under a lease, with all that is needed to deal with it: what a process that died had taken and not
 * finished is dealt with by another one, or by itself when it starts again. Then they go to the runner's sink, which
 * deals with many side by side.
 *
 * A message has no id of ours by which Telegram would know it again. An update for which a message was about to be sent
 * when its process died is therefore not answered once more: whoever asked is told to ask again where nothing came. One whose answer could not be sent
 * because Telegram was not to be reached is held, and has its turn again as soon as updates come in again.
 */
import { createConcurrentSink, type UpdateSink } from '@grammyjs/runner';
import { type Bot, BotError } from 'grammy';
import type { Update, UserFromGetMe } from 'grammy/types';
import type { Records } from '../../records/records.ts';
import { Flight } from '../flight.ts';
import type { Log } from '../log.ts';
import { concerns } from './bot.ts';
import { forLog, TakenOver, Unreachable } from './calls.ts';
import { eventOf, placeOfUpdate, TELEGRAM } from './event.ts';
import { sayingFor } from './saying.ts';

/**
 * Updates dealt with side by side; no more are fetched beyond. A chat that waits out a 429 keeps up to thirty of them
 * here, so the number leaves room for over a hundred such chats before the others would have to wait.
 */
export const MAX_IN_FLIGHT = 4_000;

/** An update that could not be answered is given up so long after the first try: the question is no longer asked. */
const HELD_FOR_MS = 3_600_000;
/** Updates held at most. */
const MAX_HELD = 1_000;
/** How often it is looked for what others left. */
const SWEEP_EVERY_MS = 5_000;

/** What an intake works with. */
export interface IntakeSettings {
  readonly bot: Bot;
  readonly me: UserFromGetMe;
  readonly records: Pick<Records, 'claim' | 'say' | 'complete' | 'left'>;
  /** Tells whoever waits for it that the answer to an update may have been sent, or not. */
  readonly tellUnclear: (update: Update) => Promise<unknown>;
  readonly log: Log;
  readonly now: () => Date;
  /** Given when the time of a stopping process is up: what fails then is left to the next one. */
  readonly signal: AbortSignal;
}

/** Where updates come in. */
export interface Intake {
  readonly sink: UpdateSink<Update>;
  /** Those held, and those of a delivery that are new and concern the bot; to be given to the sink. */
  claim(updates: readonly Update[]): Promise<Update[]>;
  /** Begins to deal with what processes that died had taken and not finished, now and from time to time. */
  takeOver(): Promise<void>;
  /** Updates being dealt with. */
  readonly size: number;
  /** Takes nothing over any more, and waits until nothing is being dealt with; false when that takes longer. */
  drain(withinMs: number): Promise<boolean>;
}

const isUnclear = (error: unknown) =>
  error instanceof Unreachable &&
  !(error instanceof TakenOver) &&
  !error.isRepeatable &&
  error.method === 'sendMessage';

/** Makes the intake of a bot. */
export function createIntake(settings: IntakeSettings): Intake {
  const { bot, me, records, tellUnclear, log, now, signal } = settings;
  const flight = new Flight();
  let held: Update[] = [];
  /** When an update that is held, or on another try, was first tried. */
  const failedAtMs = new Map<number, number>();
  let sweeping: NodeJS.Timeout | undefined;

  async function deal(update: Update): Promise<void> {
    const event = eventOf(me, update);
    try {
      await sayingFor(
        (isSaid) => records.say(TELEGRAM, event, isSaid),
        () => bot.handleUpdate(update),
      );
      await finish(update);
    } catch (error) {
      const inner = error instanceof BotError ? error.error : error;
      const fields = { ...forLog(inner), update: update.update_id };
      if (signal.aborted) return log.error(fields, '一条更新没能处理');
      if (hold(update, inner)) return log.warn(fields, '一条更新没能处理，等连上了再试');
      if (isUnclear(inner)) return giveUp(update, fields);
      log.error(fields, '一条更新没能处理');
      await finish(update);
    }
  }

  /** Nobody knows whether the answer arrived: it is not sent again, but whoever waits for one is told. */
  async function giveUp(update: Update, fields: object): Promise<void> {
    log.warn(
      { ...fields, update: update.update_id },
      '一条回答可能送到了，也可能没有：不再发，请提问的人再问',
    );
    await finish(update);
    await tellUnclear(update).catch((error: unknown) => log.warn(forLog(error), '也没能告诉提问的人'));
  }

  async function finish(update: Update): Promise<void> {
    failedAtMs.delete(update.update_id);
    await records.complete(TELEGRAM, eventOf(me, update));
  }

  /** Keeps an update for another try, where that says nothing twice and somebody still waits for it. */
  function hold(update: Update, error: unknown): boolean {
    if (!(error instanceof Unreachable && error.isRepeatable) || held.length >= MAX_HELD) return false;
    const nowMs = now().getTime();
    const sinceMs = failedAtMs.get(update.update_id) ?? nowMs;
    if (nowMs - sinceMs >= HELD_FOR_MS) return false;
    failedAtMs.set(update.update_id, sinceMs);
    held.push(update);
    return true;
  }

  async function sweep(): Promise<void> {
    const left = await records.left(TELEGRAM);
    const again: Update[] = [];
    for (const { payload, isSaid } of left) {
      const update = JSON.parse(payload) as Update;
      if (!isSaid) again.push(update);
      else await giveUp(update, { reason: 'process gone' });
    }
    if (again.length > 0) log.info({ updates: again.length }, '接着处理没处理完的更新');
    void sink.handle(again);
  }

  const sink = createConcurrentSink<Update>(
    { consume: (update) => flight.track(deal(update)) },
    async () => {},
    {
      concurrency: MAX_IN_FLIGHT,
    },
  );
  return {
    sink,
    claim: async (updates) => {
      const claimed: Update[] = [];
      // One after the other: their order is that in which a chat's are dealt with.
      for (const update of updates) {
        if (!concerns(update, me)) continue;
        const lease = { payload: JSON.stringify(update), place: placeOfUpdate(update) };
        if (await records.claim(TELEGRAM, eventOf(me, update), lease)) claimed.push(update);
      }
      const again = held;
      held = [];
      return [...again, ...claimed];
    },
    takeOver: async () => {
      sweeping ??= setInterval(() => void flight.track(sweep()), SWEEP_EVERY_MS).unref();
      await sweep();
    },
    get size() {
      return flight.size;
    },
    drain: (withinMs) => {
      clearInterval(sweeping);
      return flight.drain(withinMs);
    },
  };
}
