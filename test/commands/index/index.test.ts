import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Finished, folderWith, kewen, REPORTS } from '../process.ts';

let cwd: string;
let first: Finished;
beforeAll(async () => {
  cwd = await folderWith(REPORTS);
  first = await kewen(['index'], { cwd });
});

const current = (folder: string) => readFile(join(folder, 'index/current'), 'utf8');

describe('kewen index', () => {
  it('ends with a table of the reports and their totals', () => {
    expect(first.code).toBe(0);
    expect(first.stdout).toMatch(/yanling-2022 +雁岭市科协 +2022 +公开 +写明 +2 +\d/u);
    expect(first.stdout).toMatch(/yanling-2022-budget +雁岭市科协 +2022 +内部 +写明 +1 +2/u);
    expect(first.stdout).toContain('共 3 份报告（公开 2 份，内部 1 份）');
    expect(first.stdout).toMatch(/索引 [0-9a-f]{12} 已启用/u);
  });

  it('shows its progress in plain lines where there is no terminal', () => {
    expect(first.stderr).toContain('读取 3/3');
    expect(first.stderr).toContain('索引 3/3');
    expect(first.stdout + first.stderr).not.toContain('\u001b');
  });

  it('says that nothing changed when nothing did', async () => {
    const generation = await current(cwd);
    const { code, stdout } = await kewen(['index'], { cwd });
    expect(code).toBe(0);
    expect(stdout).toContain('没有变化');
    expect(await current(cwd)).toBe(generation);
  });

  it('prints one JSON object with --json and nothing else', async () => {
    const { stdout, stderr } = await kewen(['index', '--json'], { cwd });
    expect(stderr).toBe('');
    const summary = JSON.parse(stdout);
    expect(summary).toMatchObject({
      isChanged: false,
      problems: [],
      totals: { public: { reports: 2 }, staff: { reports: 3 } },
    });
    expect(summary.reports[1]).toMatchObject({ id: 'yanling-2022', period: '2022', passages: 2 });
  });

  it('prints what was inferred with its reason', async () => {
    const bare = (REPORTS['corpus/heting-2021.md'] ?? '').replace(/^---.*?---\n/su, '');
    const folder = await folderWith({ 'corpus/heting-2021.md': bare });
    const { stdout } = await kewen(['index'], { cwd: folder });
    expect(stdout).toMatch(/heting-2021 +禾汀县科协 +2021 +公开 +推断 .+\n {4}单位 ← \S.+；年度 ← \S/u);
    expect(stdout).toContain('没写可见范围的 1 份按公开处理');
  });

  it('says how sure it is, and of what is not sure the command that settles it, which does', async () => {
    const told = REPORTS['corpus/heting-2021.md'] ?? '';
    const folder = await folderWith({
      'a b/heting-2021.md': told,
      'a b/小结.md': '农村科普工作小结\n\n开展科普活动31场，参与群众2600人次。\n',
    });
    const { stdout } = await kewen(['index', '--corpus', 'a b'], { cwd: folder });
    expect(stdout).toMatch(/heting-2021 +禾汀县科协 +2021 +公开 +写明 /u);
    expect(stdout).toMatch(/小结 +没写？ +没写？ +公开 +说不准 /u);
    const command = /^ {4}(kewen add .+)$/mu.exec(stdout)?.[1] ?? '';
    expect(command).toBe("kewen add --association 单位名称 --period 年份 --corpus 'a b' 'a b/小结.md'");
    const settled = command.replace('单位名称', '平湖市科协').replace('年份', '2020').replaceAll("'", '');
    const words = settled.split(/ (?!b)/u).slice(1);
    expect((await kewen(words, { cwd: folder })).code).toBe(0);
    const again = await kewen(['index', '--corpus', 'a b'], { cwd: folder });
    expect(again.stdout).toMatch(/小结 +平湖市科协 +2020 +公开 +推断 /u);
    expect(again.stdout).not.toContain('？');
  });

  it('prints what was inferred of a report when it reads it, and of all with --full', async () => {
    const bare = (REPORTS['corpus/heting-2021.md'] ?? '').replace(/^---.*?---\n/su, '');
    const folder = await folderWith({ 'corpus/heting-2021.md': bare, 'corpus/heting-2021-again.md': bare });
    await kewen(['index'], { cwd: folder });
    const inferredIn = (stdout: string) => stdout.match(/^ {4}单位 ← /gmu)?.length ?? 0;

    const unchanged = await kewen(['index'], { cwd: folder });
    expect(inferredIn(unchanged.stdout)).toBe(0);
    expect(unchanged.stdout).toContain('没有变动的 2 份推断的和上次一样');

    await writeFile(join(folder, 'corpus/heting-2021.md'), `${bare}\n又举办讲座3场。\n`);
    const changed = await kewen(['index'], { cwd: folder });
    expect(inferredIn(changed.stdout)).toBe(1);
    expect(changed.stdout).toContain('没有变动的 1 份推断的和上次一样');

    expect(inferredIn((await kewen(['index', '--full'], { cwd: folder })).stdout)).toBe(2);
  });

  it('names each file it sets aside, builds the others and exits 1', async () => {
    const folder = await folderWith({ ...REPORTS, 'corpus/blank.md': '', 'corpus/scan.pdf': 'not a pdf' });
    const { code, stdout, stderr } = await kewen(['index'], { cwd: folder });
    expect(code).toBe(1);
    expect(stdout).toContain('共 3 份报告');
    expect(stderr).toMatch(/^blank\.md：\S/mu);
    expect(stderr).toMatch(/^scan\.pdf：\S/mu);
  });

  it('keeps the old index when no report can be used', async () => {
    const folder = await folderWith({ 'corpus/blank.md': '' });
    await cp(join(cwd, 'index'), join(folder, 'index'), { recursive: true });
    const generation = await current(folder);
    const { code, stderr } = await kewen(['index'], { cwd: folder });
    expect(code).toBe(3);
    expect(stderr).toMatch(/^blank\.md：/mu);
    expect(stderr).toMatch(/^kewen：.*没有一份报告能用/mu);
    expect(await current(folder)).toBe(generation);
    expect((await kewen(['ask', '雁岭科普活动多少场？'], { cwd: folder })).code).toBe(0);
  });

  it('names the line of a lexicon that is wrong', async () => {
    const folder = await folderWith({ ...REPORTS, 'corpus/lexicon/synonyms.txt': '# words\n科普\n' });
    const { code, stderr } = await kewen(['index'], { cwd: folder });
    expect(code).toBe(3);
    expect(stderr).toMatch(/^kewen：.*synonyms\.txt:2/mu);
  });

  it('takes its folders from the environment, and flags before them', async () => {
    const env = { KEWEN_INDEX: join(cwd, 'from-env') };
    const elsewhere = await folderWith({});
    const words = ['index', '--corpus', join(cwd, 'corpus')];
    expect((await kewen(words, { cwd: elsewhere, env })).code).toBe(0);
    expect(await readFile(join(cwd, 'from-env/current'), 'utf8')).toBe(await current(cwd));
    await kewen([...words, '--index', 'from-flag'], { cwd: elsewhere, env });
    expect(await readFile(join(elsewhere, 'from-flag/current'), 'utf8')).toBe(await current(cwd));
    await rm(join(cwd, 'from-env'), { recursive: true });
  });
});

describe('kewen ask --corpus', () => {
  it('refuses an index of another corpus', async () => {
    const folder = await folderWith(REPORTS);
    await kewen(['index'], { cwd: folder });
    const words = ['ask', '--corpus', 'corpus', '雁岭科普活动多少场？'];
    expect((await kewen(words, { cwd: folder })).code).toBe(0);
    await writeFile(join(folder, 'corpus/more.md'), REPORTS['corpus/heting-2021.md'] ?? '');
    const { code, stderr } = await kewen(words, { cwd: folder });
    expect(code).toBe(3);
    expect(stderr).toContain('kewen index --corpus');
  });
});
