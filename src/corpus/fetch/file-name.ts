/**
 * What a file from the web is called and which format it is: what its server says of both, and where that says nothing,
 * its address.
 */
import { extname } from 'node:path/posix';
import { parse as parseDisposition } from 'content-disposition';
import { extension as extensionOfType } from 'mime-types';
import { parseMIMEType } from 'undici';
import { ARCHIVE } from '../documents.ts';
import { readableExtensions } from '../readers/formats.ts';
import type { FetchedFile } from './fetch-file.ts';

/** Types that say nothing of a file, or only how it is packed: its name says more. */
const VAGUE =
  /^(?:application\/(?:octet-stream|(?:x-)?force-download|x-download|x-msdownload|(?:x-)?zip(?:-compressed)?)|binary\/octet-stream|text\/plain)$/u;

/** The format of a fetched file, or why it is none that is read. */
export function formatOf(
  file: Pick<FetchedFile, 'url' | 'contentType' | 'disposition'>,
): { readonly extension: string } | { readonly message: string } {
  const type = typeOf(file.contentType);
  const own = extname(nameGiven(file) ?? '').toLowerCase();
  const isRead = (extension: string) => extension === ARCHIVE || readableExtensions.includes(extension);
  if ((type === '' || VAGUE.test(type)) && isRead(own)) return { extension: own };
  const declared = type === 'application/xhtml+xml' ? 'html' : extensionOfType(type);
  const extension = declared === false ? own : `.${declared}`;
  if (isRead(extension)) return { extension };
  if (type === '') return { extension: '.html' };
  return { message: `网址给的是 ${type.slice(0, 60)}，不是读得了的文件；请找报告本身的网址` };
}

/** The media type of a Content-Type header, without its parameters; empty where there is none. */
function typeOf(header: string): string {
  const parsed = header === '' ? 'failure' : parseMIMEType(header);
  return parsed === 'failure' ? '' : parsed.essence;
}

/** The name that the server or the address gives a file, with its extension; null where neither gives one. */
export function nameGiven({ url, disposition }: Pick<FetchedFile, 'url' | 'disposition'>): string | null {
  const named = dispositionName(disposition);
  if (named !== '') return named;
  const last = new URL(url).pathname.split('/').at(-1) ?? '';
  try {
    return decodeURIComponent(last) || null;
  } catch {
    return last || null;
  }
}

/** Many servers write a name's own bytes into the header, UTF-8 or GBK, which arrive one character a byte. */
function dispositionName(header: string): string {
  if (header === '') return '';
  try {
    const { filename = '' } = parseDisposition(header).parameters as { filename?: string };
    if (!/^[\0-\xff]*$/u.test(filename) || !/[\x80-\xff]/u.test(filename)) return filename;
    const bytes = Buffer.from(filename, 'latin1');
    for (const encoding of ['utf-8', 'gb18030']) {
      try {
        return new TextDecoder(encoding, { fatal: true }).decode(bytes);
      } catch {}
    }
    return '';
  } catch {
    return '';
  }
}
