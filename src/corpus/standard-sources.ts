/**
 * Whether a standard answer that cites a report says what the report says. One that does not is set aside with a
 * line for the maintainer, since a report may change after the answer was written.
 */
import { fold } from '../language/normalize.ts';
import type { Problem } from './document.ts';
import { cutPassages } from './passages.ts';
import type { Report } from './report.ts';
import type { StandardEntry } from './standard.ts';

/** A standard answer that can be used, with its quote found. */
export interface StandardAnswer extends Omit<StandardEntry, 'where'> {
  /** Where its quote stands; null where it comes from outside the corpus. */
  readonly cited: {
    /** Report id. */
    readonly report: string;
    /** Passage id. */
    readonly passage: string;
    readonly section: readonly string[];
    /** UTF-16 offsets in the report's text. */
    readonly start: number;
    readonly end: number;
  } | null;
}

/** The entries that can be used, and what is wrong with the others. */
export function checkSources(
  entries: readonly StandardEntry[],
  reports: readonly Report[],
  file: string,
): { readonly answers: StandardAnswer[]; readonly problems: Problem[] } {
  const byId = new Map(reports.map((report) => [report.id, report]));
  const answers: StandardAnswer[] = [];
  const problems: Problem[] = [];
  for (const { where: _, ...entry } of entries) {
    const checked = check(entry, byId);
    if (typeof checked !== 'string') answers.push(checked);
    else problems.push({ file, message: `标准回答 ${entry.id} 没有启用：${checked}` });
  }
  return { answers, problems };
}

function check(
  entry: Omit<StandardEntry, 'where'>,
  reports: ReadonlyMap<string, Report>,
): StandardAnswer | string {
  const { source, audience, association } = entry;
  const isKnown = [...reports.values()].some(
    (report) => report.association === association && (audience === 'staff' || report.audience === 'public'),
  );
  if (association !== '' && !isKnown)
    return `没有${association}的${audience === 'public' ? '公开' : ''}报告，请改 association`;
  if (!('report' in source)) return { ...entry, cited: null };
  const report = reports.get(source.report);
  if (!report) return `没有编号是 ${source.report} 的报告，请改 source`;
  if (audience === 'public' && report.audience === 'staff')
    return `来源 ${source.report} 是内部报告，给公众的回答不能用它`;
  // Folding keeps offsets, so a quote that was typed with other marks or widths is found where it stands.
  const start = fold(report.text).indexOf(fold(source.quote));
  if (start < 0) return `${source.report} 里没有“${shortened(source.quote)}”这句话，请照原文写 quote`;
  const end = start + source.quote.length;
  const passage = cutPassages(report).find((one) => start >= one.start && end <= one.end);
  if (!passage) return 'quote 跨了段落，请只引一段里的话';
  const unproved = numbersIn(entry.answer).find(
    (number) => !numbersIn(`${source.quote} ${entry.questions.join(' ')}`).includes(number),
  );
  if (unproved !== undefined) return `回答里的“${unproved}”不在 quote 里，请把写有它的原文引进来`;
  return {
    ...entry,
    association: association || report.association,
    period: entry.period ?? report.period,
    cited: { report: report.id, passage: passage.id, section: passage.section, start, end },
  };
}

/** Runs of digits, which a quote has to have as the answer does. */
function numbersIn(text: string): string[] {
  return fold(text).match(/\d+(?:[.,]\d+)*/gu) ?? [];
}

const shortened = (text: string) => (text.length > 30 ? `${text.slice(0, 30)}…` : text);
