/**
 * Figures that stand side by side as bars: only where each is one number, all of one unit and of as many years, and
 * there is something to see. What stands beside a bar is the figure as it is quoted.
 */
import { isOneUnit } from '../../answer/decide/side-by-side.ts';
import type { ComparisonTable } from '../../channels/document.ts';
import { fold } from '../../language/normalize.ts';
import { type NumberReading, readNumbers } from '../../language/numbers.ts';

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
