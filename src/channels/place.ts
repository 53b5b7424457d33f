/**
 * A place in a report as an address of the web reader: `/r/pinghu-2020?mark=2310-2365&p=a41c9e02@2298#p-a41c9e02`.
 *
 * `mark` is the sentence by its offsets in the report's text, `p` the passage it stands in and where that stood. A
 * passage keeps its name as long as its text stays; where the text before it changed, what it has moved by tells where
 * the sentence is now, and where the passage is gone, where it was tells what is nearest.
 */
import type { Answer, Citation } from '../answer/contract.ts';
import type { OpenIndex } from '../index/open.ts';

/** A sentence and its passage, as citations name them. */
export type Place = Pick<Citation, 'report' | 'passage' | 'start' | 'end'>;

/** The name of a passage within its report: `a41c9e02` of `pinghu-2020#a41c9e02`. */
export const nameInReport = (passage: string): string => passage.slice(passage.lastIndexOf('#') + 1);

/** Where the web reader shows a place, from the root of the site on. */
export function placePath({ report, passage, start, end }: Place, index: OpenIndex): string {
  const name = nameInReport(passage);
  const stood = index.library.passageById(passage)?.start ?? start;
  return `/r/${encodeURIComponent(report)}?mark=${start}-${end}&p=${name}@${stood}#p-${name}`;
}

/**
 * An answer whose citations have links to the web reader. What only staff may read has none: the reader is the
 * public's.
 *
 * @param publicUrl without a slash at its end; null where there is no web reader to link to
 */
export function withLinks(answer: Answer, index: OpenIndex, publicUrl: string | null): Answer {
  if (publicUrl === null) return answer;
  const linked = (citation: Citation): Citation => {
    const report = index.reports.find(({ id }) => id === citation.report);
    if (report?.audience !== 'public') return citation;
    return { ...citation, link: `${publicUrl}${placePath(citation, index)}` };
  };
  return { ...answer, citations: answer.citations.map(linked), nearest: answer.nearest.map(linked) };
}
