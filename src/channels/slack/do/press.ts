/**
 * A button that was pressed: who, where, about which exchange; and the ways to react to it.
 */
import type { types } from '@slack/bolt';
import { z } from 'zod';
import type { Exchange } from '../../../records/records.ts';
import { newRequestId } from '../../answering.ts';
import { type AnswerDocument, languageOf, toDocument } from '../../document.ts';
import { slackRulesOf } from '../../settings.ts';
import type { Bot } from '../bot.ts';
import { type ActionName, actionName, type Pressed, readPressed } from '../out/actions.ts';
import { type MessageContents, type MessageOptions, messageOf, plainMessage } from '../out/blocks.ts';
import { noticeModal } from '../out/modals.ts';
import { type Replies, repliesIn } from '../out/replies.ts';

/** A press of a button of ours. */
export interface Press {
  readonly name: ActionName;
  readonly pressed: Pressed;
  readonly user: string;
  /** null in a modal. */
  readonly channel: string | null;
  /** The message the button is on, and its thread. */
  readonly messageTs: string | null;
  readonly thread: string | null;
  readonly isEphemeral: boolean;
  readonly responseUrl: string | null;
  readonly triggerId: string;
  readonly viewId: string | null;
  /** The same for a second delivery of the same press. */
  readonly eventId: string;
  readonly requestId: string;
}

const blockActions = z.object({
  user: z.object({ id: z.string() }),
  trigger_id: z.string(),
  response_url: z.string().optional(),
  channel: z.object({ id: z.string() }).optional(),
  message: z.object({ ts: z.string(), thread_ts: z.string().optional() }).optional(),
  container: z
    .object({
      is_ephemeral: z.boolean().optional(),
      message_ts: z.string().optional(),
      thread_ts: z.string().optional(),
      channel_id: z.string().optional(),
    })
    .optional(),
  view: z.object({ id: z.string() }).optional(),
  actions: z
    .array(
      z.object({ action_id: z.string(), value: z.string().optional(), action_ts: z.string().optional() }),
    )
    .min(1),
});

/** Reads a press; null for one that is not of a button of ours. */
export function readPress(body: unknown): Press | null {
  const read = blockActions.safeParse(body);
  if (!read.success) return null;
  const { data } = read;
  const [action] = data.actions;
  const name = actionName(action?.action_id ?? '');
  const pressed = readPressed(action?.value);
  if (!action || !name || !pressed) return null;
  return {
    name,
    pressed,
    user: data.user.id,
    channel: data.channel?.id ?? data.container?.channel_id ?? null,
    messageTs: data.message?.ts ?? data.container?.message_ts ?? null,
    thread: data.message?.thread_ts ?? data.container?.thread_ts ?? null,
    isEphemeral: data.container?.is_ephemeral === true,
    responseUrl: data.response_url ?? null,
    triggerId: data.trigger_id,
    viewId: data.view?.id ?? null,
    eventId: `press:${data.user.id}:${action.action_id}:${action.action_ts ?? data.trigger_id}`,
    requestId: newRequestId(),
  };
}

/** The exchange as it is shown. */
export function documentOf({ answer, question }: Pick<Exchange, 'answer' | 'question'>): AnswerDocument {
  return toDocument(answer, { language: languageOf(question) });
}

/** What is said about an exchange, in the language of its question. */
export const repliesTo = ({ question }: Pick<Exchange, 'question'>): Replies =>
  repliesIn(languageOf(question));

/** Says something to the one who pressed, where they pressed: in a modal, in place of what it showed. */
export async function tell(bot: Bot, press: Press, line: string): Promise<void> {
  if (press.channel === null && press.viewId) {
    await bot.client.views.update({ view_id: press.viewId, view: noticeModal(line, languageOf(line)) });
  } else {
    await show(bot, press, plainMessage(line));
  }
}

/** Shows something to the one who pressed and nobody else. */
export async function show(bot: Bot, press: Press, contents: MessageContents): Promise<void> {
  const { channel, user, thread, responseUrl, requestId, isEphemeral } = press;
  if (isEphemeral && responseUrl) {
    const body = { response_type: 'ephemeral', replace_original: false, ...contents };
    await bot.poster.respond(responseUrl, body, requestId);
  } else if (channel) {
    await bot.poster.whisper(channel, user, thread, contents, requestId);
  }
}

/** Puts something in place of the message that was pressed. */
export async function replace(bot: Bot, press: Press, contents: MessageContents): Promise<void> {
  const { channel, messageTs, isEphemeral, responseUrl, requestId } = press;
  if (isEphemeral && responseUrl) {
    await bot.poster.respond(responseUrl, { replace_original: true, ...contents }, requestId);
  } else if (channel && messageTs) {
    await bot.poster.inOrder(channel, () => bot.poster.update(channel, messageTs, contents, requestId));
  }
}

/** Opens a modal; what opens it is good for three seconds, so it is tried once. */
export async function openModal(bot: Bot, press: Press, view: types.ModalView): Promise<void> {
  await bot.client.views.open({ trigger_id: press.triggerId, view });
}

/** An exchange's message as it stands where it was pressed. */
export function contentsOf(
  bot: Bot,
  press: Press,
  exchange: Exchange,
  more: Partial<MessageOptions> = {},
): MessageContents {
  const canHandOff = press.channel !== null && slackRulesOf(bot.settings, press.channel).helpers !== null;
  return messageOf(documentOf(exchange), {
    exchange: exchange.id,
    canHandOff,
    canShare: press.isEphemeral,
    ...more,
  });
}
