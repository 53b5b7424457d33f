/**
 * Environment to Config, validated once. Nothing else reads environment variables for settings.
 */
import { resolve } from 'node:path';
import { z } from 'zod';
import { type SearchSettings, searchSettings, searchVariables } from './config-search.ts';
import { KewenError } from './errors.ts';
import { layoutOf } from './home.ts';

/** How much is logged; `debug` also shows the stack of an unexpected error. */
export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

/** Telegram, when its token is set. Long polling unless there is a webhook URL. */
export interface TelegramSettings {
  readonly botToken: string;
  readonly apiRoot: string;
  readonly webhookUrl: string | null;
  readonly webhookSecret: string | null;
}

/** Slack, when its bot token is set. Socket Mode with an app token, signed HTTP without. */
export interface SlackSettings {
  readonly botToken: string;
  readonly appToken: string | null;
  readonly signingSecret: string | null;
  /** null where Slack's own address is meant. */
  readonly apiUrl: string | null;
}

/** The web pages and the API. */
export interface WebSettings {
  /** `auto`: beside channels and beside the chat of a terminal; `on`: also where there is neither; `off`: never. */
  readonly mode: 'auto' | 'on' | 'off';
  /** Where people reach it, `https://ask.example.org`, without a slash at its end; null where links cannot be given. */
  readonly publicUrl: string | null;
  /** How many proxies stand before it and write `X-Forwarded-For`; 0 to believe nobody. */
  readonly proxies: number;
  /** Other sites that may use the API and embed the box to ask, `https://kx.example.org`. */
  readonly origins: readonly string[];
  /** What a maintainer logs in with; null where there is nobody to let in, and no page to keep house. */
  readonly adminToken: string | null;
}

/** How much one file may take while it is read and analysed. */
export interface ReadLimits {
  readonly seconds: number;
  /** Memory beyond what the reading process itself takes. */
  readonly megabytes: number;
}

/** Everything that is set from outside. Paths are absolute. */
export interface Config {
  /** The folder of everything that a maintainer edits. */
  readonly home: string;
  readonly corpus: string;
  readonly index: string;
  /** The SQLite file of the records; other files of a running Kewen stand beside it. */
  readonly data: string;
  readonly host: string;
  readonly port: number;
  readonly logLevel: LogLevel;
  readonly readLimits: ReadLimits;
  /** How long questions and answers are kept. */
  readonly retentionDays: number;
  /** The PostgreSQL database of the records, where several replicas share them; null for the file. */
  readonly database: string | null;
  /** What user ids are hashed with; null for a key that is made and kept beside the records. */
  readonly secret: string | null;
  /** Addresses that are not public and may be fetched from all the same, each an IP address or a CIDR range. */
  readonly fetchAllow: readonly string[];
  readonly telegram: TelegramSettings | null;
  readonly slack: SlackSettings | null;
  readonly web: WebSettings;
  /** null where the index on this machine answers. */
  readonly search: SearchSettings | null;
}

/** Ten times what the largest report that we know takes. */
export const DEFAULT_READ_LIMITS: ReadLimits = { seconds: 20, megabytes: 512 };

const url = z.url({ protocol: /^https?$/u, error: '要写成 https:// 开头的网址' });
const addresses = z.union(
  [z.ipv4(), z.cidrv4(), z.ipv6(), z.cidrv6()],
  '要写成 IP 地址或网段，如 10.1.0.0/16，用逗号分开',
);
const path = z.string().refine((value) => !value.includes('\0'), '要写成文件路径');

