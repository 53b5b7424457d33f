/**
 * Which formats there are: the readable ones with their readers, and documents that are not read with what to do about
 * them. The one list of extensions; in lower case with the dot.
 */
import type { Reader } from './reader.ts';
import { isOffice, signedFormat } from './signatures.ts';

const word = async (): Promise<Reader> => (await import('./doc.ts')).readDoc;
const spreadsheet = async (): Promise<Reader> => (await import('./spreadsheet.ts')).readSpreadsheet;
const picture = async (): Promise<Reader> => (await import('./picture.ts')).readPicture;
const separated = async (): Promise<Reader> => (await import('./separated.ts')).readSeparated;

/** Readers by extension, each with its library loaded when the first file of its format is read. */
const readers = new Map<string, () => Promise<Reader>>([
  ['.md', async () => (await import('./markdown.ts')).readMarkdown],
  ['.markdown', async () => (await import('./markdown.ts')).readMarkdown],
  ['.txt', async () => (await import('./text.ts')).readText],
  ['.html', async () => (await import('./html.ts')).readHtml],
  ['.htm', async () => (await import('./html.ts')).readHtml],
  ['.mht', async () => (await import('./mht.ts')).readMht],
  ['.mhtml', async () => (await import('./mht.ts')).readMht],
  ['.docx', async () => (await import('./docx.ts')).readDocx],
  ['.doc', word],
  ['.wps', word],
  ['.rtf', async () => (await import('./rtf.ts')).readRtf],
  ['.odt', async () => (await import('./odt.ts')).readOdt],
  ['.pptx', async () => (await import('./pptx.ts')).readPptx],
  ['.pdf', async () => (await import('./pdf.ts')).readPdf],
  ['.ofd', async () => (await import('./ofd.ts')).readOfd],
  ['.xlsx', spreadsheet],
  ['.xlsm', spreadsheet],
  ['.xls', spreadsheet],
  ['.et', spreadsheet],
  ['.ods', spreadsheet],
  ['.png', picture],
  ['.jpg', picture],
  ['.jpeg', picture],
  ['.tif', picture],
  ['.tiff', picture],
  ['.csv', separated],
  ['.tsv', separated],
]);

const UNPACK = '请解压后把里面的报告放入文件夹，或改用 .zip 压缩';

/** Formats of documents that are not read: a file in one of them is reported, not passed over. */
const advice = new Map([
  ['.ppt', '请用 PowerPoint 或 WPS 另存为 .pptx'],
  ['.dps', '请用 WPS 另存为 .pptx'],
  ['.rar', UNPACK],
  ['.7z', UNPACK],
  ['.tar', UNPACK],
  ['.gz', UNPACK],
  ['.ceb', '请用方正阅读器打印或导出为 .pdf'],
  ['.caj', '请用 CAJViewer 另存为 .pdf'],
]);

/** What can be put into the folder, as a person is told. */
export const FORMATS_TOLD =
  '.docx、.doc、.wps、.rtf、.odt、.pptx、.pdf、.ofd、.xlsx、.xls、.csv、.html、.mht、.md、.txt 或 .zip';

/** Extensions of the files that can be read. */
export const readableExtensions: readonly string[] = [...readers.keys()];

/**
 * Loads the reader of an extension; undefined where there is none. Office files are often saved or renamed under another
 * of their extensions (a web page as .xls, a .doc as .docx): those are read as what they are.
 */
export function readerOf(extension: string): (() => Promise<Reader>) | undefined {
  const own = readers.get(extension);
  if (!own || !isOffice(extension)) return own;
  return async () => async (bytes, onPage) => {
    const load = readers.get(signedFormat(bytes, extension)) ?? own;
    return await (await load())(bytes, onPage);
  };
}

/** Whether files with this extension are pictures, which may be pages or belong to one. */
export function isPicture(extension: string): boolean {
  return readers.get(extension) === picture;
}

/** Whether files with this extension are documents, readable or not. */
export function isDocumentFormat(extension: string): boolean {
  return readers.has(extension) || advice.has(extension);
}

/** Why a file with this extension is not read, and what to do. */
export function whyNotRead(extension: string): string {
  const known = advice.get(extension);
  if (known !== undefined) return `不能读取 ${extension} 文件；${known}`;
  return `不能读取 ${extension || '没有扩展名的'} 文件；请另存为 ${FORMATS_TOLD} 之一，或移出报告文件夹`;
}
