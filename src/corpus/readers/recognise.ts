/**
 * Text recognition of scans and pictures, by tesseract where it is installed with its Chinese data (chi_sim). Pages of a PDF
 * are drawn by poppler's pdftoppm: what a page looks like may be put together of many pictures, turned and cut, which no
 * single picture in the file shows.
 */
import { isReadable } from './one-line.ts';
import { type ProgramEnd, runProgram } from './outside-program.ts';
import { linesOfPages } from './pdf-lines.ts';
import { pageOfPicture } from './picture-page.ts';
import { type OnPage, type Reading, type Refusal, refuse } from './reader.ts';
import { type RecognisedPage, recognisedPages } from './recognised-words.ts';
import { withoutRuledLines } from './ruled-lines.ts';

const MAX_PAGES = 300;
/** The long side of a drawn page: 300 dots an inch on A4. */
const PAGE_PIXELS = 3508;
const DRAWN = { timeoutMs: 60_000, maxOutputBytes: 40_000_000 };
const RECOGNISED = { timeoutMs: 120_000, maxOutputBytes: 20_000_000 };
const ASKED = { timeoutMs: 10_000, maxOutputBytes: 1_000_000 };
/** Below this tesseract guesses more than it reads. */
const LEAST_CONFIDENCE = 50;
const LANGUAGE = 'chi_sim';

const INSTALL =
  '请安装 tesseract、它的简体中文数据 chi_sim 和 poppler（Debian、Ubuntu：apt install tesseract-ocr tesseract-ocr-chi-sim poppler-utils；macOS：brew install tesseract tesseract-lang poppler），再运行一次';

/**
 * The text of a PDF without any.
 *
 * @param what why it has to be recognised: 没有文字层（可能是扫描件）
 */
export async function recognisePdf(
  bytes: Uint8Array,
  pageCount: number,
  what: string,
  onPage: OnPage = () => {},
): Promise<Reading> {
  const lack = await lackingProgram();
  if (lack !== undefined)
    return refuseForNow(`${what}；要认出里面的文字（OCR），${lack}；或放入识别后的文件`);
  if (pageCount > MAX_PAGES) {
    return refuse(`${what}，有 ${pageCount} 页，超过文字识别 ${MAX_PAGES} 页的上限；请拆分后再放入`);
  }
  const pages: RecognisedPage[] = [];
  for (let number = 1; number <= pageCount; number++) {
    onPage(number, pageCount);
    const read = await readPage(bytes, number);
    if (!Array.isArray(read)) return read;
    for (const page of read) pages.push(page);
  }
  return readingOf(pages, `${what}，也没有认出文字；请换成更清楚的扫描件或原文件`);
}

/**
 * The text of a picture, or of several in one TIFF file.
 *
 * @param pixels its long side; drawn larger than it is, it is read worse
 */
export async function recogniseImage(bytes: Uint8Array, pixels: number): Promise<Reading> {
  const lack = await lackingProgram();
  if (lack !== undefined) {
    return refuseForNow(
      `是图片；要认出里面的文字（OCR），${lack}；不是报告的图片，请放到名为“图片”的文件夹里`,
    );
  }
  const page = pageOfPicture(bytes);
  const read = page ? await readPage(page, 1, Math.min(pixels, PAGE_PIXELS)) : await readImage(bytes);
  return Array.isArray(read) ? readingOf(read, NO_TEXT) : read;
}

/** Draws a page and reads it. */
async function readPage(
  pdf: Uint8Array,
  number: number,
  pixels = PAGE_PIXELS,
): Promise<RecognisedPage[] | Refusal> {
  const which = ['-f', String(number), '-l', String(number), '-singlefile'];
  const how = ['-gray', '-scale-to', String(pixels)];
  const drawn = await runProgram('pdftoppm', [...which, ...how, '-'], pdf, DRAWN);
  return drawn.kind === 'done'
    ? await readImage(withoutRuledLines(drawn.output))
    : refuse(whyNot(drawn, number));
}

async function readImage(image: Uint8Array): Promise<RecognisedPage[] | Refusal> {
  const end = await runProgram('tesseract', ['stdin', 'stdout', '-l', LANGUAGE, 'tsv'], image, RECOGNISED);
  return end.kind === 'done' ? recognisedPages(end.output.toString()) : refuse(whyNot(end));
}

const NO_TEXT = '没有认出文字；不是报告的图片，请移出报告文件夹，或放到名为“图片”的文件夹里';

/** @param ifEmpty what to say where nothing was recognised */
function readingOf(pages: readonly RecognisedPage[], ifEmpty: string): Reading {
  const runs = pages.flatMap((page) => page.runs);
  if (!runs.some(({ text }) => isReadable(text))) {
    return refuse(ifEmpty);
  }
  const sure = pages.reduce((sum, page) => sum + page.confidence * page.runs.length, 0) / runs.length;
  if (sure < LEAST_CONFIDENCE) {
    return refuse(
      `认出的文字不可靠（平均把握 ${Math.round(sure)}%）；请用更清楚的扫描件（300 dpi 以上），或换成原文件`,
    );
  }
  return {
    ok: true,
    metadata: {},
    content: { layout: 'lines', lines: linesOfPages(pages) },
    isRecognised: true,
  };
}

/** What has to be installed; undefined where nothing has. */
async function lackingProgram(): Promise<string | undefined> {
  const nothing = new Uint8Array();
  const [languages, drawing] = await Promise.all([
    runProgram('tesseract', ['--list-langs'], nothing, ASKED),
    runProgram('pdftoppm', ['-v'], nothing, ASKED),
  ]);
  const hasLanguage =
    languages.kind === 'done' && languages.output.toString().split(/\s+/u).includes(LANGUAGE);
  return hasLanguage && drawing.kind !== 'missing' ? undefined : INSTALL;
}

/** A refusal that another day may not see: it is not remembered with the file. */
function refuseForNow(message: string): Refusal {
  return { ...refuse(message), isForNow: true };
}

function whyNot({ kind }: ProgramEnd, page?: number): string {
  const where = page === undefined ? '图片' : `第 ${page} 页`;
  return kind === 'too-long'
    ? `${where}的文字识别用时或用内存太多，停下了；请缩小图片后再放入`
    : `${where}无法识别，可能已损坏；请重新扫描或导出`;
}
