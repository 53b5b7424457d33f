/**
 * Bolt's logger on top of ours. What Bolt finds worth an info is of no use to a maintainer; its debug lines hold
 * whole messages, so they only appear at our debug level.
 */
import { type Logger, LogLevel } from '@slack/bolt';
import type { Log } from '../log.ts';

/** A logger for Bolt, its receivers and its web clients. */
export function boltLogger(log: Log): Logger {
  const line = (parts: readonly unknown[]) =>
    parts.map((part) => (part instanceof Error ? part.message : String(part))).join(' ');
  return {
    debug: (...parts) => log.debug({ from: 'bolt' }, line(parts)),
    info: (...parts) => log.debug({ from: 'bolt' }, line(parts)),
    warn: (...parts) => log.debug({ from: 'bolt' }, line(parts)),
    error: (...parts) => log.warn({ from: 'bolt' }, line(parts)),
    setLevel: () => {},
    getLevel: () => (log.isLevelEnabled('debug') ? LogLevel.DEBUG : LogLevel.INFO),
    setName: () => {},
  };
}
