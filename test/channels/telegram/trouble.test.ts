import { afterEach, describe, expect, it } from 'vitest';
import { KewenError } from '../../../src/errors.ts';
import type { Fault } from '../../fakes/telegram/bot-api.ts';
import type { BotMessage } from '../../fakes/telegram/chats.ts';
import { type Person, say, settle, tap, tapData } from '../../fakes/telegram/people.ts';
import { reportsOfFile } from './reports.ts';
import { World, type WorldSettings } from './world.ts';

const built = reportsOfFile();

let world: World;
afterEach(() => world.end());
const start = async (settings: Partial<WorldSettings> = {}) => {
  world = await World.start({ index: built.index, ...settings });
};

const someone: Person = { id: 11, language: 'zh-hans' };
const QUESTION = '平湖市科协2020年开展了多少项科普活动？';
const refuse = (code: number, description: string, retryAfterSeconds?: number): Fault => ({
  kind: 'refuse',
  code,
  description,
  ...(retryAfterSeconds ? { retryAfterSeconds } : {}),
});
const UNAUTHORIZED = refuse(401, 'Unauthorized');
const CONFLICT = refuse(409, 'Conflict: terminated by other getUpdates request');

const answerTo = (person: Person, nth = 0) => world.fake.until(() => world.fake.messages(person.id)[nth]);
const asked = async (text = QUESTION, nth = 0): Promise<BotMessage> => {
  say(world.fake, someone, text);
  return answerTo(someone, nth);
};
const failsToStart = async (): Promise<KewenError> => {
  try {
    await world.startBot();
  } catch (error) {
    return error as KewenError;
  }
  throw new Error('it started');
};

describe('a call that goes wrong', () => {
  it('waits as long as a 429 says and sends the answer once', async () => {
    await start();
    world.fake.fail('sendMessage', refuse(429, 'Too Many Requests: retry after 7', 7), 2);
    await asked();
    expect(world.time.pauses.filter((ms) => ms === 7000)).toHaveLength(2);
    await settle(world.fake, 11);
    expect(world.fake.messages(11)).toHaveLength(1);
  });

  it.each<Fault>([
    { kind: 'page' },
    { kind: 'garbage' },
    { kind: 'drop' },
    refuse(500, 'Internal Server Error'),
  ])('is repeated once after %o, and the answer comes once', async (fault) => {
    await start();
    world.fake.fail('sendMessage', fault);
    await asked();
    await settle(world.fake, 11);
    expect(world.fake.messages(11)).toHaveLength(1);
  });

  it('says the same twice at most when the connection is cut after it was done', async () => {
    await start();
    world.fake.fail('sendMessage', { kind: 'drop-after' }, 9, ({ chat_id }) => chat_id === 11);
    await asked();
    await settle(world.fake, 11);
    expect(world.fake.messages(11)).toHaveLength(2);
    // Polls go on, and nothing of it comes again.
    say(world.fake, { id: 12 }, QUESTION);
    await answerTo({ id: 12 });
    await settle(world.fake, 11);
    expect(world.fake.messages(11)).toHaveLength(2);
  });

  it('is made up for once Telegram can be reached again, however long that takes', async () => {
    await start();
    world.time.passes = false;
    world.fake.fail('sendMessage', refuse(429, 'Too Many Requests: retry after 7', 7));
    say(world.fake, someone, QUESTION);
    while (!world.time.pauses.includes(7000)) await new Promise(setImmediate);
    await world.fake.goAway();
    // The poll was cut, so by now nothing is sent into a connection that is gone.
    while (!world.time.pauses.includes(100)) await new Promise(setImmediate);
    for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate);
    world.time.passes = true;
    world.time.pass();
    while (!world.log.some((line) => line.includes('等连上了再试'))) await new Promise(setImmediate);
    await world.fake.comeBack();
    expect((await answerTo(someone)).text).toContain('106项');
    await settle(world.fake, 11);
    expect(world.fake.messages(11)).toHaveLength(1);
  });

  it('is repeated when it was never answered', async () => {
    await start();
    world.fake.fail('sendMessage', { kind: 'hang' });
    say(world.fake, someone, QUESTION);
    await world.fake.until(() =>
      world.fake.calls.some(({ method, outcome }) => method === 'sendMessage' && outcome === 'fault'),
    );
    world.time.expire();
    await answerTo(someone);
  });

  it('holds up nobody else while a chat is waited for', async () => {
    await start();
    world.time.passes = false;
    world.fake.fail(
      'sendMessage',
      refuse(429, 'Too Many Requests: retry after 30', 30),
      1,
      ({ chat_id }) => chat_id === 11,
    );
    say(world.fake, someone, QUESTION);
    for (let i = 0; i < 200; i++) say(world.fake, someone, `第${i}个问题是什么`);
    say(world.fake, { id: 12 }, QUESTION);
    await answerTo({ id: 12 });
    expect(world.fake.messages(11)).toHaveLength(0);
    world.time.passes = true;
    world.time.pass();
    await answerTo(someone);
  });

  it('says that something went wrong when Telegram refuses an answer, and nothing where it may not speak', async () => {
    await start();
    world.fake.fail('sendMessage', refuse(400, "Bad Request: can't parse entities"));
    expect((await asked()).text).toContain('没能回答');
    world.fake.fail(
      'sendMessage',
      refuse(403, 'Forbidden: bot was blocked by the user'),
      1,
      ({ chat_id }) => chat_id === 11,
    );
    say(world.fake, someone, QUESTION);
    await settle(world.fake, 11);
    expect(world.fake.messages(11)).toHaveLength(1);
  });

  it('gives a reason and a number when answering fails inside', async () => {
    await start({
      answer: () => {
        throw new Error('broken inside');
      },
    });
    expect((await asked()).text).toMatch(/出了意外[\s\S]*编号 [0-9a-f]{8}/u);
  });
});

