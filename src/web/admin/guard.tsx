/**
 * Who gets in: a session by its cookie, and for every change what only a page of that session has.
 */
import type { MiddlewareHandler } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { refuse } from '../frame/refuse.tsx';
import type { Site } from '../site.ts';
import { type AdminContext, type AdminEnv, asPublic, bare, wordsFor } from './frame.tsx';
import { isSame } from './lockout.ts';
import { IDLE_MS, MAX_AGE_MS, type Sessions } from './sessions.ts';

const COOKIE = 'house';
const PATH = '/admin';
const COMMAND_MS = 30 * 60_000;

/** Whether browsers reach the site by https. */
const isSecure = ({ web }: Site, c: AdminContext): boolean =>
  web.publicUrl?.startsWith('https://') === true || c.req.url.startsWith('https:');

/** A cookie that came by http is none where https is meant. */
const cookieName = (site: Site, c: AdminContext): string =>
  isSecure(site, c) ? `__Secure-${COOKIE}` : COOKIE;

/** The id that a browser has. */
export const sessionId = (site: Site, c: AdminContext): string | undefined =>
  getCookie(c, cookieName(site, c));

/** Gives a browser its id, or takes it away. */
export function giveId(site: Site, c: AdminContext, id: string | null): void {
  setCookie(c, cookieName(site, c), id ?? '', {
    path: PATH,
    httpOnly: true,
    sameSite: 'Strict',
    secure: isSecure(site, c),
    maxAge: id === null ? 0 : MAX_AGE_MS / 1000,
  });
}

/** How long a session lasts, for people. */
export const IDLE_MINUTES = IDLE_MS / 60_000;

/** Lets nobody on who is not logged in: a page leads to the login, a change is refused. */
export function onlyWithSession(site: Site, sessions: Sessions): MiddlewareHandler<AdminEnv> {
  return async (c, next) => {
    c.header('cache-control', 'no-store');
    const found = sessions.find(sessionId(site, c));
    if (!found) {
      if (c.req.method !== 'GET' && c.req.method !== 'HEAD') return notDone(c, wordsFor(c).sessionOver);
      const { pathname, search } = new URL(c.req.url);
      return c.redirect(`${PATH}/login?${new URLSearchParams({ to: `${pathname}${search}` })}`, 303);
    }
    c.set('session', found.session);
    // A scan may be read for minutes before there is a page to send.
    c.env?.incoming?.socket?.setTimeout(COMMAND_MS);
    if (found.newId !== null) giveId(site, c, found.newId);
    return await next();
  };
}

/** Lets no change through that does not come from a page of the session. */
export const onlyFromOwnPage: MiddlewareHandler<AdminEnv> = async (c, next) => {
  if (c.req.method === 'GET' || c.req.method === 'HEAD') return await next();
  if (c.req.method !== 'POST') return refuse(asPublic(c), 404);
  const { csrf } = await c.req.parseBody();
  const isOwn = typeof csrf === 'string' && isSame(csrf, c.get('session').csrf);
  return isOwn ? await next() : notDone(c, wordsFor(c).pageOver);
};

/** What was sent came too late: it says so, and how not to lose what was written. */
function notDone(c: AdminContext, why: string): Response {
  const words = wordsFor(c);
  return bare(c, {
    title: words.nothingDone,
    status: 403,
    content: (
      <section class="notice">
        <h1>{words.nothingDone}</h1>
        <p>{why}</p>
        <p>{words.goBackFirst}</p>
        <p>
          <a class="button" href={PATH}>
            {words.toHouse}
          </a>
        </p>
      </section>
    ),
  });
}

/** A field of a form as a text; empty where it is not there or a file. */
export async function fieldsOf(c: AdminContext): Promise<(name: string) => string> {
  const form = await c.req.parseBody();
  return (name) => {
    const value = form[name];
    return typeof value === 'string' ? value.replace(/\r\n?/gu, '\n').trim() : '';
  };
}
