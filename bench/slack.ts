/**
 * What Kewen does in Slack under load, on the fake Slack over real sockets.
 *
 * 1. 500 questions from 50 people over 20 threads, 5 % delivered twice, with three dropped sockets, and over HTTP.
 * 2. 10,000 questions, 5 % delivered twice, out of order, with 429s, dropped sockets and a process that is told to stop
 *    (as by SIGTERM) and started anew over the same records: each answered once.
 * 3. 20,000 exchanges for the memory.
 *
 *   npx tsx bench/slack.ts [--events 10000] [--exchanges 20000]
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import {
  buildIndex,
  type Kewen,
  newFolder,
  startKewen,
  type TransportName,
} from '../test/channels/slack/kewen.ts';
import { deliver, eventsOf, MENTION, write } from '../test/fakes/slack/people.ts';

const PEOPLE = 50;
const THREADS = 20;
const QUESTIONS = 500;
const DUPLICATES = 0.05;
const DROPS = 3;
/** Between an answer and the person's next question. */
const THINKING_MS = 1_500;
/** What stands after an option, or the number that is usual. */
function numberOf(option: string, usual: number): number {
  const at = process.argv.indexOf(option);
  return (at < 0 ? 0 : Number(process.argv[at + 1])) || usual;
}
const EVENTS = numberOf('--events', 10_000);
const EXCHANGES = numberOf('--exchanges', 20_000);
/** Asked at the same time, in an order that is not that of their writing. */
const AT_ONCE = 40;
const LIMITED_EVERY = 100;
const DROPPED_EVERY = 1_000;
const STOPS = 3;

const ASKED = [
  '平湖2020年开展了多少项科普活动？',
  '太仓2021年开展了多少项科普活动？',
  '平湖和太仓科普活动哪个多',
  '平湖2020年院士工作站有几家？',
  '新冠疫苗接种了多少人',
  '科普活动多少场',
  '海智计划的全称是什么？',
  '那太仓呢？',
  '雁岭市科协2022年年初预算是多少万元？',
  '平湖市科协主席是谁？',
];

