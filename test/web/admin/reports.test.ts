/** A report on its way in and out, by the pages alone: each step is a command that really runs. */
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cleanFileName, Uploads } from '../../../src/web/admin/uploads.ts';
import { folderWith, reportFile, SMALL } from '../../support/small.ts';
import { asking, type TestSite, wordsIn } from '../site.ts';
import { logIn, type Maintainer, openHouse } from './house.ts';

const UNSURE = `晴川镇工作总结

2023年，我们共开展科普活动412场，受益群众6.3万人次。全年新建科普基地7个。
`;
const QUESTION = '晴川市科协2023年开展了多少场科普活动？';

let folder: string;
let site: TestSite;
let maintainer: Maintainer;
beforeAll(async () => {
  folder = folderWith(SMALL);
  site = await openHouse(folder);
  maintainer = await logIn(site);
});
afterAll(() => site.close());

const fileNamed = (name: string, text: string) => new File([text], name);

/** Builds, and waits for its end as a page does. */
async function build(): Promise<string> {
  await maintainer.send('/admin/build', {});
  await (await maintainer.get('/admin/build/events')).text();
  return wordsIn(await maintainer.text('/admin/build'));
}

describe('a report', () => {
  it('is sent, looked at, added for staff, built, opened to the public, asked, and taken back', async () => {
    const sent = await maintainer.send('/admin/reports/upload', { file: fileNamed('晴川2023.txt', UNSURE) });
    expect(sent.status).toBe(303);
    const staged = sent.headers.get('location') ?? '';
    const preview = await maintainer.text(staged);
    expect(wordsIn(preview)).toContain('还没有放进报告文件夹');
    // It is put in for staff, whatever it looks like, and never in place of another one unasked.
    expect(wordsIn(preview)).not.toMatch(/按公开处理|放进去就换掉/u);
    expect(preview).toContain('<option value="staff" selected');
    expect(existsSync(join(folder, '晴川2023.txt'))).toBe(false);

    const id = staged.split('id=')[1] ?? '';
    const added = await maintainer.send(`/admin/reports/add?id=${id}`, {
      association: '晴川市科协',
      period: '2023',
    });
    expect(added.status).toBe(303);
    expect(readFileSync(join(folder, '晴川2023.txt'), 'utf8')).toMatch(/audience: staff/u);
    const one = wordsIn(await maintainer.text(added.headers.get('location') ?? ''));
    expect(one).toMatch(/单位 晴川市科协 写明的.*年度 2023 写明的.*范围 内部 写明的/u);

    expect(wordsIn(await maintainer.text('/admin/build?check=1'))).toContain('晴川2023');
    expect(await build()).toMatch(/上一次.*kewen index · 小周.*已启用/u);
    expect(await site.text(asking(QUESTION))).not.toContain('412');

    const settled = await maintainer.send(
      `/admin/reports/settle?${new URLSearchParams({ file: '晴川2023.txt' })}`,
      { audience: 'public' },
    );
    expect(wordsIn(await settled.text())).toMatch(/做好了.*范围 公开 写明的/u);
    await build();
    expect(await site.text(asking(QUESTION))).toContain('412场');

    const back = await maintainer.send('/admin/build/rollback', {});
    expect(back.status).toBe(303);
    expect(wordsIn(await maintainer.text('/admin/build'))).toContain('已退回上一代');
    expect(await site.text(asking(QUESTION))).not.toContain('412');
  }, 120_000);

  it('that is there already is left as it is, and whoever sends it again is told so', async () => {
    const file = 'yanling-2022.md';
    const before = readFileSync(join(folder, file), 'utf8');
    expect(before).not.toMatch(/audience: staff/u);
    const sent = await maintainer.send('/admin/reports/upload', { file: fileNamed('又一次.md', before) });
    const id = (sent.headers.get('location') ?? '').split('id=')[1] ?? '';
    const added = await maintainer.send(`/admin/reports/add?id=${id}`, { audience: 'staff', period: '1999' });
    const page = wordsIn(await maintainer.text(added.headers.get('location') ?? ''));
    expect(page).toMatch(/没有再放，也没有改它.*范围 公开/u);
    expect(readFileSync(join(folder, file), 'utf8')).toBe(before);
    expect(existsSync(join(folder, `${file}.yaml`))).toBe(false);
    expect(existsSync(join(folder, '又一次.md'))).toBe(false);
  }, 30_000);

  it('that is for staff is listed here, and on no public page', async () => {
    expect(await maintainer.text('/admin/reports')).toContain('yanling-2022-budget');
    for (const path of ['/', '/reports', '/api/reports', '/api/suggest?q=雁岭']) {
      expect([path, (await site.text(path)).includes('budget')]).toEqual([path, false]);
    }
  }, 20_000);

  it('that is settled with what is none keeps what was typed, and with nothing says so', async () => {
    const path = `/admin/reports/settle?${new URLSearchParams({ file: 'yanling-2022.md' })}`;
    const before = readFileSync(join(folder, 'yanling-2022.md'), 'utf8');
    const typed = { association: '雁岭市<科协>', period: '不是年份', audience: 'staff' };
    const refused = await (await maintainer.send(path, typed)).text();
    expect(wordsIn(refused)).toContain('period');
    expect(refused).toContain('name="association" value="雁岭市&lt;科协&gt;"');
    expect(refused).toMatch(/<option value="staff" selected/u);
    expect(wordsIn(await (await maintainer.send(path, {})).text())).toContain('什么也没有填');
    expect(readFileSync(join(folder, 'yanling-2022.md'), 'utf8')).toBe(before);
  }, 30_000);

  it('that is no file of the corpus is not looked at, and not settled', async () => {
    for (const file of ['../secret.md', '/etc/passwd', 'lexicon/dictionary.txt', '--help', 'nobody.md', '']) {
      const query = new URLSearchParams({ file });
      expect([file, (await maintainer.get(`/admin/reports/one?${query}`)).status]).toEqual([file, 404]);
      const settled = await maintainer.send(`/admin/reports/settle?${query}`, { audience: 'public' });
      expect([file, settled.status]).toEqual([file, 404]);
    }
  });
});

