/**
 * A tap on a button. Its data is opened first: what is forged, from another chat or too old leads to a line on
 * the screen of who tapped and to nothing else. The tap is always answered, so that no button goes on spinning.
 */
import type { CallbackQuery } from 'grammy/types';
import { languageOf, toDocument } from '../document.ts';
import { askInPlace, askTopic, frameOf, shownAgain } from './asking.ts';
import type { Action } from './buttons.ts';
import { forLog } from './calls.ts';
import { takeTap } from './fairness.ts';
import { exampleOf, menuOf } from './menus.ts';
import { linkedPassage, sourcePassage } from './passages.ts';
import type { Rendered } from './render.ts';
import { renderReports } from './render-reports.ts';
import { replace, type Service } from './service.ts';
import { type Talk, userOf } from './talk.ts';
import { languageOfApp, type Words, wordsOf } from './words.ts';

/** What a tap leads to: words for who tapped, and what happens in the chat. */
interface Outcome {
  readonly notice?: string;
  readonly work?: () => Promise<unknown>;
}

/** Follows a tap. */
export async function follow(service: Service, tap: CallbackQuery): Promise<void> {
  const { notice, work } = await outcomeOf(service, tap);
  try {
    await service.api.answerCallbackQuery(tap.id, notice === undefined ? {} : { text: notice });
  } catch (error) {
    // Too old to be answered; what was asked for is done all the same.
    service.log.debug(forLog(error), '点按没有答上');
  }
  await work?.();
}

async function outcomeOf(service: Service, tap: CallbackQuery): Promise<Outcome> {
  const { message, data = '', from } = tap;
  const words = wordsOf(languageOfApp(from.language_code));
  if (from.is_bot || !message) return { notice: words.expired };
  const action = service.buttons.open(message.chat.id, data);
  if (!action) return { notice: words.expired };
  const taken = await takeTap(service, from.id);
  if (!taken.allowed) return taken.firstRefusal ? { notice: words.tapTooFast } : {};
  return perform(service, action, talkOf(tap, message), tap);
}

/** Who taps where. A message that is too old to be shown still has its chat and its id. */
function talkOf({ from }: CallbackQuery, message: NonNullable<CallbackQuery['message']>): Talk {
  const thread =
    'is_topic_message' in message && message.is_topic_message ? message.message_thread_id : undefined;
  return {
    place: {
      chat: message.chat.id,
      isPrivate: message.chat.type === 'private',
      thread: thread ?? null,
      message: message.message_id,
    },
    speaker: from.id,
    repliesTo: null,
  };
}

async function perform(service: Service, action: Action, talk: Talk, tap: CallbackQuery): Promise<Outcome> {
  const language = languageOfApp(tap.from.language_code);
  const words = wordsOf(language);
  const frame = frameOf(service, talk.place);
  const show = (shown: Rendered | null, missing: string): Outcome =>
    shown
      ? { work: () => replace(service, talk.place.chat, talk.place.message, shown.body, shown.keyboard) }
      : { notice: missing };
  switch (action.do) {
    case 'source':
      return show(await shownAgain(service, talk, action.exchange, action.at), words.expired);
    case 'passage':
      return show(await sourcePassage(service, action, frame), words.passageGone);
    case 'linked':
      return show(
        await linkedPassage(service, action.passage, action.shift, language, frame),
        words.passageGone,
      );
    case 'reports': {
      const { reports } = service.desk.catalog;
      return show(renderReports(reports, action.page, language, frame), words.expired);
    }
    case 'vote':
      return vote(service, talk, action, tap);
    case 'choose':
      return choose(service, talk, action, tap);
    case 'example':
      return example(service, talk, action, tap);
    default:
      return show(await menuOf(service, action, language, frame), words.expired);
  }
}

/** Asks a question of a menu, which stays for the next. */
async function example(
  service: Service,
  talk: Talk,
  action: Action & { do: 'example' },
  tap: CallbackQuery,
): Promise<Outcome> {
  const words = wordsOf(languageOfApp(tap.from.language_code));
  const question = await exampleOf(service, action);
  if (question === null) return { notice: words.expired };
  const { chat, message } = talk.place;
  const once = `example:${chat}:${message}:${action.question}`;
  return askOnce(service, once, words, () => askTopic(service, talk, question));
}

/** Fingers tap twice, and in a group several people do: one answer is enough for all. */
async function askOnce(
  { records }: Service,
  once: string,
  words: Words,
  ask: () => Promise<boolean>,
): Promise<Outcome> {
  if (!(await records.claim('telegram', once))) return { notice: words.alreadyAnswered };
  return {
    work: async () => {
      let isAnswered = false;
      try {
        isAnswered = await ask();
      } finally {
        if (!isAnswered) await records.release('telegram', once);
      }
    },
  };
}

async function vote(
  service: Service,
  talk: Talk,
  action: Action & { do: 'vote' },
  tap: CallbackQuery,
): Promise<Outcome> {
  const words = wordsOf(languageOfApp(tap.from.language_code));
  const { exchange, isUseful, at } = action;
  if ((await service.records.exchange(exchange))?.channel !== 'telegram') return { notice: words.expired };
  const verdict = isUseful ? 'useful' : 'not-useful';
  const before = await service.records.castVote(exchange, userOf(talk.speaker), verdict);
  if (before === verdict) return { notice: words.alreadyVoted };
  const notice = isUseful ? words.thanksForVote : words.thanksForComplaint;
  // In a group everybody would see the mark.
  if (!talk.place.isPrivate) return { notice };
  return { ...(await perform(service, { do: 'source', exchange, at }, talk, tap)), notice };
}

async function choose(
  service: Service,
  talk: Talk,
  action: Action & { do: 'choose' },
  tap: CallbackQuery,
): Promise<Outcome> {
  const kept = await service.records.exchange(action.exchange);
  const { choices, topics } =
    kept?.channel === 'telegram' ? toDocument(kept.answer) : { choices: [], topics: [] };
  const question = (choices.length > 0 ? choices : topics)[action.at];
  if (!kept || question === undefined) {
    return {
      notice: wordsOf(kept ? languageOf(kept.question) : languageOfApp(tap.from.language_code)).expired,
    };
  }
  const { chat, message } = talk.place;
  const once = `choose:${chat}:${message}:${action.exchange}:${action.at}`;
  return askOnce(service, once, wordsOf(languageOf(kept.question)), () =>
    choices.length > 0 ? askInPlace(service, talk, question, message) : askTopic(service, talk, question),
  );
}
