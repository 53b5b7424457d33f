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

/** The question before, and when it was asked. */
interface Turn {
  readonly question: string;
  readonly ts: string;
}

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
export function questionBefore(bot: Bot, conversation: string, ts: string): string | undefined {
  return turnsOf(bot.records.conversation(conversation))
    .filter((turn) => compareTs(turn.ts, ts) < 0)
    .reduceRight<string | undefined>(
      (earlier, { question }) => conversationWith(earlier, question),
      undefined,
    );
}

/** Whether the last question of a conversation was this person's. */
export function isLastAsker(bot: Bot, conversation: string, user: string): boolean {
  return bot.records.conversation(conversation)?.extra?.['by'] === bot.records.hash(user);
}

/** Adds a question to a conversation, or changes it there. */
export function addTurn(
  bot: Bot,
  conversation: string,
  heard: Pick<Heard, 'ts' | 'user' | 'isDirect' | 'thread'>,
  question: string,
): void {
  const others = turnsOf(bot.records.conversation(conversation)).filter(({ ts }) => ts !== heard.ts);
  const turns = [{ question, ts: heard.ts }, ...others].sort((a, b) => compareTs(b.ts, a.ts)).slice(0, 2);
  const [last, before] = turns as [Turn, Turn?];
  bot.records.remember(
    conversation,
    {
      question: last.question,
      extra: {
        ts: last.ts,
        by: bot.records.hash(heard.user),
        ...(before ? { before: before.question, beforeTs: before.ts } : {}),
      },
    },
    heard.isDirect && heard.thread === null ? DIRECT_TTL_MS : THREAD_TTL_MS,
    heard.user,
  );
}

/** Newest first. */
function turnsOf(remembered: Remembered | undefined): Turn[] {
  if (!remembered) return [];
  const { ts, before, beforeTs } = remembered.extra ?? {};
  return [
    { question: remembered.question, ts: String(ts ?? '0') },
    ...(before === undefined ? [] : [{ question: String(before), ts: String(beforeTs ?? '0') }]),
  ];
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
}

export function questionTaken(bot: Bot, channel: string, ts: string): Taken | null {
  const remembered = bot.records.conversation(questionKey(channel, ts));
  if (!remembered) return null;
  const { editedTs, previous, answerTs } = remembered.extra ?? {};
  return {
    question: remembered.question,
    editedTs: String(editedTs ?? '0'),
    previous: previous === undefined ? null : String(previous),
    exchange: remembered.exchange ?? null,
    answerTs: answerTs === undefined ? null : String(answerTs),
  };
}

/** Remembers what became of a question. */
export function takeQuestion(bot: Bot, heard: Pick<Heard, 'channel' | 'ts' | 'user'>, taken: Taken): void {
  bot.records.remember(
    questionKey(heard.channel, heard.ts),
    {
      question: taken.question,
      ...(taken.exchange === null ? {} : { exchange: taken.exchange }),
      extra: {
        editedTs: taken.editedTs,
        ...(taken.previous === null ? {} : { previous: taken.previous }),
        ...(taken.answerTs === null ? {} : { answerTs: taken.answerTs }),
      },
    },
    QUESTION_TTL_MS,
    heard.user,
  );
}

function questionKey(channel: string, ts: string): string {
  return `${SLACK}:question:${channel}:${ts}`;
}
