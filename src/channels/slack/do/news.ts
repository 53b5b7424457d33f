/**
 * What is new in the reports since a person last opened the home tab. Which reports they saw then is kept in the records;
 * what is new stays new for as long as a visit lasts, since the tab is drawn again whenever it is turned to.
 */
import { createHash } from 'node:crypto';
import type { ReportCard } from '../../../index/shelf.ts';
import { type Bot, SLACK } from '../bot.ts';

/** A visit. */
const VISIT_MS = 30 * 60_000;
/** Whoever has not been here for longer is new. */
const REMEMBERED_MS = 400 * 24 * 3_600_000;

/** The reports that a person has not seen yet; none for who is here for the first time. */
export async function newsFor(
  bot: Bot,
  user: string,
  reports: readonly ReportCard[],
): Promise<readonly ReportCard[]> {
  const key = `${SLACK}:home:${bot.team}:${user}`;
  const nowMs = bot.now().getTime();
  const remembered = await bot.records.conversation(key);
  const { before = '', seen = '', atMs = 0 } = remembered?.extra ?? {};
  const isSameVisit = nowMs - Number(atMs) < VISIT_MS;
  const known = String(isSameVisit ? before : seen);
  const now = reports.map(markOf).join(' ');
  if (!isSameVisit || now !== seen) {
    const extra = { before: known, seen: now, atMs: isSameVisit ? Number(atMs) : nowMs };
    await bot.records.remember(key, { question: '', extra }, REMEMBERED_MS, user);
  }
  if (remembered === undefined || known === '') return [];
  const marks = new Set(known.split(' '));
  return reports.filter((report) => !marks.has(markOf(report)));
}

/** A few letters that stand for a report as it is: another title or date, or passages more or less, make it new. */
function markOf({ id, title, published, passages }: ReportCard): string {
  const said = [id, title, published, passages].join('\n');
  return createHash('sha256').update(said).digest('base64url').slice(0, 8);
}
