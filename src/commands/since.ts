/**
 * `--since`: from which day on, as a date (2026-11-01) or as so many days, weeks or months back (7d, 30天, 2周).
 */
import { KewenError } from '../errors.ts';

const DAYS: Readonly<Record<string, number>> = { d: 1, 天: 1, 日: 1, w: 7, 周: 7, 星期: 7 };
const MAX_DAYS = 36_500;

/**
 * The beginning of the first day that counts, in the time zone of the machine. `7d` are seven days with today.
 *
 * @throws {KewenError} `usage`
 */
export function readSince(typed: string, now: Date): Date {
  const text = typed.trim().normalize('NFKC').toLowerCase();
  const date = /^(\d{4})-(\d{1,2})-(\d{1,2})$/u.exec(text);
  if (date) {
    const [year, month, day] = date.slice(1).map(Number) as [number, number, number];
    const since = new Date(year, month - 1, day);
    if (since.getMonth() !== month - 1 || since.getDate() !== day) throw refused(typed, '没有这一天');
    if (since.getTime() > now.getTime()) throw refused(typed, '这一天还没到');
    return since;
  }
  const back = /^(\d{1,5})\s*(d|天|日|w|周|星期)$/u.exec(text);
  const days = back ? Number(back[1]) * (DAYS[back[2] as string] as number) : 0;
  if (days < 1 || days > MAX_DAYS) throw refused(typed, '认不出');
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() - days + 1);
}

function refused(typed: string, why: string): KewenError {
  return new KewenError(
    'usage',
    `--since ${JSON.stringify(typed)} ${why}：请写日期（2026-11-01）或多久以来（7d、30天、2周）`,
  );
}
