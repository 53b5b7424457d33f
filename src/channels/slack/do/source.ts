/**
 * 看原文: the passage of a quote with its neighbours in a modal, and its pages.
 */
import type { Exchange } from '../../../records/records.ts';
import { languageOf, sourcesOf } from '../../document.ts';
import { passageView } from '../../passage.ts';
import { audienceFor, type Bot } from '../bot.ts';
import { noticeModal, passageModal } from '../out/modals.ts';
import { repliesIn } from '../out/replies.ts';
import { documentOf, openModal, type Press } from './press.ts';

/** Opens the source of a quote, or turns to another page of it. */
export async function showSource(bot: Bot, press: Press, exchange: Exchange): Promise<void> {
  const { item, page } = press.pressed;
  const language = languageOf(exchange.question);
  const quote = sourcesOf(documentOf(exchange))[item];
  // Whoever may only see public reports looks for it in the public index, where a staff passage is not.
  const desk = await bot.desk(await audienceFor(bot, exchange.audience, press.user));
  const view = quote && (await desk.use((index) => passageView(index, quote.passage, page, quote)));
  const modal = view
    ? passageModal(view, press.pressed, language)
    : noticeModal(repliesIn(language).passageGone, language);
  if (press.viewId) await bot.client.views.update({ view_id: press.viewId, view: modal });
  else await openModal(bot, press, modal);
}
