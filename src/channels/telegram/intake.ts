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
  claim(updates: readonly Update[]): Promise<Update[]>;
  /** Those that the process before this one had taken and not finished. */
  claimLeft(): Promise<Update[]>;
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
  async function isNew(update: Update): Promise<boolean> {
    if (!concerns(update, me) || journal.has(update.update_id)) return false;
    return !(await records.isClaimed('telegram', name(update)));
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

  /** One delivery after another: of two with the same update the second sees that it is taken. */
  let claiming: Promise<Update[]> = Promise.resolve([]);

  async function claim(updates: readonly Update[]): Promise<Update[]> {
    const unique = uniqueOf(updates);
    const areNew = await Promise.all(unique.map(isNew));
    const fresh = unique.filter((_, i) => areNew[i]);
    // Noted before it is claimed: what is claimed and not noted would be lost with the process.
    journal.add(fresh);
    const areFirst = await Promise.all(fresh.map((update) => records.claim('telegram', name(update))));
    const claimed = fresh.filter((_, i) => areFirst[i]);
    for (const update of fresh) if (!claimed.includes(update)) finish(update);
    const again = held;
    held = [];
    return [...again, ...claimed];
  }

  return {
    sink: createConcurrentSink({ consume: (update) => flight.track(deal(update)) }, async () => {}, {
      concurrency: MAX_IN_FLIGHT,
    }),
    claim: (updates) => {
      const claimed = claiming.then(() => claim(updates));
      claiming = claimed.catch(() => []);
      return claimed;
    },
    claimLeft: async () => {
      for (const update of journal.left) await records.claim('telegram', name(update));
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
