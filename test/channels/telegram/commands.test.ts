import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Action, createButtons } from '../../../src/channels/telegram/buttons.ts';
import { linkOf, shortName } from '../../../src/channels/telegram/links.ts';
import type { BotMessage } from '../../fakes/telegram/chats.ts';
import { inlineAnswer, lookUp, type Person, say, tap, tapData } from '../../fakes/telegram/people.ts';
import { reportsOfFile } from './reports.ts';
import { World } from './world.ts';

const built = reportsOfFile();
let world: World;
beforeAll(async () => {
  world = await World.start({ index: built.index });
});
afterAll(async () => {
  await world.end();
});

let next = 100;
const newPerson = (language = 'zh-hans'): Person => ({ id: next++, language });
const QUESTION = '平湖市科协2020年开展了多少项科普活动？';

async function ask(person: Person, text: string, chat = person.id): Promise<BotMessage> {
  const before = world.fake.messages(chat).length;
  say(world.fake, person, text, { chat });
  return world.fake.until(() => world.fake.messages(chat)[before]);
}

describe('the bot', () => {
  it('sets its commands and descriptions at start, in Chinese and in English', async () => {
    await world.fake.until(() => world.fake.chats.profile.size === 9);
    const { profile } = world.fake.chats;
    const names = (key: string) =>
      ((profile.get(key)?.['commands'] ?? []) as { command: string }[]).map(({ command }) => command);
    expect(names('setMyCommands')).toEqual(['ask', 'reports', 'source', 'help', 'privacy']);
    expect(names('setMyCommands en')).toEqual(names('setMyCommands'));
    expect(profile.get('setMyDescription')?.['description']).toContain('科协');
    expect(profile.get('setMyDescription en')?.['description']).toContain('association');
    expect(profile.get('setMyShortDescription zh')?.['short_description']).toContain('每个回答都附原文');
  });

  it('greets, explains itself and what it keeps, in the language of the app', async () => {
    const person = newPerson();
    expect((await ask(person, '/start')).text).toContain('直接写下问题就行');
    expect((await ask(person, '/help')).text).toContain('@kewen_test_bot');
    expect((await ask(person, '/privacy')).text).toContain('保留 90 天');
    expect((await ask(newPerson('en'), '/help')).text).toContain('Ask on');
    expect((await ask(newPerson('de'), '/help')).text).toContain('像问同事一样问');
  });

  it('lists the public reports and no other', async () => {
    const { text } = await ask(newPerson(), '/reports');
    expect(text).toContain('现有 12 份报告');
    expect(text).toContain('平湖市科协 · 2020年\n平湖市科协2020年工作综述');
    expect(text).not.toMatch(/绩效|内部情况通报/u);
  });

  it('opens the passage that a link names, and pages through it', async () => {
    const person = newPerson();
    const passage = await world.desk.use((index) => index.passage(20)?.id as string);
    const message = await ask(person, `/start p_${linkOf(passage)}`);
    const text = await world.desk.use((index) => index.passage(20)?.text as string);
    expect(message.text).toContain(text.slice(0, 30));
    tap(world.fake, person, message, '后文');
    await world.fake.until(() => message.edits === 1);
    expect(message.text).not.toContain(text.slice(0, 30));
  });

  it('greets at a link of another kind, and says so at a link to what is gone', async () => {
    const person = newPerson();
    expect((await ask(person, '/start hello')).text).toContain('我是科问');
    expect((await ask(person, '/start p_0123456789abcdef')).text).toContain('不在现在的报告里');
  });

  it('shows the source of the last answer that has one', async () => {
    const person = newPerson();
    expect((await ask(person, '/source')).text).toContain('还没有可以看原文的回答');
    await ask(person, QUESTION);
    await ask(person, '火星移民计划花了多少钱');
    expect((await ask(person, '/source')).text).toContain('社区科普行动27项');
  });

  it('deletes what is kept of a person who asks for it', async () => {
    const person = newPerson();
    await ask(person, QUESTION);
    expect(await world.records.lastQuestions('telegram', `telegram:${person.id}`, 5)).toHaveLength(1);
    expect((await ask(person, '/privacy delete')).text).toContain('已经删掉');
    expect(await world.records.lastQuestions('telegram', `telegram:${person.id}`, 5)).toEqual([]);
  });

  it('knows no other command: a line in private, silence in groups unless it is named', async () => {
    expect((await ask(newPerson(), '/weather')).text).toContain('没有这个命令');
    const person = newPerson();
    say(world.fake, person, '/weather', { chat: -50 });
    expect((await ask(person, '/weather@kewen_test_bot', -50)).text).toContain('没有这个命令');
    expect(world.fake.messages(-50)).toHaveLength(1);
  });
});

