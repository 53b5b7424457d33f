/**
 * Word files. mammoth turns the document into HTML by its styles, and the HTML reader's block builder does
 * the rest. The archive is checked first: mammoth unpacks whatever it is given.
 */
import mammoth from 'mammoth';
import { documentBlocks } from './document-html.ts';
import { withoutHidden } from './docx-hidden.ts';
import { coreProperties, openPackedXml } from './packed-xml.ts';
import { maxTextChars, type Reading, refuse, refuseLength } from './reader.ts';

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

/** Reads a `.docx` file. */
export async function readDocx(bytes: Uint8Array): Promise<Reading> {
  const packed = openPackedXml(bytes, '不是有效的 .docx 文件；请用 Word 或 WPS 重新另存为 .docx');
  if ('ok' in packed) return packed;
  if (!packed.names.some((name) => /^word\//iu.test(name))) {
    return refuse('压缩包里没有 Word 文档；请用 Word 或 WPS 另存为 .docx');
  }
  let html: string;
  try {
    const shown = await withoutHidden(bytes, packed);
    const result = await mammoth.convertToHtml(
      { buffer: Buffer.from(shown) },
      { styleMap, convertImage: mammoth.images.imgElement(async () => ({ src: '' })) },
    );
    html = result.value;
  } catch (error) {
    if (error instanceof RangeError) throw error;
    return refuse('Word 文档的内容已损坏；请用 Word 或 WPS 打开后重新另存为 .docx');
  }
  if (html.length > maxTextChars) return refuseLength();
  const blocks = documentBlocks(html);
  return { ok: true, metadata: coreProperties(packed), content: { layout: 'blocks', blocks } };
}
