/**
 * What is said where there is no page to show: to a person as a page, to a program as JSON. It tells what to do, and
 * nothing of the reports, of paths or of the program.
 */
import type { Language } from '../../channels/document.ts';
import { EMBED_PATH } from '../guard/headers.ts';
import type { SiteContext } from '../site.ts';
import { page } from './layout.tsx';
import type { Refusal } from './refusal.ts';
import { wordsOf } from './words.ts';

const CODES: Readonly<Record<Refusal, string>> = {
  400: 'bad-request',
  403: 'forbidden',
  404: 'not-found',
  413: 'too-large',
  429: 'too-many',
  500: 'internal',
  503: 'busy',
};

/** What a refusal may name. */
export interface RefusalDetails {
  readonly waitSeconds?: number;
  /** In place of the usual words, e.g. which report is not there. */
  readonly message?: string;
}

/** A refusal as a response. */
export function refuse(c: SiteContext, status: Refusal, details: RefusalDetails = {}): Response {
  const language = c.get('language') ?? 'zh';
  const message = details.message ?? usualWords(status, language, details.waitSeconds ?? 0);
  const requestId = status === 500 ? (c.get('requestId') ?? null) : null;
  if (c.req.path.startsWith('/api/')) {
    const named = requestId ? { requestId } : {};
    return c.json({ error: { code: CODES[status], message, ...named } }, status);
  }
  const words = wordsOf(language);
  // Within another site's page no other page of this one may be shown.
  const isEmbedded = c.req.path === EMBED_PATH;
  return page(c, {
    title: words.refusalTitles[status],
    status,
    isListed: false,
    isEmbedded,
    content: (
      <section class="notice">
        <h1>{words.refusalTitles[status]}</h1>
        <p>{message}</p>
        {requestId ? <p class="small">{words.requestNumber(requestId)}</p> : null}
        <p>
          <a class="button" href={isEmbedded ? EMBED_PATH : '/'}>
            {words.toStart}
          </a>
        </p>
      </section>
    ),
  });
}

const usualWords = (status: Refusal, language: Language, waitSeconds: number): string => {
  const words = wordsOf(language);
  return status === 429 ? words.tooMany(waitSeconds) : words.refusals[status];
};
