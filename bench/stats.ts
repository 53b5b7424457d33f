/**
 * `npm run bench:stats`: what `kewen stats` takes over a million exchanges, in time and memory. Questions are put
 * together at random from words of the field; the file is written to a temporary folder and removed.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../src/records/database.ts';

const COUNT = Number(process.argv[2] ?? 1_000_000);
const DAYS = 90;
const folder = mkdtempSync(join(tmpdir(), 'kewen-bench-'));
const file = join(folder, 'kewen.sqlite');

/** The same numbers every time (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
const random = randomFrom(7);
const one = <T>(of: readonly T[]) => of[Math.floor(random() * of.length)] as T;

const quote = '一年里，各镇街道抓住科技周、科普日等节点，开展各类科普活动，在现场服务群众。'.repeat(3);
const db = openDatabase(file);
const insert = db.prepare(
  `INSERT INTO exchanges (channel, audience, user, conversation, question, kind, answer, elapsed_ms, asked_at)
   VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
);
const vote = db.prepare('INSERT INTO votes VALUES (?, ?, ?, ?, ?)');
const nowMs = Date.now();
db.transaction(() => {
  for (let at = 0; at < COUNT; at++) {
    const kind = one(['answered', 'answered', 'answered', 'unanswered', 'clarify'] as const);
    const question = `${one(['平湖', '太仓', '雁岭', '禾汀', ''])}${one(['2020年', '2021年', '2022年', ''])}${one(
      ['科普活动', '院士工作站', '科普大篷车', '科技馆', '创新大赛', '志愿者', '科普经费'],
    )}${one(['多少', '有几个', '哪些', '谁负责', '什么时候', '在哪里'])}${one(['', '？', '呀', `${Math.floor(random() * 500)}号`])}`;
    const report = `report-${Math.floor(random() * 200)}`;
    const citations =
      kind === 'answered' ? [{ report, title: '工作总结', quote, start: 0, end: 90, section: [] }] : [];
    const answer = JSON.stringify({
      kind,
      text: question,
      confidence: 1,
      citations,
      suggestions: [],
      generation: 'g',
    });
    const { lastInsertRowid } = insert.run(
      one(['slack', 'telegram']),
      'public',
      `user-${Math.floor(random() * 20_000)}`,
      'c',
      question,
      kind,
      answer,
      1 + random() * 40,
      nowMs - Math.floor(random() * DAYS * 86_400_000),
    );
    if (random() < 0.1) vote.run(lastInsertRowid, 'v', one(['useful', 'not-useful']), '', nowMs);
  }
})();
db.close();

/** Says at the end how much memory it had. */
const MEASURE = `data:text/javascript,process.on('exit',()=>process.stderr.write('peak memory '+Math.round(process.resourceUsage().maxRSS/1024)+' MB\\n'))`;
const CLI = join(import.meta.dirname, '../dist/cli.js');
const started = performance.now();
const output = execFileSync(
  process.execPath,
  ['--import', MEASURE, CLI, 'stats', '--since', `${DAYS + 1}d`, '--json'],
  { env: { ...process.env, KEWEN_DATA: file }, maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'inherit'] },
);
const seconds = (performance.now() - started) / 1000;
console.log(
  `${COUNT} exchanges, ${(statSync(file).size / 2 ** 20).toFixed(0)} MB: ${seconds.toFixed(1)} s, ${(output.length / 2 ** 10).toFixed(0)} kB of JSON`,
);
rmSync(folder, { recursive: true });
