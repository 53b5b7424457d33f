/**
 * An Answer as lines of a terminal: what a person reads first, then the numbered sources with the quoted
 * sentence, then questions to go on with. Pure; painting and printing are the caller's.
 */
import type { Answer, Citation } from '../../answer/contract.ts';
import { bold, dim, indented, plain } from '../../terminal/spans.ts';
import { type Line, type Span, wrap } from '../../terminal/wrap.ts';
import { isTold, type Language, pointsOf, recognisedMark } from '../document.ts';

/** How an answer is laid out. */
export interface Layout {
  /** Columns, Infinity to leave lines as long as they are. */
  readonly widthColumns: number;
  /** Whether a suggestion can be picked by its number. */
  readonly isPickable: boolean;
  /** The language of the question; the frame follows it. */
  readonly language: Language;
}

/** The lines of an answer. */
export function renderAnswer(answer: Answer, layout: Layout): Line[] {
  const lines = wrap([plain(answer.text)], layout.widthColumns);
  const { points } = pointsOf(answer.text);
  for (const [index, citation] of answer.citations.entries()) {
    const isSaid = isTold(citation.quote, points);
    if (!isSaid || index === 0) lines.push([]);
    lines.push(...renderCitation(citation, index + 1, citation.section.join(' › '), layout, isSaid));
  }
  if (answer.nearest.length > 0) lines.push([], ...renderNearest(answer.nearest, layout));
  if (answer.suggestions.length > 0) {
    lines.push([], ...renderSuggestions(answer.suggestions, layout, answer.kind === 'clarify'));
  }
  return lines;
}

/** What stands nearest to a question without an answer, each with the title of its report. */
function renderNearest(nearest: readonly Citation[], layout: Layout): Line[] {
  const lead = layout.language === 'en' ? 'Nearest passages (not necessarily an answer):' : NEAREST_LEAD;
  return [
    ...wrap([dim(lead)], layout.widthColumns),
    ...nearest.flatMap((citation, index) => renderCitation(citation, index + 1, citation.title, layout)),
  ];
}

const NEAREST_LEAD = '最接近的原文（不一定是答案）：';

/**
 * `[1] 太仓市科协 · 2021年 · 一、科普 › （二）活动` and below it the sentence, the answering span in bold; the sentence is left
 * out where a point says it word for word.
 */
function renderCitation(
  citation: Citation,
  number: number,
  section: string,
  { widthColumns, language }: Layout,
  isSaid = false,
): Line[] {
  const label = `[${number}] `;
  const head = [
    citation.association || (section === citation.title ? '' : `《${citation.title}》`),
    citation.period && (language === 'en' ? citation.period : `${citation.period}年`),
    recognisedMark(citation, language),
    section,
  ]
    .filter(Boolean)
    .join(' · ');
  const { link } = citation;
  const place = link === undefined ? dim(head) : { ...dim(head), link };
  const where = indented(dim(label), [place], label.length, widthColumns);
  // What is read by no terminal has no place to click.
  if (link !== undefined && !Number.isFinite(widthColumns))
    where.push(...indented(plain(''), [dim(link)], label.length, widthColumns));
  if (isSaid) return where;
  return [
    ...where,
    ...indented(plain(''), [plain('「'), ...highlighted(citation), plain('」')], label.length, widthColumns),
  ];
}

function highlighted({ quote: printed, highlight }: Citation): Span[] {
  // Paragraphs that are quoted together stand on one line.
  const quote = printed.replace(/\s/gu, ' ');
  if (!highlight) return [plain(quote)];
  return [
    plain(quote.slice(0, highlight.start)),
    bold(quote.slice(highlight.start, highlight.end)),
    plain(quote.slice(highlight.end)),
  ];
}

/** What stands above suggestions, and how one is taken: of questions to go on with, and of those a question back is about. */
const LEADS = {
  zh: { go: '可以这样问：', choose: '是这几个里的哪一个？', how: '（输入编号即可）' },
  en: { go: 'You can ask:', choose: 'Which one of these?', how: ' (type its number)' },
} as const;

/** The suggestions as a short list, numbered where a number picks one. */
export function renderSuggestions(
  suggestions: readonly string[],
  { isPickable, language, widthColumns }: Layout,
  isChoice = false,
): Line[] {
  const { go, choose, how } = LEADS[language];
  const lead = isChoice ? choose : go;
  return [
    [dim(isPickable ? lead.replace(/[:：?？]$/u, (mark) => how + mark) : lead)],
    ...suggestions.flatMap((suggestion, index) =>
      indented(
        dim(isPickable ? `  ${index + 1}  ` : '  · '),
        [plain(suggestion)],
        isPickable ? 5 : 4,
        widthColumns,
      ),
    ),
  ];
}
