/**
 * Positioned text → lines in reading order.
 *
 * Glyphs that a PDF draws twice to look bold are kept once; what repeats at the head or foot of the pages goes;
 * columns are found as gutters that no line crosses and read one after the other (a recursive XY cut,
 * Nagy & Seth 1984); a paragraph's indentation and the space above it stay visible in the lines.
 */
import { raise } from './footnote-marks.ts';

/** Some characters drawn in one go. Points; y is the baseline and grows downwards. */
export interface Run {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  /** Size of the font. */
  readonly height: number;
}

/** The text of one page, upright. */
export interface PageText {
  readonly width: number;
  readonly height: number;
  readonly runs: readonly Run[];
}

/** The lines of a document: `　　` before an indented line, an empty line where the page leaves space. */
export function linesOfPages(pages: readonly PageText[]): string[] {
  const segmented = pages.map((page) => segmentsOf(drawnOnce(page.runs)));
  const lines: string[] = [];
  for (const segments of withoutPageFurniture(segmented, pages)) emit(segments, lines);
  while (lines.at(-1) === '') lines.pop();
  return lines[0] === '' ? lines.slice(1) : lines;
}

const chinese = /[\p{Script=Han}\u3000-\u303f\uff01-\uff60]/u;

/** Width of each character of a run: a Chinese one is square, a Latin one about half, spaces share the rest. */
function advances(run: Run): number[] {
  const characters = Array.from(run.text);
  const em = run.height;
  const isSpace = (c: string): boolean => /\s/u.test(c);
  const solid = characters.reduce((sum, c) => sum + (isSpace(c) ? 0 : chinese.test(c) ? em : em / 2), 0);
  const spaces = characters.filter(isSpace).length;
  const space = spaces > 0 ? Math.max(0, (run.width - solid) / spaces) : 0;
  const scale = run.width / (solid + space * spaces || 1);
  return characters.map((c) => scale * (isSpace(c) ? space : chinese.test(c) ? em : em / 2));
}

/**
 * Drops glyphs that another run has already drawn in the same place: `凝智凝智` set over itself reads 凝智.
 * Only position counts: 11 and 人人 stand side by side and stay.
 */
function drawnOnce(runs: readonly Run[]): Run[] {
  const cell = 4;
  const seen = new Map<string, { x: number; y: number; run: Run }[]>();
  const kept: Run[] = [];
  for (const run of runs) {
    const widths = advances(run);
    const near = run.height * 0.25;
    let x = run.x;
    let piece: { text: string; x: number; width: number } | undefined;
    const end = (): void => {
      if (piece && piece.text.trim() !== '') kept.push({ ...run, ...piece });
      piece = undefined;
    };
    Array.from(run.text).forEach((character, i) => {
      const width = widths[i] ?? 0;
      const isSpace = /\s/u.test(character);
      let isDrawn = false;
      if (!isSpace) {
        const columns = neighbours(x, near, cell);
        for (const column of columns) {
          for (const row of neighbours(run.y, near, cell)) {
            const glyphs = seen.get(`${character} ${column} ${row}`) ?? [];
            isDrawn ||= glyphs.some(
              (g) => g.run !== run && Math.abs(g.x - x) <= near && Math.abs(g.y - run.y) <= near,
            );
          }
        }
        const key = `${character} ${Math.floor(x / cell)} ${Math.floor(run.y / cell)}`;
        const glyphs = seen.get(key);
        // A hundred overprints of one glyph are decoration; more need no remembering.
        if (!glyphs) seen.set(key, [{ x, y: run.y, run }]);
        else if (glyphs.length < 100) glyphs.push({ x, y: run.y, run });
      }
      if (isDrawn) end();
      else if (piece) {
        piece.text += character;
        piece.width += width;
      } else piece = { text: character, x, width };
      x += width;
    });
    end();
  }
  return kept;
}

/** The grid cells within `reach` of a coordinate, at most a few. */
function neighbours(at: number, reach: number, cell: number): number[] {
  const first = Math.floor((at - reach) / cell);
  const count = Math.min(Math.floor((at + reach) / cell) - first + 1, 16);
  return Array.from({ length: count }, (_, i) => first + i);
}

/** A piece of a line without a wide gap in it. */
interface Segment {
  text: string;
  readonly left: number;
  right: number;
  /** Baseline of the line it stands on, the same for all its segments. */
  readonly y: number;
  readonly height: number;
}

/** A gap of this many em is a gutter, a tab or the next cell of a table. */
const wideGap = 1.5;

