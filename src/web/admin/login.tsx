/**
 * `/admin/login` and `/admin/logout`.
 */

import type { Site } from '../site.ts';
import { type AdminContext, type AdminPage, bare, wordsFor } from './frame.tsx';
import { fieldsOf, giveId, IDLE_MINUTES, sessionId } from './guard.tsx';
import { isSame, type Lockout } from './lockout.ts';
import type { Sessions } from './sessions.ts';
import { adminWordsOf } from './words.ts';

/** What logging in needs. */
export interface Door {
  readonly token: string;
  readonly sessions: Sessions;
  readonly lockout: Lockout;
}

const MAX_NAME_CHARS = 20;

/** The form to log in with; `to` is where it leads to. */
export function loginPage(
  c: AdminContext,
  to = c.req.query('to') ?? '',
  told = '',
  status: NonNullable<AdminPage['status']> = 200,
): Response {
  const words = wordsFor(c);
  return bare(c, {
    title: words.logIn,
    status,
    content: (
      <section class="login">
        <h1>{words.house}</h1>
        {told === '' ? null : (
          <p class="told bad" role="alert">
            {told}
          </p>
        )}
        <form method="post" action="/admin/login" class="change">
          <input type="hidden" name="to" value={wayBack(to)} />
          <label>
            {words.token}
            <input type="password" name="token" required autocomplete="current-password" maxlength={500} />
          </label>
          <label>
            {words.yourName}
            <input name="who" autocomplete="nickname" maxlength={MAX_NAME_CHARS} />
          </label>
          <button type="submit" class="main">
            {words.logIn}
          </button>
        </form>
        <p class="small">{words.loginHint(IDLE_MINUTES)}</p>
      </section>
    ),
  });
}

/** Takes a token. */
export async function takeLogin(site: Site, door: Door, c: AdminContext): Promise<Response> {
  const client = c.get('client');
  const words = wordsFor(c);
  // Everything that is waited for comes first: of many who try at once, each counts before the next is looked at.
  const field = await fieldsOf(c);
  const waitMs = door.lockout.waitMs(client);
  if (waitMs > 0) {
    const seconds = Math.ceil(waitMs / 1000);
    c.header('retry-after', String(seconds));
    return loginPage(c, field('to'), words.lockedOut(Math.ceil(seconds / 60)), 429);
  }
  if (!isSame(field('token'), door.token)) {
    door.lockout.fail(client);
    site.log.warn(
      { requestId: c.get('requestId'), client: site.records.hash(client).slice(0, 8) },
      '登录没有成功',
    );
    return loginPage(c, field('to'), words.wrongToken, 403);
  }
  door.lockout.succeed(client);
  const before = sessionId(site, c);
  if (before !== undefined) door.sessions.end(before);
  const who = field('who')
    .replace(/[\p{C}\p{Z}]+/gu, ' ')
    .trim()
    .slice(0, MAX_NAME_CHARS);
  giveId(site, c, door.sessions.begin(who || adminWordsOf('zh').maintainer));
  site.log.info({ requestId: c.get('requestId') }, '维护者登录了');
  return c.redirect(wayBack(field('to')), 303);
}

/** Logs out. */
export function takeLogout(site: Site, { sessions }: Door, c: AdminContext): Response {
  const id = sessionId(site, c);
  if (id !== undefined) sessions.end(id);
  giveId(site, c, null);
  return c.redirect('/admin/login', 303);
}

/** Where to go after it: a page here, and nowhere else. */
function wayBack(to: string): string {
  const isHere = /^\/admin(?:[/?][\w%/?=&.~+-]*)?$/u.test(to) && !/\.\.|\/\//u.test(to);
  return isHere && !/^\/admin\/log(?:in|out)/u.test(to) ? to : '/admin';
}
