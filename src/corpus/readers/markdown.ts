/**
 * Markdown (CommonMark and GFM) → blocks. Two rules differ from how a site would render it, because reports
 * are pasted into it: an indented line is a paragraph, never code, and a single ~ is a range (2018~2020),
 * never a deletion.
 */
import type { Link, List, ListItem, Nodes, PhrasingContent, RootContent, Table } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import type { Block, BlockKind } from '../document.ts';
import { decodeText } from './encoding.ts';
import { isFootnoteText, raise } from './footnote-marks.ts';
import { takeFrontMatter } from './front-matter.ts';
import { boldHeading } from './headings.ts';
import { hardBreak, isReadable, oneLine, paragraphsOf } from './one-line.ts';
import { type Reading, type Refusal, refuse } from './reader.ts';
import type { Cell } from './table-grid.ts';
import { tableBlocks } from './table-rows.ts';

/** Reads a `.md` file. */
export async function readMarkdown(bytes: Uint8Array): Promise<Reading> {
  const decoded = decodeText(bytes);
  if (!decoded.ok) return decoded;
  const front = takeFrontMatter(decoded.text);
  if (!front.ok) return front;
  const body = withoutPictures(front.body);
  const tooMuch = refusalOfShape(body);
  if (tooMuch) return tooMuch;
  const tree = fromMarkdown(body, {
    extensions: [gfm({ singleTilde: false }), { disable: { null: ['codeIndented'] } }],
    mdastExtensions: [gfmFromMarkdown()],
  });
  const blocks: Block[] = [];
  await addBlocks(tree.children, blocks, body);
  return { ok: true, metadata: front.metadata, content: { layout: 'blocks', blocks } };
}

const maxMarkdownChars = 2_000_000;
const maxParagraphChars = 100_000;

/** Pictures that converters put into the text itself, megabytes of base64. */
function withoutPictures(text: string): string {
  return text.replace(/\bdata:[\w/+.;=-]{1,100},[A-Za-z0-9+/=%_-]*/gu, 'data:,');
}

/**
 * The parser takes some 250,000 characters a second, and the square of the length of a paragraph or of the
 * depth of a list where markup in it never closes.
 */
function refusalOfShape(text: string): Refusal | undefined {
  if (text.length > maxMarkdownChars) return refuse('文字超过 200 万字，不像一份报告；请拆分后再放入');
  if (text.split(/\n[ \t]*\r?\n/u).some((paragraph) => paragraph.length > maxParagraphChars)) {
    return refuse('有一段或一个表格超过 10 万字；请用空行分开');
  }
  const isDeep = /^(?:[ \t>]{200,}\S|(?:(?:[-*+>]|\d{1,9}[.)])[ \t]{0,4}){30,}[^-*+>\s])/mu.test(text);
  return isDeep ? refuse('列表或引用嵌套过深；请简化排版') : undefined;
}

/** Adds the blocks of some nodes in order; neighbouring HTML is one piece, as a table may have blank lines in it. */
async function addBlocks(nodes: readonly RootContent[], blocks: Block[], source: string): Promise<void> {
  let html = '';
  for (const node of nodes) {
    if (node.type === 'html') {
      html += `${node.value}\n`;
      continue;
    }
    await addHtml(html, blocks);
    html = '';
    await addNode(node, blocks, source);
  }
  await addHtml(html, blocks);
}

async function addNode(node: RootContent, blocks: Block[], source: string): Promise<void> {
  switch (node.type) {
    case 'heading':
      push(blocks, 'heading', oneLine(textOf(node.children)), node.depth);
      break;
    case 'paragraph':
      addParagraph(node.children, blocks);
      break;
    case 'list':
      await addList(node, blocks, source);
      break;
    case 'table':
      blocks.push(...tableBlocks(cellsOf(node), 1, blocks));
      break;
    case 'code':
      for (const part of node.value.split(/\n[ \t]*\n/u)) push(blocks, 'paragraph', oneLine(part));
      break;
    case 'blockquote':
    case 'footnoteDefinition':
      await addBlocks(node.children, blocks, source);
      break;
    default: // rules and link definitions have no text
  }
}

function push(blocks: Block[], kind: BlockKind, text: string, level = 0): void {
  if (isReadable(text)) blocks.push({ kind, text, level });
}

