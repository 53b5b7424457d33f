/**
 * Positioned text → lines in reading order.
 *
 * Glyphs that a PDF draws twice to look bold are kept once; what repeats at the head or foot of the pages goes;
 * columns are read one after the other; a paragraph's indentation and the space above it stay visible.
 */
import type { SourceLine } from '../document.ts';
import { raise } from './footnote-marks.ts';
import { gutterOf, type Segment } from './pdf-columns.ts';
import { chinese, drawnOnce, type PageText, type Run, withoutLooseSpaces } from './pdf-runs.ts';
import type { CellLine } from './text-cells.ts';
import { findTables } from './text-tables.ts';

/** The lines of a document: `　　` before an indented line, an empty line where the page leaves space. */
export function linesOfPages(pages: readonly PageText[]): SourceLine[] {
  const segmented = pages.map((page) => segmentsOf(drawnOnce(page.runs)));
  const lines: SourceLine[] = [];
  for (const segments of withoutPageFurniture(segmented, pages)) emit(segments, lines);
  while (lines.at(-1) === '') lines.pop();
  return lines[0] === '' ? lines.slice(1) : lines;
}

/** A gap of this many em is a gutter, a tab or the next cell of a table. */
const wideGap = 1.5;

function segmentsOf(runs: readonly Run[]): Segment[] {
  return baselines(runs).flatMap((line) => {
    const y = leadOf(line).y;
    return splitAtGaps(line)
      .map((piece) => segmentOf(piece, y, leadOf(line).height))
      .filter((segment) => segment.text !== '');
  });
}

/** The run that sets the size and baseline of its line: the one with the most ink. */
function leadOf(runs: readonly Run[]): Run {
  return runs.reduce((a, b) => (b.height * b.text.length > a.height * a.text.length ? b : a));
}

/** The runs of a line from left to right, parted where a gap is wide for the smaller type beside it. */
function splitAtGaps(line: readonly Run[]): Run[][] {
  const pieces: Run[][] = [];
  let right = Number.NEGATIVE_INFINITY;
  let before: Run | undefined;
  for (const run of [...line].sort((a, b) => a.x - b.x)) {
    const isWide = !before || run.x - right > wideGap * Math.min(run.height, before.height);
    if (isWide) pieces.push([]);
    pieces.at(-1)?.push(run);
    right = isWide ? run.x + run.width : Math.max(right, run.x + run.width);
    before = run;
  }
  return pieces;
}

/** Joins runs that stand together. Type of another size beside them is another column, on a line of its own. */
function segmentOf(runs: readonly Run[], lineY: number, lineHeight: number): Segment {
  const lead = leadOf(runs);
  const em = Math.max(lead.height, 1);
  let text = '';
  let right = runs[0]?.x ?? 0;
  for (const run of runs) {
    const isRaised = text !== '' && run.height <= em * 0.75 && run.y < lead.y - em * 0.15;
    const piece = withoutLooseSpaces(run);
    text = join(text, isRaised ? raise(piece.trim(), text) : piece, (run.x - right) / em);
    right = Math.max(right, run.x + run.width);
  }
  const isOfLine = Math.max(em, lineHeight) <= Math.min(em, lineHeight) * 1.25;
  return {
    text: text.replace(/\s+/gu, ' ').trim(),
    left: runs[0]?.x ?? 0,
    right,
    y: isOfLine ? lineY : lead.y,
    height: em,
  };
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
function emit(segments: readonly Segment[], lines: SourceLine[]): void {
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

/** A title over one column may be a point larger than its text and no further above it than the next line. */
const otherSize = 1.1;

/** Adds the lines of one column, from top to bottom. */
function emitColumn(segments: readonly Segment[], lines: SourceLine[]): void {
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
  const ordered = [...rows];
  const cells = ordered.map(([, row]) => cellsOf(row, margin));
  const texts = ordered.map(([, row]) => row.map(({ text }) => text).join(' '));
  const tables = new Map(findTables(texts, cells).map((table) => [table.head, table]));
  for (let at = 0; at < ordered.length; at++) {
    const [y, row] = ordered[at] as [number, Segment[]];
    const [first] = row;
    if (!first) continue;
    const table = tables.get(at);
    if (table) {
      lines.push('');
      for (const block of table.blocks) lines.push(block);
      lines.push('');
      at = table.end - 1;
      above = ordered[at]?.[1][0];
      continue;
    }
    const em = first.height;
    const isApart = above && y - above.y > pitch * 1.6;
    const isOtherSize = above && Math.max(above.height, em) > Math.min(above.height, em) * otherSize;
    if ((isApart || isOtherSize) && lines.at(-1) !== '') lines.push('');
    const indent = (first.left - margin) / em;
    lines.push((indent > 1.2 && indent < 4 ? '　　' : '') + texts[at]);
    above = first;
  }
}

/** The pieces of a line as cells of a table, at their places in half characters. */
function cellsOf(row: readonly Segment[], margin: number): CellLine {
  const [first] = row;
  const half = (first?.height ?? 2) / 2;
  return {
    cells: row.map(({ text, left, right }) => ({
      text,
      start: (left - margin) / half,
      end: (right - margin) / half,
    })),
    isTabbed: false,
    indent: first ? (first.left - margin) / half : 0,
  };
}

function medianPitch(ys: readonly number[]): number {
  const pitches = ys
    .slice(1)
    .map((y, i) => y - (ys[i] ?? y))
    .sort((a, b) => a - b);
  return pitches[Math.floor(pitches.length / 2)] ?? Number.POSITIVE_INFINITY;
}
