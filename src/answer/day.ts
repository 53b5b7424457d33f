/**
 * The day on which a question is asked, from the clock that whoever asks has: 去年 is counted from its year, and a
 * standard answer holds until its last day.
 */
import type { Asked } from './contract.ts';

/** The day of a clock, in its own time zone. */
export function askedOn(now: Date): Required<Pick<Asked, 'thisYear' | 'today'>> {
  const two = (part: number) => String(part).padStart(2, '0');
  const thisYear = now.getFullYear();
  return { thisYear, today: `${thisYear}-${two(now.getMonth() + 1)}-${two(now.getDate())}` };
}
