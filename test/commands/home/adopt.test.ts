import { cpSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { HOME_MARK, SHIPPED_CORPUS } from '../../../src/home.ts';
import { folderWith, kewen, REPORTS } from '../process.ts';
import { answer, asked, openBot } from '../records/records.ts';

let old: string;
let home: string;
beforeEach(async () => {
  old = await folderWith({ 'corpus/own/yanling.md': REPORTS['corpus/yanling-2022.md'] ?? '' });
  cpSync(SHIPPED_CORPUS, join(old, 'corpus'), { recursive: true });
  home = await folderWith({});
});

const adopt = (...words: string[]) =>
  kewen(['adopt', ...words, old], { cwd: home, env: { KEWEN_HOME: '.' } });
const read = (file: string) => readFileSync(join(home, file), 'utf8');

describe('kewen adopt', () => {
  it('takes own reports with their folders, and samples as they ship now', async () => {
    const { code, stdout } = await adopt();
    expect([code, stdout]).toEqual([0, expect.stringContaining('reports/：own/yanling.md')]);
    expect(read('reports/own/yanling.md')).toBe(REPORTS['corpus/yanling-2022.md']);
    expect(read('reports/pinghu-2020.md')).toBe(readFileSync(join(SHIPPED_CORPUS, 'pinghu-2020.md'), 'utf8'));
  });

  it('leaves another report of the same name as it is, and says so', async () => {
    await adopt();
    writeFileSync(join(home, 'reports/own/yanling.md'), '改过');
    const { code, stdout } = await adopt();
    expect([code, stdout]).toEqual([1, expect.stringMatching(/没有动.*own\/yanling\.md/u)]);
    expect(read('reports/own/yanling.md')).toBe('改过');
  });

  it('links to reports that lie elsewhere, and writes paths of the old folder in full', async () => {
    const reports = await folderWith({ 'a.md': '2022年办讲座12场。' });
    writeFileSync(
      join(old, '.env'),
      `KEWEN_CORPUS=${reports}\nKEWEN_INDEX=./other\nKEWEN_DATA=data/kewen.sqlite\nKEWEN_PORT=3001\n`,
    );
    expect((await adopt()).code).toBe(0);
    expect(readlinkSync(join(home, 'reports'))).toBe(reports);
    expect(read('.env')).toBe(
      [
        `# 由 kewen adopt 改成注释：KEWEN_CORPUS=${reports}`,
        `KEWEN_INDEX=${join(old, 'other')}`,
        '# 由 kewen adopt 改成注释：KEWEN_DATA=data/kewen.sqlite',
        'KEWEN_PORT=3001',
        '',
      ].join('\n'),
    );
  });

  it('brings records and their secret, but not from under a bot that runs', async () => {
    const bot = openBot(old);
    await bot.recordExchange(asked('有几场讲座', { answer: answer('help') }));
    const refused = await adopt();
    expect([refused.code, refused.stderr]).toEqual([3, expect.stringContaining('请先停下它')]);
    await bot.close();
    expect((await adopt()).stdout).toContain('记录和密钥');
    expect(read('kewen.sqlite.key')).toBe(readFileSync(join(old, 'data/kewen.sqlite.key'), 'utf8'));
    const { stdout } = await kewen(['stats', '--json'], { cwd: home, env: { KEWEN_HOME: '.' } });
    expect(stdout).toContain('"asked":1');
  });

  it('adds standard answers and golden questions to those that are there', async () => {
    const entry = (id: string) =>
      `- id: ${id}\n  questions: [${id}几点开门？]\n  answer: 9点。\n  source: {title: 公告}\n  audience: public\n`;
    await adopt();
    writeFileSync(join(home, 'answers.yaml'), entry('科技馆'));
    writeFileSync(join(home, 'golden.jsonl'), '{"id":"1"}');
    writeFileSync(join(old, 'corpus/lexicon/answers.yaml'), `${entry('科技馆')}${entry('图书馆')}`);
    writeFileSync(join(old, 'corpus/golden.jsonl'), '{"id":"1"}\n{"id":"2"}\n');
    const { stdout } = await adopt();
    expect(stdout).toMatch(/answers\.yaml：1 条[\s\S]*golden\.jsonl：1 题/u);
    expect(read('answers.yaml').match(/^- id: .*$/gmu)).toEqual(['- id: 科技馆', '- id: 图书馆']);
    expect(read('golden.jsonl')).toBe('{"id":"1"}\n{"id":"2"}\n');
  });

  it('takes no folder that is none of an older version', async () => {
    old = await folderWith({ 'a.txt': '' });
    expect(await adopt()).toMatchObject({ code: 2, stderr: expect.stringContaining('没有 corpus 文件夹') });
    old = await folderWith({ 'corpus/a.md': '', [`data/${HOME_MARK}`]: '{}' });
    expect(await adopt()).toMatchObject({ code: 2, stderr: expect.stringContaining('已经是新的放法') });
  });

  it('only says what it would do with --dry-run', async () => {
    const { stdout } = await adopt('--dry-run');
    expect(stdout).toContain('会搬到');
    expect(() => read(HOME_MARK)).toThrow(/ENOENT/u);
  });
});
