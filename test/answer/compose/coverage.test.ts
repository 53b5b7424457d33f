import { describe, expect, it } from 'vitest';
import { describeCoverage, reportNames } from '../../../src/answer/compose/coverage.ts';
import type { ReportCard } from '../../../src/index/shelf.ts';

const card = (association: string, year: number, id = ''): ReportCard => ({
  id: `${association}-${year}${id}`,
  title: `${association}${year}年工作总结`,
  association,
  aliases: [],
  place: association.replace(/科协$/u, ''),
  period: { from: year, to: year },
  publisher: '',
  published: '',
  source: '',
  audience: 'public',
  row: 0,
  firstPassage: 0,
  others: [],
  passages: 0,
});

describe('what reports there are', () => {
  it('counts reports, also where an association has two of one year', () => {
    const reports = [card('雁岭市科协', 2021), card('禾汀县科协', 2021), card('雁岭市科协', 2021, '-b')];
    expect(reportNames(reports)).toEqual(['雁岭市科协（2021年，2份）', '禾汀县科协（2021年）']);
    expect(describeCoverage(reports)).toBe('现有3份报告：雁岭市科协（2021年，2份）、禾汀县科协（2021年）。');
  });

  it('names the first eight and says that there are more', () => {
    const years = Array.from({ length: 9 }, (_, i) => card('雁岭市科协', 2010 + i));
    const text = describeCoverage([...years, card('雁岭市科协', 2010, '-b')]);
    expect(text).toMatch(/^现有10份报告：雁岭市科协（2010年，2份）、.*雁岭市科协（2017年）等。$/u);
    expect(text).not.toContain('2018');
  });

  it('may be none', () => {
    expect(describeCoverage([])).toBe('还没有可查的报告。');
  });
});
