/**
 * How much one client gets: questions by one measure, everything else by another. What comes too fast is told when to
 * come again, and costs nothing.
 */
import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Limit } from '../../channels/settings.ts';
import { refuse } from '../frame/refuse.tsx';
import type { Site, SiteContext, SiteEnv } from '../site.ts';

/** A vote with its note is the longest that anybody sends. */
const MAX_BODY_BYTES = 16_384;

/** Paths whose requests are questions. */
const QUESTIONS = new Set(['/ask', '/embed', '/api/ask']);

/** Refuses what a client sends too fast. */
export function rateLimit({ records, rules }: Site): MiddlewareHandler<SiteEnv> {
  const take = (kind: string, client: string, { atOnce, perMinute }: Limit) =>
    records.takeToken(`web:${kind}:${client}`, { capacity: atOnce, refillPerMinute: perMinute });
  return async (c, next) => {
    const isQuestion = QUESTIONS.has(c.req.path) && c.req.query('q') !== undefined;
    const client = c.get('client');
    const { allowed, waitMs } = await (isQuestion
      ? take('questions', client, rules.questions)
      : take('pages', client, rules.pages));
    if (allowed) return await next();
    const waitSeconds = Math.ceil(waitMs / 1000);
    c.header('retry-after', String(waitSeconds));
    return await refuse(c, 429, { waitSeconds });
  };
}

/** Refuses a body that is longer than anybody needs, before it is read. */
export const smallBodies: MiddlewareHandler<SiteEnv> = bodyLimit({
  maxSize: MAX_BODY_BYTES,
  onError: (c) => {
    // What is still coming is not read.
    c.header('connection', 'close');
    return refuse(c as unknown as SiteContext, 413);
  },
});
