/**
 * 看原文: the passage a quote stands in with the passages before and after it, in pages of bounded size.
 */
import { formatPeriod, hasPeriod } from '../corpus/report.ts';
import type { OpenIndex, StoredPassage } from '../index/shelf.ts';
import { printable } from '../printable.ts';

/** One passage of a page: `before + span + after` is its text. */
export interface PassagePart {
  /** The headings above it, empty where they are those of the part before. */
  readonly section: string;
  /** Whether it is the passage that was asked for. */
  readonly isAsked: boolean;
  readonly before: string;
  /** The quoted sentence, in the passage that was asked for; else empty. */
  readonly span: string;
  readonly after: string;
}

/** A page of a report. */
export interface PassageView {
  readonly title: string;
  readonly association: string;
  /** `2020年` */
  readonly period: string;
  /** Where the report is from, and when it was published; empty where unknown. */
  readonly source: string;
  readonly published: string;
  /** Report and passage id, for the buttons of the view. */
  readonly report: string;
  readonly passage: string;
  /** 0 is the page with the passage that was asked for, -1 the one before it. */
  readonly page: number;
  readonly hasEarlier: boolean;
  readonly hasLater: boolean;
  readonly parts: readonly PassagePart[];
}

/** Passages on a page: the one that was asked for and its neighbours. */
const PASSAGES_A_PAGE = 3;
/** All parts of a page together hold at most three times this; a passage is 80 to 280 characters but for rows of tables. */
const MAX_PART_CHARS = 800;

/**
 * A page of the report around a passage. A page beyond the report's ends is the last one on that side.
 *
 * @param page 0 for the passage with its neighbours, 1 for what comes after, -1 for what comes before
 * @param quote offsets of the quoted sentence in the report's text
 * @returns null when the passage is not in this index (any more)
 */
export function passageView(
  index: OpenIndex,
  passageId: string,
  page = 0,
  quote?: { readonly start: number; readonly end: number },
): PassageView | null {
  const asked = index.passageById(passageId);
  const report = index.reports.find(({ row }) => row === asked?.report);
  if (!asked || !report) return null;
  const at = (ordinal: number) => index.passageAt(report.row, ordinal);
  const firstOf = (number: number) => asked.ordinal - 1 + number * PASSAGES_A_PAGE;

  let number = Number.isSafeInteger(page) ? Math.max(-MAX_PAGES, Math.min(MAX_PAGES, page)) : 0;
  // Towards the asked passage until there is something on the page.
  while (number !== 0 && !hasAny(firstOf(number), at)) number -= Math.sign(number);

  let above = '';
  const parts: PassagePart[] = [];
  for (let ordinal = firstOf(number); ordinal < firstOf(number) + PASSAGES_A_PAGE; ordinal++) {
    const passage = ordinal === asked.ordinal ? asked : at(ordinal);
    if (!passage) continue;
    const section = passage.section.map(printable).join(' › ');
    parts.push({
      section: section === above && parts.length > 0 ? '' : section,
      isAsked: passage === asked,
      ...split(passage, passage === asked ? quote : undefined),
    });
    above = section;
  }
  return {
    title: printable(report.title),
    association: printable(report.association),
    period: hasPeriod(report.period) ? `${formatPeriod(report.period)}年` : '',
    source: printable(report.source),
    published: printable(report.published),
    report: report.id,
    passage: asked.id,
    page: number,
    hasEarlier: hasAny(firstOf(number - 1), at),
    hasLater: hasAny(firstOf(number + 1), at),
    parts,
  };
}

const MAX_PAGES = 10_000;

function hasAny(first: number, at: (ordinal: number) => StoredPassage | undefined): boolean {
  for (let ordinal = Math.max(0, first); ordinal < first + PASSAGES_A_PAGE; ordinal++) {
    if (at(ordinal)) return true;
  }
  return false;
}

function split(
  { text, start }: StoredPassage,
  quote: { readonly start: number; readonly end: number } | undefined,
): Pick<PassagePart, 'before' | 'span' | 'after'> {
  const from = quote ? Math.max(0, Math.min(text.length, quote.start - start)) : 0;
  const to = quote ? Math.max(from, Math.min(text.length, quote.end - start)) : 0;
  const span = quote ? text.slice(from, to) : '';
  const rest = Math.max(0, MAX_PART_CHARS - span.length);
  return {
    before: printable(
      quote ? keepEnd(text.slice(0, from), Math.floor(rest / 2)) : keepStart(text, MAX_PART_CHARS),
    ),
    span: printable(keepStart(span, MAX_PART_CHARS)),
    after: printable(quote ? keepStart(text.slice(to), Math.ceil(rest / 2)) : ''),
  };
}

/** The first sentences that fit, with an ellipsis where something is left off. */
function keepStart(text: string, maxChars: number): string {
  if (text.length <= maxChars) return text;
  const cut = text.slice(0, Math.max(0, maxChars - 1));
  const stop = Math.max(...['。', '；', '！', '？', '\n', '，'].map((mark) => cut.lastIndexOf(mark)));
  return `${stop > maxChars / 2 ? cut.slice(0, stop + 1) : cut}…`;
}

/** The last sentences that fit. */
function keepEnd(text: string, maxChars: number): string {
  if (text.length <= maxChars) return text;
  const cut = text.slice(text.length - Math.max(0, maxChars - 1));
  const stop = cut.search(/[。；！？\n，]/u);
  return `…${stop >= 0 && stop < cut.length / 2 ? cut.slice(stop + 1) : cut}`;
}
