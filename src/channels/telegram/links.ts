/**
 * Passages and reports by a short name that fits in a deep link (`t.me/bot?start=…`: 64 of A-Z a-z 0-9 _ -) and in a
 * button. The name is made from the id and survives what the id survives; it is looked up in the open index only,
 * so it can lead nowhere else.
 */
import { createHash } from 'node:crypto';
import type { OpenIndex, ReportCard } from '../../index/shelf.ts';

/** What a passage's name looks like: 8 of the report, 8 of the text, a count where a text stands twice. */
export const PASSAGE_LINK = /^[0-9a-f]{8}[0-9a-z]{8}(?:-\d{1,3})?$/u;
/** What the short name of anything else looks like. */
export const SHORT_NAME = /^[0-9a-f]{8}$/u;
/** What a deep link starts with: to a passage, to a report. */
const START_PREFIX = 'p_';
const REPORT_PREFIX = 'r_';

/** The name of a passage, or null where its id is of a form that has none. */
export function linkOf(passage: string): string | null {
  const cut = passage.lastIndexOf('#');
  const name = `${shortName(passage.slice(0, Math.max(0, cut)))}${passage.slice(cut + 1)}`;
  return cut > 0 && PASSAGE_LINK.test(name) ? name : null;
}

/** The passage of a name, or null when this index has none. */
export function passageOf(name: string, index: OpenIndex): string | null {
  if (!PASSAGE_LINK.test(name)) return null;
  const report = index.reports.find(({ id }) => shortName(id) === name.slice(0, 8));
  const id = `${report?.id}#${name.slice(8)}`;
  return report && index.passageById(id) ? id : null;
}

/** The address that opens the bot at a passage. */
export function deepLink(botName: string, passage: string): string | null {
  const name = linkOf(passage);
  return name && `https://t.me/${botName}?start=${START_PREFIX}${name}`;
}

/** The passage's name in what `/start` was given. */
export function fromStart(payload: string): string | null {
  const name = payload.startsWith(START_PREFIX) ? payload.slice(START_PREFIX.length) : '';
  return PASSAGE_LINK.test(name) ? name : null;
}

/** The address that opens the bot at a report. */
export const reportLink = (botName: string, report: string): string =>
  `https://t.me/${botName}?start=${REPORT_PREFIX}${shortName(report)}`;

/** The report's name in what `/start` was given. */
export function reportFromStart(payload: string): string | null {
  const name = payload.startsWith(REPORT_PREFIX) ? payload.slice(REPORT_PREFIX.length) : '';
  return SHORT_NAME.test(name) ? name : null;
}

/** The report of a short name, or null when there is none among these. */
export function reportNamed(name: string, reports: readonly ReportCard[]): ReportCard | null {
  return reports.find(({ id }) => shortName(id) === name) ?? null;
}

/** A short name of a report by its id, of an association or a question by its words. */
export function shortName(of: string): string {
  return createHash('sha256').update(of).digest('hex').slice(0, 8);
}
