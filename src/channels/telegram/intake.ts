/**
 * Updates on their way in, from a poll or a webhook: each is claimed once, also after a restart, noted in the
 * journal until it is dealt with, and then handed to the runner's sink, which deals with many side by side.
 */
import { createConcurrentSink, type UpdateSink } from '@grammyjs/runner';
import { type Bot, BotError } from 'grammy';
import type { Update, UserFromGetMe } from 'grammy/types';
import type { Records } from '../../records/records.ts';
import { Flight } from '../flight.ts';
import type { Log } from '../log.ts';
import { concerns } from './bot.ts';
import { forLog } from './calls.ts';
import type { Journal } from './journal.ts';

/** Updates dealt with side by side; no more are fetched beyond. */
export const MAX_IN_FLIGHT = 500;

/** What an intake works with. */
export interface IntakeSettings {
  readonly bot: Bot;
  readonly me: UserFromGetMe;
  readonly records: Records;
  readonly journal: Journal;
  readonly log: Log;
  /** Given when the time of a stopping process is up: what fails then stays in the journal. */
  readonly signal: AbortSignal;
}

/** Where updates come in. */
export interface Intake {
  readonly sink: UpdateSink<Update>;
  /** Those of a delivery that are new and concern the bot; noted, to be given to the sink. */
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
  const { bot, me, records, journal, log, signal } = settings;
  const name = ({ update_id }: Update) => `${me.id}:${update_id}`;
  const flight = new Flight();

  async function deal(update: Update): Promise<void> {
    try {
      await bot.handleUpdate(update);
      journal.finish(update.update_id);
    } catch (error) {
      const inner = error instanceof BotError ? error.error : error;
      log.error({ ...forLog(inner), update: update.update_id }, '一条更新没能处理');
      if (!signal.aborted) journal.finish(update.update_id);
    }
  }

  return {
    sink: createConcurrentSink({ consume: (update) => flight.track(deal(update)) }, async () => {}, {
      concurrency: MAX_IN_FLIGHT,
    }),
    claim: (updates) => {
      const fresh = updates.filter(
        (update) => concerns(update, me) && records.handleOnce('telegram', name(update)),
      );
      journal.add(fresh);
      return fresh;
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
