import type { Message, Update, User, UserFromGetMe } from 'grammy/types';
import { describe, expect, it } from 'vitest';
import { concerns } from '../../../src/channels/telegram/bot.ts';
import { hear } from '../../../src/channels/telegram/hear.ts';
import { entitiesOf } from '../../fakes/telegram/people.ts';

const me = { id: 7, is_bot: true, first_name: '科问', username: 'kewen_bot' } as User;
const person = { id: 11, is_bot: false, first_name: '甲' };
const ours = { message_id: 1, from: me, text: '答' };
const theirs = { message_id: 1, from: person, text: '科普活动搞了多少场' };

function heard(chat: 'private' | 'supergroup', text: string | undefined, more: object = {}) {
  const content = text === undefined ? {} : { text, entities: entitiesOf(text, 'kewen_bot') };
  return hear(
    { message_id: 2, date: 0, chat: { id: 1, type: chat }, from: person, ...content, ...more } as Message,
    me,
  );
}
const question = (text: string) => expect.objectContaining({ kind: 'question', text });
const nothing = { kind: 'nothing' };

describe('what a message wants', () => {
  it('is a question in a private chat, tidied', () => {
    expect(heard('private', '  科普活动\n搞了　多少场 ')).toEqual(question('科普活动 搞了 多少场'));
    expect(heard('private', '/ask 多少场')).toEqual(question('多少场'));
  });

  it('is a question in a group by command or by mention anywhere', () => {
    expect(heard('supergroup', '/ask 多少场')).toEqual(question('多少场'));
    expect(heard('supergroup', '/ask@Kewen_Bot 多少场')).toEqual(question('多少场'));
    expect(heard('supergroup', '@kewen_bot　多少场')).toEqual(question('多少场'));
    expect(heard('supergroup', '去年 @KEWEN_BOT 搞了多少场')).toEqual(question('去年 搞了多少场'));
    expect(heard('supergroup', '@kewen_bot 那太仓呢', { reply_to_message: ours })).toEqual(
      question('那太仓呢'),
    );
  });

  it('is a remark in a group as a reply to the bot that does not name it', () => {
    const remark = (text: string, mentionsOthers = false) => ({ kind: 'remark', text, mentionsOthers });
    expect(heard('supergroup', '那太仓呢', { reply_to_message: ours })).toEqual(remark('那太仓呢'));
    expect(heard('supergroup', '@xiaowang 你看看', { reply_to_message: ours })).toEqual(
      remark('@xiaowang 你看看', true),
    );
    expect(heard('private', '那太仓呢', { reply_to_message: ours })).toEqual(question('那太仓呢'));
  });

  it('is the message that /ask or a mention replies to, where nothing follows', () => {
    expect(heard('supergroup', '/ask', { reply_to_message: theirs })).toEqual(question('科普活动搞了多少场'));
    expect(heard('supergroup', '@kewen_bot', { reply_to_message: theirs })).toEqual(
      question('科普活动搞了多少场'),
    );
    expect(heard('supergroup', '/ask', { reply_to_message: ours })).toEqual({ kind: 'empty' });
    expect(heard('supergroup', '@kewen_bot')).toEqual({ kind: 'empty' });
  });

  it('is nothing in a group when the bot is not meant', () => {
    expect(heard('supergroup', '科普活动搞了多少场')).toEqual(nothing);
    expect(heard('supergroup', '@kewen_bot_2 多少场')).toEqual(nothing);
    expect(heard('supergroup', '/ask@other_bot 多少场')).toEqual(nothing);
    expect(heard('supergroup', '我同意', { reply_to_message: theirs })).toEqual(nothing);
    expect(heard('supergroup', undefined, { sticker: {} })).toEqual(nothing);
    expect(heard('supergroup', undefined, { new_chat_members: [me] })).toEqual(nothing);
  });

  it('is nothing when a bot speaks, or an inline result, or a channel’s post in its group', () => {
    const bot = { id: 9, is_bot: true, first_name: 'b' };
    expect(heard('private', '多少场', { from: bot })).toEqual(nothing);
    expect(heard('private', '多少场', { via_bot: me })).toEqual(nothing);
    expect(
      heard('supergroup', '@kewen_bot 多少场', { is_automatic_forward: true, sender_chat: { id: -5 } }),
    ).toEqual(nothing);
  });

  it('is a question of somebody who speaks for a group, whom Telegram calls a bot', () => {
    const anonymous = { id: 1087968824, is_bot: true, first_name: 'Group' };
    expect(heard('supergroup', '/ask 多少场', { from: anonymous, sender_chat: { id: 1 } })).toEqual(
      question('多少场'),
    );
  });

  it('is no question when it has no text, is too long or only says thanks', () => {
    for (const kind of ['sticker', 'photo', 'document', 'location']) {
      expect(heard('private', undefined, { [kind]: {} })).toEqual({ kind: 'no-text' });
    }
    for (const kind of ['voice', 'video_note', 'audio']) {
      expect(heard('private', undefined, { [kind]: {} })).toEqual({ kind: 'voice' });
      expect(heard('supergroup', undefined, { [kind]: {}, reply_to_message: ours })).toEqual({
        kind: 'voice',
      });
      expect(heard('supergroup', undefined, { [kind]: {} })).toEqual(nothing);
    }
    expect(heard('private', undefined, { pinned_message: {} })).toEqual(nothing);
    expect(heard('private', '多'.repeat(301))).toEqual({ kind: 'too-long' });
    expect(heard('private', '多'.repeat(300))).toEqual(question('多'.repeat(300)));
    expect(heard('private', '谢谢你！')).toEqual({ kind: 'thanks' });
  });

  it('is what is written under a photo or a file, by the same rules', () => {
    const under = (caption: string, more: object = {}) => ({
      photo: [],
      caption,
      caption_entities: entitiesOf(caption, 'kewen_bot'),
      ...more,
    });
    expect(heard('private', undefined, under('科普活动搞了多少场'))).toEqual(question('科普活动搞了多少场'));
    expect(heard('supergroup', undefined, under('@kewen_bot 多少场'))).toEqual(question('多少场'));
    expect(heard('supergroup', undefined, under('/ask 多少场'))).toEqual(question('多少场'));
    expect(heard('supergroup', undefined, under('今天的合影'))).toEqual(nothing);
    const photo = { message_id: 1, from: person, photo: [], caption: '科普活动搞了多少场' };
    expect(heard('supergroup', '/ask', { reply_to_message: photo })).toEqual(question('科普活动搞了多少场'));
  });

  it('is nothing for the pictures of an album but the one with the words', () => {
    expect(heard('private', undefined, { photo: [], media_group_id: 'a' })).toEqual(nothing);
    expect(heard('private', undefined, { photo: [], media_group_id: 'a', caption: '多少场' })).toEqual(
      question('多少场'),
    );
  });

  it('is a question that was passed on from somebody else, whoever that was', () => {
    for (const origin of [
      { type: 'user', sender_user: person },
      { type: 'hidden_user', sender_user_name: '某人' },
      { type: 'channel', chat: { id: -100, type: 'channel' }, message_id: 3 },
    ]) {
      expect(heard('private', '科普活动搞了多少场', { forward_origin: origin })).toEqual(
        question('科普活动搞了多少场'),
      );
    }
  });

  it('is nothing in a channel', () => {
    const channel = { chat: { id: -100, type: 'channel' }, sender_chat: { id: -100, type: 'channel' } };
    expect(heard('private', '/ask 多少场', channel)).toEqual(nothing);
    expect(concerns({ update_id: 1, channel_post: { message_id: 1 } } as Update, me as UserFromGetMe)).toBe(
      false,
    );
  });

  it('is a command with its argument', () => {
    expect(heard('private', '/start p_1234')).toEqual({
      kind: 'command',
      name: 'start',
      argument: 'p_1234',
      isExplicit: false,
    });
    expect(heard('supergroup', '/help@kewen_bot')).toEqual({
      kind: 'command',
      name: 'help',
      argument: '',
      isExplicit: true,
    });
  });
});
