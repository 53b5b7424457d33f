/**
 * Telegram's HTML as the Bot API reads it: the text that remains and its entities, or the refusal in the
 * Bot API's own words. Stricter in one point: a bare `&` is refused, since only unescaped text has one.
 */

/** A formatted part of a message, by UTF-16 offsets in its text. */
export interface Entity {
  readonly type: string;
  readonly offset: number;
  readonly length: number;
  readonly url?: string;
}

/** A text without its markup, or why it was refused. */
export type Parsed =
  | { readonly ok: true; readonly text: string; readonly entities: readonly Entity[] }
  | { readonly ok: false; readonly description: string };

const TYPES: Readonly<Record<string, string>> = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  u: 'underline',
  ins: 'underline',
  s: 'strikethrough',
  strike: 'strikethrough',
  del: 'strikethrough',
  code: 'code',
  pre: 'pre',
  a: 'text_link',
  'tg-spoiler': 'spoiler',
  blockquote: 'blockquote',
};
const CHARACTERS: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"' };

const refused = (what: string): Parsed => ({
  ok: false,
  description: `Bad Request: can't parse entities: ${what}`,
});

/** Reads a text sent with `parse_mode: HTML`. */
export function parseHtml(html: string): Parsed {
  const entities: Entity[] = [];
  const open: { tag: string; type: string; offset: number; url?: string }[] = [];
  let text = '';
  let at = 0;
  while (at < html.length) {
    const character = html[at] as string;
    if (character === '&') {
      const found = /^&(?:(lt|gt|amp|quot)|#(\d+)|#x([\da-f]+));/iu.exec(html.slice(at, at + 12));
      if (!found) return refused(`Unescaped "&" at byte offset ${bytes(html, at)}`);
      text +=
        CHARACTERS[(found[1] ?? '').toLowerCase()] ??
        String.fromCodePoint(Number.parseInt(found[2] ?? found[3] ?? '0', found[2] ? 10 : 16));
      at += found[0].length;
    } else if (character === '<') {
      const found =
        /^<(?:\/(?<close>[\w-]+)\s*|(?<open>[\w-]+)(?<rest>(?:\s+[\w-]+(?:="[^"<>]*")?)*)\s*)>/u.exec(
          html.slice(at),
        );
      if (!found) return refused(`Unsupported start tag at byte offset ${bytes(html, at)}`);
      const { close, open: opened, rest } = found.groups as Record<string, string | undefined>;
      if (opened) {
        const type = TYPES[opened];
        if (!type) return refused(`Unsupported start tag "${opened}" at byte offset ${bytes(html, at)}`);
        if (type === 'blockquote' && open.some((outer) => outer.type.endsWith('blockquote'))) {
          return refused(`Blockquotes can't be nested at byte offset ${bytes(html, at)}`);
        }
        const url = /href="([^"]*)"/u.exec(rest ?? '')?.[1];
        open.push({
          tag: opened,
          type: /\bexpandable\b/u.test(rest ?? '') ? `expandable_${type}` : type,
          offset: text.length,
          ...(url === undefined ? {} : { url: url.replaceAll('&amp;', '&') }),
        });
      } else {
        const inner = open.pop();
        if (!inner) return refused(`Unexpected end tag at byte offset ${bytes(html, at)}`);
        if (inner.tag !== close) {
          return refused(
            `Unmatched end tag at byte offset ${bytes(html, at)}, expected "</${inner.tag}>", found "</${close}>"`,
          );
        }
        const { type, offset, url } = inner;
        const length = text.length - offset;
        if (length > 0) entities.push({ type, offset, length, ...(url === undefined ? {} : { url }) });
      }
      at += found[0].length;
    } else {
      text += character;
      at++;
    }
  }
  const left = open.at(-1);
  if (left) return refused(`Can't find end tag corresponding to start tag "${left.tag}"`);
  return { ok: true, text, entities };
}

const bytes = (html: string, at: number) => Buffer.byteLength(html.slice(0, at));
