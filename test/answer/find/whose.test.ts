/** Whose a figure is, and what a thing came to: told by a sentence that speaks of two of them. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerQuestion } from '../../../src/answer/answer.ts';
import { type Served, serve, THIS_YEAR } from '../../support/corpora.ts';
import { folderWith, reportFile } from '../../support/small.ts';

const NEIGHBOURS = ['麓南市', '浦西县', '长宁区', '岚城区'];
const CLOSED = ['闭馆', '停止开放', '休馆'];

let served: Served;
beforeAll(async () => {
  const lines = [
    ...NEIGHBOURS.map((place, i) => `${place}科协主席介绍，该地上年共有巡展展品${140 + i}件。`),
    ...CLOSED.map((closed, i) => `市第${i + 1}展厅${closed}改造十个月后于${i + 7}月17日重新开放。`),
  ];
  const body = `## 一、交流\n\n${lines.join('\n\n')}\n\n## 二、科普\n\n全市共开展科普活动318场，受益4.2万人次。流动科技馆巡展62天。市级科技馆至今空白。`;
  served = await serve(
    [folderWith({ 'yanling.md': reportFile({ association: '雁岭市科协', year: 2022 }, body) })],
    'public',
  );
});
afterAll(() => served.index.close());

const ask = (question: string) => answerQuestion({ question, thisYear: THIS_YEAR }, served.index);

describe('a figure of another place’s association', () => {
  it('is no answer about the association whose report tells it', () => {
    expect(ask('雁岭市科协自己的巡展展品有多少件').kind).not.toBe('answered');
  });

  it.each(NEIGHBOURS)('is one about the association that is named: %s', (place) => {
    expect(ask(`${place}科协有多少件巡展展品`).text).toContain(`${140 + NEIGHBOURS.indexOf(place)}件`);
  });
});

describe('the figure of one of its towns', () => {
  const TOWNS = ['青坪县', '望河区', '石堰市', '松溪镇'];
  let told: Served;
  beforeAll(async () => {
    const each = TOWNS.map((town, i) => `${town}${64 + i}场次`).join('，');
    const halls = TOWNS.slice(0, 2).map((town, i) => `${town}科技馆接待观众${3 + i}.4万人次`);
    const body = `## 一、科普\n\n全市共开展科普活动318场次，受益4.2万人次。其中，${each}。\n\n## 二、场馆\n\n市科技馆全年接待观众21.7万人次。${halls.join('；')}。\n\n## 三、学习\n\n开辟研学线路8条，其中${TOWNS[0]}3条。`;
    told = await serve(
      [folderWith({ '雁岭.md': reportFile({ association: '雁岭市科协', year: 2022 }, body) })],
      'public',
    );
  });
  afterAll(() => told.index.close());
  const asked = (question: string) => answerQuestion({ question, thisYear: THIS_YEAR }, told.index);

  it.each(TOWNS)('answers who asks for the town, by its full name or the short one: %s', (town) => {
    for (const name of [town, town.slice(0, -1)]) {
      const { kind, text } = asked(`雁岭市2022年${name}办科普活动多少场`);
      expect([name, kind, text.includes(`${64 + TOWNS.indexOf(town)}场次`)]).toEqual([
        name,
        'answered',
        true,
      ]);
    }
  });

  it('is not that of the whole, and the whole is none of theirs', () => {
    expect(asked('雁岭市2022年办科普活动多少场').text).toContain('318场次');
    expect(asked('雁岭市科技馆接待观众多少人次').text).toContain('21.7万人次');
  });

  it('is compared in the unit that both have', () => {
    const [one, other] = TOWNS;
    expect(asked(`雁岭市2022年${one}和${other}哪个办的科普活动多`).text).toMatch(/64场次.*65场次/u);
  });
});

describe('what a thing came to after it had been something else', () => {
  it.each(CLOSED)('is what it is: %s', (closed) => {
    const hall = `第${CLOSED.indexOf(closed) + 1}展厅`;
    expect(ask(`雁岭市${hall}重新开放了吧`).text).toMatch(/^是。/u);
    expect(ask(`雁岭市${hall}${closed}了吗`).text).not.toMatch(/^(?:是|不是)。/u);
  });
});

describe('a claim that there is something', () => {
  it.each([
    ['雁岭市有科技馆吗', /^不是。/u],
    ['雁岭市有流动科技馆吗', /^是。/u],
  ])('is not told by a longer word that ends in it: %s', (question, said) => {
    expect(ask(question).text).toMatch(said);
  });
});
