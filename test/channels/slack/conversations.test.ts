import Database from 'better-sqlite3';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  buttonsOf,
  command,
  deliver,
  edit,
  envelope,
  eventsOf,
  labelsOf,
  MENTION,
  modalOf,
  press,
  pressInModal,
  pressWith,
  say,
  submit,
  wordsOf,
  write,
} from '../../fakes/slack/people.ts';
import type { FakeEphemeral, FakeMessage } from '../../fakes/slack/workspace.ts';
import {
  buildIndex,
  type Kewen,
  newFolder,
  STAFF_FIGURE,
  STAFF_QUESTION,
  startKewen,
  type TransportName,
} from './kewen.ts';

const ASKED = '平湖2020年开展了多少项科普活动？';
const BROAD = '科普活动多少场';
const BEYOND = '新冠疫苗接种了多少人';
const HELPERS = 'slack: { default: { helpers: SHELP, answersPerMinute: 600 } }';

let index: string;
beforeAll(async () => {
  index = await buildIndex(await newFolder());
});

describe.each<TransportName>(['socket', 'http'])('in Slack over %s', (transport) => {
  let kewen: Kewen;

  beforeEach(async () => {
    kewen = await startKewen({ index, transport, yaml: HELPERS });
    kewen.slack.workspace.groups.set('SHELP', ['UANN', 'UBEN']);
  });

  afterEach(async () => {
    await kewen.stop();
    await kewen.slack.stop();
    expect(kewen.slack.breaches).toEqual([]);
  });

  const posted = (count: number, channel = 'C1') =>
    kewen.slack.until(() => {
      const all = kewen.slack.workspace.posted(channel);
      return all.length >= count && all;
    });
  const nth = async (count: number, channel = 'C1') =>
    (await posted(count, channel))[count - 1] as FakeMessage;
  const whispered = (count: number, user = 'U1') =>
    kewen.slack.until(() => {
      const all = kewen.slack.workspace.ephemerals.filter((seen) => seen.user === user);
      return all.length >= count && (all[count - 1] as FakeEphemeral);
    });
  const ask = (text: string, more: { channel?: string; user?: string; thread?: string } = {}) =>
    say(kewen.slack, { channel: 'C1', user: 'U1', text, ...more });

  it('answers a mention in a thread below it: the answer, the sentence with the span in bold, the buttons', async () => {
    const ts = await ask(`${MENTION}　${ASKED}`);
    const answer = await nth(1);
    expect(answer.thread_ts).toBe(ts);
    const words = wordsOf(answer).split('\n');
    expect(words[0]).toMatch(/^平湖市科协（2020年）：.*106项/u);
    expect(words.join('')).toMatch(/平湖市科协2020年工作综述 · 平湖市科协 · 2020年 · \S.* · 平湖市报纸专版/u);
    expect(JSON.stringify(answer.blocks)).toContain('{"type":"text","text":"106项","style":{"bold":true}}');
    expect(labelsOf(answer)).toEqual(['有用', '没用', '看原文']);
    expect(JSON.stringify(answer.blocks)).not.toMatch(/\*|<@/u);
  });

  it('answers a mention once although it comes as two events, each delivered twice and the second first', async () => {
    const said = { channel: 'C1', user: 'U1', text: `${ASKED} <@UBOT|kewen>` };
    const ts = write(kewen.slack, said);
    const [mention, message] = eventsOf(kewen.slack, said, ts);
    await Promise.all([message, mention, message, mention].map((event) => deliver(kewen.slack, event ?? {})));
    await ask(`${MENTION} 太仓2021年科普活动多少项？`);
    const all = await posted(2);
    expect(all.filter(({ thread_ts: thread }) => thread === ts)).toHaveLength(1);
    expect(all).toHaveLength(2);
  });

  it('follows its thread without being mentioned again and understands 那太仓呢', async () => {
    const ts = await ask(`${MENTION} ${ASKED}`);
    await posted(1);
    await ask('那太仓呢？', { thread: ts });
    const answer = await nth(2);
    expect(answer.thread_ts).toBe(ts);
    expect(wordsOf(answer)).toContain('925');
  });

  it('answers a follow-up that is delivered before the question it follows', async () => {
    const first = { channel: 'C1', user: 'U1', text: `${MENTION} ${ASKED}` };
    const root = write(kewen.slack, first);
    const second = { channel: 'C1', user: 'U1', text: '那太仓呢？', thread: root };
    const late = write(kewen.slack, second);
    for (const event of eventsOf(kewen.slack, second, late)) await deliver(kewen.slack, event);
    for (const event of eventsOf(kewen.slack, first, root)) await deliver(kewen.slack, event);
    const [one, two] = await posted(2);
    expect(wordsOf(one as FakeMessage)).toContain('106');
    expect(wordsOf(two as FakeMessage)).toContain('925');
  });

  it('keeps out of talk in its thread: thanks, a word to somebody else, a remark of another person', async () => {
    const ts = await ask(`${MENTION} ${ASKED}`);
    await posted(1);
    await ask('谢谢！', { thread: ts });
    await ask('<@U2> 你看看？', { thread: ts });
    await ask('我下午去问问老王', { thread: ts, user: 'U2' });
    await ask('那太仓呢？', { thread: ts });
    expect(wordsOf(await nth(2))).toContain('925');
    expect(kewen.slack.workspace.posted()).toHaveLength(2);
  });

  it('answers a remark it passed over once that is edited to mention it', async () => {
    const ts = await ask(`${MENTION} ${ASKED}`);
    await posted(1);
    const remark = await ask('我下午去问问老王', { thread: ts, user: 'U2' });
    await edit(kewen.slack, 'C1', remark, `${MENTION} 太仓2021年科普活动多少项？`);
    const answer = await nth(2);
    expect(answer.thread_ts).toBe(ts);
    expect(wordsOf(answer)).toContain('925');
    await edit(kewen.slack, 'C1', remark, `${MENTION} ${ASKED}`, 60);
    await kewen.slack.until(() => answer.edits === 1);
    expect(wordsOf(answer)).toContain('106');
    expect(kewen.slack.workspace.posted()).toHaveLength(2);
  });

  it('says nothing to other bots, joins, its own messages, old edits and talk that is not for it', async () => {
    const silent = [
      { user: 'U1', text: `${MENTION} ${ASKED}`, more: { bot_id: 'B2' } },
      { user: 'U1', text: `${MENTION} 加入了`, more: { subtype: 'channel_join' } },
      { user: 'UBOT', text: `${MENTION} ${ASKED}` },
      { user: 'USLACKBOT', text: `${MENTION} ${ASKED}` },
      { user: 'U1', text: ASKED },
      { user: 'U1', text: `<@U2> ${ASKED}` },
    ];
    for (const said of silent) await say(kewen.slack, { channel: 'C1', ...said });
    const old = write(kewen.slack, { channel: 'C1', user: 'U1', text: '早' });
    await edit(kewen.slack, 'C1', old, `${MENTION} ${ASKED}`, 301);
    await ask(`${MENTION} 太仓2021年科普活动多少项？`);
    expect(wordsOf(await nth(1))).toContain('925');
    expect(kewen.slack.workspace.posted()).toHaveLength(1);
    expect(kewen.slack.workspace.ephemerals).toEqual([]);
  });

  it('answers in a DM beside the question, and the next one in its light', async () => {
    await ask(ASKED, { channel: 'D1' });
    const first = await nth(1, 'D1');
    expect(first.thread_ts).toBeUndefined();
    await ask('那太仓呢？', { channel: 'D1' });
    expect(wordsOf(await nth(2, 'D1'))).toContain('925');
    await ask('那平湖呢？', { channel: 'D1', thread: first.ts });
    const third = await nth(3, 'D1');
    expect(third.thread_ts).toBe(first.ts);
    expect(wordsOf(third)).toContain('106');
  });

  it('answers an empty mention, a picture in a DM, thanks and a text that is far too long', async () => {
    await ask(MENTION);
    expect(wordsOf(await nth(1))).toContain('报告');
    await say(kewen.slack, { channel: 'D1', user: 'U1', text: '', more: { subtype: 'file_share' } });
    expect(wordsOf(await nth(1, 'D1'))).toContain('报告');
    await ask('谢谢啦', { channel: 'D1' });
    expect(wordsOf(await nth(2, 'D1'))).toContain('不客气');
    await ask('平湖科普活动'.repeat(3_000), { channel: 'D1' });
    expect(wordsOf(await nth(3, 'D1'))).toContain('太长');
  });

  it('changes the answer in its place when the question is edited within five minutes', async () => {
    const ts = await ask(`${MENTION} ${ASKED}`);
    const answer = await nth(1);
    await edit(kewen.slack, 'C1', ts, `${MENTION} 太仓2021年开展了多少项科普活动？`);
    await kewen.slack.until(() => answer.edits === 1);
    expect(wordsOf(answer)).toContain('925');
    expect(kewen.slack.workspace.posted()).toHaveLength(1);
    await ask('那平湖呢？', { thread: ts });
    expect(wordsOf(await nth(2))).toContain('106');
  });

  it('leaves the answer alone when the edit is late, changes no words or is an older one', async () => {
    const ts = await ask(`${MENTION} ${ASKED}`);
    const answer = await nth(1);
    await edit(kewen.slack, 'C1', ts, `${MENTION} 太仓2021年开展了多少项科普活动？`, 301);
    await edit(kewen.slack, 'C1', ts, `${MENTION}  ${ASKED}`, 60);
    await ask(`${MENTION} 太仓2021年科普活动多少项？`);
    await posted(2);
    expect(answer.edits).toBe(0);
  });

  it('answers an edit that comes before its message, and the message no more', async () => {
    const said = { channel: 'C1', user: 'U1', text: `${MENTION} 太仓2021年开展了多少项科普活动？` };
    const ts = write(kewen.slack, said);
    await edit(kewen.slack, 'C1', ts, `${MENTION} ${ASKED}`);
    for (const event of eventsOf(kewen.slack, said, ts)) await deliver(kewen.slack, event);
    await ask(`${MENTION} 太仓2021年科普活动多少项？`);
    const all = await posted(2);
    expect(all).toHaveLength(2);
    expect(wordsOf(all[0] as FakeMessage)).toContain('106');
  });

  it('answers /kewen to one person, and posts it to the channel once when asked to', async () => {
    await command(kewen.slack, 'U1', 'C1', ASKED);
    const answer = await whispered(1);
    expect(wordsOf(answer)).toContain('106');
    expect(labelsOf(answer)).toContain('发到频道');
    expect(kewen.slack.workspace.posted()).toEqual([]);
    await press(kewen.slack, 'U1', answer, '发到频道', 3);
    const shared = await nth(1);
    expect(shared.thread_ts).toBeUndefined();
    expect(wordsOf(shared)).toMatch(/问：平湖2020年/u);
    await kewen.slack.until(() => wordsOf(answer).includes('已发到频道'));
    expect(labelsOf(answer)).not.toContain('发到频道');
    expect(kewen.slack.workspace.posted()).toHaveLength(1);
  });

  it('shows an answer of /kewen to nobody else, not to a forged press either', async () => {
    await command(kewen.slack, 'U1', 'C1', ASKED);
    const answer = await whispered(1);
    const [share] = buttonsOf(answer).filter(({ action_id: id }) => String(id).startsWith('kewen.share'));
    await pressWith(kewen.slack, 'U2', answer, share ?? {});
    await whispered(1, 'U2');
    expect(kewen.slack.workspace.posted()).toEqual([]);
    expect(
      kewen.slack.workspace.ephemerals
        .filter(({ user }) => user === 'U2')
        .map(wordsOf)
        .join(),
    ).not.toContain('106');
  });

  it('answers a /kewen that is delivered twice once', async () => {
    await command(kewen.slack, 'U1', 'C1', ASKED, 2);
    await command(kewen.slack, 'U1', 'C1', BEYOND);
    await whispered(2);
    expect(kewen.slack.workspace.ephemerals).toHaveLength(2);
  });

  it('asks back with buttons and answers in place; who presses next is told it is done', async () => {
    await ask(`${MENTION} ${BROAD}`);
    const back = await nth(1);
    const choices = labelsOf(back);
    expect(choices.length).toBeGreaterThanOrEqual(2);
    const stale = buttonsOf(back)[1] ?? {};
    const taicang = choices.find((label) => label.startsWith('太仓')) as string;
    await press(kewen.slack, 'U1', back, taicang, 2);
    await kewen.slack.until(() => back.edits === 1);
    expect(wordsOf(back)).toContain('925');
    expect(labelsOf(back)).toEqual(['有用', '没用', '看原文']);
    await pressWith(kewen.slack, 'U2', back, stale);
    expect(wordsOf(await whispered(1, 'U2'))).toContain('选过');
    expect(kewen.slack.workspace.posted()).toHaveLength(1);
    await ask('那平湖呢？', { thread: back.thread_ts as string });
    expect(wordsOf(await nth(2))).toContain('106');
  });

  it('asks back and answers in place for /kewen too', async () => {
    await command(kewen.slack, 'U1', 'C1', BROAD);
    const back = await whispered(1);
    await press(kewen.slack, 'U1', back, '太仓');
    await kewen.slack.until(() => wordsOf(back).includes('925'));
    expect(kewen.slack.workspace.posted()).toEqual([]);
  });

  it('says what the reports do not have, with topics that are answered below, each once', async () => {
    await ask(`${MENTION} ${BEYOND}`);
    const none = await nth(1);
    expect(wordsOf(none)).toContain('报告里没有');
    const [topic] = labelsOf(none) as [string];
    await press(kewen.slack, 'U2', none, topic);
    const answer = await nth(2);
    expect(answer.thread_ts).toBe(none.thread_ts);
    expect(wordsOf(answer)).toContain(topic);
    await press(kewen.slack, 'U1', none, topic);
    expect(wordsOf(await whispered(1))).toContain('已经回答过');
    expect(kewen.slack.workspace.posted()).toHaveLength(2);
  });

  it('passes a question on to the user group once, with question and answer', async () => {
    await ask(`${MENTION} ${BEYOND}`);
    const none = await nth(1);
    const button = buttonsOf(none).find(({ action_id: id }) => String(id).startsWith('kewen.hand-off')) ?? {};
    await press(kewen.slack, 'U1', none, '转人工', 2);
    const request = await nth(2);
    expect(request.thread_ts).toBe(none.thread_ts);
    expect(JSON.stringify(request.blocks)).toContain('"usergroup_id":"SHELP"');
    expect(wordsOf(request)).toContain(BEYOND);
    expect(wordsOf(request)).toContain('报告里没有');
    await kewen.slack.until(() => wordsOf(none).includes('已转人工'));
    expect(labelsOf(none)).not.toContain('转人工');
    await pressWith(kewen.slack, 'U2', none, button);
    expect(wordsOf(await whispered(1, 'U2'))).toContain('已经转过');
    expect(kewen.slack.workspace.posted()).toHaveLength(2);
  });

  it('opens a group DM with the people of the group where nobody else sees the answer', async () => {
    await command(kewen.slack, 'U1', 'C1', BEYOND);
    await press(kewen.slack, 'U1', await whispered(1), '转人工');
    const request = await nth(1, 'GU1UANNUBEN');
    expect(wordsOf(request)).toContain(BEYOND);
    expect(kewen.slack.workspace.posted('C1')).toEqual([]);
  });

  it('counts one vote a person an answer, changeable, and asks what was wrong', async () => {
    await ask(`${MENTION} ${ASKED}`);
    const answer = await nth(1);
    await press(kewen.slack, 'U1', answer, '有用');
    expect(wordsOf(await whispered(1))).toContain('记下了：有用');
    await press(kewen.slack, 'U1', answer, '没用');
    expect(wordsOf(await whispered(2))).toContain('现在记的是没用');
    await press(kewen.slack, 'U2', answer, '没用');
    await whispered(1, 'U2');
    const form = modalOf(kewen.slack, 'U1');
    expect(wordsOf(form.view)).toContain('答的不是我问的');
    const ack = await submit(kewen.slack, 'U1', {
      reason: { reason: { type: 'radio_buttons', selected_option: { value: 'off-topic' } } },
      note: { note: { type: 'plain_text_input', value: '问的是重点活动' } },
    });
    expect(ack['response_action']).toBeUndefined();
    const db = new Database(kewen.data, { readonly: true });
    expect(db.prepare('SELECT verdict, note FROM votes ORDER BY note').all()).toEqual([
      { verdict: 'not-useful', note: '' },
      { verdict: 'not-useful', note: '答的不是我问的：问的是重点活动' },
    ]);
    db.close();
  });

  it('opens the passage with its neighbours and turns its pages', async () => {
    await ask(`${MENTION} ${ASKED}`);
    await press(kewen.slack, 'U2', await nth(1), '看原文');
    const modal = await kewen.slack.until(() => kewen.slack.workspace.modals[0]);
    expect(JSON.stringify(modal.view)).toMatch(/"text":"[^"]*106项[^"]*","style":\{"bold":true\}/u);
    const before = wordsOf(modal.view);
    await pressInModal(kewen.slack, 'U2', '下一页');
    await kewen.slack.until(() => wordsOf(modal.view) !== before);
    await pressInModal(kewen.slack, 'U2', '上一页');
    await kewen.slack.until(() => wordsOf(modal.view) === before);
  });

  it('sets figures of two associations side by side in a table', async () => {
    await ask(`${MENTION} 平湖和太仓科普活动哪个多`);
    const answer = await nth(1);
    const table = answer.blocks?.find(({ type }) => type === 'table');
    const cells = ((table?.['rows'] ?? []) as { text: string }[][]).map((row) => row.map(({ text }) => text));
    expect(cells).toEqual([
      ['科协', '时间', '数据'],
      ['平湖市科协', '2020年', '106项'],
      ['太仓市科协', '2021年', '925项'],
    ]);
  });

  it('shows in its home how to ask, what is covered for which years and what one asked last', async () => {
    await ask(`${MENTION} ${ASKED}`);
    await posted(1);
    await deliver(
      kewen.slack,
      envelope(kewen.slack, { type: 'app_home_opened', user: 'U1', channel: 'D1', tab: 'home' }),
    );
    const home = await kewen.slack.until(() => kewen.slack.workspace.homes.get('U1'));
    expect(wordsOf(home)).toMatch(/平湖市科协：2020年/u);
    expect(wordsOf(home)).toContain('雁岭市科协：2022年');
    expect(wordsOf(home)).toContain(ASKED);
  });

  it('offers questions in the messages tab', async () => {
    await deliver(
      kewen.slack,
      envelope(kewen.slack, { type: 'app_home_opened', user: 'U1', channel: 'D1', tab: 'messages' }),
    );
    const [prompts] = await kewen.slack.until(
      () => kewen.slack.workspace.prompts.length > 0 && kewen.slack.workspace.prompts,
    );
    expect(prompts?.['prompts']).toHaveProperty('1');
  });

  it('answers staff from staff reports and a guest from public ones, the source of an answer too', async () => {
    kewen.slack.workspace.user('UGUEST').isGuest = true;
    await ask(`${MENTION} ${STAFF_QUESTION}`);
    const answer = await nth(1);
    expect(wordsOf(answer)).toContain(STAFF_FIGURE);
    await ask(STAFF_QUESTION, { channel: 'D9', user: 'UGUEST' });
    expect(wordsOf(await nth(1, 'D9'))).not.toContain('雁岭');
    await press(kewen.slack, 'UGUEST', answer, '看原文');
    const modal = await kewen.slack.until(() => kewen.slack.workspace.modals[0]);
    expect(JSON.stringify(modal.view)).not.toContain('雁岭');
  });

  it('answers from public reports where another organisation reads along', async () => {
    kewen.slack.workspace.channel('C7').isShared = true;
    await ask(`${MENTION} ${STAFF_QUESTION}`, { channel: 'C7' });
    expect(JSON.stringify((await nth(1, 'C7')).blocks)).not.toContain(STAFF_FIGURE);
    await command(kewen.slack, 'U1', 'C7', STAFF_QUESTION);
    const own = await whispered(1);
    expect(wordsOf(own)).toContain(STAFF_FIGURE);
    await press(kewen.slack, 'U1', own, '发到频道');
    expect(wordsOf(await whispered(2))).toContain('外部');
    expect(kewen.slack.workspace.posted('C7')).toHaveLength(1);
  });

  it('shows nobody of another organisation the source of what was answered to staff', async () => {
    kewen.slack.workspace.user('UOTHER').team = 'T0OTHER';
    await ask(`${MENTION} ${STAFF_QUESTION}`);
    const answer = await nth(1);
    expect(JSON.stringify(answer.blocks)).toContain(STAFF_FIGURE);
    await press(kewen.slack, 'UOTHER', answer, '看原文');
    const modal = await kewen.slack.until(() =>
      kewen.slack.workspace.modals.find(({ user }) => user === 'UOTHER'),
    );
    expect(JSON.stringify(modal.view)).not.toContain('雁岭');
  });

  it('posts an answer of /kewen to the channel once the app was let in', async () => {
    kewen.slack.workspace.channel('C8').isMember = false;
    await command(kewen.slack, 'U1', 'C8', ASKED);
    const answer = await whispered(1);
    await press(kewen.slack, 'U1', answer, '发到频道');
    expect(wordsOf(await whispered(2))).toContain('请先把科问加进这个频道');
    kewen.slack.workspace.channel('C8').isMember = true;
    await press(kewen.slack, 'U1', answer, '发到频道');
    expect(wordsOf(await nth(1, 'C8'))).toContain('106');
  });

  it('gives the reason in the modal when the answer is no longer kept', async () => {
    await ask(`${MENTION} ${ASKED}`);
    await press(kewen.slack, 'U2', await nth(1), '看原文');
    const modal = await kewen.slack.until(() => kewen.slack.workspace.modals[0]);
    for (const button of buttonsOf(modal.view)) button['value'] = '999999/0/1';
    await pressInModal(kewen.slack, 'U2', '下一页');
    await kewen.slack.until(() => wordsOf(modal.view).includes('再问一次'));
  });

  it('gives a reason for a press on an answer that is no longer kept', async () => {
    await ask(`${MENTION} ${ASKED}`);
    const answer = await nth(1);
    await pressWith(kewen.slack, 'U1', answer, { action_id: 'kewen.source.0', value: '999999/0/0' });
    expect(wordsOf(await whispered(1))).toContain('再问一次');
  });
});

