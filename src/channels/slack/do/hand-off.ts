/**
 * 转人工: asks a user group, with the question and what the bot had to say attached, once an answer. In a channel in
 * the thread; where others do not see the answer (a DM, /kewen) in a group DM with the group's people.
 */
import type { Exchange } from '../../../records/records.ts';
import { slackRulesOf } from '../../settings.ts';
import { type Bot, SLACK } from '../bot.ts';
import { refusalOf } from '../errors.ts';
import { escapeMarkup } from '../in/text.ts';
import type { MessageContents } from '../out/blocks.ts';
import { fitSentences } from '../out/limits.ts';
import { richText, section } from '../out/rich.ts';
import { logFailure } from '../report.ts';
import { contentsOf, documentOf, type Press, replace, repliesTo, tell } from './press.ts';

/** A group DM holds eight besides the bot, the one who asks among them. */
const PEOPLE_ASKED = 7;

/** Passes a question on. */
export async function handOff(bot: Bot, press: Press, exchange: Exchange): Promise<void> {
  const { channel, user, requestId } = press;
  const helpers = channel === null ? null : slackRulesOf(bot.settings, channel).helpers;
  if (channel === null || helpers === null) {
    return tell(bot, press, repliesTo(exchange).noHelpers);
  }
  const once = `hand-off:${exchange.id}`;
  if (!(await bot.records.claim(SLACK, once))) {
    return tell(bot, press, repliesTo(exchange).handedOffBefore);
  }
  const isPrivate = press.isEphemeral || channel.startsWith('D');
  try {
    const place = isPrivate
      ? { channel: await openGroup(bot, helpers, user), thread: null }
      : { channel, thread: press.thread ?? press.messageTs };
    await bot.poster.inOrder(place.channel, () =>
      bot.poster.post({
        ...place,
        contents: request(exchange, helpers, user),
        requestId: `${requestId}-help`,
      }),
    );
  } catch (err) {
    logFailure(bot.log, err, { requestId, helpers }, '没能转人工');
    // Nobody was asked: whoever presses again must not be told to wait for an answer.
    if (refusalOf(err) !== null || err instanceof NobodyThere) await bot.records.release(SLACK, once);
    const replies = repliesTo(exchange);
    const why = refusalOf(err) ?? (err instanceof NobodyThere ? replies.nobodyThere : replies.unreachable);
    return tell(bot, press, replies.notHandedOff(why));
  }
  bot.log.info({ requestId, exchange: exchange.id }, '已转人工');
  await replace(bot, press, contentsOf(bot, press, exchange, { canHandOff: false, isHandedOff: true }));
}

class NobodyThere extends Error {}

/** A group DM with the people of the group and the one who asks. */
async function openGroup(bot: Bot, group: string, user: string): Promise<string> {
  const { users = [] } = await bot.client.usergroups.users.list({ usergroup: group });
  const people = users.filter((id) => id !== user).slice(0, PEOPLE_ASKED);
  if (people.length === 0) throw new NobodyThere();
  const { channel } = await bot.client.conversations.open({ users: [user, ...people].join(',') });
  return channel?.id as string;
}

function request(exchange: Exchange, helpers: string, user: string): MessageContents {
  const { headline } = documentOf(exchange);
  const question = fitSentences(exchange.question, 600);
  return {
    text: escapeMarkup(`转人工：${question}`),
    blocks: [
      richText([
        {
          type: 'rich_text_section',
          elements: [
            { type: 'usergroup', usergroup_id: helpers },
            { type: 'text', text: ' 请帮忙回答 ' },
            { type: 'user', user_id: user },
            { type: 'text', text: ' 的问题：' },
          ],
        },
        { type: 'rich_text_quote', elements: section(question).elements },
        section(`科问的回答：${fitSentences(headline, 900)}`),
      ]),
    ],
  };
}
