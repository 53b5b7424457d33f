/**
 * What an error of Slack's web API means: whether it was refused or never got there, what to tell a maintainer in
 * one line, and what to tell a person.
 */
import { webApi } from '@slack/bolt';
import { KewenError } from '../../errors.ts';
import { SCOPES } from './scopes.ts';

/** `invalid_auth`, `not_in_channel` …; null where Slack gave no such answer. */
export function refusalOf(error: unknown): string | null {
  return error instanceof webApi.WebAPIPlatformError ? error.data.error : null;
}

/** The scope that was missing, when that was it. */
export function missingScopeOf(error: unknown): string | null {
  if (!(error instanceof webApi.WebAPIPlatformError) || error.data.error !== 'missing_scope') return null;
  const { needed } = error.data as { needed?: unknown };
  return typeof needed === 'string' && needed ? needed : '（Slack 没有说是哪一个）';
}

/** Seconds to wait, when Slack says there were too many requests. */
export function retryAfterOf(error: unknown): number | null {
  if (error instanceof webApi.WebAPIRateLimitedError) return error.retryAfter;
  return refusalOf(error) === 'ratelimited' || refusalOf(error) === 'rate_limited' ? 1 : null;
}

/** Whether trying again later may help: the network, or Slack itself, failed. */
export function isUnreachable(error: unknown): boolean {
  if (error instanceof webApi.WebAPIRequestError || error instanceof webApi.WebAPIHTTPError) return true;
  const refusal = refusalOf(error) ?? '';
  return /^(?:internal_error|fatal_error|service_unavailable|request_timeout|team_added_to_org)$/u.test(
    refusal,
  );
}

/** Whether Slack may have done what was asked although no answer came back. */
export function isUnclear(error: unknown): boolean {
  if (error instanceof webApi.WebAPIHTTPError) return error.statusCode >= 500;
  if (!(error instanceof webApi.WebAPIRequestError))
    return /^(?:internal|fatal)_error$/u.test(refusalOf(error) ?? '');
  // These never got as far as Slack.
  return !/^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH|UND_ERR_CONNECT_TIMEOUT)$/u.test(
    networkCodeOf(error) ?? '',
  );
}

/** The system's code of a network failure, e.g. `ECONNREFUSED`. */
export function networkCodeOf(error: unknown): string | null {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    const inner = at instanceof AggregateError ? at.errors[0] : at;
    const { code } = inner as { code?: unknown };
    if (typeof code === 'string' && !code.startsWith('slack_webapi')) return code;
    if (at.name === 'TimeoutError') return 'ETIMEDOUT';
  }
  return error instanceof webApi.WebAPIHTTPError ? `HTTP ${error.statusCode}` : null;
}

const DEAD_TOKEN =
  /^(?:invalid_auth|not_authed|account_inactive|token_revoked|token_expired|not_allowed_token_type)$/u;

/**
 * One line for a maintainer about what only a maintainer can mend; null for anything else.
 *
 * @param token the variable whose token was used
 */
export function maintainerError(
  error: unknown,
  token: 'SLACK_BOT_TOKEN' | 'SLACK_APP_TOKEN',
): KewenError | null {
  const scope = missingScopeOf(error);
  if (scope) return lacksScopes([scope], token, error);
  const refusal = refusalOf(error);
  if (refusal && DEAD_TOKEN.test(refusal)) {
    return new KewenError(
      'settings',
      `Slack 不认 ${token}（${refusal}）：请到 api.slack.com/apps 里这个应用的页面重新复制，见 docs/slack.md`,
      error,
    );
  }
  return refusal
    ? new KewenError('settings', `Slack 拒绝了（${refusal}）：请对照 docs/slack.md 检查应用的设置`, error)
    : null;
}

/** One line that names the scopes a token lacks and what each is for. */
export function lacksScopes(
  scopes: readonly string[],
  token: 'SLACK_BOT_TOKEN' | 'SLACK_APP_TOKEN',
  cause?: unknown,
): KewenError {
  const named = scopes.map((scope) => `${scope}${SCOPES[scope] ? `（${SCOPES[scope]}）` : ''}`).join('、');
  return new KewenError(
    'settings',
    `${token} 缺少权限 ${named}：请在应用的设置里加上再重新安装到工作区，见 docs/slack.md`,
    cause,
  );
}
