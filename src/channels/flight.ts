/**
 * What is being worked on: counted, so that a channel that is told to stop can finish it first.
 */

/** Work in flight. */
export class Flight {
  readonly #work = new Set<Promise<unknown>>();

  /** Counts a piece of work until it is settled. */
  track<T>(work: Promise<T>): Promise<T> {
    this.#work.add(work);
    const done = () => void this.#work.delete(work);
    work.then(done, done);
    return work;
  }

  get size(): number {
    return this.#work.size;
  }

  /**
   * Waits until nothing is in flight, work that began meanwhile included.
   *
   * @returns whether that came about in time
   */
  async drain(withinMs: number): Promise<boolean> {
    const startedAt = performance.now();
    while (this.#work.size > 0) {
      const leftMs = withinMs - (performance.now() - startedAt);
      if (leftMs <= 0) return false;
      await within(Promise.allSettled(this.#work), leftMs);
    }
    return true;
  }
}

/** Resolves when the work is settled or the time is over, whichever comes first. */
export async function within(work: Promise<unknown>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([
    work.then(
      () => {},
      () => {},
    ),
    over,
  ]);
  clearTimeout(timer);
}
