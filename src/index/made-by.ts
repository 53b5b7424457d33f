/**
 * What makes an index, as one digest: the program's own code that reads, cleans, segments and counts, and the
 * versions of everything it runs on. What another program remembered is not believed.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PACKAGE_ROOT } from '../home.ts';

/** Folders of the code, and of the words it reads, that decide the bytes of an index. */
export const CODE = ['knowledge', 'language', 'corpus', 'index'];

/** The digest of code, libraries and Node. */
export function madeBy(): string {
  known ??= digestProgram();
  return known;
}

let known: string | undefined;

function digestProgram(): string {
  const hash = createHash('sha256');
  const { node, unicode = '', icu = '' } = process.versions;
  hash.update(JSON.stringify([node, unicode, icu, process.arch, librariesOf(PACKAGE_ROOT)]));
  const source = join(import.meta.dirname, '..');
  for (const folder of CODE) {
    const files = readdirSync(join(source, folder), { recursive: true, encoding: 'utf8' });
    for (const file of files.filter((name) => /\.(?:[jt]s|txt)$/u.test(name)).sort()) {
      hash
        .update(`${folder}/${file}\0`)
        .update(readFileSync(join(source, folder, file)))
        .update('\0');
    }
  }
  return hash.digest('hex');
}

/** The installed version of each library that the package names. */
function librariesOf(root: string): string[] {
  const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    dependencies: Readonly<Record<string, string>>;
  };
  return Object.keys(dependencies).map((name) => `${name}@${installed(root, name)}`);
}

/** The version of a library in the nearest node_modules; empty where it is not installed. */
function installed(from: string, name: string): string {
  try {
    const manifest = readFileSync(join(from, 'node_modules', name, 'package.json'), 'utf8');
    return (JSON.parse(manifest) as { version: string }).version;
  } catch {
    const above = dirname(from);
    return above === from ? '' : installed(above, name);
  }
}
