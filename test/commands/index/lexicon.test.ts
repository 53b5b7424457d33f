import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderWith, kewen, REPORTS } from '../process.ts';

const GOLDEN =
  '{"id":"a-1","question":"雁岭市科协2022年举办了多少场学术沙龙？","type":"count"}\n{"question":"雁岭市科协2022年开展了多少场科普活动？"}\n';

describe('kewen index and the lexicon', () => {
  it('shows which kept questions a changed entry answers otherwise, and which entry it is', async () => {
    const cwd = await folderWith({
      ...REPORTS,
      'corpus/lexicon/synonyms.txt': '活动 行动\n',
      'corpus/golden.jsonl': GOLDEN,
    });
    const first = await kewen(['index'], { cwd });
    expect(first.stdout).not.toContain('词表有');
    await writeFile(
      join(cwd, 'corpus/lexicon/synonyms.txt'),
      '活动 行动\n~ 学术沙龙 科普活动\n~ 老总 总经理\n',
    );
    const second = await kewen(['index'], { cwd });
    expect(second.stdout).toContain('词表有 2 处变动，2 道题里有 1 道的回答不同了');
    expect(second.stdout).toMatch(
      /雁岭市科协2022年举办了多少场学术沙龙？\n {4}原来 {2}没有答案：.*\n {4}现在 {2}雁岭市科协.*\n {4}因为 {2}synonyms\.txt:2 \+ ~ 学术沙龙 科普活动\n/u,
    );
    const third = await kewen(['index'], { cwd });
    expect(third.stdout).not.toContain('词表有');
    // Taking it away again is an effect as well.
    await writeFile(join(cwd, 'corpus/lexicon/synonyms.txt'), '活动 行动\n~ 老总 总经理\n');
    const fourth = await kewen(['index', '--json'], { cwd });
    expect(JSON.parse(fourth.stdout).lexicon.effect).toMatchObject({
      entries: ['synonyms.txt - ~ 学术沙龙 科普活动'],
      asked: 2,
      changes: [{ because: ['synonyms.txt - ~ 学术沙龙 科普活动'] }],
    });
  });

  it('warns of doubtful entries and of standard answers that are over, and builds all the same', async () => {
    const cwd = await folderWith({
      ...REPORTS,
      'corpus/lexicon/synonyms.txt': '~ 老总 总经理\n~ 老总 董事长\n',
      'corpus/lexicon/answers.yaml':
        '- {id: 旧的, questions: [几点开门？], answer: 9点。, source: {title: 公告}, audience: public, expires: 2020-01-31}\n',
    });
    const { code, stderr, stdout } = await kewen(['index'], { cwd });
    expect(code).toBe(0);
    expect(stdout).toContain('已启用');
    expect(stderr).toContain('词表有 2 处请看一看（不影响使用）');
    expect(stderr).toContain('synonyms.txt:2：“老总”在 synonyms.txt:1 已经开头');
    expect(stderr).toContain('标准回答 旧的 到 2020-01-31 为止，已经不用了');
  });

  it('says with --check that standard answers changed', async () => {
    const cwd = await folderWith(REPORTS);
    await kewen(['index'], { cwd });
    const answer =
      '- {id: 新的, questions: [几点开门？], answer: 9点。, source: {title: 公告}, audience: staff}\n';
    await mkdir(join(cwd, 'corpus/lexicon'), { recursive: true });
    await writeFile(join(cwd, 'corpus/lexicon/answers.yaml'), answer);
    const { code, stdout } = await kewen(['index', '--check'], { cwd });
    expect(code).toBe(1);
    expect(stdout).toMatch(/^新增 {2}新的 {2}标准回答$/mu);
  });

  it('refuses a file of questions that it cannot read, and leaves the index alone', async () => {
    const cwd = await folderWith({ ...REPORTS, 'bad.jsonl': '{"q":1}\n' });
    const missing = await kewen(['index', '--golden', '没有.jsonl'], { cwd });
    expect([missing.code, missing.stderr]).toEqual([2, expect.stringContaining('找不到题目文件')]);
    const bad = await kewen(['index', '--golden', 'bad.jsonl'], { cwd });
    expect([bad.code, bad.stderr]).toEqual([2, expect.stringContaining('bad.jsonl 第 1 行不是题目')]);
    const checked = await kewen(['index', '--check', '--golden', 'bad.jsonl'], { cwd });
    expect([checked.code, checked.stderr]).toEqual([
      2,
      expect.stringContaining('--check、--golden 不能一起用'),
    ]);
  });
});
