import { appendFile, cp, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { folderWith, kewen, REPORTS, startKewen } from '../process.ts';

let built: string;
beforeAll(async () => {
  built = await folderWith(REPORTS);
  await kewen(['index'], { cwd: built });
});

let cwd: string;
beforeEach(async () => {
  cwd = await folderWith({});
  await cp(built, cwd, { recursive: true });
});
const current = async () => (await readFile(join(cwd, 'index/current'), 'utf8')).trim();
const edit = async (file: string, from: string, to: string) => {
  const path = join(cwd, 'corpus', file);
  await writeFile(path, (await readFile(path, 'utf8')).replace(from, to));
};
const QUESTION = '雁岭2022年科普活动多少场\n';

describe('kewen index --check', () => {
  it('exits 0 and says so when a build would change nothing', async () => {
    const { code, stdout, stderr } = await kewen(['index', '--check'], { cwd });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toBe(`没有变化：索引 ${await current()} 就是现在的报告\n`);
  });

  it('names what is added, removed and changed, shows the passages, exits 1 and changes nothing', async () => {
    await edit('yanling-2022.md', '科普活动318场', '科普活动319场');
    await edit('yanling-2022-budget.md', 'audience: staff', 'audience: public');
    await rename(join(cwd, 'corpus/heting-2021.md'), join(cwd, 'corpus/heting-a.md'));
    const before = await readdir(join(cwd, 'index'), { recursive: true });
    const { code, stdout } = await kewen(['index', '--check'], { cwd });
    expect(code).toBe(1);
    expect(stdout).toMatch(/^移除 {2}heting-2021 {2}2 个段落$/mu);
    expect(stdout).toMatch(/^新增 {2}heting-a {2}2 个段落$/mu);
    expect(stdout).toMatch(/^改动 {2}yanling-2022 {2}1 个段落的文字变了$/mu);
    expect(stdout).toMatch(/^ +− .*科普活动318场/mu);
    expect(stdout).toMatch(/^ +\+ .*科普活动319场/mu);
    expect(stdout).toMatch(/^改动 {2}yanling-2022-budget {2}可见范围 内部 → 公开$/mu);
    expect(stdout).toContain('新增 1 份，移除 1 份，改动 2 份（1 个段落的文字变了）');
    expect(await readdir(join(cwd, 'index'), { recursive: true })).toEqual(before);

    const { stdout: json } = await kewen(['index', '--check', '--json'], { cwd });
    expect(JSON.parse(json)).toMatchObject({
      generation: await current(),
      wouldChange: true,
      reports: [
        { id: 'heting-2021', change: 'removed' },
        { id: 'heting-a', change: 'added' },
        { id: 'yanling-2022', change: 'changed', passagesChanged: 1 },
        { id: 'yanling-2022-budget', change: 'changed', passagesChanged: 0, fields: [{ field: 'audience' }] },
      ],
    });
  });

  it('tells a heading, a standard answer and a word of the lexicon from a change of the text', async () => {
    await edit('heting-2021.md', '二、人才服务', '二、人才工作');
    await cp(join(import.meta.dirname, '../../../corpus/lexicon'), join(cwd, 'corpus/lexicon'), {
      recursive: true,
    });
    await appendFile(join(cwd, 'corpus/lexicon/dictionary.txt'), '墨斗专班 n\n');
    const { code, stdout } = await kewen(['index', '--check'], { cwd });
    expect(code).toBe(1);
    expect(stdout).toMatch(/^新增 {2}\S+ {2}标准回答$/mu);
    expect(stdout).toMatch(/^改动 {2}heting-2021 {2}小标题变了$/mu);
    expect(stdout).toMatch(/^词表 {2}dictionary\.txt 有变动/mu);
  });

  it('says that the index in service is damaged, which a build then mends and says so', async () => {
    const file = join(cwd, 'index', await current(), 'public.search.json');
    const sound = await readFile(file);
    await writeFile(file, Buffer.concat([sound.subarray(0, -1), Buffer.from('x')]));
    const check = await kewen(['index', '--check'], { cwd });
    expect([check.code, check.stdout]).toEqual([
      1,
      expect.stringContaining('已损坏，请运行 kewen index 重建'),
    ]);
    expect((await kewen(['index'], { cwd })).stdout).toContain(`索引 ${await current()} 已启用`);
    expect(await readFile(file)).toEqual(sound);
    expect((await kewen(['index'], { cwd })).stdout).toContain('没有变化');
  });

  it('makes no index where there is none, and names what cannot be used', async () => {
    await rm(join(cwd, 'index'), { recursive: true });
    await writeFile(join(cwd, 'corpus/blank.md'), '');
    const { code, stdout, stderr } = await kewen(['index', '--check'], { cwd });
    expect(code).toBe(1);
    expect(stdout).toContain('还没有索引');
    expect(stdout).toContain('新增 3 份');
    expect(stderr).toMatch(/^blank\.md：/mu);
    expect((await readdir(cwd)).sort()).toEqual(['corpus']);
  });
});

describe('kewen index --rollback', () => {
  beforeEach(async () => {
    await edit('yanling-2022.md', '318场', '999场');
    await kewen(['index'], { cwd });
  });

  it('puts the generation before in service, which kewen start leaves there', async () => {
    const wrong = await current();
    const { code, stdout } = await kewen(['index', '--rollback'], { cwd });
    expect(code).toBe(0);
    expect(stdout).toContain(`已退回上一代：${wrong} → ${await current()}`);
    const started = await kewen(['start'], { cwd, input: QUESTION });
    expect(started.stdout).toContain('318场');
    expect(started.stderr).toContain('--rollback');
    expect(started.stderr).not.toContain('正在建索引');
  });

  it('holds until kewen index is run again', async () => {
    const wrong = await current();
    await kewen(['index', '--rollback'], { cwd });
    expect((await kewen(['index', '--check'], { cwd })).code).toBe(1);
    await kewen(['index'], { cwd });
    expect(await current()).toBe(wrong);
    await edit('yanling-2022.md', '999场', '319场');
    const started = await kewen(['start'], { cwd, input: QUESTION });
    expect(started.stdout).toContain('319场');
  });

  it('is refused without a generation before, and together with another flag', async () => {
    await kewen(['index', '--rollback'], { cwd });
    const again = await kewen(['index', '--rollback'], { cwd });
    expect([again.code, again.stderr]).toEqual([3, expect.stringContaining('没有更早的一代')]);
    const both = await kewen(['index', '--rollback', '--check'], { cwd });
    expect([both.code, both.stderr]).toEqual([2, expect.stringContaining('不能一起用')]);
  });
});

describe('kewen index --watch', () => {
  it('builds after every change that came to rest, survives what fails, and ends with 0 when told', async () => {
    const child = startKewen(['index', '--watch'], { cwd });
    let said = '';
    const heard: (() => void)[] = [];
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      for (const look of heard) look();
    });
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
    /** Resolves when it has said this, after what it had said so far. */
    const hears = async (words: RegExp) => {
      await new Promise<void>((resolve, reject) => {
        const look = () => words.test(said) && resolve();
        heard.push(look);
        look();
        void ended.then((code) => reject(new Error(`ended with ${code} after: ${said}`)));
      });
      said = '';
    };
    try {
      await hears(/正在看着 .*Ctrl-C/u);
      await edit('yanling-2022.md', '318场', '320场');
      await hears(/索引 [0-9a-f]{12} 已启用：读了 1 个文件/u);

      await mkdir(join(cwd, 'corpus/lexicon'));
      await writeFile(join(cwd, 'corpus/lexicon/synonyms.txt'), '讲座 讲座\n');
      await hears(/synonyms\.txt:1：.*继续看着/u);
      await rm(join(cwd, 'corpus/lexicon'), { recursive: true });
      await hears(/改回来了/u);

      await writeFile(join(cwd, 'corpus/blank.md'), '');
      await hears(/^blank\.md：/mu);
      await rm(join(cwd, 'corpus'), { recursive: true });
      await hears(/kewen：.*(?:没有报告|找不到报告文件夹|没有一份报告能用).*继续看着/u);
      const asked = await kewen(['ask', '--index', 'index', QUESTION], { cwd });
      expect(asked.stdout).toContain('320场');

      await cp(join(built, 'corpus'), join(cwd, 'corpus'), { recursive: true });
      await hears(/索引 [0-9a-f]{12} 已启用/u);

      child.kill('SIGINT');
      expect(await ended).toBe(0);
    } finally {
      child.kill('SIGKILL');
    }
  });
});
