/**
 * How far the Telegram channel reaches, on the fake Bot API over real sockets; the bot runs in a process of its own.
 *
 *     npx tsx bench/telegram.ts
 *
 * 1. 10,000 questions from 2,000 chats, private and groups: one in twenty delivered again, deliveries out of order,
 *    429s, dropped sockets, and the process stopped (SIGTERM) and killed (SIGKILL) in turns. Each is answered exactly
 *    once; where nobody can know whether an answer arrived, whoever asked is told so. And how long it takes from
 *    update to sendMessage.
 * 2. 20,000 updates of all kinds: the memory of the bot after every 2,000.
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
import { wordsOf } from '../src/channels/telegram/words.ts';
import { rebuild } from '../src/commands/index/rebuild.ts';
import { openRecords } from '../src/records/records.ts';
import { silentProgress } from '../src/terminal/progress.ts';
import { FakeBotApi } from '../test/fakes/telegram/bot-api.ts';
import { lookUp, say, tap } from '../test/fakes/telegram/people.ts';

const CHATS = 2_000;
const GROUPS = 600;
/** Chats that ask everything at once, and so are limited by Telegram. */
const HASTY_EVERY = 10;
const DUPLICATES_EVERY = 20;
const QUESTIONS_A_SECOND = 80;
/** Questions that wait for an answer: no more are asked beyond, so that a slow machine takes longer and no more. */
const MAX_WAITING = 80;
/** The process is ended so often, in turns by either signal, at equal distances. */
const ENDINGS = ['SIGTERM', 'SIGKILL', 'SIGTERM', 'SIGKILL', 'SIGTERM', 'SIGKILL'] as const;
/** Of calls, one of so many meets a socket that is dropped. */
const DROPPED_EVERY = 100;
const UPDATES = 20_000;
const AT_ONCE = 40;

/** Each stands on its own, and no two have the same answer. */
const QUESTIONS = [
  '平湖市科协2020年开展了多少项科普活动？',
  '太仓市科协2021年开展了多少项科普活动？',
  '平湖市科协2020年优秀奖作品有多少幅？',
  '太仓市科协2021年软课题有多少个？',
  '火星移民计划花了多少钱',
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
      web: { publicUrl: null },
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

/** What is said where nobody can know whether an answer arrived. */
const IN_DOUBT = wordsOf('zh').unclear;

/** Asks while everything goes wrong that can, and prints what came of it. */
async function askInTrouble(index: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'kewen-bench-'));
  const fake = await FakeBotApi.start({
    rates: { messagesASecond: 1, groupMessagesAMinute: 20 },
    keepsBytes: false,
  });
  const random = seeded(16);
  fake.updates.shuffle = (updates) => shuffled(updates, random);
  const said = new Map<number, string[]>();
  const refused = new Set<number>();
  const asked = new Map<number, { at: number; isCalm: boolean }[]>();
  const tookMs: number[] = [];
  let [answered, limits, drops] = [0, 0, 0];
  fake.onCall = ({ method, payload, outcome, atMs }) => {
    if (outcome === 'fault') drops++;
    if (method !== 'sendMessage') return;
    const chat = Number(payload['chat_id']);
    if (outcome === 'fault' || !outcome.ok) {
      refused.add(chat);
      if (outcome !== 'fault') limits++;
      return;
    }
    answered++;
    const line = String(payload['text']).split('\n')[0] as string;
    said.set(chat, [...(said.get(chat) ?? []), line]);
    const question = asked.get(chat)?.shift();
    if (question?.isCalm && !refused.has(chat)) tookMs.push(atMs - question.at);
  };
  troubleWith(fake);

  let bot = await startBot(fake, index, join(folder, 'kewen.sqlite'));
  let isCalm = true;
  let duplicates = 0;
  const total = CHATS * QUESTIONS.length;
  let count = 0;
  const waiting = () => count - answered;
  const ask = (chat: number, i: number) => {
    count++;
    asked.set(chat, [
      ...(asked.get(chat) ?? []),
      { at: performance.now(), isCalm: isCalm && fake.updates.pending.length === 0 },
    ]);
    const text = chat < 0 ? `/ask ${questionAt(i)}` : questionAt(i);
    const update = say(fake, { id: Math.abs(chat) }, text, { chat });
    if (update && i % DUPLICATES_EVERY === 7) {
      duplicates++;
      setTimeout(() => fake.updates.repeat(update), random() * 2_000);
    }
  };
  let kills = 0;
  const codes: number[] = [];
  const endings = [...ENDINGS];
  let ending = Promise.resolve();
  const end = async (signal: 'SIGTERM' | 'SIGKILL') => {
    isCalm = false;
    if (signal === 'SIGKILL') kills++;
    const code = await bot.end(signal);
    if (signal === 'SIGTERM') codes.push(code);
    bot = await startBot(fake, index, join(folder, 'kewen.sqlite'));
    // What piled up meanwhile is no measure of how long a question takes.
    while (fake.updates.pending.length > AT_ONCE) await pauseMs(50);
    isCalm = true;
  };
  const began = performance.now();
  for (let i = 0; i < total; i++) {
    const chat = i % CHATS;
    const round = Math.floor(i / CHATS);
    // Everybody begins with another question.
    if (chat % HASTY_EVERY !== 0) ask(chatOf(chat), chat + round);
    else if (round === 1) for (let k = 0; k < QUESTIONS.length; k++) ask(chatOf(chat), chat + k);
    if (i % Math.floor(total / (ENDINGS.length + 1)) === 0 && i > 0) {
      const signal = endings.shift();
      if (signal) ending = ending.then(() => end(signal));
    }
    await pauseMs(Math.max(0, began + ((i + 1) * 1000) / QUESTIONS_A_SECOND - performance.now()));
    while (waiting() > MAX_WAITING) await pauseMs(20);
  }
  await ending;
  const deadline = performance.now() + 120_000;
  while (countOf(said).lost > 0 && performance.now() < deadline) await pauseMs(500);
  // Whatever would still be said twice.
  await pauseMs(5_000);
  await bot.end('SIGTERM');

  const { once, inDoubt, lost, twice } = countOf(said);
  tookMs.sort((a, b) => a - b);
  console.log('Questions while everything goes wrong');
  console.log(
    `  ${total} questions, ${CHATS} chats (${GROUPS} groups), ${duplicates} delivered again, deliveries out of order`,
  );
  console.log(
    `  ${limits} times 429, ${drops} sockets dropped, ${codes.length} times SIGTERM (exit codes ${[...new Set(codes)].join(', ')}), ${kills} times SIGKILL`,
  );
  console.log(
    `  answered once ${once}, twice ${twice}, lost ${lost}; told that an answer may not have arrived ${inDoubt}`,
  );
  console.log(
    `  update → sendMessage, ${tookMs.length} questions in chats without trouble, few at once: p50 ${percentile(tookMs, 0.5).toFixed(1)} ms, p99 ${percentile(tookMs, 0.99).toFixed(1)} ms, max ${(tookMs.at(-1) ?? 0).toFixed(1)} ms`,
  );
  if (lost + twice > 0) process.exitCode = 1;
  await fake.close();
  await rm(folder, { recursive: true, force: true });
}