/** The same numbers in every run. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state / 2 ** 31;
  };
}

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const yaml = 'slack: { default: { answersPerMinute: 600 } }';

async function load(index: string, transport: TransportName): Promise<void> {
  const kewen = await startKewen({ index, transport, yaml });
  const { slack } = kewen;
  const random = dice(7);
  await warmUp(kewen);

  /** Root of each thread, and the questions in it in the order they were delivered. */
  const threads = Array.from({ length: THREADS }, (_, i) => ({
    channel: `C${i % 5}`,
    root: write(slack, { channel: `C${i % 5}`, user: 'UROOT', text: '今天的问题' }),
    questions: [] as string[],
  }));
  const postedAt = new Map<string, number[]>();
  const seen = new Set<string>();
  const notice = () => {
    for (const { thread_ts: thread, ts } of slack.workspace.posted()) {
      if (seen.has(ts) || !thread) continue;
      seen.add(ts);
      postedAt.set(thread, [...(postedAt.get(thread) ?? []), performance.now()]);
    }
    return false as const;
  };
  void slack.until(notice);

  let asked = 0;
  let duplicates = 0;
  async function person(number: number): Promise<void> {
    const thread = threads[number % THREADS] as (typeof threads)[number];
    await wait(random() * THINKING_MS);
    for (let i = 0; i < QUESTIONS / PEOPLE; i++) {
      const text = `${MENTION} ${ASKED[Math.floor(random() * ASKED.length)]}`;
      const said = { channel: thread.channel, user: `U${number}`, text, thread: thread.root };
      const ts = write(slack, said);
      thread.questions.push(ts);
      const isTwice = random() < DUPLICATES;
      if (isTwice) duplicates++;
      const events = eventsOf(slack, said, ts);
      asked++;
      if (DROPS > 0 && asked % Math.ceil(QUESTIONS / (DROPS + 1)) === 0 && transport === 'socket')
        slack.dropSockets();
      await Promise.all([...events, ...(isTwice ? events : [])].map((event) => deliver(slack, event)));
      await wait(random() * 2 * THINKING_MS);
    }
  }
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: PEOPLE }, (_, number) => person(number)));
  const count = () => threads.reduce((sum, { root }) => sum + (postedAt.get(root)?.length ?? 0), 0);
  await slack.until(() => count() >= QUESTIONS);
  await kewen.stop();
  const elapsedS = (performance.now() - startedAt) / 1000;

  const latencies: number[] = [];
  let wrong = 0;
  for (const { root, questions } of threads) {
    const times = postedAt.get(root) ?? [];
    wrong += Math.abs(times.length - questions.length);
    const sent = questions.map((ts) => slack.sentAt.get(ts) ?? 0).sort((a, b) => a - b);
    for (const [i, at] of times.entries()) latencies.push(at - (sent[i] ?? at));
  }
  latencies.sort((a, b) => a - b);
  const quantile = (share: number, of = latencies) =>
    (of[Math.min(of.length - 1, Math.floor(share * of.length))] ?? 0).toFixed(1);
  const answering = kewen.lines
    .map((line) => JSON.parse(line) as { msg?: string; elapsedMs?: number })
    .flatMap(({ msg, elapsedMs }) => (msg === '已回答' && elapsedMs !== undefined ? [elapsedMs] : []))
    .sort((a, b) => a - b);
  console.log(
    `${transport}: ${QUESTIONS} questions, ${PEOPLE} people, ${THREADS} threads, ${duplicates} delivered twice (and every mention as two events), ` +
      `${transport === 'socket' ? DROPS : 0} dropped sockets, ${elapsedS.toFixed(1)} s`,
  );
  console.log(`  answers ${count()}, too many or too few ${wrong}, limits broken ${slack.breaches.length}`);
  console.log(
    `  event to posted message: p50 ${quantile(0.5)} ms, p90 ${quantile(0.9)} ms, p99 ${quantile(0.99)} ms, max ${quantile(1)} ms`,
  );
  console.log(
    `  of that, answering: p50 ${quantile(0.5, answering)} ms, p99 ${quantile(0.99, answering)} ms`,
  );
  await slack.stop();
}

/** Everything that can go wrong without the process being killed: each question is answered once all the same. */
async function faults(index: string): Promise<void> {
  const random = dice(11);
  const data = `${await newFolder()}/kewen.sqlite`;
  // Time passes so that buckets fill up.
  let asked = 0;
  const startMs = Date.now();
  const now = () => new Date(startMs + asked * 1_000);
  let kewen = await startKewen({ index, yaml, data, now });
  const { slack } = kewen;
  const answers = new Map<string, number>();
  let duplicates = 0;
  let limited = 0;
  let drops = 0;
  let stops = 0;
  const questions: string[] = [];
  const startedAt = performance.now();
  while (asked < EVENTS) {
    const batch = Array.from({ length: Math.min(AT_ONCE, EVENTS - asked) }, (_, i) => {
      const text = `${MENTION} ${ASKED[Math.floor(random() * ASKED.length)]}`;
      const said = { channel: `C${Math.floor(random() * 20)}`, user: `U${(asked + i) % 500}`, text };
      const ts = write(slack, said);
      questions.push(ts);
      const isTwice = random() < DUPLICATES;
      if (isTwice) duplicates++;
      const events = eventsOf(slack, said, ts);
      return { order: random(), events: isTwice ? [...events, ...events] : events };
    }).sort((a, b) => a.order - b.order);
    const before = asked;
    asked += batch.length;
    const passes = (every: number) => Math.floor(before / every) !== Math.floor(asked / every);
    if (passes(LIMITED_EVERY)) {
      limited++;
      slack.fail('chat.postMessage', { status: 429, retryAfter: 0 });
    }
    const delivered = Promise.all(
      batch.flatMap(({ events }) => events.map((event) => deliver(slack, event))),
    );
    if (passes(DROPPED_EVERY)) {
      drops++;
      slack.dropSockets();
    }
    if (passes(Math.ceil(EVENTS / (STOPS + 1))) && asked < EVENTS) {
      stops++;
      await kewen.stop();
      kewen = await startKewen({ index, yaml, data, slack, now });
    }
    await delivered;
    const due = new Set(questions.slice(before));
    await slack.until(() => {
      const there = new Set(slack.workspace.posted().flatMap(({ thread_ts: thread }) => thread ?? []));
      return [...due].every((ts) => there.has(ts));
    });
    count(slack.workspace.posted(), answers);
    slack.workspace.messages.length = 0;
    slack.calls.length = 0;
    slack.sentAt.clear();
    kewen.lines.length = 0;
  }
  await kewen.stop();
  const times = questions.map((ts) => answers.get(ts) ?? 0);
  console.log(
    `faults: ${EVENTS} questions, ${AT_ONCE} at once out of order, ${duplicates} delivered twice (and every mention as two events), ` +
      `${limited} times 429, ${drops} dropped sockets, ${stops} stops, ${((performance.now() - startedAt) / 1000).toFixed(0)} s`,
  );
  console.log(
    `  answered once ${times.filter((time) => time === 1).length}, more often ${times.filter((time) => time > 1).length}, ` +
      `never ${times.filter((time) => time === 0).length}, limits broken ${slack.breaches.length}`,
  );
  await slack.stop();
}

