/**
 * What stands around every page here: the way between them, who is logged in, and that nothing of it is kept by a
 * browser or a proxy.
 */
import type { Context } from 'hono';
import type { Child, FC, PropsWithChildren } from 'hono/jsx';
import { HOUSE_SCRIPT, HOUSE_STYLE } from '../frame/assets.ts';
import { type PageOptions, page } from '../frame/layout.tsx';
import type { SiteContext, SiteEnv } from '../site.ts';
import type { Session } from './sessions.ts';
import { type AdminWords, adminWordsOf } from './words.ts';

/** What is known of a request of somebody who is logged in. */
export interface AdminEnv {
  Bindings: SiteEnv['Bindings'];
  Variables: SiteEnv['Variables'] & { session: Session };
}

/** A request with all that. */
export type AdminContext = Context<AdminEnv>;

/** As the public's pages take it: they ask for less. */
export const asPublic = (c: AdminContext): SiteContext => c as unknown as SiteContext;

/** The words of a request's language. */
export const wordsFor = (c: AdminContext): AdminWords => adminWordsOf(c.get('language'));

const SECTIONS = [
  ['overview', '/admin'],
  ['questions', '/admin/questions'],
  ['reports', '/admin/reports'],
  ['build', '/admin/build'],
  ['lexicon', '/admin/lexicon'],
  ['health', '/admin/health'],
  ['changes', '/admin/changes'],
] as const satisfies readonly (readonly [keyof AdminWords, string])[];

/** Options of a page here. */
export interface AdminPage {
  readonly title: string;
  readonly content: Child;
  readonly status?: NonNullable<PageOptions['status']>;
}

/** A page of somebody who is logged in. */
export function adminPage(c: AdminContext, { title, content, status }: AdminPage): Response {
  const words = wordsFor(c);
  const session = c.get('session');
  const { pathname } = new URL(c.req.url);
  return bare(c, {
    title,
    ...(status === undefined ? {} : { status }),
    content: (
      <>
        <nav class="sections" aria-label={words.house}>
          {SECTIONS.map(([name, path]) => (
            <a href={path} aria-current={isAt(pathname, path) ? 'page' : undefined}>
              {words[name]}
            </a>
          ))}
          <form method="post" action="/admin/logout">
            <input type="hidden" name="csrf" value={session.csrf} />
            <button type="submit">{words.logOut}</button>
          </form>
        </nav>
        <h1>{title}</h1>
        {content}
      </>
    ),
  });
}

/** A page before anybody is logged in. */
export function bare(c: AdminContext, options: AdminPage): Response {
  return page(asPublic(c), {
    ...options,
    isListed: false,
    content: (
      <div class="house">
        <link rel="stylesheet" href={HOUSE_STYLE.path} />
        <script src={HOUSE_SCRIPT.path} defer />
        {options.content}
      </div>
    ),
  });
}

const isAt = (pathname: string, path: string) =>
  path === '/admin' ? pathname === path : pathname === path || pathname.startsWith(`${path}/`);

/** A form that changes something: it carries what only a page of the session has. */
export const ChangeForm: FC<
  PropsWithChildren<{
    readonly c: AdminContext;
    readonly action: string;
    readonly enctype?: 'multipart/form-data';
  }>
> = ({ c, action, enctype, children }) => (
  <form method="post" action={action} class="change" enctype={enctype}>
    <input type="hidden" name="csrf" value={c.get('session').csrf} />
    {children}
  </form>
);

/** What a command said, line by line; nothing where it said nothing. */
export const Notes: FC<{ readonly lines: readonly string[]; readonly isBad?: boolean }> = ({
  lines,
  isBad = false,
}) =>
  lines.length === 0 ? null : (
    <div class={isBad ? 'told bad' : 'told'} role="status">
      {lines.map((line) => (
        <p>{line}</p>
      ))}
    </div>
  );
