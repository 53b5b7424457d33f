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
  /** Whether this is the first refusal since the last token: the time for one notice. */
  readonly firstRefusal: boolean;
  /** Until the next token, 0 when allowed. */
  readonly waitMs: number;
}

/** A bucket between two questions. */
export interface BucketState {
  readonly tokens: number;
  readonly refilledAtMs: number;
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
  const tokens = Math.min(capacity, before.tokens + (elapsedMs * refillPerMinute) / 60_000);
  if (tokens >= 1) {
    return {
      taken: { allowed: true, firstRefusal: false, waitMs: 0 },
      after: { tokens: tokens - 1, refilledAtMs: nowMs, isRefused: false },
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