function segmentsOf(runs: readonly Run[]): Segment[] {
  const segments: Segment[] = [];
  for (const line of baselines(runs)) {
    const lead = line.reduce((a, b) => (b.height * b.text.length > a.height * a.text.length ? b : a));
    let current: Segment | undefined;
    let before: Run | undefined;
    for (const run of [...line].sort((a, b) => a.x - b.x)) {
      const gap = current ? run.x - current.right : 0;
      const em = Math.max(lead.height, 1);
      if (!current || gap > wideGap * em) {
        current = {
          text: withoutLooseSpaces(run),
          left: run.x,
          right: run.x + run.width,
          y: lead.y,
          height: em,
        };
        segments.push(current);
      } else {
        const isRaised = before && run.height <= em * 0.75 && run.y < lead.y - em * 0.15;
        const text = withoutLooseSpaces(run);
        current.text = join(current.text, isRaised ? raise(text.trim(), current.text) : text, gap / em);
        current.right = Math.max(current.right, run.x + run.width);
      }
      before = run;
    }
  }
  return segments
    .map((segment) => ({ ...segment, text: segment.text.replace(/\s+/gu, ' ').trim() }))
    .filter((segment) => segment.text !== '');
}

/** Runs that stand on one line, from top to bottom. */
function baselines(runs: readonly Run[]): Run[][] {
  const lines: { y: number; height: number; runs: Run[] }[] = [];
  for (const run of [...runs].sort((a, b) => a.y - b.y || a.x - b.x)) {
    const line = lines.at(-1);
    const small = line ? Math.min(line.height, run.height) : 0;
    const large = line ? Math.max(line.height, run.height) : 0;
    // A raised mark sits up to half an em above the line it belongs to.
    const reach = small < large * 0.75 ? large * 0.5 : small * 0.35;
    if (line && run.y - line.y <= reach) line.runs.push(run);
    else lines.push({ y: run.y, height: run.height, runs: [run] });
  }
  return lines.map((line) => line.runs);
}

/** A run's text without the thin spaces that justified Chinese is stretched by. */
function withoutLooseSpaces(run: Run): string {
  if (!/\s/u.test(run.text.trim())) return run.text;
  const widths = advances(run);
  const characters = Array.from(run.text);
  return characters
    .filter((character, i) => {
      if (!/\s/u.test(character)) return true;
      const besideChinese = chinese.test(characters[i - 1] ?? '') || chinese.test(characters[i + 1] ?? '');
      return !besideChinese || (widths[i] ?? 0) >= run.height * 0.3;
    })
    .join('');
}

/** Two pieces of a line that stand `gap` em apart. */
function join(left: string, right: string, gap: number): string {
  if (right === '') return left;
  const besideChinese = chinese.test(left.slice(-1)) || chinese.test(right.slice(0, 1));
  return gap > (besideChinese ? 0.9 : 0.15) ? `${left} ${right}` : left + right;
}

/** Takes out running titles and page numbers: what stands at the edge of several pages in the same place. */
function withoutPageFurniture(segmented: readonly Segment[][], pages: readonly PageText[]): Segment[][] {
  const pagesWith = new Map<string, Set<number>>();
  const keyOf = (segment: Segment, shift: number): string =>
    `${Math.round(segment.y / 4) + shift} ${segment.text.replace(/\d+|[一二三四五六七八九十]+/gu, '#').replace(/\s+/gu, '')}`;
  const isAtEdge = (segment: Segment, page: number): boolean => {
    const height = pages[page]?.height ?? 0;
    return segment.y < height * 0.1 || segment.y > height * 0.9;
  };
  segmented.forEach((segments, page) => {
    for (const segment of segments.filter((s) => isAtEdge(s, page))) {
      for (const shift of [-1, 0, 1]) {
        const key = keyOf(segment, shift);
        pagesWith.set(key, (pagesWith.get(key) ?? new Set()).add(page));
      }
    }
  });
  const enough = pages.length <= 4 ? 2 : 3;
  return segmented.map((segments, page) =>
    segments.filter(
      (segment) =>
        !isAtEdge(segment, page) ||
        !((pagesWith.get(keyOf(segment, 0))?.size ?? 0) >= enough || isPageNumber(segment.text, page + 1)),
    ),
  );
}

/** — 3 —, 第3页 共9页, 3/9; a bare number only where it is the number of the page. */
function isPageNumber(text: string, page: number): boolean {
  const plain = text.replace(/\s+/gu, '');
  return (
    plain === String(page) ||
    /^(?:[-—–－]+\d{1,4}[-—–－]+|第\d{1,4}页.{0,8}|\d{1,4}[/／]\d{1,4})$/u.test(plain)
  );
}

