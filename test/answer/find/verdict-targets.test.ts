/** That an aim was reached is affirmed and denied by the two figures of the report, however it puts them, and by nothing else. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerQuestion } from '../../../src/answer/answer.ts';
import { type Served, serve } from '../../support/corpora.ts';
import { folderWith, reportFile } from '../../support/small.ts';

/** How reports put an aim beside what came of it. */
const PUT: readonly ((thing: string, aim: number, done: number) => string)[] = [
  (thing, aim, done) => `计划举办${thing}${aim}场，实际举办${done}场`,
  (thing, aim, done) => `${thing}年初目标${aim}场，实际完成${done}场`,
  (thing, aim, done) => `${thing}定的是${aim}场，办成${done}场，累计${aim + done}场`,
  (thing, aim, done) => `全年举办${thing}${done}场，为年度任务${aim}场的${((100 * done) / aim).toFixed(1)}%`,
  (thing, aim, done) =>
    done < aim
      ? `全年举办${thing}${done}场，离${aim}场的目标还差${aim - done}场`
      : `全年举办${thing}${done}场，超过年初目标${aim}场`,
  (thing, aim, done) => `${thing}完成年度任务的${((100 * done) / aim).toFixed(0)}%`,
];
const THINGS = ['皮影讲座', '茶艺讲座', '漆器讲座', '盆景讲座', '风筝讲座', '剪纸讲座'] as const;
/** Aims with what came of them: short, met to the letter, exceeded. */
const ENDS = [
  [40, 36],
  [50, 50],
  [60, 72],
] as const;
/** Claims, and whether they are so; without the aim's figure as well. */
const CLAIMS: readonly (readonly [
  (thing: string, aim: number) => string,
  (aim: number, done: number) => boolean,
])[] = [
  [(thing, aim) => `${thing}${aim}场的任务完成了吗`, (aim, done) => done >= aim],
  [(thing, aim) => `${thing}达到${aim}场的目标了，对吧`, (aim, done) => done >= aim],
  [(thing) => `${thing}的任务完成了吧`, (aim, done) => done >= aim],
  [(thing) => `${thing}超过年初的目标了吗`, (aim, done) => done > aim],
];

let served: Served[];
beforeAll(async () => {
  served = [];
  for (const [aim, done] of ENDS) {
    const lines = THINGS.map((thing, i) => `${PUT[i]?.(thing, aim, done)}。`);
    const report = reportFile({ association: '青枫市科协', year: 2023 }, lines.join('\n\n'));
    served.push(await serve([folderWith({ 'a.md': report })], 'public'));
  }
});
afterAll(() => {
  for (const { index } of served) index.close();
});

const said = (question: string, i: number) => {
  const { text } = answerQuestion({ question, thisYear: 2024 }, (served[i] as Served).index);
  return text.startsWith('是。') ? true : text.startsWith('不是。') ? false : null;
};

describe('a claim that an aim was reached', () => {
  it('is never affirmed or denied against the figures, and mostly decided', () => {
    const wrong: string[] = [];
    const counts = { asked: 0, decided: 0 };
    for (const [i, [aim, done]] of ENDS.entries())
      for (const thing of THINGS)
        for (const [ask, isSo] of CLAIMS) {
          const question = `青枫市${ask(thing, aim)}`;
          const says = said(question, i);
          counts.asked++;
          if (says === isSo(aim, done)) counts.decided++;
          else if (says !== null) wrong.push(`${says} of ${aim} and ${done}: ${question}`);
        }
    expect(wrong).toEqual([]);
    expect(counts.decided / counts.asked).toBeGreaterThan(0.9);
  });

  it('is not affirmed with an aim that the report does not tell of, unless no more was done', () => {
    for (const [i, [aim, done]] of ENDS.entries())
      for (const thing of THINGS) {
        expect([thing, said(`青枫市${thing}${done + 7}场的任务完成了吗`, i)]).not.toEqual([thing, true]);
        expect([thing, said(`青枫市${thing}${Math.min(aim, done) - 7}场的任务完成了吗`, i)]).not.toEqual([
          thing,
          false,
        ]);
      }
  });
});
