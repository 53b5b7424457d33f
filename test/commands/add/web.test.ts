import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { body, redirect, startWeb, type Web } from '../../corpus/fetch/web.ts';
import { gbk } from '../../support/zip.ts';
import { type Desk, deskWith } from './adding.ts';

const page = (title: string, text: string) =>
  `<html><head><title>${title}-平湖市人民政府</title></head><body><h1>${title}</h1><p>发布时间：2023-01-12 来源：市科协</p><p>${text}</p></body></html>`;
const TEXT = '2022年，平湖市科协开展科普活动106场，参与群众8.6万人次。';

let web: Web;
let count = 106;
beforeAll(async () => {
  web = await startWeb({
    '/art/2023/1/12/art_1_2.html': body(page('平湖市科协2022年工作总结', TEXT)),
    '/to': redirect('/art/2023/1/12/art_1_2.html'),
    '/gb': body(gbk(page('平湖市科协2021年工作总结', '2021年,开展科普活动98场.').replaceAll('：', ':')), {
      'content-type': 'text/html; charset=gb2312',
    }),
    '/counting': (_, response) => {
      response
        .writeHead(200, { 'content-type': 'text/html' })
        .end(page('平湖市科协2022年科普工作', `${TEXT}浏览${count++}次。`));
    },
    '/down': body('平湖市科协2020年工作总结\n\n开展科普活动31场。\n', {
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename*=UTF-8''%E6%80%BB%E7%BB%93..%2F%E5%B9%B4.txt`,
    }),
    '/film': body('x', { 'content-type': 'video/mp4' }),
    '/loop': redirect('/loop'),
  });
});

const desk = (allow = '127.0.0.1'): Promise<Desk> => deskWith({}, { KEWEN_FETCH_ALLOW: allow });

describe('a web page that is added', () => {
  it('is kept as it came, under its title, with its address and date beside it', async () => {
    const { add, files, read } = await desk();
    const { code, stdout } = await add([`${web.url}/to`]);
    expect(code).toBe(0);
    expect(stdout).toContain('放好了  平湖市科协2022年工作总结.html  平湖市科协  2022  公开');
    expect(files()).toEqual(['平湖市科协2022年工作总结.html', '平湖市科协2022年工作总结.html.yaml']);
    expect(read('平湖市科协2022年工作总结.html')).toBe(page('平湖市科协2022年工作总结', TEXT));
    expect(read('平湖市科协2022年工作总结.html.yaml')).toMatch(/published: 2023-01-12 # 推断：/u);
    expect(read('平湖市科协2022年工作总结.html.yaml')).toContain(
      `source: ${web.url}/art/2023/1/12/art_1_2.html\n`,
    );
  });

  it('is read in the encoding that only its server tells', async () => {
    const { add, files } = await desk();
    expect((await add([`${web.url}/gb`])).stdout).toContain('平湖市科协  2021  公开');
    expect(files()[0]).toBe('平湖市科协2021年工作总结.html');
  });

  it('is not added twice, also where it counts its visitors, unless it is to be replaced', async () => {
    const { add, files, read } = await desk();
    const urls = [`${web.url}/to`, `${web.url}/to#2`, `${web.url}/counting`];
    const { stdout } = await add(urls);
    expect(stdout).toContain('放进去 2 个，已经有 1 个');
    const again = await add([`${web.url}/counting`]);
    expect([again.code, again.stderr]).toEqual([
      1,
      expect.stringContaining('这个网址已经收过（平湖市科协2022年科普工作.html）'),
    ]);
    expect((await add([`${web.url}/counting`], { replace: true })).code).toBe(0);
    expect(files().length).toBe(4);
    expect(read('平湖市科协2022年科普工作.html')).toContain(`浏览${count - 1}次`);
  });

  it('may be a file that its server names, wherever that name leads', async () => {
    const { add, files, read } = await desk();
    await add([`${web.url}/down`]);
    expect(files()).toEqual(['年.txt', '年.txt.yaml']);
    expect(read('年.txt')).toMatch(/^平湖市科协2020年/u);
  });

  it('is named where it cannot be had, one line each', async () => {
    const { add, files } = await desk();
    const { code, stderr } = await add([
      `${web.url}/film`,
      `${web.url}/nowhere`,
      `${web.url}/loop`,
      'ftp://a/b',
    ]);
    expect(code).toBe(1);
    expect(stderr.trim().split('\n').length).toBe(4);
    expect(stderr).toMatch(/video\/mp4.+\n.+404.+\n.+转来转去.+\n.+只取 http 和 https/u);
    expect(files()).toEqual([]);
  });

  it('is not taken from a private address unless the settings say so', async () => {
    const { add, files } = await desk('10.0.0.0/8');
    expect((await add([`${web.url}/to`])).stderr).toContain('127.0.0.1 是内部地址，不去取');
    expect(files()).toEqual([]);
  });
});

describe('kewen fetch', () => {
  it('puts a page into a folder and nothing among the reports, and writes over nothing', async () => {
    const { fetch, files, cwd } = await desk();
    const to = join(cwd, 'look');
    mkdirSync(to);
    const fetched = await fetch(`${web.url}/to`, { to, json: true });
    const { file, source, isUnnamed } = JSON.parse(fetched.stdout);
    expect([source, isUnnamed]).toEqual([`${web.url}/art/2023/1/12/art_1_2.html`, true]);
    expect(readFileSync(join(to, file), 'utf8')).toBe(page('平湖市科协2022年工作总结', TEXT));
    expect(files()).toEqual([]);
    const again = await fetch(`${web.url}/to`, { to });
    expect([again.code, again.stderr.includes('已经有了')]).toEqual(['usage', true]);
  });

  it('says why it cannot', async () => {
    const { fetch, cwd } = await desk();
    for (const address of [`${web.url}/film`, `${web.url}/nothing`, 'ftp://example.org/x', 'x']) {
      const { code, stderr } = await fetch(address, { to: cwd });
      expect([address, code, stderr.startsWith('kewen：')]).toEqual([address, 1, true]);
    }
    expect((await fetch(`${web.url}/to`, { to: 'nowhere' })).code).toBe('usage');
  });
});

describe('a file that is said to come from an address', () => {
  it('stands beside one that does, and takes its place only where that is said', async () => {
    const { add, fetch, files, cwd } = await desk();
    await add([`${web.url}/counting`]);
    const [first = ''] = files();
    const to = join(cwd, 'look');
    mkdirSync(to);
    const { file } = JSON.parse((await fetch(`${web.url}/counting`, { to, json: true })).stdout);
    const told = { source: `${web.url}/counting`, name: '平湖的另一份' };
    const beside = await add([join(to, file)], told);
    expect(beside.stdout).toContain(`同一个网址的 ${first} 也还在，内容不同`);
    expect(files()).toContain('平湖的另一份.html');
  });
});
