/**
 * The language of a page's frame: what a person chose, else what their browser asks for, else Chinese. The report's
 * words are never translated.
 */
import { getCookie, setCookie } from 'hono/cookie';
import type { Language } from '../../channels/document.ts';
import type { SiteContext } from '../site.ts';

const COOKIE = 'lang';
const YEAR_SECONDS = 31_536_000;

/** The language for a request; one that is chosen in the address is kept. */
export function chooseLanguage(c: SiteContext): Language {
  const chosen = languageNamed(c.req.query('lang'));
  if (chosen) {
    const secure = c.req.url.startsWith('https:');
    setCookie(c, COOKIE, chosen, {
      path: '/',
      maxAge: YEAR_SECONDS,
      sameSite: 'Lax',
      httpOnly: true,
      secure,
    });
    return chosen;
  }
  return languageNamed(getCookie(c, COOKIE)) ?? preferredLanguage(c.req.header('accept-language'));
}

/**
 * The one of our languages that a browser would rather have.
 *
 * @example preferredLanguage('fr, en;q=0.8, zh;q=0.5') // 'en'
 */
export function preferredLanguage(header: string | undefined): Language {
  let best: { readonly language: Language; readonly weight: number } | null = null;
  for (const part of (header ?? '').slice(0, MAX_HEADER_CHARS).split(',')) {
    const [tag = '', ...parameters] = part.split(';').map((piece) => piece.trim());
    const language = languageNamed(tag.toLowerCase().split('-')[0]);
    const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
    const weight = quality === undefined ? 1 : Number(quality) || 0;
    if (language && weight > (best?.weight ?? 0)) best = { language, weight };
  }
  return best?.language ?? 'zh';
}

const MAX_HEADER_CHARS = 500;

const languageNamed = (name: string | undefined): Language | null =>
  name === 'en' || name === 'zh' ? name : null;
