/**
 * What will be asked for next once passages are found: those whose sentences are weighed are read with what stands before
 * them, so that whoever fetches brings it along.
 */
import type { Hit, ReportCard } from './shelf.ts';

/** How far back the beginning of a paragraph is looked for, and how far on what a sentence announces. */
const PASSAGES_BEFORE = 4;
const PASSAGES_AFTER = 1;
/** Found passages whose sentences are weighed, as `answer/retrieve` has it: so many, and those of this share of the best. */
const LIKELY = 5;
const LIKELY_SHARE = 0.4;

/**
 * Rows around passages that were found, and of the first passages of their reports; each once.
 *
 * @param hits    of one search, the best first
 * @param reports in the order of their rows
 */
export function rowsBeside(hits: readonly Hit[], reports: readonly ReportCard[]): number[] {
  const rows = new Set<number>();
  const likely = hits.filter(({ score }, at) => at < LIKELY || score >= LIKELY_SHARE * (hits[0]?.score ?? 0));
  for (const { passage, report } of likely) {
    const { firstPassage: first, passages } = reports[report - 1] as ReportCard;
    rows.add(first);
    const to = Math.min(first + passages - 1, passage + PASSAGES_AFTER);
    for (let row = Math.max(first, passage - PASSAGES_BEFORE); row <= to; row++) rows.add(row);
  }
  return [...rows];
}
