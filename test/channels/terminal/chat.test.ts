import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { followIndex } from '../../../src/channels/following.ts';
import { beginChat, type ChatIndex } from '../../../src/channels/terminal/chat.ts';
import { converse } from '../../../src/channels/terminal/converse.ts';
import { rebuild } from '../../../src/commands/index/rebuild.ts';
import { openIndex } from '../../../src/index/open.ts';
import type { OpenIndex } from '../../../src/index/shelf.ts';
import { silentProgress } from '../../../src/terminal/progress.ts';
import { readLines } from '../../../src/terminal/read-lines.ts';
import { createTerminal } from '../../../src/terminal/terminal.ts';
import type { Line } from '../../../src/terminal/wrap.ts';
import { REPORTS } from '../../commands/process.ts';

let folder: string;
let index: OpenIndex;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kewen-chat-'));
  await mkdir(join(folder, 'corpus'));
  for (const [name, text] of Object.entries(REPORTS)) await writeFile(join(folder, name), text);
  await rebuild(join(folder, 'corpus'), join(folder, 'index'), silentProgress);
  index = await openIndex(join(folder, 'index'), 'public');
});
afterAll(async () => {
  index.close();
  await rm(folder, { recursive: true });
});

const settings = {
  now: () => new Date(2024, 5, 1),
  widthColumns: () => 100,
  isInteractive: true,
  onError: () => {},
};
/** An index that nobody publishes another one over. */
const still = (opened: OpenIndex): ChatIndex => ({
  catalog: opened,
  use: async (work) => work(opened),
  refresh: async () => false,
});
const textOf = (lines: readonly Line[]) =>
  lines.map((line) => line.map(({ text }) => text).join('')).join('\n');
const chatting = async () => {
  const chat = await beginChat(still(index), settings);
  return { chat, say: async (typed: string) => textOf((await chat.reply(typed)).lines) };
};

describe('a chat', () => {
  it('greets with what is covered and three questions that it can answer', async () => {
    const { chat } = await chatting();
    const greeting = textOf(chat.greet());
    expect(greeting).toContain('雁岭市科协（2022年）');
    expect(chat.samples).toHaveLength(3);
    for (const sample of chat.samples) {
      expect(greeting).toContain(sample);
      expect(textOf(await chat.ask(sample))).toContain('[1]');
    }
  });

  it('asks a sample whose number is typed first', async () => {
    const { chat, say } = await chatting();
    expect(await say('2')).toContain(chat.samples[1]);
  });

  it('keeps the question before for a follow-up, a greeting in between notwithstanding', async () => {
    const { say } = await chatting();
    await say('雁岭2022年开展了多少场科普活动？');
    await say('你好');
    expect(await say('那禾汀呢？')).toContain('96场');
  });

  it('takes a picked suggestion by itself, not as a follow-up', async () => {
    const { say } = await chatting();
    await say('科普活动开展了多少场？');
    expect(await say('１')).toContain('318场');
  });

  it.each([':来源 1', '：来源１', ':来源', ': 来源 1 ', ':source 1', ':S 1'])(
    'opens a source with %s',
    async (typed) => {
      const { say } = await chatting();
      await say('雁岭2022年新建院士工作站多少家？');
      const opened = await say(typed);
      expect(opened).toContain('雁岭市科协2022年工作总结');
      expect(opened).toContain('科普大篷车进校园46次'); // the passage before
      expect(opened).toContain('全市新建院士工作站3家');
    },
  );

  it('prints the quoted sentence of an opened source in bold and its neighbours dim', async () => {
    const { chat, say } = await chatting();
    await say('雁岭2022年新建院士工作站多少家？');
    const spans = (await chat.reply(':来源 1')).lines.flat();
    expect(spans.find(({ text }) => text.includes('院士工作站3家'))?.emphasis).toBe('bold');
    expect(spans.find(({ text }) => text.includes('大篷车'))?.emphasis).toBe('dim');
  });

  it('says which sources there are when another is asked for', async () => {
    const { say } = await chatting();
    expect(await say(':来源 1')).toContain('没有来源');
    await say('雁岭2022年新建院士工作站多少家？');
    expect(await say(':来源 9')).toContain(':来源 1');
  });

  it('leaves at every way to say so', async () => {
    for (const typed of [':退出', '：退出', ':quit', ':q', 'exit', '退出']) {
      expect((await (await chatting()).chat.reply(typed)).isOver).toBe(true);
    }
  });

  it('explains itself and names a command it does not know', async () => {
    const { say } = await chatting();
    expect(await say(':帮助')).toContain(':来源 1');
    expect(await say(':help')).toContain(':退出');
    expect(await say(':xyz')).toContain(':xyz');
    expect(await say('   ')).toBe('');
  });

  it('gives a reason when something inside fails', async () => {
    const errors: unknown[] = [];
    const broken = {
      ...index,
      segment: () => {
        throw new Error('broken');
      },
    } as unknown as OpenIndex;
    const chat = await beginChat(still({ ...broken, reports: [] }), {
      ...settings,
      onError: (error) => errors.push(error),
    });
    const { lines } = await chat.reply('雁岭2022年新建院士工作站多少家？');
    expect(textOf(lines)).toContain('没能回答');
    expect(errors).toHaveLength(1);
  });
});

