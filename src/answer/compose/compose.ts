/**
 * From findings to the words a person reads: a template filled with spans of a report. It names the
 * association and the year; every number, name and date in it that the question did not bring stands in one
 * of its citations.
 */
import { formatPeriod, reportName } from '../../corpus/report.ts';
import type { ReportCard } from '../../index/shelf.ts';
import { readDates } from '../../language/dates.ts';
import { chineseNumeral } from '../../language/numerals.ts';
import type { Place } from '../../language/place.ts';
import { datesIn } from '../../language/readings.ts';
import type { Citation } from '../contract.ts';
import type { Finding } from '../decide/decide.ts';
import { firstCited, type Listing } from '../find/finding.ts';
import type { Question } from '../question/question.ts';
import { SECTION_NUMBER } from '../read/clauses.ts';
import type { Shown } from '../read/parts.ts';
import { isPlannedAt } from '../read/plans.ts';
import type { Evidence } from '../retrieve/evidence.ts';

/** 平湖市科协（2020年）, or in an English frame 平湖市科协 (2020). */
export function label(report: ReportCard, language: Question['language']): string {
  return reportName(report, language);
}

/** What a text may begin with that is no part of what it says: marks, footnotes, section numbers. */
const LEAD = new RegExp(`^(?:[，、；：\\s]+|\\[\\d+\\]|${SECTION_NUMBER})+`, 'u');

/** The words of a part of a sentence, from the original text, without what the label says already. */
export function wordsOf({ evidence, clause, words: said }: Shown): string {
  const { report, passage } = evidence;
  if (said !== undefined) return said;
  const from = evidence.start - passage.start;
  const words = passage.text
    .slice(from + clause.start, from + clause.end)
    .replace(LEAD, '')
    .replace(/[，、；：。\s]+$/u, '');
  const month = clause.start === 0 ? monthAbove(evidence) : '';
  if (month !== '') return `${month}${words}`;
  const rest = withoutLabel(words, report);
  return report.period.from === report.period.to && rest.length >= 4 ? rest : words;
}

/** The month that a chronicle has above the day that a sentence begins with: 1月 above 12日，…. Empty where it is none such. */
function monthAbove({ folded, passage }: Evidence): string {
  const heading = passage.section.at(-1) ?? '';
  const [date, ...more] = readDates(heading);
  const isMonth = date?.month !== undefined && date.day === undefined && more.length === 0;
  const [day] = datesIn(folded);
  const isDay = day?.start === 0 && day.day !== undefined && day.month === undefined;
  return isMonth && date.raw.length === heading.length && isDay ? heading : '';
}

/** 太仓市科协2021年共开展… after the label 太仓市科协（2021年） is 共开展…; a date (2021年5月) stays whole. */
function withoutLabel(words: string, { association, period }: ReportCard): string {
  const named = words.startsWith(association) ? words.slice(association.length) : words;
  const year = `${period.to}年`;
  const dated =
    named.startsWith(year) && !/^[\d度来以底末初至]/u.test(named.slice(year.length))
      ? named.slice(year.length)
      : named;
  return dated.replace(/^，/u, '');
}

/** The text of a finding without the association. */
export function bodyOf({ shown, listing }: Finding): string {
  if (!listing)
    return shown
      .map(wordsOf)
      .filter((words) => words !== '')
      .join('；');
  const { head, items, total } = listing;
  if (listing.form === 'points') return pointsOf(listing);
  const lead = head ? `${wordsOf(head)}：` : '';
  const listed = items.map((item) => item.map(wordsOf).join('，')).join('；');
  return `${lead}${listed}${total > 0 ? restOf(listing) : ''}`;
}

/** One point a line, the section named where it begins. */
function pointsOf(listing: Listing): string {
  let above = '';
  const lines = listing.items.map((item) => {
    const section = sectionName((item[0] as Shown).evidence);
    const named = section !== '' && section !== above ? `【${section}】` : '';
    above = section;
    return `\n· ${named}${item.map(wordsOf).join('，')}`;
  });
  return `${lines.join('')}${listing.total > 0 ? `\n${restOf(listing)}` : ''}`;
}

/** How many items there are, where not all are shown, and where to read on. */
function restOf({ items, total }: Listing): string {
  const last = items.at(-1)?.[0]?.evidence;
  const quotes = items.flat().map(({ evidence }) => evidence.folded);
  // A number that stands in no quote is counted here, and is no figure of the report.
  const many = quotes.some((quote) => new RegExp(`(?<!\\d)${total}(?!\\d)`, 'u').test(quote))
    ? String(total)
    : chineseNumeral(total);
  const section = last ? sectionName(last) : '';
  return `等${many}项（其余见${section ? `“${section}”一节` : '原文'}）`;
}

