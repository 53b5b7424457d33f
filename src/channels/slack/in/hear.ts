/**
 * Events to what a person said: a message, or a message edited. Everything else, such as other bots, joins and the
 * bot's own messages, is nobody's question.
 */
import { z } from 'zod';
import { readTyped, type Typed } from './text.ts';

/** A message of a person. */
export interface Heard extends Typed {
  readonly channel: string;
  readonly user: string;
  readonly ts: string;
  /** The root of the thread it stands in; null outside of threads. */
  readonly thread: string | null;
  readonly isDirect: boolean;
  /** Whether people of another organisation read along. */
  readonly isExternal: boolean;
  /** When it was last edited; null when it never was. */
  readonly editedTs: string | null;
}

/** How long after asking an edit still changes the answer. */
const EDITABLE_FOR_S = 300;

const personSaid = z.object({
  subtype: z.string().optional(),
  user: z.string().optional(),
  bot_id: z.string().optional(),
  text: z.string().nullish(),
  ts: z.string(),
  thread_ts: z.string().optional(),
  edited: z.object({ ts: z.string() }).optional(),
});

const messageEvent = personSaid.extend({
  type: z.enum(['message', 'app_mention']),
  channel: z.string(),
  channel_type: z.string().optional(),
  message: personSaid.optional(),
  previous_message: z.object({ text: z.string().nullish() }).optional(),
});

const envelope = z.object({ is_ext_shared_channel: z.boolean().optional() });

/** Ordinary messages, with a file or sent to the channel as well. */
const ORDINARY = new Set([undefined, 'file_share', 'thread_broadcast', 'me_message']);

/** Reads an event; null for what is not a person's message or not one to react to. */
export function readMessage(
  event: unknown,
  body: unknown,
  bot: { readonly user: string; readonly botId: string },
): Heard | null {
  const read = messageEvent.safeParse(event);
  if (!read.success) return null;
  const { channel, channel_type: channelType, message, previous_message: before, ...outer } = read.data;
  const isEdit = outer.subtype === 'message_changed';
  const said = isEdit ? message : outer;
  if (!said || !ORDINARY.has(said.subtype)) return null;
  if (!said.user || said.bot_id || said.user === bot.user || said.user === 'USLACKBOT') return null;
  if (isEdit && !isRecentEdit(said, before?.text)) return null;
  const around = envelope.safeParse(body);
  return {
    ...readTyped(said.text ?? '', bot.user),
    channel,
    user: said.user,
    ts: said.ts,
    thread: said.thread_ts && said.thread_ts !== said.ts ? said.thread_ts : null,
    isDirect: channelType === 'im' || channel.startsWith('D'),
    isExternal: around.success && around.data.is_ext_shared_channel === true,
    editedTs: isEdit ? (said.edited?.ts ?? null) : null,
  };
}

/** An edit of the words, soon after; Slack also sends one when it unfolds a link. */
function isRecentEdit(said: z.infer<typeof personSaid>, before: string | null | undefined): boolean {
  if (!said.edited || said.text === before) return false;
  return Number(said.edited.ts) - Number(said.ts) <= EDITABLE_FOR_S;
}
