/**
 * The text objects of an OFD page → runs of glyphs in places, as a PDF has them.
 *
 * @see GB/T 33190—2016, 8.5 (objects), 11 (text)
 */
import type { CheerioAPI } from 'cheerio';
import type { DomElement } from './html-text.ts';
import { chinese, type Run } from './pdf-runs.ts';

/** A gap of more than this many em between two glyphs begins another run: a tab, or the next cell. */
const WIDE_GAP = 0.9;
/** Type that leans more than this is a watermark across the page. */
const MAX_TURN = 0.1;

/** The runs of a page, in the order in which they are drawn. `scale`: units of the result in a millimetre. */
export function runsOfPage($: CheerioAPI, scale: number): Run[] {
  return $('ofd\\:TextObject')
    .toArray()
    .filter(({ attribs }) => attribs['Visible'] !== 'false' && attribs['Alpha'] !== '0')
    .flatMap((object) => runsOfObject($, object, scale));
}

function runsOfObject($: CheerioAPI, object: DomElement, scale: number): Run[] {
  const [left = 0, top = 0] = numbersIn(object.attribs['Boundary']);
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = numbersIn(object.attribs['CTM']);
  if (Math.abs(Math.atan2(b, a)) > MAX_TURN) return [];
  const size = Number(object.attribs['Size'] ?? 0) || 0;
  const [across, down] = [Math.hypot(a, b), Math.hypot(c, d)];
  const wide = Number(object.attribs['HScale'] ?? 1) || 1;
  let [x, y] = [0, 0];
  const runs: Run[] = [];
  for (const code of $(object).children('ofd\\:TextCode').toArray()) {
    // A place that is not given is that of the code before.
    x = code.attribs['X'] === undefined ? x : Number(code.attribs['X']) || 0;
    y = code.attribs['Y'] === undefined ? y : Number(code.attribs['Y']) || 0;
    for (const piece of piecesOf($(code).text(), code.attribs, size * wide)) {
      const [px, py] = [x + piece.x, y + piece.y];
      runs.push({
        text: piece.text,
        x: (left + a * px + c * py + e) * scale,
        y: (top + b * px + d * py + f) * scale,
        width: piece.width * across * scale,
        height: size * down * scale,
      });
    }
  }
  return runs.filter(({ text, x: at, height }) => text.trim() !== '' && Number.isFinite(at) && height > 0);
}

interface PlacedPiece {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** The glyphs of a text code by the steps between them, parted where a step leads far or to another line. */
function piecesOf(text: string, attribs: Readonly<Record<string, string>>, em: number): PlacedPiece[] {
  const characters = Array.from(text.replace(/[\r\n]/gu, ''));
  const across = stepsIn(attribs['DeltaX'], characters.length);
  const down = stepsIn(attribs['DeltaY'], characters.length);
  const pieces: { text: string; x: number; y: number; width: number }[] = [];
  let [x, y] = [0, 0];
  let isNew = true;
  characters.forEach((character, i) => {
    const own = chinese.test(character) ? em : em / 2;
    const step = across[i] ?? (attribs['DeltaY'] === undefined ? own : 0);
    const piece = pieces.at(-1);
    if (isNew || !piece) pieces.push({ text: character, x, y, width: own });
    else {
      piece.text += character;
      piece.width = x + own - piece.x;
    }
    isNew = step - own > WIDE_GAP * em || step < 0 || (down[i] ?? 0) !== 0;
    x += step;
    y += down[i] ?? 0;
  });
  return pieces;
}

/** The numbers of a list of steps, in which `g 3 5.2` stands for three times 5.2; at most as many as there are glyphs. */
function stepsIn(text: string | undefined, most: number): number[] {
  const parts = (text ?? '').trim().split(/\s+/u);
  const steps: number[] = [];
  for (let i = 0; i < parts.length && steps.length < most; i++) {
    if (parts[i] !== 'g') {
      if (parts[i] !== '') steps.push(Number(parts[i]) || 0);
      continue;
    }
    const count = Math.min(Number(parts[i + 1]) || 0, most - steps.length);
    for (let n = 0; n < count; n++) steps.push(Number(parts[i + 2]) || 0);
    i += 2;
  }
  return steps;
}

/** The numbers that an attribute or an element lists. */
export const numbersIn = (text: string | undefined) =>
  (text ?? '')
    .trim()
    .split(/\s+/u)
    .filter((part) => part !== '')
    .map((part) => Number(part) || 0);
