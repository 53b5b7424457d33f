import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { gbk, zipOf } from '../../support/zip.ts';
import { deskWith } from './adding.ts';

const REPORT = '嘉山市科协2022年工作总结\n\n2022年，嘉山市科协开展科普活动106场，参与群众8.6万人次。\n';
const UNSURE = '农村科普工作小结\n\n开展科普活动31场，参与群众2600人次。\n';
const PAGE = `<html><body><h1>嘉山市科协2022年工作总结</h1><p>2022年，嘉山市科协开展科普活动106场。</p></body></html>`;

describe('a file that is added', () => {
  it('lies in the corpus with what was inferred of it, and why', async () => {
    const desk = await deskWith({ '总结.txt': REPORT });
    const { code, stdout, stderr } = await desk.add(['总结.txt'], { audience: 'public' });
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('单位　　　嘉山市科协  ← 推断：标题写明“嘉山市科协”');
    expect(stdout).toMatch(/放好了 {2}总结\.txt {2}嘉山市科协 {2}2022 {2}公开\n运行 kewen index 启用/u);
    expect(desk.files()).toEqual(['总结.txt']);
    expect(desk.read('总结.txt')).toMatch(
      /^---\ntitle: 嘉山市科协2022年工作总结 # 推断：.+\nassociation: 嘉山市科协 # 推断：.+\nperiod: 2022 # 推断：.+\naudience: public\n---\n\n嘉山市/u,
    );
    expect(desk.read('总结.txt')).toContain(REPORT);
    expect(readFileSync(join(desk.cwd, '总结.txt'), 'utf8')).toBe(REPORT);
  });

  it('keeps its bytes where it has no place for metadata, which stand beside it', async () => {
    const desk = await deskWith({
      '总结.html': PAGE,
      '旧.txt': gbk('南江市科协2021年总结\n\n开展科普活动31场.\n'),
    });
    expect((await desk.add(['总结.html', '旧.txt'])).code).toBe(0);
    expect(desk.files()).toEqual(['总结.html', '总结.html.yaml', '旧.txt', '旧.txt.yaml']);
    expect(desk.read('总结.html')).toBe(PAGE);
    expect(desk.read('旧.txt.yaml')).toContain('association: 南江市科协');
  });

  it('brings what a person wrote beside it and for its folders', async () => {
    const desk = await deskWith({
      '来的/平湖市/_report.yaml': 'association: 平湖市科协\n',
      '来的/平湖市/2020/小结.txt': UNSURE,
      '来的/甲.html': PAGE,
      '来的/甲.html.yaml': '# 问过了\naudience: staff\n',
      '来的/歌.mp3': 'x',
    });
    const { code, stdout } = await desk.add(['来的']);
    expect([code, stdout]).toEqual([0, expect.stringContaining('放进去 2 个；运行 kewen index 启用')]);
    expect(desk.files()).toEqual([
      ...['来的/平湖市/2020/小结.txt', '来的/平湖市/_report.yaml', '来的/甲.html', '来的/甲.html.yaml'],
    ]);
    expect(stdout).toMatch(/小结\.txt {2}平湖市科协 {2}2020 {2}公开/u);
    expect(desk.read('来的/甲.html.yaml')).toMatch(/^# 问过了\naudience: staff\n/u);
  });

  it('is shown as it will be: with what the flags say, and without asking for what they say', async () => {
    const desk = await deskWith({ '丙.md': '# 工作总结\n\n2022年开展讲座12场。\n' });
    const told = { association: '丙市科协', period: '2017-2021', audience: 'staff' };
    const { stdout } = await desk.add(['丙.md'], told);
    expect(stdout).toMatch(/单位　　　丙市科协 {2}← 写明的\n.*年度　　　2017—2021 {2}← 写明的/su);
    expect(stdout).toContain('可见范围　内部（staff）  ← 写明的');
    expect(stdout).not.toContain('没有写 audience');
    const open = await (await deskWith({ '丙.md': REPORT })).add(['丙.md']);
    expect(open.stdout).toContain('没有写 audience，按公开处理');
  });

  it('is described by what the flags say, whole', async () => {
    const desk = await deskWith({ 'a.md': UNSURE });
    const flags = {
      association: '平湖市科协',
      period: '2017-2021',
      source: '局里给的',
      published: '2022年1月5日',
    };
    await desk.add(['a.md'], { ...flags, title: '五年小结', aliases: '平湖、湖科', audience: 'staff' });
    const [head] = desk.read('a.md').split('\n---\n');
    expect(head).toBe(
      '---\ntitle: 五年小结\nassociation: 平湖市科协\naliases:\n  - 平湖\n  - 湖科\nperiod: 2017-2021\npublished: 2022-01-05\nsource: 局里给的\naudience: staff',
    );
  });

  it('gets the name and the folder it is given', async () => {
    const desk = await deskWith({ '总结.txt': REPORT });
    await desk.add(['总结.txt'], { name: 'jiashan-2022', to: '县区/嘉山' });
    expect(desk.files()).toEqual(['县区/嘉山/jiashan-2022.txt']);
    expect((await desk.add(['总结.txt'], { to: '../外面' })).code).toBe('usage');
    expect((await desk.add(['总结.txt'], { to: 'lexicon', name: 'b' })).code).toBe(0);
    expect(desk.files()).toEqual(['县区/嘉山/jiashan-2022.txt']);
  });
});

describe('what is there already', () => {
  it('is left as it is where only what is new is to be put there, whatever the flags say', async () => {
    const desk = await deskWith({
      '总结.txt': REPORT,
      '又一份.txt': REPORT,
      '新的.txt': `${REPORT}又一句。`,
    });
    await desk.add(['总结.txt'], { audience: 'public' });
    const before = desk.read('总结.txt');
    const { code, stdout } = await desk.add(['又一份.txt', '新的.txt'], { audience: 'staff', new: true });
    expect([code, stdout.includes('内容一样，没有再放')]).toEqual([0, true]);
    expect(desk.read('总结.txt')).toBe(before);
    expect(desk.read('新的.txt')).toContain('audience: staff');
  });

  it('is not added twice, whatever stands above it', async () => {
    const desk = await deskWith({
      '总结.txt': REPORT,
      '又一份.txt': `---\nperiod: 2022\n---\n${REPORT}`,
      '甲.html': PAGE,
      '乙.html': PAGE,
    });
    await desk.add(['总结.txt', '甲.html']);
    const { code, stdout } = await desk.add(['又一份.txt', '乙.html', '总结.txt']);
    expect(code).toBe(0);
    expect(stdout.match(/已经有.+内容一样，没有再放/gu)?.length).toBe(3);
    expect(desk.files()).toEqual(['总结.txt', '甲.html', '甲.html.yaml']);
  });

  it('is not overwritten: another content gets another name, unless it is to be replaced', async () => {
    const desk = await deskWith({
      'corpus/总结.md': '旧的总结，2021年。\n',
      '总结.md': REPORT,
      '新/总结.md': `${REPORT}又开展2场。\n`,
    });
    const { stdout } = await desk.add(['总结.md']);
    expect(stdout).toContain('已有 总结.md，内容不同，另起了名字；要换掉它，加 --replace');
    expect(desk.files()).toEqual(['总结-2.md', '总结.md']);
    expect(desk.read('总结.md')).toBe('旧的总结，2021年。\n');
    const replaced = await desk.add(['新/总结.md'], { replace: true });
    expect(replaced.stdout).toContain('换掉了原来的');
    expect(desk.files()).toEqual(['总结-2.md', '总结.md']);
    expect(desk.read('总结.md')).toContain('又开展2场');
  });

  it('has one id: a Word file beside a page of its name gets another', async () => {
    const desk = await deskWith({ 'corpus/总结.html': PAGE, '总结.md': REPORT });
    await desk.add(['总结.md']);
    expect(desk.files()).toEqual(['总结-2.md', '总结.html']);
    const { code, stderr } = await desk.add(['总结.md'], { name: '总结', replace: true, title: 'x' });
    expect([code, stderr]).toEqual([0, '']);
    const desk2 = await deskWith({ 'corpus/总结.html': PAGE, '总结.md': REPORT });
    expect((await desk2.add(['总结.md'], { replace: true })).stderr).toContain('编号和 总结.html 的一样');
  });

  it('keeps what a person said of it when it is replaced, not what was read of the old text', async () => {
    const desk = await deskWith({
      'corpus/a.txt': `---\ntitle: 旧题 # 推断：标题\nassociation: 平湖市科协\naudience: staff # 推断：内部\n---\n旧\n\n旧的内容。\n`,
      'a.txt': REPORT,
    });
    await desk.add(['a.txt'], { replace: true });
    expect(desk.read('a.txt')).toBe(REPORT);
    expect(desk.read('a.txt.yaml')).toMatch(/^association: 平湖市科协\naudience: staff # 推断：内部\n/u);
    expect(desk.read('a.txt.yaml')).not.toContain('旧题');
  });

  it('may be the metadata alone, which a person wrote before the file came', async () => {
    const desk = await deskWith({ 'corpus/甲.html.yaml': 'audience: staff\n', '甲.html': PAGE });
    await desk.add(['甲.html']);
    expect(desk.read('甲.html.yaml')).toMatch(/^audience: staff\n/u);
  });

  it('stays where it lies', async () => {
    const desk = await deskWith({ 'corpus/a.txt': REPORT });
    expect((await desk.add(['a.txt'], { name: 'b' })).code).toBe('usage');
    expect((await desk.add(['corpus/a.txt'], { to: '县' })).stderr).toContain('不会搬动');
    expect(desk.files()).toEqual(['a.txt']);
  });
});

describe('what cannot be added', () => {
  it('is named, the others go on, and the exit code is 1', async () => {
    const desk = await deskWith({
      '好.txt': REPORT,
      '空.txt': '',
      '坏.pdf': 'x',
      '图.png': 'x',
      '模板.txt': '20XX年开展X场，参与X人次，建成X个。',
    });
    const { code, stdout, stderr } = await desk.add(['空.txt', '坏.pdf', '图.png', '模板.txt', '好.txt']);
    expect(code).toBe(1);
    expect(
      stderr
        .trim()
        .split('\n')
        .map((line) => line.split('：')[1]),
    ).toEqual(['空.txt', '坏.pdf', '图.png', '模板.txt']);
    expect(stdout).toContain('放进去 1 个，没放进去 4 个');
    expect(desk.files()).toEqual(['好.txt']);
  });

  it('is told before anything is done where the command is wrong', async () => {
    const desk = await deskWith({ 'a.txt': REPORT, 'b.txt': UNSURE });
    const codes = await Promise.all([
      desk.add(['没有.txt']),
      desk.add(['a.txt'], { period: '今年' }),
      desk.add(['a.txt'], { audience: 'all' }),
      desk.add(['a.txt'], { association: '单位名称' }),
      desk.add(['a.txt'], { period: '年份' }),
      desk.add(['a.txt'], { published: '2022-13-01' }),
      desk.add(['a.txt', 'b.txt'], { title: '一样的' }),
    ]);
    expect(codes.map(({ code }) => code)).toEqual(Array(7).fill('usage'));
    expect(codes.every(({ stderr }) => /\p{Script=Han}/u.test(stderr))).toBe(true);
    expect((await desk.add(['www.example.gov.cn/a.html'])).stderr).toContain('要从 http:// 或 https:// 写起');
    expect((await desk.add(['a.txt'], { corpus: '没有' })).code).toBe('corpus');
    expect(desk.files()).toEqual([]);
  });

  it('leaves nothing behind, in the corpus or elsewhere', async () => {
    const desk = await deskWith({
      'tmp/x': '',
      '坏.zip': 'x',
      '各市.zip': zipOf([{ name: Buffer.from('a.txt'), content: '' }]),
      '好.txt': REPORT,
    });
    vi.stubEnv('TMPDIR', join(desk.cwd, 'tmp'));
    expect((await desk.add(['坏.zip', '各市.zip', '好.txt'])).code).toBe(1);
    vi.unstubAllEnvs();
    expect(desk.files()).toEqual(['好.txt']);
    // What runs the source in tests keeps what it compiled there.
    expect(readdirSync(join(desk.cwd, 'tmp')).filter((name) => !name.startsWith('tsx-'))).toEqual(['x']);
  });
});

describe('what is not sure', () => {
  it('is not written down, and told with the whole command that settles it', async () => {
    const desk = await deskWith({ "村里 的's 小结.txt": UNSURE });
    const { stdout } = await desk.add(["村里 的's 小结.txt"]);
    expect(stdout).toContain("放好了  村里 的's 小结.txt  没写？  没写？  公开");
    const command = /kewen add (.+)$/mu.exec(stdout)?.[1] ?? '';
    expect(command).toBe(`--association 单位名称 --period 年份 'corpus/村里 的'\\''s 小结.txt'`);
    expect(desk.read("村里 的's 小结.txt")).not.toMatch(/association|period/u);
    const settled = await desk.add(["corpus/村里 的's 小结.txt"], {
      association: '平湖市科协',
      period: '2020',
    });
    expect(settled.stdout).toContain('平湖市科协  2020  公开');
    expect(settled.stdout).not.toContain('？');
    expect(desk.read("村里 的's 小结.txt")).toMatch(/association: 平湖市科协\nperiod: 2020\n---/u);
    expect(desk.files()).toEqual(["村里 的's 小结.txt"]);
  });

  it('may be settled by its path in the corpus, by its content, and beside a file without front matter', async () => {
    const page = '<html><body><h1>小结</h1><p>开展活动31场，参与群众2600人次。</p></body></html>';
    const desk = await deskWith({ 'corpus/县/a.html': page, 'b.html': page });
    await desk.add(['县/a.html'], { association: '平湖市科协' });
    expect(desk.read('县/a.html.yaml')).toBe('association: 平湖市科协\n');
    await desk.add(['b.html'], { period: '2020' });
    expect(desk.read('县/a.html.yaml')).toBe('association: 平湖市科协\nperiod: 2020\n');
    expect(desk.files()).toEqual(['县/a.html', '县/a.html.yaml']);
    expect(statSync(join(desk.cwd, 'corpus/县/a.html')).size).toBe(Buffer.byteLength(page));
  });

  it('may be what keeps a file out', async () => {
    const desk = await deskWith({ 'corpus/a.txt': `---\nperiod: 去年\n---\n${UNSURE}` });
    expect((await desk.add(['corpus/a.txt'])).code).toBe(1);
    expect((await desk.add(['corpus/a.txt'], { period: '2020', association: '平湖市科协' })).code).toBe(0);
    expect(desk.read('a.txt')).toMatch(/^---\nperiod: 2020\n/u);
  });
});

describe('at a terminal', () => {
  it('asks one thing after the other, says what an answer should be, and takes the best reading for Enter', async () => {
    const desk = await deskWith({ '小结.txt': UNSURE });
    const { code, stdout, stderr } = await desk.add(['小结.txt'], {}, ['平湖市科协', '去年', '2020', '2']);
    expect(code).toBe(0);
    expect(stdout).toContain('看不出是哪个科协的报告。单位（回车：不写）：');
    expect(stderr).toContain('period 要写年份');
    expect(desk.read('小结.txt')).toMatch(/association: 平湖市科协\nperiod: 2020\naudience: staff\n/u);
    expect(stdout).toContain('放好了  小结.txt  平湖市科协  2020  内部');
  });

  it('leaves open what a person leaves open', async () => {
    const desk = await deskWith({ '小结.txt': UNSURE });
    expect((await desk.add(['小结.txt'], {}, ['', '', ''])).code).toBe(0);
    expect(desk.read('小结.txt')).toMatch(/^---\ntitle: .+\naudience: public\n---/u);
  });

  it('asks nothing that was said, and nothing with --yes', async () => {
    const desk = await deskWith({ '小结.txt': UNSURE, '总结.txt': REPORT });
    const flags = { association: '平湖市科协', period: '2020', audience: 'public' };
    expect((await desk.add(['小结.txt'], flags, [])).code).toBe(0);
    expect((await desk.add(['总结.txt'], { yes: true }, [])).code).toBe(0);
  });

  it('leaves nothing behind after Ctrl-C', async () => {
    const desk = await deskWith({ '小结.txt': UNSURE });
    const { code, stderr } = await desk.add(['小结.txt'], {}, ['平湖市科协', '\u0003']);
    expect([code, stderr]).toEqual([1, '\n停下了，什么也没有放\n']);
    expect(desk.files()).toEqual([]);
  });
});

describe('as JSON', () => {
  it('says the same', async () => {
    const desk = await deskWith({ '小结.txt': UNSURE, '空.txt': '' });
    const { code, stdout } = await desk.add(['小结.txt', '空.txt'], { json: true });
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject([
      {
        status: 'added',
        file: '小结.txt',
        reports: [
          {
            id: '小结',
            audience: 'public',
            settle: 'kewen add --association 单位名称 --period 年份 corpus/小结.txt',
          },
        ],
      },
      { status: 'refused', typed: '空.txt', message: expect.stringContaining('空的') },
    ]);
  });
});
