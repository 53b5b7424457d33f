/**
 * A source opened: the passage a citation stands in, the quoted sentence in bold, with the passages before and
 * after it.
 */
import type { Citation } from '../../answer/contract.ts';
import type { OpenIndex, StoredPassage } from '../../index/shelf.ts';
import { bold, dim, indented, plain } from '../../terminal/spans.ts';
import { type Line, type Span, wrap } from '../../terminal/wrap.ts';

/** What is opened, as a citation names it. */
export type Opened = Pick<Citation, 'report' | 'passage' | 'period' | 'quote' | 'start' | 'end' | 'link'>;

/** The lines of an opened source. */
export function renderSource(citation: Opened, index: OpenIndex, widthColumns: number): Line[] {
  const report = index.reports.find(({ id }) => id === citation.report);
  const passage = index.passageById(citation.passage);
  if (!report || !passage) {
    return wrap([plain('这个来源不在现在的索引里了，请再问一次。')], widthColumns);
  }
  const facts = [
    report.association,
    citation.period && `${citation.period}年`,
    report.published && `发布于 ${report.published}`,
    report.source,
  ].filter(Boolean);
  const lines = [
    ...wrap([bold(report.title)], widthColumns),
    ...wrap([dim(facts.join(' · '))], widthColumns),
  ];
  let section = '';
  for (const ordinal of [passage.ordinal - 1, passage.ordinal, passage.ordinal + 1]) {
    const neighbour = ordinal === passage.ordinal ? passage : index.passageAt(passage.report, ordinal);
    if (!neighbour) continue;
    const heading = neighbour.section.join(' › ');
    lines.push([]);
    if (heading !== section) lines.push(...wrap([dim(heading)], widthColumns));
    section = heading;
    const spans = neighbour === passage ? quoteInBold(passage, citation) : [dim(neighbour.text)];
    lines.push(...indented(plain(''), spans, 2, widthColumns).filter(isNotBlank));
  }
  if (citation.link !== undefined)
    lines.push([], ...wrap([{ ...dim(citation.link), link: citation.link }], widthColumns));
  return lines;
}

function quoteInBold({ text, start }: StoredPassage, citation: Opened): Span[] {
  const stood = Math.max(0, citation.start - start);
  // A new index may have moved the passage; what it says is the same as long as it keeps its name.
  const found = text.startsWith(citation.quote, stood) ? stood : text.indexOf(citation.quote);
  const from = found < 0 ? stood : found;
  const to = found < 0 ? Math.max(from, citation.end - start) : from + citation.quote.length;
  return [plain(text.slice(0, from)), bold(text.slice(from, to)), plain(text.slice(to))];
}

const isNotBlank = (line: Line) => line.some(({ text }) => text.trim() !== '');
