import { inspect } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Fault } from '../../fakes/telegram/bot-api.ts';
import { lookUp, say, settle, tap } from '../../fakes/telegram/people.ts';
import { reportsOfFile } from './reports.ts';
import { SECRET, World } from './world.ts';

const built = reportsOfFile();
let world: World;
const printed: string[] = [];
beforeAll(async () => {
  for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const) {
    vi.spyOn(console, method).mockImplementation((...what) => void printed.push(inspect(what, { depth: 9 })));
  }
  for (const stream of [process.stdout, process.stderr]) {
    vi.spyOn(stream, 'write').mockImplementation((what) => printed.push(String(what)) > 0);
  }
});
afterEach(() => world.end());
afterAll(() => {
  vi.restoreAllMocks();
});

const FAULTS: readonly Fault[] = [
  { kind: 'page' },
  { kind: 'garbage' },
  { kind: 'drop' },
  { kind: 'drop-after' },
  { kind: 'hang' },
  { kind: 'refuse', code: 400, description: 'Bad Request: something' },
  { kind: 'refuse', code: 401, description: 'Unauthorized' },
  { kind: 'refuse', code: 403, description: 'Forbidden: bot was blocked by the user' },
  { kind: 'refuse', code: 409, description: 'Conflict: terminated by other getUpdates request' },
  { kind: 'refuse', code: 429, description: 'Too Many Requests: retry after 3', retryAfterSeconds: 3 },
  { kind: 'refuse', code: 500, description: 'Internal Server Error' },
];
const METHODS = [
  'getMe',
  'deleteWebhook',
  'setWebhook',
  'getUpdates',
  'sendMessage',
  'editMessageText',
  'answerCallbackQuery',
  'answerInlineQuery',
  'setMyCommands',
];
const QUESTION = '平湖市科协2020年开展了多少项科普活动？';

/** Everything that anybody but Telegram can read. */
function expectSilence(errors: readonly unknown[]): void {
  const [number, key] = world.fake.token.split(':') as [string, string];
  const readable = [
    ...world.log,
    ...printed,
    inspect(errors, { depth: 9, showHidden: true }),
    inspect(world.channel?.readiness()),
    ...world.fake.chats.sent.map(({ text }) => text),
  ].join('\n');
  for (const secret of [key, `bot${number}`, encodeURIComponent(world.fake.token), SECRET]) {
    expect(readable).not.toContain(secret);
  }
}

describe.each(['polling', 'webhook'] as const)('with %s, the token', (mode) => {
  it.each(FAULTS)('is shown to nobody when every method gets %o', async (fault) => {
    world = await World.make({ index: built.index, mode, logLevel: 'debug' });
    const errors: unknown[] = [];
    for (const method of METHODS.slice(0, 4)) {
      world.fake.fail(method, fault, 2);
      const starting = world.startBot().catch((error: unknown) => errors.push(error));
      let isOver = false;
      void starting.then(() => {
        isOver = true;
      });
      while (!isOver) {
        await new Promise(setImmediate);
        if (fault.kind === 'hang') world.time.expire();
      }
      world.fake.heal();
      await world.stopBot(0);
    }
    world.fake.heal();
    await world.startBot();

    say(world.fake, { id: 11 }, QUESTION);
    const message = await world.fake.until(() => world.fake.messages(11)[0]);
    await settle(world.fake, 11);
    for (const method of METHODS.slice(3)) world.fake.fail(method, fault, 2);
    say(world.fake, { id: 12 }, QUESTION);
    tap(world.fake, { id: 11 }, message, '看原文');
    lookUp(world.fake, { id: 13 }, QUESTION);
    const failed = () => world.fake.calls.filter(({ outcome }) => outcome === 'fault').length;
    for (let turn = 0; turn < 200; turn++) {
      await new Promise(setImmediate);
      if (fault.kind === 'hang') world.time.expire();
    }
    await world.stopBot(0);
    expect(fault.kind === 'drop-after' || failed() > 0).toBe(true);
    expect(world.log.length).toBeGreaterThan(0);
    expectSilence(errors);
  });
});

describe('a token that is wrong', () => {
  it('is not in the error that says so', async () => {
    world = await World.make({ index: built.index });
    const wrong = `${world.fake.token.slice(0, -4)}oops`;
    const error = await world.startBot(wrong).catch((cause: unknown) => cause);
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain(wrong.split(':')[1]);
    expect(String(error)).toContain('TELEGRAM_BOT_TOKEN');
    expectSilence([error]);
  });
});
