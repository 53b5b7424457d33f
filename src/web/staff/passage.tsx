/**
 * A passage of a report that only staff may read, with its neighbours, by `kewen passage`: what is for staff is opened
 * in no process that serves the public. `/staff/<token>` shows it to whoever has a token that still holds,
 * `/admin/passage` to a maintainer who is logged in.
 */
import type { FC } from 'hono/jsx';
import type { PassageView } from '../../channels/passage.ts';
import { nameInReport, type Place } from '../../channels/place.ts';
import { adminPassagePath } from '../../channels/staff-links.ts';
import type { Commands } from '../admin/command.ts';
import { page } from '../frame/layout.tsx';
import { refuse } from '../frame/refuse.tsx';
import { type Words, wordsOf } from '../frame/words.ts';
import type { Site, SiteContext } from '../site.ts';

/** `kewen passage --json` */
interface ToldPassage extends PassageView {
  /** Whether the passage that was named is gone, and this one stands where it was. */
  readonly isMoved: boolean;
}

/** What `kewen passage` ends with where there is no such passage. */
const NOT_THERE = 1;

/** The page of a token. */
export async function staffPassagePage({ staff, web }: Site, c: SiteContext): Promise<Response> {
  const words = wordsOf(c.get('language'));
  const place = staff?.links.read(c.req.param('token') ?? '') ?? null;
  if (!staff || place === null) return refuse(c, 404);
  // Who has the address has what it opens.
  const unkept = (response: Response) => {
    response.headers.set('cache-control', 'no-store');
    return response;
  };
  if (place === 'expired') {
    return unkept(
      page(c, { title: words.linkExpired, status: 410, isListed: false, content: <p>{words.askAgain}</p> }),
    );
  }
  const passage = await passageAt(staff.commands, place, 'staff-link');
  if (passage === 'failed') {
    c.header('retry-after', '10');
    return unkept(refuse(c, 503, { message: words.passageBusy }));
  }
  const login = web.adminToken === null ? null : adminPassagePath(place);
  return unkept(
    page(c, {
      title: passage?.title || words.noPassage,
      status: passage ? 200 : 404,
      isListed: false,
      content: (
        <>
          <p class="notice">{words.onlyStaff}</p>
          {passage ? <PassageText passage={passage} words={words} /> : <p>{words.noPassage}</p>}
          {login === null ? null : (
            <p class="small">
              <a href={login}>{words.asMaintainer}</a>
            </p>
          )}
        </>
      ),
    }),
  );
}

/**
 * A passage with its neighbours; null where neither it nor anything at its place is there any more, `failed` where nobody
 * knows: too many are opened at once, or the index cannot be read.
 *
 * @param who has it run
 */
export async function passageAt(
  commands: Commands,
  { passage, start, end }: Omit<Place, 'report'>,
  who: string,
): Promise<ToldPassage | null | 'failed'> {
  const line = ['passage', '--json', '--audience=staff', `--mark=${start}-${end}`, '--', passage];
  const { code, output } = await commands.run(line, { who });
  if (code === 0) return JSON.parse(output) as ToldPassage;
  return code === NOT_THERE ? null : 'failed';
}

/** The text of a passage and its neighbours, the sentence marked. */
export const PassageText: FC<{ readonly passage: ToldPassage; readonly words: Words }> = ({
  passage,
  words,
}) => (
  <article class="report">
    <header>
      <h1>{passage.title}</h1>
      <p class="small">
        {[passage.association, passage.period, passage.published, passage.source].filter(Boolean).join(' · ')}
      </p>
    </header>
    {passage.isMoved ? (
      <p class="notice" role="status">
        {words.passageMoved}
      </p>
    ) : null}
    <div class="text" lang="zh-CN">
      {passage.parts.map(({ section, before, span, after, isAsked }) => (
        <>
          {section === '' ? null : <h2>{section}</h2>}
          <p id={isAsked ? `p-${nameInReport(passage.passage)}` : undefined}>
            {before}
            {span === '' ? null : <mark>{span}</mark>}
            {after}
          </p>
        </>
      ))}
    </div>
  </article>
);
