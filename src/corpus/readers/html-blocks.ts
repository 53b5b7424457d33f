/**
 * A tree of HTML → blocks: headings, paragraphs, list items, table rows and captions. Shared by the readers
 * of web pages and of Word files, and by HTML inside Markdown. Scripts are never run; nothing is fetched.
 */
import type { Block, BlockKind } from '../document.ts';
import { raise } from './footnote-marks.ts';
import { boldHeading } from './headings.ts';
import {
  type DomElement,
  type DomNode,
  inlineTags,
  inlineText,
  isElement,
  isFootnoteMark,
  isHidden,
  lineOfNode,
  ownText,
  rawText,
  skippedTags,
} from './html-text.ts';
import { hardBreak, isNumbered, isReadable, oneLine, paragraphsOf } from './one-line.ts';
import type { Cell } from './table-grid.ts';
import { tableBlocks } from './table-rows.ts';

/** What the format says that HTML alone does not. */
export interface BlockOptions {
  /** Whether `<ol>` shows the numbers it counts; a Word list's real numbering (（一）, 1.1) is not in its HTML. */
  readonly showsNumbers: boolean;
}

/** The blocks below some nodes, in the order of the page. */
export function htmlBlocks(nodes: readonly DomNode[], options: BlockOptions): Block[] {
  const builder = new BlockBuilder(options);
  for (const node of nodes) builder.visit(node);
  builder.flush();
  return builder.blocks;
}

/** Collects inline text until a block element begins or ends. */
class BlockBuilder {
  readonly blocks: Block[] = [];
  readonly #options: BlockOptions;
  /** Pieces of the text, not one growing string: looking at its end each time would be quadratic. */
  #pieces: string[] = [];
  #boldChars = 0;
  #kind: BlockKind = 'paragraph';
  #prefix = '';

  constructor(options: BlockOptions) {
    this.#options = options;
  }

  visit(node: DomNode, isBold = false): void {
    if (!isElement(node)) {
      const text = ownText(node);
      this.#pieces.push(text);
      if (isBold) this.#boldChars += visibleChars(text);
      return;
    }
    const { name } = node;
    if (skippedTags.has(name) || isHidden(node)) return;
    if (name === 'br') this.#pieces.push(hardBreak);
    else if (isFootnoteMark(node)) return;
    else if (name === 'sup') this.#pieces.push(raise(rawText(node), this.#pieces.at(-1) ?? ''));
    else if (inlineTags.has(name)) this.#visitInside(node, isBold || name === 'strong' || name === 'b');
    else this.#visitBlock(node, isBold);
  }

  /** Ends the paragraph, item or caption that was being collected. */
  flush(): void {
    const text = this.#pieces.join('');
    const isAllBold = this.#boldChars > 0 && this.#boldChars >= visibleChars(text);
    this.#pieces = [];
    this.#boldChars = 0;
    const kind = this.#kind;
    for (const part of paragraphsOf(text)) {
      if (!isReadable(part)) continue;
      const heading =
        kind === 'paragraph' && isAllBold ? boldHeading(part, this.blocks.length === 0) : undefined;
      // A page that writes its numbers itself hides those of the list.
      const prefix = isNumbered(part) ? '' : this.#prefix;
      this.blocks.push(heading ?? { kind: this.#kind, text: prefix + part, level: 0 });
      this.#prefix = '';
      // What follows in the same item is its second paragraph.
      if (this.#kind === 'item') this.#kind = 'paragraph';
    }
  }

  #visitInside(node: DomElement, isBold = false): void {
    for (const child of node.children) this.visit(child, isBold);
  }

  #visitBlock(node: DomElement, isBold: boolean): void {
    const { name } = node;
    this.flush();
    if (/^h[1-6]$/u.test(name)) {
      const text = lineOfNode(node);
      if (isReadable(text)) this.blocks.push({ kind: 'heading', text, level: Number(name[1]) });
    } else if (name === 'ul' || name === 'ol') {
      this.#visitList(node);
    } else if (name === 'table') {
      this.#visitTable(node);
    } else if (name === 'figcaption' || name === 'caption' || node.attribs['class'] === 'caption') {
      this.#visitAs('caption', node);
    } else if (name === 'pre') {
      this.#pieces = [lineBreaksKept(node)];
      this.flush();
    } else {
      this.#visitInside(node, isBold);
      this.flush();
    }
  }

  #visitAs(kind: BlockKind, node: DomElement, prefix = ''): void {
    const outer = this.#kind;
    this.#kind = kind;
    this.#prefix = prefix;
    this.#visitInside(node);
    this.flush();
    this.#kind = outer;
    this.#prefix = '';
  }

