/**
 * What an answer shows, decided once for every channel: the headline, the quotes with the span that answers, the
 * questions to go on with, a table where figures stand side by side. A channel only renders it.
 *
 * All text is as the report has it, without characters that steer a display; escaping is the channel's.
 */
import type { Answer, AnswerKind, Citation } from '../answer/contract.ts';
import { isEnglish } from '../answer/question/english.ts';
import { foldQuestion } from '../language/normalize.ts';
import { printable } from '../printable.ts';

/** The language of the frame around the report's words; it follows the question. */
export type Language = 'zh' | 'en';

/** A quoted sentence: `before + span + after`. */
export interface Quote {
  /** `平湖市科协 · 2020年 · 科普 › 活动` */
  readonly label: string;
  /** Title of its report. */
  readonly title: string;
  readonly association: string;
  /** `2020年`, `2017—2021年`, in an English frame `2020`. */
  readonly period: string;
  readonly section: string;
  /** Who published its report, when, and where it is from; empty where the report does not say. */
  readonly publisher: string;
  readonly published: string;
  readonly source: string;
  readonly before: string;
  /** What in the sentence answers the question; empty where the whole sentence does. */
  readonly span: string;
  readonly after: string;
  /** Whether the points say the whole sentence already, so that only its place is left to tell. */
  readonly isTold: boolean;
  /** Passage and report id, for 看原文. */
  readonly passage: string;
  readonly report: string;
  /** Offsets of the sentence in the report's text. */
  readonly start: number;
  readonly end: number;
  /** Address of the place in the web reader; null where there is none. */
  readonly link: string | null;
}

/** Figures side by side; every row has as many cells as there are columns. */
export interface ComparisonTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** What to show. */
export interface AnswerDocument {
  readonly kind: AnswerKind;
  readonly language: Language;
  /** What a person reads first, never empty. */
  readonly headline: string;
  /** The same where it is points, one a line: what stands above them, and each of them; no points for others. */
  readonly lead: string;
  readonly points: readonly string[];
  /** In the order of the answer, each sentence once. */
  readonly quotes: readonly Quote[];
  /** What stands nearest to a question without an answer, best first; it is no answer. */
  readonly nearest: readonly Quote[];
  /** The questions to choose from, of a question back. */
  readonly choices: readonly string[];
  /** Questions that the reports do answer, of an unanswered one or of help. */
  readonly topics: readonly string[];
  /** Where two or more associations or years each give a figure. */
  readonly table: ComparisonTable | null;
  /** A line in small print below everything, e.g. the number to tell a maintainer. */
  readonly notice: string | null;
}

/** How a document is made. */
export interface DocumentOptions {
  /** `languageOf(question)`; Chinese when not given. */
  readonly language?: Language;
  readonly notice?: string | null;
}

const MAX_SECTION_CHARS = 60;

/** The language in which somebody asked. */
export function languageOf(question: string): Language {
  if (!/\p{Script=Latin}/u.test(question)) return 'zh';
  // How many lectures in 兰溪? is English with a name in it.
  return !/\p{Script=Han}/u.test(question) || isEnglish(foldQuestion(question)) ? 'en' : 'zh';
}

/** An answer as a document. */
export function toDocument(
  answer: Answer,
  { language = 'zh', notice = null }: DocumentOptions = {},
): AnswerDocument {
  const { lead, points } = pointsOf(printable(answer.text).trim());
  const quotes = withoutRepeats(answer.citations).map((citation) => toQuote(citation, points, language));
  const suggestions = answer.suggestions.map(printable).filter((suggestion) => suggestion.trim() !== '');
  return {
    kind: answer.kind,
    language,
    headline:
      printable(answer.text).trim() || (language === 'en' ? 'No answer was found.' : '没有找到答案。'),
    lead,
    points,
    quotes,
    nearest:
      quotes.length > 0 ? [] : answer.nearest.map((citation) => toQuote(onOneLine(citation), [], language)),
    choices: answer.kind === 'clarify' ? suggestions : [],
    topics: answer.kind === 'clarify' ? [] : suggestions,
    table: answer.kind === 'answered' ? tableOf(quotes, language) : null,
    notice,
  };
}

/** What can be opened in its report, by the number that its button has. */
export function sourcesOf({ quotes, nearest }: AnswerDocument): readonly Quote[] {
  return quotes.length > 0 ? quotes : nearest;
}

/** Where something nearest stands: `平湖市科协 · 2020年 · 平湖市科协2020年工作总结`. */
export function reportLabelOf({ association, period, title }: Quote): string {
  return [association, period, title].filter(Boolean).join(' · ');
}

/** A citation over several paragraphs, each break of which is shown as a space. */
function onOneLine(citation: Citation): Citation {
  return { ...citation, quote: citation.quote.replace(/\s/gu, ' ') };
}

