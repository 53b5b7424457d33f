/**
 * Addresses of Kewen's own pages in a message, unfolded: a report, a place in one with its sentence, a question with its
 * answer. Everybody in the channel sees it, so it is from the public reports, whatever the channel may ask for.
 */

import type { types } from '@slack/bolt';
import { z } from 'zod';
import type { OpenIndex } from '../../../index/shelf.ts';
import { type Desk, newRequestId } from '../../answering.ts';
import { languageOf } from '../../document.ts';
import { type PassageView, passageView } from '../../passage.ts';
import { seek } from '../../seek.ts';
import { slackRulesOf } from '../../settings.ts';
import { type Bot, SLACK } from '../bot.ts';
import { escapeMarkup } from '../in/text.ts';
import { fitCharacters, fitSentences } from '../out/limits.ts';
import { smallPrint } from '../out/rich.ts';
import { wordsFor } from '../out/words.ts';
import { logFailure } from '../report.ts';

const linkShared = z.object({
  channel: z.string(),
  user: z.string().optional(),
  message_ts: z.string(),
  unfurl_id: z.string().optional(),
  source: z.string().optional(),
  links: z.array(z.object({ url: z.string() })).max(50),
});

/** Of one message. */
const MAX_LINKS = 5;
const SENTENCE_CHARS = 600;
const TITLE_CHARS = 150;

/** Reacts to a message with addresses of ours. */
export async function unfurl(bot: Bot, event: unknown): Promise<void> {
  const read = linkShared.safeParse(event);
  if (!read.success || bot.publicUrl === null || read.data.user === bot.user) return;
  const { channel, message_ts: ts, unfurl_id: id, source, links } = read.data;
  // What is still being written has no channel; its own id stands for it.
  const isDraft = source === 'composer';
  if (!isDraft && !slackRulesOf(bot.settings, channel).enabled) return;
  if (!(await bot.records.claim(SLACK, `unfurl:${id ?? `${channel}:${ts}`}`))) return;
  const desk = await bot.desk('public');
  const unfurls: Record<string, { blocks: types.KnownBlock[] }> = {};
  for (const { url } of links.slice(0, MAX_LINKS)) {
    const path = pathOf(url, bot.publicUrl);
    if (!path) continue;
    const blocks =
      (await desk.use((index) => blocksOfPlace(index, path, url))) ??
      (await blocksOfQuestion(desk, path, url));
    if (blocks) unfurls[url] = { blocks };
  }
  if (Object.keys(unfurls).length === 0) return;
  const requestId = newRequestId();
  try {
    const where = id !== undefined && source !== undefined ? { unfurl_id: id, source } : { channel, ts };
    await bot.poster.persist('chat.unfurl', requestId, () =>
      bot.client.chat.unfurl({ ...where, unfurls } as Parameters<typeof bot.client.chat.unfurl>[0]),
    );
  } catch (err) {
    logFailure(bot.log, err, { requestId }, '链接没能展开');
  }
}

/** What of an address comes after that of the web reader; null for another one. */
function pathOf(url: string, publicUrl: string): URL | null {
  if (!URL.canParse(url)) return null;
  const address = new URL(url);
  const root = new URL(publicUrl);
  const prefix = root.pathname.replace(/\/$/u, '');
  if (address.origin !== root.origin || !address.pathname.startsWith(`${prefix}/`)) return null;
  address.pathname = address.pathname.slice(prefix.length);
  return address;
}

/** A report, or a place in one; null for any other address, and for what the public index has not. */
function blocksOfPlace(
  index: OpenIndex,
  { pathname, searchParams }: URL,
  url: string,
): types.KnownBlock[] | null {
  const [, named] = /^\/r\/([^/]+)$/u.exec(pathname) ?? [];
  const card = index.reports.find(({ id }) => id === decoded(named ?? ''));
  if (!card) return null;
  const typed = { mark: searchParams.get('mark') ?? undefined, p: searchParams.get('p') ?? undefined };
  const { mark, nearest } = seek(typed, card, index, index.reportText(card.row).length);
  const passage = nearest ?? typed.p?.split('@')[0];
  const view = passage ? passageView(index, `${card.id}#${passage}`, 0, mark ?? undefined) : null;
  const first = view ?? firstView(index, card);
  return [titled(card.title, url), ...(view ? [sentenceOf(view)] : []), ...(first ? [facts(first)] : [])];
}

/** A report's facts without a place in it. */
function firstView(index: OpenIndex, card: OpenIndex['reports'][number]): PassageView | null {
  const passage = index.passageAt(card.row, 0);
  return passage ? passageView(index, passage.id) : null;
}

function sentenceOf({ parts }: PassageView): types.KnownBlock {
  const asked = parts.find(({ isAsked }) => isAsked);
  const text = asked?.span || `${asked?.before ?? ''}${asked?.after ?? ''}`;
  return plainSection(fitSentences(text, SENTENCE_CHARS));
}

const facts = ({ association, period, published, parts }: PassageView): types.KnownBlock =>
  smallPrint(
    fitCharacters(
      [association, period, published, parts.find(({ isAsked }) => isAsked)?.section]
        .filter(Boolean)
        .join(' · '),
      300,
    ),
  );

/** A question in an address, with its answer; null for any other address, and for what is not answered. */
async function blocksOfQuestion(
  desk: Desk,
  { pathname, searchParams }: URL,
  url: string,
): Promise<types.KnownBlock[] | null> {
  const question = searchParams.get('q')?.trim() ?? '';
  if (pathname !== '/ask' || question === '') return null;
  const { headline, kind, quotes } = (await desk.ask({ question })).document;
  if (kind !== 'answered') return null;
  const titles = [...new Set(quotes.map(({ title }) => title))].join('、');
  const { fromReports } = wordsFor(languageOf(question));
  return [
    titled(question, url),
    plainSection(fitSentences(headline, SENTENCE_CHARS)),
    smallPrint(fitCharacters(fromReports(titles), 300)),
  ];
}

const titled = (title: string, url: string): types.KnownBlock => ({
  type: 'section',
  text: {
    type: 'mrkdwn',
    text: `<${new URL(url).href.replace(/[|<>]/gu, encodeURIComponent)}|${escapeMarkup(fitCharacters(title, TITLE_CHARS)).replace(/\|/gu, '｜')}>`,
  },
});

const plainSection = (text: string): types.KnownBlock => ({
  type: 'section',
  text: { type: 'plain_text', text: text || '—', emoji: false },
});

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
