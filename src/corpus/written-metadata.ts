/**
 * Metadata written where a person would write it: into the front matter of a Markdown or text file, or into
 * `NAME.ext.yaml` beside a file that has no place for it. What stands there already stays, comments included; only the
 * fields that are set change.
 */
import { isMap, isScalar, parseDocument, type Scalar } from 'yaml';
import type { Given } from './metadata/given.ts';

/** A field to write. */
export interface WrittenField {
  readonly field: keyof Given;
  readonly value: string | number | readonly string[];
  /** Why, as a comment behind it; empty for what a person said. */
  readonly why: string;
}

/** Longer reasons are cut in a comment. */
const MAX_COMMENT_CHARS = 100;

/** Whether a file carries its own metadata. */
export const hasFrontMatter = (file: string): boolean => /\.(?:md|markdown|txt)$/iu.test(file);

/**
 * Sets fields in the text of a YAML file.
 *
 * @param yaml empty for a new file
 * @returns null where it is no YAML mapping, and a person has to look
 */
export function setFields(yaml: string, fields: readonly WrittenField[]): string | null {
  const document = parseDocument(yaml);
  if (document.errors.length > 0) return null;
  if (document.contents === null) document.contents = document.createNode({}) as never;
  else if (!isMap(document.contents)) return null;
  for (const { field, value, why } of fields) {
    const node = document.createNode(value) as Scalar;
    if (why !== '') node.comment = ` ${oneLine(why)}`;
    document.set(field, node);
  }
  return document.toString({ lineWidth: 0, flowCollectionPadding: false });
}

/**
 * Sets fields in the front matter of a text, which gets one if it has none.
 *
 * @returns null where the front matter is no YAML mapping
 */
export function setFrontMatter(text: string, fields: readonly WrittenField[]): string | null {
  const mark = text.startsWith('\ufeff') ? '\ufeff' : '';
  const rest = text.slice(mark.length);
  const [, lineBreak = '\n'] = /(\r\n|\n|\r)/u.exec(rest) ?? [];
  const found = /^---(?:\r\n|\n|\r)([\s\S]{0,65536}?)(?:^|(?<=[\r\n]))---(?=\r|\n|$)/u.exec(rest);
  const yaml = setFields(found?.[1]?.replace(/\r\n?/gu, '\n') ?? '', fields);
  if (yaml === null) return null;
  const block = `---\n${yaml.endsWith('\n') ? yaml : `${yaml}\n`}---`.replace(/\n/gu, lineBreak);
  const body = found ? rest.slice(found[0].length) : `${lineBreak}${lineBreak}${rest}`;
  return `${mark}${block}${body}`;
}

function oneLine(text: string): string {
  const flat = text.replace(/\s+/gu, ' ').trim();
  return flat.length > MAX_COMMENT_CHARS ? `${flat.slice(0, MAX_COMMENT_CHARS)}……` : flat;
}

/** What stands before a comment that says why something was inferred. */
export const INFERRED = '推断：';

/** The YAML of a file's metadata without what was read of a text that is replaced; a `staff` stays. */
export function withoutInferred(yaml: string): string {
  const document = parseDocument(yaml);
  if (document.errors.length > 0 || !isMap(document.contents)) return yaml;
  document.contents.items = document.contents.items.filter(
    ({ value }) => !isScalar(value) || value.value === 'staff' || !value.comment?.startsWith(` ${INFERRED}`),
  );
  return document.contents.items.length === 0 ? '' : document.toString({ lineWidth: 0 });
}

/** The YAML at the top of a text; empty where there is none. */
export function frontMatterOf(file: string, bytes: Uint8Array): string {
  if (!hasFrontMatter(file)) return '';
  const head = bytes.subarray(0, bytes.length - withoutFrontMatter(bytes).length);
  return new TextDecoder()
    .decode(head)
    .replace(/^---\r?\n?|[\r\n]*---[\r\n]*$/gu, '')
    .trim();
}

/** The bytes of a text below its front matter, without blank lines before them. */
export function withoutFrontMatter(bytes: Uint8Array): Uint8Array {
  // One character a byte: whatever the encoding, these marks are ASCII.
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const found =
    /^(?:\xef\xbb\xbf)?(?:---(?:\r\n|\n|\r)[\s\S]{0,65536}?(?<=[\r\n])---(?=[\r\n]|$))?[\r\n]*/u.exec(text);
  return bytes.subarray(found?.[0].length ?? 0);
}