describe('settings of a channel', () => {
  const yaml = `
slack:
  default: { answersPerMinute: 2 }
  channels:
    CPUB: { audience: public, answersPerMinute: 600 }
    COFF: { enabled: false }
    CSTRICT: { onlyWhenMentioned: true, answersPerMinute: 600 }
`;
  let kewen: Kewen;
  let aheadMs = 0;
  beforeAll(async () => {
    kewen = await startKewen({ index, yaml, now: () => new Date(Date.now() + aheadMs) });
  });
  afterAll(async () => {
    await kewen.stop();
    await kewen.slack.stop();
    expect(kewen.slack.breaches).toEqual([]);
  });
  const first = (channel: string) => kewen.slack.until(() => kewen.slack.workspace.posted(channel)[0]);

  it('answer a public channel from public reports only', async () => {
    await say(kewen.slack, { channel: 'CPUB', user: 'U1', text: `${MENTION} ${STAFF_QUESTION}` });
    expect(JSON.stringify((await first('CPUB')).blocks)).not.toContain(STAFF_FIGURE);
  });

  it('tell one person alone that the bot is switched off here', async () => {
    await say(kewen.slack, { channel: 'COFF', user: 'U2', text: `${MENTION} ${ASKED}` });
    const told = await kewen.slack.until(() =>
      kewen.slack.workspace.ephemerals.find(({ user }) => user === 'U2'),
    );
    expect(wordsOf(told)).toContain('没有开启');
    expect(kewen.slack.workspace.posted('COFF')).toEqual([]);
  });

  it('require a mention in the thread as well', async () => {
    const ts = await say(kewen.slack, { channel: 'CSTRICT', user: 'U3', text: `${MENTION} ${ASKED}` });
    await first('CSTRICT');
    await say(kewen.slack, { channel: 'CSTRICT', user: 'U3', text: '那太仓呢？', thread: ts });
    await say(kewen.slack, { channel: 'CSTRICT', user: 'U3', text: `${MENTION} 那太仓呢？`, thread: ts });
    const all = await kewen.slack.until(() => {
      const posted = kewen.slack.workspace.posted('CSTRICT');
      return posted.length >= 2 && posted;
    });
    expect(all).toHaveLength(2);
  });

  it('count no talk in a thread as asking', async () => {
    const ts = await say(kewen.slack, { channel: 'C2', user: 'U4', text: `${MENTION} ${ASKED}` });
    await first('C2');
    for (let i = 0; i < 5; i++)
      await say(kewen.slack, { channel: 'C2', user: 'UTALK', text: `我下午去问问老王${i}`, thread: ts });
    await say(kewen.slack, { channel: 'C2', user: 'UTALK', text: '那太仓呢？', thread: ts });
    const answer = await kewen.slack.until(() => kewen.slack.workspace.posted('C2')[1]);
    expect(wordsOf(answer)).toContain('925');
    expect(kewen.slack.workspace.ephemerals.filter(({ user }) => user === 'UTALK')).toEqual([]);
  });

  it('say so of an edit too, which counts once it is made again later', async () => {
    const said = { channel: 'C3', user: 'UEDIT' };
    const ts = await say(kewen.slack, { ...said, text: `${MENTION} ${ASKED}` });
    await first('C3');
    await say(kewen.slack, { ...said, text: `${MENTION} 平湖2020年有多少个科普e站？` });
    await edit(kewen.slack, 'C3', ts, `${MENTION} 太仓2021年科普活动多少项？`);
    const told = await kewen.slack.until(() =>
      kewen.slack.workspace.ephemerals.find(({ user }) => user === 'UEDIT'),
    );
    expect(wordsOf(told)).toContain('一分钟里问得太多了');
    expect((await first('C3')).edits).toBe(0);
    aheadMs += 60_000;
    await edit(kewen.slack, 'C3', ts, `${MENTION}  太仓2021年科普活动多少项？`, 90);
    const answer = await first('C3');
    await kewen.slack.until(() => answer.edits === 1);
    expect(wordsOf(answer)).toContain('925');
  });

  it('say once that somebody asks too much', async () => {
    for (let i = 0; i < 5; i++)
      await say(kewen.slack, { channel: 'C1', user: 'UFAST', text: `${MENTION} ${ASKED}${i}` });
    const told = await kewen.slack.until(() =>
      kewen.slack.workspace.ephemerals.find(({ user }) => user === 'UFAST'),
    );
    expect(wordsOf(told)).toContain('一分钟里问得太多了');
    await kewen.slack.until(() => kewen.slack.workspace.posted('C1').length === 2);
    expect(kewen.slack.workspace.ephemerals.filter(({ user }) => user === 'UFAST')).toHaveLength(1);
  });
});
