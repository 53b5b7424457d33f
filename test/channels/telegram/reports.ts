/** The reports the bot's tests ask: the public ones that ship and those of the fixtures, and two for staff. */
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { rebuild } from '../../../src/commands/index/rebuild.ts';
import { silentProgress } from '../../../src/terminal/progress.ts';

const ROOT = resolve(import.meta.dirname, '../../..');
const FIXTURES = join(ROOT, 'test/fixtures/reports');

/** For staff only, with words and numbers that stand nowhere else. */
export const PLANTED = `---
title: 兰溪市科协2023年内部情况通报
association: 兰溪市科协
place: 兰溪市
period: 2023
audience: staff
---

# 兰溪市科协2023年内部情况通报

## 一、紫貂专班

“紫貂专班”由蔺鹭洲牵头，全年走访保密企业731964家次，举办闭门沙龙486317场，发放津贴52719元。科普活动内部复核数为90817场次。

## 二、问题线索

移交“鸢尾熔炉”问题线索624783件，约谈鄢霁寒等305871人次，涉及采购合同81436份。
`;

/** A built index with what it was built from. */
export interface Built {
  readonly folder: string;
  readonly index: string;
  /** The texts of the staff reports. */
  readonly staff: readonly string[];
  readonly open: readonly string[];
}

/** Builds an index of both audiences in a new temporary folder. */
async function buildReports(): Promise<Built> {
  const folder = await mkdtemp(join(tmpdir(), 'kewen-telegram-'));
  const corpus = join(folder, 'corpus');
  await mkdir(corpus);
  await cp(join(ROOT, 'corpus/lexicon'), join(corpus, 'lexicon'), { recursive: true });
  for (const name of ['pinghu-2020.md', 'taicang-2021.md'])
    await cp(join(ROOT, 'corpus', name), join(corpus, name));
  for (const name of await readdir(FIXTURES)) await cp(join(FIXTURES, name), join(corpus, name));
  await writeFile(join(corpus, 'lanxi-2023-internal.md'), PLANTED);
  const { reports, problems } = await rebuild(corpus, join(folder, 'index'), silentProgress);
  if (reports.length < 5) throw new Error(`reports were set aside: ${JSON.stringify(problems)}`);
  const texts = (audience: string) =>
    reports.filter((report) => report.audience === audience).map(({ text, title }) => `${title}\n${text}`);
  return { folder, index: join(folder, 'index'), staff: texts('staff'), open: texts('public') };
}

/** An index for the tests of a file: built before the first of them, removed after the last. */
export function reportsOfFile(): Built {
  const built = {} as Built;
  beforeAll(async () => {
    Object.assign(built, await buildReports());
  });
  afterAll(() => rm(built.folder, { recursive: true }));
  return built;
}

/** The questions of the fixtures, one a line of JSON. */
export async function questionsOf(name: 'invented' | 'staff-only'): Promise<string[]> {
  const text = await readFile(join(ROOT, `test/fixtures/questions/${name}.jsonl`), 'utf8');
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => (JSON.parse(line) as { question: string }).question);
}
