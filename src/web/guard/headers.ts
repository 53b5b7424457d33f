/**
 * What browsers are told that show a page: to run and load nothing that is not a file of this site, to tell nobody
 * where a person came from, and to show it in no other page but for the box to ask, where a site is named for that.
 */
import type { MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import type { WebSettings } from '../../config.ts';
import type { SiteEnv } from '../site.ts';

/** The page that other sites may show within theirs, where the settings name them. */
export const EMBED_PATH = '/embed';
/** Files to be saved: whatever they are, no browser opens them as a page of this site. */
const SAVED = /^\/r\/[^/]+\/original$/u;
/** What other sites load: the script that puts the box into their page, and the interface where they may use it. */
const LOADED_ELSEWHERE = /^\/(?:embed\.js$|api\/)/u;

/** Sets the headers of every response. */
export function pageHeaders({ origins, publicUrl }: WebSettings): MiddlewareHandler<SiteEnv> {
  const isSecure = publicUrl?.startsWith('https://') === true;
  const headersWith = (frameAncestors: readonly string[], resource: string, sandbox?: string[]) =>
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'"],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: [...frameAncestors],
        ...(sandbox ? { sandbox } : {}),
      },
      // Without a page that shows it, the older header would forbid what the policy allows.
      xFrameOptions: frameAncestors[0] === "'none'" ? 'DENY' : false,
      crossOriginResourcePolicy: resource,
      crossOriginOpenerPolicy: 'same-origin',
      referrerPolicy: 'same-origin',
      strictTransportSecurity: isSecure ? 'max-age=31536000' : false,
      xXssProtection: false,
      permissionsPolicy: { camera: [], microphone: [], geolocation: [], payment: [] },
    });
  const own = headersWith(["'none'"], 'same-origin');
  const embedded = headersWith(origins.length > 0 ? ["'self'", ...origins] : ["'self'"], 'same-origin');
  const elsewhere = headersWith(["'none'"], 'cross-origin');
  const saved = headersWith(["'none'"], 'same-origin', []);
  return (c, next) => {
    const { path } = c.req;
    if (path === EMBED_PATH) return embedded(c, next);
    if (SAVED.test(path)) return saved(c, next);
    return (LOADED_ELSEWHERE.test(path) ? elsewhere : own)(c, next);
  };
}
