/** The interface for programs: `/api/ask`, `/api/suggest`, `/api/reports`, and their description. */
import type { Hono } from 'hono';
import { cors } from 'hono/cors';
import { reportPath } from '../../channels/place.ts';
import { formatPeriod } from '../../corpus/report.ts';
import type { Ask } from '../ask/answers.ts';
import { logAnswer } from '../ask/ask.tsx';
import { readAsked } from '../ask/asked.ts';
import { recordOnce } from '../ask/record.ts';
import { refuse } from '../frame/refuse.tsx';
import type { Site, SiteEnv } from '../site.ts';
import type { Suggest } from '../suggest.ts';
import { openApi } from './openapi.ts';
import { askQuery, suggestQuery } from './schemas.ts';

const MAX_ID_CHARS = 200;

/** Lets the pages of the sites that the settings name read what the interface says, a refusal included. */
export function allowOrigins(app: Hono<SiteEnv>, origins: readonly string[]): void {
  if (origins.length === 0) return;
  const allowed = { origin: [...origins], allowMethods: ['GET'], exposeHeaders: ['Retry-After'] };
  app.use('/api/*', cors({ ...allowed, maxAge: 600, credentials: false }));
}

/** Adds the interface to the site. */
export function addApi(app: Hono<SiteEnv>, site: Site, ask: Ask, suggest: Suggest, version: string): void {
  const { publicUrl } = site.web;
  app.get('/api/ask', async (c) => {
    const query = askQuery.safeParse(c.req.query());
    const asked = query.success ? readAsked(query.data) : null;
    if (!query.success || !asked) return refuse(c, 400, { message: '请在 q 里写问题：/api/ask?q=…' });
    const reply = await ask(asked);
    logAnswer(site, c, asked, reply);
    if (!reply.isFailure) await recordOnce(site.records, c.get('client'), asked, reply);
    const id = query.data.id === undefined ? {} : { id: query.data.id.slice(0, MAX_ID_CHARS) };
    c.header('cache-control', 'no-store');
    return c.json({ ...id, ...reply.answer, elapsedMs: Math.round(reply.elapsedMs * 10) / 10 });
  });
  app.get('/api/suggest', async (c) => {
    const query = suggestQuery.safeParse(c.req.query());
    if (!query.success) return refuse(c, 400, { message: '请在 q 里写已经打的字：/api/suggest?q=…' });
    c.header('cache-control', 'private, max-age=60');
    return c.json({ suggestions: await suggest(query.data.q) });
  });
  app.get('/api/reports', (c) => {
    c.header('cache-control', 'no-cache');
    const { generation, reports } = site.desk.catalog;
    return c.json({
      generation,
      reports: reports.map(({ id, title, association, place, period, publisher, published, source }) => ({
        ...{ id, title, association, place, period: formatPeriod(period), publisher, published, source },
        path: reportPath(id),
      })),
    });
  });
  app.get('/api/openapi.json', (c) => c.json(openApi(version, publicUrl)));
}