/** Adds the lines of some segments in reading order. */
function emit(segments: readonly Segment[], lines: string[]): void {
  const gutter = gutterOf(segments);
  if (gutter === undefined) {
    emitColumn(segments, lines);
    return;
  }
  const across = segments.filter((s) => s.left < gutter && s.right > gutter).sort((a, b) => a.y - b.y);
  let top = Number.NEGATIVE_INFINITY;
  for (const bottom of [...new Set(across.map((s) => s.y)), Number.POSITIVE_INFINITY]) {
    const band = segments.filter((s) => s.y > top && s.y < bottom);
    emit(
      band.filter((s) => s.right <= gutter),
      lines,
    );
    emit(
      band.filter((s) => s.left >= gutter),
      lines,
    );
    // A line across the columns, with whatever stands beside it, parts them.
    const dividing = segments.filter((s) => s.y === bottom);
    if (dividing.length > 0) {
      lines.push('');
      emitColumn(dividing, lines);
      lines.push('');
    }
    top = bottom;
  }
}

/** Fewest lines beside each other that are columns and not a heading beside a picture. */
const leastLines = 4;

/** A newspaper page has some five hundred; the search for gutters is not made for drawings of text. */
const mostSegments = 5000;

/**
 * Where a page of columns is cut, nearest to its middle: lines end before it and begin after it, and on both
 * sides most are full. The cells of a table are beside each other too, but short and of any length; cutting
 * there would tear its rows apart.
 */
function gutterOf(segments: readonly Segment[]): number | undefined {
  if (segments.length < leastLines * 2 || segments.length > mostSegments) return undefined;
  const left = segments.reduce((least, s) => Math.min(least, s.left), Number.POSITIVE_INFINITY);
  const right = segments.reduce((most, s) => Math.max(most, s.right), Number.NEGATIVE_INFINITY);
  const middle = (left + right) / 2;
  const step = (right - left) / 200;
  const candidates = Array.from({ length: 161 }, (_, i) => left + step * (20 + i));
  const crossings = candidates.map((x) => segments.filter((s) => s.left < x && s.right > x).length);
  return candidates
    .map((x, i) => ({ x, crossing: crossings[i] ?? 0 }))
    .filter(({ crossing }) => crossing <= segments.length * 0.25)
    .sort((a, b) => a.crossing - b.crossing || Math.abs(a.x - middle) - Math.abs(b.x - middle))
    .find(({ x }) => {
      const before = segments.filter((s) => s.right <= x);
      const after = segments.filter((s) => s.left >= x);
      return isFullColumn(before) && isFullColumn(after) && overlap(before, after);
    })?.x;
}

function isFullColumn(segments: readonly Segment[]): boolean {
  if (segments.length < leastLines) return false;
  const widths = segments.map((s) => s.right - s.left).sort((a, b) => a - b);
  const full = (widths[Math.floor(widths.length * 0.9)] ?? 0) * 0.85;
  const chars = segments.map((s) => s.text.length).sort((a, b) => a - b);
  const isWide = (chars[Math.floor(chars.length / 2)] ?? 0) >= 8;
  return isWide && widths.filter((width) => width >= full).length >= widths.length * 0.45;
}

/** Whether two sets of segments stand beside each other for most of the shorter one. */
function overlap(a: readonly Segment[], b: readonly Segment[]): boolean {
  const range = (set: readonly Segment[]): [number, number] => [
    set.reduce((least, s) => Math.min(least, s.y), Number.POSITIVE_INFINITY),
    set.reduce((most, s) => Math.max(most, s.y), Number.NEGATIVE_INFINITY),
  ];
  const [topA, bottomA] = range(a);
  const [topB, bottomB] = range(b);
  const shared = Math.min(bottomA, bottomB) - Math.max(topA, topB);
  return shared > 0 && shared >= Math.min(bottomA - topA, bottomB - topB) * 0.5;
}

/** Adds the lines of one column, from top to bottom. */
function emitColumn(segments: readonly Segment[], lines: string[]): void {
  if (segments.length === 0) return;
  const rows = new Map<number, Segment[]>();
  for (const segment of [...segments].sort((a, b) => a.y - b.y || a.left - b.left)) {
    const row = rows.get(segment.y);
    if (row) row.push(segment);
    else rows.set(segment.y, [segment]);
  }
  const margin = segments.reduce((least, s) => Math.min(least, s.left), Number.POSITIVE_INFINITY);
  const pitch = medianPitch([...rows.keys()]);
  let above: Segment | undefined;
  for (const [y, row] of rows) {
    const [first] = row;
    if (!first) continue;
    const em = first.height;
    const isApart = above && y - above.y > pitch * 1.6;
    const isOtherSize = above && Math.max(above.height, em) > Math.min(above.height, em) * 1.25;
    if ((isApart || isOtherSize) && lines.at(-1) !== '') lines.push('');
    const indent = (first.left - margin) / em;
    lines.push((indent > 1.2 && indent < 4 ? '　　' : '') + row.map((s) => s.text).join(' '));
    above = first;
  }
}

function medianPitch(ys: readonly number[]): number {
  const pitches = ys
    .slice(1)
    .map((y, i) => y - (ys[i] ?? y))
    .sort((a, b) => a - b);
  return pitches[Math.floor(pitches.length / 2)] ?? Number.POSITIVE_INFINITY;
}