const sectionName = ({ passage }: Evidence): string =>
  (passage.section.at(-1) ?? '')
    .replace(LEAD, '')
    .replace(/[【】]/gu, '')
    .trim();

/** The whole text of a fact, list, definition or summary. */
export function textOf(finding: Finding, question: Question): string {
  const report = (finding.shown[0] as Shown).evidence.report;
  const body = `${planWords(finding, question)}${verdictWords(finding, question.language)}${label(report, question.language)}`;
  const corrected = question.corrections.length > 0 ? readAs(question) : '';
  const stop = question.language === 'en' ? '.' : '。';
  const colon = question.language === 'en' ? ': ' : '：';
  const words = bodyOf(finding);
  if (finding.listing?.form === 'points') return `${corrected}${body}${colon.trim()}${words}`;
  // Straight quotes: the report's own are curly.
  const quoted = question.language === 'en' ? `"${words}"` : words;
  const told = `${quoted}${/[。！？!?]$/u.test(quoted) ? '' : stop}`;
  return `${corrected}${body}${colon}${told}${untoldWords(finding, question.language)}`;
}

/** Says which of several things that were asked was not found. */
function untoldWords({ untold = [] }: Finding, language: Question['language']): string {
  if (untold.length === 0) return '';
  const words = untold.map((one) => `“${one}”`).join('、');
  return language === 'en' ? ` Not found: ${words}.` : `没有找到${words}的答案。`;
}

/** Says what was read in place of what was typed. */
function readAs({ corrections, language }: Question): string {
  const words = corrections.map(({ to }) => `“${to}”`).join('、');
  return language === 'en' ? `(reading ${words}) ` : `（按${words}理解）`;
}

/** Says that what follows is only planned, where it is. */
export function planWords(finding: Finding, { language, type, wants }: Question): string {
  const first = finding.shown[0];
  if (!first || finding.verdict || type === 'summary' || wants.form === 'reason') return '';
  // Whether a list is of plans, its sentence says before the items.
  const answers = finding.basis.means === 'list' || first !== firstCited(finding) ? null : finding.highlight;
  if (!isPlannedAt(first.evidence, answers ?? first.clause)) return '';
  return language === 'en' ? 'Planned: ' : '报告里说的是计划：';
}

function verdictWords({ verdict }: Finding, language: Question['language']): string {
  if (!verdict) return '';
  if (verdict.says === 'yes') return language === 'en' ? 'Yes. ' : '是。';
  if (verdict.says === 'no') return language === 'en' ? 'No. ' : '不是。';
  if (verdict.says === 'quote') return language === 'en' ? 'The report says: ' : '报告的原文是——';
  if (language === 'en') return 'The report only says this: ';
  return verdict.word === ''
    ? '报告里说的只是计划，没有说已经做到。'
    : `报告只说“${verdict.word}”，没有说已经做到。`;
}

/** The citations of a finding: each sentence once, word for word. */
export function citationsOf(finding: Finding): Citation[] {
  const { shown } = finding;
  const first = firstCited(finding);
  const seen = new Set([first.evidence]);
  const others = shown.filter(({ evidence }) => !seen.has(evidence) && seen.add(evidence));
  const ordered = [first, ...others];
  return ordered.map(({ evidence }, i) => citationOf(evidence, evidence, i === 0 ? finding.highlight : null));
}

/** Where a report is from, as far as it says. */
export const originOf = ({
  publisher,
  published,
  source,
}: ReportCard): Pick<Citation, 'publisher' | 'published' | 'source'> => ({
  ...(publisher && { publisher }),
  ...(published && { published }),
  ...(source && { source }),
});

/**
 * A part of a passage, word for word, with where it stands.
 *
 * @param quoted    the part, by offsets in the report's text
 * @param highlight by offsets in the part
 */
export function citationOf(
  { report, passage }: Pick<Evidence, 'report' | 'passage'>,
  { start, end }: Place,
  highlight: Place | null,
): Citation {
  return {
    report: report.id,
    title: report.title,
    association: report.association,
    period: formatPeriod(report.period),
    ...(report.isRecognised && { isRecognised: true as const }),
    ...originOf(report),
    passage: passage.id,
    section: passage.section,
    quote: passage.text.slice(start - passage.start, end - passage.start),
    start,
    end,
    highlight,
  };
}
