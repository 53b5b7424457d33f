/**
 * Events and who works on them. An event is taken once. What has to be done for it, come what may, is taken under a
 * lease: whoever took it keeps it for as long as they live, and what a process that died had taken goes to the others
 * (or to itself, started again) when the lease runs out.
 */

/** What is kept with an event until it is done. */
export interface Lease {
  /** What is needed to do it again, as JSON. Deleted when it is done. */
  readonly payload: string;
  /** Where things are done one after another, also across processes: a chat, a thread. Only its hash is stored. */
  readonly place: string;
}

/** An event that somebody took and did not finish; it is the one's who is given it now. */
export interface LeftEvent {
  readonly payload: string;
  /** Whether they were about to say something or had said it: nobody knows which. */
  readonly isSaid: boolean;
}

/** A lease that nobody renews runs out after so long. */
export const LEASE_MS = 20_000;
/** Leases are renewed as often as this. */
export const RENEW_MS = 5_000;
/** Slack delivers again for hours, Telegram for a day. */
export const KEPT_FOR_MS = 3 * 86_400_000;
/** Events that somebody left, taken over in one go. */
export const MAX_LEFT = 200;
