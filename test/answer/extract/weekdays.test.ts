/** 周几 is answered with the day of the week that stands with what is asked, however either is written. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerQuestion } from '../../../src/answer/answer.ts';
import { type Served, serve } from '../../support/corpora.ts';
import { folderWith, reportFile } from '../../support/small.ts';

const DAYS = ['一', '二', '三', '四', '五', '六', '日'];
const HALLS = ['石英馆', '蚕丝馆', '茶叶馆', '气象馆', '水文馆', '矿物馆', '古树馆'];

let served: Served;
beforeAll(async () => {
  const lines = HALLS.map((hall, i) => `${hall}每周${DAYS[i]}闭馆，门票免费。`);
  served = await serve(
    [folderWith({ 'a.md': reportFile({ association: '青枫市科协', year: 2022 }, lines.join('\n\n')) })],
    'public',
  );
});
afterAll(() => served.index.close());

describe('a day of the week', () => {
  it('is that of what is asked about', () => {
    fc.assert(
      fc.property(fc.nat(HALLS.length - 1), fc.constantFrom('周几', '星期几', '礼拜几'), (i, which) => {
        const question = `青枫市${HALLS[i]}${which}闭馆`;
        const { kind, text } = answerQuestion({ question, thisYear: 2024 }, served.index);
        expect([kind, text]).toEqual(['answered', expect.stringContaining(`${HALLS[i]}每周${DAYS[i]}闭馆`)]);
      }),
    );
  });
});
