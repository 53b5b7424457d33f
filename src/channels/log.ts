/**
 * The log of a running Kewen: structured lines (pino), and the one function through which every line goes before
 * it is written, so that no secret stands in a log.
 */
import { pino } from 'pino';
import type { LogLevel } from '../config.ts';

/** What channels log with. At `info` and above: request ids, kinds, lengths and durations, never a whole question. */
export type Log = Pick<pino.Logger, 'debug' | 'info' | 'warn' | 'error' | 'isLevelEnabled'> & {
  child(fields: Record<string, unknown>): Log;
};

/** Anything that takes a line: `process.stdout`, a test's array. */
export interface LogDestination {
  write(line: string): unknown;
}

const HIDDEN = '[隐去]';

/** What tokens look like, wherever they come from; a webhook's secret has no shape and is named to `createLog`. */
const TOKENS: readonly RegExp[] = [
  // Slack's tokens: xoxb-, xoxp-, xapp-, xwfp- …
  /\bx(?:ox[a-z]|app|wfp)(?:\.[a-z-]+)?-[\w-]{6,}/giu,
  // Telegram's bot tokens, also as they stand in an address
  /\d{6,}(?::|%3A)[\w-]{30,}/giu,
  // Addresses that let anybody post: Slack's response_url, incoming webhooks and Socket Mode tickets
  /https:\/\/hooks\.slack\.com\/[^\s"'\\]+/giu,
  /\b(?:ticket|token)=[^\s"'\\&]+/giu,
  /\bBearer\s+[^\s"'\\]+/giu,
];

/**
 * Takes the secrets out of a text.
 *
 * @param secrets taken out wherever they stand, in plain, JSON or address form; shorter than four characters are ignored
 */
export function redact(text: string, secrets: readonly string[] = []): string {
  let clean = text;
  for (const secret of secrets) {
    if (secret.length < 4) continue;
    for (const form of new Set([secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)])) {
      clean = clean.replaceAll(form, HIDDEN);
    }
  }
  return TOKENS.reduce((line, token) => line.replace(token, HIDDEN), clean);
}

/**
 * A log.
 *
 * @param secrets of the settings: tokens, signing secret, webhook secret
 */
export function createLog(
  level: LogLevel,
  secrets: readonly (string | null)[] = [],
  destination: LogDestination = process.stdout,
): Log {
  const known = secrets.filter((secret): secret is string => secret !== null);
  return pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, serializers: { err: describeError } },
    { write: (line: string) => void destination.write(redact(line, known)) },
  );
}

/** An error as it is logged: what and where, without the requests and answers that libraries hang on it. */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return String(error);
  const { code } = error as { code?: unknown };
  return {
    type: error.name,
    ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}),
    message: error.message,
    stack: error.stack?.split('\n').slice(1, 6).join('\n'),
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause) }),
  };
}
