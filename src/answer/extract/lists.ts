/**
 * Enumerations: A、B、C和D, several quoted names.
 */
import { JOINING } from '../../knowledge/lists.ts';
import { oneOf } from '../../knowledge/word-lists.ts';
import { quotedIn } from '../../language/readings.ts';

const JOINED = new RegExp(oneOf(JOINING.chain), 'gu');

/** How many items a sentence lists: the parts of its longest 、 chain, or its quoted names. */
export function itemsIn(sentence: string): number {
  const chain = Math.max(
    0,
    ...sentence.split(/[，；。：]/u).map((clause) => {
      const marks = clause.match(JOINED)?.length ?? 0;
      return marks > 0 ? marks + 1 : 0;
    }),
  );
  return Math.max(chain, quotedIn(sentence).length);
}
