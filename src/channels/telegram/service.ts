/** What every part of the bot works with, and how it speaks in a chat. */
import type { Api } from 'grammy';
import type { InlineKeyboardButton, Message, UserFromGetMe } from 'grammy/types';
import type { Records } from '../../records/records.ts';
import type { Desk } from '../answering.ts';
import type { ChartPainter } from '../chart-image.ts';
import type { Log } from '../log.ts';
import type { TelegramRules } from '../settings.ts';
import type { Offer } from '../suggest/suggest.ts';
import type { Buttons } from './buttons.ts';
import { refusalOf } from './calls.ts';
import type { Html } from './html.ts';

/** The bot's surroundings, the same for all chats. */
export interface Service {
  readonly api: Api;
  readonly me: UserFromGetMe;
  /** Of the public's reports; there is no other in this channel. */
  readonly desk: Desk;
  readonly records: Records;
  /** What is offered while somebody types. */
  readonly offer: Offer;
  readonly rules: TelegramRules;
  readonly retentionDays: number;
  readonly now: () => Date;
  /** Where the web reader is reached, without a slash at its end; null where there is none. */
  readonly publicUrl: string | null;
  readonly buttons: Buttons;
  readonly painter: ChartPainter;
  readonly log: Log;
}

/** Where something is said. */
export interface Place {
  readonly chat: number;
  readonly isPrivate: boolean;
  /** A topic of a forum. */
  readonly thread: number | null;
  /** What it answers; shown in groups, where others speak in between. */
  readonly message: number;
}

/** The place of a message. */
export function placeOf(message: Message): Place {
  return {
    chat: message.chat.id,
    isPrivate: message.chat.type === 'private',
    thread: message.is_topic_message ? (message.message_thread_id ?? null) : null,
    message: message.message_id,
  };
}

type Keyboard = readonly (readonly InlineKeyboardButton[])[];
const markup = (keyboard: Keyboard) =>
  keyboard.length === 0 ? {} : { reply_markup: { inline_keyboard: keyboard.map((row) => [...row]) } };
const PLAIN = { parse_mode: 'HTML', link_preview_options: { is_disabled: true } } as const;

/**
 * Says something.
 *
 * @returns the id of the message
 * @throws {Unreachable | GrammyError}
 */
export async function say(
  { api }: Service,
  place: Place,
  body: Html,
  keyboard: Keyboard = [],
): Promise<number> {
  const sent = await api.sendMessage(place.chat, body.html, {
    ...PLAIN,
    ...markup(keyboard),
    ...(place.thread === null ? {} : { message_thread_id: place.thread }),
    ...(place.isPrivate
      ? {}
      : { reply_parameters: { message_id: place.message, allow_sending_without_reply: true } }),
  });
  return sent.message_id;
}

/**
 * Puts something else into a message of the bot.
 *
 * @returns whether the message was still there; the same content again is no error
 * @throws {Unreachable | GrammyError}
 */
export async function replace(
  { api }: Service,
  chat: number,
  message: number,
  body: Html,
  keyboard: Keyboard = [],
): Promise<boolean> {
  try {
    await api.editMessageText(chat, message, body.html, { ...PLAIN, ...markup(keyboard) });
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal === 'message-gone') return false;
    if (refusal !== 'not-modified') throw error;
  }
  return true;
}
