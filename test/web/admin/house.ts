/** A maintainer at the pages to keep house, without sockets. */
import { openSite, type TestSite } from '../site.ts';

export const TOKEN = 'a-token-of-the-tests';

/** Somebody with a browser that keeps the cookie. */
export interface Maintainer {
  get(path: string): Promise<Response>;
  text(path: string): Promise<string>;
  /** Sends a form with what the session's pages carry. */
  send(path: string, fields: Readonly<Record<string, string | File>>): Promise<Response>;
  readonly cookie: string;
}

/** A site with a token. */
export const openHouse = (
  corpusFolder: string,
  options: Parameters<typeof openSite>[1] = {},
): Promise<TestSite> => openSite(corpusFolder, { ...options, web: { adminToken: TOKEN, ...options.web } });

/** What the browser is to send back. */
export const cookieOf = (response: Response): string =>
  (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';

/** Logs in. */
export async function logIn(site: TestSite): Promise<Maintainer> {
  const response = await site.post('/admin/login', { token: TOKEN, who: '小周', to: '/admin' });
  let cookie = cookieOf(response);
  const from = () => ({ 'x-forwarded-for': '203.0.113.9', cookie });
  const get = async (path: string) => {
    const got = await site.app.request(path, { headers: from() });
    const given = cookieOf(got);
    if (given.startsWith('house=')) cookie = given;
    return got;
  };
  const csrf = /name="csrf" value="([^"]+)"/u.exec(await (await get('/admin/nowhere')).text())?.[1] ?? '';
  return {
    get,
    text: async (path) => await (await get(path)).text(),
    send: async (path, fields) => {
      const body = new FormData();
      body.set('csrf', csrf);
      for (const [name, value] of Object.entries(fields)) body.append(name, value);
      return await site.app.request(path, {
        method: 'POST',
        headers: { ...from(), origin: 'http://localhost' },
        body,
      });
    },
    get cookie() {
      return cookie;
    },
  };
}
