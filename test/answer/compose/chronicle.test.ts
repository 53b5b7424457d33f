/**
 * A chronicle: months as headings, days below them. Who asks when is told the month as well, and what is asked of a month is
 * answered by what happened in it.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerQuestion } from '../../../src/answer/answer.ts';
import { type Served, serve } from '../../support/corpora.ts';
import { citationFaults, inventionFaults } from '../../support/faults.ts';
import { folderWith } from '../../support/small.ts';

/** What happened in a month on a day, as it is asked for. */
const EVENTS = [
  ['1月', '12日', '召开年度总结会', '年度总结会'],
  ['2月', '15日', '青少年科技创新大赛终评在实验学校举行', '青少年科技创新大赛终评'],
  ['5月', '20日至26日', '开展科技活动周', '科技活动周'],
  ['6月', '16日', '区科技馆闭馆改造', '区科技馆闭馆改造'],
  ['9月', '17日', '全国科普日主场活动在港口广场举行', '全国科普日主场活动'],
  ['12月', '8日', '“银龄课堂”结业典礼在图书馆举行', '“银龄课堂”结业典礼'],
] as const;
const CHINESE = {
  '1月': '一月',
  '2月': '二月',
  '5月': '五月',
  '6月': '六月份',
  '9月': '九月',
  '12月': '十二月',
};

const chronicle = (headingOf: (month: keyof typeof CHINESE) => string) =>
  `雁岭区科协2023年大事记\n\n${EVENTS.map(
    ([month, day, event]) => `${headingOf(month)}\n${day}，${event}，区科协主席桑以宁出席。\n`,
  ).join('\n')}`;

const FORMS = {
  digits: chronicle((month) => month),
  'Chinese digits': chronicle((month) => CHINESE[month]),
  'months of a year': chronicle((month) => `2023年${month}`),
} as const;

describe.each(Object.entries(FORMS))('a chronicle in %s', (_, text) => {
  let served: Served;
  beforeAll(async () => {
    served = await serve([folderWith({ '雁岭区科协大事记2023.txt': text })], 'public');
  });
  afterAll(() => served.index.close());
  const ask = (question: string) => answerQuestion({ question, thisYear: 2024 }, served.index);

  it.each(EVENTS)('has %s above %s: %s', (month, day, _event, asked) => {
    const { kind, text: told, citations } = ask(`雁岭区${asked}是哪天`);
    const heading = citations[0]?.section.at(-1) ?? '';
    expect({ kind, told }).toEqual({ kind: 'answered', told: expect.stringContaining(`${heading}${day}`) });
    expect([month, `2023年${month}`, ...Object.values(CHINESE)]).toContain(heading);
  });

  it('cites the words of the file and no others', () => {
    const answer = ask('雁岭区全国科普日主场活动是哪天');
    expect([...citationFaults(answer, served.reports), ...inventionFaults(answer, '')]).toEqual([]);
  });
});
