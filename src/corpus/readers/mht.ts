/**
 * Pages that a browser or Word saved as one file (`.mht`): the page inside is read as any web page, its pictures and styles
 * are left alone.
 */
import PostalMime from 'postal-mime';
import { readHtml } from './html.ts';
import { type Reading, refuse } from './reader.ts';

/** Reads an `.mht` or `.mhtml` file. */
export async function readMht(bytes: Uint8Array): Promise<Reading> {
  const message = await PostalMime.parse(bytes).catch(() => undefined);
  const html = message?.html;
  if (!message || html === undefined) return refuse('里面没有网页；请在浏览器里重新另存为 .mht 或 .html');
  const lost = html.match(/\ufffd/gu)?.length ?? 0;
  if (lost * 20 > html.length) return refuse('网页的编码认不出；请在浏览器里另存为 .html');
  const reading = await readHtml(Buffer.from(html));
  if (!reading.ok) return reading;
  const address = addressIn(message.headers);
  const source = address === undefined ? {} : { source: address };
  return { ...reading, metadata: { ...source, ...reading.metadata } };
}

/** Where the page was saved from; a file on somebody's machine is no address. */
function addressIn(headers: readonly { readonly key: string; readonly value: string }[]): string | undefined {
  const names = ['snapshot-content-location', 'content-location'];
  return headers.find(({ key, value }) => names.includes(key) && /^https?:\/\//iu.test(value))?.value;
}
