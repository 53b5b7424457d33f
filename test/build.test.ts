import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..');

/** A project of two small files, compiled as this one is. */
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kewen-build-'));
  for (const name of ['build.mjs', 'package.json', 'tsconfig.json', 'tsconfig.build.json']) {
    await cp(join(ROOT, name), join(folder, name));
  }
  await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  await mkdir(join(folder, 'src/words'), { recursive: true });
  await writeFile(join(folder, 'src/one.ts'), 'export const one: number = 1;\n');
  await writeFile(join(folder, 'src/words/two.txt'), '二\n');
});
afterAll(() => rm(folder, { recursive: true }));

const build = () => promisify(execFile)(process.execPath, ['build.mjs'], { cwd: folder });
const built = (name: string) => readFile(join(folder, 'dist', name), 'utf8');
const source = (name: string) => join(folder, 'src', name);

describe('npm run build', () => {
  it('compiles what was never compiled, says so, and copies the words beside it', async () => {
    expect((await build()).stderr).toContain('正在编译');
    expect(await built('one.js')).toContain('one = 1');
    expect(await built('words/two.txt')).toBe('二\n');
  });

  it('does and says nothing where nothing changed, whatever the times of the files are', async () => {
    await utimes(source('one.ts'), new Date(), new Date());
    await writeFile(join(folder, 'dist/one.js'), '// not compiled again\n');
    expect(await build()).toEqual({ stdout: '', stderr: '' });
    expect(await built('one.js')).toBe('// not compiled again\n');
  });

  it('compiles a source that changed to an older time, as a checkout may', async () => {
    await writeFile(source('one.ts'), 'export const one: number = 11;\n');
    await utimes(source('one.ts'), new Date(0), new Date(0));
    expect((await build()).stderr).toContain('有变动');
    expect(await built('one.js')).toContain('one = 11');
  });

  it('makes what is missing and takes away what has no source any more', async () => {
    await rm(join(folder, 'dist/one.js'));
    await build();
    expect(await readdir(join(folder, 'dist'))).toContain('one.js');
    await writeFile(source('three.ts'), 'export const three = 3;\n');
    await rm(source('one.ts'));
    await build();
    const left = await readdir(join(folder, 'dist'));
    expect(left).toContain('three.js');
    expect(left).not.toContain('one.js');
  });

  it('is not done while a source does not compile', async () => {
    await writeFile(source('three.ts'), 'export const three: number = "drei";\n');
    for (let time = 0; time < 2; time++) {
      await expect(build()).rejects.toMatchObject({ code: expect.any(Number), stdout: /TS2322/u });
    }
    await writeFile(source('three.ts'), 'export const three: number = 3;\n');
    await build();
    expect(await build()).toEqual({ stdout: '', stderr: '' });
  });

  it('leaves alone what was packed without its sources', async () => {
    await rm(join(folder, 'src'), { recursive: true });
    expect(await build()).toEqual({ stdout: '', stderr: '' });
    expect(await readdir(join(folder, 'dist'))).toContain('three.js');
  });
});
