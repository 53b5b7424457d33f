/**
 * How events come in: over Socket Mode or signed HTTP, behind Bolt's receivers.
 */
import type { HTTPReceiver, SocketModeReceiver } from '@slack/bolt';
import type { Readiness } from '../../channel.ts';

/** A way for events to come in. */
export interface Transport {
  readonly receiver: SocketModeReceiver | HTTPReceiver;
  /**
   * Begins to take events.
   *
   * @throws {KewenError}
   */
  start(): Promise<void>;
  readiness(): Readiness;
  /** Takes nothing more; what comes now is left to Slack to deliver again. */
  pause(): void;
  close(): Promise<void>;
}
