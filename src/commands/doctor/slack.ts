/**
 * Slack's tokens: who they are of (auth.test), what they may do, and whether Socket Mode opens.
 */
import { APP_SCOPES, BOT_SCOPES, ESSENTIAL_SCOPES } from '../../channels/slack/scopes.ts';
import type { SlackSettings } from '../../config.ts';
import { ask, type Reply } from './ask.ts';
import { type Check, type Examined, type Finding, fail, ok, warn } from './finding.ts';

const USUAL_URL = 'https://slack.com/api/';
const WHERE = 'api.slack.com/apps 里这个应用的页面';

export const slack: Check = {
  title: 'Slack',
  run: async (examined) => {
    const { slack: settings } = examined.config;
    if (!settings) return [ok('没有接（没设 SLACK_BOT_TOKEN）')];
    const bot = await call(settings, 'auth.test', settings.botToken, examined);
    if (!bot.isReached) return [unreachable(bot.reason)];
    return [
      ...botToken(bot),
      settings.appToken
        ? appToken(await call(settings, 'apps.connections.open', settings.appToken, examined))
        : ok('用 HTTP 接收（设了 SLACK_SIGNING_SECRET）：签名密钥对不对，要到有人提问时才看得出'),
    ];
  },
};

async function call(
  { apiUrl }: SlackSettings,
  method: string,
  token: string,
  { context, clocks }: Examined,
): Promise<Reply> {
  const base = (apiUrl ?? USUAL_URL).replace(/\/*$/u, '/');
  const reply = await ask(`${base}${method}`, { authorization: `Bearer ${token}` }, context.now);
  if (reply.isReached && reply.aheadMs !== null) clocks.push({ name: 'Slack', aheadMs: reply.aheadMs });
  return reply;
}

const unreachable = (reason: string) =>
  warn(`连不上 Slack（${reason}），没法检查令牌`, '请检查网络、代理和 SLACK_API_URL，连上后再运行一次');

function botToken({ status, headers, body }: Reply & { isReached: true }): Finding[] {
  if (body['ok'] !== true) return [refused('SLACK_BOT_TOKEN', status, body)];
  const name = [body['user'], body['team']].filter((part) => typeof part === 'string').join('，');
  const granted =
    headers
      .get('x-oauth-scopes')
      ?.split(',')
      .map((scope) => scope.trim()) ?? null;
  const missing = granted ? Object.keys(BOT_SCOPES).filter((scope) => !granted.includes(scope)) : [];
  const report = missing.some((scope) => ESSENTIAL_SCOPES.includes(scope)) ? fail : warn;
  return [
    ok(`SLACK_BOT_TOKEN 可以用（${name || '没有说名字'}）`),
    missing.length === 0
      ? ok(granted ? '权限齐全' : 'Slack 没有说有哪些权限')
      : report(
          `缺少权限 ${missing.map((scope) => `${scope}（${BOT_SCOPES[scope]}）`).join('、')}`,
          `请到 ${WHERE}，在 OAuth & Permissions 里加上，再重新安装到工作区`,
        ),
  ];
}

function appToken(reply: Reply): Finding {
  if (!reply.isReached) return unreachable(reply.reason);
  const { status, body } = reply;
  if (body['ok'] === true) return ok('SLACK_APP_TOKEN 可以用，Socket Mode 能连');
  if (body['error'] === 'missing_scope') {
    const [scope, why] = Object.entries(APP_SCOPES)[0] as [string, string];
    return fail(
      `SLACK_APP_TOKEN 缺少权限 ${scope}（${why}）`,
      `请到 ${WHERE}，重新生成带这个权限的 App-Level Token`,
    );
  }
  return refused('SLACK_APP_TOKEN', status, body);
}

function refused(name: string, status: number, body: Readonly<Record<string, unknown>>): Finding {
  const { error } = body;
  if (typeof error !== 'string') {
    return warn(
      `Slack 回答得不对（HTTP ${status}）`,
      '可能是代理拦下了，或 SLACK_API_URL 写错了；稍后再运行一次',
    );
  }
  if (/^(?:ratelimited|rate_limited|internal_error|fatal_error|service_unavailable)$/u.test(error)) {
    return warn(`Slack 现在答不了（${error}）`, '请稍后再运行一次');
  }
  return fail(`Slack 不认 ${name}（${error.slice(0, 60)}）`, `请到 ${WHERE}重新复制，写进 .env`);
}
