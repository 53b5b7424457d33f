/**
 * Paragraphs, cells and rows in the order in which a word processor's file tells them → one page of HTML.
 */
import {
  type EdgedCell,
  type ParagraphStyle,
  PLAIN,
  paragraphHtml,
  type Stretch,
  tableHtml,
} from './document-html.ts';

/** Where a cell ends and what it is one with. */
export type Edge = Omit<EdgedCell, 'html'>;

/** Collects a document; a paragraph outside a table ends the table before it. */
export class DocumentWriter {
  readonly #html: string[] = [];
  readonly #notes: string[] = [];
  #rows: EdgedCell[][] = [];
  #cells: string[] = [];
  #cell: string[] = [];

  paragraph(stretches: readonly Stretch[], style: ParagraphStyle): void {
    this.#endTable();
    this.#html.push(paragraphHtml(stretches, style));
  }

  /** A footnote or an endnote, which stands at the end. */
  note(stretches: readonly Stretch[]): void {
    this.#notes.push(paragraphHtml(stretches, { kind: 'item', level: 0 }));
  }

  paragraphOfCell(stretches: readonly Stretch[]): void {
    this.#cell.push(paragraphHtml(stretches, PLAIN));
  }

  endCell(): void {
    this.#cells.push(this.#cell.join(''));
    this.#cell = [];
  }

  /** @param edges of the row's cells; a cell without one has the next column to itself */
  endRow(edges: readonly Edge[]): void {
    const isWhole = edges.length >= this.#cells.length;
    this.#rows.push(
      this.#cells.map((html, c) => ({
        html,
        ...((isWhole && edges[c]) || { right: c + 1, goesOn: false, isJoined: false }),
      })),
    );
    this.#cells = [];
  }

  /** All of it. */
  html(): string {
    this.#endTable();
    return [...this.#html, ...this.#notes].join('');
  }

  #endTable(): void {
    if (this.#rows.length > 0) this.#html.push(tableHtml(this.#rows));
    // Text that no row took is text all the same.
    this.#html.push(...this.#cells, ...this.#cell);
    this.#rows = [];
    this.#cells = [];
    this.#cell = [];
  }
}