describe('a chat whose reports change', () => {
  const KEEPS = REPORTS['corpus/yanling-2022.md'] ?? '';
  const publish = async (place: string, files: Readonly<Record<string, string>>) => {
    await rm(join(place, 'corpus'), { recursive: true, force: true });
    await mkdir(join(place, 'corpus'), { recursive: true });
    for (const [name, text] of Object.entries(files)) await writeFile(join(place, name), text);
    await rebuild(join(place, 'corpus'), join(place, 'index'), silentProgress);
  };
  const follow = (place: string) =>
    followIndex({
      directory: join(place, 'index'),
      audience: 'public',
      now: settings.now,
      onRefused: (error) => {
        throw error;
      },
    });

  it('takes up a new index between two questions and says what is more and less', async () => {
    const place = await mkdtemp(join(tmpdir(), 'kewen-news-'));
    await publish(place, { 'corpus/yanling-2022.md': KEEPS });
    const followed = await follow(place);
    const chat = await beginChat(followed, settings);
    const say = async (typed: string) => [
      textOf(await chat.refresh()),
      textOf((await chat.reply(typed)).lines),
    ];
    const heting = REPORTS['corpus/heting-2021.md'] ?? '';
    expect((await say('禾汀县2021年开展了多少场科普活动？')).join()).not.toContain('96场');
    await publish(place, { 'corpus/yanling-2022.md': KEEPS, 'corpus/heting-2021.md': heting });
    const [news, answer] = await say('禾汀县2021年开展了多少场科普活动？');
    expect(news).toBe('报告有更新：多了《禾汀县科协2021年工作总结》。从这一问起按更新后的回答。');
    expect(answer).toContain('96场');
    expect((await say('那雁岭2022年呢？'))[0]).toBe('');

    // The source that was shown before is opened as it is now, with the sentence marked where it has moved to.
    const moved = KEEPS.replace('## 一、', '## 概况\n\n2022年是不平凡的一年。\n\n## 一、');
    await publish(place, { 'corpus/yanling-2022.md': moved });
    expect((await say(':帮助'))[0]).toContain('少了《禾汀县科协2021年工作总结》');
    const opened = (await chat.reply(':来源 1')).lines.flat();
    const marked = opened.filter(({ emphasis }) => emphasis === 'bold').map(({ text }) => text);
    expect(marked.at(-1)).toBe('2022年，市科协共开展科普活动318场，受益群众4.2万人次。');
    followed.close();
    await rm(place, { recursive: true });
  });

  it('says nothing where only what others may read has changed', async () => {
    const place = await mkdtemp(join(tmpdir(), 'kewen-news-'));
    await publish(place, { 'corpus/yanling-2022.md': KEEPS });
    const followed = await follow(place);
    const chat = await beginChat(followed, settings);
    const budget = REPORTS['corpus/yanling-2022-budget.md'] ?? '';
    await publish(place, { 'corpus/yanling-2022.md': KEEPS, 'corpus/yanling-2022-budget.md': budget });
    expect(await chat.refresh()).toEqual([]);
    followed.close();
    await rm(place, { recursive: true });
  });
});

