/**
 * Questions a day as columns, one part a channel: drawn here, so that it needs no script. The table beside it has the
 * same numbers.
 */
import type { FC } from 'hono/jsx';

/** One day. */
export interface Day {
  /** `2026-11-22` */
  readonly day: string;
  /** By the order of the channels. */
  readonly counts: readonly number[];
}

const WIDTH = 720;
const HEIGHT = 180;
const LEFT = 36;
const BOTTOM = 28;
const TOP = 10;
/** Labels below the columns. */
const MAX_LABELS = 8;

/** The columns. */
export const DaysChart: FC<{
  readonly title: string;
  readonly channels: readonly string[];
  readonly days: readonly Day[];
}> = ({ title, channels, days }) => {
  const totals = days.map(({ counts }) => counts.reduce((sum, count) => sum + count, 0));
  const most = niceMost(Math.max(1, ...totals));
  const step = (WIDTH - LEFT) / days.length;
  const width = Math.min(28, step * 0.7);
  const y = (count: number) => HEIGHT - BOTTOM - ((HEIGHT - BOTTOM - TOP) * count) / most;
  const every = Math.ceil(days.length / MAX_LABELS);
  return (
    <svg class="days" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={title}>
      {[0, most / 2, most].map((value) => (
        <>
          <line class="rule" x1={LEFT} x2={WIDTH} y1={y(value)} y2={y(value)} />
          <text class="scale" x={LEFT - 6} y={y(value) + 4}>
            {String(value)}
          </text>
        </>
      ))}
      {days.map(({ day, counts }, at) => {
        const x = LEFT + step * at + (step - width) / 2;
        return (
          <g>
            <title>{`${day}: ${channels.map((name, i) => `${name} ${counts[i] ?? 0}`).join(', ')}`}</title>
            {counts.map((count, i) => {
              const below = counts.slice(0, i).reduce((sum, one) => sum + one, 0);
              return count === 0 ? null : (
                <rect
                  class={`part part-${i}`}
                  x={x}
                  y={y(below + count)}
                  width={width}
                  height={y(below) - y(below + count)}
                />
              );
            })}
            {at % every === 0 ? (
              <text class="label" x={x + width / 2} y={HEIGHT - 6}>
                {day.slice(5)}
              </text>
            ) : null}
          </g>
        );
      })}
    </svg>
  );
};

/**
 * An even number that is easy to read, no less than the most.
 *
 * @example niceMost(37) // 40
 */
export function niceMost(most: number): number {
  const unit = 10 ** Math.floor(Math.log10(Math.max(2, most)));
  const steps = [1, 2, 4, 6, 8, 10].map((times) => times * unit);
  const found = steps.find((value) => value >= most) ?? 10 * unit;
  return found % 2 === 0 ? found : found * 2;
}
