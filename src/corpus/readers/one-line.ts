/**
 * Text as it runs in a file → one line. Chinese is written without spaces, so a line break next to a
 * Chinese character is only where the line was full; between Latin words or digits it stands for a space.
 */

const lineBreak = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/u;
const chineseAtEnd = /[\p{Script=Han}\u3000-\u303f\uff01-\uff60]$/u;
const chineseAtStart = /^[\p{Script=Han}\u3000-\u303f\uff01-\uff60]/u;
/** Zero-width and control characters; white space is not among them. */
const invisible = /\p{Cf}|(?!\s)\p{Cc}/gu;
const readable = /[\p{L}\p{N}]/u;

/**
 * Joins soft line breaks and collapses white space.
 *
 * @returns `科普\n活动` → `科普活动`, `open\nday` → `open day`, `202\n3年` → `202 3年`; never a line break
 */
export function oneLine(text: string): string {
  const lines: string[] = [];
  for (const part of text.split(lineBreak)) {
    const words = part.replace(invisible, '').replace(/\s+/gu, ' ').trim();
    if (words !== '') lines.push(words);
  }
  return joinLines(lines);
}

/** Lines that were only full, as one. Built in one go: looking at the end of a growing text is quadratic. */
function joinLines(lines: readonly string[]): string {
  return lines
    .flatMap((line, i) => (i > 0 && !isTight(lines[i - 1] ?? '', line) ? [' ', line] : [line]))
    .join('');
}

/** Two pieces of a sentence in one line: with a space unless one of them is Chinese where they meet. */
export function joinWords(left: string, right: string): string {
  return left === '' || right === '' || isTight(left, right) ? left + right : `${left} ${right}`;
}

function isTight(left: string, right: string): boolean {
  return chineseAtEnd.test(left.slice(-2)) || chineseAtStart.test(right.slice(0, 2));
}

/** Stands for a hard break (`<br>`) until its paragraph is complete. */
export const hardBreak = '\u2028';

/**
 * The paragraphs in a run of text with {@link hardBreak}s. Pages use them both where a paragraph ends and where
 * a line was full: one ends a paragraph where the sentence has ended, where the next line is indented, numbered
 * or labelled, and where it is doubled.
 */
export function paragraphsOf(text: string): string[] {
  const paragraphs: string[] = [];
  let lines: string[] = [];
  let isBroken = false;
  for (const line of text.split(hardBreak)) {
    const words = oneLine(line);
    if (words === '') {
      isBroken = true;
      continue;
    }
    const above = lines.at(-1);
    const isEnded = above !== undefined && sentenceEnd.test(above.slice(-2));
    if (isBroken || isEnded || indented.test(line) || isNumbered(words) || bulletOrLabel.test(words)) {
      if (lines.length > 0) paragraphs.push(joinLines(lines));
      lines = [];
    }
    lines.push(words);
    isBroken = false;
  }
  if (lines.length > 0) paragraphs.push(joinLines(lines));
  return paragraphs;
}

const sentenceEnd = /[。！？；：!?;:]["”’）)]?$/u;
const indented = /^\s{0,9}[\u3000\u00a0]{2}/u;
const number =
  /^(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[、.．](?!\d))/u;
const bulletOrLabel = /^(?:[●•■◆]|[\p{Script=Han}]{2,4}[：:])/u;

/** Whether a line begins with a number of its own: 一、 （二） 3. but not 3.5 */
export function isNumbered(line: string): boolean {
  return number.test(line);
}

/** The lines of a text without invisible characters and trailing space; indentation is kept. */
export function linesOf(text: string): string[] {
  return text.split(lineBreak).map((line) => line.replace(invisible, '').trimEnd());
}

/** Whether there is a letter, a Chinese character or a digit to read. */
export function isReadable(text: string): boolean {
  return readable.test(text);
}
