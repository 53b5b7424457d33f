import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { currentGeneration, isRolledBack } from '../../src/index/generations.ts';
import { openIndex } from '../../src/index/open.ts';
import { rollBack } from '../../src/index/rollback.ts';
import { build, emptyFolder } from '../support/corpora.ts';
import { folderWith, reportFile, SMALL } from '../support/small.ts';

let indexFolder: string;
/** Generations in the order in which they were published. */
let names: string[];

const withFigure = (figure: number) =>
  folderWith({
    ...SMALL,
    'more.md': reportFile(
      { association: '雁岭市科协', year: 2023 },
      `2023年，市科协开展科普活动${figure}场。`,
    ),
  });
const publish = async (figure: number) => {
  const { manifest } = await build(withFigure(figure), indexFolder);
  return manifest.generation;
};
const kept = () => readdirSync(indexFolder).filter((name) => /^[0-9a-f]{12}$/u.test(name));
const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => expect.fail('nothing failed'),
    (error: unknown) => error,
  );

beforeEach(async () => {
  indexFolder = emptyFolder();
  names = [await publish(101), await publish(102), await publish(103)];
});

describe('going back', () => {
  it('puts the generation before in service, and the one before that', async () => {
    expect(await rollBack(indexFolder)).toEqual({ from: names[2], to: names[1] });
    expect(await currentGeneration(indexFolder)).toBe(names[1]);
    const index = await openIndex(indexFolder, 'public');
    expect(index.reportText(2)).toContain('102场');
    index.close();
    expect(await rollBack(indexFolder)).toEqual({ from: names[1], to: names[0] });
    expect(kept()).toHaveLength(3);
  });

  it('further than there are generations is refused', async () => {
    await rollBack(indexFolder);
    await rollBack(indexFolder);
    const error = await failureOf(rollBack(indexFolder));
    expect(error).toMatchObject({
      code: 'index-missing',
      message: expect.stringContaining('没有更早的一代'),
    });
    expect(await currentGeneration(indexFolder)).toBe(names[0]);
    expect(await failureOf(rollBack(emptyFolder()))).toMatchObject({ code: 'index-missing' });
  });

  it.each([
    [
      'with a flipped byte',
      (file: string) => {
        const bytes = readFileSync(file);
        bytes.writeUInt8(bytes.readUInt8(bytes.length >> 1) ^ 1, bytes.length >> 1);
        writeFileSync(file, bytes);
      },
    ],
    ['with a file missing', (file: string) => rmSync(file)],
  ])('to a generation %s is refused, and the new one stays', async (_, damage) => {
    damage(join(indexFolder, names[1] as string, 'staff.library.sqlite'));
    const error = await failureOf(rollBack(indexFolder));
    expect(error).toMatchObject({
      code: 'index-untrusted',
      message: expect.stringContaining(`${names[2]} 照常使用`),
    });
    expect(await currentGeneration(indexFolder)).toBe(names[2]);
    expect(await isRolledBack(indexFolder)).toBe(false);
  });

  it('is remembered until the next build is published', async () => {
    expect(await isRolledBack(indexFolder)).toBe(false);
    await rollBack(indexFolder);
    expect(await isRolledBack(indexFolder)).toBe(true);
    await publish(103);
    expect(await isRolledBack(indexFolder)).toBe(false);
    expect(await currentGeneration(indexFolder)).toBe(names[2]);
  });

  it('after a new build leads to what was in service before it, not to what was gone back from', async () => {
    await rollBack(indexFolder);
    const mended = await publish(104);
    expect(await rollBack(indexFolder)).toEqual({ from: mended, to: names[1] });
  });

  it('is refused while a build runs', async () => {
    writeFileSync(join(indexFolder, '.lock'), String(process.ppid));
    expect(await failureOf(rollBack(indexFolder))).toMatchObject({ code: 'publish' });
    rmSync(join(indexFolder, '.lock'));
  });

  it('knows the order of an index without a history', async () => {
    rmSync(join(indexFolder, 'history'));
    expect(await rollBack(indexFolder)).toEqual({ from: names[2], to: names[1] });
  });
});
