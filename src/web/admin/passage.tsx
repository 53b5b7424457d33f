/** `/admin/passage`: a passage of any report, also of those for staff, as links outside Slack name it. */
import { wordsOf } from '../frame/words.ts';
import { PassageText, passageAt } from '../staff/passage.tsx';
import type { Commands } from './command.ts';
import { type AdminContext, adminPage, wordsFor } from './frame.tsx';

const MARK = /^(\d{1,9})-(\d{1,9})$/u;

/** The page. */
export async function passagePage(commands: Commands, c: AdminContext): Promise<Response> {
  const words = wordsOf(c.get('language'));
  const [, start, end] = MARK.exec(c.req.query('mark') ?? '') ?? [];
  const place = { passage: c.req.query('of') ?? '', start: Number(start), end: Number(end) };
  const isPlace = place.passage !== '' && place.start < place.end;
  const passage = isPlace ? await passageAt(commands, place, c.get('session').who) : null;
  const title = wordsFor(c).reports;
  if (passage === 'failed') return adminPage(c, { title, status: 503, content: <p>{words.passageBusy}</p> });
  return adminPage(c, {
    title,
    ...(passage ? {} : { status: 404 }),
    content: passage ? <PassageText passage={passage} words={words} /> : <p>{words.noPassage}</p>,
  });
}
