import { type ChildProcess, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { APP_TOKEN, BOT_TOKEN, FakeSlack } from '../../fakes/slack/fake-slack.ts';
import { MENTION, say, wordsOf } from '../../fakes/slack/people.ts';
import { newFolder } from './kewen.ts';

const ASKED = '平湖2020年开展了多少项科普活动？';
let folder: string;
let slack: FakeSlack;
let child: ChildProcess | undefined;

beforeAll(async () => {
  folder = await newFolder();
  await cp('corpus', join(folder, 'corpus'), { recursive: true });
});
beforeEach(async () => {
  slack = await FakeSlack.start();
});
afterEach(async () => {
  child?.kill('SIGKILL');
  await slack.stop();
});

/** `kewen start` as a process, and what it printed when it is over. */
function start(env: Record<string, string>): {
  over: Promise<{ code: number | null; out: string; err: string }>;
} {
  let [out, err] = ['', ''];
  const started = spawn(
    process.execPath,
    ['--import', resolve('node_modules/tsx/dist/loader.mjs'), resolve('src/cli.ts'), 'start'],
    {
      cwd: folder,
      env: {
        PATH: process.env['PATH'] ?? '',
        KEWEN_PORT: '0',
        // tsx looks for it in the folder it is started in.
        TSX_TSCONFIG_PATH: resolve('tsconfig.json'),
        SLACK_BOT_TOKEN: BOT_TOKEN,
        SLACK_APP_TOKEN: APP_TOKEN,
        SLACK_API_URL: slack.apiUrl,
        ...env,
      },
    },
  );
  child = started;
  started.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  started.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  return { over: new Promise((done) => started.once('close', (code) => done({ code, out, err }))) };
}

describe('npm start with the tokens of Slack', () => {
  it('builds the index, answers, and on SIGTERM finishes what is in flight and exits with 0', async () => {
    writeFileSync(join(folder, 'kewen.config.yaml'), 'slack: { default: { answersPerMinute: 30 } }\n');
    const { over } = start({});
    await slack.connected();
    slack.fail('chat.postMessage', { status: 429, retryAfter: 1 });
    await say(slack, { channel: 'C1', user: 'U1', text: `${MENTION} ${ASKED}` });
    await slack.until(() => slack.calls.some(({ method, ok }) => method === 'chat.postMessage' && !ok));
    child?.kill('SIGTERM');
    const { code, out, err } = await over;
    expect(code).toBe(0);
    const [answer] = slack.workspace.posted();
    expect(answer && wordsOf(answer)).toContain('106');
    expect(out).toContain('已停下');
    for (const line of out.trim().split('\n')) expect(() => JSON.parse(line)).not.toThrow();
    for (const secret of [BOT_TOKEN, APP_TOKEN, ASKED]) expect(out + err).not.toContain(secret);
  });

  it('ends with one line and exit code 3 when the token is wrong', async () => {
    const { over } = start({ SLACK_BOT_TOKEN: 'xoxb-wrong-wrong-wrong', KEWEN_LOG_LEVEL: 'silent' });
    const { code, err } = await over;
    expect(code).toBe(3);
    expect(err.match(/Slack 不认 SLACK_BOT_TOKEN/gu)).toHaveLength(1);
    expect(err).not.toContain('xoxb-wrong');
  });

  it('ends with one line that names the setting and its line', async () => {
    writeFileSync(join(folder, 'kewen.config.yaml'), 'slack:\n  default:\n    audience: stuff\n');
    const { code, err } = await start({}).over;
    expect(code).toBe(3);
    expect(err).toContain('slack.default.audience（第 3 行） 要写 staff 或 public');
  });
});
