/**
 * Three replicas of Kewen on one PostgreSQL, under faults: the real command, fakes of Slack (HTTP) and Telegram (webhook)
 * over real sockets, a real PostgreSQL server, and a balancer in front that gives each request to the next replica.
 *
 *     npm run bench:replicas -- [--events 10000]
 *
 * Questions come in pairs, the second right after the first: in a thread of Slack, in a private chat of Telegram. Of the
 * events 5 % come twice; posts of Slack and Telegram meet 429s, connections that are cut before anything was done and
 * after it was; a replica is killed (SIGKILL) every few seconds and started again; PostgreSQL is restarted twice.
 *
 * Slack knows a message of ours again, so each of its questions has to be answered exactly once. Telegram does not: where
 * a connection was cut or a process died while a message was being sent, an answer may be missing, never twice there,
 * and whoever asked is told to ask again. Ends with 1 where anything else is found.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { createWriteStream, readFileSync } from 'node:fs';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, request as httpRequest, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { BOT_TOKEN, FakeSlack, SIGNING_SECRET } from '../test/fakes/slack/fake-slack.ts';
import { eventsOf, MENTION, wordsOf, write } from '../test/fakes/slack/people.ts';
import { BOT_USER } from '../test/fakes/slack/workspace.ts';
import { FakeBotApi } from '../test/fakes/telegram/bot-api.ts';
import { say } from '../test/fakes/telegram/people.ts';
import { noPostgres, PostgresServer } from '../test/support/postgres.ts';

const { values } = parseArgs({ options: { events: { type: 'string', default: '10000' } } });
const EVENTS = Number(values.events);
const REPLICAS = 3;
/** A pair gives four events in Slack (each mention comes as a message too) and two in Telegram. */
const PAIRS = Math.floor(EVENTS / 6.3);
/** Pairs that are open at the same time. */
const AT_ONCE = 100;
const TWICE_EVERY = 20;
const FAULT_EVERY = 25;
const KILL_EVERY_MS = 12_000;
const LOOK_EVERY_MS = 250;
const ANSWERED_WITHIN_MS = 180_000;
const TAKES_AT_MOST_MS = 20 * 60_000;

const FIRST = '平湖市科协2020年开展了多少项科普活动？';
const SECOND = '太仓市科协2021年开展了多少项科普活动？';
const ANSWERS = ['106项', '925项'] as const;
const UNCLEAR = '可能没有送到';

interface Replica {
  readonly port: number;
  process: ChildProcess;
  isUp: boolean;
}

if (noPostgres !== null) {
  console.log(`not run: ${noPostgres}`);
  process.exit(0);
}
const startedAt = performance.now();
const seconds = () => ((performance.now() - startedAt) / 1000).toFixed(0);
const folder = await mkdtemp(join(tmpdir(), 'kewen-replicas-'));
const postgres = await PostgresServer.make();
const slack = await FakeSlack.start();
const telegram = await FakeBotApi.start({ keepsBytes: false });
const replicas: Replica[] = [];
const faults: Record<string, number> = {};
const noted = (what: string) => {
  faults[what] = (faults[what] ?? 0) + 1;
};
let isOver = false;
const read = { slack: 0, telegram: 0, posts: new Map<string, string[]>(), said: new Map<number, string[]>() };
const balancer = await startBalancer();
const balancerUrl = `http://127.0.0.1:${(balancer.address() as AddressInfo).port}`;

await cp('corpus', join(folder, 'corpus'), { recursive: true });
await writeFile(join(folder, 'kewen.config.yaml'), 'telegram: { person: { atOnce: 600, perMinute: 600 } }\n');
const environment = {
  ...process.env,
  KEWEN_DATABASE_URL: postgres.url,
  KEWEN_SECRET: 'the-same-for-all-replicas',
  KEWEN_WEB: 'off',
  KEWEN_LOG_LEVEL: 'info',
  SLACK_BOT_TOKEN: BOT_TOKEN,
  SLACK_SIGNING_SECRET: SIGNING_SECRET,
  SLACK_API_URL: slack.apiUrl,
  TELEGRAM_BOT_TOKEN: telegram.token,
  TELEGRAM_API_ROOT: telegram.url,
  TELEGRAM_WEBHOOK_URL: `${balancerUrl}/telegram/updates`,
  TELEGRAM_WEBHOOK_SECRET: 'webhook-secret_0123456789',
};
const cli = resolve('dist/cli.js');
const log = join(folder, 'replicas.log');
execFileSync(process.execPath, [cli, 'index'], { cwd: folder, env: environment, stdio: 'ignore' });
for (let i = 0; i < REPLICAS; i++) {
  const port = await freePort();
  replicas.push({ port, process: launch(port), isUp: false });
}
await Promise.all(replicas.map(untilReady));
slack.eventsUrl = `${balancerUrl}/slack/events`;
console.log(`${seconds()} s: ${REPLICAS} replicas are ready; ${PAIRS} pairs of questions in each channel`);

