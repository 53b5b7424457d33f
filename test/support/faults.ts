/**
 * What is wrong with an answer by the promises that hold for every answer, as lines a person can read. The
 * checks know nothing of how an answer is made: they look at the reports' own text.
 */
import type { Answer, Citation } from '../../src/answer/contract.ts';
import { formatPeriod, type Report } from '../../src/corpus/report.ts';
import type { ReportCard } from '../../src/index/shelf.ts';
import { readDates } from '../../src/language/dates.ts';
import { fold, foldQuestion } from '../../src/language/normalize.ts';
import { readNumbers } from '../../src/language/numbers.ts';
import { readPeople } from '../../src/language/people.ts';
import { readQuoted } from '../../src/language/titles.ts';

/** An overview is the longest of all answers. */
export const MAX_TEXT_CHARS = 640;

/** Ways in which what an answer cites, or shows as nearest, is not the report's own words. */
export function citationFaults(answer: Answer, reports: ReadonlyMap<string, Report>): string[] {
  return [...answer.citations, ...answer.nearest].flatMap((citation) => {
    const report = reports.get(citation.report);
    if (!report) return [`cites ${citation.report}, which is no report`];
    const faults: string[] = [];
    const fault = (isFault: boolean, what: string) => {
      if (isFault) faults.push(`${what}: ${JSON.stringify(citation)}`);
    };
    fault(citation.quote !== report.text.slice(citation.start, citation.end), 'quotes other words');
    fault(citation.quote.trim() === '', 'quotes nothing');
    fault(citation.title !== report.title, 'gives another title');
    fault(citation.association !== report.association, 'gives another association');
    fault(citation.period !== formatPeriod(report.period), 'gives another period');
    fault(!citation.passage.startsWith(`${report.id}#`), 'gives the passage of another report');
    fault(
      !citation.section.every((heading) => report.text.includes(heading)),
      'gives a heading that is not there',
    );
    const { highlight, quote } = citation;
    fault(
      highlight !== null &&
        !(0 <= highlight.start && highlight.start < highlight.end && highlight.end <= quote.length),
      'highlights beyond its quote',
    );
    return faults;
  });
}

/** The question as it is compared, its short years (21年) written out as well. */
function asAsked(question: string): string {
  const folded = foldQuestion(question);
  return `${folded}\n${folded.replace(/(?<!\d)\d\d(?!\d)/gu, (year) => `20${year}`)}`;
}

/** Words of an answer that it may take from its citations. */
function wordsOf({ quote, association, period, section }: Citation): string {
  // A day stands below the heading of its month, and is said with it: 1月 above 12日.
  const dated = `${section.at(-1) ?? ''}${quote}`;
  return fold([quote, association, `${period}年`, ...section, dated].join('\n'));
}

/**
 * Whether a figure of a table is said with the unit that stands in its row beside it, or a place in an order is counted over
 * the rows that are cited: 31场 of 讲座（场） 31, 排第三 after two others.
 */
function isOfRow(words: string, citations: readonly Citation[]): boolean {
  const [, digits = '', unit = ''] = /^(\d[\d.,]*[万亿]?)(\D{1,4})$/u.exec(words) ?? [];
  const place = '一二三四五六七八九十'.indexOf(/^第([一二三四五六七八九十])$/u.exec(words)?.[1] ?? '?');
  if (place >= 0) return citations.length > place;
  return (
    digits !== '' &&
    citations.some(({ quote }) => holdsFigure(fold(quote), digits) && fold(quote).includes(unit))
  );
}

const holdsFigure = (quote: string, digits: string): boolean =>
  new RegExp(`(?<![\\d.,])${digits.replace(/[.]/gu, '\\.')}(?![\\d.,])`, 'u').test(quote);

/** Numbers, dates, people and quoted names of an answer's text that neither question nor citations hold. */
export function inventionFaults(answer: Answer, question: string): string[] {
  if (answer.kind !== 'answered') return [];
  // What a misspelt word was read as is the reader's own word, and so is the side of a comparison that has nothing.
  const said = fold(answer.text)
    .replace(/^（按[^）]*理解）|^\(reading [^)]*\) /u, '')
    .replace(
      /[^；。]*报告里没有(?:(?:找到)?这一项|找到有把握的答案)(?=[；。])|没有[^；。]*的报告(?=[；。])|[^;.:]*: (?:not in the report|nothing sure in the report|no report)(?=[;；.。])/gu,
      '',
    );
  const known = [asAsked(question), ...answer.citations.map(wordsOf)].join('\n');
  const claims: [string, string][] = [
    ...[...said.matchAll(/\d+(?:[.,]\d+)*/gu)].map(([raw]): [string, string] => ['digits', raw]),
    ...readNumbers(said).map(({ raw }): [string, string] => ['number', raw]),
    ...readDates(said).map(({ raw }): [string, string] => ['date', raw]),
    ...readPeople(said).map(({ name }): [string, string] => ['person', name]),
    ...readQuoted(said).map(({ inner }): [string, string] => ['quoted name', inner]),
  ];
  return claims
    .filter(([, words]) => !known.includes(words) && !isOfRow(words, answer.citations))
    .map(([kind, words]) => `${kind} ${words} stands in no citation: ${answer.text}`);
}

/** Figures of an answer that gives none: everything but the question's numbers and the periods covered. */
export function figureFaults(answer: Answer, question: string, covered: readonly ReportCard[]): string[] {
  if (answer.kind === 'answered') return [];
  // Two reports of one association and year, such as one for staff, are one line in the list of what is covered.
  const lines = new Set(
    covered.map(({ association, period }) => `${association}（${formatPeriod(period)}年）`),
  );
  const known = [asAsked(question), ...lines, `等${covered.length}份`, `等${lines.size}份`].join('\n');
  return (fold(answer.text).match(/\d+(?:\.\d+)?/gu) ?? [])
    .filter((digits) => !known.includes(digits))
    .map((digits) => `gives ${digits} and no citation: ${answer.text}`);
}

/** Ways in which kind, citations, choices and lengths do not fit one another. */
export function shapeFaults(answer: Answer): string[] {
  const faults: string[] = [];
  const fault = (isFault: boolean, what: string) => {
    if (isFault) faults.push(`${what}: ${JSON.stringify(answer)}`);
  };
  const { kind, text, citations, nearest, suggestions, confidence } = answer;
  fault(text.trim() === '', 'says nothing');
  fault(text.length > MAX_TEXT_CHARS, `is ${text.length} characters long`);
  fault(/undefined|null|NaN|\[object/u.test(text + suggestions.join()), 'shows the inside of the program');
  fault(!(confidence >= 0 && confidence <= 1), 'is unsure how sure it is');
  fault(kind === 'answered' && citations.length === 0, 'answers without a citation');
  fault(kind !== 'answered' && citations.length > 0, 'cites without answering');
  fault(kind !== 'unanswered' && nearest.length > 0, 'shows what is nearest beside an answer');
  fault(nearest.length > 3, 'shows more than three passages');
  fault(new Set(nearest.map(({ passage }) => passage)).size < nearest.length, 'shows a passage twice');
  fault(kind === 'clarify' && suggestions.length < 2, 'asks back without a choice');
  fault(new Set(suggestions).size < suggestions.length, 'offers the same twice');
  fault(
    suggestions.some((offer) => offer.trim() === ''),
    'offers nothing',
  );
  return faults;
}
