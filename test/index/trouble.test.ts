/** What goes wrong on a real machine while an index is built: a full disk, a limit on files, two at once. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { openDesk } from '../../src/channels/answering.ts';
import { createLog } from '../../src/channels/log.ts';
import { currentGeneration } from '../../src/index/generations.ts';
import { build, emptyFolder } from '../support/corpora.ts';
import { writeGenerated } from '../support/generated.ts';
import { folderWith, reportFile, SMALL } from '../support/small.ts';

const CLI = join(import.meta.dirname, '../../dist/cli.js');
/** Whether this machine lets us have a small disk of our own; not every container does. */
const canMount = spawnSync('unshare', ['-Urm', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt']).status === 0;
const canLimit = process.platform !== 'win32';

let small: string;
let large: string;
beforeAll(() => {
  small = folderWith(SMALL);
  large = emptyFolder();
  writeGenerated(large, 60, 5);
});

/** Runs a shell script in which `kewen` builds, asks and so on. */
function run(script: string, command: readonly string[] = []): string {
  const [first, ...rest] = [
    ...command,
    'sh',
    '-c',
    `kewen() { "${process.execPath}" "${CLI}" "$@"; }\n${script}`,
  ];
  const { stdout, stderr } = spawnSync(first as string, rest, {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'] ?? '', SMALL: small, LARGE: large },
  });
  return stdout + stderr;
}

const ASK = 'kewen ask --index "$INDEX" 雁岭市科协2022年开展了多少场科普活动？';

describe('a build with no room left', () => {
  it.skipIf(!canMount)('on a full disk says so, and the old index answers on', () => {
    const disk = join(emptyFolder(), 'disk');
    mkdirSync(disk);
    const said = run(
      `mount -t tmpfs -o size=2m tmpfs "${disk}"; INDEX="${disk}/index"
      kewen index --corpus "$SMALL" --index "$INDEX" >/dev/null 2>&1; echo "built=$?"
      before=$(cat "$INDEX/current")
      kewen index --corpus "$LARGE" --index "$INDEX" 2>&1 >/dev/null | grep ^kewen; 
      [ "$before" = "$(cat "$INDEX/current")" ] && echo same generation
      ls -A "$INDEX" | grep -E '^\\.(building|lock)' || echo nothing left behind
      ${ASK}`,
      ['unshare', '-Urm'],
    );
    expect(said).toContain('built=0');
    expect(said).toMatch(/^kewen：磁盘已满.*原来的索引照常使用/mu);
    expect(said).toContain('same generation');
    expect(said).toContain('nothing left behind');
    expect(said).toContain('318场');
  });

  it.skipIf(!canLimit)('under a limit on the size of files says so, and the old index answers on', () => {
    const said = run(
      `INDEX="${emptyFolder()}/index"; trap '' XFSZ
      kewen index --corpus "$SMALL" --index "$INDEX" >/dev/null 2>&1; echo "built=$?"
      before=$(cat "$INDEX/current")
      (ulimit -f 400; kewen index --corpus "$LARGE" --index "$INDEX" 2>&1 >/dev/null | grep ^kewen)
      [ "$before" = "$(cat "$INDEX/current")" ] && echo same generation
      ls -A "$INDEX" | grep -E '^\\.(building|lock)' || echo nothing left behind
      ${ASK}`,
    );
    expect(said).toContain('built=0');
    expect(said).toMatch(/^kewen：写不了 .*原来的索引照常使用/mu);
    expect(said).toContain('same generation');
    expect(said).toContain('nothing left behind');
    expect(said).toContain('318场');
  });
});

describe('a generation with a flipped byte', () => {
  it.each(['public.library.sqlite', 'public.search.json', 'manifest.json'])(
    'in %s is not taken up by a desk, and the next build mends it',
    async (file) => {
      const { indexFolder } = await build(small);
      const log = createLog('silent');
      const desk = await openDesk({
        directory: indexFolder,
        audience: 'public',
        log,
        now: () => new Date(0),
        checkEveryMs: 0,
      });
      const more = folderWith({
        ...SMALL,
        'more.md': reportFile({ association: '雁岭市科协', year: 2023 }, '2023年，市科协开展科普活动77场。'),
      });
      const { manifest } = await build(more, indexFolder);
      const path = join(indexFolder, manifest.generation, file);
      const bytes = readFileSync(path);
      bytes.writeUInt8(bytes.readUInt8(bytes.length >> 1) ^ 1, bytes.length >> 1);
      writeFileSync(path, bytes);

      expect(await desk.refresh()).toBe(false);
      expect((await desk.ask({ question: '雁岭市科协2022年开展了多少场科普活动？' })).answer.text).toContain(
        '318场',
      );

      const again = await build(more, indexFolder);
      expect(again.manifest).toEqual(manifest);
      bytes.writeUInt8(bytes.readUInt8(bytes.length >> 1) ^ 1, bytes.length >> 1);
      expect(readFileSync(path).equals(bytes)).toBe(true);
      desk.close();
    },
  );
});

describe('two builds as two processes', () => {
  it('are one build and one clear error, or one after the other', async () => {
    const indexFolder = join(emptyFolder(), 'index');
    const said = run(
      `INDEX="${indexFolder}"
      for i in 1 2 3; do kewen index --corpus "$SMALL" --index "$INDEX" >/dev/null 2>"${emptyFolder()}/$i"; echo "exit=$?"; done & 
      for i in 1 2 3; do kewen index --corpus "$SMALL" --index "$INDEX" 2>&1 >/dev/null | grep ^kewen; done
      wait
      ${ASK}`,
    );
    expect(said).toContain('318场');
    expect(said.match(/exit=(?!0|3)/u)).toBeNull();
    for (const line of said.match(/^kewen：.*/gmu) ?? []) expect(line).toContain('另一个建索引的进程');
    expect(await currentGeneration(indexFolder)).not.toBeNull();
    expect(existsSync(join(indexFolder, '.lock'))).toBe(false);
    expect(readdirSync(indexFolder).filter((name) => name.startsWith('.building'))).toEqual([]);
  });
});
