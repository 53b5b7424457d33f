/**
 * OFD, the national format of official documents (GB/T 33190—2016): an archive of XML in which text stands in places, as it
 * does in a PDF, and is put into lines, columns and tables by the same code.
 */
import { numbersIn, runsOfPage } from './ofd-runs.ts';
import { isReadable } from './one-line.ts';
import { openPackedXml, type PackedXml, partNamed, propertiesFrom } from './packed-xml.ts';
import { linesOfPages } from './pdf-lines.ts';
import type { PageText, Run } from './pdf-runs.ts';
import { maxTextChars, type Reading, type Refusal, refuse, refuseLength } from './reader.ts';

const notOne = '不是有效的 .ofd 文件；请重新下载，或用 OFD 阅读器另存为 .pdf';
const MAX_PAGES = 2000;
/** Points in a millimetre, in which pages are measured. */
const POINTS = 72 / 25.4;

/** Reads an `.ofd` file. */
export async function readOfd(bytes: Uint8Array): Promise<Reading> {
  const packed = openPackedXml(bytes, notOne);
  if ('ok' in packed) return packed;
  const $ = packed.parse('OFD.xml');
  const roots =
    $?.('ofd\\:DocBody > ofd\\:DocRoot')
      .toArray()
      .map((root) => $(root).text().trim()) ?? [];
  if (!$ || roots.length === 0) return refuse(notOne);
  const pages: Page[] = [];
  for (const root of roots) {
    const read = pagesOf(packed, partNamed(root, '') ?? '', MAX_PAGES - pages.length);
    if (!Array.isArray(read)) return read;
    for (const page of read) pages.push(page);
  }
  const refusal = refusalOf(pages);
  if (refusal) return refusal;
  return {
    ok: true,
    metadata: propertiesFrom(
      $,
      'ofd\\:DocInfo > ofd\\:Title',
      'ofd\\:DocInfo > ofd\\:Author',
      'ofd\\:DocInfo > ofd\\:CreationDate',
    ),
    content: { layout: 'lines', lines: linesOfPages(pages) },
  };
}

interface Page extends PageText {
  /** Whether a picture stands on it. */
  readonly isPictured: boolean;
}

/** The pages of one document with what their templates print on them. */
function pagesOf(packed: PackedXml, root: string, most: number): Page[] | Refusal {
  const $ = packed.parse(root);
  if (!$) return refuse(notOne);
  const listed = $('ofd\\:Pages > ofd\\:Page').toArray();
  if (listed.length > most)
    return refuse(`有 ${listed.length} 页，超过 ${MAX_PAGES} 页的上限；请拆分后再放入`);
  const whole = $('ofd\\:CommonData > ofd\\:PageArea > ofd\\:PhysicalBox').text();
  const templates = new Map<string, readonly Run[]>();
  for (const { attribs } of $('ofd\\:CommonData > ofd\\:TemplatePage').toArray()) {
    const template = packed.parse(partNamed(attribs['BaseLoc'] ?? '', root) ?? '');
    if (template) templates.set(attribs['ID'] ?? '', runsOfPage(template, POINTS));
  }
  const pages: Page[] = [];
  let chars = 0;
  for (const { attribs } of listed) {
    const page = packed.parse(partNamed(attribs['BaseLoc'] ?? '', root) ?? '');
    if (!page) return refuse('有一页已损坏；请重新下载，或用 OFD 阅读器另存为 .pdf');
    const [, , width = 210, height = 297] = numbersIn(page('ofd\\:Area > ofd\\:PhysicalBox').text() || whole);
    const printed = page('ofd\\:Page > ofd\\:Template')
      .toArray()
      .flatMap(({ attribs: of }) => templates.get(of['TemplateID'] ?? '') ?? []);
    const runs = [...printed, ...runsOfPage(page, POINTS)];
    chars += runs.reduce((sum, { text }) => sum + text.length, 0);
    if (chars > maxTextChars) return refuseLength();
    pages.push({
      width: width * POINTS,
      height: height * POINTS,
      runs,
      isPictured: page('ofd\\:ImageObject').length > 0,
    });
  }
  return pages;
}

/** Fewer characters a page than this may be a scan with a printed page number. */
const SPARSE_CHARS = 20;

/** Why pages have no text that can be read. */
function refusalOf(pages: readonly Page[]): Refusal | undefined {
  const charsOf = ({ runs }: Page) => runs.reduce((sum, { text }) => sum + text.length, 0);
  const scanned = pages.filter((page) => page.isPictured && charsOf(page) < SPARSE_CHARS).length;
  const text = pages.flatMap(({ runs }) => runs.map((run) => run.text)).join('');
  if (scanned * 2 > pages.length || !isReadable(text)) {
    return refuse(
      '里面只有图片，没有文字（可能是扫描件）；请用 OFD 阅读器另存为 .pdf，做文字识别（OCR）后再放入',
    );
  }
  const unreadable = text.match(/[\p{Co}\p{Cc}\p{Cn}\ufffd]/gu)?.length ?? 0;
  if (unreadable * 3 <= text.length) return undefined;
  return refuse('文字无法识别（字体没有编码对照）；请换成 Word 原文件，或做文字识别（OCR）后再放入');
}
