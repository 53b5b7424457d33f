/**
 * What is kept of a question: the exchange, once, however often its page is loaded again, and what people think of the
 * answer.
 */
import type { DeskReply } from '../../channels/answering.ts';
import type { Records, Verdict } from '../../records/records.ts';
import type { Asked } from './asked.ts';

const CHANNEL = 'web';
/** The same question of the same client is the same exchange for so long. */
const SAME_FOR_MS = 60 * 60_000;

/** What a client is called in the records, where only the hash of it stands. */
export const userOf = (client: string): string => `web:${client}`;

/** Keeps a question with its answer; gives the id of the exchange. */
export function recordOnce(
  records: Records,
  client: string,
  asked: Asked,
  { answer, elapsedMs }: DeskReply,
): Promise<number> {
  const user = userOf(client);
  const key = JSON.stringify([user, asked.previous ?? '', asked.question, answer.generation]);
  return records.recordExchange(
    { channel: CHANNEL, audience: 'public', user, conversation: user, ...asked, answer, elapsedMs },
    { key, forMs: SAME_FOR_MS },
  );
}

/** What lets a page vote on its exchange: nobody can make it up for another. */
export const sealOf = (records: Records, exchange: number): string => records.hash(`web:vote:${exchange}`);

/** What a person thought of an answer on the web before. */
export const voteOf = (records: Records, exchange: number, client: string): Promise<Verdict | null> =>
  records.voteOf(exchange, userOf(client));

/** Whether there is such an exchange of this channel. */
export const isKept = async (records: Records, exchange: number): Promise<boolean> =>
  (await records.exchange(exchange))?.channel === CHANNEL;
