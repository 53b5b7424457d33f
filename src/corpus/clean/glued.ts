/**
 * Headings glued into the text, as document sites give a Word file away: `…任务。一、主要做法(一)农民培训出实招。依托…`.
 * The numbers tell where the lines were: 一、 二、 三、 one after the other, each after a stop.
 */

const NUMERALS = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];
/** A line of this many characters is no heading and no list. */
const LEAST_CHARS = 120;
/** The page of the site that shows a text, before all that stands on it. */
const PAGE = /^\s*\d{1,2}、\s?.{60}/u;
/** What ends before a heading. */
const STOP = '[。；;！!？?：:」”"）)]';
const TITLE_END = /(?:总结|计划|报告|要点|汇报|打算)(?=今年以来|一年来|(?:19|20)\d\d年[,，])/u;
const MOST_TITLE_CHARS = 60;

/** The lines of a text with its glued headings on lines of their own; the lines themselves where none are glued. */
export function ungluedLines(lines: readonly string[]): readonly string[] {
  if (lines.some((line) => /^\s*[一二三四五六七八九十]{1,2}、/u.test(line))) return lines;
  const long = lines.filter((line) => line.length >= LEAST_CHARS).join('\n');
  const chapters = numbersIn(long, (numeral) => `${numeral}、`);
  if (chapters < 2) return lines;
  return lines.flatMap((line) => (line.length >= LEAST_CHARS || PAGE.test(line) ? parted(line) : [line]));
}

/** How many numbers follow one another in a text, each after a stop. */
function numbersIn(text: string, numberOf: (numeral: string) => string): number {
  let at = 0;
  let count = 0;
  for (const numeral of NUMERALS) {
    const found = new RegExp(`${STOP}\\s?(?=${numberOf(numeral)}(?!二、|三、|等))`, 'u').exec(text.slice(at));
    if (!found) break;
    at += found.index + found[0].length + 2;
    count++;
  }
  return count;
}

function parted(line: string): string[] {
  // 1、 before a whole page is the page of the site that shows it.
  const text = line.replace(/^\s*\d{1,2}、\s?/u, '').replace(/^(附[:：]\s?\p{Script=Han}{2,12})\s+/u, '$1\n');
  const title = TITLE_END.exec(text.slice(0, MOST_TITLE_CHARS + 10));
  const titleEnd = title && title.index < MOST_TITLE_CHARS ? title.index + title[0].length : 0;
  const rest = text
    .slice(titleEnd)
    .replace(
      new RegExp(`(?<=${STOP})\\s?(?=[一二三四五六七八九十]{1,2}、(?![一二三四五六七八九十]、|等))`, 'gu'),
      '\n',
    )
    // 一、主要做法(一)…: the heading ends where the next number begins.
    .replace(
      /(?<=(?:^|\n)[一二三四五六七八九十]{1,2}、[^。；;，,\n]{2,24}?)[：:]?(?=[（(]一[）)]|1[.．、])/gu,
      '\n',
    )
    .replace(/(?<=[。！!])\s?(?=[（(][一二三四五六七八九十]{1,2}[）)])/gu, '\n');
  return [...(titleEnd > 0 ? [text.slice(0, titleEnd)] : []), ...rest.split('\n')].filter(
    (one) => one !== '',
  );
}