const slackThreads: string[] = [];
const chats: number[] = [];
let delivered = 0;
let left = PAIRS;
let next = 0;
const beganAt = performance.now();
const trouble = makeTrouble();
await Promise.race([
  Promise.all(Array.from({ length: AT_ONCE }, runPairs)),
  sleep(TAKES_AT_MOST_MS).then(() => console.log('given up: it takes too long')),
]);
isOver = true;
await trouble;
const deadline = performance.now() + ANSWERED_WITHIN_MS;
while (performance.now() < deadline && !isComplete()) await sleep(1_000);
const tookS = (performance.now() - beganAt) / 1000;
const isBroken = report();
await end();
process.exit(isBroken ? 1 : 0);

/** Asks pairs until there are no more. */
async function runPairs(): Promise<void> {
  while (left > 0) {
    left--;
    const n = next++;
    await Promise.all([askInSlack(n), askInTelegram(n)]);
  }
}

async function askInSlack(n: number): Promise<void> {
  const said = { channel: `C${n % 50}`, user: `U${n}` };
  const root = write(slack, { ...said, text: `${MENTION} ${FIRST}` });
  slackThreads.push(`${said.channel} ${root}`);
  if (n % FAULT_EVERY === 0) slackFault(n / FAULT_EVERY);
  for (const [text, thread] of [
    [FIRST, undefined],
    [SECOND, root],
  ] as const) {
    const ts = thread === undefined ? root : write(slack, { ...said, text: `${MENTION} ${text}`, thread });
    const more = thread === undefined ? {} : { thread };
    const events = eventsOf(slack, { ...said, text: `${MENTION} ${text}`, ...more }, ts);
    const twice = n % TWICE_EVERY === 0 ? events : [];
    delivered += events.length + twice.length;
    await Promise.all([...events, ...twice].map((event) => slack.deliver('events_api', event)));
  }
  while (!isOver && postedIn(said.channel, root).length < 2) await sleep(LOOK_EVERY_MS);
}

async function askInTelegram(n: number): Promise<void> {
  const person = { id: 10_000 + n };
  chats.push(person.id);
  if (n % FAULT_EVERY === 0) telegramFault(n / FAULT_EVERY, person.id);
  for (const text of [FIRST, SECOND]) {
    const update = say(telegram, person, text);
    delivered++;
    if (update && n % TWICE_EVERY === 0) {
      const { update_id: id, ...again } = update;
      telegram.updates.push(again, id);
      delivered++;
    }
  }
  while (!isOver && saidTo(person.id).length < 2) await sleep(LOOK_EVERY_MS);
}

function slackFault(n: number): void {
  const kinds = [{ status: 429, retryAfter: 1 }, 'cut-before', 'cut-after'] as const;
  const kind = kinds[n % kinds.length] as (typeof kinds)[number];
  noted(`Slack ${typeof kind === 'string' ? kind : '429'}`);
  slack.fail('chat.postMessage', kind);
}

function telegramFault(n: number, chat: number): void {
  const kinds = ['429', 'drop', 'drop-after'] as const;
  const kind = kinds[n % kinds.length] as (typeof kinds)[number];
  noted(`Telegram ${kind}`);
  const fault =
    kind === '429'
      ? ({ kind: 'refuse', code: 429, description: 'Too Many Requests', retryAfterSeconds: 1 } as const)
      : ({ kind } as const);
  telegram.fail('sendMessage', fault, 1, (payload) => Number(payload['chat_id']) === chat);
}

/** Kills replicas and restarts the database until everything is asked. */
async function makeTrouble(): Promise<void> {
  const restarts = [PAIRS * 0.33, PAIRS * 0.66];
  for (let n = 0; !isOver; n++) {
    for (let waitedMs = 0; waitedMs < KILL_EVERY_MS && !isOver; waitedMs += 250) {
      if (next >= (restarts[0] ?? Number.POSITIVE_INFINITY)) {
        restarts.shift();
        noted('PostgreSQL restarted');
        await postgres.stop();
        await postgres.start();
      }
      await sleep(250);
    }
    if (isOver) return;
    const replica = replicas[n % REPLICAS] as Replica;
    noted('replica killed');
    replica.isUp = false;
    replica.process.kill('SIGKILL');
    replica.process = launch(replica.port);
    await untilReady(replica);
  }
}

