/**
 * What a word processor's file says, as HTML for the reader of web pages: paragraphs with their styles, tables by the edges
 * of their cells. So every format's headings, lists, breaks and merged cells are understood in one place.
 */
import { type CheerioAPI, load } from 'cheerio';
import type { Block } from '../document.ts';
import { htmlBlocks } from './html-blocks.ts';

/** A stretch of text that looks the same. */
export interface Stretch {
  readonly text: string;
  readonly isBold: boolean;
  readonly isRaised: boolean;
}

/** What a paragraph is by its style. */
export interface ParagraphStyle {
  readonly kind: 'title' | 'heading' | 'caption' | 'item' | 'plain';
  /** 1 to 9 of a heading. */
  readonly level: number;
}

export const PLAIN: ParagraphStyle = { kind: 'plain', level: 0 };

/** What a style of this name is, in English or Chinese; null for the table of contents, undefined for any other. */
export function styleNamed(name: string): ParagraphStyle | null | undefined {
  const level = /^(?:heading|标题)[\s_]?([1-9])(?:$|[,;])/iu.exec(name)?.[1];
  if (level !== undefined) return { kind: 'heading', level: Number(level) };
  if (/^(?:title|标题)$/iu.test(name)) return { kind: 'title', level: 1 };
  if (/^(?:caption|题注)$/iu.test(name)) return { kind: 'caption', level: 0 };
  return /^(?:toc(?: heading|\s?\d)|目录\s?\d?)$/iu.test(name) ? null : undefined;
}

/** A cell of a row by its right edge, in any unit; `goesOn` where it is one with the cell above. */
export interface EdgedCell {
  readonly html: string;
  readonly right: number;
  readonly goesOn: boolean;
  /** One with the cell on its left. */
  readonly isJoined: boolean;
}

/** A line break inside a paragraph, as readers write it into the text of a stretch. */
export const LINE_BREAK = '\u2028';

/** Text that HTML takes as it is. */
export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(LINE_BREAK, '<br>');
}

/** One paragraph. */
export function paragraphHtml(stretches: readonly Stretch[], { kind, level }: ParagraphStyle): string {
  const inner = stretches
    .map(({ text, isBold, isRaised }) => {
      const raised = isRaised ? `<sup>${escaped(text)}</sup>` : escaped(text);
      return isBold && kind !== 'heading' && kind !== 'title' ? `<b>${raised}</b>` : raised;
    })
    .join('');
  if (inner.trim() === '') return '';
  if (kind === 'title') return `<h1 class="title">${inner}</h1>`;
  if (kind === 'heading') return `<h${Math.min(level, 6)}>${inner}</h${Math.min(level, 6)}>`;
  if (kind === 'caption') return `<div class="caption">${inner}</div>`;
  return kind === 'item' ? `<ul><li>${inner}</li></ul>` : `<p>${inner}</p>`;
}

/** Edges nearer than this are one, as fractions of the table's width: cells are dragged by hand. */
const SAME_EDGE = 0.012;

/** A table from rows whose cells end at given edges: a cell that passes the edges of others spans their columns. */
export function tableHtml(rows: readonly (readonly EdgedCell[])[]): string {
  const all = [...new Set(rows.flat().map(({ right }) => right))].sort((a, b) => a - b);
  const reach = (all.at(-1) ?? 0) * SAME_EDGE;
  const edges: number[] = [];
  for (const edge of all) if (edge - (edges.at(-1) ?? Number.NEGATIVE_INFINITY) > reach) edges.push(edge);
  const columnAt = (right: number) => edges.findLastIndex((edge) => edge <= right + reach / 2);
  const placed = rows.map((row) => {
    let from = 0;
    return row.map((cell) => {
      const end = Math.max(from, columnAt(cell.right)) + 1;
      const place = { ...cell, from, end };
      from = end;
      return place;
    });
  });
  const html = placed.map((row, r) => {
    const cells = row.map((cell, c) => {
      if (cell.goesOn || cell.isJoined) return '';
      let { end } = cell;
      for (let next = c + 1; row[next]?.isJoined; next++) end = row[next]?.end ?? end;
      let bottom = r + 1;
      while (placed[bottom]?.some(({ from, goesOn }) => goesOn && from === cell.from)) bottom++;
      return `<td colspan="${end - cell.from}" rowspan="${bottom - r}">${cell.html}</td>`;
    });
    return `<tr>${cells.join('')}</tr>`;
  });
  return `<table>${html.join('')}</table>`;
}

/** The blocks of such a page. */
export function documentBlocks(html: string): Block[] {
  // As a page: the time that a fragment of many paragraphs takes grows with their square.
  const $ = load(html);
  lowerHeadingsBelowTitle($);
  return htmlBlocks($('body').get(0)?.children ?? [], { showsNumbers: false });
}

/** Under a paragraph of style Title, 标题 1 is a section and no second title. */
function lowerHeadingsBelowTitle($: CheerioAPI): void {
  if ($('h1.title').length === 0) return;
  for (const level of [5, 4, 3, 2, 1]) {
    $(`h${level}:not(.title)`).each((_, heading) => {
      heading.name = `h${level + 1}`;
    });
  }
}
