/**
 * Work that is done when things have come to rest: a folder into which many files are copied is worth one build.
 */

/** Calls back once after a while; what it gives calls it off. */
export type Timer = (work: () => void, afterMs: number) => () => void;

/** The timer of the process. */
export const processTimer: Timer = (work, afterMs) => {
  const timeout = setTimeout(work, afterMs);
  return () => clearTimeout(timeout);
};

/** Starts work when things have come to rest. */
export interface Settled {
  /** Does the work at once; resolves when it is done. */
  readonly begin: () => Promise<void>;
  /** Something happened: the work is due, after a quiet time counted from now. */
  readonly touch: () => void;
  /** Nothing is started any more; resolves when what was started has ended. */
  readonly stop: () => Promise<void>;
}

/**
 * Does `work` after every spell of touches, never twice at once: what happens meanwhile is worth another round.
 *
 * @param work says after how many milliseconds to try again, or null when all is done; must not throw
 */
export function whenSettled(quietMs: number, work: () => Promise<number | null>, timer: Timer): Settled {
  let cancel: (() => void) | null = null;
  let running: Promise<void> | null = null;
  let isTouched = false;
  let isStopped = false;

  const wait = (ms: number) => {
    cancel?.();
    cancel = isStopped ? null : timer(start, ms);
  };
  const start = () => {
    cancel = null;
    isTouched = false;
    running = work().then((againMs) => {
      running = null;
      if (isTouched) wait(quietMs);
      else if (againMs !== null) wait(againMs);
    });
  };
  return {
    begin: async () => {
      cancel?.();
      if (!running) start();
      await running;
    },
    touch: () => {
      isTouched = true;
      if (!running) wait(quietMs);
    },
    stop: async () => {
      isStopped = true;
      cancel?.();
      cancel = null;
      await running;
    },
  };
}
