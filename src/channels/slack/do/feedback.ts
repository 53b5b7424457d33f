/**
 * 有用 and 没用: one vote a person an answer, changeable; 没用 opens a small form, and counts whether or not it is sent.
 */
import type { Exchange, Verdict } from '../../../records/records.ts';
import { languageOf } from '../../document.ts';
import type { Bot } from '../bot.ts';
import { readPressed } from '../out/actions.ts';
import { readWhy, whyModal } from '../out/modals.ts';
import { openModal, type Press, repliesTo, tell } from './press.ts';

/** Counts a vote and says so. */
export async function vote(bot: Bot, press: Press, exchange: Exchange, verdict: Verdict): Promise<void> {
  const before = await bot.records.castVote(exchange.id, press.user, verdict);
  bot.log.info(
    {
      requestId: press.requestId,
      exchange: exchange.id,
      verdict,
      isChanged: before !== null && before !== verdict,
    },
    '反馈',
  );
  if (verdict === 'not-useful')
    await openModal(bot, press, whyModal(exchange.id, languageOf(exchange.question)));
  const replies = repliesTo(exchange);
  const name = verdict === 'useful' ? replies.useful : replies.notUseful;
  const line =
    before === null
      ? replies.voted(name)
      : before === verdict
        ? replies.votedBefore(name)
        : replies.voteChanged(name);
  await tell(bot, press, line);
}

/** Keeps what was filled in; nothing is shown, the form closes. */
export async function keepWhy(
  bot: Bot,
  user: string,
  privateMetadata: string,
  values: Parameters<typeof readWhy>[0],
): Promise<void> {
  const pressed = readPressed(privateMetadata);
  if (!pressed || !(await bot.records.exchange(pressed.exchange))) return;
  await bot.records.castVote(pressed.exchange, user, 'not-useful', readWhy(values));
}
