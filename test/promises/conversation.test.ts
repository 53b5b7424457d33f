/** A question that stands on its own is answered as well after any other: what was asked before is preferred, and no more. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerQuestion } from '../../src/answer/answer.ts';
import type { Answer } from '../../src/answer/contract.ts';
import { type Golden, halfOf } from '../../src/evaluation/golden.ts';
import { FIXTURES, type Served, serve, THIS_YEAR } from '../support/corpora.ts';

let served: Served;
beforeAll(async () => {
  served = await serve([FIXTURES], 'staff');
});
afterAll(() => served.index.close());

const ask = (question: string, previous?: string): Answer =>
  answerQuestion(
    { question, thisYear: THIS_YEAR, ...(previous === undefined ? {} : { previous }) },
    served.index,
  );
const said = ({ kind, text }: Answer) => `${kind} ${text}`;

const file = join(import.meta.dirname, '../fixtures/questions/difficult.jsonl');
const questions = readFileSync(file, 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line) as Golden)
  .filter((golden) => !golden.previous && halfOf(golden) === 'tune')
  .map(({ question }) => question);

describe('a question that stands on its own', () => {
  it('is answered the same after talk that is for nobody', () => {
    expect(questions.length).toBeGreaterThan(100);
    const alone = questions.map((question) => said(ask(question)));
    for (const talk of ['不对吧', '中午吃啥']) {
      const changed = questions.filter((question, i) => alone[i] !== said(ask(question, talk)));
      expect([talk, changed]).toEqual([talk, []]);
    }
  });

  it('is answered after a question about others from the report that answers it alone, in 98 of 100', () => {
    const others = ['黄石市2023年开展了多少场科普活动？', '安顺市科协主席是谁', '兰溪2023年科普日在哪里举行'];
    const alone = new Map(questions.map((question) => [question, ask(question)]));
    const answered = questions.filter((question) => alone.get(question)?.kind === 'answered');
    for (const other of others) {
      const changed = answered.filter((question) => {
        const after = ask(question, other);
        return (
          after.kind !== 'answered' ||
          after.citations[0]?.report !== alone.get(question)?.citations[0]?.report
        );
      });
      expect(changed.length).toBeLessThanOrEqual(0.02 * answered.length);
    }
  });
});
