import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { gbk, zipOf } from '../../support/zip.ts';
import { folderWith, kewen, REPORTS } from '../process.ts';

const PAGE = `<html><body><h1>嘉山市科协2022年工作总结</h1><p>2022年，嘉山市科协完成了全年任务。</p>
<h2>一、科普工作</h2><p>单位：万元</p><table><tr><th>指标</th><th>2022年</th><th>2021年</th></tr>
<tr><td>场馆建设经费</td><td>410</td><td>320.5</td></tr></table></body></html>`;

let cwd: string;
beforeAll(async () => {
  cwd = await folderWith({
    ...REPORTS,
    '嘉山 总结.html': PAGE,
    '空.md': '',
    '各市.zip': zipOf([
      { name: gbk('平湖/总结.html'), content: PAGE.replaceAll('嘉山', '平湖') },
      { name: gbk('内部/总结.html'), content: PAGE },
      { name: gbk('太仓.ppt'), content: 'x' },
    ]),
  });
});

describe('kewen inspect', () => {
  it('shows metadata with reasons, outline, passages and figures of a file, also outside the corpus', async () => {
    const { code, stdout, stderr } = await kewen(['inspect', '嘉山 总结.html'], { cwd });
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('编号　　　嘉山-总结  ← 来自文件名');
    expect(stdout).toContain('单位　　　嘉山市科协  ← 推断：标题写明“嘉山市科协”');
    expect(stdout).toContain('可见范围　公开（public）  ← 推断：');
    expect(stdout).toContain('没有写 audience，按公开处理');
    expect(stdout).toMatch(/大纲\n {2}嘉山市科协2022年工作总结\n {4}一、科普工作\n/u);
    expect(stdout).toContain('· 410  场馆建设经费，单位 万元，2022年');
    expect(stdout).toContain('· 320.5  场馆建设经费，单位 万元，2021年');
    expect(stdout).not.toMatch(/· 万元/u);
  });

  it('does not warn of what is settled when it is put in, where that comes next', async () => {
    const { stdout } = await kewen(['inspect', '--adding', '嘉山 总结.html'], { cwd });
    expect(stdout).toContain('单位　　　嘉山市科协  ← 推断：标题写明“嘉山市科协”');
    expect(stdout).not.toContain('没有写 audience');
  });

  it('says how sure it is, and the command that puts it in or settles it', async () => {
    const outside = await kewen(['inspect', '嘉山 总结.html'], { cwd });
    expect(outside.stdout).toContain('把握　　　推断');
    expect(outside.stdout).toContain("放进去\n  kewen add '嘉山 总结.html'\n");
    const unsure = await folderWith({ 'corpus/小结.md': '农村科普工作小结\n\n开展科普活动31场。\n' });
    const { stdout } = await kewen(['inspect', 'corpus/小结.md'], { cwd: unsure });
    expect(stdout).toContain('单位　　　没写？  ← 说不准：');
    expect(stdout).toContain('写明\n  kewen add --association 单位名称 --period 年份 corpus/小结.md\n');
    const json = JSON.parse((await kewen(['inspect', '--json', 'corpus/小结.md'], { cwd: unsure })).stdout);
    expect(json.reports[0]).toMatchObject({
      sureness: '说不准',
      command: 'kewen add --association 单位名称 --period 年份 corpus/小结.md',
    });
  });

  it('says what was written and not inferred', async () => {
    const { stdout } = await kewen(['inspect', 'corpus/yanling-2022.md'], { cwd });
    expect(stdout).toContain('单位　　　雁岭市科协  ← 写明的');
    expect(stdout).not.toContain('请看一看\n  · 没有写 audience');
  });

  it('prints the same as JSON', async () => {
    const { stdout } = await kewen(['inspect', '--json', '嘉山 总结.html'], { cwd });
    const { file, reports, problems } = JSON.parse(stdout);
    expect([file, problems]).toEqual(['嘉山 总结.html', []]);
    expect(reports[0]).toMatchObject({
      id: '嘉山-总结',
      association: '嘉山市科协',
      period: '2022',
      audience: 'public',
    });
    expect(reports[0].passages.flatMap(({ figures }: { figures: unknown[] }) => figures)).toMatchObject([
      { printed: '410', value: 4_100_000, unit: '万元', period: { from: 2022 } },
      { printed: '320.5', value: 3_205_000, unit: '万元', period: { from: 2021 } },
    ]);
  });

  it('lists what an archive holds, and shows one of it with --entry', async () => {
    const list = await kewen(['inspect', '各市.zip'], { cwd });
    expect(list.code).toBe(1);
    expect(list.stdout).toMatch(/平湖\/总结\.html +平湖市科协 +2022 +公开/u);
    expect(list.stdout).toMatch(/内部\/总结\.html +嘉山市科协 +2022 +内部/u);
    expect(list.stderr).toMatch(/各市\.zip\/太仓\.ppt：不能读取 \.ppt/u);
    const one = await kewen(['inspect', '各市.zip', '--entry', '平湖/总结.html'], { cwd });
    expect(one.code).toBe(0);
    expect(one.stdout).toContain('编号　　　各市-平湖-总结');
  });

  it('is bounded on the screen and complete with --all', async () => {
    const sections = Array.from(
      { length: 60 },
      (_, i) => `## 第${i + 1}节\n\n${`本节开展活动${i + 1}场，`.repeat(20)}。`,
    );
    const text = (await readFile(join(cwd, 'corpus/yanling-2022.md'), 'utf8')) + sections.join('\n\n');
    const folder = await folderWith({ 'long.md': text });
    const short = await kewen(['inspect', 'long.md'], { cwd: folder });
    expect(short.stdout.split('\n').length).toBeLessThan(200);
    expect(short.stdout).toMatch(/还有 \d+ 个段落/u);
    const all = await kewen(['inspect', '--all', 'long.md'], { cwd: folder });
    expect(all.stdout).toContain('第60节');
    expect(all.stdout).not.toContain('还有');
  });

  it('names a file that cannot be used, and warns of an id that is taken', async () => {
    const empty = await kewen(['inspect', '空.md'], { cwd });
    expect([empty.code, empty.stdout]).toEqual([1, '']);
    expect(empty.stderr).toMatch(/^kewen：空\.md：文件是空的/u);
    const folder = await folderWith({ ...REPORTS, 'yanling-2022.html': PAGE });
    const twin = await kewen(['inspect', 'yanling-2022.html'], { cwd: folder });
    expect(twin.stdout).toContain('编号 yanling-2022 和 yanling-2022.md 的一样');
    const again = await folderWith({
      ...REPORTS,
      'yanling-2022.md': REPORTS['corpus/yanling-2022.md'] as string,
    });
    const { stdout } = await kewen(['inspect', 'yanling-2022.md'], { cwd: again });
    expect(stdout).toContain('已有 yanling-2022.md：放进去就换掉原来的');
    expect(stdout).not.toContain('请改文件名');
  });

  it.each([
    [['inspect'], '文件'],
    [['inspect', '没有.md'], '没有这个文件：没有.md'],
    [['inspect', 'corpus'], '不是文件'],
    [['inspect', '各市.zip', '--entry', '没有.md'], '里没有 没有.md'],
    [['inspect', '各市.zip', '--entry', '总结.html'], '有 2 个 总结.html'],
    [['inspect', '空.md', '--entry', 'a'], '--entry 只用于 .zip'],
  ])('refuses %j with what to do', async (words, message) => {
    const { code, stderr } = await kewen(words, { cwd });
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });
});