/** What begins the line of a point. */
const POINT = /^· /u;

/** The lines of a text that are points, and what stands above them. */
export function pointsOf(text: string): { readonly lead: string; readonly points: readonly string[] } {
  const lines = text.split('\n');
  const first = lines.findIndex((line) => POINT.test(line));
  if (first < 0) return { lead: text, points: [] };
  return {
    lead: lines.slice(0, first).join('\n'),
    points: lines.slice(first).map((line) => line.replace(POINT, '')),
  };
}

/** Whether one of some points says a whole sentence. */
export function isTold(sentence: string, points: readonly string[]): boolean {
  const words = bareWords(sentence);
  return points.some((point) => bareWords(point).includes(words));
}

/** Without white space, what numbers it and the stop that ends it: a point has neither. */
export const bareWords = (text: string): string =>
  printable(text)
    .replace(/\s+/gu, '')
    .replace(/^(?:[（(]\p{Script=Han}{1,3}[）)]|\d{1,2}[.．、](?!\d))/u, '')
    .replace(/[，、；：。]+$/u, '');

/** The sentence as it stands in the report. */
export function sentenceOf({ before, span, after }: Quote): string {
  return `${before}${span}${after}`;
}

function toQuote(citation: Citation, points: readonly string[], language: Language): Quote {
  const { quote, highlight } = citation;
  const association = printable(citation.association || citation.title);
  const period = language === 'en' || citation.period === '' ? citation.period : `${citation.period}年`;
  const section = shortSection(citation.section.map(printable));
  const start = wholeCharacter(quote, highlight?.start ?? quote.length);
  const end = wholeCharacter(quote, highlight?.end ?? quote.length);
  return {
    label: [association, period, recognisedMark(citation, language), section].filter(Boolean).join(' · '),
    title: printable(citation.title),
    association,
    period,
    section,
    publisher: printable(citation.publisher ?? ''),
    published: printable(citation.published ?? ''),
    source: printable(citation.source ?? ''),
    before: printable(quote.slice(0, start)),
    span: printable(quote.slice(start, end)),
    after: printable(quote.slice(end)),
    isTold: isTold(quote, points),
    passage: citation.passage,
    report: citation.report,
    start: citation.start,
    end: citation.end,
    link: citation.link ?? null,
  };
}

/** Said of a quote whose text was recognised from pictures: who needs to be sure looks at the original. */
export function recognisedMark({ isRecognised }: Pick<Citation, 'isRecognised'>, language: Language): string {
  if (!isRecognised) return '';
  return language === 'en' ? 'text recognised from a scan' : '文字由扫描件识别';
}

/** An offset moved before a character of two halves that it would cut. */
function wholeCharacter(text: string, at: number): number {
  return /[\udc00-\udfff]/.test(text.charAt(at)) && /[\ud800-\udbff]/.test(text.charAt(at - 1)) ? at - 1 : at;
}

/** Headings, outermost first; only the innermost where all of them would be too long. */
function shortSection(headings: readonly string[]): string {
  const oneLine = headings.map((heading) => heading.replace(/\s+/gu, ' ').trim()).filter(Boolean);
  const path = oneLine.join(' › ');
  if (path.length <= MAX_SECTION_CHARS) return path;
  const innermost = [...(oneLine.at(-1) ?? '')];
  if (innermost.length <= MAX_SECTION_CHARS) return innermost.join('');
  return `${innermost.slice(0, MAX_SECTION_CHARS - 1).join('')}…`;
}

/** The first citation of each sentence; one with a highlight stands for one without. */
function withoutRepeats(citations: readonly Citation[]): Citation[] {
  const bySentence = new Map<string, Citation>();
  for (const citation of citations) {
    const key = `${citation.report} ${citation.start} ${citation.end}`;
    const known = bySentence.get(key);
    if (!known || (known.highlight === null && citation.highlight !== null)) bySentence.set(key, citation);
  }
  return [...bySentence.values()];
}

/** A table when at least two quotes each give a figure of their own association or year. */
function tableOf(quotes: readonly Quote[], language: Language): ComparisonTable | null {
  const figures = quotes.filter(({ span }) => /[\d０-９〇零一二两三四五六七八九十百千万亿]/u.test(span));
  const sides = new Set(figures.map(({ association, period }) => `${association} ${period}`));
  if (sides.size < 2 || sides.size !== figures.length) return null;
  return {
    columns: language === 'en' ? ['Association', 'Period', 'Figure'] : ['科协', '时间', '数据'],
    rows: figures.map(({ association, period, span }) => [
      association,
      period,
      span.replace(/\s+/gu, ' ').trim(),
    ]),
  };
}
