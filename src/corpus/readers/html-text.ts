/**
 * What a node of an HTML tree says in running text: without what is hidden, struck out or a footnote mark.
 */
import type { CheerioAPI } from 'cheerio';
import { isFootnoteText, raise } from './footnote-marks.ts';
import { hardBreak, oneLine } from './one-line.ts';

type DomDocument = ReturnType<CheerioAPI['root']> extends Iterable<infer T> ? T : never;
/** A node of the tree that cheerio gives. */
export type DomNode = DomDocument['children'][number];
/** An element of that tree. */
export type DomElement = Extract<DomNode, { attribs: unknown }>;

/** Elements whose insides are no text of the page, or are struck out of it. */
export const skippedTags = new Set(
  'script style template noscript head title meta link svg math canvas iframe object embed audio video map select option button textarea input datalist dialog del s strike rp rt'.split(
    ' ',
  ),
);
/** Elements that stand within a line. */
export const inlineTags = new Set(
  'a abbr acronym b bdi bdo big cite code data dfn em font i img ins kbd label mark nobr o:p output q ruby samp small span strong sub sup time tt u var wbr'.split(
    ' ',
  ),
);

/** Whether a node is an element, as opposed to text or a comment. */
export function isElement(node: DomNode): node is DomElement {
  return 'attribs' in node;
}

/** All text below a node in one line, without footnote marks. */
export function lineOfNode(node: DomNode): string {
  return oneLine(inlineText(node));
}

/** Whether CSS or an attribute hides an element; style sheets are not read. */
export function isHidden(element: DomElement): boolean {
  const { hidden, style = '', 'aria-hidden': ariaHidden } = element.attribs;
  return (
    hidden !== undefined ||
    ariaHidden === 'true' ||
    /(?:display\s{0,5}:\s{0,5}none|visibility\s{0,5}:\s{0,5}hidden|mso-hide\s{0,5}:\s{0,5}all|font-size\s{0,5}:\s{0,5}0(?:px|pt)?\s{0,5}(?:;|$))/iu.test(
      style,
    )
  );
}

/** The text below a node with its soft and hard breaks; block elements inside are apart by a break. */
export function inlineText(node: DomNode): string {
  if (!isElement(node)) return ownText(node);
  if (skippedTags.has(node.name) || isHidden(node) || isFootnoteMark(node)) return '';
  if (node.name === 'br') return hardBreak;
  const pieces: string[] = [];
  for (const child of node.children) {
    const isRaised = isElement(child) && child.name === 'sup';
    pieces.push(isRaised ? raise(rawText(child), pieces.at(-1) ?? '') : inlineText(child));
  }
  const text = pieces.join('');
  return inlineTags.has(node.name) ? text : `${hardBreak}${text}${hardBreak}`;
}

/** The text of a text node; comments have none. */
export function ownText(node: DomNode): string {
  return 'data' in node && node.nodeType === 3 ? node.data.replaceAll(hardBreak, '\n') : '';
}

/** A mark that leads to a note or back from one. */
export function isFootnoteMark(node: DomElement): boolean {
  if (node.name === 'sup') return hasLocalLink(node);
  if (node.name !== 'a') return false;
  const text = rawText(node).trim();
  return /^[↑↩^]$/u.test(text) || (isFootnoteText(text) && hasLocalLink(node));
}

function hasLocalLink(node: DomElement): boolean {
  if (node.name === 'a') return /^#|#_?(?:ftn|edn|fn|foot|note|ref|cite)/iu.test(node.attribs['href'] ?? '');
  return node.children.some((child) => isElement(child) && hasLocalLink(child));
}

/** All text below a node, footnote marks and all. */
export function rawText(node: DomNode): string {
  return isElement(node) ? node.children.map(rawText).join('') : ownText(node);
}
