/**
 * What a reader makes of one file, before cleaning: its metadata as written and its content, either as
 * blocks (the format marks headings, items and rows) or as lines (plain text and PDF, where paragraphs
 * have to be put together again).
 */

/** What a block is in the running text of a report. */
export type BlockKind = 'heading' | 'paragraph' | 'item' | 'row' | 'caption' | 'byline';

/** One heading, paragraph, list item, table row, caption or byline. */
export interface Block {
  readonly kind: BlockKind;
  /** One line of clean text without line breaks. A row reads `科普活动（场）：2022年 106；2021年 98`. */
  readonly text: string;
  /** Heading depth, 1 for the title; 0 for everything else. */
  readonly level: number;
  /** What a row says cell by cell, where its reader knows. */
  readonly row?: TableRow;
}

/**
 * A row of a table by its cells, each string as it stands in the block's text, in the order in which it stands there.
 * Whatever reader knows rows and columns fills it; what a label or a head means (其中, a unit in brackets, a year) is read
 * from it in one place (`rows.ts`).
 */
export interface TableRow {
  /** Whether it is the first row of its table. */
  readonly opens: boolean;
  /** The group beside its label (学术交流 over several rows); empty where there is none. */
  readonly group: string;
  /** What the row is about: 科普讲座（场）, 其中：进校园; empty where there is no such cell. */
  readonly label: string;
  /** The head above the labels (乡镇, 指标), which no row's text has; empty where there is none. */
  readonly labelHead: string;
  /** How far the label is set in below the row that it is a part of; 0 where it is not, or the format does not say. */
  readonly depth: number;
  /** The cells that hold something. */
  readonly cells: readonly TableCell[];
}

/** A cell with the head of its column. */
export interface TableCell {
  /** 2022年场次; empty where the table has no header. */
  readonly head: string;
  readonly value: string;
  /** The unit that a column of its own or a line above the table gives; empty where a label has to tell it. */
  readonly unit: string;
}

/** The content of a file as its format lets us see it. */
export type Content =
  | { readonly layout: 'blocks'; readonly blocks: readonly Block[] }
  | { readonly layout: 'lines'; readonly lines: readonly SourceLine[] };

/** A line of running text, or what a reader knows not to be one: the row of a table. */
export type SourceLine = string | Block;

/** One file, read. */
export interface SourceDocument {
  /** Path inside the corpus folder, with `/` between its parts. */
  readonly file: string;
  /** Front matter or the format's own properties (title, author, date), as found; not yet validated. */
  readonly metadata: Readonly<Record<string, unknown>>;
  /** The keys of front matter that a maintainer wrote into `NAME.ext.yaml` beside it; they go before the others. */
  readonly beside?: Readonly<Record<string, unknown>>;
  readonly content: Content;
  /** What of the file may not have been read and what to do, one line in Chinese; absent where all was. */
  readonly unread?: string;
  /** Whether the text was recognised from pictures, so that any of it may be misread. */
  readonly isRecognised?: true;
}

/** A file that was set aside, in one line a person can act on. */
export interface Problem {
  readonly file: string;
  /** What is wrong and what to do, in Chinese, without the file's name. */
  readonly message: string;
  /** Whether it is not the file's fault, so that it is not remembered with the file. */
  readonly isForNow?: true;
}
