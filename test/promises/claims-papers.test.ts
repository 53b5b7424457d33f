/** Promise 2 over papers of other kinds: claims of aims, ends of applications, prizes, offices and columns, as people type them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerQuestion } from '../../src/answer/answer.ts';
import { halfOf } from '../../src/evaluation/golden.ts';
import { type Served, serve } from '../support/corpora.ts';

interface Written {
  readonly id: string;
  readonly corpus: string;
  readonly question: string;
  readonly truth: 'yes' | 'no';
}

const FIXTURES = join(import.meta.dirname, '../fixtures');
const CLAIMS = readFileSync(join(FIXTURES, 'questions/claims-later.jsonl'), 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line) as Written);

const served = new Map<string, Served>();
beforeAll(async () => {
  for (const corpus of new Set(CLAIMS.map((claim) => claim.corpus)))
    served.set(corpus, await serve([join(FIXTURES, 'papers', corpus.replace('papers-', ''))], 'public'));
});
afterAll(() => {
  for (const { index } of served.values()) index.close();
});

function scoreOf(claims: readonly Written[]) {
  const says = claims.map(({ corpus, question, truth }) => {
    const { index } = served.get(corpus) as Served;
    const { text } = answerQuestion({ question, thisYear: 2026 }, index);
    const said = text.startsWith('是。') ? 'yes' : text.startsWith('不是。') ? 'no' : null;
    return said === null ? null : said === truth;
  });
  return {
    wrong: claims.filter((_, i) => says[i] === false).length,
    decided: says.filter((isRight) => isRight).length / claims.length,
  };
}

describe('claims over papers', () => {
  it.each([
    ['tune', 0.55],
    ['held', 0.3],
  ] as const)(
    'are never affirmed or denied wrongly, and decided as far as was reached: %s',
    (half, least) => {
      const { wrong, decided } = scoreOf(CLAIMS.filter((claim) => halfOf(claim) === half));
      expect(wrong).toBe(0);
      expect(decided).toBeGreaterThan(least);
    },
  );
});
