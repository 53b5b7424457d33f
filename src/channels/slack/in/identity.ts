/**
 * Who we are in which workspace, and whether the token has the rights the app needs.
 */
import type { webApi } from '@slack/bolt';
import type { Log } from '../../log.ts';
import { isUnreachable, lacksScopes, maintainerError, retryAfterOf } from '../errors.ts';
import { BOT_SCOPES, ESSENTIAL_SCOPES } from '../scopes.ts';
import { backoffMs, reasonOf, START_TRIES, unreachable } from './socket.ts';

/** The bot in its workspace. */
export interface Identity {
  readonly team: string;
  readonly user: string;
  readonly botId: string;
}

/**
 * Asks Slack who we are, again and again for some minutes while it cannot be reached.
 *
 * @throws {KewenError} `settings` when the token is wrong or lacks an essential scope, `platform` when Slack stays
 *   out of reach
 */
export async function identify(
  client: webApi.WebClient,
  {
    log,
    sleep,
    signal,
  }: { readonly log: Log; sleep(ms: number): Promise<void>; readonly signal: AbortSignal },
): Promise<Identity> {
  for (let tries = 1; ; tries++) {
    try {
      const found = await client.auth.test();
      checkScopes(found.response_metadata?.scopes, log);
      return { team: found.team_id ?? '', user: found.user_id ?? '', botId: found.bot_id ?? '' };
    } catch (error) {
      const isPassing = isUnreachable(error) || retryAfterOf(error) !== null;
      if (!isPassing) throw maintainerError(error, 'SLACK_BOT_TOKEN') ?? error;
      if (tries >= START_TRIES || signal.aborted) throw unreachable(error, tries);
      const waitMs = (retryAfterOf(error) ?? 0) * 1000 || backoffMs(tries);
      log.warn(
        { why: reasonOf(error), tries, of: START_TRIES, waitMs },
        `连不上 Slack（${reasonOf(error)}）：${Math.ceil(waitMs / 1000)} 秒后再试`,
      );
      await sleep(waitMs);
    }
  }
}

/** Slack says with every answer which scopes the token has. */
function checkScopes(granted: readonly string[] | undefined, log: Log): void {
  if (!granted || granted.length === 0) return;
  const missing = Object.keys(BOT_SCOPES).filter((scope) => !granted.includes(scope));
  const essential = missing.filter((scope) => ESSENTIAL_SCOPES.includes(scope));
  if (essential.length > 0) throw lacksScopes(essential, 'SLACK_BOT_TOKEN');
  if (missing.length > 0) log.warn({ scopes: missing }, lacksScopes(missing, 'SLACK_BOT_TOKEN').message);
}
