import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { ANSWER_THRESHOLD } from '../../../src/answer/decide/confidence.ts';
import { folderWith, kewen, REPORTS } from '../process.ts';

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

  it('takes the questions with a certain value in a field', async () => {
    expect((await evaluate('--where', 'type=count')).stdout).toContain('共 2 题');
    const none = await evaluate('--where', 'type=colour');
    expect(none.code).toBe(2);
    expect(none.stderr).toContain('没有一题的 type 是 "colour"');
    expect((await evaluate('--where', 'count')).code).toBe(2);
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

  it('says where on its way a wrong one went wrong', async () => {
    const { stdout } = await evaluate('--show', 'wrong');
    expect(stdout).toContain('  缘由  没摘出');
    expect(stdout).toMatch(/^缘由 +没摘出\ncount +1$/mu);
    const { missesByType } = JSON.parse((await evaluate('--json')).stdout);
    expect(missesByType.count).toMatchObject({ 'not-extracted': 1, 'ranked-low': 0 });
  });

  it('prints what the text alone says and how much of it is cited', async () => {
    expect((await evaluate()).stdout).toContain('说对 50 %，说错 33.3 %；说对的里面，引对 100 %');
  });

  it('draws the risk–coverage curve of each half', async () => {
    const { code, stdout } = await evaluate('--curve', 'curve.svg');
    const picture = await readFile(join(cwd, 'curve.svg'), 'utf8');
    await rm(join(cwd, 'curve.svg'));
    expect(code).toBe(0);
    expect(stdout).toMatch(
      new RegExp(`^${ANSWER_THRESHOLD}（现行） +50\\.0 +0\\.0 +100\\.0 +100\\.0$`, 'mu'),
    );
    expect(picture).toMatch(/<polyline class="tune"/u);
    expect(picture).toMatch(/<polyline class="held"/u);
    const { curve } = JSON.parse((await evaluate('--curve', '--half', 'tune', '--json')).stdout);
    expect(curve.tune.threshold).toEqual({ confidence: ANSWER_THRESHOLD, coverage: 0.5, risk: 0 });
    expect(curve).not.toHaveProperty('held');
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

describe('kewen eval --compare', () => {
  const generationOf = async (folder: string) =>
    (await readFile(join(folder, 'index/current'), 'utf8')).trim();

  it('lists what a rebuild broke and mended, and says so by its exit code', async () => {
    const folder = await folderWith({
      ...REPORTS,
      'questions.jsonl': QUESTIONS.map((question) => `${JSON.stringify(question)}\n`).join(''),
    });
    const run = (...words: string[]) => kewen(words, { cwd: folder });
    await run('index');
    const first = await generationOf(folder);
    const heting = join(folder, 'corpus/heting-2021.md');
    await writeFile(heting, (REPORTS['corpus/heting-2021.md'] as string).replace('96场', '97场'));
    const yanling = join(folder, 'corpus/yanling-2022.md');
    await writeFile(yanling, (REPORTS['corpus/yanling-2022.md'] as string).replace('318场', '381场'));
    await run('index');
    const second = await generationOf(folder);

    const { code, stdout } = await run('eval', '--questions', 'questions.jsonl', '--compare', first);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^变差（1 题）\nq-1 count /mu);
    expect(stdout).toMatch(/^变好（1 题）\nq-2 count /mu);
    expect(stdout).toContain('变差 1 题，变好 1 题，对错没变而话变了 0 题');

    const itself = await run('eval', '--questions', 'questions.jsonl', '--compare', second, '--json');
    expect(itself.code).toBe(0);
    expect(JSON.parse(itself.stdout)).toMatchObject({
      generation: second,
      worse: [],
      better: [],
      changed: [],
    });
  });

  it('names the generations that there are', async () => {
    const folder = await folderWith({
      ...REPORTS,
      'corpus/golden.jsonl': `${JSON.stringify(QUESTIONS[0])}\n`,
    });
    await kewen(['index'], { cwd: folder });
    const { code, stderr } = await kewen(['eval', '--compare', 'abc'], { cwd: folder });
    expect(code).toBe(2);
    expect(stderr).toContain('没有 "abc" 这一代索引；除了在用的，没有留着别的');
  });

  it('asks the questions kept beside the reports, and none of ours of other reports', async () => {
    const golden = `${JSON.stringify(QUESTIONS[0])}\n`;
    const folder = await folderWith({ ...REPORTS, 'corpus/golden.jsonl': golden });
    await kewen(['index'], { cwd: folder });
    const compare = ['eval', '--compare', await generationOf(folder)];
    const { code, stdout } = await kewen([...compare, '--json'], { cwd: folder });
    expect([code, JSON.parse(stdout)]).toMatchObject([0, { summary: { questions: 1 } }]);
    const both = await kewen([...compare, '--curve'], { cwd: folder });
    expect([both.code, both.stderr]).toEqual([2, expect.stringContaining('不能一起用')]);
    await writeFile(join(folder, 'corpus/golden.jsonl'), golden.replace('"', ''));
    expect((await kewen(compare, { cwd: folder })).stderr).toContain(
      'golden.jsonl 第 1 行不是 JSON：请看看引号',
    );
    await rm(join(folder, 'corpus/golden.jsonl'));
    const none = await kewen(compare, { cwd: folder });
    expect([none.code, none.stderr]).toEqual([2, expect.stringContaining('请用 --questions')]);
  });
});
