/**
 * Word files. mammoth turns the document into HTML by its styles, and the HTML reader's block builder does
 * the rest. The archive is checked first: mammoth unpacks whatever it is given.
 */
import { type CheerioAPI, load } from 'cheerio';
import mammoth from 'mammoth';
import { htmlBlocks } from './html-blocks.ts';
import { maxTextChars, properTitle, type Reading, refuse, refuseLength } from './reader.ts';
import { checkedEntries, isZip, opensMoreTags, unpack, type ZipEntry } from './zip.ts';

/** Chinese names of the built-in styles, for files that Word or WPS saved under them. */
const styleMap = [
  "p[style-name='Title'] => h1.title:fresh",
  "p[style-name='标题'] => h1.title:fresh",
  ...[1, 2, 3, 4, 5, 6].map((level) => `p[style-name='标题 ${level}'] => h${level}:fresh`),
  ...[1, 2, 3, 4, 5, 6, 7, 8, 9].map((level) => `p[style-name='toc ${level}'] => !`),
  "p[style-name='TOC Heading'] => !",
  "p[style-name='caption'] => div.caption:fresh",
  "p[style-name='题注'] => div.caption:fresh",
];

/**
 * Most elements of a file, about a kilobyte of memory each while it is read. A page of Word has some 500, so this
 * is a thousand pages; 30 kilobytes of empty paragraphs are three million.
 */
const maxElements = 500_000;

/** Reads a `.docx` file. */
export async function readDocx(bytes: Uint8Array): Promise<Reading> {
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) {
    return refuse('是有密码的 Word 文件或旧版 .doc；请去掉密码并另存为 .docx');
  }
  if (!isZip(bytes)) return refuse('不是有效的 .docx 文件；请用 Word 或 WPS 重新另存为 .docx');
  const checked = checkedEntries(bytes);
  if (!checked.ok) return checked;
  if (!checked.entries.some((entry) => /^\/?word\//iu.test(entry.name))) {
    return refuse('压缩包里没有 Word 文档；请用 Word 或 WPS 另存为 .docx');
  }
  if (opensMoreTags(bytes, checked.entries, maxElements)) {
    return refuse(`排版标记超过 ${maxElements / 10_000} 万个，不像一份报告；请拆分，或另存为文本后再放入`);
  }
  let html: string;
  try {
    const result = await mammoth.convertToHtml(
      { buffer: Buffer.from(bytes) },
      { styleMap, convertImage: mammoth.images.imgElement(async () => ({ src: '' })) },
    );
    html = result.value;
  } catch (error) {
    if (error instanceof RangeError) throw error;
    return refuse('Word 文档的内容已损坏；请用 Word 或 WPS 打开后重新另存为 .docx');
  }
  if (html.length > maxTextChars) return refuseLength();
  // As a page: the time that a fragment of many paragraphs takes grows with their square.
  const $ = load(html);
  lowerHeadingsBelowTitle($);
  const blocks = htmlBlocks($('body').get(0)?.children ?? [], { showsNumbers: false });
  return { ok: true, metadata: properties(bytes, checked.entries), content: { layout: 'blocks', blocks } };
}

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, i) => bytes[i] === byte);
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

/** Title, author and date of creation from the file's properties. */
function properties(bytes: Uint8Array, entries: readonly ZipEntry[]): Record<string, string> {
  const entry = entries.find(({ name }) => name === 'docProps/core.xml');
  const xml = entry && entry.unpackedBytes < 100_000 ? unpack(bytes, entry) : undefined;
  if (!(xml instanceof Uint8Array)) return {};
  const $ = load(new TextDecoder().decode(xml), { xml: true });
  const metadata: Record<string, string> = {};
  const title = properTitle($('dc\\:title').first().text());
  if (title) metadata['title'] = title;
  const author = $('dc\\:creator').first().text().trim();
  if (author !== '') metadata['author'] = author;
  const created = $('dcterms\\:created').first().text().trim();
  if (created !== '') metadata['created'] = created;
  return metadata;
}
