/**
 * Text documents of OpenDocument (`.odt`), as LibreOffice and newer WPS save them.
 *
 * @see OpenDocument 1.3, part 3, sections 5 (paragraphs and lists), 9 (tables)
 */
import type { CheerioAPI } from 'cheerio';
import {
  documentBlocks,
  LINE_BREAK,
  type ParagraphStyle,
  PLAIN,
  paragraphHtml,
  type Stretch,
  styleNamed,
} from './document-html.ts';
import { type DomElement, type DomNode, isElement, ownText } from './html-text.ts';
import { openPackedXml, propertiesFrom } from './packed-xml.ts';
import { maxTextChars, type Reading, refuse, refuseLength } from './reader.ts';

const notOne = '不是有效的 .odt 文件；请用原来的软件另存为 .docx';

/** Reads an `.odt` file. */
export async function readOdt(bytes: Uint8Array): Promise<Reading> {
  const packed = openPackedXml(bytes, notOne);
  if ('ok' in packed) return packed;
  if (packed.parse('META-INF/manifest.xml')?.('manifest\\:encryption-data').length) {
    return refuse('文件有密码；请去掉密码后再放入');
  }
  const content = packed.parse('content.xml');
  const body = content?.('office\\:body > office\\:text').get(0);
  if (!content || !body) return refuse(notOne);
  const styles = new Map<string, Style>();
  for (const $ of [packed.parse('styles.xml'), content]) if ($) addStyles($, styles);
  const html = new OdtWriter(styles).html(body);
  if (html.length > maxTextChars) return refuseLength();
  const meta = packed.parse('meta.xml');
  return {
    ok: true,
    metadata: meta ? propertiesFrom(meta, 'dc\\:title', 'dc\\:creator', 'meta\\:creation-date') : {},
    content: { layout: 'blocks', blocks: documentBlocks(html) },
  };
}

interface Style {
  readonly name: string;
  readonly parent: string;
  readonly isBold: boolean | undefined;
  readonly isRaised: boolean | undefined;
  readonly isHidden: boolean | undefined;
}

function addStyles($: CheerioAPI, styles: Map<string, Style>): void {
  $('style\\:style').each((_, element) => {
    const text = $(element).children('style\\:text-properties').first();
    const weight = text.attr('style:font-weight-asian') ?? text.attr('fo:font-weight');
    const position = text.attr('style:text-position');
    const display = text.attr('text:display');
    const name = element.attribs['style:name'] ?? '';
    styles.set(name, {
      name: element.attribs['style:display-name'] ?? name.replaceAll('_20_', ' '),
      parent: element.attribs['style:parent-style-name'] ?? '',
      isBold: weight === undefined ? undefined : weight === 'bold' || Number(weight) >= 600,
      isRaised: position === undefined ? undefined : /^(?:super|[1-9])/u.test(position),
      isHidden: display === undefined ? undefined : display === 'none',
    });
  });
}

/** What is no text of the document. */
const LEFT_OUT = new Set([
  'text:tracked-changes',
  'text:table-of-content',
  'text:alphabetical-index',
  'text:illustration-index',
  'text:table-index',
  'office:annotation',
  'office:forms',
  'text:list-header',
  'text:hidden-text',
  'text:ruby-text',
  'text:sequence-decls',
  'svg:title',
  'svg:desc',
]);

type Looks = Omit<Stretch, 'text'> & { readonly isHidden: boolean };
const PLAINLY: Looks = { isBold: false, isRaised: false, isHidden: false };
/** A repeated empty cell fills a sheet; a table of text has few. */
const MAX_REPEATED = 100;

class OdtWriter {
  readonly #styles: ReadonlyMap<string, Style>;
  readonly #notes: string[] = [];
  /** Text boxes of a paragraph, which stand after it. */
  #boxes: string[] = [];

  constructor(styles: ReadonlyMap<string, Style>) {
    this.#styles = styles;
  }

