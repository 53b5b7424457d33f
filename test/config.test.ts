import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../src/config.ts';
import { KewenError } from '../src/errors.ts';
import { PACKAGE_ROOT } from '../src/home.ts';
import { folderWith } from './commands/process.ts';

function refusal(env: Readonly<Record<string, string>>): string {
  try {
    readConfig(env, '/');
  } catch (error) {
    expect(error).toBeInstanceOf(KewenError);
    expect((error as KewenError).code).toBe('settings');
    return (error as KewenError).message;
  }
  throw new Error('was accepted');
}

describe('readConfig', () => {
  it('listens on this machine only unless told otherwise', () => {
    expect(readConfig({}, '/')).toMatchObject({
      host: '127.0.0.1',
      logLevel: 'info',
      retentionDays: 90,
      secret: null,
      telegram: null,
      slack: null,
    });
  });

  it('uses the folders of the working directory where that has a corpus', async () => {
    const folder = await folderWith({ 'corpus/a.md': '' });
    expect(readConfig({}, folder)).toMatchObject({
      corpus: join(folder, 'corpus'),
      index: join(folder, 'index'),
      data: join(folder, 'data/kewen.sqlite'),
    });
  });

  it('uses the folders of the package elsewhere', async () => {
    const folder = await folderWith({ corpus: 'a file, not a folder' });
    expect(readConfig({}, folder)).toMatchObject({
      corpus: join(PACKAGE_ROOT, 'corpus'),
      index: join(PACKAGE_ROOT, 'data/index'),
    });
  });

  it('takes given paths from the working directory', () => {
    expect(readConfig({ KEWEN_CORPUS: 'mine', KEWEN_INDEX: '/srv/index' }, '/home')).toMatchObject({
      corpus: '/home/mine',
      index: '/srv/index',
    });
  });

  it('takes an empty variable as not set', () => {
    expect(readConfig({ KEWEN_PORT: '', KEWEN_HOST: ' ', TELEGRAM_BOT_TOKEN: '' }, '/')).toEqual(
      readConfig({}, '/'),
    );
  });

  it('reads Telegram with the public Bot API unless another root is named', () => {
    expect(readConfig({ TELEGRAM_BOT_TOKEN: '12345:AAbb-cc_' }, '/').telegram).toEqual({
      botToken: '12345:AAbb-cc_',
      apiRoot: 'https://api.telegram.org',
      webhookUrl: null,
      webhookSecret: null,
    });
  });

  it('reads Slack with an app token or with a signing secret', () => {
    expect(readConfig({ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' }, '/').slack).toEqual({
      botToken: 'xoxb-1',
      appToken: 'xapp-1',
      signingSecret: null,
      apiUrl: null,
    });
    expect(
      readConfig({ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 's' }, '/').slack?.appToken,
    ).toBeNull();
  });

  it('takes addresses that may be fetched from, one or a range, with commas between', () => {
    expect(readConfig({ KEWEN_FETCH_ALLOW: '10.1.0.0/16, 192.168.1.5，fd00::/8' }, '/').fetchAllow).toEqual([
      '10.1.0.0/16',
      '192.168.1.5',
      'fd00::/8',
    ]);
    expect(readConfig({}, '/').fetchAllow).toEqual([]);
  });

  it.each([
    ['KEWEN_PORT', '70000', '70000'],
    ['KEWEN_PORT', '80a', '80a'],
    ['KEWEN_HOST', 'http://x', 'http://x'],
    ['KEWEN_LOG_LEVEL', 'loud', 'debug'],
    ['KEWEN_FETCH_ALLOW', '10.0.0.0/33', '10.1.0.0/16'],
    ['KEWEN_FETCH_ALLOW', 'oa.local', '10.1.0.0/16'],
    ['TELEGRAM_API_ROOT', 'ftp://x', 'https://'],
    ['TELEGRAM_WEBHOOK_URL', 'x', 'https://'],
  ])('refuses %s=%s, saying what it may be', (name, value, named) => {
    const message = refusal({ [name]: value });
    expect(message).toContain(name);
    expect(message).toContain(named);
    expect(message).toContain('.env');
  });

  it.each([
    'TELEGRAM_BOT_TOKEN',
    'TELEGRAM_WEBHOOK_SECRET',
    'SLACK_BOT_TOKEN',
    'SLACK_APP_TOKEN',
    'SLACK_SIGNING_SECRET',
  ])('refuses a malformed %s without showing it', (name) => {
    const message = refusal({ [name]: 'hunter 2' });
    expect(message).toContain(name);
    expect(message).not.toContain('hunter');
  });

  it('names every variable that is wrong', () => {
    expect(refusal({ KEWEN_PORT: 'x', KEWEN_LOG_LEVEL: 'y' })).toMatch(/KEWEN_PORT.*KEWEN_LOG_LEVEL/u);
  });

  it.each([
    [{ SLACK_BOT_TOKEN: 'xoxb-1' }, 'SLACK_SIGNING_SECRET'],
    [{ SLACK_APP_TOKEN: 'xapp-1' }, 'SLACK_BOT_TOKEN'],
    [{ TELEGRAM_BOT_TOKEN: '1:a', TELEGRAM_WEBHOOK_URL: 'https://x.example/' }, 'TELEGRAM_WEBHOOK_SECRET'],
  ])('names the variable that goes with %j', (env, missing) => {
    expect(refusal(env as Record<string, string>)).toContain(missing);
  });

  it('reads a search cluster with an account for each reader and for the build', () => {
    const search = {
      KEWEN_SEARCH_URL: 'https://a.example.org:9200/, http://10.0.0.2:9200',
      KEWEN_SEARCH_PUBLIC_AUTH: 'reader:p:q',
      KEWEN_SEARCH_STAFF_AUTH: 'ApiKey aGVsbG8=',
    };
    expect(readConfig({}, '/tmp').search).toBeNull();
    expect(readConfig(search, '/tmp').search).toEqual({
      nodes: ['https://a.example.org:9200', 'http://10.0.0.2:9200'],
      prefix: 'kewen',
      timeoutMs: 2_000,
      authorization: { public: 'Basic cmVhZGVyOnA6cQ==', staff: 'ApiKey aGVsbG8=', writer: null },
    });
  });

  it('refuses an account in the address or without one, and shows no password', () => {
    const read = (env: Record<string, string>) => () => readConfig(env, '/tmp');
    expect(read({ KEWEN_SEARCH_URL: 'https://u:hidden@a.example.org' })).toThrow(/KEWEN_SEARCH_PUBLIC_AUTH/u);
    expect(read({ KEWEN_SEARCH_URL: 'https://u:hidden@a.example.org' })).not.toThrow(/hidden/u);
    expect(read({ KEWEN_SEARCH_WRITER_AUTH: 'u:p' })).toThrow('设了 KEWEN_SEARCH_WRITER_AUTH 而没有');
    expect(read({ KEWEN_SEARCH_URL: 'https://a', KEWEN_SEARCH_STAFF_AUTH: 'hidden' })).toThrow(
      /用户名:密码.*（不显示）/u,
    );
  });
});
