/**
 * 正在查报告…: the status of an assistant's thread while a question is answered there. Slack takes it away with the answer.
 */
import { languageOf } from '../../document.ts';
import { within } from '../../flight.ts';
import type { Bot } from '../bot.ts';
import { refusalOf } from '../errors.ts';
import type { Heard } from '../in/hear.ts';
import { wordsFor } from '../out/words.ts';

/** An answer does not wait longer for its status to be there. */
const WAIT_MS = 1_500;

/**
 * Shows that a question is being answered, where there is a place to show it: a thread of a DM.
 *
 * @returns resolves when the status is there, or soon: an answer that came before it would leave it standing
 */
export async function showStatus(bot: Bot, { channel, thread, isDirect, text }: Heard): Promise<void> {
  if (!isDirect || thread === null) return;
  const status = wordsFor(languageOf(text)).searching;
  const shown = bot.client.assistant.threads
    .setStatus({ channel_id: channel, thread_ts: thread, status })
    // A workspace without assistants' threads, or a token without the right: nothing is missing there.
    .catch((err: unknown) => bot.log.debug({ refusal: refusalOf(err) }, '没有能显示的状态'));
  await within(shown, WAIT_MS);
}
