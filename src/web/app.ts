/**
 * The public's site as one handler of requests: what goes before every page (headers, limits, who asks and in which
 * language), then the pages. It needs no socket.
 */
import { createRequire } from 'node:module';
import { Hono } from 'hono';
import { csrf } from 'hono/csrf';
import { newRequestId } from '../channels/answering.ts';
import { reportPath } from '../channels/place.ts';
import type { Entry } from '../channels/suggest/entries.ts';
import { KewenError } from '../errors.ts';
import { adminPages } from './admin/admin.tsx';
import { addApi, allowOrigins } from './api/routes.ts';
import { askingAt } from './ask/answers.ts';
import { askPage } from './ask/ask.tsx';
import { askPath } from './ask/asked.ts';
import { embedPage } from './ask/embed.tsx';
import { homePage } from './ask/home.tsx';
import { takeVote } from './ask/vote.ts';
import { ASSETS, EMBED_SCRIPT } from './frame/assets.ts';
import { chooseLanguage } from './frame/language.ts';
import { refuse } from './frame/refuse.tsx';
import { clientOf } from './guard/client.ts';
import { pageHeaders } from './guard/headers.ts';
import { rateLimit, smallBodies } from './guard/limits.ts';
import { originalFile, type Sending } from './read/original.ts';
import { reportPage } from './read/report.tsx';
import { reportsPage } from './read/reports.tsx';
import type { Site, SiteEnv } from './site.ts';
import { staffPassagePage } from './staff/passage.tsx';
import { suggestingAt } from './suggest.ts';

const FOREVER = 'public, max-age=31536000, immutable';
const { version } = createRequire(import.meta.url)('../../package.json') as { version: string };

/** Makes the site. */
export function createApp(site: Site): Hono<SiteEnv> {
  // A slash at the end of an address is what people type, and no other page.
  const app = new Hono<SiteEnv>({ strict: false });
  const ask = askingAt(site.desk, site.now);
  const suggest = suggestingAt(site.desk, leadsTo, site.log);
  const sending: Sending = { count: 0 };

  app.use(async (c, next) => {
    const socket = c.env?.incoming?.socket;
    c.set('client', clientOf(socket?.remoteAddress, c.req.header('x-forwarded-for'), site.web.proxies));
    c.set('requestId', newRequestId());
    c.set('language', chooseLanguage(c));
    await next();
  });
  app.use(pageHeaders(site.web));
  // Files of the program cost nothing, and a page loads several.
  app.get('/assets/:name', (c) => {
    const asset = ASSETS.get(c.req.path);
    if (!asset) return refuse(c, 404);
    return c.body(asset.text, 200, { 'content-type': asset.type, 'cache-control': FOREVER });
  });
  app.get('/embed.js', (c) =>
    c.body(EMBED_SCRIPT, 200, {
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=3600',
    }),
  );
  app.get('/robots.txt', (c) =>
    c.text('User-agent: *\nDisallow: /ask\nDisallow: /api/\nDisallow: /embed\nDisallow: /staff/\n'),
  );
  allowOrigins(app, site.web.origins);
  app.use(rateLimit(site));
  const fromOwnSite = csrf({ origin: (origin, c) => isOwnSite(origin, c.req.url, site.web.publicUrl) });
  if (site.web.adminToken !== null && site.commands) {
    app.use('/admin/*', fromOwnSite);
    app.route('/admin', adminPages(site, site.web.adminToken, site.commands));
  }
  app.use(smallBodies);
  app.use(fromOwnSite);

  app.get('/', (c) => homePage(site, c));
  app.get('/ask', (c) => askPage(site, ask, c));
  app.post('/vote', (c) => takeVote(site, c));
  app.get('/reports', (c) => reportsPage(site, c));
  app.get('/r/:report', (c) => reportPage(site, c));
  app.get('/r/:report/original', (c) => originalFile(site, sending, c));
  app.get('/staff/:token', (c) => staffPassagePage(site, c));
  app.get('/embed', (c) => embedPage(site, ask, c));
  addApi(app, site, ask, suggest, version);

  app.notFound((c) => refuse(c, 404));
  app.onError((err, c) => {
    const status = (err as { status?: unknown }).status;
    if (status === 403 || status === 400 || status === 413) return refuse(c, status);
    site.log.error({ err, requestId: c.get('requestId'), method: c.req.method }, '网页没能做出来');
    if (!(err instanceof KewenError) || err.code !== 'search') return refuse(c, 500);
    c.header('retry-after', '10');
    return refuse(c, 503);
  });
  return app;
}

/** Where something that is offered leads. */
function leadsTo({ kind, text, report, passage }: Entry): string {
  if (kind === 'question') return askPath({ question: text });
  return kind === 'section' ? `${reportPath(report.id)}?p=${passage}#p-${passage}` : reportPath(report.id);
}

/** Whether a form stands on a page of this site, by whatever scheme a proxy in front is reached. */
function isOwnSite(origin: string, url: string, publicUrl: string | null): boolean {
  if (origin === publicUrl) return true;
  return URL.canParse(origin) && new URL(origin).host === new URL(url).host;
}
