/**
 * What a reader found in a file, made into the clean blocks of a report.
 *
 * Files whose format marks its blocks get character repairs only. Lines (plain text and PDF) are put together
 * to paragraphs, headings are told from captions and put where they belong, page furniture goes.
 */
import { repairCodePoints, repairText } from './clean/characters.ts';
import { collapseDoubled } from './clean/doubled.ts';
import { dropFurniture, findPageNumbers } from './clean/furniture.ts';
import { isByline, isLabel } from './clean/headings.ts';
import { restoreOrder } from './clean/order.ts';
import { outline, withLevels } from './clean/outline.ts';
import { joinLines, type Line } from './clean/paragraphs.ts';
import type { Block, Content } from './document.ts';

export { findPlaceholders } from './clean/placeholders.ts';

/**
 * The clean text of a file, block by block.
 *
 * Cleaning what is clean changes nothing: the result, given as blocks, comes back the same.
 */
export function cleanContent(content: Content): readonly Block[] {
  const blocks =
    content.layout === 'blocks'
      ? content.blocks
      : withLevels(restoreOrder(outline(joinLines(readLines(content.lines)))));
  return blocks.flatMap((block) => {
    const text = block.kind === 'row' ? repairText(block.text, 'row') : cleanText(block);
    return text === ''
      ? []
      : [{ kind: block.kind, text, level: block.kind === 'heading' ? Math.max(1, block.level) : 0 }];
  });
}

function cleanText(block: Block): string {
  const text = repairText(block.text, block.kind);
  const rest = dropFurniture(text);
  return rest === text ? text : repairText(rest, block.kind);
}

/** Trimmed lines with their indents and gaps, without blank lines and page furniture. */
function readLines(lines: readonly string[]): readonly Line[] {
  const raw = lines.flatMap((line) => repairCodePoints(line).split(/[\n\r\f\v\u0085\u2028\u2029]+/));
  const trimmed = raw.map((line) => line.trim().replace(/\s+/gu, ' '));
  const pageNumbers = findPageNumbers(trimmed);
  const result: Line[] = [];
  let gap = 0;
  raw.forEach((line, i) => {
    const text = pageNumbers.has(i) ? '' : dropFurniture(trimmed[i] ?? '');
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

/** The indent of a first line in half-width columns; 0 for less than two characters and for centred lines. */
function indentOf(line: string): number {
  const lead = /^[ \u3000]*/.exec(line)?.[0] ?? '';
  const columns = [...lead].reduce((sum, char) => sum + (char === '\u3000' ? 2 : 1), 0);
  return columns >= 3 && columns <= 8 ? columns : 0;
}
