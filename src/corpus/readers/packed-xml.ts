/**
 * Formats that are an archive of XML files (Word, PowerPoint, OpenDocument, OFD): checked as a whole before any of it is
 * parsed, then read part by part.
 */
import { type CheerioAPI, load } from 'cheerio';
import { properTitle, type Refusal, refuse } from './reader.ts';
import { checkedEntries, isZip, opensMoreTags, unpack } from './zip.ts';

/**
 * Most elements of a file, about a kilobyte of memory each while it is read. A page of Word has some 500, so this
 * is a thousand pages; 30 kilobytes of empty paragraphs are three million.
 */
const MAX_ELEMENTS = 500_000;

/** An archive that is safe to unpack. */
export interface PackedXml {
  /** Names of all parts, as the archive has them. */
  readonly names: readonly string[];
  /** One part, parsed; undefined where there is none of this name, or it is damaged. Names of folders may begin with `/`. */
  parse(name: string): CheerioAPI | undefined;
}

/**
 * Opens an archive.
 *
 * @param notOne what to say where the bytes are no archive
 */
export function openPackedXml(bytes: Uint8Array, notOne: string): PackedXml | Refusal {
  if (!isZip(bytes)) return refuse(notOne);
  const checked = checkedEntries(bytes);
  if (!checked.ok) return checked;
  if (opensMoreTags(bytes, checked.entries, MAX_ELEMENTS)) {
    return refuse(`排版标记超过 ${MAX_ELEMENTS / 10_000} 万个，不像一份报告；请拆分，或另存为文本后再放入`);
  }
  const entries = new Map(checked.entries.map((entry) => [normalized(entry.name), entry]));
  return {
    names: checked.entries.map(({ name }) => normalized(name)),
    parse(name) {
      const entry = entries.get(normalized(name));
      const content = entry && unpack(bytes, entry);
      if (!(content instanceof Uint8Array)) return undefined;
      return load(decoded(content), { xml: true });
    },
  };
}

/**
 * The name of a part as another one gives it: from its own folder on, or from the root where it begins with `/`; undefined
 * where it is no name of a part.
 */
export function partNamed(path: string, by: string): string | undefined {
  const base = `file:///${by}`;
  const written = path.replaceAll('\\', '/');
  // The address only resolves dots; nothing is fetched.
  if (!URL.canParse(written, base)) return undefined;
  const { pathname } = new URL(written, base);
  try {
    return decodeURIComponent(pathname).slice(1);
  } catch {
    // Some programs write a name as it is: 增长50%.png
    return pathname.slice(1);
  }
}

const normalized = (name: string) => name.replaceAll('\\', '/').replace(/^\/+/u, '');

/** XML is UTF-8 unless a mark says UTF-16. */
function decoded(content: Uint8Array): string {
  const isWide = (content[0] === 0xff && content[1] === 0xfe) || (content[0] === 0xfe && content[1] === 0xff);
  if (!isWide) return new TextDecoder().decode(content);
  return new TextDecoder(content[0] === 0xff ? 'utf-16le' : 'utf-16be').decode(content);
}

/** Title, author and date of creation of an Office file (`docProps/core.xml`). */
export function coreProperties({ parse }: PackedXml): Record<string, string> {
  const $ = parse('docProps/core.xml');
  return $ ? propertiesFrom($, 'dc\\:title', 'dc\\:creator', 'dcterms\\:created') : {};
}

/** The same from elements of these names. */
export function propertiesFrom(
  $: CheerioAPI,
  titleName: string,
  authorName: string,
  createdName: string,
): Record<string, string> {
  const metadata: Record<string, string> = {};
  const title = properTitle($(titleName).first().text());
  if (title) metadata['title'] = title;
  const author = $(authorName).first().text().trim();
  if (author !== '') metadata['author'] = author;
  const created = $(createdName).first().text().trim();
  if (created !== '') metadata['created'] = created;
  return metadata;
}
