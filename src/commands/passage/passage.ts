/**
 * `kewen passage`: one passage of a report with its neighbours, as a citation names it. Nothing is written.
 */
import { passageView } from '../../channels/passage.ts';
import { renderSource } from '../../channels/terminal/source.ts';
import { formatPeriod, hasPeriod } from '../../corpus/report.ts';
import { KewenError } from '../../errors.ts';
import type { OpenIndex } from '../../index/shelf.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import { paintLine } from '../../terminal/wrap.ts';
import { Answering } from '../answering.ts';
import { audienceOf, type Context, type ExitCode, type Places } from '../context.ts';

/** The flags of `kewen passage`, as typed. */
export interface PassageFlags extends Places {
  readonly mark?: string;
  readonly audience?: string;
  readonly json?: boolean;
}

/**
 * Prints a passage.
 *
 * @param id as in a citation: `pinghu-2020#a41c9e02`
 * @returns 1 when the index has no such passage, nor a report of that name with anything at the place of `--mark`
 * @throws {KewenError} `usage`, `index-missing`, `index-untrusted`
 */
export async function runPassage(id: string, flags: PassageFlags, context: Context): Promise<ExitCode> {
  const { terminal } = context;
  const mark = markTyped(flags.mark);
  const answering = new Answering(flags, context);
  try {
    const index = await answering.of(audienceOf(flags.audience));
    const shown = await index.use((opened) => show(opened, id, mark, flags.json === true, terminal));
    if (!shown) {
      terminal.note(`kewen：索引里没有 ${id} 这一段：报告可能更新过或撤下了`);
      return 1;
    }
    if (shown.isMoved && !flags.json) terminal.note('kewen：原来那一段已经不在了，这是现在那个位置的内容');
    await terminal.print(shown.text);
    return 0;
  } finally {
    answering.close();
  }
}

interface Shown {
  readonly text: string;
  /** Whether the passage itself is gone, and this stands where it was. */
  readonly isMoved: boolean;
}

/** A passage as it is printed; null where there is none. */
function show(
  index: OpenIndex,
  id: string,
  mark: Mark | null,
  isJson: boolean,
  { paint, widthColumns }: Pick<Terminal, 'paint' | 'widthColumns'>,
): Shown | null {
  const found = index.passageById(id);
  const passage = found ?? (mark ? passageAtPlace(index, id, mark) : undefined);
  const report = index.reports.find(({ row }) => row === passage?.report);
  if (!passage || !report) return null;
  const isMoved = !found;
  if (isJson) {
    const view = passageView(index, passage.id, 0, mark ?? undefined);
    return { text: JSON.stringify({ ...view, isMoved }), isMoved };
  }
  const { start, end } = mark ?? { start: passage.start, end: passage.start };
  const period = hasPeriod(report.period) ? formatPeriod(report.period) : '';
  const quote = passage.text.slice(start - passage.start, end - passage.start);
  const place = { report: report.id, passage: passage.id, period, quote, start, end };
  const lines = renderSource(place, index, widthColumns());
  return { text: lines.map((line) => paintLine(line, paint)).join('\n'), isMoved };
}

interface Mark {
  readonly start: number;
  readonly end: number;
}

function markTyped(typed: string | undefined): Mark | null {
  if (typed === undefined) return null;
  const [, from, to] = /^(\d{1,9})-(\d{1,9})$/u.exec(typed) ?? [];
  if (from === undefined || Number(from) >= Number(to)) {
    throw new KewenError('usage', `--mark 要写句子的起止位置，如 2310-2365，不能是 ${JSON.stringify(typed)}`);
  }
  return { start: Number(from), end: Number(to) };
}

function passageAtPlace(index: OpenIndex, id: string, { start, end }: Mark) {
  const report = index.reports.find((one) => id.startsWith(`${one.id}#`));
  return report && index.passagesBetween(report.row, start, end)[0];
}
