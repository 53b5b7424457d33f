/**
 * The chart of a comparison: a picture below the answer, with all that it shows as its alternative text. It is an
 * addition: what goes wrong with it is logged, and the answer stands.
 */

import { chartOf } from '../../chart.ts';
import type { AnswerDocument } from '../../document.ts';
import type { Bot } from '../bot.ts';
import { logFailure } from '../report.ts';

/** Slack takes no longer one. */
const ALT_CHARS = 1_000;

/** Where a picture goes. */
export interface ChartPlace {
  readonly channel: string;
  readonly thread: string | null;
  readonly requestId: string;
}

/**
 * Posts the chart of an answer, where it has one.
 *
 * @returns the file, so that it can be taken away again; null where there is none
 */
export async function postChart(
  bot: Bot,
  { table, language }: Pick<AnswerDocument, 'table' | 'language'>,
  question: string,
  { channel, thread, requestId }: ChartPlace,
): Promise<string | null> {
  const chart = chartOf(table, { title: question, language });
  const png = chart && (await bot.painter.paint(chart));
  if (!chart || !png) return null;
  try {
    const { upload_url: url, file_id: id } = await bot.poster.persist(
      'files.getUploadURLExternal',
      requestId,
      () =>
        bot.client.files.getUploadURLExternal({
          filename: 'chart.png',
          length: png.byteLength,
          alt_text: [...chart.alt].slice(0, ALT_CHARS).join(''),
        }),
    );
    await bot.poster.upload(url as string, new Uint8Array(png), requestId);
    await bot.poster.persist('files.completeUploadExternal', requestId, () =>
      bot.client.files.completeUploadExternal({
        files: [{ id: id as string, title: chart.title }],
        channel_id: channel,
        ...(thread === null ? {} : { thread_ts: thread }),
      } as Parameters<typeof bot.client.files.completeUploadExternal>[0]),
    );
    return id as string;
  } catch (err) {
    logFailure(bot.log, err, { requestId }, '图没能发到 Slack');
    return null;
  }
}

/** Takes a chart away: the answer under it has changed. */
export async function removeChart(bot: Bot, file: string, requestId: string): Promise<void> {
  try {
    await bot.poster.persist('files.delete', requestId, () => bot.client.files.delete({ file }));
  } catch (err) {
    logFailure(bot.log, err, { requestId }, '旧的图没能删掉');
  }
}
