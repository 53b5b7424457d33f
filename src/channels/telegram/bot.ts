/**
 * The bot: which update leads where. Updates of one chat are dealt with one after another, chats side by side,
 * and a chat that sends faster than it can be answered holds up nobody else.
 */
import { sequentialize } from '@grammyjs/runner';
import type { Bot, Context } from 'grammy';
import type { Message, Update, UserFromGetMe } from 'grammy/types';
import { type Language, languageOf } from '../document.ts';
import { ask, askAgain, askIfMeant } from './asking.ts';
import { forLog, refusalOf, Unreachable } from './calls.ts';
import { obey } from './commands.ts';
import { eventOf, TELEGRAM } from './event.ts';
import { admit } from './fairness.ts';
import { hear, MAX_MESSAGE_QUESTION_CHARS, speakerOf, textOf } from './hear.ts';
import { text } from './html.ts';
import { lookUp } from './inline.ts';
import { placeOf, type Service, say } from './service.ts';
import type { Talk } from './talk.ts';
import { follow } from './taps.ts';
import { languageOfApp, type Words, wordsOf } from './words.ts';

/** More updates of one chat than this wait for nobody: the chat is flooding. */
const MAX_WAITING_A_CHAT = 30;
/** An edited message that was not answered is one that was just sent. */
const JUST_SENT_SECONDS = 300;

/** The updates this bot asks Telegram for. */
export const ALLOWED_UPDATES = ['message', 'edited_message', 'callback_query', 'inline_query'] as const;

/** Puts the handlers on a bot. */
export function route(bot: Bot, service: Service): void {
  const waiting = new Map<string, number>();
  bot.use(async (context, next) => {
    const line = lineOf(context);
    const before = waiting.get(line) ?? 0;
    if (before >= MAX_WAITING_A_CHAT) {
      service.log.debug({ update: context.update.update_id }, '这个聊天发得太快，不理这一条');
      return;
    }
    waiting.set(line, before + 1);
    try {
      await next();
    } finally {
      const left = (waiting.get(line) ?? 1) - 1;
      if (left > 0) waiting.set(line, left);
      else waiting.delete(line);
    }
  });
  bot.use(sequentialize(lineOf));
  bot.use(async ({ update }, next) => {
    // What another process took before in the same chat.
    await service.records.turn(TELEGRAM, eventOf(service.me, update));
    await next();
  });
  bot.on('callback_query', (context) => follow(service, context.callbackQuery));
  bot.on('inline_query', (context) => lookUp(service, context.inlineQuery));
  bot.on('message', (context) => receive(service, context.message));
  bot.on('edited_message', (context) => reconsider(service, context.editedMessage));
}

/** What is dealt with in order: a chat, or one person's inline queries. */
function lineOf({ chat, inlineQuery, update }: Context): string {
  return chat
    ? `chat ${chat.id}`
    : inlineQuery
      ? `inline ${inlineQuery.from.id}`
      : `update ${update.update_id}`;
}

/** Whether an update is anything to this bot; what is not is neither kept nor looked at again. */
export function concerns(
  { message, edited_message, callback_query, inline_query }: Update,
  me: UserFromGetMe,
): boolean {
  const said = message ?? edited_message;
  if (said) return hear(said, me).kind !== 'nothing';
  return callback_query !== undefined || inline_query !== undefined;
}

/** Answers a message; whoever addressed the bot gets an answer or a reason. */
async function receive(service: Service, message: Message): Promise<void> {
  const talk = talkOf(message, service.me);
  try {
    await answerTo(service, talk, message);
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal === 'not-allowed') {
      service.log.info(forLog(error), '这个聊天不让机器人说话');
      return;
    }
    // Nobody can be told anything; the update stays open when the process is about to stop.
    if (error instanceof Unreachable) throw error;
    service.log.error(forLog(error), '一条消息没能回答');
    await say(service, talk.place, text(wordsOf(languageOfApp(message.from?.language_code)).failed));
  }
}

async function answerTo(service: Service, talk: Talk, message: Message): Promise<void> {
  const heard = hear(message, service.me);
  const { isPrivate } = talk.place;
  const tell = async (language: Language, line: (words: Words) => string) => {
    if (await admit(service, talk, language)) await say(service, talk.place, text(line(wordsOf(language))));
  };
  switch (heard.kind) {
    case 'question':
      return ask(service, talk, heard.text);
    case 'remark':
      return askIfMeant(service, talk, heard);
    case 'command':
      return obey(service, talk, heard, message);
    case 'empty':
      return tell(languageOfApp(message.from?.language_code), ({ noQuestion }) => noQuestion);
    case 'voice':
      return tell(languageOfApp(message.from?.language_code), ({ noVoice }) => noVoice);
    case 'no-text':
      return tell(languageOfApp(message.from?.language_code), ({ noText }) => noText);
    case 'too-long':
      if (!isPrivate) return;
      return tell(languageOf(textOf(message)), ({ tooLong }) => tooLong(MAX_MESSAGE_QUESTION_CHARS));
    case 'thanks':
      if (!isPrivate) return;
      return tell(languageOf(textOf(message)), ({ youAreWelcome }) => youAreWelcome);
    case 'nothing':
      return;
  }
}

/** Says that an answer may be missing. */
export async function sayUnclear(service: Service, update: Update): Promise<void> {
  const message = update.message ?? update.edited_message ?? update.callback_query?.message;
  if (!message || !('from' in message)) return;
  const { unclear } = wordsOf(languageOfApp(message.from?.language_code));
  await say(service, placeOf(message), text(unclear));
}

/** Answers an edited message anew, in place. */
async function reconsider(service: Service, message: Message): Promise<void> {
  const heard = hear(message, service.me);
  if (heard.kind !== 'question' && heard.kind !== 'remark') return;
  const talk = talkOf(message, service.me);
  if (await askAgain(service, talk, heard.text)) return;
  const isRecent = (message.edit_date ?? 0) - message.date <= JUST_SENT_SECONDS;
  if (talk.place.isPrivate && isRecent) await receive(service, message);
}

function talkOf(message: Message, me: UserFromGetMe): Talk {
  const to = message.reply_to_message;
  return {
    place: placeOf(message),
    speaker: speakerOf(message),
    repliesTo: to?.from?.id === me.id ? to.message_id : null,
  };
}
