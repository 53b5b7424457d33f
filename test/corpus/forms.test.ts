/**
 * Reports in the shapes in which they lie about: a page of a county's site, a yearbook's entry, an article of a feed, a
 * pasted table, minutes, a text with nothing but a signature. None has front matter; `expected.json` says what a reader of
 * each would say of it.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readFileReports } from '../../src/corpus/file-reports.ts';
import { joinTiles } from '../../src/corpus/readers/number-tiles.ts';
import { formatPeriod } from '../../src/corpus/report.ts';

const folder = join(import.meta.dirname, '../fixtures/forms');

interface Expected {
  readonly association: string;
  readonly period: string;
  readonly audience: string;
  readonly title?: string;
}

const expected: Readonly<Record<string, Expected>> = JSON.parse(
  readFileSync(join(folder, 'expected.json'), 'utf8'),
);

describe('numbers on lines of their own', () => {
  it('stand with what they count, before it or behind it, and with nothing else', () => {
    const tiles = (...texts: readonly string[]) =>
      joinTiles(texts.map((text) => ({ kind: 'paragraph', text, level: 0 }))).map(({ text }) => text);
    expect(tiles('看数据：', '覆盖群众', '7.3万人次', '讲座', '136场', '今年更多。')).toEqual([
      '看数据：',
      '覆盖群众7.3万人次',
      '讲座136场',
      '今年更多。',
    ]);
    expect(tiles('136场', '科普活动')).toEqual(['136场科普活动']);
    expect(tiles('讲座', '136场', '展览')).toEqual(['讲座136场', '展览']);
    expect(tiles('科普活动', '走进乡村学校33所')).toEqual(['科普活动', '走进乡村学校33所']);
  });
});

describe('a report as it lies', () => {
  it.each(Object.entries(expected))(
    '%s says whose it is, of when and for whom',
    async (file, { association, period, audience, title }) => {
      const made = [];
      for await (const one of readFileReports(folder, file)) made.push(one);
      const [report] = made;
      if (report === undefined || 'message' in report) throw new Error(report?.message ?? 'no report');
      expect({
        association: report.association,
        period: formatPeriod(report.period).replace('—', '-'),
        audience: report.audience,
        title: title === undefined ? undefined : report.title.replace(/\s+/gu, ''),
      }).toEqual({ association, period, audience, title: title?.replace(/\s+/gu, '') });
    },
  );
});
