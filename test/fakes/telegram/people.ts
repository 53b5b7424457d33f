/**
 * People at their phones: what they type, tap, edit and look for inline, as updates of the Bot API.
 */
import type { Message, MessageEntity, Update, User } from 'grammy/types';
import type { FakeBotApi } from './bot-api.ts';
import { type BotMessage, chatOf } from './chats.ts';
import type { Payload } from './limits.ts';

/** Somebody who talks to the bot. */
export interface Person {
  readonly id: number;
  readonly name?: string;
  readonly language?: string;
  readonly isBot?: boolean;
}

/** Where and how something is said. */
export interface Saying {
  /** A group's negative id; the private chat without one. */
  readonly chat?: number;
  readonly replyTo?: BotMessage | number;
  /** Fields of a message that is no text: `{ sticker: … }`. */
  readonly other?: Readonly<Record<string, unknown>>;
  /** A topic of a forum. */
  readonly thread?: number;
  readonly updateId?: number;
}

let nextTap = 1;

/** A person's account. */
export function userOf({ id, name, language, isBot }: Person): User {
  return {
    id,
    is_bot: isBot ?? false,
    first_name: name ?? `人${id}`,
    ...(language ? { language_code: language } : {}),
  } as User;
}

/** Says something; null when privacy mode keeps it from the bot. */
export function say(fake: FakeBotApi, person: Person, text: string, saying: Saying = {}): Update | null {
  const chat = saying.chat ?? person.id;
  const message = compose(fake, person, text, saying, fake.chats.nextMessageId(chat));
  if (chat < 0 && fake.privacyMode && !reachesPrivateBot(fake, message)) return null;
  return fake.updates.push({ message } as Omit<Update, 'update_id'>, saying.updateId);
}

/** Changes what was said. */
export function edit(fake: FakeBotApi, said: Update, text: string): Update {
  const before = said.message as Message;
  const edited = {
    ...before,
    text,
    entities: entitiesOf(text, fake.me.username),
    edit_date: before.date + 60,
  };
  return fake.updates.push({ edited_message: edited } as unknown as Omit<Update, 'update_id'>);
}

/** Taps a button by its label; gives the id of the tap. */
export function tap(fake: FakeBotApi, person: Person, message: BotMessage, label: string): string {
  const button = message.buttons.find(({ text }) => text.includes(label));
  if (!button?.callback_data)
    throw new Error(`no button ${label} among ${message.buttons.map(({ text }) => text).join(', ')}`);
  return tapData(fake, person, message, button.callback_data);
}

/** Sends callback data as it is, as a forged client can. */
export function tapData(fake: FakeBotApi, person: Person, message: BotMessage | null, data: string): string {
  const id = `tap-${nextTap++}`;
  fake.chats.openTap(id);
  fake.updates.push({
    callback_query: {
      id,
      from: userOf(person),
      chat_instance: '1',
      data,
      ...(message ? { message: fake.chats.asMessage(message) } : {}),
    },
  } as unknown as Omit<Update, 'update_id'>);
  return id;
}

/** Waits until everything that was said in a chat before has had its turn. */
export async function settle(fake: FakeBotApi, chat: number): Promise<void> {
  const message = { id: 1, chat, text: '', entities: [], buttons: [], replyTo: null, edits: 0 };
  const id = tapData(fake, { id: 76 }, message, 'nothing');
  await fake.until(() => fake.chats.tapAnswers.has(id));
}

/** Types an inline query; gives its id. */
export function lookUp(fake: FakeBotApi, person: Person, query: string, offset = ''): string {
  const id = `query-${nextTap++}`;
  if (!fake.chats.openQuery(id, query, offset, person.id)) return id;
  fake.updates.push({ inline_query: { id, from: userOf(person), query, offset } } as unknown as Omit<
    Update,
    'update_id'
  >);
  return id;
}

/** The answer to an inline query, waited for. */
export function inlineAnswer(fake: FakeBotApi, id: string): Promise<Payload> {
  return fake.until(() => fake.chats.inlineAnswers.get(id));
}

function compose(fake: FakeBotApi, person: Person, text: string, saying: Saying, id: number): Message {
  const chat = saying.chat ?? person.id;
  const { replyTo } = saying;
  const content = saying.other ?? { text, entities: entitiesOf(text, fake.me.username) };
  return {
    message_id: id,
    from: userOf(person),
    chat: chatOf(chat),
    date: 1_700_000_000 + id,
    ...content,
    ...(saying.thread ? { message_thread_id: saying.thread, is_topic_message: true } : {}),
    ...(replyTo === undefined
      ? {}
      : {
          reply_to_message:
            typeof replyTo === 'number'
              ? {
                  message_id: replyTo,
                  chat: chatOf(chat),
                  date: 1,
                  from: userOf({ id: 4242 }),
                  text: '别人说的',
                }
              : fake.chats.asMessage(replyTo),
        }),
  } as unknown as Message;
}

/** Commands and mentions, as Telegram marks them. */
export function entitiesOf(text: string, bot: string): MessageEntity[] {
  const entities: MessageEntity[] = [];
  for (const found of text.matchAll(/(?<=^|\s)\/[a-z\d_]{1,32}(?:@\w+)?/giu)) {
    entities.push({ type: 'bot_command', offset: found.index, length: found[0].length });
  }
  for (const found of text.matchAll(/@\w{4,32}/gu)) {
    if (
      text[found.index - 1] === undefined ||
      !/[\w/]/u.test(text[found.index - 1] as string) ||
      found[0] === `@${bot}`
    ) {
      if (!entities.some(({ offset, length }) => found.index >= offset && found.index < offset + length)) {
        entities.push({ type: 'mention', offset: found.index, length: found[0].length });
      }
    }
  }
  return entities;
}

/** With privacy mode on, a bot in a group sees commands and replies to itself, nothing else. */
function reachesPrivateBot(fake: FakeBotApi, message: Message): boolean {
  const first = message.entities?.[0];
  return (
    (first?.type === 'bot_command' && first.offset === 0) || message.reply_to_message?.from?.id === fake.me.id
  );
}
