/**
 * How far the Telegram channel reaches, on the fake Bot API over real sockets; the bot runs in a process of its own.
 *
 *     npx tsx bench/telegram.ts
 *
 * 1. 1,000 questions from 200 chats, private and groups, with repeated deliveries, 429s and a restart in the
 *    middle: each answered once, none lost, and how long it takes from update to sendMessage.
 * 2. The same with the process killed (SIGKILL) instead of stopped.
 * 3. 20,000 updates of all kinds: the memory of the bot after every 2,000.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { openDesk } from '../src/channels/answering.ts';
import type { Surroundings } from '../src/channels/channel.ts';
import { createLog } from '../src/channels/log.ts';
import { parseSettings } from '../src/channels/settings.ts';
import { startTelegram } from '../src/channels/telegram/telegram.ts';
import { rebuild } from '../src/commands/index/rebuild.ts';
import { openRecords } from '../src/records/records.ts';
import { silentProgress } from '../src/terminal/progress.ts';
import { FakeBotApi } from '../test/fakes/telegram/bot-api.ts';
import { lookUp, say, tap } from '../test/fakes/telegram/people.ts';

const CHATS = 200;
const GROUPS = 60;
const QUESTIONS_A_CHAT = 5;
/** Chats that ask everything at once, and so are limited by Telegram. */
const HASTY_EVERY = 10;
const DUPLICATES_EVERY = 20;
const QUESTIONS_A_SECOND = 40;
const UPDATES = 20_000;
const AT_ONCE = 40;

const QUESTIONS = [
  '平湖市科协2020年开展了多少项科普活动？',
  '太仓市科协2021年开展了多少项科普活动？',
  '那太仓呢？',
  '平湖科普大篷车走了多少公里',
  '太仓院士工作站有几家',
  '火星移民计划花了多少钱',
  '两家科协各开展了多少项科普活动',
  '青少年科技创新大赛拿了几个奖',
];
const questionAt = (i: number) => QUESTIONS[i % QUESTIONS.length] as string;

interface BotProcess {
  readonly child: ChildProcess;
  readonly memory: () => Promise<{ heap: number; rss: number }>;
  readonly end: (signal: 'SIGTERM' | 'SIGKILL') => Promise<number>;
}

/** The bot, in this process: what the parent forks. */
async function runBot(apiRoot: string, index: string, data: string): Promise<void> {
  const halt = new AbortController();
  const log = createLog('warn');
  const now = () => new Date();
  const limit = '{ atOnce: 600, perMinute: 600 }';
  const records = openRecords({ file: data, key: 'bench', retentionDays: 90, log, now });
  const desk = await openDesk({ directory: index, audience: 'public', log, now, checkEveryMs: 0 });
  const surroundings = {
    config: {
      index,
      data,
      retentionDays: 90,
      telegram: { botToken: process.env['BENCH_TOKEN'], apiRoot, webhookUrl: null, webhookSecret: null },
    },
    settings: parseSettings(`telegram: { person: ${limit}, group: ${limit}, inline: ${limit} }`, 'bench'),
    records,
    desk: async () => desk,
    log,
    now,
    sleep: async () => {},
    mount: () => {},
    signal: halt.signal,
  } as unknown as Surroundings;
  const channel = await startTelegram(surroundings);
  process.on('message', () => {
    globalThis.gc?.();
    const { heapUsed, rss } = process.memoryUsage();
    process.send?.({ heap: heapUsed, rss });
  });
  process.once('SIGTERM', async () => {
    halt.abort();
    await channel.stop(10_000);
    await records.close();
    process.exit(0);
  });
  process.send?.('ready');
}

async function startBot(fake: FakeBotApi, index: string, data: string): Promise<BotProcess> {
  const child = fork(import.meta.filename, ['bot', fake.url, index, data], {
    execArgv: [...process.execArgv, '--expose-gc'],
    env: { ...process.env, BENCH_TOKEN: fake.token },
  });
  await once(child, 'message');
  return {
    child,
    memory: async () => {
      child.send('memory');
      const [memory] = (await once(child, 'message')) as [{ heap: number; rss: number }];
      return memory;
    },
    end: async (signal) => {
      child.kill(signal);
      const [code] = (await once(child, 'exit')) as [number];
      return code;
    },
  };
}

