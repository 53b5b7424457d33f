/**
 * Nobody waits for a cluster that is known not to answer: after a few failures in a row whoever asks is told so at once,
 * and once in a while one request is let through to see whether it is back.
 */
import { ClusterError } from './failures.ts';

/** So many failures in a row are no accident. */
const FAILURES = 3;
const CLOSED_MS = 2_000;

/** Lets work through, or not. */
export class Circuit {
  readonly #nowMs: () => number;
  #failures = 0;
  #last: ClusterError | null = null;
  #triedMs = 0;

  constructor(nowMs: () => number = () => performance.now()) {
    this.#nowMs = nowMs;
  }

  /** What is wrong; null where the last request was answered. */
  get trouble(): ClusterError | null {
    return this.#last;
  }

  /** @throws {ClusterError} the last failure where it is too soon to try again; what the work throws */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#last && this.#failures >= FAILURES) {
      if (this.#nowMs() - this.#triedMs < CLOSED_MS) throw this.#last;
      this.#triedMs = this.#nowMs();
    }
    try {
      const result = await work();
      this.#failures = 0;
      this.#last = null;
      return result;
    } catch (error) {
      if (error instanceof ClusterError) {
        // A refusal is an answer: whoever comes next is refused by the cluster itself.
        this.#failures = error.isPassing ? this.#failures + 1 : 0;
        this.#last = error;
        this.#triedMs = this.#nowMs();
      }
      throw error;
    }
  }
}
