/**
 * Headings printed twice over: bold type faked by drawing each run of a heading two times comes out of a PDF
 * as `““凝智助力凝智助力””比拼赛比拼赛`. Such a line tiles completely as XX pairs, which prose does not.
 */
import { isHan } from './characters.ts';

const MAX_CHARS = 120;
const MIN_HAN = 4;
/** A run of this many characters after a closing quote began a line of its own in the headline. */
const OWN_LINE_CHARS = 5;

/**
 * The heading once, or undefined if the line is not a doubled heading.
 *
 * A tile is at least two characters with a Chinese one among them, or one punctuation mark; so 人人, 天天,
 * `11` and `2020` never count as doubled.
 */
export function collapseDoubled(line: string): string | undefined {
  if (line.length > MAX_CHARS || line.length < 2 * MIN_HAN) return undefined;
  const tiles = tile(line) ?? everyCharacterTwice(line);
  if (tiles === undefined) return undefined;
  let text = '';
  for (const part of tiles) {
    const isOwnLine = text.endsWith('”') && part.length >= OWN_LINE_CHARS;
    text += isOwnLine ? ` ${part}` : part;
  }
  return [...text].filter(isHan).length >= MIN_HAN ? text : undefined;
}

/** The longest tiles that cover the line, by dynamic programming from its end. */
function tile(line: string): readonly string[] | undefined {
  const lengthAt = new Array<number>(line.length + 1).fill(0);
  const isCovered = new Array<boolean>(line.length + 1).fill(false);
  isCovered[line.length] = true;
  for (let at = line.length - 1; at >= 0; at--) {
    if (line[at] === ' ') {
      isCovered[at] = isCovered[at + 1] === true;
      continue;
    }
    for (let size = Math.floor((line.length - at) / 2); size >= 1; size--) {
      if (isCovered[at + 2 * size] !== true) continue;
      const once = line.slice(at, at + size);
      if (once.endsWith(' ') || !line.startsWith(once, at + size) || !isTile(once)) continue;
      isCovered[at] = true;
      lengthAt[at] = size;
      break;
    }
  }
  if (isCovered[0] !== true) return undefined;
  const tiles: string[] = [];
  for (let at = 0; at < line.length; ) {
    const size = lengthAt[at] ?? 0;
    tiles.push(size === 0 ? ' ' : line.slice(at, at + size));
    at += size === 0 ? 1 : 2 * size;
  }
  return tiles;
}

function isTile(once: string): boolean {
  if (once.length === 1) return /[“”‘’《》（）()！？、，：—·]/.test(once);
  return [...once].some(isHan);
}

/** `科科普普宣宣传传`: every character twice; six pairs, since 高高兴兴 and 大大小小方方面面 are words. */
function everyCharacterTwice(line: string): readonly string[] | undefined {
  const chars = [...line.replaceAll(' ', '')];
  if (chars.length < 12 || chars.length % 2 !== 0) return undefined;
  for (let i = 0; i < chars.length; i += 2) if (chars[i] !== chars[i + 1]) return undefined;
  return [chars.filter((_, i) => i % 2 === 0).join('')];
}
