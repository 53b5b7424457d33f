import { chmodSync, cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { BOT_SCOPES } from '../../../src/channels/slack/scopes.ts';
import { memory, nodeVersion, timeZone } from '../../../src/commands/doctor/machine.ts';
import { roomFor } from '../../../src/commands/doctor/place.ts';
import { APP_TOKEN, BOT_TOKEN, FakeSlack, SIGNING_SECRET } from '../../fakes/slack/fake-slack.ts';
import { FakeBotApi, TOKEN } from '../../fakes/telegram/bot-api.ts';
import { finished, folderWith, kewen, REPORTS, startKewen } from '../process.ts';
import { asked, openBot } from '../records/records.ts';

interface Found {
  readonly check: string;
  readonly level: 'ok' | 'warn' | 'fail';
  readonly what: string;
  readonly fix: string;
}

let built: string;
let cwd: string;
let slack: FakeSlack;
let telegram: FakeBotApi;

beforeAll(async () => {
  built = await folderWith(REPORTS);
  await kewen(['index'], { cwd: built });
});
beforeEach(async () => {
  cwd = await folderWith({});
  cpSync(built, cwd, { recursive: true });
  slack = await FakeSlack.start();
  slack.scopes = [...Object.keys(BOT_SCOPES)];
  telegram = await FakeBotApi.start();
});
afterEach(async () => {
  await slack.stop();
  await telegram.close();
});

const channels = (more: Record<string, string> = {}) => ({
  TZ: 'Asia/Shanghai',
  KEWEN_PORT: '0',
  SLACK_BOT_TOKEN: BOT_TOKEN,
  SLACK_APP_TOKEN: APP_TOKEN,
  SLACK_API_URL: slack.apiUrl,
  TELEGRAM_BOT_TOKEN: TOKEN,
  TELEGRAM_API_ROOT: telegram.url,
  ...more,
});
const doctor = async (env: Record<string, string> = {}) => {
  const { code, stdout, stderr } = await kewen(['doctor', '--json'], {
    cwd,
    env: { TZ: 'Asia/Shanghai', ...env },
  });
  expect(stderr).toBe('');
  const { ok, findings } = JSON.parse(stdout) as { ok: boolean; findings: Found[] };
  expect(code).toBe(ok ? 0 : 1);
  expect(ok).toBe(findings.every(({ level }) => level !== 'fail'));
  for (const { level, fix } of findings) expect(fix !== '').toBe(level !== 'ok');
  return { findings, stdout, of: (check: string) => findings.filter((found) => found.check === check) };
};
const bad = (findings: readonly Found[]) => findings.filter(({ level }) => level !== 'ok');

describe('kewen doctor', () => {
  it('finds nothing wrong with a good set-up, asking the services only who it is', async () => {
    await openBot(cwd).close();
    const { findings, of } = await doctor(channels());
    expect(bad(findings)).toEqual([]);
    expect(of('Slack').map(({ what }) => what)).toEqual([
      'SLACK_BOT_TOKEN 可以用（kewen，测试）',
      '权限齐全',
      'SLACK_APP_TOKEN 可以用，Socket Mode 能连',
    ]);
    expect(of('Telegram')[0]?.what).toBe('TELEGRAM_BOT_TOKEN 可以用（@kewen_test_bot）');
    expect(of('时钟')[0]?.what).toContain('差不到半分钟');
    expect(slack.calls.map(({ method }) => method)).toEqual(['auth.test', 'apps.connections.open']);
    expect(telegram.calls.map(({ method }) => method)).toEqual(['getMe', 'getWebhookInfo']);
  });

  it('prints a line a finding and a line what to do', async () => {
    rmSync(join(cwd, 'index'), { recursive: true });
    const { code, stdout } = await kewen(['doctor'], { cwd, env: { TZ: 'UTC' } });
    expect(code).toBe(1);
    expect(stdout).toMatch(/^ {2}✗ {2}.*还没有索引\n {5}→ 请运行 kewen index$/mu);
    expect(stdout).toMatch(/^ {2}！ 时区是 UTC$/mu);
    expect(stdout).toContain('1 处要修好，1 处可以改进');
  });

  it('shows no token, whatever the services answer', async () => {
    slack.fail('auth.test', { error: `no_${BOT_TOKEN}` });
    telegram.fail('getMe', { kind: 'refuse', code: 401, description: `bad ${TOKEN}` });
    const { stdout } = await doctor(channels());
    for (const secret of [BOT_TOKEN, APP_TOKEN, TOKEN, 'secret-ticket']) expect(stdout).not.toContain(secret);
  });

  it('says which token is not accepted and where to get another', async () => {
    const wrong = {
      SLACK_BOT_TOKEN: 'xoxb-0-wrong',
      SLACK_APP_TOKEN: 'xapp-0-wrong',
      TELEGRAM_BOT_TOKEN: '1:wrong',
    };
    const { of } = await doctor(channels(wrong));
    expect(bad(of('Slack'))).toEqual([
      expect.objectContaining({ level: 'fail', what: 'Slack 不认 SLACK_BOT_TOKEN（invalid_auth）' }),
      expect.objectContaining({ level: 'fail', what: 'Slack 不认 SLACK_APP_TOKEN（invalid_auth）' }),
    ]);
    expect(bad(of('Telegram'))).toEqual([
      expect.objectContaining({ level: 'fail', fix: expect.stringContaining('BotFather') }),
    ]);
  });

  it('tells scopes that nothing works without from others', async () => {
    slack.scopes = Object.keys(BOT_SCOPES).filter((scope) => scope !== 'usergroups:read');
    expect(bad((await doctor(channels())).findings)).toMatchObject([
      { level: 'warn', what: expect.stringMatching(/usergroups:read/u) },
    ]);
    slack.scopes = Object.keys(BOT_SCOPES).filter((scope) => scope !== 'chat:write');
    expect(bad((await doctor(channels())).findings)).toMatchObject([
      { level: 'fail', what: expect.stringMatching(/chat:write/u) },
    ]);
  });

  it('only warns where nobody can be reached', async () => {
    const env = channels();
    await slack.stop();
    await telegram.close();
    const { findings } = await doctor(env);
    expect(bad(findings)).toMatchObject([
      { check: 'Slack', level: 'warn', what: expect.stringMatching(/ECONNREFUSED/u) },
      { check: 'Telegram', level: 'warn', what: expect.stringMatching(/ECONNREFUSED/u) },
      { check: '时钟', level: 'warn' },
    ]);
  });

  it('takes a page of a proxy for no verdict on the token', async () => {
    slack.fail('auth.test', { status: 502, body: '<html>' });
    telegram.fail('getMe', { kind: 'page' });
    const { findings } = await doctor(channels());
    expect(bad(findings).map(({ level }) => level)).toEqual(['warn', 'warn']);
  });

  it('sees a clock that Slack would refuse signatures of', async () => {
    slack.clockAheadMs = 6 * 60_000;
    expect((await doctor(channels())).of('时钟')).toMatchObject([
      { level: 'fail', what: expect.stringMatching(/慢 (?:359|360|361) 秒/u) },
    ]);
    slack.clockAheadMs = -60_000;
    expect((await doctor(channels())).of('时钟')).toMatchObject([
      { level: 'warn', what: expect.stringMatching(/快 (?:59|60|61) 秒/u) },
    ]);
  });

  it('says what keeps Telegram from delivering', async () => {
    telegram.webhookTrouble = {
      url: 'https://old.example/hook',
      pending_update_count: 50,
      last_error_date: Math.floor(Date.now() / 1000) - 60,
      last_error_message: 'SSL error',
    };
    expect(bad((await doctor(channels())).of('Telegram'))).toMatchObject([
      { level: 'warn', what: expect.stringMatching(/old\.example/u) },
      { level: 'fail', what: expect.stringMatching(/SSL error/u) },
      { level: 'warn', what: expect.stringMatching(/50 条/u) },
    ]);
  });

  it('does not call for an app token over HTTP', async () => {
    const { of } = await doctor({
      ...channels({ SLACK_SIGNING_SECRET: SIGNING_SECRET }),
      SLACK_APP_TOKEN: '',
    });
    expect(of('Slack').at(-1)).toMatchObject({ level: 'ok', what: expect.stringContaining('HTTP') });
  });

  it('names files that are not in the index, and reports that changed since', async () => {
    writeFileSync(join(cwd, 'corpus/scan.pdf'), 'no pdf');
    const { of } = await doctor();
    expect(bad(of('报告'))).toMatchObject([{ level: 'warn', what: expect.stringMatching(/^scan\.pdf/u) }]);
    expect(bad(of('索引'))).toMatchObject([{ level: 'warn', fix: expect.stringContaining('kewen index') }]);
  });

  it('names the line of a mistake in the lexicon, and standard answers that are over', async () => {
    const entry =
      'questions: [科技馆几点开门？]\n  answer: 9点。\n  source: {title: 公告}\n  audience: public';
    mkdirSync(join(cwd, 'corpus/lexicon'));
    const answers = join(cwd, 'corpus/lexicon/answers.yaml');
    writeFileSync(
      answers,
      `- id: 开放时间\n  ${entry}\n  expires: 2020-01-31\n- id: 地址\n  ${entry.replace('几点开门', '在哪里')}\n`,
    );
    expect(bad((await doctor()).of('报告'))).toMatchObject([
      { level: 'warn', what: '标准回答过了期：开放时间' },
    ]);
    writeFileSync(join(cwd, 'corpus/lexicon/abbreviations.txt'), '# 好的\n没有等号\n');
    expect(bad((await doctor()).of('报告'))).toMatchObject([
      { level: 'fail', what: expect.stringContaining('abbreviations.txt:2') },
    ]);
  });

  it('says so where the settings file has a mistake, and goes on', async () => {
    writeFileSync(join(cwd, 'kewen.config.yaml'), 'slak: {}\n');
    const { findings } = await doctor();
    expect(bad(findings)).toMatchObject([
      { check: '设置', level: 'fail', what: expect.stringMatching(/slak/u) },
    ]);
  });

  it('checks whether records are whole, private, and can be written', async () => {
    const bot = openBot(cwd);
    await bot.recordExchange(asked('院士工作站几家'));
    expect(bad((await doctor()).of('记录'))).toEqual([]);
    const data = join(cwd, 'data/kewen.sqlite');
    chmodSync(data, 0o644);
    chmodSync(`${data}.key`, 0o640);
    expect(bad((await doctor()).of('记录'))).toMatchObject([
      { level: 'warn', fix: `请运行 chmod 600 ${data}` },
      { level: 'warn', fix: `请运行 chmod 600 ${data}.key` },
    ]);
    rmSync(`${data}.key`);
    expect(bad((await doctor()).of('记录'))).toMatchObject([
      { level: 'fail', what: expect.stringMatching(/读不到密钥/u) },
    ]);
    await bot.close();
    const db = new Database(data);
    db.pragma('journal_mode = DELETE');
    db.close();
    writeFileSync(data, Buffer.alloc(20_000, 'x'));
    expect(bad((await doctor()).of('记录'))).toMatchObject([
      { level: 'fail', what: expect.stringMatching(/已损坏/u) },
    ]);
  });

  it('says when another program has the port, or that Kewen runs and which channel does not', async () => {
    const other: Server = createServer((_request, response) => void response.end('hello'));
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const KEWEN_PORT = String((other.address() as AddressInfo).port);
    expect((await doctor(channels({ KEWEN_PORT }))).of('运行')).toMatchObject([
      { level: 'fail', what: expect.stringMatching(/别的程序/u) },
    ]);
    await new Promise((resolve) => other.close(resolve));

    const env = channels({ KEWEN_PORT, TELEGRAM_BOT_TOKEN: '1:wrong' });
    const running = startKewen(['start'], { cwd, env });
    const over = finished(running);
    await slack.connected();
    await telegram.until(() => telegram.calls.find(({ method }) => method === 'getMe'));
    // Slack is ready once it has been greeted; Telegram's refusal is known by then or a moment later.
    let states = (await doctor(env)).of('运行');
    while (states.some(({ what, fix }) => /没在收/u.test(what) && /正在/u.test(fix)))
      states = (await doctor(env)).of('运行');
    expect(states).toMatchObject([
      { level: 'ok', what: expect.stringContaining('正在运行') },
      { level: 'ok', what: 'slack 在收问题' },
      { level: 'fail', what: 'telegram 没在收问题', fix: expect.stringContaining('没能启动') },
      { level: 'ok', what: 'web 在收问题' },
    ]);
    running.kill('SIGTERM');
    await over;
  });

  it('runs where there is nothing at all', async () => {
    cwd = await folderWith({});
    mkdirSync(join(cwd, 'corpus'));
    const { findings } = await doctor();
    expect(bad(findings).map(({ check, level }) => [check, level])).toEqual([
      ['报告', 'fail'],
      ['索引', 'fail'],
    ]);
  });
});

describe('a finding', () => {
  it('of the machine goes by what Kewen needs', async () => {
    expect([nodeVersion('18.20.0'), nodeVersion('20.18.1')].map(({ level }) => level)).toEqual([
      'fail',
      'fail',
    ]);
    expect([nodeVersion('20.19.0'), nodeVersion('24.1.0')].map(({ level }) => level)).toEqual(['ok', 'ok']);
    expect([memory(2 ** 29, 1), memory(2 ** 31, 1)].map(({ level }) => level)).toEqual(['warn', 'ok']);
    expect([timeZone('UTC'), timeZone('Asia/Shanghai')].map(({ level }) => level)).toEqual(['warn', 'ok']);
  });

  it('of the disk goes by what is to be written there', async () => {
    const gigabyte = 2 ** 30;
    const levels = [0.5, 1.5, 2].map((free) => roomFor('重建索引', '/d', free * gigabyte, gigabyte).level);
    expect(levels).toEqual(['fail', 'warn', 'ok']);
  });
});
