/**
 * The build that goes on, and how the last one ended: one at a time, whoever begins it, to be followed by any page.
 */
import type { Commands, Ended } from './command.ts';

/** A build, or a way back, as it is shown. */
export interface Build {
  readonly command: string;
  readonly who: string;
  readonly begun: Date;
  /** What it said so far, the last lines of it. */
  readonly notes: readonly string[];
  /** null while it goes on. */
  readonly ended: Ended | null;
}

/** Told of each line, and at the end. */
export interface Follower {
  readonly onNote: (line: string) => void;
  readonly onEnd: () => void;
}

const MAX_NOTES = 200;

export class Builds {
  readonly #commands: Commands;
  readonly #now: () => Date;
  readonly #onEnd: () => Promise<unknown>;
  readonly #followers = new Set<Follower>();
  #build: (Build & { notes: string[]; ended: Ended | null }) | null = null;

  /** @param onEnd before the end is told, e.g. to take up the new index */
  constructor(commands: Commands, now: () => Date, onEnd: () => Promise<unknown>) {
    this.#commands = commands;
    this.#now = now;
    this.#onEnd = onEnd;
  }

  /** The one that goes on, or the last one. */
  get last(): Build | null {
    return this.#build;
  }

  get isRunning(): boolean {
    return this.#build !== null && this.#build.ended === null;
  }

  /**
   * Begins one.
   *
   * @returns its end; null where another goes on
   */
  begin(words: readonly string[], who: string): Promise<Ended> | null {
    if (this.isRunning) return null;
    const notes: string[] = [];
    const build = { command: `kewen ${words.join(' ')}`, who, begun: this.#now(), notes, ended: null };
    this.#build = build;
    return this.#follow(build, words);
  }

  /** Tells a follower of what comes, until the end or until it lets go. */
  follow(follower: Follower): () => void {
    this.#followers.add(follower);
    return () => void this.#followers.delete(follower);
  }

  async #follow(
    build: { notes: string[]; ended: Ended | null; readonly who: string },
    words: readonly string[],
  ): Promise<Ended> {
    const ended = await this.#commands.run(words, {
      who: build.who,
      onNote: (line) => {
        build.notes.push(line);
        if (build.notes.length > MAX_NOTES) build.notes.shift();
        for (const { onNote } of this.#followers) onNote(line);
      },
    });
    await this.#onEnd();
    build.ended = ended;
    for (const { onEnd } of this.#followers) onEnd();
    return ended;
  }
}
