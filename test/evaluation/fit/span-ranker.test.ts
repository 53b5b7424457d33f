import { describe, expect, it } from 'vitest';
import { SPAN_FEATURES } from '../../../src/answer/extract/span/feature-names.ts';
import { fitSpans, spanIsRight } from '../../../src/evaluation/fit/span-ranker.ts';
import {
  goldenSpan,
  paragraphSpan,
  type SpanRows,
  type Sparse,
} from '../../../src/evaluation/fit/span-rows.ts';
import { randomFrom } from '../../support/generated.ts';

const AT = SPAN_FEATURES.indexOf('before:at');
const BY = SPAN_FEATURES.indexOf('before:by');
const NOTHING: Sparse = { places: new Int32Array(), values: new Float64Array() };
const one = (place: number): Sparse => ({ places: Int32Array.of(place), values: Float64Array.of(1) });

/** Sentences of six words, one of which follows 在 and one 由; a place answers with the first, a person with the second. */
function sentences(count: number, seed: number): SpanRows[] {
  const random = randomFrom(seed);
  return Array.from({ length: count }, (_, i) => {
    const [at, by] = [Math.floor(3 * random()), 3 + Math.floor(3 * random())];
    const isPlace = i % 2 === 0;
    return {
      type: isPlace ? 'place' : 'person',
      begins: Array.from({ length: 6 }, (_, word) =>
        word === at ? one(AT) : word === by ? one(BY) : NOTHING,
      ),
      ends: Array.from({ length: 6 }, () => NOTHING),
      runs: Array.from({ length: 6 }, (_, word) => ({
        first: word,
        last: word,
        features: NOTHING,
        label: word === (isPlace ? at : by) ? 1 : 0,
      })),
      weight: 1,
    };
  });
}

describe('fitSpans', () => {
  const ranker = fitSpans(sentences(40, 1));

  it('learns what tells for every type, and what for one', () => {
    expect(spanIsRight(sentences(40, 2), ranker)).toBe(100);
    expect(ranker.types.place?.['before:at']).toBeGreaterThan(ranker.types.place?.['before:by'] ?? 0);
    expect(ranker.types.person?.['before:by']).toBeGreaterThan(ranker.types.person?.['before:at'] ?? 0);
  });

  it('leaves out features that say nothing', () => {
    expect(ranker.every).not.toHaveProperty('after:edge');
  });

  it('gives the same bytes for the same sentences', () => {
    expect(JSON.stringify(fitSpans(sentences(40, 1)))).toBe(JSON.stringify(ranker));
  });
});

describe('how right a run is', () => {
  it('of a paragraph is whether people marked it, and less where it has most of that', () => {
    const { of, weight } = paragraphSpan({ id: '', question: '', paragraph: 0, answers: ['梧桐路'] });
    const [same, more, other] = of(['梧桐路', '在梧桐路', '云溪区']);
    expect(same).toBe(1);
    expect(more).toBeGreaterThan(0);
    expect(more).toBeLessThan(0.3);
    expect(other).toBe(0);
    expect(weight).toBe(1);
  });

  it('counts nothing where the answer says the question again', () => {
    const weightOf = (answer: string) =>
      paragraphSpan({ id: '', question: '天文馆位于哪里', paragraph: 0, answers: [answer] }).weight;
    expect(weightOf('天文馆位于梧桐路')).toBe(0);
    expect(weightOf('云溪区梧桐路')).toBe(1);
  });

  it('of our own questions is whether it is the shortest that holds all of the answer', () => {
    const golden = {
      id: 'x-1',
      question: '',
      type: 'list',
      gold: [['航天'], ['气象', '天气']],
      evidence: [],
    };
    const { of } = goldenSpan(golden as unknown as Parameters<typeof goldenSpan>[0]);
    const [least, longer, part] = of(['航天、天气', '主题包括航天、天气', '航天']);
    expect(least).toBe(1);
    expect(longer).toBeGreaterThan(0);
    expect(longer).toBeLessThan(0.3);
    expect(part).toBe(0);
  });
});
