/**
 * What an update is called in the records, and where it belongs.
 */
import type { Update, UserFromGetMe } from 'grammy/types';

/** The name of this channel in the records. */
export const TELEGRAM = 'telegram';

/** An update of a bot. */
export const eventOf = (me: Pick<UserFromGetMe, 'id'>, update: Update): string =>
  `${me.id}:${update.update_id}`;

/** The chat whose updates are dealt with one after another; empty for what belongs to none. */
export function placeOfUpdate({ message, edited_message, callback_query }: Update): string {
  const chat = (message ?? edited_message ?? callback_query?.message)?.chat.id;
  return chat === undefined ? '' : `${TELEGRAM}:${chat}`;
}
