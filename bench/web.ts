/**
 * How much the web serves, over real sockets, the server in a process of its own.
 *
 *     npx tsx bench/web.ts
 *
 * 1. 2,000 questions by 50 clients, nearly each another one: each client asks twice a second, as nobody does who reads
 *    the answers. None lost, and how long a page takes.
 * 2. The same four times more, each client asking on at once: how many a second, and the memory of the server after each.
 * 3. What a page of an answer weighs with everything it loads.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { Agent, get } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { createLog } from '../src/channels/log.ts';
import { startChannels } from '../src/channels/serve.ts';
import { parseSettings } from '../src/channels/settings.ts';
import { entriesOfReport } from '../src/channels/suggest/entries.ts';
import { rebuild } from '../src/commands/index/rebuild.ts';
import { readConfig } from '../src/config.ts';
import { openIndex } from '../src/index/open.ts';
import { silentProgress } from '../src/terminal/progress.ts';
import { startWeb } from '../src/web/web.ts';

const CLIENTS = 50;
const QUESTIONS = 2_000;
const ROUNDS = 5;
const FOLLOW_UP_EVERY = 10;
/** Between two questions of a client, of the first round. */
const PAUSE_MS = 500;
/** Each is another question to whoever keeps answers. */
const OPENINGS = [
  '',
  '请问',
  '麻烦问一下，',
  '想了解一下',
  '帮我查查',
  '我想知道',
  '请教一下，',
  '能告诉我',
  '查一下',
  '问一下，',
];

/** The server, in this process: what the parent forks. */
async function runServer(index: string, data: string): Promise<void> {
  const limit = '{ atOnce: 600, perMinute: 600 }';
  const serving = await startChannels({
    config: {
      ...readConfig({ KEWEN_INDEX: index, KEWEN_DATA: data, KEWEN_PORT: '0', KEWEN_TRUST_PROXY: '1' }),
    },
    settings: parseSettings(`web: { questions: ${limit}, pages: ${limit} }`, 'bench'),
    log: createLog('warn'),
    now: () => new Date(),
    signal: new AbortController().signal,
    channels: [{ name: 'web', start: startWeb }],
  });
  const [failure] = await serving.started;
  if (failure) throw failure;
  process.on('message', () => {
    globalThis.gc?.();
    const { heapUsed, rss } = process.memoryUsage();
    const { user, system } = process.cpuUsage();
    process.send?.({ heap: heapUsed, rss, cpuMs: (user + system) / 1000 });
  });
  process.once('SIGTERM', async () => {
    await serving.stop();
    process.exit(0);
  });
  process.send?.(serving.port);
}

interface Measured {
  readonly status: number;
  readonly body: string;
  readonly elapsedMs: number;
}

/** Asks as a browser does: once more where the server had just closed a connection that was kept for the next request. */
function ask(port: number, path: string, client: string, agent: Agent): Promise<Measured> {
  const started = performance.now();
  return new Promise((done, fail) => {
    const headers = { 'x-forwarded-for': client };
    const request = get({ port, host: '127.0.0.1', path, agent, headers }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (text: string) => {
        body += text;
      });
      response.on('end', () =>
        done({ status: response.statusCode ?? 0, body, elapsedMs: performance.now() - started }),
      );
    });
    request.on('error', (error: NodeJS.ErrnoException) => {
      if (request.reusedSocket && error.code === 'ECONNRESET') done(ask(port, path, client, agent));
      else fail(error);
    });
  });
}

/** Every question of a round by clients that ask one after another; a fresh address each, so that none is limited. */
async function round(
  port: number,
  questions: readonly string[],
  number: number,
  pauseMs: number,
): Promise<Measured[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: CLIENTS });
  const measured: Measured[] = [];
  let next = 0;
  await Promise.all(
    Array.from({ length: CLIENTS }, async (_, client) => {
      for (let at = next++; at < questions.length; at = next++) {
        const query = new URLSearchParams({ q: questions[at] as string });
        if (at % FOLLOW_UP_EVERY === 0)
          query.set('previous', questions[(at + 7) % questions.length] as string);
        // Spread over twice the pause, so that clients do not come all at once.
        if (pauseMs > 0) await setTimeout(2 * pauseMs * Math.random());
        measured.push(await ask(port, `/ask?${query}`, `10.${number}.0.${client}`, agent));
      }
    }),
  );
  agent.destroy();
  return measured;
}