describe('the menus', () => {
  const labels = ({ buttons }: BotMessage) => buttons.map(({ text }) => text);
  const tapped = async (person: Person, message: BotMessage, label: string) => {
    const { edits } = message;
    tap(world.fake, person, message, label);
    await world.fake.until(() => message.edits > edits);
    return message;
  };

  it('lead from /start and /help to an association, its years, a report and questions that it answers', async () => {
    for (const command of ['/start', '/help']) {
      const person = newPerson();
      const menu = await ask(person, command);
      expect(labels(menu).slice(-2)).toEqual(['各家科协', '最近的报告']);
      expect(labels(menu)).toHaveLength(5);
      await tapped(person, menu, '各家科协');
      expect(labels(menu)).toContain('平湖市科协');
      await tapped(person, menu, '兰溪市科协');
      expect(labels(menu).slice(0, 2)).toEqual(['2023年', '2022年']);
      await tapped(person, menu, '2023年');
      expect(menu.text).toContain('兰溪市科学技术协会2023年度工作总结');
      const [question = ''] = labels(menu);
      tap(world.fake, person, menu, question);
      const answer = await world.fake.until(() => world.fake.messages(person.id)[1]);
      expect(answer.text).toContain('兰溪市科协（2023年）');
      await tapped(person, menu, '回到开头');
      expect(menu.text).toContain('我是科问');
    }
  });

  it('offer the latest reports, and every example is answered', async () => {
    const person = newPerson();
    const menu = await ask(person, '/start');
    for (const [i, example] of labels(menu).slice(0, 3).entries()) {
      tap(world.fake, person, menu, example);
      const answer = await world.fake.until(() => world.fake.messages(person.id)[i + 1]);
      expect(answer.text).toContain('《');
    }
    await tapped(person, menu, '最近的报告');
    expect(menu.text.indexOf('2025年阆中')).toBeLessThan(menu.text.indexOf('兰溪市科学技术协会2023'));
    await tapped(person, menu, '1. ');
    expect(menu.text).toContain('2025年阆中市科协工作综述');
  });

  it('answer a question once that is tapped twice', async () => {
    const person = newPerson();
    const menu = await ask(person, '/start');
    const [example = ''] = labels(menu);
    tap(world.fake, person, menu, example);
    const again = tap(world.fake, person, menu, example);
    await world.fake.until(() => world.fake.chats.tapAnswers.get(again));
    expect(world.fake.chats.tapAnswers.get(again)).toContain('已经回答了');
    expect(world.fake.messages(person.id)).toHaveLength(2);
  });

  it('say of what is not in the reports any more that the button has expired', async () => {
    const person = newPerson();
    const menu = await ask(person, '/start');
    const buttons = createButtons(world.fake.token);
    const stale: Action[] = [
      { do: 'association', name: '00000000', page: 0 },
      { do: 'report', report: '00000000' },
      { do: 'example', question: '00000000', report: '' },
      { do: 'example', question: '00000000', report: '00000000' },
    ];
    for (const action of stale) {
      const id = tapData(world.fake, person, menu, buttons.seal(person.id, action));
      await world.fake.until(() => world.fake.chats.tapAnswers.has(id));
      expect(world.fake.chats.tapAnswers.get(id)).toContain('过期');
    }
    expect(world.fake.messages(person.id)).toHaveLength(1);
  });

  it('name no report for staff', async () => {
    const person = newPerson();
    const menu = await ask(person, '/start');
    await tapped(person, menu, '各家科协');
    await tapped(person, menu, '兰溪市科协');
    expect(JSON.stringify(menu)).not.toMatch(/内部|紫貂/u);
    const link = `/start r_${shortName('lanxi-2023-internal')}`;
    expect((await ask(person, link)).text).toContain('现在没有了');
  });
});