const chatOf = (i: number) => (i < GROUPS ? -1000 - i : 1000 + i);
const percentile = (sorted: readonly number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
const pauseMs = (ms: number) => new Promise((done) => setTimeout(done, ms));

/** Asks, ends the bot half way by a signal and starts it again; prints what came of it. */
async function askAndRestart(title: string, index: string, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'kewen-bench-'));
  const fake = await FakeBotApi.start({ rates: { messagesASecond: 1, groupMessagesAMinute: 20 } });
  const pushedAt = new Map<number, { at: number; isUp: boolean }[]>();
  const limited = new Set<number>();
  const tookMs: number[] = [];
  let refused = 0;
  fake.onCall = ({ method, payload, outcome, atMs }) => {
    if (method !== 'sendMessage') return;
    const chat = Number(payload['chat_id']);
    if (outcome === 'fault' || !outcome.ok) {
      limited.add(chat);
      refused++;
      return;
    }
    const asked = pushedAt.get(chat)?.shift();
    if (asked?.isUp && !limited.has(chat)) tookMs.push(atMs - asked.at);
  };
  let bot = await startBot(fake, index, join(folder, 'kewen.sqlite'));
  let isUp = true;
  let duplicates = 0;
  const ask = (chat: number, i: number) => {
    pushedAt.set(chat, [...(pushedAt.get(chat) ?? []), { at: performance.now(), isUp }]);
    const person = { id: Math.abs(chat) };
    const update = say(fake, person, chat < 0 ? `/ask ${questionAt(i)}` : questionAt(i), { chat });
    if (update && i % DUPLICATES_EVERY === 7) {
      const { update_id: id, ...again } = update;
      fake.updates.push(again, id);
      duplicates++;
    }
  };
  const total = CHATS * QUESTIONS_A_CHAT;
  fake.fail(
    'sendMessage',
    { kind: 'refuse', code: 429, description: 'Too Many Requests: retry after 1', retryAfterSeconds: 1 },
    25,
    ({ chat_id }) => Number(chat_id) % 7 === 0,
  );
  let restarted: Promise<number> | null = null;
  const began = performance.now();
  for (let i = 0; i < total; i++) {
    const chat = i % CHATS;
    const round = Math.floor(i / CHATS);
    if (chat % HASTY_EVERY !== 0) ask(chatOf(chat), i);
    else if (round === 1) for (let k = 0; k < QUESTIONS_A_CHAT; k++) ask(chatOf(chat), i + k);
    if (i === total / 2) {
      isUp = false;
      restarted = bot.end(signal).then(async (code) => {
        bot = await startBot(fake, index, join(folder, 'kewen.sqlite'));
        // What piled up meanwhile is no measure of how long a question takes.
        const piled = [...pushedAt.values()].flat();
        while (piled.some((asked) => [...pushedAt.values()].some((left) => left.includes(asked))))
          await pauseMs(20);
        isUp = true;
        return code;
      });
    }
    await pauseMs(Math.max(0, began + ((i + 1) * 1000) / QUESTIONS_A_SECOND - performance.now()));
  }
  const code = await restarted;
  const deadline = performance.now() + 60_000;
  while (fake.chats.sent.length < total && performance.now() < deadline) await pauseMs(50);
  await pauseMs(1_500);
  await bot.end('SIGTERM');

  let lost = 0;
  let doubled = 0;
  for (let i = 0; i < CHATS; i++) {
    const answers = fake.messages(chatOf(i)).length;
    lost += Math.max(0, QUESTIONS_A_CHAT - answers);
    doubled += Math.max(0, answers - QUESTIONS_A_CHAT);
  }
  tookMs.sort((a, b) => a - b);
  console.log(title);
  console.log(
    `  ${total} questions, ${CHATS} chats (${GROUPS} groups), ${duplicates} delivered twice, ${refused} times 429, exit code ${code ?? signal}`,
  );
  console.log(`  answered ${fake.chats.sent.length}, lost ${lost}, doubled ${doubled}`);
  console.log(
    `  update → sendMessage, ${tookMs.length} questions in chats without 429, outside the restart: p50 ${percentile(tookMs, 0.5).toFixed(1)} ms, p99 ${percentile(tookMs, 0.99).toFixed(1)} ms, max ${(tookMs.at(-1) ?? 0).toFixed(1)} ms`,
  );
  await fake.close();
  await rm(folder, { recursive: true, force: true });
}

/** Sends updates of all kinds and prints the bot's memory on the way. */
async function measureMemory(index: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'kewen-bench-'));
  const fake = await FakeBotApi.start({ keepsBytes: false });
  const bot = await startBot(fake, index, join(folder, 'kewen.sqlite'));
  let calls = 0;
  let wanted = 0;
  let wake = () => {};
  fake.onCall = ({ method }) => {
    if (!['sendMessage', 'answerCallbackQuery', 'answerInlineQuery'].includes(method)) return;
    calls++;
    wake();
  };
  const began = performance.now();
  console.log(
    `Memory over ${UPDATES} updates (a third questions, a third taps, the rest talk, commands and inline queries)`,
  );
  for (let i = 1; i <= UPDATES; i++) {
    const person = { id: 1 + (i % 5_000) };
    const last = fake.chats.sent.at(-1);
    if (i % 3 === 0) say(fake, person, questionAt(i));
    else if (i % 3 === 1 && last?.buttons[0]) tap(fake, { id: last.chat }, last, last.buttons[0].text);
    else if (i % 300 === 2) lookUp(fake, person, questionAt(i));
    else if (i % 30 === 5) say(fake, person, '/reports');
    else {
      say(fake, person, '大家好，今天开会吗', { chat: -9 });
      wanted--;
    }
    wanted++;
    while (wanted - calls > AT_ONCE) {
      await new Promise<void>((done) => {
        wake = done;
      });
    }
    if (i % 2_000 === 0) {
      const { heap, rss } = await bot.memory();
      console.log(
        `  ${String(i).padStart(6)}  heap ${(heap / 2 ** 20).toFixed(1)} MB  rss ${(rss / 2 ** 20).toFixed(0)} MB`,
      );
      fake.chats.sent.splice(0, fake.chats.sent.length - 1);
    }
  }
  console.log(`  ${Math.round(UPDATES / ((performance.now() - began) / 1000))} updates a second`);
  await bot.end('SIGTERM');
  await fake.close();
  await rm(folder, { recursive: true, force: true });
}

async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'kewen-bench-index-'));
  const index = join(folder, 'index');
  await rebuild(resolve(import.meta.dirname, '../corpus'), index, silentProgress);
  const only = process.argv[2];
  if (!only || only === 'stop')
    await askAndRestart('Stopped and started again in the middle', index, 'SIGTERM');
  if (!only || only === 'kill')
    await askAndRestart('Killed and started again in the middle', index, 'SIGKILL');
  if (!only || only === 'memory') await measureMemory(index);
  await rm(folder, { recursive: true, force: true });
}

const [, , role, ...rest] = process.argv;
if (role === 'bot') await runBot(...(rest as [string, string, string]));
else await main();
