/**
 * Where a file lies while it is looked at: a folder of its own outside the corpus that is gone when the work is done or
 * given up, with what the corpus would say of a file in that place.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Problem } from '../../corpus/document.ts';
import type { Report } from '../../corpus/report.ts';
import { folderFilesOf } from '../../corpus/scan.ts';
import type { Examiner } from '../inspect/examiner.ts';

/** A file to be put into the corpus. */
export interface Arrived {
  /** Where it is to lie in the corpus. */
  readonly file: string;
  readonly bytes: Uint8Array;
  /** Text of the `.yaml` beside it, if there is one. */
  readonly beside: string | undefined;
  /** Text of the `_report.yaml` of its folders that come with it, by their path in the corpus. */
  readonly folders: ReadonlyMap<string, string>;
}

/** Reads a file as if it lay in the corpus. */
export type ReadStaged = (arrived: Arrived) => Promise<readonly (Report | Problem)[]>;

/** Does work that looks at files in a place of its own. */
export async function withStaging<Result>(
  corpus: string,
  examiner: Examiner,
  work: (read: ReadStaged) => Promise<Result>,
): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'kewen-add-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  // A Ctrl-C ends the process where it stands.
  process.once('exit', remove);
  let count = 0;
  try {
    return await work(async (arrived) => {
      const own = join(folder, String(++count));
      const put = (file: string, content: Uint8Array | string) => {
        mkdirSync(dirname(join(own, file)), { recursive: true });
        writeFileSync(join(own, file), content);
      };
      for (const file of folderFilesOf(arrived.file)) {
        const text = textAt(join(corpus, file)) ?? arrived.folders.get(file);
        if (text !== undefined) put(file, text);
      }
      put(arrived.file, arrived.bytes);
      if (arrived.beside !== undefined) put(`${arrived.file}.yaml`, arrived.beside);
      const made = await examiner.read(own, arrived.file);
      rmSync(own, { recursive: true, force: true });
      return made;
    });
  } finally {
    process.removeListener('exit', remove);
    remove();
  }
}

/** A text; undefined where there is none. */
export function textAt(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
