/**
 * The chats of the fake: which messages stand in them, what the bot may send, edit and answer.
 */
import type { Message, User } from 'grammy/types';
import {
  checkInlineAnswer,
  checkKeyboard,
  checkProfile,
  type Payload,
  type Rates,
  readText,
  SendingRate,
} from './limits.ts';

/** What a method gives: a result, or a refusal with its code. */
export type Outcome =
  | { readonly ok: true; readonly result: unknown }
  | {
      readonly ok: false;
      readonly code: number;
      readonly description: string;
      readonly retryAfterSeconds?: number;
    };

/** A message of the bot as it stands now. */
export interface BotMessage {
  readonly id: number;
  readonly chat: number;
  /** Without markup. */
  text: string;
  entities: readonly { readonly type: string; readonly offset: number; readonly length: number }[];
  buttons: readonly { readonly text: string; readonly callback_data?: string; readonly url?: string }[];
  readonly replyTo: number | null;
  edits: number;
  /** The photo above the text, if it is one. */
  readonly photo?: Payload;
}

/** A photo is sent as a file of at most 10 MB. */
function checkPhoto({ photo }: Payload): Outcome | null {
  const file = photo as { readonly size?: number; readonly start?: string } | undefined;
  if (file?.start === undefined) return refused('Bad Request: there is no photo in the request');
  if (!file.start.startsWith('\x89PNG')) return refused('Bad Request: IMAGE_PROCESS_FAILED');
  return Number(file.size) > 10_000_000 ? refused('Bad Request: file is too big') : null;
}

const done = (result: unknown): Outcome => ({ ok: true, result });
const refused = (description: string, code = 400): Outcome => ({ ok: false, code, description });

/** All chats of one bot. */
export class Chats {
  readonly me: User;
  readonly sent: BotMessage[] = [];
  /** Answers to taps: text by callback query id, empty where none was shown. */
  readonly tapAnswers = new Map<string, string>();
  /** Answers to inline queries, by query id. */
  readonly inlineAnswers = new Map<string, Payload>();
  /** What was set at start: `setMyCommands zh` → commands. */
  readonly profile = new Map<string, Payload>();
  readonly #known = new Set<string>();
  readonly #byId = new Map<string, BotMessage>();
  readonly #rate: SendingRate;
  readonly #taps = new Set<string>();
  /** What an open query asked, and who. */
  readonly #queries = new Map<string, { readonly key: string; readonly person: number }>();
  readonly #cache = new Map<string, { readonly answer: Payload; readonly until: number }>();
  readonly #now: () => number;
  #nextMessage = 1;

  constructor(me: User, rates: Rates | null, now: () => number) {
    this.me = me;
    this.#rate = new SendingRate(rates, now);
    this.#now = now;
  }

  /** A new message id; the message can be replied to from now on. */
  nextMessageId(chat: number): number {
    const id = this.#nextMessage++;
    this.#known.add(`${chat}/${id}`);
    return id;
  }

  forget(chat: number, id: number): void {
    this.#known.delete(`${chat}/${id}`);
    this.#byId.delete(`${chat}/${id}`);
  }

  openTap(id: string): void {
    this.#taps.add(id);
  }

  /**
   * Begins an inline query.
   *
   * @returns whether the bot has to be asked: an answer for everybody is kept for as long as it says
   */
  openQuery(id: string, query: string, offset: string, person: number): boolean {
    const key = JSON.stringify([query, offset]);
    const kept = this.#cache.get(key) ?? this.#cache.get(`${key} ${person}`);
    if (kept && kept.until > this.#now()) {
      this.inlineAnswers.set(id, kept.answer);
      return false;
    }
    this.#queries.set(id, { key, person });
    return true;
  }

  call(method: string, payload: Payload): Outcome {
    switch (method) {
      case 'sendMessage':
        return this.#send(payload, 'text');
      case 'sendPhoto':
        return checkPhoto(payload) ?? this.#send(payload, 'caption');
      case 'deleteMessage':
        return this.#delete(payload);
      case 'editMessageText':
        return this.#edit(payload);
      case 'editMessageReplyMarkup':
        return this.#editKeyboard(payload);
      case 'answerCallbackQuery':
        return this.#answerTap(payload);
      case 'answerInlineQuery':
        return this.#answerInline(payload);
      case 'sendChatAction':
      case 'leaveChat':
        return done(true);
      case 'setMyCommands':
      case 'setMyDescription':
      case 'setMyShortDescription': {
        const wrong = checkProfile(method, payload);
        if (wrong) return refused(wrong);
        this.profile.set(`${method} ${String(payload['language_code'] ?? '')}`.trim(), payload);
        return done(true);
      }
      default:
        return refused('Not Found', 404);
    }
  }

