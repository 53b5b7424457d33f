/**
 * Where a sentence gives a reason: by a word that says so (因, 由于, 受…影响, 所致), or by telling in one part what went wrong
 * beside what did not come about (山洪冲断公路，2期班取消).
 */
import { oneOf } from '../../knowledge/word-lists.ts';
import type { Place } from '../../language/place.ts';
import { cutClauses } from './clauses.ts';
import { FORMS } from './forms.ts';

/** 受连日暴雨影响 */
const AFFECTED = '受.{1,12}影响';
const SAYS = new RegExp(`${oneOf(FORMS['no-reason'])}|(${oneOf(FORMS.reason)}|${AFFECTED})`, 'gu');
const SETBACK = new RegExp(oneOf(FORMS.setback), 'u');
const MISHAP = new RegExp(oneOf(FORMS.mishap), 'u');

/** The clauses of a folded sentence that give a reason, in their order; none where it gives none. */
export function reasonsIn(sentence: string): Place[] {
  const said = [...sentence.matchAll(SAYS)].flatMap(({ 1: word, index }) =>
    word === undefined ? [] : [clauseAt(sentence, index)],
  );
  return said.length > 0 ? said : partsOf(sentence).flatMap((part) => mishapsIn(sentence, part));
}

/** What went wrong, in a part that tells in another clause or behind it what did not come about. */
function mishapsIn(sentence: string, part: readonly Place[]): Place[] {
  return part.filter((clause, i) => {
    const words = sentence.slice(clause.start, clause.end);
    const at = words.search(MISHAP);
    const after = [words.slice(Math.max(0, at)), ...part.slice(i + 1).map(textIn(sentence))].join('，');
    return at >= 0 && SETBACK.test(after);
  });
}

const textIn =
  (sentence: string) =>
  ({ start, end }: Place): string =>
    sentence.slice(start, end);

const clauseAt = (sentence: string, at: number): Place =>
  cutClauses(sentence).find(({ start, end }) => start <= at && at < end) ?? {
    start: at,
    end: sentence.length,
  };

/** The clauses of each part (；) of a sentence. */
function partsOf(sentence: string): Place[][] {
  const parts: Place[][] = [[]];
  for (const clause of cutClauses(sentence)) {
    (parts.at(-1) as Place[]).push(clause);
    if (/[；;]/u.test(sentence[clause.end] ?? '')) parts.push([]);
  }
  return parts;
}
