/**
 * Which reports there are, in words: an association's reports of one year are named once, with how many there are.
 */
import { reportName } from '../../corpus/report.ts';
import type { ReportCard } from '../../index/shelf.ts';
import { label } from './compose.ts';

/** Reports that are named one by one. */
const NAMED_REPORTS = 8;

const namesKnown = new WeakMap<readonly ReportCard[], readonly string[]>();

/**
 * `平湖市科协（2020年）`, and `太仓市科协（2021年，2份）` where there are two; in the order of the reports. Made once for all
 * reports of an index: whoever gets no answer is told of them.
 */
export function reportNames(reports: readonly ReportCard[]): readonly string[] {
  const names = namesKnown.get(reports) ?? makeNames(reports);
  namesKnown.set(reports, names);
  return names;
}

function makeNames(reports: readonly ReportCard[]): string[] {
  const counts = new Map<string, number>();
  for (const report of reports) {
    const name = reportName(report);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].map(([name, count]) => (count > 1 ? name.replace(/）?$/u, `，${count}份）`) : name));
}

/** One sentence: how many reports there are, and the first of them by name. */
export function describeCoverage(reports: readonly ReportCard[]): string {
  if (reports.length === 0) return '还没有可查的报告。';
  const names = reportNames(reports);
  const more = names.length > NAMED_REPORTS ? '等' : '';
  return `现有${reports.length}份报告：${names.slice(0, NAMED_REPORTS).join('、')}${more}。`;
}

/** `平湖市科协 (2020), 太仓市科协 (2021)`, the first of them where there are many. */
export function namedInEnglish(reports: readonly ReportCard[]): string {
  const labels = new Set<string>();
  for (const report of reports) {
    if (labels.size > NAMED_REPORTS) break;
    labels.add(label(report, 'en'));
  }
  if (labels.size <= NAMED_REPORTS) return [...labels].join(', ');
  return `${[...labels].slice(0, NAMED_REPORTS).join(', ')} and others (${reports.length} reports)`;
}
