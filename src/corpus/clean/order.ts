/**
 * Headings back to where they belong: some PDF pages print the headline of each section after the section's
 * text, and the headline of the page after its lead.
 */
import type { Outline } from './outline.ts';

/**
 * Puts headlines before their sections on a page of 【看点】 sections.
 *
 * Such a page is known by its end: the last thing on it is a headline with no text to follow. Then the
 * headlines that stand between the text of a section and the next 【看点】 are that section's own; the one
 * between the lead and the first 【看点】 is the page's title.
 */
export function restoreOrder(parts: readonly Outline[]): readonly Outline[] {
  const label = parts.find((part) => part.rank === 'label')?.text;
  const starts = parts.flatMap((part, i) => (part.rank === 'label' && part.text === label ? [i] : []));
  const [first] = starts;
  if (first === undefined || starts.length < 2 || !endsWithHeadline(parts)) return parts;
  const lead = parts.slice(0, first);
  const leadEnd = endOfText(lead);
  const ordered: Outline[] = [];
  if (leadEnd > 0 && !lead.slice(0, leadEnd).some(isHeadline)) {
    const title = lead
      .slice(leadEnd)
      .map((part) => (isHeadline(part) ? { ...part, rank: 'title' as const } : part));
    ordered.push(...title, ...lead.slice(0, leadEnd));
  } else ordered.push(...lead);
  starts.forEach((start, k) => {
    const section = parts.slice(start, starts[k + 1] ?? parts.length);
    const end = endOfText(section);
    ordered.push(...section.slice(end).filter(isHeadline));
    ordered.push(...section.slice(0, end), ...section.slice(end).filter((part) => !isHeadline(part)));
  });
  return ordered;
}

function isHeadline(part: Outline): boolean {
  return part.kind === 'heading' && part.rank !== 'label';
}

function endsWithHeadline(parts: readonly Outline[]): boolean {
  const last = parts.findLast((part) => part.kind !== 'byline' && part.kind !== 'caption');
  return last !== undefined && isHeadline(last);
}

/** Where the headlines after the last paragraph begin. */
function endOfText(section: readonly Outline[]): number {
  return (
    section.findLastIndex((part) => !isHeadline(part) && part.kind !== 'byline' && part.kind !== 'caption') +
    1
  );
}
