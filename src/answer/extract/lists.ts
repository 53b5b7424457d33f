/**
 * Enumerations: A、B、C和D, several quoted names.
 */
import { quotedIn } from '../../language/readings.ts';

/** How many items a sentence lists: the parts of its longest 、 chain, or its quoted names. */
export function itemsIn(sentence: string): number {
  const chain = Math.max(
    0,
    ...sentence.split(/[，；。：]/u).map((clause) => {
      const marks = clause.match(/、|以及|和/gu)?.length ?? 0;
      return marks > 0 ? marks + 1 : 0;
    }),
  );
  return Math.max(chain, quotedIn(sentence).length);
}
