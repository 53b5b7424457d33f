/**
 * What a message wants of the bot. In a private chat everything is for the bot; in a group only a command or a
 * mention is, and a reply to it may be; everything else is passed over in silence. What is written under a photo or a
 * file counts as what is said, and so does what is passed on from somebody else.
 */
import type { Message, User } from 'grammy/types';
import { isPleasantry } from '../../answer/question/small-talk.ts';

/** A message, as it concerns the bot. */
export type Heard =
  /** Not for the bot, or nothing that a person says. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'question'; readonly text: string }
  /** A reply to the bot in a group that does not name it: people also talk to each other below an answer. */
  | { readonly kind: 'remark'; readonly text: string; readonly mentionsOthers: boolean }
  /** `/name argument`; `isExplicit` when it names this bot. */
  | {
      readonly kind: 'command';
      readonly name: string;
      readonly argument: string;
      readonly isExplicit: boolean;
    }
  /** A question was to come and did not: /ask or a mention by itself. */
  | { readonly kind: 'empty' }
  | { readonly kind: 'too-long' }
  | { readonly kind: 'thanks' }
  /** Something said aloud, which nobody here can hear. */
  | { readonly kind: 'voice' }
  /** A sticker, a photo, a file without a word. */
  | { readonly kind: 'no-text' };

/** Longer messages are no questions. */
export const MAX_MESSAGE_QUESTION_CHARS = 300;

const SPOKEN = ['voice', 'audio', 'video_note'] as const;
const WITHOUT_TEXT = [
  'sticker',
  'photo',
  'video',
  'animation',
  'document',
  'location',
  'venue',
  'contact',
  'poll',
  'dice',
  'story',
  'game',
] as const;

/** Reads a message. */
export function hear(message: Message, me: User): Heard {
  if (!isFromPerson(message)) return { kind: 'nothing' };
  const isPrivate = message.chat.type === 'private';
  const isReply = message.reply_to_message?.from?.id === me.id;
  const text = message.text ?? message.caption;
  if (text === undefined) return withoutText(message, isPrivate, isReply);
  const command = readCommand(message, text, me);
  if (command === 'for-another') return { kind: 'nothing' };
  if (command && command.name !== 'ask') return { kind: 'command', ...command };
  const spoken = command ? command.argument : withoutMentions(message, text, me);
  const isAddressed = isPrivate || command !== null || isReply || spoken !== text;
  if (!isAddressed) return { kind: 'nothing' };
  const question = tidy(spoken) || (isReply ? '' : tidy(textOf(message.reply_to_message)));
  if (question === '') return { kind: 'empty' };
  if (question.length > MAX_MESSAGE_QUESTION_CHARS) return { kind: 'too-long' };
  if (command === null && isPleasantry(question)) return { kind: 'thanks' };
  const isNamed = isPrivate || command !== null || spoken !== text;
  if (isNamed) return { kind: 'question', text: question };
  return { kind: 'remark', text: question, mentionsOthers: mentionsAnybody(message) };
}

/** What is said with a message: its text, or what is written under its picture or file. */
export function textOf(message: Message | undefined): string {
  return message?.text ?? message?.caption ?? '';
}

function withoutText(message: Message, isPrivate: boolean, isReply: boolean): Heard {
  const isSpoken = SPOKEN.some((kind) => kind in message);
  if (isSpoken && (isPrivate || isReply)) return { kind: 'voice' };
  // Of an album one picture has the words, and every picture is a message.
  if (!isPrivate || message.media_group_id !== undefined) return { kind: 'nothing' };
  return WITHOUT_TEXT.some((kind) => kind in message) ? { kind: 'no-text' } : { kind: 'nothing' };
}

/**
 * Who speaks: a person, also one who speaks for a group or channel (Telegram then names a bot as the sender).
 * Not another bot, not what was sent through a bot's inline mode, not a channel's posts, in it or in its group.
 */
function isFromPerson(message: Message): boolean {
  if (message.via_bot || message.is_automatic_forward || message.chat.type === 'channel') return false;
  if (message.sender_chat) return true;
  return message.from !== undefined && !message.from.is_bot;
}

/** The id that limits and votes count by. */
export function speakerOf(message: Message): number {
  return message.sender_chat?.id ?? message.from?.id ?? message.chat.id;
}

function readCommand(
  message: Message,
  text: string,
  me: User,
): { readonly name: string; readonly argument: string; readonly isExplicit: boolean } | 'for-another' | null {
  const entity = entitiesOf(message).find(({ type, offset }) => type === 'bot_command' && offset === 0);
  if (!entity) return null;
  const [name = '', addressee] = text.slice(1, entity.length).split('@');
  if (addressee !== undefined && addressee.toLowerCase() !== me.username?.toLowerCase()) return 'for-another';
  return {
    name: name.toLowerCase(),
    argument: withoutMentions(message, text, me).slice(entity.length).trim(),
    isExplicit: addressee !== undefined,
  };
}

/** Whether somebody is named; of a message without a mention of this bot, somebody else. */
const mentionsAnybody = (message: Message): boolean =>
  entitiesOf(message).some(({ type }) => type === 'mention' || type === 'text_mention');

/** The text without mentions of this bot; the text itself, unchanged, when there are none. */
function withoutMentions(message: Message, text: string, me: User): string {
  let spoken = text;
  const entities = [...entitiesOf(message)].sort((a, b) => b.offset - a.offset);
  for (const entity of entities) {
    const named = text.slice(entity.offset, entity.offset + entity.length);
    const isUs =
      (entity.type === 'mention' && named.slice(1).toLowerCase() === me.username?.toLowerCase()) ||
      (entity.type === 'text_mention' && entity.user.id === me.id);
    if (isUs) spoken = `${spoken.slice(0, entity.offset)} ${spoken.slice(entity.offset + entity.length)}`;
  }
  return spoken;
}

const entitiesOf = ({ entities, caption_entities: below }: Message) => entities ?? below ?? [];

const tidy = (spoken: string) => spoken.replace(/\s+/gu, ' ').trim();
