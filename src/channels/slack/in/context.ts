/**
 * What came before a question: the last two questions of a thread or a DM, and for each question its answer, so that
 * an edit finds it. All of it in the records, with expiry.
 */
import { conversationWith } from '../../../answer/question/turns.ts';
import type { Remembered } from '../../../records/records.ts';
import { type Bot, SLACK } from '../bot.ts';
import { compareTs } from './early.ts';
import type { Heard } from './hear.ts';

const HOUR_MS = 3_600_000;
/** A thread stands on the screen: what was asked in it is understood for long. */
const THREAD_TTL_MS = 7 * 24 * HOUR_MS;
/** In a DM the question before scrolls away. */
const DIRECT_TTL_MS = 2 * HOUR_MS;
/** Edits count for five minutes, and may come late. */
const QUESTION_TTL_MS = HOUR_MS;

/** Under what a conversation is remembered. */
export function conversationOf({
  channel,
  thread,
  isDirect,
  ts,
}: Pick<Heard, 'channel' | 'thread' | 'isDirect' | 'ts'>): string {
  if (thread !== null) return threadKey(channel, thread);
  return isDirect ? `${SLACK}:direct:${channel}` : threadKey(channel, ts);
}

export function threadKey(channel: string, thread: string): string {
  return `${SLACK}:thread:${channel}:${thread}`;
}

/** What was asked before a message, oldest first, by the order of the thread and not that of delivery. */
export async function questionBefore(
  bot: Bot,
  conversation: string,
  ts: string,
): Promise<string | undefined> {
  const turns = await bot.records.turns(conversation);
  return turns
    .filter(({ at }) => compareTs(at, ts) < 0)
    .reduceRight<string | undefined>(
      (earlier, { question }) => conversationWith(earlier, question),
      undefined,
    );
}

/** Whether the bot is part of a conversation. */
export async function isKnown(bot: Bot, conversation: string): Promise<boolean> {
  return (await bot.records.turns(conversation)).length > 0;
}

/** Whether the last question of a conversation was this person's. */
export async function isLastAsker(bot: Bot, conversation: string, user: string): Promise<boolean> {
  const [last] = await bot.records.turns(conversation);
  return last?.by === bot.records.hash(user);
}

/**
 * Adds a question to a conversation, or changes it there.
 *
 * @param isOpening adds it only where the conversation has none yet
 */
export function addTurn(
  bot: Bot,
  conversation: string,
  { ts, user, isDirect, thread }: Pick<Heard, 'ts' | 'user' | 'isDirect' | 'thread'>,
  question: string,
  isOpening = false,
): Promise<void> {
  const ttlMs = isDirect && thread === null ? DIRECT_TTL_MS : THREAD_TTL_MS;
  return bot.records.addTurn(conversation, { question, at: ts, user }, ttlMs, isOpening);
}

/** A question that was taken, and what became of it. */
export interface Taken {
  /** As last edited. */
  readonly question: string;
  readonly editedTs: string;
  /** What it was understood by. */
  readonly previous: string | null;
  /** null while it is not answered yet. */
  readonly exchange: number | null;
  /** The message with the answer; null while it is not posted yet. */
  readonly answerTs: string | null;
  /** The picture below it; null where there is none. */
  readonly chart: string | null;
}

export async function questionTaken(bot: Bot, channel: string, ts: string): Promise<Taken | null> {
  const remembered = await bot.records.conversation(questionKey(channel, ts));
  return remembered ? readTaken(remembered) : null;
}

/**
 * Remembers what became of a question; the rest of it stays as it is.
 *
 * @returns all that is known of it now: somebody may have edited it meanwhile
 */
export async function takeQuestion(
  bot: Bot,
  heard: Pick<Heard, 'channel' | 'ts' | 'user'>,
  { question, exchange, editedTs, previous, answerTs, chart }: Partial<Taken>,
): Promise<Taken> {
  const extra = {
    ...(editedTs === undefined ? {} : { editedTs }),
    ...(previous == null ? {} : { previous }),
    ...(answerTs == null ? {} : { answerTs }),
    ...(chart === undefined ? {} : { chart: chart ?? '' }),
  };
  const change = {
    ...(question === undefined ? {} : { question }),
    ...(exchange == null ? {} : { exchange }),
    extra,
  };
  const key = questionKey(heard.channel, heard.ts);
  return readTaken(await bot.records.amend(key, change, QUESTION_TTL_MS, heard.user));
}

function readTaken({ question, exchange, extra = {} }: Remembered): Taken {
  const { editedTs, previous, answerTs, chart } = extra;
  return {
    question,
    editedTs: String(editedTs ?? '0'),
    previous: previous === undefined ? null : String(previous),
    exchange: exchange ?? null,
    answerTs: answerTs === undefined ? null : String(answerTs),
    chart: chart ? String(chart) : null,
  };
}

function questionKey(channel: string, ts: string): string {
  return `${SLACK}:question:${channel}:${ts}`;
}