function count(posted: readonly { thread_ts?: string }[], answers: Map<string, number>): void {
  for (const { thread_ts: thread } of posted) if (thread) answers.set(thread, (answers.get(thread) ?? 0) + 1);
}

async function warmUp(kewen: Kewen): Promise<void> {
  const { slack } = kewen;
  for (let i = 0; i < 40; i++) await exchange(kewen, i, 'CWARM');
  slack.workspace.messages.length = 0;
}

async function exchange({ slack }: Kewen, i: number, channel: string): Promise<void> {
  const said = { channel, user: `U${i % PEOPLE}`, text: `${MENTION} ${ASKED[i % ASKED.length]}` };
  const ts = write(slack, said);
  for (const event of eventsOf(slack, said, ts)) await deliver(slack, event);
  await slack.until(() => slack.workspace.posted(channel).some(({ thread_ts: thread }) => thread === ts));
}

async function memory(index: string): Promise<void> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const startMs = Date.now();
  let asked = 0;
  // Time passes so that buckets fill up: one exchange a second.
  const kewen = await startKewen({ index, yaml, now: () => new Date(startMs + asked * 1_000) });
  const { slack, lines } = kewen;
  const step = Math.max(1, Math.floor(EXCHANGES / 10));
  const heaps: number[] = [];
  const startedAt = performance.now();
  for (; asked < EXCHANGES; asked++) {
    await exchange(kewen, asked, `C${asked % 20}`);
    if (asked % 50 === 49) {
      // What the fake keeps is not Kewen's.
      slack.workspace.messages.length = 0;
      slack.workspace.modals.length = 0;
      slack.calls.length = 0;
      slack.sentAt.clear();
      lines.length = 0;
    }
    if ((asked + 1) % step === 0) {
      collect();
      collect();
      heaps.push(process.memoryUsage().heapUsed / 2 ** 20);
      const { rss } = process.memoryUsage();
      console.log(
        `  ${asked + 1} exchanges: heap ${heaps.at(-1)?.toFixed(1)} MB, resident ${(rss / 2 ** 20).toFixed(0)} MB`,
      );
    }
  }
  const elapsedS = (performance.now() - startedAt) / 1000;
  const half = heaps.slice(Math.floor(heaps.length / 2));
  const growth = (half.at(-1) ?? 0) - (half[0] ?? 0);
  console.log(
    `memory: heap over the second half of ${EXCHANGES} exchanges ${growth >= 0 ? '+' : ''}${growth.toFixed(2)} MB; ${(EXCHANGES / elapsedS).toFixed(0)} exchanges a second one after the other`,
  );
  await kewen.stop();
  await slack.stop();
}

const index = await buildIndex(await newFolder());
await load(index, 'socket');
await load(index, 'http');
await faults(index);
await memory(index);
process.exit(0);
