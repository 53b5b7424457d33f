/**
 * What a corpus has already: contents, ids and the addresses that its files came from.
 */
import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { extensionOf } from '../../corpus/documents.ts';
import { reportId } from '../../corpus/file-reports.ts';
import { listCorpus } from '../../corpus/folder.ts';
import { hasFrontMatter, withoutFrontMatter } from '../../corpus/written-metadata.ts';

/** The files of a corpus, as `kewen add` looks for them. */
export interface Contents {
  /** The file that has the same content, front matter aside. */
  readonly withContent: (file: string, bytes: Uint8Array) => Promise<string | undefined>;
  /** The file that has an id. */
  readonly withId: (id: string) => string | undefined;
  /** The file that came from an address. */
  readonly fromAddress: (url: string) => Promise<string | undefined>;
  /** A file has come. */
  readonly take: (file: string) => void;
}

/** Looks through a corpus; one that is not there has nothing. */
export async function contentsOf(corpus: string): Promise<Contents> {
  const files = new Map((await listCorpus(corpus).catch(() => [])).map((file) => [reportId(file), file]));
  const digests = new Map<string, { readonly stamp: string; readonly digest: string }>();
  const digestOf = async (file: string) => {
    const stats = await stat(join(corpus, file));
    const stamp = `${stats.size} ${stats.mtimeMs}`;
    const known = digests.get(file);
    if (known?.stamp === stamp) return known.digest;
    const digest = contentDigest(file, await readFile(join(corpus, file)));
    digests.set(file, { stamp, digest });
    return digest;
  };
  return {
    withContent: async (file, bytes) => {
      const digest = contentDigest(file, bytes);
      const extension = extensionOf(file);
      for (const other of files.values()) {
        if (extensionOf(other) !== extension) continue;
        // Without front matter, another size is another content.
        const size = await stat(join(corpus, other)).then(
          (stats) => stats.size,
          () => -1,
        );
        if (size < 0 || (!hasFrontMatter(file) && size !== bytes.length)) continue;
        if ((await digestOf(other).catch(() => null)) === digest) return other;
      }
      return undefined;
    },
    withId: (id) => files.get(id),
    fromAddress: async (url) => {
      for (const file of files.values()) {
        const yaml = await readFile(join(corpus, `${file}.yaml`), 'utf8').catch(() => '');
        if (yaml.includes(url) && sourceOf(yaml) === url) return file;
      }
      return undefined;
    },
    take: (file) => {
      files.set(reportId(file), file);
    },
  };
}

function contentDigest(file: string, bytes: Uint8Array): string {
  const content = hasFrontMatter(file) ? withoutFrontMatter(bytes) : bytes;
  return createHash('sha256').update(content).digest('hex');
}

function sourceOf(yaml: string): unknown {
  try {
    return (parse(yaml, { maxAliasCount: 20 }) as { source?: unknown } | null)?.source;
  } catch {
    return undefined;
  }
}
