/**
 * How long a build still takes, from how long it took so far. Its stages differ in what one thing of them costs, so
 * work is counted in what was measured for each, and only the pace is this machine's.
 */

/** A stage of the work that is ahead. */
export interface StagePlan {
  readonly stage: string;
  /** How many things it will have; corrected when it says so itself. */
  readonly total: number;
  /** What one of them costs, in any unit that is the same for all stages. */
  readonly cost: number;
}

/** Guesses the time left, or null where it is too early to tell. */
export interface TimeLeft {
  readonly leftMs: (stage: string, done: number, total: number) => number | null;
}

/** A pace is known after so long, and after so much of the work. */
const TELLING_MS = 1_000;
const TELLING_SHARE = 0.02;

/** A guess for the stages of a plan, in their order. */
export function timeLeft(plan: readonly StagePlan[], nowMs: () => number): TimeLeft {
  const startedMs = nowMs();
  return {
    leftMs: (stage, done, total) => {
      const at = plan.findIndex((planned) => planned.stage === stage);
      if (at < 0) return null;
      let doneCost = 0;
      let allCost = 0;
      for (const [i, planned] of plan.entries()) {
        const count = i === at ? total : planned.total;
        allCost += count * planned.cost;
        if (i < at) doneCost += count * planned.cost;
        else if (i === at) doneCost += done * planned.cost;
      }
      const elapsedMs = nowMs() - startedMs;
      const share = doneCost / allCost;
      if (elapsedMs < TELLING_MS || !(share >= TELLING_SHARE)) return null;
      return (elapsedMs * (1 - share)) / share;
    },
  };
}

/** `8 秒`, `3 分钟`: rounded up, since waiting longer than was said is what annoys. */
export function formatLeft(leftMs: number): string {
  const seconds = Math.ceil(leftMs / 1000);
  return seconds <= 90 ? `${seconds} 秒` : `${Math.ceil(seconds / 60)} 分钟`;
}
