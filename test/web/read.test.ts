import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { placePath } from '../../src/channels/place.ts';
import { seek } from '../../src/channels/seek.ts';
import type { ReportCard } from '../../src/index/shelf.ts';
import { printable } from '../../src/printable.ts';
import { runsOf } from '../../src/web/read/runs.ts';
import { pagesOf, viewReport, wholeOf } from '../../src/web/read/view.ts';
import { corpusOf, FIXTURES, SHIPPED } from '../support/corpora.ts';
import { folderWith, reportFile, SMALL } from '../support/small.ts';
import { openSite, type TestSite, wordsIn } from './site.ts';

let site: TestSite;
let corpus: string;
beforeAll(async () => {
  corpus = corpusOf(SHIPPED, FIXTURES);
  site = await openSite(corpus);
});
afterAll(() => site.close());

const marked = (page: string) =>
  [...page.matchAll(/<mark>([^<]*)<\/mark>/gu)].map(([, text = '']) => unescaped(text)).join('');
const unescaped = (text: string) =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
const cards = () => site.desk.catalog.reports;

describe('the page of a report', () => {
  it('has all of its text, in order', async () => {
    for (const card of cards()) {
      const { text, blocks } = await site.desk.use((index) => wholeOf(index, card));
      const page = wordsIn(await site.text(`/r/${encodeURIComponent(card.id)}`));
      for (const block of blocks.filter(({ kind }) => kind !== 'row')) {
        const words = printable(text.slice(block.start, block.end)).replace(/\s+/gu, '');
        expect(page.replace(/\s+/gu, '')).toContain(words);
      }
    }
  });

  it('marks the sentence where it is told to be, where it is not told where its passage stood', async () => {
    const [first] = await site.desk.use((index) => {
      const card = index.reports.find(({ id }) => id === 'pinghu-2020') as ReportCard;
      return Array.from({ length: card.passages }, (_, ordinal) => index.passageAt(card.row, ordinal)).filter(
        (passage) => passage && passage.sentences.length > 1,
      );
    });
    const sentence = first?.sentences[1] ?? { start: 0, end: 0 };
    const name = first?.id.split('#')[1] ?? '';
    const page = await site.text(`/r/pinghu-2020?mark=${sentence.start}-${sentence.end}&p=${name}`);
    expect(marked(page)).toBe(
      first?.text.slice(sentence.start - first.start, sentence.end - first.start).trim(),
    );
  });

  it('marks the sentence of any place that is cited, and nothing else', async () => {
    const places = await site.desk.use((index) =>
      index.reports.flatMap((card) =>
        Array.from({ length: card.passages }, (_, ordinal) => index.passageAt(card.row, ordinal)).flatMap(
          (passage) =>
            passage?.sentences
              .filter(({ kind }) => kind !== 'row')
              .slice(0, 1)
              .map(({ start, end }) => ({
                path: placePath({ report: card.id, passage: passage.id, start, end }, index),
                quote: passage.text.slice(start - passage.start, end - passage.start),
              })) ?? [],
        ),
      ),
    );
    expect(places.length).toBeGreaterThan(200);
    for (const { path, quote } of places.filter((_, i) => i % 7 === 0)) {
      expect(marked(await site.text(path))).toBe(printable(quote));
    }
  });

  it('marks the cells of a row of a table', async () => {
    const { path } = await site.desk.use((index) => {
      const card = index.reports.find(({ id }) => id === 'wuhou-2022-statistics') as ReportCard;
      const rows = Array.from({ length: card.passages }, (_, i) => index.passageAt(card.row, i)).flatMap(
        (passage) => (passage ? passage.rows.map((row) => ({ passage, row })) : []),
      );
      const { passage, row } = rows.find(({ row }) => row.label === '科普展览') as (typeof rows)[0];
      return {
        path: placePath({ report: card.id, passage: passage.id, start: row.start, end: row.end }, index),
      };
    });
    const page = await site.text(path);
    expect(page).toContain('<th scope="col">2022年</th><th scope="col">2021年</th>');
    expect(marked(page)).toBe('科普展览158场次143场次');
  });

  it('says of a figure what it was read as', async () => {
    const page = await site.text('/r/pinghu-2020');
    expect(page).toMatch(/data-told="科普活动：106 项"[^>]*>106项/u);
    expect(wordsIn(page)).toContain('文中的数据');
  });

  it('has anchors for passages, and an outline that leads to headings', async () => {
    const page = await site.text('/r/pinghu-2020');
    for (const [, anchor] of page
      .matchAll(/<nav class="outline".*?<\/nav>/gsu)
      .next()
      .value?.[0].matchAll(/href="#([^"]+)"/gu) ?? [])
      expect(page).toContain(`id="${anchor}"`);
    const first = await site.desk.use((index) => index.passageAt(1, 0));
    expect(page.includes(`id="p-${first?.id.split('#')[1]}"`) || cards()[0]?.id !== 'pinghu-2020').toBe(true);
  });

  it('says that a passage is gone, and leads to what stands nearest to where it was', async () => {
    const page = await site.text('/r/pinghu-2020?mark=3055-3128&p=deadbeef@3015#p-deadbeef');
    const nearest = /class="notice"[^>]*>.*?href="#p-([^"]+)"/su.exec(page)?.[1];
    const passage = await site.desk.use((index) => index.passageById(`pinghu-2020#${nearest}`));
    expect(wordsIn(page)).toContain('已经不在这份报告里了');
    expect(passage && passage.start <= 3015 && passage.end > 2900).toBe(true);
    expect(page).toContain(`id="p-${nearest}"`);
    expect(marked(page)).toBe('');
  });

  it('is shown whatever else is asked of it', async () => {
    const odd = [
      'mark=9-1',
      'mark=0-99999999',
      'mark=a-b',
      'p=',
      'p=../..',
      'p=@5',
      'page=0',
      'page=99',
      'page=-1',
      'mark=1-2&p=%00',
    ];
    for (const query of odd) {
      const response = await site.get(`/r/pinghu-2020?${query}`);
      expect([query, response.status]).toEqual([query, 200]);
    }
  });

  it('is not there for a report that is not', async () => {
    for (const id of ['nobody-1999', 'lanxi-2023-performance', '..%2f..%2fetc', '%00', 'constructor']) {
      const response = await site.get(`/r/${id}`);
      expect([id, response.status]).toEqual([id, 404]);
    }
    const words = (path: string) => site.text(path).then(wordsIn);
    expect((await words('/r/lanxi-2023-performance')).replaceAll('lanxi-2023-performance', '')).toBe(
      (await words('/r/nobody-1999')).replaceAll('nobody-1999', ''),
    );
  });
});