describe('polls that go wrong', () => {
  it.each<Fault>([
    { kind: 'drop' },
    { kind: 'page' },
    { kind: 'garbage' },
    refuse(429, 'Too Many Requests', 2),
    refuse(500, 'Internal'),
  ])('are asked again after %o; what came meanwhile is answered once', async (fault) => {
    await start();
    await asked();
    world.fake.fail('getUpdates', fault, 3);
    await asked('太仓市科协2021年开展了多少项科普活动？', 1);
    await asked('谢谢', 2);
    expect(world.fake.messages(11)).toHaveLength(3);
    expect(world.channel?.readiness().isReady).toBe(true);
  });

  it('are given up when they are half open', async () => {
    await start();
    await world.fake.until(() => world.fake.updates.isPolled);
    world.fake.fail('getUpdates', { kind: 'hang' });
    // The poll that is held now ends with an answer; the next one hangs.
    await asked();
    await world.fake.until(() =>
      world.fake.calls.some(({ method, outcome }) => method === 'getUpdates' && outcome === 'fault'),
    );
    say(world.fake, { id: 12 }, QUESTION);
    world.time.expire();
    await answerTo({ id: 12 });
  });

  it('show that somebody else polls, and go on once that is over', async () => {
    await start();
    await world.fake.until(() => world.fake.updates.isPolled);
    world.time.passes = false;
    world.fake.fail('getUpdates', CONFLICT);
    say(world.fake, someone, '谢谢');
    await world.fake.until(() => world.log.some((line) => line.includes('409')));
    expect(world.channel?.readiness()).toMatchObject({
      isReady: false,
      detail: expect.stringContaining('一个令牌只能有一个程序'),
    });
    world.time.passes = true;
    world.time.pass();
    await asked(QUESTION, 1);
    expect(world.channel?.readiness().isReady).toBe(true);
  });

  it('stop for good when the token is revoked, and say so', async () => {
    await start();
    await world.fake.until(() => world.fake.updates.isPolled);
    world.fake.fail('getUpdates', UNAUTHORIZED, 99);
    await asked();
    await world.fake.until(() =>
      world.fake.calls.some(({ method, outcome }) => method === 'getUpdates' && outcome === 'fault'),
    );
    while (world.channel?.readiness().isReady) await new Promise(setImmediate);
    expect(world.channel?.readiness().detail).toContain('401');
  });
});

describe('a start that goes wrong', () => {
  it.each([
    ['getMe', UNAUTHORIZED, 'settings', /^TELEGRAM_BOT_TOKEN 不对.*BotFather/u],
    ['getMe', { kind: 'drop' } as Fault, 'platform', /^连不上 Telegram（127\.0\.0\.1:\d+，ECONNRESET）/u],
    ['getMe', { kind: 'page' } as Fault, 'platform', /^连不上 Telegram/u],
    ['getUpdates', CONFLICT, 'settings', /^另一个程序正用这个机器人令牌/u],
    ['getUpdates', UNAUTHORIZED, 'settings', /^TELEGRAM_BOT_TOKEN 不对/u],
  ])('says in one line what to do when %s gets %o', async (method, fault, code, line) => {
    world = await World.make({ index: built.index });
    world.fake.fail(method, fault, 99);
    const error = await failsToStart();
    expect(error).toBeInstanceOf(KewenError);
    expect(error.code).toBe(code);
    expect(error.message).toMatch(line);
    expect(error.message).not.toContain('\n');
    expect(error.cause).toBeUndefined();
  });

  it('goes on when it was only for a moment', async () => {
    world = await World.make({ index: built.index });
    world.fake.fail('getMe', { kind: 'drop' }, 2);
    world.fake.fail('getUpdates', CONFLICT, 2);
    world.fake.fail('setMyCommands', refuse(429, 'Too Many Requests', 86_400), 9);
    await world.startBot();
    expect((await asked()).text).toContain('106项');
  });
});

