/**
 * Rich Text Format as tokens: groups, control words, bytes of text.
 *
 * @see Rich Text Format Specification 1.9.1, "Conventions of an RTF Reader"
 */

/** One token. A control symbol such as `\~` is a word of that character. */
export type Token =
  | { readonly type: 'open' | 'close' }
  | { readonly type: 'word'; readonly name: string; readonly value: number | undefined }
  | { readonly type: 'byte'; readonly value: number };

const OPEN = 0x7b;
const CLOSE = 0x7d;
const BACKSLASH = 0x5c;
const LINE_FEED = 0x0a;
const RETURN = 0x0d;
const WORD = /([a-z]{1,32})(-?\d{1,10})?[ ]?/iy;

/** The tokens of a file, in order. What `\bin` announces is passed over. */
export function* rtfTokens(bytes: Buffer): Generator<Token> {
  const text = bytes.toString('latin1');
  for (let at = 0; at < bytes.length; ) {
    const byte = bytes[at++] as number;
    if (byte === OPEN) yield { type: 'open' };
    else if (byte === CLOSE) yield { type: 'close' };
    else if (byte === LINE_FEED || byte === RETURN) continue;
    else if (byte !== BACKSLASH) yield { type: 'byte', value: byte };
    else if (text[at] === "'") {
      const value = Number.parseInt(text.slice(at + 1, at + 3), 16);
      at += 3;
      if (!Number.isNaN(value)) yield { type: 'byte', value };
    } else {
      WORD.lastIndex = at;
      const word = WORD.exec(text);
      if (!word) {
        const symbol = text[at++] ?? '';
        yield { type: 'word', name: symbol === '\n' || symbol === '\r' ? 'par' : symbol, value: undefined };
        continue;
      }
      at = WORD.lastIndex;
      const [, name = '', digits] = word;
      const value = digits === undefined ? undefined : Number(digits);
      if (name === 'bin') at += Math.max(0, value ?? 0);
      else yield { type: 'word', name, value };
    }
  }
}