/** Sockets that are dropped: polls before and after they were answered, messages before anything was done. */
function troubleWith(fake: FakeBotApi): void {
  let polls = 0;
  fake.fail('getUpdates', { kind: 'drop' }, Number.POSITIVE_INFINITY, () => ++polls % DROPPED_EVERY === 10);
  fake.fail(
    'getUpdates',
    { kind: 'drop-after' },
    Number.POSITIVE_INFINITY,
    () => polls % DROPPED_EVERY === 35,
  );
  let messages = 0;
  fake.fail('sendMessage', { kind: 'drop' }, Number.POSITIVE_INFINITY, ({ text }) => {
    return text !== IN_DOUBT && ++messages % DROPPED_EVERY === 0;
  });
}

/**
 * Questions answered once and more often, those whose people were told that an answer may not have arrived, and those
 * nobody heard of again.
 */
function countOf(said: ReadonlyMap<number, readonly string[]>) {
  const count = { once: 0, inDoubt: 0, lost: 0, twice: 0 };
  for (let i = 0; i < CHATS; i++) {
    const lines = said.get(chatOf(i)) ?? [];
    const answers = lines.filter((line) => line !== IN_DOUBT);
    const different = new Set(answers).size;
    const doubts = lines.length - answers.length;
    count.once += different;
    count.twice += answers.length - different;
    count.inDoubt += doubts;
    count.lost += Math.max(0, QUESTIONS.length - different - doubts);
  }
  return count;
}

/** Chance that is the same in every run. @see Marsaglia 2003, xorshift */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

/** @see Durstenfeld 1964 */
function shuffled<T>(values: readonly T[], random: () => number): T[] {
  const all = [...values];
  for (let i = all.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [all[i], all[j]] = [all[j] as T, all[i] as T];
  }
  return all;
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
  if (!only || only === 'trouble') await askInTrouble(index);
  if (!only || only === 'memory') await measureMemory(index);
  await rm(folder, { recursive: true, force: true });
}

const [, , role, ...rest] = process.argv;
if (role === 'bot') await runBot(...(rest as [string, string, string]));
else await main();
