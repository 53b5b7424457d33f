/**
 * The cells of a line of plain text: parted by tabs, or by two spaces or more. Columns of print are counted as a fixed
 * font shows them: a Chinese character takes two.
 */
import { isValue } from './table-grid.ts';

/** A cell with the columns of print it takes; `end` exclusive. */
export interface TextCell {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** One line as cells. */
export interface CellLine {
  readonly cells: readonly TextCell[];
  /** Whether tabs part the cells: then an empty cell is a cell. */
  readonly isTabbed: boolean;
  /** How far its first cell is set in. */
  readonly indent: number;
}

/** The width of a character in a fixed font. */
export function printWidth(character: string): number {
  return /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u.test(
    character,
  )
    ? 2
    : 1;
}

const GAP = /\s*(?:[ \u00a0]{2,}|\u3000)\s*/gu;

/** The cells of one line; none for a blank one. */
export function cellLine(line: string): CellLine {
  const body = line.trimEnd();
  const lead = /^\s*/u.exec(body)?.[0] ?? '';
  const indent = widthOf(lead);
  if (body.trim() === '') return { cells: [], isTabbed: false, indent: 0 };
  if (body.trim().includes('\t')) {
    const cells = body.split('\t').map((text, i) => ({ text: text.trim(), start: i, end: i + 1 }));
    return { cells, isTabbed: true, indent: cells[0]?.text === '' ? 0 : indent };
  }
  const cells: TextCell[] = [];
  let at = indent;
  const rest = body.slice(lead.length);
  const take = (text: string) => {
    cells.push({ text, start: at, end: at + widthOf(text) });
    at += widthOf(text);
  };
  let last = 0;
  for (const gap of rest.matchAll(GAP)) {
    take(rest.slice(last, gap.index));
    at += widthOf(gap[0]);
    last = gap.index + gap[0].length;
  }
  take(rest.slice(last));
  return { cells: joinedLetters(cells), isTabbed: false, indent };
}

/** 指    标 is one word that was stretched: two to four single Chinese characters beside each other. */
function joinedLetters(cells: readonly TextCell[]): TextCell[] {
  const joined: TextCell[] = [];
  let letters: TextCell[] = [];
  const flush = () => {
    const [first] = letters;
    const last = letters.at(-1);
    if (first && last && letters.length >= 2 && letters.length <= 4) {
      joined.push({ text: letters.map(({ text }) => text).join(''), start: first.start, end: last.end });
    } else for (const letter of letters) joined.push(letter);
    letters = [];
  };
  for (const cell of cells) {
    if (/^\p{Script=Han}$/u.test(cell.text)) letters.push(cell);
    else {
      flush();
      joined.push(cell);
    }
  }
  flush();
  return joined;
}

function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += printWidth(character);
  return width;
}

/** A figure of a table: 106, 1592, -9.6, 35%; or a mark that stands where there is none. */
export function isFigure(text: string): boolean {
  return /^\d{4}$/u.test(text) || isValue(text.replace(/^[-－+]\s?(?=\d)/u, '')) || isBlankMark(text);
}

/** Whether the figures of a line are years, which name columns: 指标 2016 2015. */
export function namesYears(cells: readonly TextCell[]): boolean {
  const figures = cells.filter(({ text }) => isFigure(text));
  return figures.length >= 2 && figures.every(({ text }) => /^(?:19|20)\d\d$/u.test(text));
}

/** What is printed where there is no figure. */
export function isBlankMark(text: string): boolean {
  return /^(?:[-－—–/／\\*…]{1,3}|无)$/u.test(text);
}