function launch(port: number): ChildProcess {
  const child = spawn(process.execPath, [cli, 'start'], {
    cwd: folder,
    env: { ...environment, KEWEN_PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr]) stream?.pipe(createWriteStream(log, { flags: 'a' }));
  return child;
}

async function untilReady(replica: Replica): Promise<void> {
  for (;;) {
    const response = await fetch(`http://127.0.0.1:${replica.port}/readyz`).catch(() => null);
    if (response?.status === 200) break;
    if (replica.process.exitCode !== null) throw new Error(`a replica ended: see ${log}`);
    await sleep(200);
  }
  replica.isUp = true;
}

/** Gives each request to the next replica that takes it. */
async function startBalancer(): Promise<Server> {
  let turn = 0;
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    for (let tries = 0; tries < 60; tries++) {
      const up = replicas.filter(({ isUp }) => isUp);
      const replica = up[turn++ % Math.max(1, up.length)];
      const status = replica && (await forward(replica.port, request.url ?? '/', request.headers, body));
      if (status && status.code < 500) return void response.writeHead(status.code).end(status.body);
      await sleep(100);
    }
    response.writeHead(503).end();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return server;
}

function forward(
  port: number,
  path: string,
  headers: NodeJS.Dict<string | string[]>,
  body: Buffer,
): Promise<{ code: number; body: string } | null> {
  return new Promise((done) => {
    const outgoing = httpRequest(
      { host: '127.0.0.1', port, path, method: 'POST', headers, agent: false },
      async (incoming) => {
        const chunks: Buffer[] = [];
        try {
          for await (const chunk of incoming) chunks.push(chunk as Buffer);
          done({ code: incoming.statusCode ?? 502, body: Buffer.concat(chunks).toString() });
        } catch {
          done(null);
        }
      },
    );
    outgoing.on('error', () => done(null));
    outgoing.setTimeout(10_000, () => outgoing.destroy());
    outgoing.end(body);
  });
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}

/** What was posted in each thread and said in each chat, read on from where it was read to. */
function postedIn(channel: string, thread: string): string[] {
  const { messages } = slack.workspace;
  for (; read.slack < messages.length; read.slack++) {
    const message = messages[read.slack];
    if (message?.user !== BOT_USER) continue;
    const place = `${message.channel} ${message.thread_ts}`;
    read.posts.set(place, [...(read.posts.get(place) ?? []), wordsOf(message)]);
  }
  return read.posts.get(`${channel} ${thread}`) ?? [];
}

function saidTo(chat: number): string[] {
  const { sent } = telegram.chats;
  for (; read.telegram < sent.length; read.telegram++) {
    const message = sent[read.telegram];
    if (message) read.said.set(message.chat, [...(read.said.get(message.chat) ?? []), message.text]);
  }
  return read.said.get(chat) ?? [];
}

function isComplete(): boolean {
  return (
    slackThreads.every((thread) => postedIn(...(thread.split(' ') as [string, string])).length >= 2) &&
    chats.every((chat) => saidTo(chat).length >= 2)
  );
}

/** Prints what came of it; whether anything is broken. */
function report(): boolean {
  const count = { once: 0, twice: 0, missing: 0, disordered: 0 };
  for (const thread of slackThreads) {
    const posts = postedIn(...(thread.split(' ') as [string, string]));
    judge(posts, count);
  }
  const ofTelegram = { once: 0, twice: 0, missing: 0, disordered: 0 };
  let told = 0;
  let untold = 0;
  for (const chat of chats) {
    const texts = saidTo(chat);
    const notices = texts.filter((text) => text.includes(UNCLEAR)).length;
    const before = ofTelegram.missing;
    judge(
      texts.filter((text) => !text.includes(UNCLEAR)),
      ofTelegram,
    );
    told += notices;
    untold += Math.max(0, ofTelegram.missing - before - notices);
  }
  const listed = readFileSync(log, 'utf8')
    .split('\n')
    .filter((line) => line.includes('一条回答可能送到了')).length;
  const questions = chats.length * 2;
  console.log(`${seconds()} s: ${delivered} events, ${questions} questions a channel, ${tookS.toFixed(0)} s`);
  console.log(`faults: ${JSON.stringify(faults)}`);
  console.log(`Slack: ${JSON.stringify(count)}`);
  console.log(
    `Telegram: ${JSON.stringify(ofTelegram)}; told to ask again ${told}, listed in the logs ${listed}, lost without a word ${untold}`,
  );
  console.log(`questions a second: ${((questions * 2) / tookS).toFixed(1)}`);
  return (
    left > 0 ||
    count.twice + count.missing + count.disordered > 0 ||
    ofTelegram.twice + ofTelegram.disordered + untold > 0
  );
}

function judge(
  posts: readonly string[],
  count: { once: number; twice: number; missing: number; disordered: number },
): void {
  const places = ANSWERS.map((answer) => posts.flatMap((post, i) => (post.includes(answer) ? [i] : [])));
  for (const { length } of places) {
    if (length === 1) count.once++;
    else if (length > 1) count.twice++;
    else count.missing++;
  }
  const [first, second] = places.map(([place]) => place);
  if (first !== undefined && second !== undefined && first > second) count.disordered++;
}

async function end(): Promise<void> {
  for (const replica of replicas) replica.process.kill('SIGKILL');
  balancer.closeAllConnections();
  balancer.close();
  await slack.stop();
  await telegram.close();
  await postgres.end();
  await rm(folder, { recursive: true, force: true });
}