describe('inline mode', () => {
  const results = async (query: string, offset = '', person = newPerson()) => {
    const answer = await inlineAnswer(world.fake, lookUp(world.fake, person, query, offset));
    return {
      found: answer['results'] as Record<string, unknown>[],
      next: answer['next_offset'] as string,
      answer,
    };
  };

  it('gives the answer first, each result with its source and a link to the passage', async () => {
    const { found, answer } = await results('平湖市科协2020年开展了多少项科普活动');
    expect(found[0]?.['title']).toContain('106项');
    expect(found[0]?.['description']).toContain('平湖市科协 · 2020年');
    expect(JSON.stringify(found[0]?.['reply_markup'])).toMatch(
      /https:\/\/t\.me\/kewen_test_bot\?start=p_[0-9a-f]{16}/u,
    );
    expect(found.length).toBeLessThanOrEqual(10);
    expect(answer['is_personal']).toBe(false);
  });

  it('leads to the passage by the link of a result', async () => {
    const { found } = await results('太仓市科协2021年开展了多少项科普活动');
    const start = /start=(p_\w+)/u.exec(JSON.stringify(found[0]))?.[1];
    expect((await ask(newPerson(), `/start ${start}`)).text).toContain('925项');
  });

  it('offers titles of reports and questions after their figures to what is no question yet', async () => {
    const offered = async (typed: string) => {
      // Spaces make it another query for the cache; what is offered is collected in the background.
      for (let spaces = 1; ; spaces++) {
        const { found } = await results(`${typed}${' '.repeat(spaces)}`);
        if (found.some(({ title }) => String(title).includes('大事记'))) return found;
        await new Promise(setImmediate);
      }
    };
    const [report] = await offered('大事记');
    expect(report?.['title']).toBe('安顺市科协2024年大事记');
    expect(JSON.stringify(report?.['reply_markup'])).toContain('start=r_');
    const start = /start=(r_\w+)/u.exec(JSON.stringify(report))?.[1];
    expect((await ask(newPerson(), `/start ${start}`)).text).toContain('安顺市科协2024年大事记');

    const { found } = await results('太仓 科普活动');
    const titles = found.map(({ title }) => String(title));
    expect(titles[0]).not.toContain('没有');
    expect(titles).toContain('太仓市科协2021年科普活动有多少项？');
    const topic = found.find(({ title }) => title === '太仓市科协2021年科普活动有多少项？');
    expect(topic?.['description']).toContain('925项');
  });

  it('answers nothing that was not asked', async () => {
    const { found } = await results('火星移民');
    expect(JSON.stringify(found)).not.toContain('报告里没有');
  });

  it('goes on page by page, to an end', async () => {
    const seen = new Set<string>();
    let offset = '';
    do {
      const { found, next } = await results('科普活动', offset);
      for (const result of found) seen.add(String(result['id']));
      offset = next;
    } while (offset !== '');
    expect(seen.size).toBeGreaterThan(10);
  });

  it('says that the reports say nothing, with topics that they cover', async () => {
    const { found } = await results('火星移民计划花了多少钱');
    expect(found[0]?.['title']).toContain('报告里没有');
    expect(found.length).toBeGreaterThan(1);
  });

  it('gives what several people asked when nothing is typed yet', async () => {
    const popular = '弥勒市科协2021年组织了多少场科普活动？';
    for (const person of [newPerson(), newPerson()]) await ask(person, popular);
    await ask(newPerson(), '荣成市科协五年里开展了多少场次科普活动？');
    const { found } = await results('');
    expect(JSON.stringify(found)).toContain(popular);
    expect(JSON.stringify(found)).not.toContain('荣成市科协五年里');
  });
});
