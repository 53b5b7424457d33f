/**
 * A failure in the log: where a maintainer can mend it, such as a missing scope, in one line that says how.
 */
import type { Log } from '../log.ts';
import { maintainerError, missingScopeOf } from './errors.ts';

/** Logs what was thrown while something was done for a person. */
export function logFailure(log: Log, err: unknown, fields: Record<string, unknown>, what: string): void {
  const scope = missingScopeOf(err);
  const known = scope === null ? null : maintainerError(err, 'SLACK_BOT_TOKEN');
  if (known) log.error({ ...fields, scope }, `${what}：${known.message}`);
  else log.error({ ...fields, err }, what);
}