  html(body: DomElement): string {
    return [this.#blocks(body, PLAIN), ...this.#notes].join('');
  }

  #blocks(parent: DomElement, inside: ParagraphStyle): string {
    return parent.children
      .filter(isElement)
      .map((child) => this.#block(child, inside))
      .join('');
  }

  #block(element: DomElement, inside: ParagraphStyle): string {
    const { name, attribs } = element;
    if (LEFT_OUT.has(name)) return '';
    if (name === 'text:h') {
      const level = Number.parseInt(attribs['text:outline-level'] ?? '1', 10) || 1;
      return this.#paragraph(element, { kind: 'heading', level });
    }
    if (name === 'text:p') {
      const style = this.#styleOf(attribs['text:style-name'] ?? '');
      return style ? this.#paragraph(element, inside.kind === 'plain' ? style : inside) : '';
    }
    if (name === 'text:list') return this.#blocks(element, { kind: 'item', level: 0 });
    if (name === 'table:table') return `<table>${this.#rows(element)}</table>`;
    return this.#blocks(element, inside);
  }

  #paragraph(element: DomElement, style: ParagraphStyle): string {
    const outer = this.#boxes;
    this.#boxes = [];
    const stretches: Stretch[] = [];
    this.#inline(element, this.#looks(element, PLAINLY), stretches);
    const html = [paragraphHtml(stretches, style), ...this.#boxes].join('');
    this.#boxes = outer;
    return html;
  }

  #inline(parent: DomElement, looks: Looks, stretches: Stretch[]): void {
    for (const child of parent.children as readonly DomNode[]) {
      if (!isElement(child)) {
        if (!looks.isHidden) stretches.push({ ...looks, text: ownText(child).replace(/\s+/gu, ' ') });
        continue;
      }
      const { name, attribs } = child;
      if (LEFT_OUT.has(name)) continue;
      if (name === 'text:line-break') stretches.push({ ...looks, text: LINE_BREAK });
      else if (name === 'text:tab') stretches.push({ ...looks, text: '\t' });
      else if (name === 'text:s') {
        const count = Math.min(Number.parseInt(attribs['text:c'] ?? '1', 10) || 1, MAX_REPEATED);
        stretches.push({ ...looks, text: ' '.repeat(count) });
      } else if (name === 'text:note') this.#note(child);
      else if (name === 'draw:text-box') this.#boxes.push(this.#blocks(child, PLAIN));
      else this.#inline(child, this.#looks(child, looks), stretches);
    }
  }

  #note(note: DomElement): void {
    const body = note.children.filter(isElement).find(({ name }) => name === 'text:note-body');
    if (body) this.#notes.push(this.#blocks(body, { kind: 'item', level: 0 }));
  }

  #rows(parent: DomElement): string {
    return parent.children
      .filter(isElement)
      .map((child) => {
        if (child.name !== 'table:table-row') return /rows?|group/u.test(child.name) ? this.#rows(child) : '';
        const cells = child.children
          .filter(isElement)
          .filter(({ name }) => name === 'table:table-cell')
          .map((cell) => this.#cell(cell));
        return `<tr>${cells.join('')}</tr>`;
      })
      .join('');
  }

  #cell(cell: DomElement): string {
    const span = (name: string) => Number.parseInt(cell.attribs[`table:number-${name}`] ?? '1', 10) || 1;
    const html = `<td colspan="${span('columns-spanned')}" rowspan="${span('rows-spanned')}">${this.#blocks(cell, PLAIN)}</td>`;
    return html.repeat(Math.min(span('columns-repeated'), MAX_REPEATED));
  }

  #looks(element: DomElement, outer: Looks): Looks {
    const chain = this.#chain(element.attribs['text:style-name'] ?? '');
    const first = (of: 'isBold' | 'isRaised' | 'isHidden') =>
      chain.find((style) => style[of] !== undefined)?.[of] ?? outer[of];
    return { isBold: first('isBold'), isRaised: first('isRaised'), isHidden: first('isHidden') };
  }

  #styleOf(name: string): ParagraphStyle | null {
    for (const style of this.#chain(name)) {
      const named = styleNamed(style.name) ?? (style.name.startsWith('Contents') ? null : undefined);
      if (named !== undefined) return named;
    }
    return PLAIN;
  }

  /** A style and those that it is based on. */
  #chain(name: string): Style[] {
    const chain: Style[] = [];
    for (
      let style = this.#styles.get(name);
      style && chain.length < 10;
      style = this.#styles.get(style.parent)
    ) {
      chain.push(style);
    }
    return chain;
  }
}