describe('an address', () => {
  it('is fetched, looked at, and added under its title with where it came from, once', async () => {
    const text = reportFile({ association: '晴川市科协', year: 2021 }, '2021年，我们共开展科普活动377场。');
    const web = createServer((_, response) => response.end(text)).listen(0, '127.0.0.1');
    await once(web, 'listening');
    const address = `http://127.0.0.1:${(web.address() as AddressInfo).port}/t20211230_77.md`;
    try {
      const sent = await maintainer.send('/admin/reports/fetch', { address });
      expect(sent.status).toBe(303);
      const staged = sent.headers.get('location') ?? '';
      const preview = wordsIn(await maintainer.text(staged));
      expect(preview).toContain('还没有放进报告文件夹');
      expect(preview).toContain(address);
      const named = /name="named" value="([^"]*)"/u.exec(await maintainer.text(staged))?.[1] ?? '';
      expect(named).toContain('晴川市科协');
      const id = staged.split('id=')[1] ?? '';
      const added = await maintainer.send(`/admin/reports/add?id=${id}`, { named });
      expect(added.status).toBe(303);
      const file = new URLSearchParams(added.headers.get('location')?.split('?')[1]).get('file') ?? '';
      expect(file).toContain('晴川市科协');
      expect(readFileSync(join(folder, file), 'utf8')).toMatch(/audience: staff/u);
      expect(readFileSync(join(folder, file), 'utf8')).toContain(address);
    } finally {
      web.close();
    }
  }, 60_000);

  it('that is none, or cannot be had, says so', async () => {
    for (const address of ['', 'file:///etc/passwd', '--help', 'http://', 'http://10.0.0.1/x', 'https://[']) {
      const response = await maintainer.send('/admin/reports/fetch', { address });
      expect([address, response.status]).toEqual([address, 200]);
      expect(wordsIn(await response.text())).toMatch(/请写 http 或 https 的网址|网址|地址/u);
    }
  }, 60_000);
});

