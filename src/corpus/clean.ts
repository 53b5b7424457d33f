/**
 * What a reader found in a file, made into the clean blocks of a report.
 *
 * Files whose format marks its blocks get character repairs only. Lines (plain text and PDF) are put together
 * to paragraphs, headings are told from captions and put where they belong, page furniture goes.
 */
import { repairText } from './clean/characters.ts';
import { dropFurniture } from './clean/furniture.ts';
import { readLines } from './clean/lines.ts';
import { restoreOrder } from './clean/order.ts';
import { outline, withLevels } from './clean/outline.ts';
import { joinLines } from './clean/paragraphs.ts';
import type { Block, Content, TableRow } from './document.ts';

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
      : [
          {
            kind: block.kind,
            text,
            level: block.kind === 'heading' ? Math.max(1, block.level) : 0,
            ...(block.row && { row: cleanRow(block.row) }),
          },
        ];
  });
}

/** A row's cells by the words of its clean text. */
function cleanRow(row: TableRow): TableRow {
  const clean = (text: string) => repairText(text, 'row');
  return {
    ...row,
    labelHead: clean(row.labelHead),
    group: clean(row.group),
    label: clean(row.label),
    cells: row.cells.map(({ head, value, unit }) => ({
      head: clean(head),
      value: clean(value),
      unit: clean(unit),
    })),
  };
}

function cleanText({ kind, text }: Block): string {
  const whole = repairText(text, kind);
  const rest = dropFurniture(whole);
  // What stood beside the furniture may now meet and want repair; each round is shorter than the last.
  return rest === whole ? whole : cleanText({ kind, text: rest, level: 0 });
}
