import { afterEach, describe, expect, it } from 'vitest';
import type { BotMessage } from '../../fakes/telegram/chats.ts';
import { edit, type Saying, say, settle } from '../../fakes/telegram/people.ts';
import { reportsOfFile } from './reports.ts';
import { World } from './world.ts';

const built = reportsOfFile();
const someone = { id: 11, language: 'zh-hans' };
const GROUP = -1001;
const COMPARED = '平湖、太仓、安顺、黄石谁的科普活动多';
const PLAIN = '平湖市科协2020年开展了多少项科普活动？';

describe('the figures of a comparison', () => {
  let world: World;
  afterEach(() => world.end());

  /** Says something and gives what stands in the chat once it is dealt with. */
  const dealtWith = async (text: string, saying: Saying = {}) => {
    const said = say(world.fake, someone, text, saying);
    const chat = saying.chat ?? someone.id;
    await settle(world.fake, chat);
    return { said, messages: world.fake.messages(chat) };
  };
  const photos = (messages: readonly BotMessage[]) => messages.filter(({ photo }) => photo);

  it('go below the answer as a photo with all of them in words, and only where there are several', async () => {
    world = await World.start({ index: built.index });
    const { messages } = await dealtWith(COMPARED);
    const [answer, photo] = messages;
    expect(messages).toHaveLength(2);
    expect(photo?.photo).toMatchObject({ name: 'chart.png' });
    expect(photo?.replyTo).toBe(answer?.id);
    for (const figure of ['106项', '925项', '1634场次', '2863场次']) expect(photo?.text).toContain(figure);
    expect(photos((await dealtWith(PLAIN)).messages)).toHaveLength(1);
  });

  it('change with a question that is edited, and go where there is nothing to compare any more', async () => {
    world = await World.start({ index: built.index });
    const { said } = await dealtWith(COMPARED);
    if (!said) throw new Error('nothing was said');
    edit(world.fake, said, '各家科协各开展了多少项科普活动');
    await settle(world.fake, someone.id);
    expect(photos(world.fake.messages(someone.id)).map(({ text }) => text)).toEqual([
      expect.stringContaining('672场次'),
    ]);
    edit(world.fake, said, PLAIN);
    await settle(world.fake, someone.id);
    expect(photos(world.fake.messages(someone.id))).toEqual([]);
  });

  it('are followed up in a reply to the photo', async () => {
    world = await World.start({ index: built.index });
    const { messages } = await dealtWith(`/ask ${COMPARED}`, { chat: GROUP });
    const photo = photos(messages)[0] as BotMessage;
    const replied = await dealtWith('那武侯呢？', { chat: GROUP, replyTo: photo });
    expect(replied.messages.at(-1)?.text).toContain('武侯区科协（2022年）');
  });

  it('stay in words where the photo is refused: nothing is said twice', async () => {
    world = await World.start({ index: built.index });
    world.fake.fail('sendPhoto', { kind: 'refuse', code: 400, description: 'Bad Request: no rights' });
    expect((await dealtWith(COMPARED)).messages).toHaveLength(1);
    world.fake.fail('sendPhoto', { kind: 'page' }, 9);
    expect((await dealtWith(COMPARED)).messages).toHaveLength(2);
    expect(world.log.join('')).toContain('没有发出去');
  });
});
