/**
 * kewen.config.yaml: how the channels behave, apart from secrets and paths (those are environment variables). All of
 * it may be left out. A mistake is an error with the setting's path, its line and what it may be.
 */
import { readFileSync } from 'node:fs';
import { isMap, isNode, isPair, LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { KewenError } from '../errors.ts';
import { isMissing, unreadable } from '../reach.ts';

const onOff = z.boolean('要写 true 或 false');
const perMinute = z
  .number('要写 1 到 600 的整数')
  .int('要写 1 到 600 的整数')
  .min(1, '要写 1 到 600 的整数')
  .max(600, '要写 1 到 600 的整数');

const slackRules = {
  /** Whether the bot answers here at all. */
  enabled: onOff,
  /** Whether a follow-up in a thread the bot is part of needs a mention too. */
  onlyWhenMentioned: onOff,
  /** Whose reports are answered from; `public` for channels with guests. */
  audience: z.enum(['staff', 'public'], '要写 staff 或 public'),
  /** The user group that 转人工 asks; null for none. */
  helpers: z
    .string('要写用户组编号，如 S0123ABCD')
    .regex(/^S[A-Z0-9]{2,}$/u, '要写用户组编号，如 S0123ABCD')
    .nullable(),
  /** Answers a person a minute. */
  answersPerMinute: perMinute,
};

const SLACK_DEFAULT = {
  enabled: true,
  onlyWhenMentioned: false,
  audience: 'staff',
  helpers: null,
  answersPerMinute: 20,
} as const;

const channelId = z
  .string()
  .regex(/^[CDG][A-Z0-9]{2,}$/u, '频道要写编号，如 C0123ABCD（频道详情最下面可以复制）');

const slackSchema = z
  .strictObject({
    default: z.strictObject(slackRules).partial().prefault({}),
    channels: z.record(channelId, z.strictObject(slackRules).partial()).prefault({}),
  })
  .prefault({});

/** How many questions are answered: so many at once, so many a minute in the long run. */
const limitSchema = (atOnce: number, aMinute: number) =>
  z.strictObject({ atOnce: perMinute.default(atOnce), perMinute: perMinute.default(aMinute) }).prefault({});

const telegramSchema = z
  .strictObject({
    /** Limits of one person, over all chats. */
    person: limitSchema(8, 12),
    /** Limits of one group, over all its members. */
    group: limitSchema(10, 18),
    /** Limits of one person's inline queries, which come with every key. */
    inline: limitSchema(30, 60),
  })
  .prefault({});

const webSchema = z
  .strictObject({
    /** Questions of one address: an office asks from one. */
    questions: limitSchema(30, 60),
    /** Everything else of one address: pages, and suggestions, which come with every key. */
    pages: limitSchema(120, 600),
    /** Whether the files that public reports were read from may be downloaded. */
    downloads: onOff.default(false),
  })
  .prefault({});

const settingsSchema = z
  .strictObject({ slack: slackSchema, telegram: telegramSchema, web: webSchema })
  .prefault({});

/** How Slack behaves in one channel. */
export type SlackRules = { readonly [K in keyof typeof slackRules]: z.infer<(typeof slackRules)[K]> };
/** How much is answered. */
export interface Limit {
  readonly atOnce: number;
  readonly perMinute: number;
}
/** How Telegram behaves. */
export type TelegramRules = { readonly person: Limit; readonly group: Limit; readonly inline: Limit };

/** How the web behaves. */
export type WebRules = { readonly questions: Limit; readonly pages: Limit; readonly downloads: boolean };

/** Everything that kewen.config.yaml says, complete. */
export interface Settings {
  readonly slack: { readonly default: SlackRules; readonly channels: Readonly<Record<string, SlackRules>> };
  readonly telegram: TelegramRules;
  readonly web: WebRules;
}

/** The rules of a Slack channel or DM. */
export function slackRulesOf({ slack }: Settings, channel: string): SlackRules {
  return slack.channels[channel] ?? slack.default;
}

/**
 * Reads a settings file; one that is not there is as good as empty.
 *
 * @throws {KewenError} `settings`, naming every mistake with its line
 */
export function readSettings(file: string): Settings {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    if (isMissing(cause)) return parseSettings('', file);
    throw new KewenError('settings', unreadable(`设置文件 ${file}`, cause), cause);
  }
  return parseSettings(text, file);
}

