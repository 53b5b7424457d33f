/**
 * How wide a line is, in half-width columns, and how wide the column of print was that it was wrapped to.
 *
 * Newspapers squeeze punctuation to half its width to fill a line, plain text does not; so a line has a least
 * and a most width, and the wrap width is the one that most lines could have.
 */

/** Width in half-width columns with all punctuation squeezed, and with none. */
export interface Columns {
  readonly least: number;
  readonly most: number;
}

/** Beyond this a line is a paragraph in itself: no page wraps at 65 Chinese characters. */
export const MAX_WRAP_COLUMNS = 130;

/** The width of a text without its spaces; wraps of justified text print them at any width. */
export function columnsOf(text: string): Columns {
  let least = 0;
  let most = 0;
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    if (code === 0x20) continue;
    if (code < 0x2010) {
      least += 1;
      most += 1;
    } else if (isSqueezable(code)) {
      least += 1;
      most += 2;
    } else {
      least += 2;
      most += 2;
    }
  }
  return { least, most };
}

function isSqueezable(code: number): boolean {
  return (
    (code >= 0x2010 && code <= 0x2027) ||
    (code >= 0x3001 && code <= 0x3003) ||
    (code >= 0x3008 && code <= 0x3011) ||
    (code >= 0xff01 && code <= 0xff0f) ||
    (code >= 0xff1a && code <= 0xff20)
  );
}

/** Whether a line of these columns could fill a column of print `width` wide; one column either way is rounding. */
export function fills(columns: Columns, width: number): boolean {
  return columns.least <= width + 1 && columns.most >= width - 1;
}

/**
 * The width that most of the lines fill, the larger one of equals.
 *
 * @returns 0 if no line is short enough to have been wrapped
 */
export function wrapWidth(lines: readonly Columns[]): number {
  const votes = new Map<number, number>();
  for (const { least, most } of lines) {
    if (most > MAX_WRAP_COLUMNS || most < 12) continue;
    for (let width = least; width <= most; width++) votes.set(width, (votes.get(width) ?? 0) + 1);
  }
  let best = 0;
  let bestVotes = 0;
  for (const width of votes.keys()) {
    const near = (votes.get(width) ?? 0) + ((votes.get(width - 1) ?? 0) + (votes.get(width + 1) ?? 0)) / 2;
    if (near > bestVotes || (near === bestVotes && width > best)) {
      best = width;
      bestVotes = near;
    }
  }
  return best;
}