  #visitList(list: DomElement): void {
    const showsNumbers = list.name === 'ol' && this.#options.showsNumbers;
    let number = Number.parseInt(list.attribs['start'] ?? '1', 10) || 1;
    for (const child of list.children) {
      if (!isElement(child) || child.name !== 'li') {
        this.visit(child);
        continue;
      }
      this.flush();
      if (skippedTags.has(child.name) || isHidden(child)) continue;
      number = Number.parseInt(child.attribs['value'] ?? '', 10) || number;
      this.#visitAs('item', child, showsNumbers ? `${number}. ` : '');
      number++;
    }
    this.flush();
  }

  #visitTable(table: DomElement): void {
    const rows: DomElement[] = [];
    let headerRows = 0;
    const collect = (node: DomElement): void => {
      for (const child of node.children) {
        if (!isElement(child) || isHidden(child)) continue;
        if (child.name === 'caption') this.#visitAs('caption', child);
        else if (child.name === 'tr') {
          rows.push(child);
          if (node.name === 'thead') headerRows++;
        } else if (['thead', 'tbody', 'tfoot'].includes(child.name)) collect(child);
      }
    };
    collect(table);
    const cells = rows.map((row) =>
      row.children.filter(isElement).filter((c) => c.name === 'td' || c.name === 'th'),
    );
    if (isLayoutTable(cells)) {
      for (const cell of cells.flat()) {
        this.visit(cell);
        this.flush();
      }
      return;
    }
    const shown = cells.map((row) => row.filter((cell) => !isHidden(cell)).map(cellOf));
    this.blocks.push(...tableBlocks(shown, headerRows, this.blocks));
  }
}

/** A table that only places things: one cell a row, or cells that hold tables, headings or whole sections. */
function isLayoutTable(rows: readonly (readonly DomElement[])[]): boolean {
  if (rows.every((row) => row.length < 2)) return true;
  return rows.flat().some((cell) => {
    const blocks = { long: 0, nested: 0 };
    const look = (node: DomNode): void => {
      if (!isElement(node)) return;
      if (node.name === 'table' || /^h[1-6]$/u.test(node.name)) blocks.nested++;
      if (node.name === 'p' && visibleChars(inlineText(node)) > 60) blocks.long++;
      for (const child of node.children) look(child);
    };
    look(cell);
    return blocks.nested > 0 || blocks.long > 1;
  });
}

function cellOf(cell: DomElement): Cell {
  const span = (name: string): number => Math.max(1, Number.parseInt(cell.attribs[name] ?? '1', 10) || 1);
  const text = inlineText(cell);
  // A break inside a cell may part two names; only a bracket surely belongs to what is above it.
  const lines = text.split(hardBreak).map(oneLine);
  return {
    text: oneLine(
      lines
        .filter((line) => line !== '')
        .join(' ')
        .replace(/ (?=[（(])/gu, ''),
    ),
    colspan: span('colspan'),
    rowspan: span('rowspan'),
    isHeading: cell.name === 'th',
    indent: /^[\r\n\t\u2028 ]*([\u3000\u00a0]*)/u.exec(text)?.[1]?.length ?? 0,
  };
}

/** In `<pre>` a blank line ends a paragraph and a single line break is only a full line. */
function lineBreaksKept(node: DomElement): string {
  return inlineText(node)
    .replace(/\r\n?/gu, '\n')
    .replace(/\n[ \t]*\n/gu, `\n${hardBreak}${hardBreak}`);
}

function visibleChars(text: string): number {
  return text.replace(/\s+/gu, '').length;
}