/** A paragraph of nothing but pictures is their caption, as far as their descriptions are in Chinese. */
function addParagraph(children: readonly PhrasingContent[], blocks: Block[]): void {
  const isPicture = (node: PhrasingContent): boolean =>
    node.type === 'image' || (node.type === 'text' && node.value.trim() === '');
  if (!children.every(isPicture)) {
    const isBold = children.length === 1 && children[0]?.type === 'strong';
    for (const part of paragraphsOf(textOf(children))) {
      const heading = isBold ? boldHeading(part, blocks.length === 0) : undefined;
      if (heading) blocks.push(heading);
      else push(blocks, 'paragraph', part);
    }
    return;
  }
  for (const node of children) {
    if (node.type === 'image' && /\p{Script=Han}/u.test(node.alt ?? ''))
      push(blocks, 'caption', oneLine(node.alt ?? ''));
  }
}

async function addList(list: List, blocks: Block[], source: string): Promise<void> {
  let number = list.start ?? 1;
  for (const item of list.children) {
    const before = blocks.length;
    await addBlocks(item.children, blocks, source);
    const first = blocks[before];
    if (first?.kind === 'paragraph') {
      const text = list.ordered ? `${number}${delimiterOf(item, source)} ${first.text}` : first.text;
      blocks[before] = { kind: 'item', text, level: 0 };
    }
    number++;
  }
}

/** `.` or `)`: the tree does not say which. */
function delimiterOf(item: ListItem, source: string): string {
  const start = item.position?.start.offset ?? 0;
  return /^\d{1,9}([.)])/u.exec(source.slice(start, start + 10))?.[1] ?? '.';
}

function cellsOf(table: Table): Cell[][] {
  return table.children.map((row) =>
    row.children.map((cell) => ({
      text: oneLine(textOf(cell.children).replaceAll(hardBreak, ' ')),
      colspan: 1,
      rowspan: 1,
      isHeading: false,
    })),
  );
}

/** Phrasing content with hard breaks, without footnote marks, deleted text and the insides of `<script>`. */
function textOf(nodes: readonly PhrasingContent[]): string {
  let text = '';
  let hiddenIn: string | undefined;
  let raisedFrom: number | undefined;
  const visitHtml = (html: string): void => {
    const tag = /^<(\/?)([a-z]{1,10})/iu.exec(html);
    const name = tag?.[2]?.toLowerCase() ?? '';
    const isEnd = tag?.[1] === '/';
    if (isEnd && name === hiddenIn) hiddenIn = undefined;
    else if (!isEnd && hiddenTags.has(name)) hiddenIn ??= name;
    else if (name === 'br') text += hardBreak;
    else if (name === 'sup' && !isEnd) raisedFrom = text.length;
    else if (name === 'sup' && raisedFrom !== undefined) {
      const before = text.slice(0, raisedFrom);
      text = before + raise(text.slice(raisedFrom), before);
      raisedFrom = undefined;
    }
  };
  const visit = (node: Nodes): void => {
    if (node.type === 'html') visitHtml(node.value);
    else if (hiddenIn !== undefined || node.type === 'delete') return;
    // CommonMark leaves **一是加强领导。**全年 unmarked: its closing marks stand between 。 and a character.
    else if (node.type === 'text') text += node.value.replaceAll('**', '');
    else if (node.type === 'inlineCode') text += node.value;
    else if (node.type === 'break') text += hardBreak;
    else if (node.type === 'link' && isFootnoteLink(node)) return;
    else if ('children' in node) for (const child of node.children) visit(child);
  };
  for (const node of nodes) visit(node);
  return text;
}

const hiddenTags = new Set(['script', 'style', 'del', 's', 'strike']);

function isFootnoteLink(link: Link): boolean {
  const [child] = link.children;
  return link.url.startsWith('#') && child?.type === 'text' && isFootnoteText(child.value);
}

/** HTML in Markdown: tables of merged cells, mostly. The HTML reader's library is loaded only for it. */
async function addHtml(html: string, blocks: Block[]): Promise<void> {
  if (!/<[a-z]/iu.test(html)) return;
  const { load } = await import('cheerio');
  const { htmlBlocks } = await import('./html-blocks.ts');
  const $ = load(html, null, false);
  blocks.push(...htmlBlocks($.root().get(0)?.children ?? [], { showsNumbers: true }));
}
