import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { traceQuestion } from '../../../src/answer/answer.ts';
import { RANK_FEATURES } from '../../../src/answer/rank/features.ts';
import { evidenceLabel, isLearnable, paragraphLabel, rowsOf } from '../../../src/evaluation/fit/rows.ts';
import type { Golden } from '../../../src/evaluation/golden.ts';
import { openIndex } from '../../../src/index/open.ts';
import type { OpenIndex } from '../../../src/index/shelf.ts';
import { build, THIS_YEAR } from '../../support/corpora.ts';
import { folderWith, SMALL } from '../../support/small.ts';

let index: OpenIndex;
beforeAll(async () => {
  const { indexFolder } = await build(folderWith(SMALL));
  index = await openIndex(indexFolder, 'public');
});
afterAll(() => index.close());

const golden = (fields: Partial<Golden>): Golden => ({
  id: 'q-1',
  question: '雁岭市科协2022年开展了多少场科普活动？',
  type: 'count',
  gold: [],
  evidence: [],
  ...fields,
});
const trace = (question: string) => traceQuestion({ question, thisYear: THIS_YEAR }, index);
const ASKED = '雁岭市科协2022年开展了多少场科普活动？';

/** The sentences of a trace that get a label, with it. */
function labelled(question: string, labelOf: ReturnType<typeof evidenceLabel>): [string, number][] {
  const traced = trace(question);
  const rows = rowsOf(traced, labelOf) ?? [];
  return rows.flatMap(({ label }, i) =>
    label > 0 ? [[traced.retrieved[i]?.folded as string, label] as [string, number]] : [],
  );
}

describe('rowsOf', () => {
  it('has a row a sentence as retrieved, features in the order of the weights, without the other years', () => {
    const traced = trace(ASKED);
    const rows = rowsOf(traced, () => 0) ?? [];
    expect(rows.length).toBe(traced.retrieved.length);
    expect(rows.length).toBeGreaterThan(2);
    expect(traced.retrieved.every(({ report }) => report.association === '雁岭市科协')).toBe(true);
    const scores = rows.map(({ retrieved }) => retrieved);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    for (const [i, { features }] of rows.entries()) {
      expect(features).toHaveLength(RANK_FEATURES.length);
      expect(features[RANK_FEATURES.indexOf('coverage')]).toBe(traced.retrieved[i]?.coverage);
    }
  });

  it('ranks the sentences that it was retrieved with, and no others', () => {
    const { retrieved, ranked } = trace(ASKED);
    const places = (sentences: typeof ranked) =>
      sentences.map(({ report, start }) => `${report.id} ${start}`).sort();
    expect(places(ranked)).toEqual(places(retrieved));
  });

  it('is null where no sentences competed', () => {
    expect(rowsOf(trace('你是谁'), () => 0)).toBeNull();
  });
});

describe('evidenceLabel', () => {
  it('finds the snippet in its sentence, white space and marks aside', () => {
    const found = labelled(ASKED, evidenceLabel(golden({ evidence: ['科普活动 318场,受益群众'] })));
    expect(found.map(([text]) => text.includes('318场'))).toEqual([true]);
    expect(found[0]?.[1]).toBe(1);
  });

  it('finds each sentence of a snippet that is longer than one', () => {
    const evidence = ['受益群众4.2万人次。科普大篷车进校园46次，行程2600余公里。'];
    const found = labelled(ASKED, evidenceLabel(golden({ evidence })));
    expect(found.map(([text]) => text.includes('2600'))).toEqual([true]);
  });

  it('finds nothing by a snippet of marks only', () => {
    expect(labelled(ASKED, evidenceLabel(golden({ evidence: ['……'] })))).toEqual([]);
  });
});

describe('paragraphLabel', () => {
  const question = { id: '1', question: ASKED, paragraph: 7, answers: ['318场'] };

  it('is 1 for the answer in the right paragraph, little for its other sentences, 0 for all others', () => {
    const start = (text: string) =>
      trace(ASKED).retrieved.find(({ folded }) => folded.includes(text))?.start as number;
    const end = start('院士工作站');
    const found = labelled(
      ASKED,
      paragraphLabel(question, (_, offset) => (offset < end ? 7 : 8)),
    );
    const byText = (text: string) => found.find(([sentence]) => sentence.includes(text))?.[1];
    expect(byText('318场')).toBe(1);
    expect(byText('46次')).toBeGreaterThan(0);
    expect(byText('46次')).toBeLessThan(0.5);
    expect(byText('院士工作站')).toBeUndefined();
  });

  it('is 0 for an answer in another paragraph', () => {
    expect(
      labelled(
        ASKED,
        paragraphLabel(question, () => 6),
      ),
    ).toEqual([]);
  });
});

describe('isLearnable', () => {
  it('holds where evidence is given, one sentence can answer, a person has looked at it, and it stands alone', () => {
    const evidence = ['318场'];
    expect(isLearnable(golden({ evidence }))).toBe(true);
    expect(isLearnable(golden({}))).toBe(false);
    expect(isLearnable(golden({ evidence, review: '核对' }))).toBe(false);
    expect(isLearnable(golden({ evidence, previous: '开展了哪些活动？' }))).toBe(false);
    for (const type of ['unanswerable', 'clarify', 'compare', 'summary']) {
      expect(isLearnable(golden({ evidence, type }))).toBe(false);
    }
  });
});
