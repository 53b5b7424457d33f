/**
 * Presentations (`.pptx`): each slide with its title as a heading, its text, tables, charts and diagrams. Hidden slides, the
 * speaker's notes and comments are not read: nobody was shown them.
 *
 * @see ECMA-376 part 1, sections 19.3 (slides), 21.1 (text and tables), 21.2 (charts)
 */
import type { Cheerio, CheerioAPI } from 'cheerio';
import { documentBlocks, escaped, paragraphHtml } from './document-html.ts';
import type { DomElement } from './html-text.ts';
import { coreProperties, openPackedXml, type PackedXml, partNamed } from './packed-xml.ts';
import { chartHtml } from './pptx-chart.ts';
import { stretchesOf } from './pptx-text.ts';
import { maxTextChars, type Reading, refuse, refuseLength } from './reader.ts';

const notOne = '不是有效的 .pptx 文件；请用 PowerPoint 或 WPS 另存为 .pptx';
const MAX_SLIDES = 1000;

/** Reads a `.pptx` file. */
export async function readPptx(bytes: Uint8Array): Promise<Reading> {
  const packed = openPackedXml(bytes, notOne);
  if ('ok' in packed) return packed;
  const presentation = packed.parse('ppt/presentation.xml');
  if (!presentation) return refuse(notOne);
  const targets = relations(packed, 'ppt/presentation.xml');
  const listed = presentation('p\\:sldIdLst > p\\:sldId').toArray();
  const slides = listed
    .slice(0, MAX_SLIDES)
    .flatMap(({ attribs }) => targets.get(attribs['r:id'] ?? '') ?? []);
  const html: string[] = [];
  let title = '';
  for (const name of slides) {
    const slide = slideOf(packed, name);
    // A title that goes on over several slides is one section.
    const isNew = slide.title !== '' && slide.title !== title;
    const heading = html.length === 0 ? '<h1 class="title">' : '<h1>';
    html.push(isNew ? `${heading}${escaped(slide.title)}</h1>` : '', slide.html);
    if (isNew) title = slide.title;
  }
  const whole = html.join('');
  if (whole.length > maxTextChars) return refuseLength();
  return {
    ok: true,
    metadata: coreProperties(packed),
    content: { layout: 'blocks', blocks: documentBlocks(whole) },
    ...(listed.length > MAX_SLIDES && {
      unread: `有 ${listed.length} 张幻灯片，只读了前 ${MAX_SLIDES} 张：请拆分后再放入`,
    }),
  };
}

/** What the parts beside a part are called by, as names in the archive. */
function relations({ parse }: PackedXml, name: string): ReadonlyMap<string, string> {
  const [, folder = '', file = ''] = /^(.*\/)?([^/]*)$/u.exec(name) ?? [];
  const targets = new Map<string, string>();
  parse(`${folder}_rels/${file}.rels`)?.('Relationship').each((_, { attribs }) => {
    if (attribs['TargetMode'] === 'External') return;
    const target = partNamed(attribs['Target'] ?? '', name);
    if (target !== undefined) targets.set(attribs['Id'] ?? '', target);
  });
  return targets;
}

/** A shape of a slide with its place. */
interface Shape {
  readonly element: DomElement;
  readonly top: number;
  readonly left: number;
}

/** Half an inch: shapes whose tops differ by less stand in one row. */
const ROW_EMU = 457_200;
/** Date, foot and number are those of the page. */
const FURNITURE = new Set(['dt', 'ftr', 'sldNum', 'hdr']);

function slideOf(packed: PackedXml, name: string): { title: string; html: string } {
  const $ = packed.parse(name);
  if (!$ || $('p\\:sld').attr('show') === '0') return { title: '', html: '' };
  const targets = relations(packed, name);
  const shapes = $('p\\:spTree p\\:sp, p\\:spTree p\\:graphicFrame')
    .toArray()
    .map((element) => ({ element, ...placeOf($(element)) }));
  const html: string[] = [];
  const ordered = inReadingOrder(shapes).map(({ element }) => $(element));
  const titled =
    ordered.find((shape) => /^(?:title|ctrTitle)$/u.test(placeholderOf(shape) ?? '')) ?? topTitle($, ordered);
  for (const shape of ordered) {
    const type = placeholderOf(shape);
    if (shape === titled || FURNITURE.has(type ?? '')) continue;
    if (shape.is('p\\:graphicFrame')) html.push(frameHtml(packed, $, shape, targets));
    else html.push(textHtml($, shape, type === ''));
  }
  return { title: titled ? textOf($, titled).trim() : '', html: html.join('') };
}

