import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { traceQuestion } from '../../../src/answer/answer.ts';
import { openIndex } from '../../../src/index/open.ts';
import type { OpenIndex } from '../../../src/index/shelf.ts';
import { build, THIS_YEAR } from '../../support/corpora.ts';
import { folderWith, reportFile } from '../../support/small.ts';

/** More sections than passages are looked into, all with the other word of the question. */
const OTHERS = Array.from(
  { length: 40 },
  (_, i) => `## ${i + 1}、第${i + 1}服务队

第${i + 1}服务队登记志愿者的职业和职称，职业以教师为主，职称以中级为主。职业和职称信息每季更新一次。`,
);
/** The one that names him, without that word. */
const NAMED = `## 四十一、年度人物

年度人物共评出三人，事迹在全市巡回宣讲二十余场，听众遍及机关、学校、社区和乡镇，反响热烈，媒体多次报道并开设专栏连载。其中祝昊来自东平镇，多年坚持下乡，是一名兽医，带出徒弟十余人，所办讲堂深受农户欢迎，今年又新开两处教学点。`;
/** Many that say nothing of it, so that the other word is not in every passage. */
const FILLERS = Array.from(
  { length: 160 },
  (_, i) => `## ${i + 1}、第${i + 1}期培训\n\n培训农村实用人才${i + 40}人次。`,
);

let index: OpenIndex;
beforeAll(async () => {
  const body = [...OTHERS.slice(0, 20), NAMED, ...OTHERS.slice(20)].join('\n\n');
  const { indexFolder } = await build(
    folderWith({
      'qinghe-2022.md': reportFile({ association: '清禾市科协', year: 2022 }, body),
      'heting-2021.md': reportFile({ association: '禾汀县科协', year: 2021 }, FILLERS.join('\n\n')),
    }),
  );
  index = await openIndex(indexFolder, 'public');
});
afterAll(() => index.close());

describe('what is looked into', () => {
  it('has the passage that names whoever is asked about, also where the name is no word (祝/昊)', () => {
    const question = '祝昊的职业是什么？';
    const { retrieved } = traceQuestion({ question, thisYear: THIS_YEAR }, index);
    expect(new Set(retrieved.map(({ passage }) => passage.row)).size).toBe(24);
    expect(retrieved.some(({ folded }) => folded.includes('祝昊'))).toBe(true);
  });
});
