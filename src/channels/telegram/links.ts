/**
 * Passages by a short name that fits in a deep link (`t.me/bot?start=…`: 64 of A-Z a-z 0-9 _ -) and in a
 * button. The name is made from the passage's id and survives what the id survives; it is looked up in the
 * open index only, so it can lead nowhere else.
 */
import { createHash } from 'node:crypto';
import type { OpenIndex } from '../../index/shelf.ts';

/** What a passage's name looks like: 8 of the report, 8 of the text, a count where a text stands twice. */
export const PASSAGE_LINK = /^[0-9a-f]{8}[0-9a-z]{8}(?:-\d{1,3})?$/u;
/** What a deep link to a passage starts with. */
const START_PREFIX = 'p_';

/** The name of a passage, or null where its id is of a form that has none. */
export function linkOf(passage: string): string | null {
  const cut = passage.lastIndexOf('#');
  const name = `${digest(passage.slice(0, Math.max(0, cut)))}${passage.slice(cut + 1)}`;
  return cut > 0 && PASSAGE_LINK.test(name) ? name : null;
}

/** The passage of a name, or null when this index has none. */
export function passageOf(name: string, index: OpenIndex): string | null {
  if (!PASSAGE_LINK.test(name)) return null;
  const report = index.reports.find(({ id }) => digest(id) === name.slice(0, 8));
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

const digest = (report: string) => createHash('sha256').update(report).digest('hex').slice(0, 8);
