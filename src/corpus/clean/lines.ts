/**
 * The lines of plain text or a PDF, trimmed and without page furniture, with what their surroundings tell:
 * indents, blank lines, and whether a line can only stand by itself.
 */
import type { Block, SourceLine } from '../document.ts';
import { repairCodePoints } from './characters.ts';
import { collapseDoubled } from './doubled.ts';
import { dropFurniture, findPageNumbers } from './furniture.ts';
import { ungluedLines } from './glued.ts';
import { isByline, isLabel } from './headings.ts';

/** One line that is not blank. */
export interface Line {
  readonly text: string;
  /** `mark` stands by itself whatever its width: a label, a doubled heading, a byline; so does a `block`. */
  readonly kind: 'text' | 'mark' | 'block';
  /** What a reader made of it already. */
  readonly block?: Block;
  /** Indent in half-width columns, where it is that of a first line: two full-width spaces or more. */
  readonly indent: number;
  /** Blank lines before it. */
  readonly gap: number;
  /** Whether it is a heading that was printed twice over. */
  readonly wasDoubled: boolean;
}

/** Trimmed lines with their indents and gaps, without blank lines and page furniture. */
export function readLines(lines: readonly SourceLine[]): readonly Line[] {
  const raw = lines.flatMap((line): SourceLine[] =>
    typeof line === 'string' ? repairCodePoints(line).split(/[\n\r\f\v\u0085\u2028\u2029]+/) : [line],
  );
  return namedLines(raw.every((line) => typeof line === 'string') ? ungluedLines(raw as string[]) : raw);
}

function namedLines(raw: readonly SourceLine[]): readonly Line[] {
  const trimmed = raw.map((line) =>
    typeof line === 'string' ? line.trim().replace(/\s+/gu, ' ') : line.text,
  );
  const pageNumbers = findPageNumbers(trimmed);
  const result: Line[] = [];
  let gap = 0;
  raw.forEach((line, i) => {
    if (typeof line !== 'string') {
      result.push({ text: line.text, kind: 'block', block: line, indent: 0, gap, wasDoubled: false });
      gap = 0;
      return;
    }
    const text = pageNumbers.has(i) ? '' : dropFurniture(withoutLostMark(trimmed[i] ?? ''));
    if (text === '') {
      if (trimmed[i] === '') gap++;
      return;
    }
    const once = collapseDoubled(text);
    const isMark = once !== undefined || isLabel(text) || isByline(text);
    result.push({
      text: once ?? text,
      kind: isMark ? 'mark' : 'text',
      indent: indentOf(line),
      gap,
      wasDoubled: once !== undefined,
    });
    gap = 0;
  });
  return result;
}

/** ?市科协打好“组合拳”: a bullet or dash that an encoding lost. */
function withoutLostMark(line: string): string {
  return line.replace(/^[?？�]\s?(?=[\p{Script=Han}“《])/u, '');
}

/** The indent of a first line in half-width columns; 0 for less than two characters and for centred lines. */
function indentOf(line: string): number {
  const lead = /^[ \u3000]*/.exec(line)?.[0] ?? '';
  const columns = [...lead].reduce((sum, char) => sum + (char === '\u3000' ? 2 : 1), 0);
  return columns >= 3 && columns <= 8 ? columns : 0;
}
