/**
 * A token bucket: so many at once, and so many a minute in the long run.
 */

/** How much a bucket lets through. */
export interface BucketLimits {
  /** Tokens of a full bucket: how many may come at once; at least 1. */
  readonly capacity: number;
  readonly refillPerMinute: number;
}

/** What came of asking for a token. */
export interface Taken {
  readonly allowed: boolean;
  /**
   * Whether this is the first refusal since the bucket was last half full: the time for one notice. Not since the
   * last token: who goes on too fast gets a token now and then, and would be told anew after each.
   */
  readonly firstRefusal: boolean;
  /** Until the next token, 0 when allowed. */
  readonly waitMs: number;
}

/** A bucket between two questions. */
export interface BucketState {
  readonly tokens: number;
  readonly refilledAtMs: number;
  /** Whether somebody was refused and the bucket has not been half full since. */
  readonly isRefused: boolean;
}

/** A bucket nobody has taken from. */
export const FULL: BucketState = { tokens: Number.POSITIVE_INFINITY, refilledAtMs: 0, isRefused: false };

/** Takes a token, if there is one. */
export function takeFrom(
  before: BucketState,
  { capacity, refillPerMinute }: BucketLimits,
  nowMs: number,
): { readonly taken: Taken; readonly after: BucketState } {
  // A clock that was set back refills nothing.
  const elapsedMs = Math.max(0, nowMs - before.refilledAtMs);
  const refilled = before.tokens + (elapsedMs * refillPerMinute) / 60_000;
  const tokens = Math.min(capacity, refilled);
  if (tokens >= 1) {
    // Half full with this token taken. What would have run over counts too: a bucket of one is empty after each.
    const isRefused = before.isRefused && refilled - 1 < capacity / 2;
    return {
      taken: { allowed: true, firstRefusal: false, waitMs: 0 },
      after: { tokens: tokens - 1, refilledAtMs: nowMs, isRefused },
    };
  }
  return {
    taken: {
      allowed: false,
      firstRefusal: !before.isRefused,
      waitMs: Math.ceil(((1 - tokens) * 60_000) / refillPerMinute),
    },
    after: { tokens, refilledAtMs: nowMs, isRefused: true },
  };
}
