import { afterEach, describe, expect, it } from 'vitest';
import { inlineAnswer, lookUp, say, settle, tap } from '../../fakes/telegram/people.ts';
import { reportsOfFile } from './reports.ts';
import { World } from './world.ts';

const built = reportsOfFile();

let world: World;
afterEach(() => world.end());
const YAML = `telegram:
  person: { atOnce: 2, perMinute: 1 }
  group: { atOnce: 3, perMinute: 2 }
  inline: { atOnce: 2, perMinute: 6 }
`;
const start = async () => {
  world = await World.start({ index: built.index, yaml: YAML });
};
const QUESTION = '平湖市科协2020年开展了多少项科普活动？';
const texts = (chat: number) => world.fake.messages(chat).map(({ text }) => text);
describe('fairness', () => {
  it('tells a person who asks too fast so once, is quiet then, and answers again later; another notice comes only after a rest', async () => {
    await start();
    for (let i = 0; i < 6; i++) say(world.fake, { id: 11 }, QUESTION);
    await settle(world.fake, 11);
    expect(texts(11)).toHaveLength(3);
    expect(texts(11)[2]).toContain('请过 60 秒再问');
    world.time.nowMs += 61_000;
    say(world.fake, { id: 11 }, QUESTION);
    say(world.fake, { id: 11 }, QUESTION);
    await settle(world.fake, 11);
    expect(texts(11)).toHaveLength(4);
    expect(texts(11)[3]).toContain('106项');
    world.time.nowMs += 121_000;
    for (let i = 0; i < 4; i++) say(world.fake, { id: 11 }, QUESTION);
    await settle(world.fake, 11);
    expect(texts(11)).toHaveLength(7);
    expect(texts(11)[6]).toContain('问得太快');
  });

  it('counts a person over all chats, and a group over all its members', async () => {
    await start();
    for (const id of [21, 22, 23, 24, 25]) say(world.fake, { id }, `/ask ${QUESTION}`, { chat: -7 });
    await settle(world.fake, -7);
    expect(texts(-7)).toHaveLength(4);
    expect(texts(-7)[3]).toContain('问得太快');
    say(world.fake, { id: 21 }, QUESTION);
    say(world.fake, { id: 21 }, QUESTION);
    await settle(world.fake, 21);
    expect(texts(21).map((text) => text.includes('106项'))).toEqual([true, false]);
  });

  it('keeps its count over a restart', async () => {
    await start();
    for (let i = 0; i < 3; i++) say(world.fake, { id: 11 }, QUESTION);
    await settle(world.fake, 11);
    await world.stopBot();
    await world.startBot();
    say(world.fake, { id: 11 }, QUESTION);
    await settle(world.fake, 11);
    expect(texts(11)).toHaveLength(3);
  });

  it('gives who types inline too fast an empty answer that nobody else is shown', async () => {
    await start();
    const answers = [];
    for (let i = 0; i < 3; i++)
      answers.push(await inlineAnswer(world.fake, lookUp(world.fake, { id: 11 }, `${QUESTION}${i}`)));
    expect(answers[0]).toMatchObject({ is_personal: false, cache_time: 60 });
    expect(answers[2]).toMatchObject({ results: [], is_personal: true, cache_time: 0 });
    const other = await inlineAnswer(world.fake, lookUp(world.fake, { id: 12 }, `${QUESTION}2`));
    expect(other['results']).not.toEqual([]);
  });

  it('answers every tap, also those it does not follow', async () => {
    await start();
    say(world.fake, { id: 11 }, QUESTION);
    const message = await world.fake.until(() => world.fake.messages(11)[0]);
    const ids = Array.from({ length: 5 }, () => tap(world.fake, { id: 11 }, message, '有用'));
    await world.fake.until(() => ids.every((id) => world.fake.chats.tapAnswers.has(id)));
    expect(ids.map((id) => world.fake.chats.tapAnswers.get(id))).toEqual([
      expect.stringContaining('谢谢'),
      '已经记下了',
      expect.stringContaining('太快'),
      '',
      '',
    ]);
  });

  it('is quick with a chat that floods: few are answered, others do not wait', async () => {
    await start();
    for (let i = 0; i < 3_000; i++) say(world.fake, { id: 11 }, `第${i}个`);
    say(world.fake, { id: 12 }, QUESTION);
    await world.fake.until(() => texts(12)[0]);
    await settle(world.fake, 11);
    expect(texts(11)).toHaveLength(3);
  });
});
