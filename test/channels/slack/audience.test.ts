/**
 * Old answers of staff in a channel that others have come to read: no press puts staff text there.
 */
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Desk } from '../../../src/channels/answering.ts';
import { toDocument } from '../../../src/channels/document.ts';
import { command, labelsOf, MENTION, press, say, wordsOf } from '../../fakes/slack/people.ts';
import type { FakeEphemeral, FakeMessage } from '../../fakes/slack/workspace.ts';
import {
  buildIndex,
  type Kewen,
  type KewenOptions,
  newFolder,
  STAFF_FIGURE,
  STAFF_QUESTION,
  startKewen,
} from './kewen.ts';

/** Not in the staff report, whose nearest topic is offered: 专题会议, of which it tells seven. */
const BEYOND = '雁岭市科协2022年新冠疫苗接种了多少人？';
const STAFF_TOPIC_FIGURE = '7次';
/** Asked back, with the staff question among the choices. */
const BROAD = '科普活动多少场';

let index: string;
let kewen: Kewen;
beforeAll(async () => {
  index = await buildIndex(await newFolder());
});
afterEach(async () => {
  await kewen.stop();
  await kewen.slack.stop();
  expect(kewen.slack.breaches).toEqual([]);
});

const withStaffChoice = (desk: Desk): Desk => ({
  audience: desk.audience,
  use: (work) => desk.use(work),
  refresh: () => desk.refresh(),
  close: () => desk.close(),
  catalog: desk.catalog,
  trouble: desk.trouble,
  ask: async (asked) => {
    const reply = await desk.ask(asked);
    if (asked.question !== BROAD || desk.audience !== 'staff') return reply;
    const answer = { ...reply.answer, suggestions: [STAFF_QUESTION, ...reply.answer.suggestions] };
    return { ...reply, answer, document: toDocument(answer, { language: 'zh' }) };
  },
});

const begin = async (more: Partial<KewenOptions> = {}) => {
  kewen = await startKewen({ index, desk: withStaffChoice, ...more });
};
const posted = (count: number) =>
  kewen.slack.until(() => {
    const all = kewen.slack.workspace.posted('CROOM');
    return all.length >= count && (all[count - 1] as FakeMessage);
  });
const ask = (text: string) => say(kewen.slack, { channel: 'CROOM', user: 'U1', text: `${MENTION} ${text}` });
const topicOf = (message: FakeMessage) => labelsOf(message).find((label) => label.includes('雁岭')) as string;
const blocksOf = (message: FakeMessage | FakeEphemeral) => JSON.stringify(message.blocks);

/** How a channel comes to be open to others, after it was answered in. */
const OPENED: readonly (readonly [string, () => Promise<void>])[] = [
  [
    'is shared with another organisation',
    async () => {
      kewen.slack.workspace.channel('CROOM').isShared = true;
    },
  ],
  [
    'is set to public',
    async () => {
      await kewen.stop();
      const { slack, data } = kewen;
      await begin({ slack, data, yaml: 'slack: { channels: { CROOM: { audience: public } } }' });
    },
  ],
  [
    'cannot be looked up',
    async () => {
      kewen.slack.fail('conversations.info', { error: 'channel_not_found' });
    },
  ],
];

describe.each(OPENED)('once a channel %s', (_, open) => {
  it('a topic below an answer of staff is answered from public reports', async () => {
    await begin();
    await ask(BEYOND);
    const none = await posted(1);
    await open();
    await press(kewen.slack, 'U1', none, topicOf(none));
    const answer = await posted(2);
    expect(wordsOf(answer)).toContain('没有2022年的报告');
    expect(blocksOf(answer)).not.toContain(STAFF_TOPIC_FIGURE);
  });

  it('a choice of staff is answered in its place from public reports', async () => {
    await begin();
    await ask(BROAD);
    const back = await posted(1);
    await open();
    await press(kewen.slack, 'U1', back, '雁岭');
    await kewen.slack.until(() => back.edits === 1);
    expect(wordsOf(back)).toContain('没有2022年的报告');
    expect(blocksOf(back)).not.toContain(STAFF_FIGURE);
  });
});

describe('while only staff read a channel', () => {
  it('a topic and a choice are answered from staff reports', async () => {
    await begin();
    await ask(BEYOND);
    const none = await posted(1);
    await press(kewen.slack, 'U1', none, topicOf(none));
    expect(wordsOf(await posted(2))).toContain(STAFF_TOPIC_FIGURE);
    await ask(BROAD);
    const back = await posted(3);
    await press(kewen.slack, 'U1', back, '雁岭');
    await kewen.slack.until(() => back.edits === 1);
    expect(wordsOf(back)).toContain(STAFF_FIGURE);
  });

  it('a guest who presses gets public reports', async () => {
    await begin();
    kewen.slack.workspace.user('UGUEST').isGuest = true;
    await ask(BROAD);
    const back = await posted(1);
    await press(kewen.slack, 'UGUEST', back, '雁岭');
    await kewen.slack.until(() => back.edits === 1);
    expect(blocksOf(back)).not.toContain(STAFF_FIGURE);
  });
});

it('shows staff a topic of their own /kewen in a shared channel, to nobody else', async () => {
  await begin();
  kewen.slack.workspace.channel('CROOM').isShared = true;
  await command(kewen.slack, 'U1', 'CROOM', BEYOND);
  const none = kewen.slack.workspace.ephemerals[0] as FakeEphemeral;
  await press(kewen.slack, 'U1', none, '雁岭');
  const answer = await kewen.slack.until(() => kewen.slack.workspace.ephemerals[1]);
  expect(answer.user).toBe('U1');
  expect(wordsOf(answer)).toContain(STAFF_TOPIC_FIGURE);
  expect(kewen.slack.workspace.posted()).toEqual([]);
});
