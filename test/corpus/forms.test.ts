/**
 * Reports in the shapes in which they lie about: a page of a county's site, a yearbook's entry, an article of a feed, a
 * pasted table, minutes, a text with nothing but a signature. None has front matter; `expected.json` says what a reader of
 * each would say of it.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { reportsOf } from '../../src/corpus/file-reports.ts';
import { joinTiles } from '../../src/corpus/readers/number-tiles.ts';
import { formatPeriod, type Report } from '../../src/corpus/report.ts';
import { type ScannedFile, scanFiles } from '../../src/corpus/scan.ts';

const FIXTURES = join(import.meta.dirname, '../fixtures');

interface Expected {
  readonly association: string;
  readonly period: string;
  readonly audience: string;
  readonly title?: string;
}

const expectedIn = (folder: string): [string, Expected][] =>
  Object.entries(JSON.parse(readFileSync(join(FIXTURES, folder, 'expected.json'), 'utf8')));

async function reportOf(folder: string, file: string): Promise<Report> {
  const made = [];
  const directory = join(FIXTURES, folder);
  const [scanned] = await scanFiles(directory, [file]);
  for await (const one of reportsOf(directory, scanned as ScannedFile)) made.push(one);
  const [report] = made;
  if (report === undefined || 'message' in report) throw new Error(report?.message ?? 'no report');
  return report;
}

const bare = (title: string) => title.replace(/\s+/gu, '');
const periodOf = ({ period }: Report) => formatPeriod(period).replace('—', '-');

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
  it.each(expectedIn('forms'))(
    '%s says whose it is, of when and for whom',
    async (file, { association, period, audience, title }) => {
      const report = await reportOf('forms', file);
      expect({
        association: report.association,
        period: periodOf(report),
        audience: report.audience,
        title: title === undefined ? undefined : bare(report.title),
      }).toEqual({ association, period, audience, title: title && bare(title) });
    },
  );

  /** The set was written before the code that reads it was looked at; these are its floors, of 74 files. */
  it('is read rightly of every other kind that was thought of beforehand, and no staff file as a public one', async () => {
    const right = { association: 0, period: 0, audience: 0, title: 0 };
    for (const [file, { association, period, audience, title }] of expectedIn('as-found')) {
      const report = await reportOf('as-found', file);
      if (report.association === association) right.association++;
      if (periodOf(report) === period) right.period++;
      if (report.audience === audience) right.audience++;
      if (title !== undefined && bare(report.title) === bare(title)) right.title++;
      expect([file, report.audience]).not.toEqual([file, audience === 'staff' ? 'public' : '']);
    }
    expect(right).toEqual({ association: 74, period: 74, audience: 74, title: FLOOR_TITLES });
  });
});

/** Of 15 that have one of their own. */
const FLOOR_TITLES = 15;
