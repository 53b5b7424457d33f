import { chmodSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { digestCorpus, listCorpus, readLexiconTexts, scanCorpus } from '../../src/corpus/folder.ts';
import { loadCorpus } from '../../src/corpus/load.ts';
import { buildGeneration } from '../../src/index/build.ts';
import { corpusOf, emptyFolder, FIXTURES, SHIPPED } from '../support/corpora.ts';
import { folderWith, SMALL } from '../support/small.ts';

const GOOD = SMALL['yanling-2022.md'] as string;

/** Ids of the reports and files of the problems. */
async function sorted(files: Readonly<Record<string, string | Uint8Array>>) {
  const { reports, problems } = await loadCorpus(folderWith(files));
  return { ids: reports.map(({ id }) => id), problems };
}

describe('a corpus folder', () => {
  it('has every document in any folder, sorted, also of formats that are not read', async () => {
    const folder = folderWith({
      'b.md': GOOD,
      'a.txt': 'x',
      '2021/c.HTML': 'x',
      'd.docx': 'x',
      'e.pdf': 'x',
      'f.xlsx': 'x',
      'g.doc': 'x',
      'no-extension': 'x',
    });
    expect(await listCorpus(folder)).toEqual([
      '2021/c.HTML',
      'a.txt',
      'b.md',
      'd.docx',
      'e.pdf',
      'f.xlsx',
      'g.doc',
    ]);
  });

  it('leaves out READMEs, hidden files, lock files of office programs and the lexicon', async () => {
    const folder = folderWith({
      'README.md': '# about',
      'sub/readme.md': '# about',
      '.draft.md': GOOD,
      '.git/notes.md': GOOD,
      '~$report.docx': 'x',
      'lexicon/dictionary.txt': '科普画廊',
      'lexicon/README.md': 'about',
      'lexicon-2022.md': GOOD,
    });
    expect(await listCorpus(folder)).toEqual(['lexicon-2022.md']);
  });

  it('reports a document in a format that is not read, with what to do', async () => {
    const { problems } = await loadCorpus(folderWith({ 'a.md': GOOD, 'old.ppt': 'x' }));
    expect(problems).toEqual([{ file: 'old.ppt', message: expect.stringContaining('另存为 .pptx') }]);
  });

  it('takes metadata from a YAML file beside a report', async () => {
    const folder = folderWith({
      'a.txt': '正文第一段说的是科普工作，这一段有一句话。',
      'a.txt.yaml': 'association: 江州市科协\nperiod: 2019\n',
    });
    const { reports } = await loadCorpus(folder);
    expect(reports[0]).toMatchObject({ association: '江州市科协', period: { from: 2019, to: 2019 } });
  });

  const PAGE = `<html><head><title>网站首页</title></head><body><h1>江州市科协2019年工作总结</h1>
<p>江州市科协2019年举办科普活动106场。</p></body></html>`;

  it('takes what is written beside a page at its word, as front matter', async () => {
    const beside = 'title: 江州科普这一年\nperiod: 2017-2019\n';
    const { reports } = await loadCorpus(folderWith({ 'a.html': PAGE, 'a.html.yaml': beside }));
    expect(reports[0]).toMatchObject({ title: '江州科普这一年', period: { from: 2017, to: 2019 } });
    expect(reports[0]?.inferred.map(({ field }) => field)).not.toContain('title');
  });

  it.each(['period: 20x1', 'published: 2022-02-30', 'audience: publik'])(
    'refuses %j beside a page, and says where it stands',
    async (line) => {
      const { reports, problems } = await loadCorpus(folderWith({ 'a.html': PAGE, 'a.html.yaml': line }));
      expect(reports).toEqual([]);
      expect(problems[0]?.message).toMatch(
        new RegExp(`^旁边的 \\.yaml 文件里的 ${line.split(':')[0]} .*现在是“${line.split(': ')[1]}”$`, 'u'),
      );
    },
  );

  it('sets a report aside whose YAML file cannot be read', async () => {
    const folder = folderWith({ 'a.md': GOOD, 'a.md.yaml': 'association: [江州' });
    const { problems } = await loadCorpus(folder);
    expect(problems).toEqual([{ file: 'a.md', message: expect.stringContaining('a.md.yaml') }]);
  });

  it('does not follow symbolic links', async () => {
    const folder = folderWith({ 'a.md': GOOD });
    symlinkSync(join(folder, 'a.md'), join(folder, 'b.md'));
    symlinkSync(folder, join(folder, 'loop'));
    expect(await listCorpus(folder)).toEqual(['a.md']);
  });

  it('that is not there is an error that says so', async () => {
    const missing = join(emptyFolder(), 'nowhere');
    await expect(listCorpus(missing)).rejects.toMatchObject({
      code: 'corpus',
      message: expect.stringContaining(missing),
    });
    await expect(loadCorpus(missing)).rejects.toMatchObject({ code: 'corpus' });
  });

  it('that is empty has no reports and no problems', async () => {
    expect(await sorted({})).toEqual({ ids: [], problems: [] });
  });
});

describe('a report', () => {
  it('has an id of its path: readable, lower case, safe in links', async () => {
    const { ids } = await sorted({
      'Yanling 2022.md': GOOD,
      '2022/雁岭 总结（定稿）.md': GOOD,
      'a_b--c.md': GOOD,
    });
    expect(ids).toEqual(['2022-雁岭-总结-定稿', 'a-b-c', 'yanling-2022']);
  });

  it('is in the order of the ids, its text the blocks with blank lines between', async () => {
    const { reports } = await loadCorpus(folderWith(SMALL));
    expect(reports.map(({ id }) => id)).toEqual(['heting-2021', 'yanling-2022', 'yanling-2022-budget']);
    for (const { text, blocks } of reports) {
      expect(blocks.map(({ start, end }) => text.slice(start, end)).join('\n\n')).toBe(text);
      expect(text).not.toMatch(/\n{3}|^\s|\s$/u);
    }
  });

  it('is told of as it is read', async () => {
    const counts: string[] = [];
    const files: string[] = [];
    await loadCorpus(folderWith(SMALL), {
      onFile: (done, total, file) => {
        counts.push(`${done}/${total}`);
        files.push(file);
      },
    });
    expect(counts).toEqual(['1/3', '2/3', '3/3']);
    // Several are read at once: which is done first is not told.
    expect(files.toSorted()).toEqual(['heting-2021.md', 'yanling-2022-budget.md', 'yanling-2022.md']);
  });

  it('of this project has no problem', async () => {
    const { reports, problems } = await loadCorpus(corpusOf(SHIPPED, FIXTURES));
    expect(problems).toEqual([]);
    expect(reports.filter(({ audience }) => audience === 'staff').map(({ id }) => id)).toEqual([
      'lanxi-2023-performance',
    ]);
  });
});

describe('a file that cannot be used', () => {
  it.each<[string, string, string | Uint8Array]>([
    ['is empty', 'bad.md', ''],
    ['is white space', 'bad.md', ' \n\n\t\n'],
    ['is only a heading', 'bad.md', '# 雁岭市科协2022年工作总结\n'],
    ['is no PDF', 'bad.pdf', 'not a pdf'],
    ['is no Word file', 'bad.docx', 'not a docx'],
    ['is bytes of no encoding', 'bad.txt', Uint8Array.from([0xff, 0xfe, 0xfd, 0x00, 0x81, 0x00, 0x20])],
    [
      'is a template nobody filled in',
      'bad.txt',
      '20XX年市科协工作总结\n\n20XX年，市科协开展科普活动x场，培训农民XX名，实施项目产值共亿元。\n',
    ],
    ['has a bad year', 'bad.md', GOOD.replace('period: 2022', 'period: 明年')],
    ['has a bad audience', 'bad.md', GOOD.replace('audience: public', 'audience: everyone')],
  ])('because it %s is one line beside the good ones', async (_, name, content) => {
    const { ids, problems } = await sorted({ 'good.md': GOOD, [name]: content });
    expect(ids).toEqual(['good']);
    expect(problems).toEqual([{ file: name, message: expect.stringMatching(/^[^\n]{6,200}$/u) }]);
    expect(problems[0]?.message).not.toContain(name);
  });

  it('is none that does not say whose it is or of when, unless it has to: then it is one line with all it lacks', async () => {
    const folder = folderWith({ 'good.md': GOOD, 'nobody.txt': '科学普及很重要。大家都来参加。\n' });
    const { reports, problems } = await loadCorpus(folder);
    expect(problems).toEqual([]);
    expect(reports.find(({ id }) => id === 'nobody')).toMatchObject({
      association: '',
      place: '',
      period: { from: 0, to: 0 },
      audience: 'public',
    });
    const strict = await loadCorpus(folder, { isStrict: true });
    expect(strict.reports.map(({ id }) => id)).toEqual(['good']);
    expect(strict.problems).toEqual([
      {
        file: 'nobody.txt',
        message:
          '看不出是哪个科协的报告，看不出是哪一年的报告：请在文件开头（PDF、Word、网页在旁边的“文件名.yaml”里）写明，例如 association: 平湖市科协，period: 2020',
      },
    ]);
  });

  it('takes what a folder says for all in it, the nearer folder first, and what is beside a file before both', async () => {
    const folder = folderWith({
      '_report.yaml': 'audience: staff\nperiod: 2018\n',
      '云溪/_report.yaml': 'association: 云溪市科协\nperiod: 2019\n',
      '云溪/a.txt': '全年举办讲座12场。\n',
      '云溪/b.txt': '全年举办讲座13场。\n',
      '云溪/b.txt.yaml': 'period: 2020\n',
      '坏/_report.yaml': 'a: [\n',
      '坏/c.txt': '全年举办讲座14场。\n',
    });
    const { reports, problems } = await loadCorpus(folder);
    expect(
      reports.map(({ id, association, period, audience }) => [id, association, period.to, audience]),
    ).toEqual([
      ['云溪-a', '云溪市科协', 2019, 'staff'],
      ['云溪-b', '云溪市科协', 2020, 'staff'],
    ]);
    expect(problems).toEqual([{ file: '坏/c.txt', message: '坏/_report.yaml 不是有效的 YAML，请检查格式' }]);
  });

  it('is read anew when what its folder says has changed', async () => {
    const folder = folderWith({
      '云溪/_report.yaml': 'period: 2019\n',
      '云溪/a.txt': '云溪市科协举办讲座12场。\n',
    });
    const before = await scanCorpus(folder);
    writeFileSync(join(folder, '云溪/_report.yaml'), 'period: 2020\n');
    expect((await scanCorpus(folder)).digest).not.toBe(before.digest);
  });

  // The superuser may read anything.
  it.skipIf(process.getuid?.() === 0)('because it may not be read is one line as well', async () => {
    const folder = folderWith({ 'good.md': GOOD, 'locked.md': GOOD });
    chmodSync(join(folder, 'locked.md'), 0);
    const { reports, problems } = await loadCorpus(folder);
    expect([reports.length, problems.map(({ file }) => file)]).toEqual([1, ['locked.md']]);
  });

  it('because its id is taken names the other file', async () => {
    const { ids, problems } = await sorted({
      'yanling 2022.md': GOOD,
      'yanling-2022.md': GOOD,
      'Yanling_2022.txt': GOOD,
    });
    expect(ids).toEqual(['yanling-2022']);
    expect(problems).toHaveLength(2);
    for (const { message } of problems) expect(message).toMatch(/^编号 yanling-2022 与 .+ 相同：/u);
  });
});

describe('the lexicon of a corpus', () => {
  it('is the one that ships where the corpus has none', async () => {
    const shipped = await readLexiconTexts(join(import.meta.dirname, '../../corpus'));
    expect(await readLexiconTexts(emptyFolder())).toEqual(shipped);
    expect(shipped['synonyms.txt']).toContain('公众号');
  });

  it('need not have all its files', async () => {
    const folder = folderWith({
      'lexicon/places.txt': '昆山市\n',
      'lexicon/notes.txt': 'not a lexicon file',
    });
    expect(await readLexiconTexts(folder)).toEqual({ 'places.txt': '昆山市\n' });
  });

  it('with a bad line stops the build with file and line, and nothing is built', async () => {
    const folder = folderWith({ ...SMALL, 'lexicon/synonyms.txt': '# 同义词\n公众号 微信公众号\n孤零零\n' });
    const corpus = await loadCorpus(folder);
    const workshop = emptyFolder();
    await expect(buildGeneration(corpus, 'digest', workshop)).rejects.toMatchObject({
      code: 'lexicon',
      message: expect.stringContaining('synonyms.txt:3'),
    });
    expect(await listCorpus(workshop)).toEqual([]);
  });

  it('that cannot be read is an error', async () => {
    const folder = folderWith({ 'lexicon/dictionary.txt/oops': 'a folder in the place of the file' });
    await expect(readLexiconTexts(folder)).rejects.toMatchObject({
      code: 'lexicon',
      message: expect.stringContaining('dictionary.txt'),
    });
  });
});

describe('the digest of a corpus', () => {
  it('is of names and bytes, and the same for the same', async () => {
    const digest = await digestCorpus(folderWith(SMALL));
    expect(digest).toMatch(/^[0-9a-f]{64}$/u);
    expect(await digestCorpus(folderWith(SMALL))).toBe(digest);
  });

  it.each([
    ['a byte', { ...SMALL, 'yanling-2022.md': `${GOOD} ` }],
    ['a name', { ...SMALL, 'yanling-2022.md': '', 'new.md': GOOD }],
    ['a word of the lexicon', { ...SMALL, 'lexicon/dictionary.txt': '科普大篷车 n\n' }],
    ['a new lexicon file', { ...SMALL, 'lexicon/places.txt': '昆山市' }],
    ['a file that is no report', { ...SMALL, 'empty.md': '' }],
  ])('changes with %s', async (_, files) => {
    expect(await digestCorpus(folderWith(files))).not.toBe(await digestCorpus(folderWith(SMALL)));
  });

  it('does not change with what is no part of the corpus', async () => {
    const folder = folderWith(SMALL);
    const digest = await digestCorpus(folder);
    for (const name of ['README.md', '.hidden.md', 'notes.log', 'lexicon/README.md']) {
      writeFileSync(join(folder, name), 'x');
    }
    expect(await digestCorpus(folder)).toBe(digest);
  });
});
