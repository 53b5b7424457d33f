/**
 * Where a page of a PDF is set in columns. A gutter is a place that few lines cross, with full lines on both
 * sides of it; cutting at one after another is the recursive XY cut of Nagy & Seth 1984.
 */

/** A piece of a line without a wide gap in it. */
export interface Segment {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  /** Baseline, the same for all segments of one size on a line. */
  readonly y: number;
  readonly height: number;
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
export function gutterOf(segments: readonly Segment[]): number | undefined {
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
