/**
 * What has to be done, come what may, and is kept with the records until it is: each event of Slack from before it is
 * acknowledged, and each question from when it is taken. What a process that died left is done by another one, or by
 * itself when it starts again.
 */
import { z } from 'zod';
import type { LeftEvent } from '../../../records/records.ts';
import { type Bot, SLACK } from '../bot.ts';
import { type Heard, readMessage } from './hear.ts';

/** How a question came to be one: the bot was addressed, or it goes on from what it said. */
export type Manner = 'addressed' | 'followed';

/** A question that was taken. */
export interface TakenQuestion {
  /** What it is called in the records. */
  readonly name: string;
  readonly heard: Heard;
  readonly manner: Manner;
  /** By which its answer is found again in Slack. */
  readonly requestId: string;
}

/** What is found left. */
export type Left =
  | { readonly do: 'hear'; readonly name: string; readonly event: unknown; readonly body: unknown }
  | { readonly do: 'answer'; readonly question: TakenQuestion; readonly isSaid: boolean };

const envelope = z.object({
  type: z.literal('event_callback'),
  event_id: z.string(),
  event: z.looseObject({ type: z.enum(['message', 'app_mention']) }),
  is_ext_shared_channel: z.boolean().optional(),
});

/**
 * Takes an event before it is acknowledged.
 *
 * @returns false for a second delivery of one that is kept
 */
export async function keepEvent(bot: Bot, body: unknown): Promise<boolean> {
  const read = envelope.safeParse(body);
  if (!read.success) return true;
  const { event_id: id, event, is_ext_shared_channel: isShared } = read.data;
  if (!readMessage(event, body, bot)) return true;
  const name = `event:${id}`;
  const around = isShared === undefined ? {} : { is_ext_shared_channel: isShared };
  const payload = JSON.stringify({ do: 'hear', name, event, body: around });
  return bot.records.claim(SLACK, name, { payload, place: '' });
}

/** Takes a question; false where somebody has. */
export function keepQuestion(bot: Bot, question: TakenQuestion, conversation: string): Promise<boolean> {
  const payload = JSON.stringify({ do: 'answer', question });
  return bot.records.claim(SLACK, question.name, { payload, place: conversation });
}

/** What is to be done with what was left. */
export function readLeft({ payload, isSaid }: LeftEvent): Left {
  return { ...(JSON.parse(payload) as Left), isSaid } as Left;
}
