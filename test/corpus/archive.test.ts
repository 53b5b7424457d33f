import { describe, expect, it } from 'vitest';
import { loadCorpus } from '../../src/corpus/load.ts';
import { folderWith, SMALL } from '../support/small.ts';
import { gbk, type ZipMember, zipOf } from '../support/zip.ts';

const GOOD = SMALL['yanling-2022.md'] as string;
const BODY = '# 雁岭市科协2022年工作总结\n\n2022年，雁岭市科协共开展科普活动318场，受益群众4.2万人次。\n';

/** Reports and problems of a corpus that holds one archive, and files beside it. */
async function load(members: readonly ZipMember[], beside: Readonly<Record<string, string>> = {}) {
  return await loadCorpus(folderWith({ '总结.zip': zipOf(members), ...beside }));
}

async function problemsOf(...members: ZipMember[]) {
  return (await load(members)).problems;
}

describe('a zip of several reports', () => {
  it('gives a report for each member, with the ids of the same files in a folder', async () => {
    const { reports, problems } = await load([
      { name: '各市/雁岭 2022.md', content: GOOD, isMarked: true },
      { name: '各市/云溪.txt', content: BODY.replaceAll('雁岭', '云溪'), isMarked: true },
      { name: '各市/', content: '', isMarked: true },
      { name: '照片.jpg', content: 'x', isMarked: true },
    ]);
    expect(problems).toEqual([]);
    expect(reports.map(({ id, file }) => [id, file])).toEqual([
      ['总结-各市-云溪', '总结.zip/各市/云溪.txt'],
      ['总结-各市-雁岭-2022', '总结.zip/各市/雁岭 2022.md'],
    ]);
  });

  it('reads names that Windows wrote in GBK, and such as are UTF-8 without saying so', async () => {
    const inGbk = await load([
      { name: gbk('科普总结.md'), content: GOOD },
      { name: gbk('资料/说明.jpg'), content: 'x' },
    ]);
    expect(inGbk.reports.map(({ file }) => file)).toEqual(['总结.zip/科普总结.md']);
    const inUtf8 = await load([{ name: '科普总结.md', content: GOOD }]);
    expect(inUtf8.reports.map(({ file }) => file)).toEqual(['总结.zip/科普总结.md']);
  });

  it('takes what stands in a .yaml file beside a member, in the archive, before what stands beside the archive', async () => {
    const { reports } = await load(
      [
        { name: 'a.txt', content: BODY },
        { name: 'a.txt.yaml', content: 'period: 2021\naudience: public' },
        { name: 'b.txt', content: BODY },
      ],
      { '总结.zip.yaml': 'audience: staff\npublisher: 雁岭日报' },
    );
    expect(
      reports.map(({ id, period, audience, publisher }) => [id, period.from, audience, publisher]),
    ).toEqual([
      ['总结-a', 2021, 'public', '雁岭日报'],
      ['总结-b', 2022, 'staff', '雁岭日报'],
    ]);
  });

  it('passes over what a Mac adds, hidden files, READMEs and links', async () => {
    const { reports, problems } = await load([
      { name: 'a.md', content: GOOD },
      { name: '__MACOSX/._a.md', content: 'x' },
      { name: '.hidden.md', content: GOOD },
      { name: 'README.md', content: GOOD },
      { name: 'link.md', content: '/etc/passwd', mode: 0o120777 },
    ]);
    expect(reports.map(({ id }) => id)).toEqual(['总结-a']);
    expect(problems).toEqual([]);
  });

  it('sets aside a member by itself: encrypted, another archive, another format, an unknown packing', async () => {
    const { reports, problems } = await load([
      { name: 'a.md', content: GOOD },
      { name: 'b.md', content: GOOD, isEncrypted: true },
      { name: 'c.zip', content: zipOf([{ name: 'x.md', content: GOOD }]) },
      { name: 'd.ppt', content: 'x' },
      { name: 'e.md', content: GOOD, method: 14 },
      { name: 'f.md', content: '' },
    ]);
    expect(reports.map(({ id }) => id)).toEqual(['总结-a']);
    expect(problems.map(({ file, message }) => `${file} ${message}`)).toEqual([
      expect.stringMatching(/^总结\.zip\/b\.md .*密码/u),
      expect.stringMatching(/^总结\.zip\/c\.zip .*压缩包里的压缩包/u),
      expect.stringMatching(/^总结\.zip\/d\.ppt .*另存为 \.pptx/u),
      expect.stringMatching(/^总结\.zip\/e\.md .*压缩方式/u),
      expect.stringMatching(/^总结\.zip\/f\.md .*空的/u),
    ]);
  });

  it.each(['../../外面.md', '/etc/总结.md', 'C:/总结.md', '..\\外面.md'])(
    'does not read a member whose path leads elsewhere: %s',
    async (name) => {
      expect(await problemsOf({ name, content: GOOD, isMarked: true })).toEqual([
        expect.objectContaining({ message: expect.stringContaining('路径不安全') }),
      ]);
    },
  );

  it('refuses a member that declares more than 50 MB without unpacking it', async () => {
    const [problem] = await problemsOf({ name: 'a.md', content: GOOD, declaredBytes: 60 * 1024 * 1024 });
    expect(problem?.message).toMatch(/60\.0 MB，超过 50 MB/u);
  });

  it('stops unpacking a member that goes on past the size it declares', async () => {
    const bomb = { name: 'a.md', content: Buffer.alloc(40_000_000, 'x'), declaredBytes: 1000 };
    expect(await problemsOf(bomb)).toEqual([
      { file: '总结.zip/a.md', message: expect.stringContaining('已损坏') },
    ]);
  });

  it('refuses an archive whose members declare more than 500 MB together', async () => {
    const members = Array.from({ length: 11 }, (_, i) => ({
      name: `${i}.md`,
      content: GOOD,
      declaredBytes: 49 * 1024 * 1024,
    }));
    expect(await problemsOf(...members)).toEqual([
      { file: '总结.zip', message: expect.stringMatching(/539 MB，超过 500 MB/u) },
    ]);
  });

  it('refuses an archive with more than 10000 entries', async () => {
    const members = Array.from({ length: 10_001 }, (_, i) => ({ name: `${i}.jpg`, content: '' }));
    expect(await problemsOf(...members)).toEqual([
      { file: '总结.zip', message: expect.stringContaining('10000 个文件') },
    ]);
  });

  it('says what is wrong with an archive that is empty, damaged, or of another kind', async () => {
    const { problems } = await loadCorpus(
      folderWith({
        'a.zip': '',
        'b.zip': 'Rar!\x1a\x07 is no zip',
        'c.zip': zipOf([{ name: 'a.md', content: GOOD }]).subarray(0, 200),
        'd.zip': zipOf([{ name: 'a.mp4', content: 'x' }]),
      }),
    );
    expect(problems.map(({ file, message }) => `${file} ${message}`)).toEqual([
      expect.stringMatching(/^a\.zip 文件是空的/u),
      expect.stringMatching(/^b\.zip 压缩包已损坏，或者不是 zip/u),
      expect.stringMatching(/^c\.zip 压缩包已损坏/u),
      expect.stringMatching(/^d\.zip 压缩包里没有能读的文件/u),
    ]);
  });
});
