import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numbersAgree } from '../../../src/answer/find/verdict/numbers-agree.ts';
import { withRelation } from '../../../src/answer/question/relation.ts';
import { readNumbers } from '../../../src/language/numbers.ts';

/** What a report's words say to a claim's. */
function agree(claim: string, report: string) {
  const [claimed] = readNumbers(claim);
  const [reported] = readNumbers(report);
  if (!claimed || !reported) throw new Error(`${claim} or ${report} has no number`);
  return numbersAgree(withRelation(claimed, claim), reported);
}

describe('a claimed number against a reported one', () => {
  it.each([
    ['有106项', '106项', 'supported'],
    ['有100多项', '106项', 'supported'],
    ['至少100项', '106项', 'supported'],
    ['不少于100项', '106项', 'supported'],
    ['不低于90项', '106项', 'supported'],
    ['不超过110项', '106项', 'supported'],
    ['不到110项', '106项', 'supported'],
    ['少于200项', '106项', 'supported'],
    ['大约100项', '106项', 'supported'],
    ['超过100项', '106项', 'supported'],
    ['100项以上', '106项', 'supported'],
    ['将近110项', '106项', 'supported'],
    ['有107项', '106项', 'contradicted'],
    ['超过106项', '106项', 'contradicted'],
    ['不到106项', '106项', 'contradicted'],
    ['不超过105项', '106项', 'contradicted'],
    ['至少107项', '106项', 'contradicted'],
    ['有200多项', '106项', 'contradicted'],
    ['超过2000名', '近2000名', 'contradicted'],
    ['将近2000名', '近2000名', 'supported'],
    ['有1950名', '近2000名', 'untold'],
    ['不到460万人次', '460余万人次', 'contradicted'],
    ['有600多人', '超过600人', 'supported'],
    ['将近900万次', '突破900万次', 'contradicted'],
    ['超过7100公里', '约7100公里', 'untold'],
    ['有500场', '500余场', 'untold'],
  ])('%s, where the report has %s: %s', (claim, report, agreement) => {
    expect(agree(claim, report)).toBe(agreement);
  });

  it('is proved by itself and by no other number, whatever the number', () => {
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 99_999 }), (n) => {
        expect(agree(`有${n}项`, `${n}项`)).toBe('supported');
        expect(agree(`有${n + 1}项`, `${n}项`)).toBe('contradicted');
      }),
    );
  });

  it('lies on one side of every bound: what proves 超过 denies 不超过', () => {
    const opposite = [
      ['超过', '不超过'],
      ['不到', '至少'],
    ] as const;
    fc.assert(
      fc.property(
        fc.integer({ min: 3, max: 9999 }),
        fc.integer({ min: 3, max: 9999 }),
        fc.constantFrom(...opposite),
        (bound, n, [one, other]) => {
          const [a, b] = [agree(`${one}${bound}项`, `${n}项`), agree(`${other}${bound}项`, `${n}项`)];
          expect(new Set([a, b])).toEqual(new Set(['supported', 'contradicted']));
        },
      ),
    );
  });
});
