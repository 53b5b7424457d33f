/**
 * What tesseract saw on pages → runs in places, as a PDF has them, so that lines, columns and tables are found in one way.
 *
 * Its table has a line for each page (1), block (2), paragraph (3), line (4) and word (5) with a box in pixels and how sure
 * it is, 0 to 100.
 */
import type { PageText, Run } from './pdf-runs.ts';

/** A page and how sure its words are on average, 0 to 100; 0 where there are none. */
export interface RecognisedPage extends PageText {
  readonly confidence: number;
}

/** A4 is this many points wide: a picture does not say how large it was printed. */
const PAGE_POINTS = 595;
const PAGE = 1;
const LINE = 4;
const WORD = 5;
/** Below this, specks and stamps are taken for letters, and characters for others. */
const LEAST_CONFIDENCE = 20;

const isSure = (confidence: number) => confidence >= LEAST_CONFIDENCE;
const isHan = (text: string) => /^\p{Script=Han}+$/u.test(text);

/** The pages of tesseract's table. */
export function recognisedPages(table: string): RecognisedPage[] {
  const pages: { width: number; height: number; runs: Run[]; sure: number[] }[] = [];
  let line = { bottom: 0, height: 0 };
  let scale = 1;
  for (const row of table.split('\n').slice(1)) {
    const fields = row.split('\t');
    const [level = 0] = fields.slice(0, 1).map(Number);
    const [left = 0, top = 0, width = 0, height = 0, confidence = -1] = fields.slice(6, 11).map(Number);
    const text = (fields[11] ?? '').trim();
    const page = pages.at(-1);
    if (level === PAGE) {
      scale = PAGE_POINTS / Math.max(1, width);
      pages.push({ width: width * scale, height: height * scale, runs: [], sure: [] });
    } else if (level === LINE) line = { bottom: top + height, height };
    else if (level === WORD && page && text !== '' && (isSure(confidence) || isHan(text))) {
      page.sure.push(confidence);
      page.runs.push({
        // A character that was only guessed is shown as one that cannot be read.
        text: isSure(confidence) ? text : text.replace(/\p{Script=Han}/gu, '□'),
        x: left * scale,
        // All words of a line stand on it, whatever their own strokes reach to.
        y: line.bottom * scale,
        width: width * scale,
        height: line.height * scale,
      });
    }
  }
  return pages.map(({ sure, ...page }) => ({
    ...page,
    confidence: sure.length === 0 ? 0 : sure.reduce((sum, one) => sum + one, 0) / sure.length,
  }));
}
