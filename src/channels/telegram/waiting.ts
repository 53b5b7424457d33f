/** Waiting, passed in so that a test decides when time has passed. */

/** A limit in time. */
export interface Deadline {
  readonly signal: AbortSignal;
  /** Has to be called: what is not cleared is kept until its time has come. */
  readonly clear: () => void;
}

/** How the channel waits. */
export interface Waiting {
  /** Ends after a while, or at once when the signal is given; never fails. */
  pause(ms: number, signal: AbortSignal): Promise<void>;
  /** A signal that is given after a while, or with another one, unless it is cleared before. */
  deadline(ms: number, within?: AbortSignal): Deadline;
}

/** Waits by the machine's clock. */
export const realWaiting: Waiting = {
  pause: (ms, signal) =>
    new Promise((resolve) => {
      if (signal.aborted) return resolve();
      const end = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', end);
        resolve();
      };
      const timer = setTimeout(end, ms);
      signal.addEventListener('abort', end);
    }),
  deadline: (ms, within) => {
    const controller = new AbortController();
    // Not AbortSignal.any: its signals stay with a parent that lives as long as the process.
    const end = () => controller.abort();
    const timer = setTimeout(end, ms);
    if (within?.aborted) end();
    within?.addEventListener('abort', end);
    return {
      signal: controller.signal,
      clear: () => {
        clearTimeout(timer);
        within?.removeEventListener('abort', end);
      },
    };
  },
};
