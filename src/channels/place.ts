/**
 * A place in a report as an address of the web reader: `/r/pinghu-2020?mark=2310-2365&p=a41c9e02@2298#p-a41c9e02`.
 *
 * `mark` is the sentence by its offsets in the report's text, `p` the passage it stands in and where that stood. A
 * passage keeps its name as long as its text stays; where the text before it changed, what it has moved by tells where
 * the sentence is now, and where the passage is gone, where it was tells what is nearest.
 */
import type { Answer, Citation } from '../answer/contract.ts';
import type { OpenIndex } from '../index/shelf.ts';

/** A sentence and its passage, as citations name them. */
export type Place = Pick<Citation, 'report' | 'passage' | 'start' | 'end'>;

/** The name of a passage within its report: `a41c9e02` of `pinghu-2020#a41c9e02`. */
export const nameInReport = (passage: string): string => passage.slice(passage.lastIndexOf('#') + 1);

/** Where the web reader shows a report, from the root of the site on. */
export const reportPath = (report: string): string => `/r/${encodeURIComponent(report)}`;

/** Where the web reader shows a place, from the root of the site on. */
export function placePath({ report, passage, start, end }: Place, index: OpenIndex): string {
  const name = nameInReport(passage);
  const stood = index.passageById(passage)?.start ?? start;
  return `${reportPath(report)}?mark=${start}-${end}&p=${name}@${stood}#p-${name}`;
}

/** Where places are read. */
export interface Links {
  /** Of the web reader, without a slash at its end. */
  readonly publicUrl: string;
  /** The path of a place that only staff may read, which is not in the reader; null where it gets no link. */
  readonly staffPath: ((place: Place) => string) | null;
}

/**
 * An answer whose citations have links.
 *
 * @param links null where there is no web reader to link to
 */
export function withLinks(answer: Answer, index: OpenIndex, links: Links | null): Answer {
  if (links === null) return answer;
  const linked = (citation: Citation): Citation => {
    const report = index.reports.find(({ id }) => id === citation.report);
    const path = report?.audience === 'public' ? placePath(citation, index) : links.staffPath?.(citation);
    return path === undefined ? citation : { ...citation, link: `${links.publicUrl}${path}` };
  };
  return { ...answer, citations: answer.citations.map(linked), nearest: answer.nearest.map(linked) };
}
