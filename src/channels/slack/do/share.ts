/**
 * 发到频道: an answer that only one person saw, shown to the channel, once.
 */
import type { Exchange } from '../../../records/records.ts';
import { slackRulesOf } from '../../settings.ts';
import { type Bot, isOpenToOthers, SLACK } from '../bot.ts';
import { refusalOf } from '../errors.ts';
import { addTurn, threadKey } from '../in/context.ts';
import { askedBy, messageOf } from '../out/blocks.ts';
import { logFailure } from '../report.ts';
import { postChart } from './chart.ts';
import { contentsOf, documentOf, type Press, replace, repliesTo, tell } from './press.ts';

/** Posts the answer to the channel it was asked in. */
export async function share(bot: Bot, press: Press, exchange: Exchange): Promise<void> {
  const { channel, user, requestId } = press;
  const replies = repliesTo(exchange);
  if (channel === null || exchange.user !== bot.records.hash(user)) {
    return tell(bot, press, replies.notYours);
  }
  if (exchange.audience === 'staff' && (await isOpenToOthers(bot, channel, requestId))) {
    return tell(bot, press, replies.othersRead);
  }
  const once = `share:${exchange.id}:${channel}`;
  if (!(await bot.records.claim(SLACK, once))) {
    return tell(bot, press, replies.sharedBefore);
  }
  const lead = askedBy(user, exchange.question);
  const canHandOff = slackRulesOf(bot.settings, channel).helpers !== null;
  const contents = messageOf(documentOf(exchange), { exchange: exchange.id, canHandOff, lead });
  try {
    const ts = await bot.poster.inOrder(channel, () =>
      bot.poster.post({ channel, thread: null, contents, requestId }),
    );
    await postChart(bot, documentOf(exchange), exchange.question, { channel, thread: ts, requestId });
    await addTurn(bot, threadKey(channel, ts), { ts, user, isDirect: false, thread: ts }, exchange.question);
  } catch (err) {
    logFailure(bot.log, err, { requestId }, '没能发到频道');
    const refusal = refusalOf(err);
    // What Slack refused is not there: it can be posted once the app is in the channel.
    if (refusal !== null) await bot.records.release(SLACK, once);
    const how =
      refusal === 'not_in_channel' || refusal === 'channel_not_found'
        ? replies.notInChannel
        : replies.tryLater;
    return tell(bot, press, `${replies.notShared(refusal ?? replies.unreachable)}${how}`);
  }
  await replace(bot, press, contentsOf(bot, press, exchange, { canShare: false, isShared: true }));
}
