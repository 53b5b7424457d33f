import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { folderWith, kewen } from '../process.ts';

/** Invented places and figures, the last one in traditional characters. */
const ARTICLES = [
  {
    context: '雁岭天文馆位于雁岭市东郊，1987年建成开放。馆内有一台口径60厘米的望远镜。',
    qas: [
      { id: 'Q1', question: '雁岭天文馆的望远镜口径是多少？', answers: [{ text: '60厘米' }] },
      { id: 'Q2', question: '雁岭天文馆是哪一年建成开放的？', answers: [{ text: '1987年' }] },
    ],
  },
  {
    context: '禾汀溪全长42公里，发源于墨斗山北麓，流经三个乡镇后注入白鹭湖。',
    qas: [{ id: 'Q3', question: '禾汀溪全长多少公里？', answers: [{ text: '42公里' }] }],
  },
  {
    context: '瞿塘書院創建於清朝，藏書樓有藏書九千冊，後毀於戰火。',
    qas: [{ id: 'Q4', question: '瞿塘書院的藏書樓有多少冊藏書？', answers: [{ text: '九千冊' }] }],
  },
];
const squad = (articles: readonly unknown[]) =>
  JSON.stringify({ version: '1', data: articles.map((paragraph) => ({ paragraphs: [paragraph] })) });

let cwd: string;
beforeAll(async () => {
  cwd = await folderWith({
    'asked.json': squad(ARTICLES.slice(1)),
    'pool.json': squad(ARTICLES.slice(0, 1)),
  });
});

const bench = (...words: string[]) => kewen(['bench', ...words], { cwd, env: { TMPDIR: cwd } });

describe('kewen bench', () => {
  it('prints the figures with those of the peers, and leaves no index behind', async () => {
    const { code, stdout, stderr } = await bench('--questions', 'asked.json', '--pool', 'pool.json');
    expect(stderr).toBe('');
    expect(code).toBe(0);
    expect(stdout).toContain('3 个段落（3 篇），2 题');
    for (const name of ['科问', 'MiniSearch', 'FTS5 + nodejieba', 'FTS5 trigram', 'FlexSearch', 'Orama']) {
      expect(stdout).toMatch(new RegExp(`^(?:SQLite )?${name.replace('+', '\\+')}.*\\d$`, 'mu'));
    }
    expect(stdout).toMatch(/^count +\d/mu);
    expect((await readdir(cwd)).sort()).toEqual(['asked.json', 'pool.json']);
  });

  it('finds and reads traditional text as it is', async () => {
    const { stdout } = await bench(
      ...['--questions', 'asked.json', 'pool.json', '--no-peers', '--json', '--details', 'details.jsonl'],
    );
    const { kewen: figures, byType, peers } = JSON.parse(stdout);
    expect(figures).toMatchObject({ questions: 4, recallAt1: 100, recallAt5: 100 });
    const asked = Object.values(byType as Record<string, { questions: number }>);
    expect(asked.reduce((sum, { questions }) => sum + questions, 0)).toBe(4);
    expect(peers).toEqual([]);
    const details = (await readFile(join(cwd, 'details.jsonl'), 'utf8')).trim().split('\n');
    expect(details.map((line) => JSON.parse(line)).find(({ id }) => id === 'Q4')).toMatchObject({
      rank: 1,
      holds: true,
      quote: ARTICLES[2]?.context,
    });
  });

  it('asks a sample with --limit', async () => {
    const { stdout } = await bench('--questions', 'asked.json', '--limit', '1', '--no-peers');
    expect(stdout).toContain('1 题（从 2 题里抽的）');
  });

  it.each([
    [[], '--questions'],
    [['--questions', 'absent.json'], 'absent.json'],
    [['--questions', 'asked.json', '--limit', '0'], '--limit'],
    [['--questions', 'asked.json', '--seed', 'x'], '--seed'],
  ])('refuses %j', async (words, named) => {
    const { code, stderr } = await bench(...words);
    expect(code).toBe(2);
    expect(stderr).toContain(named);
  });
});
