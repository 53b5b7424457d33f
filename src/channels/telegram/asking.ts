/**
 * A question in a chat and the answer to it: fairness first, then the desk answers with what was asked before,
 * the exchange is recorded, the answer is sent, and what later taps, replies and edits need is remembered.
 */
import { conversationWith } from '../../answer/question/turns.ts';
import type { Remembered } from '../../records/records.ts';
import type { DeskReply } from '../answering.ts';
import { languageOf, toDocument } from '../document.ts';
import { isForBot, mayBeForBot, type Remark } from '../etiquette.ts';
import { admit } from './fairness.ts';
import { removePicture, showPicture } from './picture.ts';
import { type Rendered, renderAnswer } from './render.ts';
import { type Place, replace, type Service, say } from './service.ts';
import {
  type Answered,
  answeredIn,
  answerTo,
  before,
  isLastAsker,
  remember,
  type Talk,
  userOf,
} from './talk.ts';

/** A question is recorded once within this time. */
const RECORDED_ONCE_MS = 24 * 3_600_000;

/** Answers a question with a new message, or says once that it came too fast. */
export async function ask(service: Service, talk: Talk, question: string): Promise<void> {
  if (!(await admit(service, talk, languageOf(question)))) return;
  await answerAnew(service, talk, question, previousOf(await before(service.records, talk)));
}

/**
 * Answers what somebody replied to the bot in a group without naming it, where it is a follow-up or a question that
 * the reports answer for sure. Anything else is talk between people: nothing is said and nothing kept.
 */
export async function askIfMeant(
  service: Service,
  talk: Talk,
  { text, mentionsOthers }: Pick<Remark, 'text' | 'mentionsOthers'>,
): Promise<void> {
  if (!mayBeForBot({ text, mentionsOthers })) return;
  const { desk, records, now } = service;
  const last = await before(records, talk);
  const remark = {
    text,
    mentionsOthers,
    previous: previousOf(last),
    isFromAsker: last?.exchange !== undefined && (await isLastAsker(records, talk, last.exchange)),
  };
  if (await desk.use((index) => isForBot(remark, index, now()))) await ask(service, talk, text);
}

/** What was asked before, with what that was understood with. */
const previousOf = (last: Remembered | undefined): string | undefined =>
  last && conversationWith(last.extra?.['previous'] as string | undefined, last.question);

/**
 * Answers one of the questions an answer goes on with; it stands on its own.
 *
 * @returns false when it came too fast and was not answered
 */
export async function askTopic(service: Service, talk: Talk, question: string): Promise<boolean> {
  if (!(await admit(service, talk, languageOf(question)))) return false;
  await answerAnew(service, talk, question, undefined);
  return true;
}

/**
 * Puts the answer to one of the choices of a question back in its place.
 *
 * @returns false when it came too fast and was not answered
 */
export async function askInPlace(
  service: Service,
  talk: Talk,
  question: string,
  message: number,
): Promise<boolean> {
  if (!(await admit(service, talk, languageOf(question)))) return false;
  const { place } = talk;
  const previous = (await answeredIn(service.records, place.chat, message))?.previous;
  const reply = await answer(service, question, previous);
  const exchange = await record(service, talk, { question, previous }, reply);
  const shown = await render(service, talk, exchange, reply.document);
  const isThere = await replace(service, place.chat, message, shown.body, shown.keyboard);
  const shownIn = isThere ? message : await say(service, place, shown.body, shown.keyboard);
  await finish(service, talk, { question, previous, exchange, message: shownIn }, reply);
  return true;
}

/**
 * Changes the answer to a question that was edited.
 *
 * @returns whether the question was known; if not, it was never answered
 */
