import { mkdtempSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { type Desk, openDesk } from '../../src/channels/answering.ts';
import { createLog } from '../../src/channels/log.ts';
import { buildIndex, publish, STAFF_FIGURE, STAFF_QUESTION } from './slack/kewen.ts';

let folder: string;
let index: string;
let lines: string[];
let nowMs: number;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kewen-desk-'));
  index = await buildIndex(folder);
  lines = [];
  nowMs = Date.parse('2026-03-01T08:00:00Z');
});
const open = (more: Partial<Parameters<typeof openDesk>[0]> = {}): Promise<Desk> =>
  openDesk({
    directory: index,
    audience: 'staff',
    log: createLog('info', [], { write: (line) => lines.push(line) }),
    now: () => new Date(nowMs),
    checkEveryMs: 0,
    ...more,
  });
const addReport = async (figure: number) => {
  const file = join(folder, 'corpus', 'yanling-2022-budget.md');
  await writeFile(file, (await readFile(file, 'utf8')).replace(/年初预算[\d.]+/u, `年初预算${figure}`));
  await publish(join(folder, 'corpus'), index);
};

describe('a desk', () => {
  it('answers from its own audience only', async () => {
    const [staff, everybody] = [await open(), await open({ audience: 'public' })];
    expect((await staff.ask({ question: STAFF_QUESTION })).answer.text).toContain(STAFF_FIGURE);
    expect(JSON.stringify(await everybody.ask({ question: STAFF_QUESTION }))).not.toContain(STAFF_FIGURE);
  });

  it('takes up a new generation between two questions and closes the old one', async () => {
    const desk = await open();
    const before = await desk.use((opened) => opened);
    await addReport(613.7);
    expect(await desk.refresh()).toBe(true);
    expect((await desk.ask({ question: STAFF_QUESTION })).answer.text).toContain('613.7');
    expect(() => before.passage(1)).toThrow(/not open/u);
    expect(await desk.refresh()).toBe(false);
  });

  it('keeps the old generation while the new one cannot be trusted, says so once, and takes it up when mended', async () => {
    const desk = await open();
    await addReport(613.7);
    const current = (await readFile(join(index, 'current'), 'utf8')).trim();
    const manifest = join(index, current, 'manifest.json');
    const good = await readFile(manifest, 'utf8');
    await writeFile(manifest, '{}');
    expect([await desk.refresh(), await desk.refresh()]).toEqual([false, false]);
    expect((await desk.ask({ question: STAFF_QUESTION })).answer.text).toContain(STAFF_FIGURE);
    nowMs += 31_000;
    expect(await desk.refresh()).toBe(false);
    expect(lines.filter((line) => line.includes('新索引打不开'))).toHaveLength(1);
    await writeFile(manifest, good);
    nowMs += 31_000;
    expect(await desk.refresh()).toBe(true);
  });

  it('answers that something went wrong when something goes wrong, with the number that stands in the log', async () => {
    const desk = await open({
      answer: () => {
        throw new Error('broken');
      },
    });
    const reply = await desk.ask({ question: '多少场？' });
    expect(reply).toMatchObject({ isFailure: true, answer: { kind: 'unanswered' } });
    expect(reply.document.notice).toBe(`编号 ${reply.requestId}`);
    expect(lines.join()).toContain(reply.requestId);
    expect(lines.join()).not.toContain('多少场');
    expect((await desk.ask({ question: 'How many?' })).document.notice).toMatch(/^Request [0-9a-f]{8}$/u);
  });

  it('refuses to open without an index', async () => {
    await expect(open({ directory: join(folder, 'nowhere') })).rejects.toMatchObject({
      code: 'index-missing',
    });
  });
});
