/** That a row has the most, and that all of a thing were done, is affirmed and denied by the figures, over generated reports. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerQuestion } from '../../../src/answer/answer.ts';
import { type Served, serve } from '../../support/corpora.ts';
import { folderWith, reportFile } from '../../support/small.ts';

const TOWNS = ['松溪镇', '竹坪镇', '梅岭镇', '兰渡镇', '菊潭镇'] as const;
/** Both columns have another town first and last. */
const COLUMNS = {
  科普讲座: { unit: '场', of: [31, 18, 44, 27, 9] },
  培训学员: { unit: '人', of: [210, 460, 95, 330, 120] },
} as const;
/** Things with how many there were, and how many of them were done; null where 全部 is said. */
const DONE = [
  ['热线接单', '份', 203, 188],
  ['意见征集', '条', 46, 46],
  ['难题会诊', '项', 87, null],
  ['站点改造', '个', 15, 11],
] as const;

let served: Served;
beforeAll(async () => {
  const names = Object.entries(COLUMNS);
  const table = [
    `| 乡镇 | ${names.map(([name, { unit }]) => `${name}（${unit}）`).join(' | ')} |`,
    `|---|${names.map(() => '---|').join('')}`,
    ...TOWNS.map((town, i) => `| ${town} | ${names.map(([, { of }]) => of[i]).join(' | ')} |`),
  ];
  const lines = DONE.map(([thing, unit, whole, part]) =>
    part === null
      ? `${thing}${whole}${unit}，已全部完成。`
      : `${thing}${whole}${unit}，完成${part}${unit}${part < whole ? `，${whole - part}${unit}未完成` : ''}。`,
  );
  const text = [...lines, '## 各乡镇科普工作情况', table.join('\n')].join('\n\n');
  const report = reportFile({ association: '青枫市科协', year: 2023 }, text);
  served = await serve([folderWith({ 'a.md': report })], 'public');
});
afterAll(() => served.index.close());

const said = (question: string) => {
  const { text } = answerQuestion({ question, thisYear: 2024 }, served.index);
  return text.startsWith('是。') ? true : text.startsWith('不是。') ? false : null;
};

describe('a claim that a row has the most', () => {
  it.each(Object.keys(COLUMNS) as (keyof typeof COLUMNS)[])(
    'is so of one row and of no other: %s',
    (name) => {
      const { of } = COLUMNS[name];
      for (const [i, town] of TOWNS.entries())
        for (const [word, value] of [
          ['最多', Math.max(...of)],
          ['最少', Math.min(...of)],
        ] as const)
          for (const question of [
            `青枫市2023年${name}${word}的乡镇是${town}吗`,
            `青枫市${town}的${name}是${word}的，对吧`,
          ]) {
            const says = said(question);
            expect([question, says === null || says === (of[i] === value)]).toEqual([question, true]);
          }
      const isTold = TOWNS.map((town) => said(`青枫市2023年${name}最多的乡镇是${town}吗`));
      expect(isTold).toEqual(of.map((value) => value === Math.max(...of)));
    },
  );
});

describe('a claim that all were done', () => {
  it.each(DONE)('is so where no figure is less: %s', (thing, unit, whole, part) => {
    const isAll = part === null || part >= whole;
    for (const question of [
      `青枫市2023年${thing}的${whole}${unit}全部完成了吗`,
      `青枫市${whole}${unit}${thing}全都完成了，对吧`,
      `青枫市${thing}都完成了吧`,
    ]) {
      const says = said(question);
      expect([question, says === null || says === isAll]).toEqual([question, true]);
    }
    expect(said(`青枫市2023年${thing}的${whole}${unit}全部完成了吗`)).toBe(isAll);
  });
});
