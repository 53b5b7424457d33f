/**
 * What stands between quotation marks or book-title marks, nested ones included: 《加油！科学+》,
 * “科普万家”, "e站".
 */

/** One quotation. Offsets are UTF-16 in the given text, ends exclusive; `inner` is without the marks. */
export interface QuotedReading {
  readonly start: number;
  readonly end: number;
  readonly inner: string;
  readonly innerStart: number;
  readonly innerEnd: number;
  /** The pair of marks as printed. */
  readonly mark: '《》' | '〈〉' | '“”' | '‘’' | '『』' | '「」' | '""';
}

/** A mark whose partner is further away than this is taken for a stray one. */
const MAX_INNER_CHARS = 80;

const PAIRS = new Map<string, QuotedReading['mark']>(
  (['《》', '〈〉', '“”', '‘’', '『』', '「」'] as const).flatMap((mark) => [
    [mark[0] as string, mark],
    [mark[1] as string, mark],
  ]),
);
const MARK = /[《》〈〉“”‘’『』「」"]|\n[ \t]*\n/g;

/**
 * Every quotation of a text, by where it begins; an outer one comes before those inside it. A stray mark is
 * skipped, and a blank line ends whatever is open.
 */
export function readQuoted(text: string): QuotedReading[] {
  const readings: QuotedReading[] = [];
  let open: { at: number; mark: QuotedReading['mark'] }[] = [];
  for (const match of text.matchAll(MARK)) {
    const at = match.index;
    const character = match[0];
    if (character.startsWith('\n')) {
      open = [];
      continue;
    }
    open = open.filter((one) => at - one.at - 1 <= MAX_INNER_CHARS);
    const mark = character === '"' ? '""' : PAIRS.get(character);
    if (!mark) continue;
    const isOpening = mark === '""' ? !open.some((one) => one.mark === mark) : character === mark[0];
    if (isOpening) {
      open.push({ at, mark });
      continue;
    }
    const partner = open.findLastIndex((one) => one.mark === mark);
    if (partner < 0) continue;
    const start = (open[partner] as { at: number }).at;
    open.length = partner;
    if (at === start + 1) continue;
    readings.push({
      start,
      end: at + 1,
      inner: text.slice(start + 1, at),
      innerStart: start + 1,
      innerEnd: at,
      mark,
    });
  }
  return readings.sort((a, b) => a.start - b.start);
}
