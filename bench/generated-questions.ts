/** What is asked of generated reports: a third of the questions names association and year, a third the association, a third nobody. */
import type { Asked } from '../src/answer/contract.ts';
import type { Figure } from '../src/corpus/figures.ts';
import type { ReportMetadata } from '../src/corpus/report.ts';

/** A question of what a figure counts; null where that is said in too few characters to be asked for. */
export function questionOf(
  { association, period }: Pick<ReportMetadata, 'association' | 'period'>,
  figures: readonly Figure[],
  place: number,
): Asked | null {
  const figure = figures.find(({ what }) => what.length >= 3);
  if (!figure) return null;
  const whose = [`${association}${period.to}年`, association, ''][place % 3];
  return { question: `${whose}${figure.what}有多少${figure.unit}？`, thisYear: 2024 };
}
