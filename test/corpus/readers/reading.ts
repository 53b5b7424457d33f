/** Reads fixtures and files made on the spot, for the readers' tests. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SourceDocument } from '../../../src/corpus/document.ts';
import { type ReadResult, readDocument } from '../../../src/corpus/read.ts';

/** Where a fixture of the readers is. */
export function fixture(name: string): string {
  return fileURLToPath(new URL(`../../fixtures/readers/${name}`, import.meta.url));
}

/** Reads a fixture. */
export async function read(name: string): Promise<ReadResult> {
  return await readDocument(fixture(name), name);
}

/** Reads a file of this content. */
export async function readContent(name: string, content: string | Uint8Array): Promise<ReadResult> {
  const folder = await mkdtemp(join(tmpdir(), 'kewen-read-'));
  try {
    await writeFile(join(folder, name), content);
    return await readDocument(join(folder, name), name);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The document of a result that has to have one. */
export function documentOf(result: ReadResult): SourceDocument {
  if (!result.ok) throw new Error(result.problem.message);
  return result.document;
}

/** The message of a result that has to be a problem. */
export function messageOf(result: ReadResult): string {
  if (result.ok) throw new Error('the file was read');
  return result.problem.message;
}

/** Blocks as `kind text`, headings with their level: `heading2 一、主要工作`. */
export function outline(result: ReadResult): string[] {
  const { content } = documentOf(result);
  if (content.layout !== 'blocks') throw new Error('the content is lines');
  return content.blocks.map((block) => `${block.kind}${block.level || ''} ${block.text}`);
}

/** The lines of a result whose layout is lines. */
export function linesOf(result: ReadResult): readonly string[] {
  const { content } = documentOf(result);
  if (content.layout !== 'lines') throw new Error('the content is blocks');
  return content.lines.map((line) => (typeof line === 'string' ? line : line.text));
}
