/**
 * PDF files: the text layer with its positions, by pdfjs, which does not need a canvas for it. What the
 * positions mean is decided in `pdf-lines.ts`. The pages of a scan are recognised where that can be done.
 */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { PDFDocumentLoadingTask, PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { isReadable } from './one-line.ts';
import { linesOfPages } from './pdf-lines.ts';
import type { PageText, Run } from './pdf-runs.ts';
import {
  maxTextChars,
  type OnPage,
  properTitle,
  type Reading,
  type Refusal,
  refuse,
  refuseLength,
} from './reader.ts';
import { recognisePdf } from './recognise.ts';

type Pdfjs = typeof import('pdfjs-dist/legacy/build/pdf.mjs');

const maxPages = 2000;
/** Fewer characters a page than this may be a scan with a printed page number. */
const sparseChars = 20;
/** Numbers of damaged pages that are named. */
const shownPages = 10;
const scanned = '没有文字层（可能是扫描件）';
const unreadableFonts = '文字层无法识别（字体没有编码对照）';

/** Reads a `.pdf` file. */
export async function readPdf(bytes: Uint8Array, onPage?: OnPage): Promise<Reading> {
  if (!Buffer.from(bytes.subarray(0, 1024)).includes('%PDF-')) {
    return refuse('不是有效的 PDF 文件；请确认扩展名与文件格式一致');
  }
  const pdfjs = await loadPdfjs();
  const strict = open(pdfjs, bytes, true);
  let lenient: PDFDocumentLoadingTask | undefined;
  try {
    const pdf = await strict.promise;
    if (pdf.numPages > maxPages)
      return refuse(`有 ${pdf.numPages} 页，超过 ${maxPages} 页的上限；请拆分后再放入`);
    const read = await textOfPages(pdf, pdfjs, () => {
      lenient ??= open(pdfjs, bytes, false);
      return lenient.promise;
    });
    if (typeof read === 'string') return await recognisePdf(bytes, pdf.numPages, read, onPage);
    if ('message' in read) return read;
    return {
      ok: true,
      metadata: await properties(pdf),
      content: { layout: 'lines', lines: linesOfPages(read.pages) },
      ...(read.damaged.length > 0 && {
        unread: `第 ${read.damaged.slice(0, shownPages).join('、')} 页${read.damaged.length > shownPages ? '等' : ''}有损坏，可能没有读全：请重新导出，换掉这个文件`,
      }),
    };
  } catch (error) {
    return refuse(refusalOf(error));
  } finally {
    await strict.destroy();
    await lenient?.destroy();
  }
}

/**
 * Begins to load a file.
 *
 * @param isStrict whether a page that is damaged, or shows a picture, gives an error instead of what else is on it
 */
function open(pdfjs: Pdfjs, bytes: Uint8Array, isStrict: boolean): PDFDocumentLoadingTask {
  const packageFolder = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
  return pdfjs.getDocument({
    data: new Uint8Array(bytes), // pdfjs takes the memory over
    // Chinese PDFs without embedded fonts name their encoding; the tables for it are in the package.
    cMapUrl: `${join(packageFolder, 'cmaps')}/`,
    standardFontDataUrl: `${join(packageFolder, 'standard_fonts')}/`,
    isEvalSupported: false,
    disableFontFace: true,
    useSystemFonts: false,
    enableXfa: false,
    verbosity: pdfjs.VerbosityLevel.ERRORS,
    stopAtErrors: isStrict,
    // In pixels: no picture is decoded.
    maxImageSize: 0,
  });
}

/**
 * pdfjs 5.4 makes a DOMMatrix while it loads, for drawing. Where its optional canvas package is not installed
 * there is none, and text could not be read either; an empty class in its place is enough.
 */
async function loadPdfjs(): Promise<Pdfjs> {
  const globals = globalThis as { DOMMatrix?: unknown };
  globals.DOMMatrix ??= class DOMMatrix {};
  return await import('pdfjs-dist/legacy/build/pdf.mjs');
}

interface Pages {
  readonly pages: readonly PageText[];
  /** Numbers of pages whose text may not be whole. */
  readonly damaged: readonly number[];
}

/**
 * The pages; a text where they have to be recognised, which says why.
 *
 * @param lenient the same file, read as far as it goes
 */
async function textOfPages(
  pdf: PDFDocumentProxy,
  pdfjs: Pdfjs,
  lenient: () => Promise<PDFDocumentProxy>,
): Promise<Pages | Refusal | string> {
  const again = async (number: number) => (await lenient()).getPage(number);
  const pages: PageText[] = [];
  const damaged: number[] = [];
  let chars = 0;
  let unreadable = 0;
  let pictured = 0;
  for (let number = 1; number <= pdf.numPages; number++) {
    const page = await pdf.getPage(number);
    let text: PageText;
    try {
      text = await textOfPage(page, pdfjs);
    } catch {
      damaged.push(number);
      text = await textOfPage(await again(number), pdfjs);
    }
    let pageChars = 0;
    for (const run of text.runs) {
      pageChars += run.text.length;
      // Private-use, control and replacement characters: a font without a table back to text.
      unreadable += run.text.match(/[\p{Co}\p{Cc}\p{Cn}\ufffd]/gu)?.length ?? 0;
    }
    if (pageChars < sparseChars && (await showsPicture(page, await again(number)))) pictured++;
    chars += pageChars;
    if (chars > maxTextChars) return refuseLength();
    pages.push(text);
    page.cleanup();
  }
  const isEmpty = !pages.some((page) => page.runs.some((run) => isReadable(run.text)));
  if (isEmpty || pictured * 2 > pages.length) return scanned;
  if (unreadable * 3 > chars) return unreadableFonts;
  return { pages, damaged };
}

async function textOfPage(page: PDFPageProxy, pdfjs: Pdfjs): Promise<PageText> {
  const viewport = page.getViewport({ scale: 1 });
  const content = await page.getTextContent({ disableNormalization: true });
  const byTurn: Run[][] = [[], [], [], []];
  for (const item of content.items) {
    if (!('str' in item) || item.str.trim() === '') continue;
    const [a = 0, b = 0, c = 0, d = 0, x = 0, y = 0] = pdfjs.Util.transform(
      viewport.transform,
      item.transform,
    ) as number[];
    // The viewport's y grows downwards, so upright text has a negative angle of 0.
    const turns = Math.atan2(b, a) / (Math.PI / 2);
    const turn = ((Math.round(turns) % 4) + 4) % 4;
    const isVertical = content.styles[item.fontName]?.vertical === true;
    if (Math.abs(turns - Math.round(turns)) > 0.06) continue; // a watermark across the page
    const height = Math.hypot(c, d) || item.height;
    const [left, down] = turned(x, y, turn);
    byTurn[turn]?.push({
      text: item.str,
      x: left,
      y: isVertical ? down + height : down,
      width: isVertical ? height : item.width,
      height,
    });
  }
  // A page scanned sideways has all its text turned; a turned note beside upright text is not the report.
  const charsOf = (runs: readonly Run[]): number => runs.reduce((sum, run) => sum + run.text.length, 0);
  const turn = byTurn.reduce((best, runs, i) => (charsOf(runs) > charsOf(byTurn[best] ?? []) ? i : best), 0);
  const runs = byTurn[turn] ?? [];
  const { width, height } = viewport;
  if (turn === 0) return { width, height, runs };
  const shift = {
    x: turn === 1 ? 0 : turn === 2 ? width : height,
    y: turn === 3 ? 0 : turn === 1 ? width : height,
  };
  return {
    width: turn === 2 ? width : height,
    height: turn === 2 ? height : width,
    runs: runs.map((run) => ({ ...run, x: run.x + shift.x, y: run.y + shift.y })),
  };
}

/** A point as it lies after the page is turned back so that its text is upright; may be negative. */
function turned(x: number, y: number, turn: number): [number, number] {
  if (turn === 1) return [y, -x];
  if (turn === 2) return [-x, -y];
  return turn === 3 ? [-y, x] : [x, y];
}

/**
 * Whether a page shows a picture, from the same page read strictly and leniently. None may be larger than nothing, so
 * the strict list of what is drawn breaks off at the first and the lenient list leaves it out; none is decoded, which may
 * take minutes for one of a kilobyte. A page whose list breaks off for another reason has no text to be read either.
 */
async function showsPicture(strict: PDFPageProxy, lenient: PDFPageProxy): Promise<boolean> {
  const [broken, whole] = [await strict.getOperatorList(), await lenient.getOperatorList()];
  return broken.fnArray.length < whole.fnArray.length;
}

/** Title, author and date of creation from the file's properties. */
async function properties(pdf: PDFDocumentProxy): Promise<Record<string, string>> {
  const info = (await pdf.getMetadata()).info as Readonly<Record<string, unknown>>;
  const text = (key: string): string => (typeof info[key] === 'string' ? info[key].trim() : '');
  const metadata: Record<string, string> = {};
  const title = properTitle(text('Title'));
  if (title) metadata['title'] = title;
  if (text('Author') !== '') metadata['author'] = text('Author');
  const created = /^D:(\d{4})(\d{2})(\d{2})/u.exec(text('CreationDate'));
  if (created) metadata['created'] = created.slice(1).join('-');
  return metadata;
}

/** pdfjs tells its failures apart by name. */
function refusalOf(error: unknown): string {
  const name = error instanceof Error ? error.name : '';
  if (name === 'PasswordException') return 'PDF 有密码；请去掉密码后再放入';
  if (name === 'InvalidPDFException') return 'PDF 已损坏；请重新下载或重新导出';
  const reason = error instanceof Error ? (error.message.split('\n', 1)[0] ?? '') : String(error);
  return `PDF 无法读取（${reason}）；请重新导出后再放入`;
}