describe('a file that is sent', () => {
  it('is refused where it cannot be a report, and nothing of it stays', async () => {
    const before = readdirSync(folder).sort();
    for (const name of ['run.exe', '.env', 'noextension', '..', '']) {
      const response = await maintainer.send('/admin/reports/upload', { file: fileNamed(name || 'x', 'a') });
      expect([name, response.status]).toEqual([name, 200]);
    }
    expect(readdirSync(folder).sort()).toEqual(before);
  }, 60_000);

  it('that is too large is told how large it may be', async () => {
    const response = await site.app.request('/admin/reports/upload', {
      method: 'POST',
      headers: {
        'x-forwarded-for': '203.0.113.9',
        origin: 'http://localhost',
        'content-type': 'multipart/form-data; boundary=x',
        'content-length': String(60 * 1024 * 1024),
        cookie: maintainer.cookie,
      },
      body: '--x--',
    });
    expect(response.status).toBe(413);
    expect(wordsIn(await response.text())).toContain('文件超过 50 MB');
  });

  it('is let go of when it is discarded, and comes back to no browser', async () => {
    const html = reportFile({ association: '晴川市科协', year: 2020 }, '<script>alert(1)</script>正文。');
    const sent = await maintainer.send('/admin/reports/upload', { file: fileNamed('x.html', html) });
    const staged = sent.headers.get('location') ?? '';
    expect(await maintainer.text(staged)).not.toMatch(/<script>alert/u);
    await maintainer.send(staged.replace('upload', 'discard'), {});
    expect(wordsIn(await maintainer.text(staged))).toContain('请再上传一次');
  }, 30_000);

  it('has a name without folders, whatever it is called', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 300 }),
        fc.constantFrom('.md', '.docx', '.PDF', ''),
        (stem, end) => {
          const name = cleanFileName(`${stem}${end}`);
          if (name === null) return;
          expect(name).not.toMatch(/[\\/\p{C}]|^[.~-]/u);
          expect(Buffer.byteLength(`${name}.yaml`)).toBeLessThanOrEqual(255);
        },
      ),
    );
    expect(cleanFileName(`${'报'.repeat(300)}.docx`)).toBe(`${'报'.repeat(60)}.docx`);
    expect(cleanFileName('C:\\报告\\..\\总结.docx')).toBe('总结.docx');
    expect(cleanFileName('../../corpus/a.md')).toBe('a.md');
  });

  it('waits for an hour and no longer, and with no more than twenty', () => {
    let nowMs = 0;
    const uploads = new Uploads(() => new Date(nowMs));
    const kept = Array.from({ length: 21 }, (_, i) => uploads.keep(`${i}.md`, new Uint8Array()));
    expect(kept.at(-1)).toBe('many');
    const [first] = kept;
    const id = typeof first === 'object' ? first.id : '';
    const path = uploads.find(id)?.path ?? '';
    expect(existsSync(path)).toBe(true);
    nowMs = 61 * 60_000;
    expect([uploads.find(id), existsSync(path)]).toEqual([null, false]);
    uploads.close();
  });
});

describe('a build', () => {
  it('goes on alone: whoever begins another one sees the first', async () => {
    const first = maintainer.send('/admin/build', {});
    const second = maintainer.send('/admin/build', {});
    expect([(await first).status, (await second).status]).toEqual([303, 303]);
    expect(wordsIn(await maintainer.text('/admin/build'))).toContain('正在重建');
    expect(await (await maintainer.get('/admin/build/events')).text()).toMatch(/event: end/u);
    expect(wordsIn(await maintainer.text('/admin/build'))).toContain('上一次');
  }, 30_000);
});
