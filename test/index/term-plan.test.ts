import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SearchQuery, WeightedTerm } from '../../src/index/shelf.ts';
import { planTerms, type TermPlan, type TermStatistics } from '../../src/index/term-plan.ts';
import { DRAWN } from '../support/questions.ts';

/** An index of so many passages, and terms with in how many of them each stands. */
const drawn = fc.integer({ min: 1, max: 100_000 }).chain((total) => {
  const term = fc.record({
    weight: fc.constantFrom(0.18, 0.3, 0.6, 1),
    passages: fc.oneof(fc.integer({ min: 0, max: total }), fc.integer({ min: 0, max: Math.min(total, 9) })),
  });
  return fc.record({
    total: fc.constant(total),
    words: fc.array(term, { maxLength: 60 }),
    bigrams: fc.array(term, { maxLength: 60 }),
  });
});

interface Drawn {
  readonly total: number;
  readonly words: readonly { readonly weight: number; readonly passages: number }[];
  readonly bigrams: Drawn['words'];
}

function planned({ total, words, bigrams }: Drawn) {
  const named = (terms: Drawn['words'], kind: string) =>
    terms.map(({ weight }, i): WeightedTerm => ({ term: `${kind}${i}`, weight }));
  const counts = (terms: Drawn['words']) => (term: string) => terms[Number(term.slice(1))]?.passages ?? 0;
  const query: SearchQuery = { words: named(words, 'w'), bigrams: named(bigrams, 'b') };
  const statistics: TermStatistics = {
    passages: total,
    passagesWith: counts(words),
    passagesWithPair: counts(bigrams),
  };
  return { query, statistics, plan: planTerms(query, statistics) };
}

const kinds = ['words', 'bigrams'] as const;
const of = (plan: TermPlan, kind: (typeof kinds)[number]) => [...plan.opening[kind], ...plan.adding[kind]];

describe('a term plan', () => {
  it('is bounded in each kind, has each term once, with its weight, and none that no passage has', () => {
    fc.assert(
      fc.property(drawn, (one) => {
        const { query, statistics, plan } = planned(one);
        for (const kind of kinds) {
          const terms = of(plan, kind);
          expect(terms.length).toBeLessThanOrEqual(12);
          expect(new Set(terms.map(({ term }) => term)).size).toBe(terms.length);
          for (const term of terms) expect(query[kind]).toContainEqual(term);
          const count = kind === 'words' ? statistics.passagesWith : statistics.passagesWithPair;
          expect(terms.every(({ term }) => count(term) > 0)).toBe(true);
        }
      }),
      DRAWN,
    );
  });

  it('opens some passage wherever any term stands in one', () => {
    fc.assert(
      fc.property(drawn, (one) => {
        const { plan } = planned(one);
        for (const kind of kinds)
          expect(plan.opening[kind].length > 0).toBe(one[kind].some(({ passages }) => passages > 0));
      }),
      DRAWN,
    );
  });

  it('has few terms that stand everywhere', () => {
    fc.assert(
      fc.property(drawn, (one) => {
        const { statistics, plan } = planned(one);
        const common = Math.max(150, 0.02 * one.total);
        expect(
          of(plan, 'words').filter(({ term }) => statistics.passagesWith(term) > common).length,
        ).toBeLessThanOrEqual(3);
      }),
      DRAWN,
    );
  });

  it('opens at most some thousand passages beyond those of its best word and pair', () => {
    fc.assert(
      fc.property(drawn, (one) => {
        const { statistics, plan } = planned(one);
        const opened = [
          ...plan.opening.words.map(({ term }) => statistics.passagesWith(term)),
          ...plan.opening.bigrams.map(({ term }) => statistics.passagesWithPair(term)),
        ];
        const best =
          statistics.passagesWith(plan.opening.words[0]?.term ?? 'w') +
          statistics.passagesWithPair(plan.opening.bigrams[0]?.term ?? 'b');
        expect(opened.reduce((sum, n) => sum + n, 0)).toBeLessThanOrEqual(Math.max(best, 1000));
      }),
      DRAWN,
    );
  });

  it('is the same in whatever order the terms come', () => {
    fc.assert(
      fc.property(drawn, (one) => {
        const { query, statistics, plan } = planned(one);
        const turned = { words: query.words.toReversed(), bigrams: query.bigrams.toReversed() };
        expect(planTerms(turned, statistics)).toEqual(plan);
      }),
      DRAWN,
    );
  });
});
