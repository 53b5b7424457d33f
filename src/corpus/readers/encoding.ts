/**
 * Bytes → text for the formats that do not say how they are encoded.
 *
 * A byte order mark decides; then valid UTF-8, which other encodings do not produce by accident; then the
 * charset an HTML page declares; then GB18030 (with GBK inside it) against Big5, told apart by chardet.
 * Every decoder is fatal: a damaged file is refused and never read with holes in it.
 */
import { analyse } from 'chardet';
import { type Refusal, refuse } from './reader.ts';

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030' | 'big5';

/** A text and the encoding it was in. */
export interface Decoded {
  readonly ok: true;
  readonly text: string;
  readonly encoding: Encoding;
}

/**
 * Decodes a text file.
 *
 * @param declared the charset the file claims for itself, e.g. from `<meta charset>`; believed only where
 *   the bytes do not speak against it
 */
export function decodeText(bytes: Uint8Array, declared?: string): Decoded | Refusal {
  const marked = byteOrderMark(bytes);
  if (marked) return attempt(bytes, marked) ?? damaged(bytes, marked);
  if (bytes.includes(0)) return withoutMark(bytes) ?? refuse(notText);
  const unicode = attempt(bytes, 'utf-8');
  if (unicode) return unicode;
  if (isDamagedUtf8(bytes)) return damaged(bytes, 'utf-8');
  const claimed = chineseEncoding(declared);
  const candidates = claimed ? [claimed, ...likely(bytes)] : likely(bytes);
  for (const encoding of candidates) {
    const decoded = isPlausible(bytes, encoding) ? attempt(bytes, encoding) : undefined;
    if (decoded) return decoded;
  }
  return refuse('不是 UTF-8、UTF-16、GB18030 或 Big5 编码的文本，或者文件已损坏；请另存为 UTF-8 后再放入');
}

/** The charset that an HTML page declares in its first 4 KB, in lower case. */
export function declaredCharset(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.subarray(0, 4096)).toString('latin1');
  return /<meta[^>]{0,200}charset\s{0,9}=\s{0,9}["']?\s{0,9}([\w-]{2,20})/iu.exec(head)?.[1]?.toLowerCase();
}

const notText = '内容不是文本（含有二进制数据）；请确认扩展名与文件格式一致';

function attempt(bytes: Uint8Array, encoding: Encoding): Decoded | undefined {
  try {
    return { ok: true, text: new TextDecoder(encoding, { fatal: true }).decode(bytes), encoding };
  } catch {
    return undefined;
  }
}

function damaged(bytes: Uint8Array, encoding: Encoding): Refusal {
  const before = new TextDecoder(encoding).decode(bytes).split('\ufffd', 1)[0] ?? '';
  const line = before.split('\n').length;
  return refuse(`${encoding.toUpperCase()} 编码已损坏（第 ${line} 行附近）；请用原文件重新另存为 UTF-8`);
}

function byteOrderMark(bytes: Uint8Array): Encoding | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return undefined;
}

/** UTF-16 without a mark: whichever order gives text that is nearly all Chinese and ASCII. */
function withoutMark(bytes: Uint8Array): Decoded | undefined {
  for (const encoding of ['utf-16le', 'utf-16be'] as const) {
    const decoded = attempt(bytes, encoding);
    if (!decoded || decoded.text.includes('\0')) continue;
    const sample = decoded.text.slice(0, 20_000);
    const usual = sample.match(/[\t\n\r\x20-\x7e\p{Script=Han}\u3000-\u303f\uff00-\uffef]/gu)?.length ?? 0;
    if (usual >= sample.length * 0.9) return decoded;
  }
  return undefined;
}

/** UTF-8 with a few bad bytes. GBK read as UTF-8 is nearly all replacement characters instead. */
function isDamagedUtf8(bytes: Uint8Array): boolean {
  const text = new TextDecoder('utf-8').decode(bytes);
  const bad = text.match(/\ufffd/gu)?.length ?? 0;
  const wide = text.match(/[\u0800-\uffff]/gu)?.length ?? 0;
  return bad * 4 < wide;
}

function chineseEncoding(charset: string | undefined): Encoding | undefined {
  if (charset === undefined) return undefined;
  if (/^gb/u.test(charset)) return 'gb18030';
  return charset.startsWith('big5') ? 'big5' : undefined;
}

/** GB18030 and Big5, the one chardet ranks higher first; GB18030 where it cannot tell. */
function likely(bytes: Uint8Array): Encoding[] {
  const confidence = (name: string): number =>
    analyse(bytes.subarray(0, 100_000)).find((match) => match.name === name)?.confidence ?? 0;
  return confidence('Big5') > confidence('GB18030') ? ['big5', 'gb18030'] : ['gb18030', 'big5'];
}

/**
 * Whether the double bytes are mostly everyday characters and punctuation. Both encodings put those first
 * (GB 2312 level 1, Big5 level 1), while bytes of another encoding land anywhere.
 */
function isPlausible(bytes: Uint8Array, encoding: Encoding): boolean {
  let pairs = 0;
  let everyday = 0;
  for (let i = 0; i < bytes.length; i++) {
    const lead = bytes[i] as number;
    if (lead < 0x81) continue;
    const trail = bytes[++i] ?? 0;
    if (encoding === 'gb18030' && trail >= 0x30 && trail <= 0x39) {
      i += 2;
      continue;
    }
    pairs++;
    if (encoding === 'big5') {
      if (lead >= 0xa1 && lead <= 0xc6) everyday++;
    } else if (trail >= 0xa1 && ((lead >= 0xa1 && lead <= 0xa3) || (lead >= 0xb0 && lead <= 0xd7))) {
      everyday++;
    }
  }
  return everyday >= pairs * 0.7;
}