/**
 * Settings from their text.
 *
 * @param name how the file is called in messages
 * @throws {KewenError} `settings`
 */
export function parseSettings(text: string, name: string): Settings {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const wrong = document.errors.map(
    ({ pos, code }) =>
      `第 ${lines.linePos(pos[0]).line} 行不是正确的 YAML（${code}）：请检查缩进、冒号和引号`,
  );
  if (wrong.length > 0) throw new KewenError('settings', `${name}：${wrong.join('；')}`);

  const read = settingsSchema.safeParse(document.toJS() ?? {});
  if (!read.success) {
    const lineOf = (path: readonly PropertyKey[]) => lineAt(document, path, lines);
    const mistakes = read.error.issues.flatMap((issue) => describe(issue, lineOf));
    throw new KewenError('settings', `${name} 里的设置不对：${mistakes.join('；')}`);
  }
  const { slack, telegram, web } = read.data;
  const usual: SlackRules = { ...SLACK_DEFAULT, ...defined(slack.default) };
  return {
    slack: {
      default: usual,
      channels: Object.fromEntries(
        Object.entries(slack.channels).map(([id, rules]) => [id, { ...usual, ...defined(rules) }]),
      ),
    },
    telegram,
    web,
  };
}

/** Without the settings that were not given. */
function defined(
  rules: { readonly [K in keyof SlackRules]?: SlackRules[K] | undefined },
): Partial<SlackRules> {
  return Object.fromEntries(Object.entries(rules).filter(([, value]) => value !== undefined));
}

function describe(
  issue: z.core.$ZodIssue,
  lineOf: (path: readonly PropertyKey[]) => number | null,
): string[] {
  const at = (path: readonly PropertyKey[]) => {
    const line = lineOf(path);
    return `${path.join('.') || '最外层'}${line === null ? '' : `（第 ${line} 行）`}`;
  };
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => `没有 ${at([...issue.path, key])} 这个设置${knownAt(issue.path)}`);
    case 'invalid_key':
      return [`${at(issue.path)} ${issue.issues[0]?.message ?? '不是频道编号'}`];
    case 'invalid_type':
      return [
        `${at(issue.path)} ${issue.expected === 'object' || issue.expected === 'record' ? '下面要有设置' : issue.message}`,
      ];
    default:
      return [`${at(issue.path)} ${issue.message}`];
  }
}

/** The settings that a place has. */
function knownAt([first, second]: readonly PropertyKey[]): string {
  const names =
    first === undefined
      ? Object.keys(settingsSchema.unwrap().shape)
      : first === 'slack'
        ? second === undefined
          ? ['default', 'channels']
          : Object.keys(slackRules)
        : second === undefined
          ? first === 'web'
            ? ['questions', 'pages', 'downloads']
            : ['person', 'group', 'inline']
          : ['atOnce', 'perMinute'];
  return `，可以写 ${names.join('、')}`;
}

/** The line where a setting stands, or the nearest one around it. */
function lineAt(
  document: ReturnType<typeof parseDocument>,
  path: readonly PropertyKey[],
  lines: LineCounter,
): number | null {
  let node: unknown = document.contents;
  let offset: number | null = null;
  for (const step of path) {
    if (!isMap(node)) break;
    const pair = node.items.find(
      (item) => isPair(item) && isNode(item.key) && String(item.key) === String(step),
    );
    if (!pair) break;
    offset = (isNode(pair.key) ? pair.key.range?.[0] : null) ?? offset;
    node = pair.value;
  }
  return offset === null ? null : lines.linePos(offset).line;
}