describe('taps', () => {
  it('twice on the same button are no error', async () => {
    await start();
    const message = await asked();
    tap(world.fake, someone, message, '看原文');
    const second = tap(world.fake, someone, message, '看原文');
    await world.fake.until(() => world.fake.chats.tapAnswers.has(second) && message.edits === 1);
    await settle(world.fake, 11);
    expect(world.log.join('')).not.toContain('"level":50');
  });

  it('on buttons that are forged, of another chat, expired or of an older form are answered and do nothing', async () => {
    await start();
    const message = await asked();
    const shared = await (async () => {
      say(world.fake, someone, `/ask ${QUESTION}`, { chat: -5 });
      return world.fake.until(() => world.fake.messages(-5)[0]);
    })();
    const ours = message.buttons[0]?.callback_data as string;
    const forged = [
      '',
      'x',
      ours.slice(0, -1),
      `${ours}A`,
      ours.replace('p.1', 'p.2'),
      '看原文',
      'v1:source:1',
      'p.1.0.0',
    ];
    const ids = forged.map((data) => tapData(world.fake, someone, message, data));
    ids.push(tapData(world.fake, someone, shared, ours), tapData(world.fake, someone, null, ours));
    await world.fake.until(() => ids.every((id) => world.fake.chats.tapAnswers.has(id)));
    expect(new Set(ids.map((id) => world.fake.chats.tapAnswers.get(id)))).toEqual(
      new Set(['这个按钮过期了，请再问一次']),
    );
    expect(message.edits + shared.edits).toBe(0);
  });

  it('still work after a restart, and say so when the answer is no longer kept', async () => {
    await start();
    const message = await asked();
    await world.stopBot();
    await world.startBot();
    tap(world.fake, someone, message, '看原文');
    await world.fake.until(() => message.edits === 1);
    await world.records.forget('telegram:11');
    const id = tap(world.fake, someone, message, '返回回答');
    expect(await world.fake.until(() => world.fake.chats.tapAnswers.get(id))).toContain('过期');
  });

  it('on a message that is gone do nothing', async () => {
    await start();
    const message = await asked();
    world.fake.chats.forget(11, message.id);
    const id = tap(world.fake, someone, message, '看原文');
    await world.fake.until(() => world.fake.chats.tapAnswers.has(id));
    expect((await asked('谢谢', 1)).text).toContain('不客气');
  });

  it('that come too late are followed all the same', async () => {
    await start();
    const message = await asked();
    world.fake.fail(
      'answerCallbackQuery',
      refuse(400, 'Bad Request: query is too old and response timeout expired or query ID is invalid'),
    );
    tap(world.fake, someone, message, '看原文');
    await world.fake.until(() => message.edits === 1);
  });

  it('answer one of the nearest topics in a new message', async () => {
    await start({
      answer: ({ question }) => ({
        kind: question === '火星' ? 'unanswered' : 'answered',
        text: question === '火星' ? '报告里没有。' : `${question}：答`,
        confidence: 1,
        citations: [],
        nearest: [],
        suggestions: question === '火星' ? ['平湖市科协2020年科普活动有多少项？'] : [],
        generation: 'g',
      }),
    });
    const message = await asked('火星');
    expect(message.text).toContain('报告里有这些');
    tap(world.fake, someone, message, '平湖市科协');
    const second = tap(world.fake, someone, message, '平湖市科协');
    expect(await world.fake.until(() => world.fake.chats.tapAnswers.get(second))).toContain('已经回答');
    expect((await answerTo(someone, 1)).text).toBe('平湖市科协2020年科普活动有多少项？：答');
    await settle(world.fake, 11);
    expect(world.fake.messages(11)).toHaveLength(2);
    expect(message.edits).toBe(0);
  });

  it('answer a question back in its place', async () => {
    await start({
      answer: ({ question }) => ({
        kind: question === '多少项' ? 'clarify' : 'answered',
        text: question === '多少项' ? '您问的是哪一家？' : `${question}：答`,
        confidence: 1,
        citations: [],
        nearest: [],
        suggestions: question === '多少项' ? ['平湖市科协2020年多少项', '太仓市科协2021年多少项'] : [],
        generation: 'g',
      }),
    });
    const message = await asked('多少项');
    expect(message.buttons.map(({ text }) => text)).toEqual([
      '平湖市科协2020年多少项',
      '太仓市科协2021年多少项',
    ]);
    tap(world.fake, someone, message, '太仓');
    await world.fake.until(() => message.edits === 1);
    expect(message.text).toBe('太仓市科协2021年多少项：答');
    expect(world.fake.messages(11)).toHaveLength(1);
  });
});
