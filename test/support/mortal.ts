/**
 * A process that dies, as far as its records tell: from some step on nothing that it waits for comes back, and its
 * database is closed under it. A step is before, and after, every call to the records, so that whatever else is done
 * stands between two of them.
 */
import type Database from 'better-sqlite3';
import { openDatabase } from '../../src/records/database.ts';
import { openRecords, type Records, type RecordsSettings } from '../../src/records/records.ts';

/** Calls that are no step of dealing with anything. */
const NO_STEPS = new Set<string | symbol>(['hash', 'lead', 'left', 'close', 'purge']);

/** A life, to the step at which it ends. */
export class Mortal {
  readonly records: Records;
  /** Names of the calls that were made. */
  readonly calls: string[] = [];
  /** Resolves when it is over. */
  readonly death: Promise<void>;
  readonly #lastStep: number;
  readonly #back: string[] = [];
  readonly #watching: (() => void)[] = [];
  #steps = 0;
  #isDead = false;
  #die!: () => void;
  #db: Database.Database | null = null;

  /** @param lastStep how many steps are done; Infinity to live on */
  constructor(settings: RecordsSettings, lastStep: number) {
    this.#lastStep = lastStep;
    this.death = new Promise((resolve) => {
      this.#die = resolve;
    });
    const open = (file: string) => {
      if (this.#isDead) throw new Error('dead');
      this.#db = openDatabase(file);
      return this.#db;
    };
    this.records = this.#around(openRecords({ ...settings, open }));
  }

  /** Resolves when a call has come back so often. */
  came(name: string, times: number): Promise<void> {
    return new Promise((resolve) => {
      const look = () => {
        if (this.#back.filter((call) => call === name).length >= times) resolve();
      };
      this.#watching.push(look);
      look();
    });
  }

  get isDead(): boolean {
    return this.#isDead;
  }

  /** Ends at once. */
  kill(): void {
    if (this.#isDead) return;
    this.#isDead = true;
    this.#db?.close();
    this.#die();
  }

  #around(records: Records): Records {
    return new Proxy(records, {
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name, target);
        if (typeof value !== 'function') return value;
        if (NO_STEPS.has(name)) return value.bind(target);
        return async (...given: unknown[]) => {
          await this.#step();
          this.calls.push(String(name));
          const done: unknown = await value.apply(target, given);
          await this.#step();
          this.#back.push(String(name));
          for (const look of this.#watching) look();
          return done;
        };
      },
    });
  }

  #step(): Promise<void> {
    if (!this.#isDead && this.#steps++ < this.#lastStep) return Promise.resolve();
    this.kill();
    return new Promise(() => {});
  }
}