export async function askAgain(service: Service, talk: Talk, question: string): Promise<boolean> {
  const { place } = talk;
  const known = await answerTo(service.records, place.chat, place.message);
  if (!known) return false;
  // Telegram also reports an edit when only the preview of a link has changed.
  if (known.question === question || !(await admit(service, talk, languageOf(question)))) return true;
  const { previous, exchange } = known;
  const reply = await answer(service, question, previous);
  const { answer: given, elapsedMs } = reply;
  await service.records.updateExchange(exchange, { question, answer: given, elapsedMs });
  const shown = await render(service, talk, exchange, reply.document);
  const isThere = await replace(service, place.chat, known.message, shown.body, shown.keyboard);
  const message = isThere ? known.message : await say(service, place, shown.body, shown.keyboard);
  if (known.picture) await removePicture(service, place.chat, known.picture);
  await finish(service, talk, { question, previous, exchange, message }, reply);
  return true;
}

/** A recorded answer as it is shown now, or null when it is no longer kept. */
export async function shownAgain(
  service: Service,
  talk: Talk,
  exchange: number,
  at: number,
): Promise<Rendered | null> {
  const kept = await service.records.exchange(exchange);
  if (kept?.channel !== 'telegram') return null;
  const document = toDocument(kept.answer, { language: languageOf(kept.question) });
  return render(service, talk, exchange, document, at);
}

async function answerAnew(
  service: Service,
  talk: Talk,
  question: string,
  previous: string | undefined,
): Promise<void> {
  const reply = await answer(service, question, previous);
  const exchange = await record(service, talk, { question, previous }, reply);
  const shown = await render(service, talk, exchange, reply.document);
  const message = await say(service, talk.place, shown.body, shown.keyboard);
  await finish(service, talk, { question, previous, exchange, message }, reply);
}

/** Remembers what was answered, and shows its figures as a picture where that helps. */
async function finish(
  service: Service,
  talk: Talk,
  shown: Pick<Answered, 'question' | 'previous' | 'exchange' | 'message'>,
  { answer: { kind, citations, nearest }, document }: DeskReply,
): Promise<void> {
  const isSourced = citations.length > 0 || nearest.length > 0;
  const answered = { ...shown, isMatter: kind !== 'help', isSourced };
  await remember(service.records, talk, answered);
  const picture = await showPicture(service, talk.place, shown.question, document, shown.message);
  if (picture !== null) await remember(service.records, talk, { ...answered, picture });
}

async function answer(
  { desk, log }: Service,
  question: string,
  previous: string | undefined,
): Promise<DeskReply> {
  const reply = await desk.ask({ question, ...(previous === undefined ? {} : { previous }) });
  const { requestId, elapsedMs } = reply;
  log.info(
    {
      requestId,
      kind: reply.answer.kind,
      chars: question.length,
      elapsedMs: Math.round(elapsedMs * 10) / 10,
    },
    '回答了一个问题',
  );
  return reply;
}

function record(
  { records }: Service,
  { place, speaker }: Talk,
  asked: { readonly question: string; readonly previous: string | undefined },
  reply: DeskReply,
): Promise<number> {
  const { answer: given, elapsedMs } = reply;
  return records.recordExchange(
    {
      ...{ channel: 'telegram', audience: 'public', user: userOf(speaker) },
      ...{ conversation: `telegram:${place.chat}`, ...asked, answer: given, elapsedMs },
    },
    // Once, also where a process recorded it and died.
    { key: `telegram:recorded:${place.chat}:${place.message}:${asked.question}`, forMs: RECORDED_ONCE_MS },
  );
}

/** In a private chat the person's own vote is marked; in a group it would be everybody's to see. */
async function render(
  { buttons, records }: Service,
  { place, speaker }: Talk,
  exchange: number,
  document: DeskReply['document'],
  at = 0,
): Promise<Rendered> {
  const vote = place.isPrivate ? await records.voteOf(exchange, userOf(speaker)) : null;
  return renderAnswer(document, { exchange, at, vote }, { chat: place.chat, buttons });
}

/** What the buttons of a chat are made with. */
export const frameOf = ({ buttons }: Service, { chat }: Pick<Place, 'chat'>) => ({ chat, buttons });
