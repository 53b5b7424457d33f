/**
 * Figures that stand side by side as bars: only where each is one number, all of one unit and of as many years, and
 * there is something to see. What stands beside a bar is the figure as it is quoted. The web draws them in its page; for
 * a channel that shows pictures they are one SVG with its words for whoever does not see it.
 */
import stringWidth from 'string-width';
import { isOneUnit } from '../answer/decide/side-by-side.ts';
import { fold } from '../language/normalize.ts';
import { type NumberReading, readNumbers } from '../language/numbers.ts';
import { printable } from '../printable.ts';
import type { ComparisonTable, Language } from './document.ts';

/** A bar with its row of the table. */
export interface Bar {
  readonly association: string;
  readonly period: string;
  /** As quoted. */
  readonly figure: string;
  /** 0 to 100 of the greatest; null where none is drawn. */
  readonly share: number | null;
}

/** The rows of a comparison, with bars where they can be drawn. */
export function barsOf({ rows }: ComparisonTable): Bar[] {
  const values = rows.map(([, , figure = '']) => oneNumber(figure));
  const [first] = values;
  const isOneKind = values.every(
    (value) =>
      value && first && value.kind === first.kind && value.value >= 0 && isOneUnit(value.unit, first.unit),
  );
  const years = rows.map(([, period = '']) => yearsIn(period));
  // What five years came to is no longer a bar beside one year; where all are of five, they all are.
  const usual = years.every((count) => count === years[0]) ? years[0] : 1;
  const isDrawn = rows.map((_, i) => isOneKind && years[i] === usual);
  const most = Math.max(...values.map((value, i) => (isDrawn[i] ? (value?.value ?? 0) : 0)));
  const isChart = most > 0 && isDrawn.filter(Boolean).length >= 2;
  return rows.map(([association = '', period = '', figure = ''], i) => {
    const share = Math.round((1000 * (values[i]?.value ?? 0)) / most) / 10;
    return { association, period, figure, share: isChart && isDrawn[i] ? share : null };
  });
}

/** The number of a figure that is one and no range. */
function oneNumber(figure: string): NumberReading | null {
  const numbers = readNumbers(fold(figure)).filter(({ kind }) => kind !== 'label' && kind !== 'ordinal');
  const [number] = numbers;
  const isPlain = number && number.upper === undefined && number.kind !== 'rate';
  return numbers.length === 1 && isPlain ? number : null;
}

/** How many years a period has: `2020年`, `2017—2021年`. */
function yearsIn(period: string): number {
  const [from = 0, to = from] = (period.match(/\d{4}/gu) ?? []).map(Number);
  return to - from + 1;
}

/** A picture to be drawn. */
export interface Chart {
  readonly title: string;
  readonly svg: string;
  /** All that it shows, in words. */
  readonly alt: string;
}

/** Two figures are read as fast as they are seen; from three on a picture helps. */
const FEWEST_BARS = 3;
/** More would be a wall; the table has them all. */
const MOST_BARS = 20;

/**
 * The chart of a comparison; null where fewer than three figures can be held against each other.
 *
 * @param title what was asked
 */
export function chartOf(
  table: ComparisonTable | null,
  { title, language }: { readonly title: string; readonly language: Language },
): Chart | null {
  if (!table) return null;
  const bars = barsOf(table);
  const drawn = bars.filter(({ share }) => share !== null).length;
  if (drawn < FEWEST_BARS || bars.length > MOST_BARS) return null;
  const said = bars.map(({ association, period, figure }) => `${association} ${period} ${figure}`.trim());
  const heading = shortened(printable(title), TITLE_COLUMNS);
  return {
    title: heading,
    svg: svgOf(heading, bars),
    alt: language === 'en' ? `Bar chart: ${said.join('; ')}` : `柱状图：${said.join('；')}`,
  };
}

const WIDTH = 960;
const MARGIN = 32;
const TITLE_SIZE = 26;
const TEXT_SIZE = 22;
const ROW = 54;
const BAR = 26;
const TITLE_COLUMNS = 64;
const LABEL_COLUMNS = 34;
const FIGURE_COLUMNS = 20;
/** Room that text of so many columns takes, a column being half of a Chinese character. */
const room = (columns: number) => Math.ceil((columns * TEXT_SIZE) / 2) + 14;
/** The first that a machine has; `sans-serif` is left to it. */
const FONTS =
  'PingFang SC, Microsoft YaHei, Noto Sans CJK SC, Noto Sans SC, Source Han Sans SC, WenQuanYi Micro Hei, sans-serif';

function svgOf(title: string, bars: readonly Bar[]): string {
  const labels = bars.map(({ association, period }) =>
    `${shortened(association, LABEL_COLUMNS - stringWidth(period) - 1)} ${period}`.trim(),
  );
  const figures = bars.map(({ figure }) => shortened(figure, FIGURE_COLUMNS));
  const left = MARGIN + room(Math.max(...labels.map((label) => stringWidth(label))));
  const widest = WIDTH - MARGIN - left - room(Math.max(...figures.map((figure) => stringWidth(figure))));
  const top = MARGIN + TITLE_SIZE + 24;
  const height = top + ROW * bars.length + MARGIN / 2;
  const rows = bars.map(({ share }, i) => {
    const y = top + ROW * i;
    const baseline = y + ROW / 2 + TEXT_SIZE * 0.36;
    const width = share === null ? 0 : Math.max(2, Math.round((widest * share) / 100));
    return [
      text(labels[i] as string, left - 14, baseline, 'end', '#333'),
      width === 0
        ? ''
        : `<rect x="${left}" y="${y + (ROW - BAR) / 2}" width="${width}" height="${BAR}" rx="3" fill="#2b6cb0"/>`,
      text(figures[i] as string, left + width + 10, baseline, 'start', '#111'),
    ].join('');
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" font-family="${FONTS}">`,
    `<rect width="${WIDTH}" height="${height}" fill="#fff"/>`,
    `<text x="${MARGIN}" y="${MARGIN + TITLE_SIZE}" font-size="${TITLE_SIZE}" font-weight="bold" fill="#111">${escaped(title)}</text>`,
    ...rows,
    '</svg>',
  ].join('');
}

const text = (words: string, x: number, y: number, anchor: 'start' | 'end', fill: string): string =>
  `<text x="${x}" y="${y}" font-size="${TEXT_SIZE}" text-anchor="${anchor}" fill="${fill}">${escaped(words)}</text>`;

/** Without what XML does not allow; what else it does not, {@link printable} leaves out. */
const escaped = (words: string): string =>
  words
    .replace(/[\ufffe\uffff]/gu, '')
    .replace(/&/gu, '&amp;')
    .replace(/</gu, '&lt;')
    .replace(/>/gu, '&gt;');

const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/** Text of at most so many columns, on one line. */
function shortened(words: string, columns: number): string {
  const line = words.replace(/\s+/gu, ' ').trim();
  if (stringWidth(line) <= columns) return line;
  let kept = '';
  for (const { segment } of graphemes.segment(line)) {
    if (stringWidth(kept + segment) > columns - 2) break;
    kept += segment;
  }
  return `${kept}…`;
}
