/**
 * The text of a PDF as it is drawn: runs of glyphs in places. Each is kept once, and stretched type is closed up.
 */

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

/** A square character, next to which a narrow gap is no space. */
export const chinese = /[\p{Script=Han}\u3000-\u303f\uff01-\uff60]/u;

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
export function drawnOnce(runs: readonly Run[]): Run[] {
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

/** A run's text without the thin spaces that justified Chinese is stretched by. */
export function withoutLooseSpaces(run: Run): string {
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