/** What a shape stands for on the slide's layout: empty for a list, undefined where it is one of its own. */
function placeholderOf(shape: Cheerio<DomElement>): string | undefined {
  const holder = shape.find('p\\:nvPr > p\\:ph');
  return holder.length === 0 ? undefined : (holder.attr('type') ?? '');
}

const MAX_TITLE_CHARS = 40;

/** The topmost shape, where it is one line as a title is and others stand below. */
function topTitle($: CheerioAPI, shapes: readonly Cheerio<DomElement>[]): Cheerio<DomElement> | undefined {
  const [top] = shapes;
  if (!top || shapes.length < 2 || top.is('p\\:graphicFrame') || placeholderOf(top) !== undefined)
    return undefined;
  const isLine = top.find('a\\:p').length === 1;
  const text = textOf($, top).trim();
  return isLine && text.length <= MAX_TITLE_CHARS && !/[。；，：！？]$/u.test(text) ? top : undefined;
}

function textOf($: CheerioAPI, shape: Cheerio<DomElement>): string {
  const stretches = shape
    .find('a\\:p')
    .toArray()
    .flatMap((paragraph) => stretchesOf($, paragraph));
  return stretches.map(({ text }) => text).join('');
}

function placeOf(shape: Cheerio<DomElement>): { top: number; left: number } {
  const offset = shape.find('a\\:off').first();
  const number = (name: string) => Number(offset.attr(name) ?? Number.NaN);
  return { top: number('y'), left: number('x') };
}

/** From top to bottom and left to right where all have their places; as they were made where some inherit theirs. */
function inReadingOrder(shapes: readonly Shape[]): readonly Shape[] {
  if (shapes.some(({ top, left }) => Number.isNaN(top) || Number.isNaN(left))) return shapes;
  const rows: Shape[][] = [];
  for (const shape of [...shapes].sort((a, b) => a.top - b.top)) {
    const row = rows.at(-1);
    if (row?.[0] && shape.top - row[0].top < ROW_EMU) row.push(shape);
    else rows.push([shape]);
  }
  return rows.flatMap((row) => row.sort((a, b) => a.left - b.left));
}

/** The paragraphs of a shape; those of a list have a mark, or none where the slide's layout gives it. */
function textHtml($: CheerioAPI, shape: Cheerio<DomElement>, isList: boolean): string {
  return shape
    .find('a\\:p')
    .toArray()
    .map((paragraph) => {
      const look = $(paragraph).children('a\\:pPr');
      const isMarked = look.children('a\\:buChar, a\\:buAutoNum, a\\:buBlip').length > 0;
      const isItem = isMarked || (isList && look.children('a\\:buNone').length === 0);
      return paragraphHtml(stretchesOf($, paragraph), { kind: isItem ? 'item' : 'plain', level: 0 });
    })
    .join('');
}

/** A table, a chart or a diagram. */
function frameHtml(
  packed: PackedXml,
  $: CheerioAPI,
  frame: Cheerio<DomElement>,
  targets: ReadonlyMap<string, string>,
): string {
  const table = frame.find('a\\:tbl').first();
  if (table.length > 0) return tableHtml($, table);
  const part = (name: string | undefined) => packed.parse(targets.get(name ?? '') ?? '');
  const chart = part(frame.find('c\\:chart').attr('r:id'));
  if (chart) return chartHtml(chart);
  const diagram = part(frame.find('dgm\\:relIds').attr('r:dm'));
  return diagram ? textHtml(diagram, diagram('dgm\\:ptLst'), true) : '';
}

function tableHtml($: CheerioAPI, table: Cheerio<DomElement>): string {
  const rows = table
    .children('a\\:tr')
    .toArray()
    .map((row) => {
      const cells = $(row)
        .children('a\\:tc')
        .toArray()
        .filter(({ attribs }) => attribs['hMerge'] !== '1' && attribs['vMerge'] !== '1')
        .map((cell) => {
          const { gridSpan = '1', rowSpan = '1' } = cell.attribs;
          return `<td colspan="${Number(gridSpan) || 1}" rowspan="${Number(rowSpan) || 1}">${textHtml($, $(cell), false)}</td>`;
        });
      return `<tr>${cells.join('')}</tr>`;
    });
  return `<table>${rows.join('')}</table>`;
}
