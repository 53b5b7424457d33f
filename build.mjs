/**
 * Compiles src/ to dist/ where that is not done yet: `npm start` and its like begin at once when nothing changed.
 *
 * Whether it is done is told by content, never by times, which a checkout sets anew: dist/.built holds the digest of
 * everything that was compiled and of what it was compiled by, and each file that should be there has to be.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const ROOT = import.meta.dirname;
const SOURCES = join(ROOT, 'src');
const BUILT = join(ROOT, 'dist');
const MARK = join(BUILT, '.built');
/** What changes the outcome besides the sources: how it is compiled, by which compiler, against which types. */
const ALSO = ['build.mjs', 'package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.build.json'];

const isCompiled = (name) => /\.tsx?$/.test(name);
/** `web/app.tsx` → `web/app.js`; what is not compiled keeps its name. */
const outputOf = (name) => name.replace(/\.tsx?$/, '.js');

function filesBelow(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}

function digestOf(names) {
  const hash = createHash('sha256');
  for (const file of [...ALSO, ...names.map((name) => join('src', name))]) {
    const path = join(ROOT, file);
    if (existsSync(path)) hash.update(`\0${file}\0`).update(readFileSync(path));
  }
  return hash.digest('hex');
}

function isDone(names, digest) {
  return (
    existsSync(MARK) &&
    readFileSync(MARK, 'utf8') === digest &&
    names.every((name) => existsSync(join(BUILT, outputOf(name))))
  );
}

/** Compiles, copies what is read beside the code, and takes away what has no source any more. */
function build(names, digest) {
  // Half a build is none.
  rmSync(MARK, { force: true });
  const compiler = compilerHere();
  if (compiler === null) {
    tell('kewen：没有编译器，依赖没有装好：请在项目文件夹里运行 npm ci（不要带 --omit=dev）');
    return 3;
  }
  const { status } = spawnSync(process.execPath, [compiler, '-p', join(ROOT, 'tsconfig.build.json')], {
    stdio: 'inherit',
  });
  if (status !== 0) return status ?? 1;
  for (const name of names.filter((one) => !isCompiled(one))) {
    mkdirSync(dirname(join(BUILT, name)), { recursive: true });
    copyFileSync(join(SOURCES, name), join(BUILT, name));
  }
  const wanted = new Set(names.map(outputOf));
  for (const name of filesBelow(BUILT)) if (!wanted.has(name)) rmSync(join(BUILT, name));
  writeFileSync(MARK, digest);
  return 0;
}

function compilerHere() {
  try {
    return join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc');
  } catch {
    return null;
  }
}

const tell = (line) => process.stderr.write(`${line}\n`);

// What was packed for others is compiled and has no sources.
if (existsSync(SOURCES)) {
  if (process.env.npm_lifecycle_event === 'prestart' && process.stderr.isTTY) tell('科问正在启动……');
  const names = filesBelow(SOURCES);
  const digest = digestOf(names);
  if (!isDone(names, digest)) {
    tell(existsSync(BUILT) ? '源码有变动，正在编译，要几秒……' : '第一次运行，正在编译，要几秒……');
    process.exitCode = build(names, digest);
  }
}