describe('a long report', () => {
  const paragraph = (i: number) =>
    `第${i}段：全市举办科普讲座${i + 100}场，参加的群众有${i + 2000}人次，覆盖镇街道${i + 3}个。`;
  let long: TestSite;
  beforeAll(async () => {
    const body = Array.from({ length: 3000 }, (_, i) => paragraph(i)).join('\n\n');
    const endless = `${'没有标点的一段'.repeat(20_000)}`;
    long = await openSite(
      folderWith({
        ...SMALL,
        'long-2022.md': reportFile({ association: '长卷市科协', year: 2022 }, body),
        'endless-2022.md': reportFile({ association: '无尽市科协', year: 2022 }, endless),
      }),
    );
  });
  afterAll(() => long.close());

  it('comes in pages, and a place leads to its own', async () => {
    const last = await long.desk.use((index) => {
      const card = index.reports.find(({ id }) => id === 'long-2022') as ReportCard;
      const passage = index.passageAt(card.row, card.passages - 1);
      if (!passage) throw new Error('no passage');
      const { start, end } = passage.sentences[0] as { start: number; end: number };
      return placePath({ report: card.id, passage: passage.id, start, end }, index);
    });
    const page = await long.text(last);
    expect(marked(page)).toMatch(/^第\d+段/u);
    expect(page).toContain('rel="prev"');
    const first = await long.text('/r/long-2022');
    expect(first).toContain('rel="next"');
    expect(Buffer.byteLength(first)).toBeLessThan(1_500_000);
  });

  it('is cut without losing or doubling a character', async () => {
    await long.desk.use((index) => {
      for (const card of index.reports) {
        const whole = wholeOf(index, card);
        const pages = pagesOf(whole);
        expect(pages.map(({ start, end }) => whole.text.slice(start, end)).join('')).toBe(whole.text);
        for (const { start, end } of pages) expect(end - start).toBeLessThanOrEqual(80_000);
        const view = viewReport(index, card, whole, {
          sought: { at: null, mark: null, nearest: null },
          asked: 2,
          language: 'zh',
        });
        expect(view.pages).toBe(pages.length);
      }
    });
  });
});

