import { afterEach, describe, expect, it } from 'vitest';
import type { BotMessage } from '../../fakes/telegram/chats.ts';
import { edit, type Person, type Saying, say, settle, tap } from '../../fakes/telegram/people.ts';
import { reportsOfFile } from './reports.ts';
import { World } from './world.ts';

const built = reportsOfFile();

const someone: Person = { id: 11, language: 'zh-hans' };
const another: Person = { id: 12, language: 'zh-hans' };
const GROUP = -1001;
const QUESTION = '平湖市科协2020年开展了多少项科普活动？';
const labels = (message: BotMessage) => message.buttons.map(({ text }) => text);
const marked = (message: BotMessage, type: string) =>
  message.entities
    .filter((entity) => entity.type === type)
    .map(({ offset, length }) => message.text.slice(offset, offset + length));

describe.each(['polling', 'webhook'] as const)('with %s', (mode) => {
  let world: World;
  const start = async (fake = {}) => {
    world = await World.start({ index: built.index, mode, fake });
  };
  afterEach(() => world.end());

  /** Says something and waits for the bot's next message in that chat. */
  const ask = async (person: Person, text: string, saying: Saying = {}): Promise<BotMessage> => {
    const chat = saying.chat ?? person.id;
    const before = world.fake.messages(chat).length;
    say(world.fake, person, text, saying);
    return world.fake.until(() => world.fake.messages(chat)[before]);
  };
  const tapped = async (person: Person, message: BotMessage, label: string): Promise<string> => {
    const edits = message.edits;
    const id = tap(world.fake, person, message, label);
    await world.fake.until(() => message.edits > edits);
    return world.fake.chats.tapAnswers.get(id) as string;
  };

  it('answers first, quotes the sentence folded with the span in bold, and says where it stands', async () => {
    await start();
    const message = await ask(someone, QUESTION);
    expect(message.text.split('\n')[0]).toBe(
      '平湖市科协（2020年）：一年里开展各类科普活动共106项，在现场服务群众8.6万人次。',
    );
    expect(marked(message, 'expandable_blockquote')[0]).toContain('一年里开展各类科普活动共106项');
    expect(marked(message, 'bold')).toEqual(['106项']);
    expect(message.text).toContain('平湖市科协 · 2020年 · ');
    expect(labels(message)).toEqual(['看原文', '有用', '没用']);
  });

  it('understands a follow-up, and a reply to an older answer', async () => {
    await start();
    const first = await ask(someone, QUESTION);
    expect((await ask(someone, '那太仓呢？')).text).toContain('925项');
    await ask(someone, '弥勒市科协2021年组织了多少场科普活动？');
    expect((await ask(someone, '那武侯呢？', { replyTo: first })).text).toContain('1286场次');
  });

  it('pages through the passage in place and goes back to the answer', async () => {
    await start();
    const message = await ask(someone, QUESTION);
    const answer = message.text;
    await tapped(someone, message, '看原文');
    expect(message.text).toContain('平湖市科协2020年工作综述');
    expect(marked(message, 'blockquote')[0]).toContain('社区科普行动27项');
    expect(marked(message, 'bold').at(-1)).toContain('一年里开展各类科普活动共106项');
    const page = message.text;
    await tapped(someone, message, '后文');
    expect(message.text).not.toBe(page);
    await tapped(someone, message, '前文');
    expect(message.text).toBe(page);
    await tapped(someone, message, '返回回答');
    expect(message.text).toBe(answer);
  });

  it('goes through the sources of an answer', async () => {
    await start();
    const message = await ask(someone, '两家科协各开展了多少项科普活动');
    const headline = message.text.split('\n\n')[0] as string;
    expect(headline.split('；\n').length).toBeGreaterThan(1);
    const sources = message.text.match(/（1\/(\d+)）/u);
    const seen = new Set([message.text]);
    for (let i = 1; i < Number(sources?.[1]); i++) {
      await tapped(someone, message, '下一条出处');
      expect(message.text).toContain(`（${i + 1}/${sources?.[1]}）`);
      expect(message.text.startsWith(headline)).toBe(true);
      seen.add(message.text);
    }
    await tapped(someone, message, '下一条出处');
    expect(seen.has(message.text)).toBe(true);
  });

  it('takes one vote a person, changeable, and marks it only where nobody else sees it', async () => {
    await start();
    const message = await ask(someone, QUESTION);
    expect(await tapped(someone, message, '有用')).toContain('谢谢');
    expect(labels(message)).toContain('✓ 有用');
    await tapped(someone, message, '没用');
    expect(labels(message)).toEqual(['看原文', '有用', '✓ 没用']);
    expect(await world.records.voteOf(1, 'telegram:11')).toBe('not-useful');

    const shared = await ask(someone, `/ask ${QUESTION}`, { chat: GROUP });
    const taps = [tap(world.fake, someone, shared, '有用'), tap(world.fake, another, shared, '没用')];
    await world.fake.until(() => taps.every((id) => world.fake.chats.tapAnswers.has(id)));
    expect(labels(shared)).toEqual(['看原文', '有用', '没用']);
    expect(await world.records.voteOf(2, 'telegram:11')).toBe('useful');
    expect(await world.records.voteOf(2, 'telegram:12')).toBe('not-useful');
  });

  it('changes the answer when the question is edited, and nothing when only its preview has changed', async () => {
    await start();
    const said = say(world.fake, someone, QUESTION);
    const message = await world.fake.until(() => world.fake.messages(11)[0]);
    edit(world.fake, said as NonNullable<typeof said>, '太仓市科协2021年开展了多少项科普活动？');
    await world.fake.until(() => message.edits === 1);
    expect(message.text).toContain('925项');
    edit(world.fake, said as NonNullable<typeof said>, '太仓市科协2021年开展了多少项科普活动？');
    await ask(someone, '谢谢');
    expect(message.edits).toBe(1);
    expect(world.fake.messages(11)).toHaveLength(2);
    expect(await world.records.lastQuestions('telegram', 'telegram:11', 5)).toEqual([
      '太仓市科协2021年开展了多少项科普活动？',
    ]);
  });

  it('answers a message that became a question by an edit', async () => {
    await start();
    const said = say(world.fake, someone, `${QUESTION}${'请'.repeat(300)}`);
    expect((await world.fake.until(() => world.fake.messages(11)[0])).text).toContain('太长');
    edit(world.fake, said as NonNullable<typeof said>, QUESTION);
    expect((await world.fake.until(() => world.fake.messages(11)[1])).text).toContain('106项');
  });

  it('says a friendly line to what is no text in private, and nothing in groups', async () => {
    await start();
    say(world.fake, someone, '', { other: { sticker: { file_id: 'x' } } });
    expect((await world.fake.until(() => world.fake.messages(11)[0])).text).toContain('我只看得懂文字');
    say(world.fake, someone, '', { chat: GROUP, other: { photo: [] } });
    say(world.fake, someone, '大家好，今天开会', { chat: GROUP });
    say(world.fake, someone, `@kewen_test_bot ${'多'.repeat(301)}`, { chat: GROUP });
    say(world.fake, { id: 99, isBot: true }, `/ask ${QUESTION}`, { chat: GROUP });
    await ask(someone, `@kewen_test_bot ${QUESTION}`, { chat: GROUP });
    expect(world.fake.messages(GROUP)).toHaveLength(1);
  });

  it('answers in groups by command, mention and reply, each to the message that asked', async () => {
    await start();
    for (const text of [
      `/ask ${QUESTION}`,
      `/ask@kewen_test_bot ${QUESTION}`,
      `${QUESTION} @kewen_test_bot`,
    ]) {
      const message = await ask(someone, text, { chat: GROUP });
      expect(message.text).toContain('106项');
      expect(message.replyTo).not.toBeNull();
    }
    const last = world.fake.messages(GROUP).at(-1) as BotMessage;
    expect((await ask(another, '那太仓呢？', { chat: GROUP, replyTo: last })).text).toContain('925项');
    const other = await ask(another, '/ask', { chat: GROUP });
    expect(other.text).toContain('请把问题写在后面');
  });

  it('keeps out of what people say to each other below its answer, and keeps nothing of it', async () => {
    await start();
    const first = await ask(someone, `/ask ${QUESTION}`, { chat: GROUP });
    const talk = ['哈哈', '+1', '好的，我来改', '明天下午三点开会讨论', '@xiaowang 那太仓呢？', '中午吃啥'];
    for (const text of talk) say(world.fake, another, text, { chat: GROUP, replyTo: first });
    for (const text of talk) say(world.fake, someone, text, { chat: GROUP, replyTo: first });
    await settle(world.fake, GROUP);
    expect(world.fake.messages(GROUP)).toHaveLength(1);
    expect(await world.records.lastQuestions('telegram', `telegram:${another.id}`, 5)).toEqual([]);
    // What was said in between is no question that a follow-up could build on.
    expect((await ask(someone, '/ask 那太仓呢？', { chat: GROUP })).text).toContain('925项');
  });

  it('answers a follow-up and a question that the reports answer, as a reply without a mention', async () => {
    await start();
    const first = await ask(someone, `/ask ${QUESTION}`, { chat: GROUP });
    expect((await ask(another, '那太仓呢？', { chat: GROUP, replyTo: first })).text).toContain('925项');
    const sure = '太仓市科协2021年开展了多少项科普活动？';
    expect((await ask(another, sure, { chat: GROUP, replyTo: first })).text).toContain('925项');
  });

  it('answers what is written under a photo, and declines voice', async () => {
    await start();
    const caption = { photo: [], caption: QUESTION, caption_entities: [] };
    expect((await ask(someone, '', { other: caption })).text).toContain('106项');
    expect((await ask(someone, '', { other: { voice: {} } })).text).toContain('听不了语音');
  });

  it('hears commands and replies with privacy mode on', async () => {
    await start({ privacyMode: true });
    expect(say(world.fake, someone, `@kewen_test_bot ${QUESTION}`, { chat: GROUP })).toBeNull();
    const message = await ask(someone, `/ask ${QUESTION}`, { chat: GROUP });
    expect((await ask(another, '那太仓呢？', { chat: GROUP, replyTo: message })).text).toContain('925项');
    expect(world.log.join('')).toContain('隐私模式开着');
  });

  it('follows up within one topic of a forum, where the answer goes too', async () => {
    await start();
    const first = await ask(someone, `/ask ${QUESTION}`, { chat: GROUP, thread: 5 });
    expect(first.text).toContain('106项');
    expect((await ask(someone, '/ask 那太仓呢？', { chat: GROUP, thread: 5 })).text).toContain('925项');
    const sent = world.fake.calls.filter(({ method }) => method === 'sendMessage');
    expect(sent.every(({ payload }) => payload['message_thread_id'] === 5)).toBe(true);
  });
});
