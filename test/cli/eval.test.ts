import { readdir } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { folderWith, kewen, REPORTS } from './process.ts';

const QUESTIONS = [
  {
    id: 'q-1',
    question: '雁岭市科协2022年开展了多少场科普活动？',
    type: 'count',
    gold: [['318场', '318次']],
    evidence: ['市科协共开展科普活动318场'],
  },
  {
    id: 'q-2',
    question: '禾汀县科协2021年开展了多少场科普活动？',
    type: 'count',
    gold: [['97场']],
    evidence: ['县科协共开展科普活动96场'],
  },
  { id: 'q-3', question: '雁岭市科协2022年年初预算是多少？', type: 'unanswerable', gold: [], evidence: [] },
];

let cwd: string;
beforeAll(async () => {
  cwd = await folderWith({
    ...REPORTS,
    'questions.jsonl': QUESTIONS.map((question) => `${JSON.stringify(question)}\n`).join(''),
  });
});

const evaluate = (...words: string[]) =>
  kewen(['eval', '--questions', 'questions.jsonl', '--corpus', 'corpus', ...words], {
    cwd,
    env: { TMPDIR: `${cwd}` },
  });

describe('kewen eval', () => {
  it('prints a table by type and the totals', async () => {
    const { code, stdout } = await evaluate();
    expect(code).toBe(0);
    expect(stdout).toMatch(/count +2 +1 +1 +0 +0 +0/u);
    expect(stdout).toMatch(/unanswerable +1 +1 +0/u);
    expect(stdout).toContain('答对 50 %');
    expect(stdout).toContain('拒答 100 %');
  });

  it('removes the index it built for the occasion', async () => {
    await evaluate();
    expect((await readdir(cwd)).sort()).toEqual(['corpus', 'questions.jsonl']);
  });

  it('takes half of the questions by the number of their id', async () => {
    expect((await evaluate('--half', 'tune')).stdout).toContain('共 2 题');
    expect((await evaluate('--half', 'held')).stdout).toContain('共 1 题');
  });

  it('shows what was expected of a wrong answer, and only of those', async () => {
    const { stdout } = await evaluate('--show', 'wrong');
    expect(stdout).toMatch(/^q-2 count wrong：没有说到 97场$/mu);
    expect(stdout).toContain('依据  县科协共开展科普活动96场');
    expect(stdout).not.toMatch(/^q-1/mu);
    expect((await evaluate('--show', 'all')).stdout).toMatch(/^q-1 count correct$/mu);
  });

  it('prints one JSON object with --json', async () => {
    const { summary, byType } = JSON.parse((await evaluate('--json')).stdout);
    expect(summary).toMatchObject({ questions: 3, correct: 50, abstained: 100, wrong: 33.3 });
    expect(byType.count).toMatchObject({ questions: 2, correct: 1, wrong: 1 });
  });

  it('names the bad line of a question file', async () => {
    const folder = await folderWith({
      'bad.jsonl': '{"id":"a","question":"问","type":"count"}\n{"id":"b"}\n',
    });
    const { code, stderr } = await kewen(['eval', '--questions', 'bad.jsonl'], { cwd: folder });
    expect(code).toBe(2);
    expect(stderr).toContain('bad.jsonl 第 2 行');
  });
});
