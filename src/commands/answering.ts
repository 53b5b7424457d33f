/**
 * What a command answers from: the search cluster where one is set and no folder was typed, else an index folder. Each
 * audience's is opened when it is first asked for and at most once.
 */
import type { FollowedIndex } from '../channels/followed.ts';
import { followIndex } from '../channels/following.ts';
import type { Audience } from '../corpus/report.ts';
import { type Context, folderOf, type Places } from './context.ts';

/** Open indexes of both audiences; to be closed. */
export class Answering {
  readonly #flags: Places;
  readonly #context: Context;
  readonly #open = new Map<Audience, FollowedIndex>();

  constructor(flags: Places, context: Context) {
    this.#flags = flags;
    this.#context = context;
  }

  /** @throws {KewenError} what opening throws */
  async of(audience: Audience): Promise<FollowedIndex> {
    const known = this.#open.get(audience);
    if (known) return known;
    const { config, now } = this.#context;
    const index = await followIndex({
      directory: folderOf('index', this.#flags, this.#context),
      search: this.#flags.index === undefined ? config.search : null,
      audience,
      now,
      onRefused: () => {},
    });
    this.#open.set(audience, index);
    return index;
  }

  close(): void {
    for (const index of this.#open.values()) index.close();
    this.#open.clear();
  }
}
