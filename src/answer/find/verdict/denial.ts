/**
 * Denials: what a sentence says did not happen, or was put off.
 */
import { TELLING } from '../../../knowledge/lists.ts';
import { STATUS } from '../../../knowledge/progress.ts';
import { oneOf } from '../../../knowledge/word-lists.ts';
import { saysWord } from '../../question/claim-text.ts';
import { cutClauses } from '../../read/clauses.ts';
import type { Judged } from './judged.ts';
import type { Told } from './told.ts';

const DENIES = new RegExp(oneOf(TELLING.denies), 'gu');
const NOT_DENYING = new RegExp(oneOf(TELLING['not-denying']), 'gu');

/** Judges that the sentence denies what the claim says (未进入…名单) or puts it off; empty where it does neither. */
export function judgeDenial({ text, words, claims }: Told): Judged[] {
  const inClause = (index: number, from: number) => {
    const clause = cutClauses(text).find(({ start, end }) => start <= index && index < end);
    return words.some(
      ({ at }) =>
        clause !== undefined &&
        at.length > 0 &&
        at.every(({ start, end }) => start >= Math.max(clause.start, from) && end <= clause.end),
    );
  };
  const denying = text.replace(NOT_DENYING, (word) => '　'.repeat(word.length));
  const denied = [...denying.matchAll(DENIES)].find(({ index }) => inClause(index, index));
  const putOff = [...text.matchAll(PUT_OFF)].find(
    ({ 0: word, index }) =>
      !saysWord(claims, word) && (inClause(index, 0) || inClause(text.lastIndexOf('，', index) - 1, 0)),
  );
  const found = denied ?? putOff;
  return found
    ? [
        {
          part: 'denial',
          agreement: 'contradicted',
          word: found[0],
          at: { start: found.index, end: found.index + found[0].length },
        },
      ]
    : [];
}

const PUT_OFF = new RegExp(oneOf(STATUS['put-off'], TELLING.lacking), 'gu');
