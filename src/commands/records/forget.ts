/**
 * `kewen forget`: removes what was recorded of one user id.
 */
import { isIP } from 'node:net';
import { KewenError } from '../../errors.ts';
import { isThere } from '../../reach.ts';
import { nothingRecorded, upkeepOf } from '../../records/open-upkeep.ts';
import { createHash, knownSecret } from '../../records/secret.ts';
import type { Forgotten } from '../../records/upkeep.ts';
import { userOf } from '../../web/ask/record.ts';
import { clientOf } from '../../web/guard/client.ts';
import { type Context, type ExitCode, oneOf } from '../context.ts';

/** The flags of `kewen forget`, as typed. */
export interface ForgetFlags {
  readonly channel?: string;
  readonly dryRun?: boolean;
}

/** A person of a platform; of the web, whoever asks from an address. */
interface Person {
  readonly channel: 'slack' | 'telegram' | 'web';
  readonly id: string;
}

const CHANNELS = ['slack', 'telegram', 'web'] as const;

/** What messages say before an id. */
const NAMES: Readonly<Record<Person['channel'], string>> = {
  slack: 'Slack 用户',
  telegram: 'Telegram 用户',
  web: '网页上地址是',
};

/** How the events of a platform name a person. */
const NAMED: Readonly<Record<Person['channel'], (id: string) => readonly string[]>> = {
  slack: (id) => [`"${id}"`],
  telegram: (id) => [`"id":${id},`, `"id":${id}}`],
  web: () => [],
};

/** As the channels name people: Slack's by the id alone. */
const KEYS: Readonly<Record<Person['channel'], (id: string) => string>> = {
  slack: (id) => id,
  telegram: (id) => `telegram:${id}`,
  web: userOf,
};

/**
 * Forgets a person.
 *
 * @returns 1 when something is left that only the maintainer can remove
 * @throws {KewenError} `usage` for what is no id, `records` when the records or their secret cannot be used
 */
export async function runForget(typed: string, flags: ForgetFlags, context: Context): Promise<ExitCode> {
  const { terminal, config } = context;
  const person = readPerson(typed, flags.channel);
  const name = `${NAMES[person.channel]} ${person.id}${person.channel === 'web' ? ' 的' : ''}`;
  const key = KEYS[person.channel](person.id);
  const isDryRun = flags.dryRun === true;
  const upkeep = await upkeepOf(config);
  const isKept = config.database !== null || isThere(config.data, `记录文件 ${config.data}`);
  const forgotten = isKept
    ? await upkeep.forget(createHash(config.secret ?? knownSecret(config.data))(key), isDryRun)
    : null;
  const waiting = await upkeep.waiting(person.channel, NAMED[person.channel](person.id));
  if (!forgotten) throw nothingRecorded(upkeep);
  const { exchanges, votes, conversations, followed } = forgotten;
  if (exchanges + votes + conversations + followed === 0) {
    await terminal.print(`没有 ${name} 的记录（编号以散列保存；换过 KEWEN_SECRET 的话，以前的认不出来）`);
  } else {
    await terminal.print(describe(name, forgotten, isDryRun));
  }
  if (waiting > 0) {
    terminal.note(
      `kewen：还有此人发来、没处理完的 ${waiting} 条消息：科问运行着就会处理掉（没在运行就先启动），几分钟后请再运行一次 kewen forget`,
    );
  }
  const isLeft = !isDryRun && !forgotten.isWiped;
  if (isLeft) {
    terminal.note(
      'kewen：文件里删掉的内容还有残留，现在清不掉（被占着，或磁盘不够放一份副本）：请腾出空间，稍后再运行一次 kewen forget',
    );
  }
  return isLeft || waiting > 0 ? 1 : 0;
}

function readPerson(typed: string, channel: string | undefined): Person {
  oneOf('channel', channel, CHANNELS);
  const id = typed.trim().replace(/^<@|(?:\|[^>]*)?>$/gu, '');
  const isSlack = /^[UW][A-Z0-9]+$/iu.test(id);
  const isTelegram = /^-?\d{1,20}$/u.test(id);
  if (isSlack && (channel ?? 'slack') === 'slack') return { channel: 'slack', id: id.toUpperCase() };
  if (isTelegram && (channel ?? 'telegram') === 'telegram')
    return { channel: 'telegram', id: String(BigInt(id)) };
  if (isIP(id) !== 0 && (channel ?? 'web') === 'web')
    return { channel: 'web', id: clientOf(id, undefined, 0) };
  throw new KewenError(
    'usage',
    `${JSON.stringify(typed)} 不是用户编号：Slack 的像 U0123ABCD（个人资料里“复制成员 ID”），Telegram 的是数字，网页的是 IP 地址；名字和 @ 名字没有记录`,
  );
}

function describe(name: string, forgotten: Forgotten, isDryRun: boolean): string {
  const { exchanges, votes, conversations, followed } = forgotten;
  const counts = [
    `问答 ${exchanges} 条`,
    `评价 ${votes} 条`,
    `会话 ${conversations} 段`,
    ...(followed > 0 ? [`别人接着问时带上的 ${followed} 处`] : []),
  ].join('，');
  if (isDryRun) return `${name}：会删掉${counts}。这次没有删；去掉 --dry-run 就删`;
  return [
    `${name}：删掉了${counts}`,
    ...(forgotten.isWiped ? ['文件里的残留也清掉了。'] : []),
    '以前的备份里还有：从备份恢复之后，要再运行一次同样的命令。',
  ].join('\n');
}
