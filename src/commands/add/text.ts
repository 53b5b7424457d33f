/**
 * What `kewen add` says of each thing, one line, and what is still to be settled.
 */
import { formatPeriod, type Report } from '../../corpus/report.ts';
import { printable } from '../../printable.ts';
import type { Paint } from '../../terminal/terminal.ts';
import { AUDIENCE_NAMES } from '../names.ts';
import { SETTLE_MEMBER, settlingOf } from '../settle-command.ts';
import type { Outcome } from './outcome.ts';

const DONE = { added: '放好了', settled: '写明了', known: '已经有' } as const;

/** One thing that was added, settled or found, with what is not sure of it below. */
export function renderOutcome(
  outcome: Exclude<Outcome, { status: 'refused' }>,
  pathOf: (file: string) => string,
  paint: Paint,
): string {
  const { status, file, reports, remark } = outcome;
  const [first] = reports;
  const what = reports.length === 1 && first ? nameOf(first) : `${reports.length} 份报告`;
  const beside = remark === '' ? '' : `（${remark}）`;
  const lines = [`${paint(DONE[status], 'bold')}  ${printable(`${file}  ${what}${beside}`)}`];
  for (const report of reports) {
    const settling = settlingOf(report, pathOf);
    if (!settling) continue;
    const whose = reports.length > 1 ? `${report.file}：` : '';
    lines.push(`        ？${printable(`${whose}${settling.what}`)}`);
    lines.push(`        ${printable(settling.command ?? SETTLE_MEMBER)}`);
  }
  return lines.join('\n');
}

/** Whose it is, of when, for whom; what is not sure has a question mark. */
function nameOf({ association, period, audience, inferred }: Report): string {
  const sure = (field: string, value: string) =>
    inferred.some((one) => one.field === field && one.doubt) ? `${value || '没写'}？` : value;
  return [
    sure('association', association),
    sure('period', formatPeriod(period)),
    AUDIENCE_NAMES[audience],
  ].join('  ');
}

/** How many of each there were. */
export function renderSummary(outcomes: readonly Outcome[]): string {
  const count = (status: Outcome['status']) => outcomes.filter((one) => one.status === status).length;
  const parts = [
    [count('added'), '放进去'],
    [count('settled'), '写明'],
    [count('known'), '已经有'],
    [count('refused'), '没放进去'],
  ] as const;
  const told = parts.flatMap(([number, what]) => (number > 0 ? [`${what} ${number} 个`] : []));
  const isChanged = count('added') + count('settled') > 0;
  return `${told.join('，')}${isChanged ? '；运行 kewen index 启用' : ''}`;
}
