/**
 * Promise 2: what a report says of its association is said of no body of the same place. Questions about an association that
 * are answered are asked of a company, a school, a hospital … there that no report has (metamorphic).
 */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerQuestion } from '../../src/answer/answer.ts';
import { type Golden, readGolden } from '../../src/evaluation/golden.ts';
import { FIXTURES, type Served, serve, THIS_YEAR } from '../support/corpora.ts';
import { folderWith, reportFile } from '../support/small.ts';

const QUESTIONS = join(import.meta.dirname, '../fixtures/questions');
const BODIES = ['茶业集团', '盆景协会', '第九中学', '仁济医院', '纳米研究所'] as const;
const TYPES = new Set(['count', 'date', 'person', 'list']);

let own: Served;
let small: Served;
let questions: Golden[];
beforeAll(async () => {
  own = await serve([FIXTURES], 'public');
  small = await serve(
    [
      folderWith({
        'a.md': reportFile(
          { association: '雁岭市科协', year: 2022 },
          `## 一、服务\n\n走访科技工作者20人，发放慰问金4万元。\n\n雁岭茶业集团有科技工作者35人，设科普点6个。该集团全年接待参观80批。\n\n### 雁岭竹编合作社\n\n培训农户120人。`,
        ),
      }),
    ],
    'public',
  );
  questions = (await readGolden(join(QUESTIONS, 'invented.jsonl'))).filter(
    ({ type, previous }) => TYPES.has(type) && !previous,
  );
});
afterAll(() => {
  own.index.close();
  small.index.close();
});

const tell = (question: string, { index }: Served) =>
  answerQuestion({ question, thisYear: THIS_YEAR }, index);

describe('a body that a question names by the place of an association', () => {
  it.each(BODIES)('is told nothing that is the association’s: %s', (body) => {
    const { index } = own;
    const places = index.reports.map(({ place }) => place.replace(/[市区县]$/u, ''));
    const asked = questions.flatMap(({ question }) => {
      const place = places.find((short) => question.startsWith(short));
      const rest = place && question.slice(place.length).replace(/^[市区县]?(?:科协)?/u, '');
      return rest && tell(question, own).kind === 'answered' ? [`${place}${body}${rest}`] : [];
    });
    expect(asked.length).toBeGreaterThan(60);
    const answered = asked.filter((question) => tell(question, own).kind === 'answered');
    // What is left: names that another body's goes on from (盆景协会科技馆, 协会乡镇科协), 7 of 104 at most.
    expect(answered.length / asked.length).toBeLessThan(0.08);
  });

  it.each([
    ['雁岭茶业集团有多少科技工作者', '35人'],
    ['雁岭茶业集团接待参观多少批', '80批'],
    ['雁岭竹编合作社培训农户多少人', '120人'],
    ['雁岭市科协走访科技工作者多少人', '20人'],
  ])('is told what is its own: %s', (question, figure) => {
    const { kind, text } = tell(question, small);
    expect({ kind, text }).toEqual({ kind: 'answered', text: expect.stringContaining(figure) });
  });
});
