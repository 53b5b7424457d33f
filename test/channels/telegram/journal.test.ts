import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Update } from 'grammy/types';
import { afterAll, describe, expect, it } from 'vitest';
import { openJournal } from '../../../src/channels/telegram/journal.ts';

const folder = mkdtempSync(join(tmpdir(), 'kewen-journal-'));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;
const newFile = () => join(folder, `${files++}`, 'journal.jsonl');
const update = (id: number, text = '多少场') => ({ update_id: id, message: { text } }) as unknown as Update;
const never = (error: unknown) => expect.fail(String(error));

describe('the journal', () => {
  it('gives the next process what was not finished, in order', () => {
    const file = newFile();
    const first = openJournal(file, never);
    first.add([update(1), update(2)]);
    first.add([update(3)]);
    first.finish(2);
    // Not closed: the process was killed.
    const second = openJournal(file, never);
    expect(second.left.map(({ update_id }) => update_id)).toEqual([1, 3]);
    second.finish(1);
    second.finish(3);
    second.close();
    expect(openJournal(file, never).left).toEqual([]);
  });

  it('is empty whenever nothing is open, and for its owner only', () => {
    const file = newFile();
    const journal = openJournal(file, never);
    journal.add([update(1), update(2)]);
    expect(readFileSync(file, 'utf8')).toContain('多少场');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    journal.finish(1);
    journal.finish(2);
    expect(statSync(file).size).toBe(0);
    journal.close();
  });

  it('stays small while one update stays open', () => {
    const file = newFile();
    const journal = openJournal(file, never);
    journal.add([update(0)]);
    for (let id = 1; id < 3_000; id++) {
      journal.add([update(id, '长'.repeat(400))]);
      journal.finish(id);
    }
    expect(statSync(file).size).toBeLessThan(1 << 20);
    expect(openJournal(file, never).left.map(({ update_id }) => update_id)).toEqual([0]);
    journal.close();
  });

  it('reads past a line that was cut off and goes on', () => {
    const file = newFile();
    openJournal(file, never).add([update(1)]);
    appendFileSync(file, '{"update":{"update_id":2,"mess');
    const journal = openJournal(file, never);
    expect(journal.left.map(({ update_id }) => update_id)).toEqual([1]);
    journal.add([update(3)]);
    expect(openJournal(file, never).left.map(({ update_id }) => update_id)).toEqual([1, 3]);
  });

  it('says once that it cannot be written, and works on', () => {
    const file = join(folder, 'a-file');
    writeFileSync(file, '');
    const problems: unknown[] = [];
    const journal = openJournal(join(file, 'journal.jsonl'), (error) => problems.push(error));
    journal.add([update(1)]);
    journal.finish(1);
    journal.close();
    expect(problems).toHaveLength(1);
  });
});
