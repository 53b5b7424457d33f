/**
 * Telegram's token: which bot it is of (getMe), and whether updates can come in (getWebhookInfo).
 */
import type { TelegramSettings } from '../../config.ts';
import { ask, type Reply } from './ask.ts';
import { type Check, type Examined, type Finding, fail, ok, warn } from './finding.ts';

/** Questions that wait for a bot that does not fetch them. */
const MANY_WAITING = 20;
const LAST_ERROR_COUNTS_FOR_MS = 3_600_000;

export const telegram: Check = {
  title: 'Telegram',
  run: async (examined) => {
    const { telegram: settings } = examined.config;
    if (!settings) return [ok('没有接（没设 TELEGRAM_BOT_TOKEN）')];
    const me = await call(settings, 'getMe', examined);
    if (!me.isReached) return [unreachable(settings, me.reason)];
    if (me.body['ok'] !== true) return [refused(settings, me)];
    const webhook = await call(settings, 'getWebhookInfo', examined);
    return [
      ...identity(me.body['result'] as Record<string, unknown>),
      ...(webhook.isReached && webhook.body['ok'] === true
        ? delivery(settings, webhook.body['result'] as Record<string, unknown>, examined.context.now())
        : [warn('没能查到 webhook 的情况', '请稍后再运行一次')]),
    ];
  },
};

async function call(
  { apiRoot, botToken }: TelegramSettings,
  method: string,
  { context, clocks }: Examined,
): Promise<Reply> {
  const reply = await ask(`${apiRoot.replace(/\/+$/u, '')}/bot${botToken}/${method}`, {}, context.now);
  if (reply.isReached && reply.aheadMs !== null) clocks.push({ name: 'Telegram', aheadMs: reply.aheadMs });
  return reply;
}

function unreachable({ apiRoot }: TelegramSettings, reason: string): Finding {
  return warn(
    `连不上 Telegram（${new URL(apiRoot).host}，${reason}），没法检查令牌`,
    '请检查网络，或设 TELEGRAM_API_ROOT 指向能连上的 Bot API，连上后再运行一次',
  );
}

function refused({ apiRoot }: TelegramSettings, { status, body }: Reply & { isReached: true }): Finding {
  const code = Number(body['error_code'] ?? 0);
  if (code === 401 || code === 404) {
    return fail(
      `Telegram 不认 TELEGRAM_BOT_TOKEN（${code}）`,
      '请到 BotFather 用 /token 重新取一个，写进 .env',
    );
  }
  return warn(
    `${new URL(apiRoot).host} 回答得不对（HTTP ${status}）`,
    '可能是代理拦下了，或 TELEGRAM_API_ROOT 写错了；稍后再运行一次',
  );
}

function identity(me: Readonly<Record<string, unknown>>): Finding[] {
  return [
    ok(`TELEGRAM_BOT_TOKEN 可以用（@${String(me['username'])}）`),
    ...(me['supports_inline_queries'] === true
      ? []
      : [warn('没有打开内联查询，在别的聊天里 @ 它没有反应', '要用的话，到 BotFather 用 /setinline 打开')]),
  ];
}

function delivery(
  { webhookUrl }: TelegramSettings,
  info: Readonly<Record<string, unknown>>,
  now: Date,
): Finding[] {
  const url = String(info['url'] ?? '');
  const waiting = Number(info['pending_update_count'] ?? 0);
  const failedAtMs = Number(info['last_error_date'] ?? 0) * 1000;
  const findings: Finding[] = [];
  if (webhookUrl && url === webhookUrl) findings.push(ok('webhook 已登记'));
  else if (webhookUrl) findings.push(ok('webhook 还没登记，启动时会登记'));
  else if (url) {
    findings.push(
      warn(
        `Telegram 那边登记着 webhook（${hostOf(url)}），这里却没设`,
        '启动时会撤掉它；那台机器还在用的话，两边会抢消息',
      ),
    );
  } else findings.push(ok('用长轮询接收'));
  if (failedAtMs > 0 && now.getTime() - failedAtMs < LAST_ERROR_COUNTS_FOR_MS) {
    findings.push(
      fail(
        `Telegram 送不到 webhook：${String(info['last_error_message']).slice(0, 100)}`,
        '请检查反向代理、证书和端口（443、80、88、8443），见 docs/telegram.md',
      ),
    );
  }
  if (waiting >= MANY_WAITING) {
    findings.push(warn(`有 ${waiting} 条消息在等`, '科问没在运行，或收不到：启动它，再看日志'));
  }
  return findings;
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : '不是网址';
}