  #send(payload: Payload, field: 'text' | 'caption'): Outcome {
    const chat = Number(payload['chat_id']);
    const read = readText(payload, field);
    if (typeof read === 'string') return refused(read);
    const keyboard = checkKeyboard(payload['reply_markup']);
    if (keyboard) return refused(keyboard);
    const reply = payload['reply_parameters'] as
      | { message_id?: number; allow_sending_without_reply?: boolean }
      | undefined;
    const repliesTo =
      reply?.message_id !== undefined && this.#known.has(`${chat}/${reply.message_id}`)
        ? reply.message_id
        : null;
    if (reply && repliesTo === null && !reply.allow_sending_without_reply) {
      return refused('Bad Request: message to be replied not found');
    }
    const wait = this.#rate.waitSeconds(chat);
    if (wait > 0) {
      return {
        ok: false,
        code: 429,
        description: `Too Many Requests: retry after ${wait}`,
        retryAfterSeconds: wait,
      };
    }
    const message: BotMessage = {
      id: this.nextMessageId(chat),
      chat,
      text: read.text,
      entities: read.entities,
      buttons: buttonsOf(payload['reply_markup']),
      replyTo: repliesTo,
      edits: 0,
      ...(field === 'caption' ? { photo: payload['photo'] as Payload } : {}),
    };
    this.sent.push(message);
    this.#byId.set(`${chat}/${message.id}`, message);
    return done(this.asMessage(message));
  }

  #delete(payload: Payload): Outcome {
    const key = `${Number(payload['chat_id'])}/${Number(payload['message_id'])}`;
    const message = this.#byId.get(key);
    if (!message) return refused('Bad Request: message to delete not found');
    this.#byId.delete(key);
    this.sent.splice(this.sent.indexOf(message), 1);
    return done(true);
  }

  #edit(payload: Payload): Outcome {
    const message = this.#byId.get(`${Number(payload['chat_id'])}/${Number(payload['message_id'])}`);
    if (!message) return refused('Bad Request: message to edit not found');
    const read = readText(payload);
    if (typeof read === 'string')
      return refused(read === 'Bad Request: message is too long' ? 'Bad Request: MESSAGE_TOO_LONG' : read);
    const keyboard = checkKeyboard(payload['reply_markup']);
    if (keyboard) return refused(keyboard);
    const buttons = buttonsOf(payload['reply_markup']);
    const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
    if (
      message.text === read.text &&
      same(message.entities, read.entities) &&
      same(message.buttons, buttons)
    ) {
      return refused(
        'Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
      );
    }
    Object.assign(message, { text: read.text, entities: read.entities, buttons, edits: message.edits + 1 });
    return done(this.asMessage(message));
  }

  #editKeyboard(payload: Payload): Outcome {
    const message = this.#byId.get(`${Number(payload['chat_id'])}/${Number(payload['message_id'])}`);
    if (!message) return refused('Bad Request: message to edit not found');
    const keyboard = checkKeyboard(payload['reply_markup']);
    if (keyboard) return refused(keyboard);
    const buttons = buttonsOf(payload['reply_markup']);
    if (JSON.stringify(buttons) === JSON.stringify(message.buttons))
      return refused('Bad Request: message is not modified');
    Object.assign(message, { buttons, edits: message.edits + 1 });
    return done(this.asMessage(message));
  }

  #answerTap(payload: Payload): Outcome {
    const id = String(payload['callback_query_id']);
    if (!this.#taps.delete(id)) {
      return refused('Bad Request: query is too old and response timeout expired or query ID is invalid');
    }
    const text = String(payload['text'] ?? '');
    if (text.length > 200) return refused('Bad Request: MESSAGE_TOO_LONG');
    this.tapAnswers.set(id, text);
    return done(true);
  }

  #answerInline(payload: Payload): Outcome {
    const id = String(payload['inline_query_id']);
    const wrong = checkInlineAnswer(payload);
    if (wrong) return refused(wrong);
    const query = this.#queries.get(id);
    if (!query) {
      return refused('Bad Request: query is too old and response timeout expired or query ID is invalid');
    }
    this.#queries.delete(id);
    this.inlineAnswers.set(id, payload);
    const until = this.#now() + Number(payload['cache_time'] ?? 300) * 1000;
    this.#cache.set(payload['is_personal'] ? `${query.key} ${query.person}` : query.key, {
      answer: payload,
      until,
    });
    return done(true);
  }

  /** A message of the bot as the Bot API shows it. */
  asMessage(message: BotMessage): Message {
    return {
      message_id: message.id,
      from: this.me,
      chat: chatOf(message.chat),
      date: 1_700_000_000,
      text: message.text,
      entities: message.entities,
      ...(message.buttons.length > 0
        ? { reply_markup: { inline_keyboard: message.buttons.map((button) => [button]) } }
        : {}),
    } as unknown as Message;
  }
}

/** Groups have negative ids. */
export function chatOf(id: number): Message['chat'] {
  return id < 0
    ? { id, type: 'supergroup', title: `群 ${-id}` }
    : { id, type: 'private', first_name: `人 ${id}` };
}

function buttonsOf(markup: unknown): BotMessage['buttons'] {
  return (
    (markup as { inline_keyboard?: BotMessage['buttons'][] } | undefined)?.inline_keyboard ?? []
  ).flat();
}
