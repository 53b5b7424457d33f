/**
 * What is remembered of a chat between messages: the question before (for follow-ups), which answer belongs to
 * which question (for edits), and what an answer's message was asked (for replies and taps).
 */
import type { Records, Remembered } from '../../records/records.ts';
import type { Place } from './service.ts';

/** A follow-up is understood for so long after the question before it. */
const FOLLOW_UP_MS = 30 * 60_000;
/** Telegram lets a person edit for 48 hours; a reply may come as late. */
const EDITABLE_MS = 48 * 3_600_000;

/** Who is spoken with, and where. */
export interface Talk {
  readonly place: Place;
  /** A person's id, or that of the group or channel somebody speaks for. */
  readonly speaker: number;
  /** The bot's message that is replied to, if any. */
  readonly repliesTo: number | null;
}

/** A question and where it was answered. */
export interface Answered {
  readonly question: string;
  /** What it was understood with. */
  readonly previous: string | undefined;
  readonly exchange: number;
  /** The bot's message. */
  readonly message: number;
  /** The photo below it, if any. */
  readonly picture?: number | null;
  /** Whether the next question may build on it; one about the bot is nothing to build on. */
  readonly isMatter: boolean;
  /** Whether it has sources to look at. */
  readonly isSourced: boolean;
}

/** What came before: what is replied to, else what was asked last. */
export async function before(
  records: Records,
  { place, speaker, repliesTo }: Talk,
): Promise<Remembered | undefined> {
  const replied =
    repliesTo === null ? undefined : await records.conversation(answeredKey(place.chat, repliesTo));
  return replied ?? records.conversation(talkKey(place, speaker));
}

/** Whether it was this speaker's last question that an exchange answered. */
export async function isLastAsker(
  records: Records,
  { place, speaker }: Talk,
  exchange: number,
): Promise<boolean> {
  return (await records.conversation(talkKey(place, speaker)))?.exchange === exchange;
}

/** How a question was answered that was asked in a message, as long as it may be edited. */
export async function answerTo(records: Records, chat: number, message: number): Promise<Answered | null> {
  return read(await records.conversation(askedKey(chat, message)), (extra) => Number(extra['answer']));
}

/** What the bot's message answers. */
export async function answeredIn(records: Records, chat: number, message: number): Promise<Answered | null> {
  return read(await records.conversation(answeredKey(chat, message)), () => message);
}

/** Remembers an answer. */
export async function remember(
  records: Records,
  { place, speaker }: Talk,
  answered: Answered,
): Promise<void> {
  const { question, previous, exchange, message, picture, isMatter, isSourced } = answered;
  const user = userOf(speaker);
  const extra = {
    answer: message,
    isMatter,
    isSourced,
    ...(previous === undefined ? {} : { previous }),
    ...(picture ? { picture } : {}),
  };
  const value = { question, exchange, extra };
  if (isMatter) await records.remember(talkKey(place, speaker), value, FOLLOW_UP_MS, user);
  if (isSourced) await records.remember(sourcedKey(place, speaker), value, EDITABLE_MS, user);
  await records.remember(answeredKey(place.chat, message), value, EDITABLE_MS, user);
  // A reply to the picture is one to its answer.
  if (picture) await records.remember(answeredKey(place.chat, picture), value, EDITABLE_MS, user);
  await records.remember(askedKey(place.chat, place.message), value, EDITABLE_MS, user);
}

/** The last answer with sources: the one that is replied to, if it has any. */
export async function lastSourced(
  records: Records,
  { place, speaker, repliesTo }: Talk,
): Promise<number | undefined> {
  const replied =
    repliesTo === null ? undefined : await records.conversation(answeredKey(place.chat, repliesTo));
  const sourced = replied?.extra?.['isSourced']
    ? replied
    : await records.conversation(sourcedKey(place, speaker));
  return sourced?.exchange;
}

/** A person in the records, which store only its hash. */
export const userOf = (speaker: number) => `telegram:${speaker}`;

const askedKey = (chat: number, message: number) => `telegram:${chat}:asked:${message}`;
const answeredKey = (chat: number, message: number) => `telegram:${chat}:answered:${message}`;
/** The private chat, or one person in a group's topic. */
const talkKey = ({ chat, isPrivate, thread }: Place, speaker: number) =>
  isPrivate ? `telegram:${chat}` : `telegram:${chat}:${thread ?? ''}:${speaker}`;
const sourcedKey = (place: Place, speaker: number) => `${talkKey(place, speaker)}:sourced`;

function read(
  value: Remembered | undefined,
  messageOf: (extra: NonNullable<Remembered['extra']>) => number,
): Answered | null {
  if (!value?.extra || value.exchange === undefined) return null;
  const message = messageOf(value.extra);
  const { previous, picture = null, isMatter = true, isSourced = false } = value.extra as Partial<Answered>;
  return Number.isSafeInteger(message)
    ? { question: value.question, previous, exchange: value.exchange, message, picture, isMatter, isSourced }
    : null;
}
