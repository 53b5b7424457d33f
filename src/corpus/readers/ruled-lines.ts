/**
 * A drawn page without the lines that tables are ruled with: text recognition takes cells between lines for pictures and
 * passes over them.
 */

/** A stroke of a character is shorter than this, of the page's width; a side of a cell is longer. */
const LEAST_LINE = 0.045;
/** Thicker bars are print. In pixels at 300 dots an inch. */
const MAX_THICKNESS = 9;
const DARK = 160;
const WHITE = 255;

/** A page in shades of gray, a byte a pixel. */
interface Gray {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

/** A PGM image (`P5`) without its ruled lines; any other as it is. */
export function withoutRuledLines(image: Uint8Array): Uint8Array {
  const gray = readPgm(image);
  if (!gray) return image;
  const { width, height, pixels } = gray;
  const least = Math.round(width * LEAST_LINE);
  const isLine = new Uint8Array(pixels.length);
  markRuns(pixels, isLine, { lines: height, length: width, step: 1, stride: width }, least);
  markRuns(pixels, isLine, { lines: width, length: height, step: width, stride: 1 }, least);
  const clean = Uint8Array.from(image);
  const offset = image.length - pixels.length;
  for (let at = 0; at < pixels.length; at++) {
    // The soft edge of a line is no line, and would be left as one.
    const isBeside =
      isLine[at] || isLine[at - 1] || isLine[at + 1] || isLine[at - width] || isLine[at + width];
    if (isBeside) clean[offset + at] = WHITE;
  }
  return clean;
}

function readPgm(image: Uint8Array): Gray | undefined {
  const head = /^P5\s+(\d{1,6})\s+(\d{1,6})\s+255\s/u.exec(
    Buffer.from(image.subarray(0, 40)).toString('latin1'),
  );
  if (!head) return undefined;
  const [width, height] = [Number(head[1]), Number(head[2])];
  const pixels = image.subarray(head[0].length);
  return pixels.length === width * height ? { width, height, pixels } : undefined;
}

/** How to go over the pixels: along rows, or down columns. */
interface Way {
  readonly lines: number;
  readonly length: number;
  readonly step: number;
  readonly stride: number;
}

/** Marks runs of dark pixels that are long, and thin across. */
function markRuns(pixels: Uint8Array, isLine: Uint8Array, way: Way, least: number): void {
  const { lines, length, step, stride } = way;
  for (let line = 0; line < lines; line++) {
    let from = -1;
    for (let i = 0; i <= length; i++) {
      const isDark = i < length && (pixels[line * stride + i * step] ?? WHITE) < DARK;
      if (isDark && from < 0) from = i;
      if (isDark || from < 0) continue;
      if (i - from >= least && isThin(pixels, line, (from + i) >> 1, way)) {
        for (let k = from; k < i; k++) isLine[line * stride + k * step] = 1;
      }
      from = -1;
    }
  }
}

function isThin(pixels: Uint8Array, line: number, at: number, { lines, step, stride }: Way): boolean {
  let thickness = 1;
  for (const side of [-1, 1]) {
    for (let next = line + side; next >= 0 && next < lines; next += side) {
      if ((pixels[next * stride + at * step] ?? WHITE) >= DARK || thickness > MAX_THICKNESS) break;
      thickness++;
    }
  }
  return thickness <= MAX_THICKNESS;
}
