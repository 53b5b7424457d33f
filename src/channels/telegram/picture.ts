/**
 * The figures of a comparison as a photo below its answer. The answer says them all; where no picture can be made or
 * sent, nobody misses anything.
 */
import { InputFile } from 'grammy';
import { chartOf } from '../chart.ts';
import { type AnswerDocument, languageOf } from '../document.ts';
import { forLog } from './calls.ts';
import { clip } from './html.ts';
import type { Place, Service } from './service.ts';

const MAX_CAPTION_CHARS = 1000;

/**
 * Shows the figures of an answer where there are enough to be seen better than read. Never throws: the answer is there,
 * and must not be sent again for want of a picture.
 *
 * @param answer the message that the photo goes below
 * @returns the id of the photo's message; null where there is none
 */
export async function showPicture(
  { api, painter, log }: Service,
  place: Place,
  question: string,
  { table }: AnswerDocument,
  answer: number,
): Promise<number | null> {
  const chart = chartOf(table, { title: question, language: languageOf(question) });
  const bytes = chart && (await painter.paint(chart));
  if (!bytes) return null;
  try {
    const sent = await api.sendPhoto(place.chat, new InputFile(bytes, 'chart.png'), {
      caption: clip(chart.alt, MAX_CAPTION_CHARS),
      ...(place.thread === null ? {} : { message_thread_id: place.thread }),
      reply_parameters: { message_id: answer, allow_sending_without_reply: true },
    });
    return sent.message_id;
  } catch (error) {
    log.warn(forLog(error), '比较的图没有发出去');
    return null;
  }
}

/** Takes away a photo whose answer has changed. */
export async function removePicture({ api, log }: Service, chat: number, picture: number): Promise<void> {
  try {
    await api.deleteMessage(chat, picture);
  } catch (error) {
    // Somebody took it away already, or it is too old to be.
    log.debug(forLog(error), '原来的图没有撤掉');
  }
}
