import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { BlockKind } from '../../src/corpus/document.ts';
import { loadCorpus } from '../../src/corpus/load.ts';
import { cutPassages, cutSentences, type Passage } from '../../src/corpus/passages.ts';
import type { Report } from '../../src/corpus/report.ts';
import { corpusOf, FIXTURES, hasRaw, RAW, SHIPPED } from '../support/corpora.ts';
import { DRAWN } from '../support/questions.ts';

type Text = Pick<Report, 'id' | 'text' | 'blocks'>;

/** A report of these blocks: `# 标题`, `## 一、科普`, `- 条目`, `| 行`, `> 图注`, `@ 来源` and paragraphs. */
function reportOf(...lines: readonly string[]): Text {
  let text = '';
  const blocks = lines.map((line) => {
    const [, mark = '', words = ''] = /^(?:(#+|[-|>@]) )?(.*)$/su.exec(line) ?? [];
    const kinds: Record<string, BlockKind> = { '-': 'item', '|': 'row', '>': 'caption', '@': 'byline' };
    const kind = mark.startsWith('#') ? 'heading' : (kinds[mark] ?? 'paragraph');
    if (text) text += '\n\n';
    const start = text.length;
    text += words;
    return { kind, level: mark.startsWith('#') ? mark.length : 0, start, end: text.length } as const;
  });
  return { id: 'yanling-2022', text, blocks };
}

const sentencesIn = (text: string) => cutSentences(text).map(([start, end]) => text.slice(start, end));
const textOf = (report: Text, { start, end }: { start: number; end: number }) =>
  report.text.slice(start, end);
const LONG = '市科协组织科技志愿者走进社区、学校和企业，开展科普讲座、科学实验和义诊咨询，送去图书和展板';

describe('sentences', () => {
  it.each<[string, readonly string[]]>([
    ['全年办活动3场。受益2万人次。', ['全年办活动3场。', '受益2万人次。']],
    ['新增几家？两家！是的。', ['新增几家？', '两家！', '是的。']],
    ['真热闹！！！下一场在即。', ['真热闹！！！', '下一场在即。']],
    [
      '科普情景剧《加油！科学+》进驻社区演出。反响好。',
      ['科普情景剧《加油！科学+》进驻社区演出。', '反响好。'],
    ],
    ['栏目《问。答》开播。', ['栏目《问。答》开播。']],
    ['举办“加油！科学”活动3场。', ['举办“加油！科学”活动3场。']],
    ['他说：“科技兴则民族兴。”掌声不断。', ['他说：“科技兴则民族兴。”', '掌声不断。']],
    ['比例为13.6%，面积5.8公顷。', ['比例为13.6%，面积5.8公顷。']],
    ['没有句号的一行', ['没有句号的一行']],
    ['  两头有空。  ', ['两头有空。']],
    ['', []],
    ['   ', []],
    ['。', ['。']],
    ['（一）抓科普。（二）抓人才。', ['（一）抓科普。', '（二）抓人才。']],
  ])('of %j are %j', (text, sentences) => {
    expect(sentencesIn(text)).toEqual(sentences);
  });

  it('inside a long quotation are sentences of their own', () => {
    const speech =
      '“以前凭经验，现在看数据，地里的事一天也等不得。专家来了，我们心里就有底了，收成一年比一年好。”他说。';
    expect(sentencesIn(speech).length).toBeGreaterThan(1);
  });

  it('of a whole page are cut at semicolons', () => {
    const page = `${Array.from({ length: 12 }, (_, i) => `第${i + 1}项是${LONG}`).join('；')}。`;
    const sentences = sentencesIn(page);
    expect(sentences.length).toBeGreaterThan(3);
    expect(sentences.join('')).toBe(page);
    for (const sentence of sentences.slice(0, -1)) expect(sentence).toMatch(/；$/u);
  });

  const pieces = fc.constantFrom(
    ...[
      '全年',
      '科普活动',
      '8.6万人次',
      '《加油！科学+》',
      '《问。答》',
      '“科普e站”',
      '（第2期）',
      '5·30',
      '13.6%',
    ],
    ...['，', '；', '。', '！', '？', ' ', '“', '”', '《', '》', '1,280名', '2021—2025年', LONG],
  );
  const prose = fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join(''));

  it('of a text without any stop end at commas, or anywhere but in a number or a character', () => {
    const commas = '全市举办科普活动12场，'.repeat(400);
    expect(sentencesIn(commas).join('')).toBe(commas);
    expect(sentencesIn(commas).every((sentence) => sentence.length <= 2000 && /，$/u.test(sentence))).toBe(
      true,
    );
    for (const unit of ['科普12345', '科😀', '7']) {
      const text = unit.repeat(6000);
      const sentences = sentencesIn(text);
      expect(sentences.join('')).toBe(text);
      expect(sentences.every((sentence) => sentence.length <= 2000 && !/\p{Surrogate}/u.test(sentence))).toBe(
        true,
      );
      if (unit !== '7') expect(sentences.join('|')).not.toMatch(/\d\|\d/u);
    }
  });

  it('rejoin to their paragraph, white space between them aside', () => {
    fc.assert(
      fc.property(fc.oneof(prose, fc.string({ unit: 'binary', maxLength: 80 })), (text) => {
        const bare = (words: string) => words.replace(/\s/gu, '');
        expect(bare(sentencesIn(text).join(''))).toBe(bare(text));
        let last = 0;
        for (const [start, end] of cutSentences(text)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          last = end;
        }
        expect(last).toBeLessThanOrEqual(text.length);
      }),
      { ...DRAWN, numRuns: 800 },
    );
  });

  it('never cut a title in 《》 or a number', () => {
    fc.assert(
      fc.property(prose, (text) => {
        const cuts = cutSentences(text).flat();
        const whole = [...text.matchAll(/《[^《》“”]*》|\d+(?:[.,]\d+)*%?/gu)];
        const isOpen = (at: number) => /《[^》]*$/u.test(text.slice(0, at));
        for (const { index, 0: name } of whole.filter(({ index }) => !isOpen(index))) {
          expect(cuts.filter((cut) => cut > index && cut < index + name.length)).toEqual([]);
        }
      }),
      { ...DRAWN, numRuns: 800 },
    );
  });
});

describe('passages', () => {
  it('stand under their headings, without the title', () => {
    const report = reportOf(
      '# 雁岭市科协2022年工作总结',
      '总述一段。',
      '## 一、科普',
      '### （一）活动',
      '全年办活动3场。',
      '### （二）阵地',
      '画廊有142块。',
      '## 二、人才',
      '建工作站2家。',
    );
    const passages = cutPassages(report);
    expect(passages.map((passage) => [textOf(report, passage), passage.section])).toEqual([
      ['总述一段。', []],
      ['全年办活动3场。', ['一、科普', '（一）活动']],
      ['画廊有142块。', ['一、科普', '（二）阵地']],
      ['建工作站2家。', ['二、人才']],
    ]);
  });

  it('keep a line of source and date apart from the text below it', () => {
    const report = reportOf(
      '# 雁岭市科协2022年工作总结',
      '@ 发布时间：2023-01-10',
      '@ 来源：雁岭市科协',
      '全年办活动3场。',
      '@ 雁岭市科协办公室',
    );
    expect(cutPassages(report).map((passage) => textOf(report, passage))).toEqual([
      '发布时间：2023-01-10\n\n来源：雁岭市科协',
      '全年办活动3场。\n\n雁岭市科协办公室',
    ]);
  });

  it('take in short paragraphs, items and rows that follow, up to 240 characters', () => {
    const items = Array.from({ length: 12 }, (_, i) => `- 第${i + 1}项：${LONG}。`);
    const passages = cutPassages(reportOf('## 项目', ...items));
    expect(passages.length).toBeGreaterThan(1);
    for (const { start, end, sentences } of passages) {
      expect(end - start <= 240 || sentences.length === 1).toBe(true);
    }
  });

  it('of an unchanged text keep their ids when another paragraph changes', () => {
    const paragraphs = Array.from({ length: 6 }, (_, i) => `第${i + 1}段，${LONG}，共${i + 10}场，${LONG}。`);
    const before = cutPassages(reportOf('## 一', ...paragraphs));
    const changed = paragraphs.map((text, i) => (i === 2 ? `改过的一段，${LONG}，共99场，${LONG}。` : text));
    const after = cutPassages(reportOf('## 一', ...changed));
    const ids = (passages: readonly Passage[]) => passages.map(({ id }) => id);
    expect(ids(after).filter((id) => !ids(before).includes(id))).toHaveLength(1);
    expect(ids(before).filter((id) => !ids(after).includes(id))).toHaveLength(1);
  });

  it('keep their ids when their heading, place in the report or a section before them changes', () => {
    const paragraph = `${LONG}，共10场，${LONG}。`;
    const [before] = cutPassages(reportOf('## 一', paragraph));
    const after = cutPassages(reportOf('## 新的一节', `新写的${LONG}，${LONG}。`, '## 二', paragraph));
    expect(after.map(({ id }) => id)).toContain(before?.id);
  });

  it('of the same text twice in a report have two ids', () => {
    const paragraph = `${LONG}，共10场，${LONG}。`;
    const ids = cutPassages(reportOf('## 一', paragraph, '## 二', paragraph)).map(({ id }) => id);
    expect(ids).toEqual([ids[0], `${ids[0]}-2`]);
    expect(ids[0]).toMatch(/^yanling-2022#[0-9a-f]{8}$/u);
  });

  it('of a report that is only headings are none', () => {
    expect(cutPassages(reportOf('# 标题', '## 一', '## 二'))).toEqual([]);
    expect(cutPassages(reportOf())).toEqual([]);
  });
});

describe('the passages of real reports', () => {
  let reports: readonly Report[];
  beforeAll(async () => {
    const folders = hasRaw ? [RAW] : [];
    const corpora = [corpusOf(SHIPPED, FIXTURES), ...folders.map((folder) => corpusOf(folder))];
    reports = (await Promise.all(corpora.map((folder) => loadCorpus(folder)))).flatMap(
      (corpus) => corpus.reports,
    );
  });

  it('hold every block but the headings, each character once and in order', () => {
    expect(reports.length).toBeGreaterThan(8);
    for (const report of reports) {
      const bare = (text: string) => text.replace(/\s/gu, '');
      const blocks = report.blocks
        .filter(({ kind }) => kind !== 'heading')
        .map((block) => textOf(report, block));
      const sentences = cutPassages(report).flatMap((passage) => passage.sentences);
      expect(bare(sentences.map((sentence) => textOf(report, sentence)).join(''))).toBe(
        bare(blocks.join('')),
      );
      expect(sentences.map(({ start }) => start)).toEqual(
        [...sentences].map(({ start }) => start).sort((a, b) => a - b),
      );
    }
  });

  it('are of a size to be read: none past 240 characters but single sentences', () => {
    for (const report of reports) {
      for (const { id, start, end, sentences } of cutPassages(report)) {
        expect([id, end - start <= 240 || sentences.length === 1]).toEqual([id, true]);
      }
    }
  });

  it('have ids of their own, and keep them when another paragraph changes', () => {
    for (const report of reports) {
      const ids = cutPassages(report).map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      const last = report.blocks.at(-1) as Report['blocks'][number];
      const changed = { ...report, text: `${report.text.slice(0, last.end - 1)}！` };
      const kept = cutPassages(changed).filter(({ id }) => ids.includes(id));
      expect(kept.length).toBeGreaterThanOrEqual(ids.length - 1);
    }
  });

  it('cut no sentence inside 《》 or a number', () => {
    for (const report of reports) {
      const cuts = new Set(
        cutPassages(report).flatMap(({ sentences }) => sentences.flatMap(({ start, end }) => [start, end])),
      );
      for (const { index, 0: whole } of report.text.matchAll(/《[^》\n]{1,40}》|\d+(?:[.,]\d+)*%?/gu)) {
        const inside = Array.from({ length: whole.length - 1 }, (_, i) => index + 1 + i).filter((at) =>
          cuts.has(at),
        );
        expect([join(report.id, whole), inside]).toEqual([join(report.id, whole), []]);
      }
    }
  });
});
