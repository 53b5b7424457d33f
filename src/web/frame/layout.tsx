/** What stands around every page: the head, the name with the way to all reports, the choice of language, the foot. */
import type { Child, FC } from 'hono/jsx';
import type { Language } from '../../channels/document.ts';
import type { SiteContext } from '../site.ts';
import { ICON, SCRIPT, STYLE } from './assets.ts';
import { wordsOf } from './words.ts';

/** What a page is. */
export interface PageOptions {
  readonly title: string;
  readonly content: Child;
  /** Told to whoever shows a link to the page; left out where there is nothing to tell. */
  readonly description?: string;
  /** The address of the page without what only marks a place in it; left out where the address is one. */
  readonly canonical?: string;
  /** Search engines leave out what is made for a question. */
  readonly isListed?: boolean;
  /** Within another site's page: without name and foot. */
  readonly isEmbedded?: boolean;
  readonly status?: 200 | 400 | 403 | 404 | 410 | 413 | 429 | 500 | 503;
}

/** A page as a response. */
export function page(c: SiteContext, options: PageOptions): Response {
  const language = c.get('language');
  const body = (<Page {...options} language={language} switchTo={switchAddress(c, language)} />).toString();
  c.header('content-language', language === 'en' ? 'en' : 'zh-CN');
  c.header('vary', 'Accept-Language, Cookie');
  c.header('cache-control', 'private, no-cache');
  return c.html(`<!DOCTYPE html>${body as string}`, options.status ?? 200);
}

/** The same page in the other language; null where what is shown came of a form, and has no address. */
function switchAddress(c: SiteContext, language: Language): string | null {
  if (c.req.method !== 'GET' && c.req.method !== 'HEAD') return null;
  const { pathname, searchParams } = new URL(c.req.url);
  searchParams.set('lang', language === 'en' ? 'zh' : 'en');
  // An address that begins with two slashes is another site's.
  return `${pathname.replace(/^\/+/u, '/')}?${searchParams}`;
}

const Page: FC<PageOptions & { readonly language: Language; readonly switchTo: string | null }> = ({
  title,
  content,
  description,
  canonical,
  isListed = true,
  isEmbedded = false,
  language,
  switchTo,
}) => {
  const words = wordsOf(language);
  const fullTitle = title === words.name ? title : `${title} · ${words.name}`;
  return (
    <html lang={language === 'en' ? 'en' : 'zh-CN'}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{fullTitle}</title>
        {description ? <meta name="description" content={description} /> : null}
        {description ? <meta property="og:title" content={title} /> : null}
        {description ? <meta property="og:description" content={description} /> : null}
        {isListed ? null : <meta name="robots" content="noindex" />}
        {canonical ? <link rel="canonical" href={canonical} /> : null}
        <link rel="stylesheet" href={STYLE.path} />
        <link rel="icon" href={ICON.path} type="image/svg+xml" />
        <script src={SCRIPT.path} defer />
      </head>
      {isEmbedded ? (
        <body class="embedded">
          <main id="main">{content}</main>
        </body>
      ) : (
        <body>
          <a class="skip" href="#main">
            {words.skip}
          </a>
          <header class="top">
            <a class="name" href="/">
              {words.name}
            </a>
            <nav aria-label={words.siteNavigation}>
              <a href="/reports">{words.reports}</a>
              {switchTo === null ? null : (
                <a href={switchTo} lang={language === 'en' ? 'zh-CN' : 'en'} rel="nofollow">
                  {words.otherLanguage}
                </a>
              )}
            </nav>
          </header>
          <main id="main">{content}</main>
          <footer class="foot">
            <p>{words.foot}</p>
          </footer>
        </body>
      )}
    </html>
  );
};