describe('a chat that a program reads', () => {
  it('tells nobody to type a number', async () => {
    const chat = await beginChat(still(index), { ...settings, isInteractive: false });
    const shown = textOf((await chat.reply('科普活动开展了多少场？')).lines);
    expect(shown).toContain('是这几个里的哪一个？\n  · ');
    expect(shown).not.toContain('输入');
  });
});

describe('at a terminal', () => {
  const tty = () => Object.assign(new PassThrough(), { isTTY: true, columns: 60 });

  /** A person who types when asked to. */
  async function sit() {
    const [input, output, errors] = [tty(), tty(), tty()];
    const terminal = createTerminal(input, output, errors, { TERM: 'xterm' });
    let screen = '';
    output.setEncoding('utf8').on('data', (text: string) => {
      screen += text;
    });
    const history = join(folder, 'data', 'history.txt');
    const over = converse(await beginChat(still(index), settings), terminal, history);
    const until = async (wanted: string) => {
      while (!screen.includes(wanted)) await once(output, 'data');
      screen = screen.slice(screen.indexOf(wanted) + wanted.length);
    };
    await until('离开。');
    await until('问> ');
    return { input, over, until, history };
  }

  it('answers with the span in bold and keeps what was typed for next time', async () => {
    const { input, over, until, history } = await sit();
    input.write('雁岭2022年开展了多少场科普活动？\r');
    await until('\u001b[1m318场\u001b[22m');
    await until('问> ');
    input.write(':退出\r');
    await over;
    expect(await readFile(history, 'utf8')).toContain('雁岭2022年开展了多少场科普活动？\n');

    const again = await sit();
    again.input.write('\u001b[A\u001b[A\r'); // twice the arrow up
    await again.until('318场');
    again.input.write('\u0004');
    await again.over;
  });

  it('finds what was typed before by any part of it', async () => {
    const { input, over, until } = await sit();
    for (const question of ['雁岭2022年新建院士工作站多少家？', '禾汀2021年开展了多少场科普活动？']) {
      input.write(`${question}\r`);
      await until('[1]');
      await until('问> ');
    }
    input.write('\u0012'); // Ctrl-R
    input.write('院士');
    await until('找“院士”> ');
    await until('新建院士工作站');
    input.write('\r');
    await until('\u001b[1m3家\u001b[22m');
    await until('问> ');

    input.write('\u0012');
    input.write('场\u007f年'); // a word taken back
    await until('找“年”> ');
    input.write('\u0012'); // an older one
    await until('禾汀2021年');
    input.write('\u0007'); // Ctrl-G: as it was
    await until('问> ');
    input.write('\u0012');
    input.write('没有问过的');
    await until('没有“没有问过的”> ');
    input.write('\u0003');
    await until('问> ');
    input.write('\u0004');
    await over;
  });

  it('gives up the line at the first Ctrl-C and leaves at the second', async () => {
    const { input, over, until } = await sit();
    input.write('半句');
    await until('半句');
    input.write('\u0003');
    await until('再按一次');
    await until('问> ');
    input.write('\u0003');
    await over;
  });

  it('leaves at Ctrl-D', async () => {
    const { input, over } = await sit();
    input.write('\u0004');
    await over;
  });
});

describe('readLines', () => {
  const linesOf = async (...chunks: (string | number[])[]) => {
    const stream = new PassThrough();
    for (const chunk of chunks) stream.write(typeof chunk === 'string' ? chunk : Buffer.from(chunk));
    stream.end();
    const lines: (string | null)[] = [];
    for await (const { text } of readLines(stream)) lines.push(text);
    return lines;
  };

  it('puts characters together that were cut between two chunks', async () => {
    expect(await linesOf([0xe7, 0xa7], [0x91, 0x0a, 0x61])).toEqual(['科', 'a']);
  });

  it('drops carriage returns and a byte order mark and keeps U+2028', async () => {
    expect(await linesOf('\ufeffa\r\nb\u2028c\n\n')).toEqual(['a', 'b\u2028c', '']);
  });

  it('gives null for a line that is not UTF-8 and goes on', async () => {
    expect(await linesOf([0xff, 0x0a], 'a')).toEqual([null, 'a']);
  });
});