/** An address of a site without anything after it. */
const origin = z
  .string()
  .refine(
    (value) => /^https?:\/\/[^\s/?#@]+\/?$/u.test(value) && URL.canParse(value),
    '要写成 https://域名，后面不带路径',
  )
  .transform((value) => new URL(value).origin);

const environmentSchema = z.object({
  KEWEN_HOME: path.optional(),
  KEWEN_CORPUS: path.optional(),
  KEWEN_INDEX: path.optional(),
  KEWEN_DATA: path.optional(),
  KEWEN_HOST: z
    .string()
    .regex(/^[\w.:-]+$/u, '要写成主机名或 IP 地址，如 127.0.0.1')
    .default('127.0.0.1'),
  KEWEN_PORT: z
    .string()
    .regex(/^\d{1,5}$/u, '要写成 0 到 65535 的整数')
    .transform(Number)
    .refine((port) => port <= 65_535, '要写成 0 到 65535 的整数')
    .default(3000),
  KEWEN_LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'], '要写成 debug、info、warn、error 或 silent')
    .default('info'),
  KEWEN_READ_SECONDS: z
    .string()
    .regex(/^[1-9]\d{0,3}$/u, '要写成 1 到 9999 的整数，单位是秒')
    .transform(Number)
    .default(DEFAULT_READ_LIMITS.seconds),
  KEWEN_READ_MB: z
    .string()
    .regex(/^[1-9]\d{2,5}$/u, '要写成 100 到 999999 的整数，单位是 MB')
    .transform(Number)
    .default(DEFAULT_READ_LIMITS.megabytes),
  KEWEN_RETENTION_DAYS: z
    .string()
    .regex(/^[1-9]\d{0,4}$/u, '要写成天数，如 90')
    .transform(Number)
    .default(90),
  KEWEN_WEB: z.enum(['on', 'off'], '要写成 on 或 off').optional(),
  KEWEN_PUBLIC_URL: origin.optional(),
  KEWEN_TRUST_PROXY: z
    .string()
    .regex(/^[0-9]$/u, '要写成前面有几层代理，0 到 9')
    .transform(Number)
    .default(0),
  KEWEN_ORIGINS: z
    .string()
    .transform((value) => value.split(/[\s,，]+/u).filter(Boolean))
    .pipe(z.array(origin).max(50, '最多写 50 个网站'))
    .optional(),
  KEWEN_ADMIN_TOKEN: z.string().min(16, '至少要 16 个字符').max(500, '最多 500 个字符').optional(),
  KEWEN_DATABASE_URL: z
    .string()
    .regex(/^postgres(?:ql)?:\/\/\S+$/u, '要写成 postgresql://用户:密码@主机:5432/数据库')
    .optional(),
  KEWEN_SECRET: z.string().min(16, '至少要 16 个字符').optional(),
  KEWEN_FETCH_ALLOW: z
    .string()
    .transform((value) => value.split(/[,，\s]+/u))
    .pipe(z.array(addresses))
    .default([]),
  TELEGRAM_BOT_TOKEN: z
    .string()
    .regex(/^\d+:[\w-]+$/u, '要写成 BotFather 给的样子：数字、冒号、字母数字')
    .optional(),
  TELEGRAM_API_ROOT: url.default('https://api.telegram.org'),
  TELEGRAM_WEBHOOK_URL: url.optional(),
  TELEGRAM_WEBHOOK_SECRET: z
    .string()
    .regex(/^[\w-]{1,256}$/u, '只能有字母、数字、_ 和 -，1 到 256 个')
    .optional(),
  SLACK_BOT_TOKEN: z
    .string()
    .regex(/^xoxb-\S+$/u, '要以 xoxb- 开头')
    .optional(),
  SLACK_APP_TOKEN: z
    .string()
    .regex(/^xapp-\S+$/u, '要以 xapp- 开头')
    .optional(),
  SLACK_SIGNING_SECRET: z.string().regex(/^\S+$/u, '不能有空白').optional(),
  SLACK_API_URL: url.optional(),
  ...searchVariables,
});

/** Variables whose value never stands in a message. */
const SECRET = /TOKEN|SECRET|AUTH|SEARCH_URL|DATABASE_URL/u;
const SHOWN_CHARS = 40;

/**
 * Reads the settings from environment variables; an empty one counts as not set.
 *
 * Paths that are not given are those of `layoutOf`; those that are, are relative to the working directory.
 *
 * @param workingDirectory absolute
 * @throws {KewenError} `settings`, naming every invalid variable, what it may be and its value unless secret
 */
export function readConfig(
  env: Readonly<Record<string, string | undefined>>,
  workingDirectory: string = process.cwd(),
): Config {
  const given = Object.fromEntries(
    Object.keys(environmentSchema.shape)
      .map((name) => [name, env[name]?.trim()] as const)
      .filter(([, value]) => value),
  );
  const read = environmentSchema.safeParse(given);
  if (!read.success) throw new KewenError('settings', describe(read.error, given));
  const set = read.data;
  requireTogether(set);

  const usual = layoutOf(set.KEWEN_HOME, workingDirectory);
  const locate = (value: string | undefined, otherwise: string) =>
    value === undefined ? otherwise : resolve(workingDirectory, value);
  return {
    home: usual.home,
    corpus: locate(set.KEWEN_CORPUS, usual.corpus),
    index: locate(set.KEWEN_INDEX, usual.index),
    data: locate(set.KEWEN_DATA, usual.data),
    host: set.KEWEN_HOST,
    port: set.KEWEN_PORT,
    logLevel: set.KEWEN_LOG_LEVEL,
    readLimits: { seconds: set.KEWEN_READ_SECONDS, megabytes: set.KEWEN_READ_MB },
    retentionDays: set.KEWEN_RETENTION_DAYS,
    database: set.KEWEN_DATABASE_URL ?? null,
    secret: set.KEWEN_SECRET ?? null,
    fetchAllow: set.KEWEN_FETCH_ALLOW,
    telegram: set.TELEGRAM_BOT_TOKEN
      ? {
          botToken: set.TELEGRAM_BOT_TOKEN,
          apiRoot: set.TELEGRAM_API_ROOT,
          webhookUrl: set.TELEGRAM_WEBHOOK_URL ?? null,
          webhookSecret: set.TELEGRAM_WEBHOOK_SECRET ?? null,
        }
      : null,
    slack: set.SLACK_BOT_TOKEN
      ? {
          botToken: set.SLACK_BOT_TOKEN,
          appToken: set.SLACK_APP_TOKEN ?? null,
          signingSecret: set.SLACK_SIGNING_SECRET ?? null,
          apiUrl: set.SLACK_API_URL ?? null,
        }
      : null,
    web: {
      mode: set.KEWEN_WEB ?? 'auto',
      publicUrl: set.KEWEN_PUBLIC_URL ?? null,
      proxies: set.KEWEN_TRUST_PROXY,
      origins: set.KEWEN_ORIGINS ?? [],
      adminToken: set.KEWEN_ADMIN_TOKEN ?? null,
    },
    search: searchSettings(set),
  };
}

/** Variables that mean nothing without another. */
function requireTogether(set: z.infer<typeof environmentSchema>): void {
  if (set.KEWEN_DATABASE_URL && !set.KEWEN_SECRET) {
    throw new KewenError(
      'settings',
      '设了 KEWEN_DATABASE_URL 而没有 KEWEN_SECRET：几个科问要用同一个密钥散列用户编号，请给它们都设上同一个，至少 16 个字符',
    );
  }
  if (set.SLACK_BOT_TOKEN && !set.SLACK_APP_TOKEN && !set.SLACK_SIGNING_SECRET) {
    throw new KewenError(
      'settings',
      '只设了 SLACK_BOT_TOKEN：还要设 SLACK_APP_TOKEN（Socket Mode）或 SLACK_SIGNING_SECRET（HTTP）',
    );
  }
  if (set.SLACK_APP_TOKEN && !set.SLACK_BOT_TOKEN) {
    throw new KewenError('settings', '只设了 SLACK_APP_TOKEN：还要设 SLACK_BOT_TOKEN');
  }
  if (set.TELEGRAM_WEBHOOK_URL && !set.TELEGRAM_WEBHOOK_SECRET) {
    throw new KewenError(
      'settings',
      '设了 TELEGRAM_WEBHOOK_URL 而没有 TELEGRAM_WEBHOOK_SECRET：请一起设上，否则谁都能冒充 Telegram',
    );
  }
}

function describe(error: z.ZodError, given: Readonly<Record<string, string | undefined>>): string {
  const lines = error.issues.map(({ path: [name], message }) => {
    const value = given[String(name)] ?? '';
    const shown = SECRET.test(String(name))
      ? '（不显示）'
      : ` ${JSON.stringify(value.slice(0, SHOWN_CHARS))}`;
    return `${String(name)} ${message}，现在是${shown}`;
  });
  return `设置不对：${lines.join('；')}。请改环境变量或 .env 文件`;
}
