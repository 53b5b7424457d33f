/** `kewen start` in a terminal: a chat with the web beside it, or without where that cannot be. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { PassThrough, Writable } from 'node:stream';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { runStart } from '../../src/commands/start.ts';
import { readConfig } from '../../src/config.ts';
import { createTerminal } from '../../src/terminal/terminal.ts';
import { type Built, build, emptyFolder } from '../support/corpora.ts';
import { folderWith, SMALL } from '../support/small.ts';

let built: Built;
beforeAll(async () => {
  built = await build(folderWith(SMALL));
});

let other: Server | undefined;
afterEach(() => other?.close());

/** A chat of a person at a terminal. */
function sitDown(env: Readonly<Record<string, string>>) {
  let shown = '';
  const screen = () =>
    Object.assign(
      new Writable({
        write(chunk, _encoding, done) {
          shown += String(chunk);
          done();
        },
      }),
      { isTTY: true, columns: 80 },
    );
  const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => {} });
  const folder = emptyFolder();
  const environment = { KEWEN_PORT: '0', KEWEN_DATA: join(folder, 'kewen.sqlite'), ...env };
  const over = runStart(
    { corpus: built.corpusFolder, index: built.indexFolder },
    {
      terminal: createTerminal(input, screen(), screen(), { NO_COLOR: '1' }),
      config: readConfig(environment, folder),
      now: () => new Date('2024-06-01T04:00:00Z'),
      environment,
      workingDirectory: folder,
    },
  );
  const shows = async (pattern: RegExp) => {
    await expect.poll(() => shown, { timeout: 30_000 }).toMatch(pattern);
    return pattern.exec(shown)?.[1] ?? '';
  };
  return { shows, type: (line: string) => void input.write(`${line}\r`), over, shown: () => shown };
}

describe('a chat in a terminal', () => {
  it('says where the web is, goes on, and ends the web with itself', async () => {
    const chat = sitDown({});
    const address = await chat.shows(/网页开在 (http:\/\/127\.0\.0\.1:\d+\/)/u);
    expect(await (await fetch(address)).text()).toContain('<title>科问</title>');
    chat.type('雁岭市科协2022年开展了多少场科普活动？');
    await chat.shows(/共开展科普活动318场/u);
    chat.type(':退出');
    expect(await chat.over).toBe(0);
    await expect(fetch(address)).rejects.toThrow();
  });

  it('goes on without the web where the port is taken', async () => {
    other = createServer();
    await new Promise<void>((resolve) => other?.listen(0, '127.0.0.1', resolve));
    const chat = sitDown({ KEWEN_PORT: String((other.address() as AddressInfo).port) });
    await chat.shows(/网页没有开：.*已经有程序在用/u);
    chat.type('雁岭市科协2022年开展了多少场科普活动？');
    await chat.shows(/共开展科普活动318场/u);
    chat.type(':退出');
    expect(await chat.over).toBe(0);
  });

  it('has no web where that is off', async () => {
    const chat = sitDown({ KEWEN_WEB: 'off' });
    await chat.shows(/直接写下问题/u);
    chat.type(':退出');
    expect(await chat.over).toBe(0);
    expect(chat.shown()).not.toContain('网页');
  });
});