/** Questions that the reports answer, asked in several ways, and some that they do not. */
async function questionsOf(index: string): Promise<string[]> {
  const open = await openIndex(index, 'public');
  const entries = open.reports.flatMap((report) => entriesOfReport(report, open));
  open.close();
  const asked = entries.map(({ kind, text }) => (kind === 'question' ? text : `${text}有哪些内容？`));
  const all = OPENINGS.flatMap((opening) => asked.map((question) => `${opening}${question}`));
  return Array.from({ length: QUESTIONS }, (_, i) => all[i % all.length] as string);
}

interface State {
  readonly heap: number;
  readonly rss: number;
  /** Used so far. */
  readonly cpuMs: number;
}

async function state(child: ChildProcess): Promise<State> {
  child.send('state');
  const [told] = (await once(child, 'message')) as [State];
  return told;
}

const percentile = (sorted: readonly number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
const mb = (bytes: number) => `${Math.round(bytes / 1_048_576)} MB`;

async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'kewen-bench-'));
  const corpus = join(folder, 'corpus');
  const index = join(folder, 'index');
  await mkdir(corpus);
  await cp(resolve(import.meta.dirname, '../corpus'), corpus, { recursive: true });
  await cp(resolve(import.meta.dirname, '../test/fixtures/reports'), corpus, { recursive: true });
  await rebuild(corpus, index, silentProgress);
  const questions = await questionsOf(index);
  const child: ChildProcess = fork(import.meta.filename, ['server', index, join(folder, 'kewen.sqlite')], {
    execArgv: [...process.execArgv, '--expose-gc'],
  });
  const [port] = (await once(child, 'message')) as [number];
  console.log(
    `${questions.length} questions (${new Set(questions).size} of them different) by ${CLIENTS} clients`,
  );
  for (let number = 1; number <= ROUNDS; number++) {
    const before = (await state(child)).cpuMs;
    const started = performance.now();
    const measured = await round(port, questions, number, number === 1 ? PAUSE_MS : 0);
    const seconds = (performance.now() - started) / 1000;
    const times = measured.map(({ elapsedMs }) => elapsedMs).sort((a, b) => a - b);
    const isLost = ({ status, body }: Measured) => status !== 200 || !body.includes('class="answer');
    const { heap, rss, cpuMs } = await state(child);
    console.log(
      `round ${number}: lost ${measured.filter(isLost).length}, p50 ${percentile(times, 0.5).toFixed(0)} ms, ` +
        `p99 ${percentile(times, 0.99).toFixed(0)} ms, ${(measured.length / seconds).toFixed(0)} a second; ` +
        `${((cpuMs - before) / measured.length).toFixed(2)} ms of processor each; heap ${mb(heap)}, rss ${mb(rss)}`,
    );
  }
  await weigh(port, questions[0] as string);
  child.kill('SIGTERM');
  await once(child, 'exit');
  await rm(folder, { recursive: true });
}

async function weigh(port: number, question: string): Promise<void> {
  const agent = new Agent();
  const { body } = await ask(port, `/ask?${new URLSearchParams({ q: question })}`, '10.9.9.9', agent);
  const files = [...body.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/gu)].map(([, path]) => path as string);
  const loaded = await Promise.all(files.map((path) => ask(port, path, '10.9.9.9', agent)));
  const bytes = [body, ...loaded.map((one) => one.body)].map((text) => Buffer.byteLength(text));
  console.log(`a page of an answer: ${bytes.map((size) => `${(size / 1000).toFixed(1)}`).join(' + ')} kB`);
}

const [mode, ...rest] = process.argv.slice(2);
if (mode === 'server') await runServer(rest[0] as string, rest[1] as string);
else await main();
