/** `POST /vote`: 有用 or 没用, and what was wrong; then back to the answer. */
import { noteOf } from '../../channels/reasons.ts';
import { refuse } from '../frame/refuse.tsx';
import { wordsOf } from '../frame/words.ts';
import type { Site, SiteContext } from '../site.ts';
import { askPath, readAsked } from './asked.ts';
import { isKept, sealOf, userOf } from './record.ts';

/** Keeps a vote. */
export async function takeVote({ records, log }: Site, c: SiteContext): Promise<Response> {
  const form = await c.req.parseBody();
  const field = (name: string) => (typeof form[name] === 'string' ? form[name] : '');
  const exchange = /^-?\d{1,15}$/u.test(field('exchange')) ? Number(field('exchange')) : null;
  const verdict = field('verdict');
  if (exchange === null || (verdict !== 'useful' && verdict !== 'not-useful')) return refuse(c, 400);
  if (field('seal') !== sealOf(records, exchange)) return refuse(c, 403);
  if (!(await isKept(records, exchange))) {
    return refuse(c, 404, { message: wordsOf(c.get('language')).voteExpired });
  }
  const note = verdict === 'not-useful' ? noteOf(field('reason'), field('note')) : '';
  await records.castVote(exchange, userOf(c.get('client')), verdict, note);
  log.info({ requestId: c.get('requestId'), exchange, verdict }, '反馈');
  const asked = readAsked({ q: field('q'), previous: field('previous') });
  const path = asked ? askPath(asked) : '/';
  return c.redirect(`${path}${note === '' || !asked ? '' : '&told=1'}#vote`, 303);
}
