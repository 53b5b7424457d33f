import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerQuestion } from '../../../src/answer/answer.ts';
import { understand } from '../../../src/answer/question/understand.ts';
import { openIndex } from '../../../src/index/open.ts';
import type { OpenIndex } from '../../../src/index/shelf.ts';
import { initialsOf } from '../../../src/language/pinyin.ts';
import {
  build,
  corpusOf,
  FIXTURES,
  PAPERS,
  type Served,
  SHIPPED,
  serve,
  THIS_YEAR,
} from '../../support/corpora.ts';
import { DRAWN, factsOf } from '../../support/questions.ts';
import { folderWith, reportFile } from '../../support/small.ts';

let served: Served;
let papers: Served;
beforeAll(async () => {
  served = await serve([SHIPPED, FIXTURES], 'public');
  papers = await serve([PAPERS['papers-first'], PAPERS['papers-second']], 'public');
});
afterAll(() => {
  served.index.close();
  papers.index.close();
});

const read = (question: string, index: OpenIndex) => understand(question, index, THIS_YEAR);
const correctionsOf = (question: string, index = served.index) =>
  read(question, index).corrections.map(({ from, to }) => `${from}→${to}`);
const associationsOf = ({ reports }: OpenIndex) => [
  ...new Set(reports.map(({ association }) => association)),
];

describe('initials', () => {
  it('of every association that shares them with no other are read as its name', () => {
    for (const { index } of [served, papers]) {
      const names = associationsOf(index);
      for (const name of names) {
        const initials = initialsOf(name);
        const isShared = names.some((other) => other !== name && initialsOf(other) === initials);
        const { scope, corrections } = read(`${initials}办了多少项科普活动`, index);
        expect(scope.associations).toEqual(isShared ? [] : [name]);
        expect(corrections).toEqual(isShared ? [] : [{ from: initials, to: name }]);
      }
    }
  });

  it('that two associations share are left as they stand, whatever word has them too', async () => {
    const files = ['平湖市', '盘湖市'].map((place) => [
      `${place}.md`,
      reportFile({ association: `${place}科协`, year: 2021 }, '## 一、科普\n\n开展科普活动12场。'),
    ]);
    const { indexFolder } = await build(corpusOf(folderWith(Object.fromEntries(files))));
    const index = await openIndex(indexFolder, 'public');
    expect(correctionsOf('phskx办了多少场活动', index)).toEqual([]);
    expect(correctionsOf('phs办了多少场活动', index)).toEqual([]);
    index.close();
  });

  it.each([
    ['kpr', '科普日'],
    ['kpdpc', '科普大篷车'],
    ['cxds', '创新大赛'],
    ['qsn', '青少年'],
    ['kjg', '科技馆'],
    ['njx', '农技协'],
    ['ysgzz', '院士工作站'],
  ])('%s are read as %s', (initials, word) => {
    expect(correctionsOf(`平湖的${initials}有多少`)).toEqual([`${initials}→${word}`]);
    expect(correctionsOf(`平湖 ${initials.toUpperCase()} 有多少？`)).toEqual([`${initials}→${word}`]);
    expect(correctionsOf(`phskx ${initials}`)).toEqual(['phskx→平湖市科协', `${initials}→${word}`]);
  });

  it('answer as the words themselves do, and what was read is said', () => {
    const tell = (question: string) => answerQuestion({ question, thisYear: THIS_YEAR }, served.index);
    const typed = tell('tcskx的kphl有多少块');
    const spelt = tell('太仓市科协的科普画廊有多少块');
    expect(spelt.kind).toBe('answered');
    expect(typed.citations).toEqual(spelt.citations);
    expect(typed.text).toBe(`（按“太仓市科协”、“科普画廊”理解）${spelt.text}`);
  });

  it.each([
    'AI用在了哪里',
    'VR体验有多少人',
    '有没有app',
    '5G基站有多少',
    '签了MOU吗',
    'ppt怎么没发',
    '平湖的gdp是多少',
    '用电多少kwh',
    'STEM课程有几门',
    '科普e站有多少',
    '发邮件到kpr@example.cn',
    '看www.kpr.cn',
    '型号kpr-100',
    'kpr100台',
    'pinghu有几家kejiguan',
    'how many kpr were held in pinghu',
    'pinghu science museum visitors njx',
    'ph有多少',
    'kkkkk有多少',
  ])('%s holds none', (question) => {
    expect(correctionsOf(question)).toEqual([]);
  });

  it('are never read in a question that is written out', () => {
    fc.assert(
      fc.property(fc.constantFrom(...factsOf(served.index)), ({ association, years, what }) => {
        expect(correctionsOf(`${association}${years[0]}年${what}有多少`)).toEqual([]);
      }),
      { ...DRAWN, numRuns: 60 },
    );
  });

  it('of what only staff reports have tell a public reader nothing', async () => {
    const files = {
      'open.md': reportFile({ association: '平湖市科协', year: 2021 }, '## 一、科普\n\n开展科普活动12场。'),
      'closed.md': reportFile(
        { association: '太仓市科协', year: 2021, audience: 'staff' },
        '## 一、科普\n\n科普大篷车出车33次。',
      ),
    };
    const { indexFolder } = await build(corpusOf(folderWith(files)));
    const seenBy = async (audience: 'public' | 'staff') => {
      const index = await openIndex(indexFolder, audience);
      const corrections = correctionsOf('tcskx的kpdpc出车多少次', index);
      index.close();
      return corrections;
    };
    expect(await seenBy('public')).toEqual([]);
    expect(await seenBy('staff')).toEqual(['tcskx→太仓市科协', 'kpdpc→科普大篷车']);
  });
});