describe('runs', () => {
  const text = '2022年，市科协共开展科普活动318场，受益群众4.2万人次。😀科普大篷车进校园46次。';
  const range = fc.tuple(fc.nat(text.length), fc.nat(text.length)).map(([a, b]) => ({
    start: Math.min(a, b),
    end: Math.max(a, b),
  }));

  it('put together are the text, whatever is known of it', () => {
    fc.assert(
      fc.property(
        range,
        fc.option(range, { nil: null }),
        fc.array(range),
        fc.uniqueArray(fc.nat(text.length)),
        (whole, mark, figures, anchors) => {
          const runs = runsOf(whole, {
            text,
            mark,
            figures: figures.map((figure) => ({ ...figure, told: 'x' })).sort((a, b) => a.start - b.start),
            anchors: anchors.sort((a, b) => a - b).map((at) => ({ at, name: String(at) })),
          });
          const units = runs.map((run) => run.text.length).reduce((sum, length) => sum + length, 0);
          expect(units).toBe(whole.end - whole.start);
          const inMark = runs.filter((run) => run.isMarked).reduce((sum, run) => sum + run.text.length, 0);
          const overlap = mark
            ? Math.max(0, Math.min(mark.end, whole.end) - Math.max(mark.start, whole.start))
            : 0;
          expect(inMark).toBe(overlap);
        },
      ),
    );
  });
});

describe('a place', () => {
  it('moves with its passage', async () => {
    await site.desk.use((index) => {
      const card = index.reports.find(({ id }) => id === 'pinghu-2020') as ReportCard;
      const passage = index.passageAt(card.row, 5);
      if (!passage) throw new Error('no passage');
      const name = passage.id.split('#')[1];
      fc.assert(
        fc.property(fc.integer({ min: -passage.start, max: 5000 }), (by) => {
          const stood = passage.start + by;
          const typed = { mark: `${stood + 2}-${stood + 12}`, p: `${name}@${stood}` };
          const { mark } = seek(typed, card, index, 100_000);
          expect(mark).toEqual({ start: passage.start + 2, end: passage.start + 12 });
        }),
      );
    });
  });
});

describe('the list of reports', () => {
  it('says so where it names only the first of those without an association', async () => {
    const files = Array.from({ length: 201 }, (_, i) => [`${i}.md`, `# 小结${i}\n\n开展讲座${i + 3}场。\n`]);
    const many = await openSite(folderWith(Object.fromEntries(files)));
    expect(wordsIn(await many.text('/reports'))).toContain('只列出前 200 份，共 201 份');
    expect(wordsIn(await many.text(`/reports?name=${encodeURIComponent('小结20')}`))).not.toContain('只列出');
    many.close();
  }, 120_000);

  it('has every report by association and year, and finds some by name', async () => {
    const page = await site.text('/reports');
    for (const { id } of cards()) expect(page).toContain(`href="/r/${encodeURIComponent(id)}"`);
    const found = await site.text(`/reports?name=${encodeURIComponent('平湖')}`);
    expect(found).toContain('/r/pinghu-2020');
    expect(found).not.toContain('/r/taicang-2021');
    expect(wordsIn(await site.text('/reports?name=%E7%81%AB%E6%98%9F'))).toContain('没有找到');
  });
});

describe('the original file', () => {
  const path = '/r/pinghu-2020/original';

  it('is given as it was indexed, to be saved and not shown', async () => {
    const response = await site.get(path);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-disposition')).toContain('attachment');
    expect(response.headers.get('content-type')).toBe('application/octet-stream');
    expect(response.headers.get('content-security-policy')).toContain('sandbox');
    expect(await response.text()).toBe(readFileSync(join(corpus, 'pinghu-2020.md'), 'utf8'));
  });

  it('is not given once it has changed, nor of a report that the public has not, nor where it is not allowed', async () => {
    const file = join(corpus, 'taicang-2021.md');
    const before = readFileSync(file, 'utf8');
    writeFileSync(file, `${before}\n内部补充`);
    expect((await site.get('/r/taicang-2021/original')).status).toBe(404);
    writeFileSync(file, before);
    expect((await site.get('/r/taicang-2021/original')).status).toBe(200);
    expect((await site.get('/r/lanxi-2023-performance/original')).status).toBe(404);
    const closed = await openSite(folderWith(SMALL), { settings: '' });
    expect((await closed.get('/r/yanling-2022/original')).status).toBe(404);
    expect(await closed.text('/r/yanling-2022')).not.toContain('/original');
    closed.close();
  });
});
