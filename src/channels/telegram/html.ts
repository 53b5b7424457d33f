/**
 * Formatted text as Telegram's HTML, made only from pieces that are escaped when they are made: nothing that
 * is not ours can end a tag. Every piece knows how long it is without markup, which is what the limit of 4096
 * counts, so a message is measured while it is put together.
 */
import { printable } from '../../printable.ts';

/** A piece of a message. Made by the functions below only. */
export interface Html {
  readonly html: string;
  /** UTF-16 units once the markup is gone. */
  readonly chars: number;
}

export const NOTHING: Html = { html: '', chars: 0 };

/**
 * A text, escaped. Control characters, direction marks and halves of surrogate pairs go: Telegram refuses the
 * last, and the others could turn the rest of a message around.
 */
export function text(plain: string): Html {
  const clean = printable(plain);
  const html = clean.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return { html, chars: clean.length };
}

export const bold = (inner: Html): Html => wrap('<b>', inner, '</b>');
export const italic = (inner: Html): Html => wrap('<i>', inner, '</i>');
export const quote = (inner: Html): Html => wrap('<blockquote>', inner, '</blockquote>');
/** A quote of which long ones are shown folded. Quotes do not nest. */
export const foldedQuote = (inner: Html): Html => wrap('<blockquote expandable>', inner, '</blockquote>');

/** A link; what is no address of the web stays text. */
export function link(inner: Html, address: string): Html {
  return isWebAddress(address) ? wrap(openingTo(address), inner, '</a>') : inner;
}

/** Whether a piece is a link to that address. */
export const leadsTo = (piece: Html, address: string): boolean =>
  isWebAddress(address) && piece.html.startsWith(openingTo(address));

const isWebAddress = (address: string): boolean => /^https?:\/\/[^\s"<>]+$/u.test(address);
const openingTo = (address: string): string => `<a href="${address.replaceAll('&', '&amp;')}">`;

/** Pieces one after another. */
export function join(pieces: readonly Html[], separator = ''): Html {
  const shown = pieces.filter(({ chars }) => chars > 0);
  return {
    html: shown.map(({ html }) => html).join(separator),
    chars:
      shown.reduce((sum, { chars }) => sum + chars, 0) + separator.length * Math.max(0, shown.length - 1),
  };
}

/** A text of at most so many units; a longer one ends in … after its last whole sentence that fits, if any. */
export function clip(plain: string, maxChars: number): string {
  if (plain.length <= maxChars) return plain;
  const room = plain.slice(0, Math.max(0, maxChars - 1)).replace(/[\uD800-\uDBFF]$/u, '');
  const whole = /^[\s\S]*[。！？；!?;\n]/u.exec(room)?.[0] ?? '';
  return `${(whole.length * 2 > room.length ? whole : room).trimEnd()}…`;
}

function wrap(opening: string, inner: Html, closing: string): Html {
  // Telegram drops an entity around nothing.
  return inner.chars === 0 ? inner : { html: `${opening}${inner.html}${closing}`, chars: inner.chars };
}
