/**
 * Updates on their way in, from a poll or a webhook: each is noted in the journal until it is dealt with, claimed
 * once, also after a restart, and then handed to the runner's sink, which deals with many side by side. One
 * whose answer could not be sent because Telegram was not to be reached is held, and has its turn again as soon as
 * updates come in again.
 */
import { createConcurrentSink, type UpdateSink } from '@grammyjs/runner';
import { type Bot, BotError } from 'grammy';
import type { Update, UserFromGetMe } from 'grammy/types';
import type { Records } from '../../records/records.ts';
import { Flight } from '../flight.ts';
import type { Log } from '../log.ts';
import { concerns } from './bot.ts';
import { forLog, Unreachable } from './calls.ts';
import type { Journal } from './journal.ts';

/**
 * Updates dealt with side by side; no more are fetched beyond. A chat that waits out a 429 keeps up to thirty of them
 * here, so the number leaves room for over a hundred such chats before the others would have to wait.
 */
export const MAX_IN_FLIGHT = 4_000;

/** An update that could not be answered is given up so long after the first try: the question is no longer asked. */
const HELD_FOR_MS = 3_600_000;
/** Updates held at most. */
const MAX_HELD = 1_000;

/** What an intake works with. */
export interface IntakeSettings {
  readonly bot: Bot;
  readonly me: UserFromGetMe;
  readonly records: Records;
  readonly journal: Journal;
  readonly log: Log;
  readonly now: () => Date;
  /** Given when the time of a stopping process is up: what fails then stays in the journal. */
  readonly signal: AbortSignal;
}

/** Where updates come in. */
export interface Intake {
  readonly sink: UpdateSink<Update>;
  /** Those held, and those of a delivery that are new and concern the bot; noted, to be given to the sink. */
  claim(updates: readonly Update[]): Update[];
  /** Those that the process before this one had taken and not finished. */
  claimLeft(): Update[];
  /** Updates being dealt with. */
  readonly size: number;
  /** Waits until nothing is being dealt with; false when that takes longer. */
  drain(withinMs: number): Promise<boolean>;
}

/** Makes the intake of a bot. */
export function createIntake(settings: IntakeSettings): Intake {
  const { bot, me, records, journal, log, now, signal } = settings;
  const name = ({ update_id }: Update) => `${me.id}:${update_id}`;
  const flight = new Flight();
  let held: Update[] = [];
  /** When an update that is held, or on another try, was first tried. */
  const failedAtMs = new Map<number, number>();

  /**
   * What is open in the journal has its turn already, of this process or as left by the one before; what was handled
   * must not even be noted, or a process killed right then would leave it to be answered again.
   */
  function isNew(update: Update): boolean {
    return (
      concerns(update, me) && !journal.has(update.update_id) && !records.isHandled('telegram', name(update))
    );
  }

  async function deal(update: Update): Promise<void> {
    try {
      await bot.handleUpdate(update);
      finish(update);
    } catch (error) {
      const inner = error instanceof BotError ? error.error : error;
      const fields = { ...forLog(inner), update: update.update_id };
      if (signal.aborted) return log.error(fields, '一条更新没能处理');
      if (hold(update, inner)) return log.warn(fields, '一条更新没能处理，等连上了再试');
      log.error(fields, '一条更新没能处理');
      finish(update);
    }
  }

  function finish({ update_id }: Update): void {
    failedAtMs.delete(update_id);
    journal.finish(update_id);
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

  return {
    sink: createConcurrentSink({ consume: (update) => flight.track(deal(update)) }, async () => {}, {
      concurrency: MAX_IN_FLIGHT,
    }),
    claim: (updates) => {
      const fresh = uniqueOf(updates).filter(isNew);
      // Noted before it is claimed: what is claimed and not noted would be lost with the process.
      journal.add(fresh);
      const claimed = fresh.filter((update) => {
        const isFirst = records.handleOnce('telegram', name(update));
        if (!isFirst) finish(update);
        return isFirst;
      });
      const again = held;
      held = [];
      return [...again, ...claimed];
    },
    claimLeft: () => {
      for (const update of journal.left) records.handleOnce('telegram', name(update));
      return [...journal.left];
    },
    get size() {
      return flight.size;
    },
    drain: (withinMs) => flight.drain(withinMs),
  };
}

/** Each update once: a delivery may hold one twice. */
function uniqueOf(updates: readonly Update[]): Update[] {
  return [...new Map(updates.map((update) => [update.update_id, update])).values()];
}
