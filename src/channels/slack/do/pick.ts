/**
 * A choice of a question back, answered in its place; a nearest topic, answered below.
 */
import type { Audience } from '../../../corpus/report.ts';
import type { Exchange } from '../../../records/records.ts';
import type { DeskReply } from '../../answering.ts';
import { languageOf } from '../../document.ts';
import { slackRulesOf } from '../../settings.ts';
import { audienceOfPress, type Bot, mayAsk, SLACK, tooMany } from '../bot.ts';
import { refusalOf } from '../errors.ts';
import { addTurn, threadKey } from '../in/context.ts';
import { askedBy, messageOf } from '../out/blocks.ts';
import { postChart } from './chart.ts';
import { contentsOf, documentOf, type Press, replace, repliesTo, show, tell } from './press.ts';

/** Answers the choice in place of the question back. */
export async function pickChoice(bot: Bot, press: Press, exchange: Exchange): Promise<void> {
  const question = documentOf(exchange).choices[press.pressed.item];
  if (question === undefined) return tell(bot, press, repliesTo(exchange).pickedBefore);
  const asked = await askFor(bot, press, exchange, question);
  if (!asked) return;
  const { reply, audience } = asked;
  // Two people may press at the same time: the first one's choice stays.
  const given = { question, answer: reply.answer, elapsedMs: reply.elapsedMs };
  if (!(await bot.records.updateExchange(exchange.id, given, 'clarify'))) {
    return tell(bot, press, repliesTo(exchange).pickedJustNow);
  }
  // Another audience than before would leave the old one's record under the new answer's buttons.
  const { id, audience: before } = exchange;
  const answered: Exchange = {
    ...exchange,
    ...given,
    audience,
    id: audience === before ? id : await record(bot, press, audience, question, reply),
  };
  await remember(bot, press, question);
  await replace(bot, press, contentsOf(bot, press, answered, { chosen: question }));
}

/** Answers a topic below the message; to one person only where that was to one person only. */
export async function pickTopic(bot: Bot, press: Press, exchange: Exchange): Promise<void> {
  const { channel, user, requestId, messageTs, isEphemeral } = press;
  const question = documentOf(exchange).topics[press.pressed.item];
  if (question === undefined || channel === null) return tell(bot, press, repliesTo(exchange).topicGone);
  const once = `topic:${exchange.id}:${press.pressed.item}:${isEphemeral ? user : ''}`;
  if (!(await bot.records.claim(SLACK, once))) {
    return tell(bot, press, repliesTo(exchange).topicAnswered);
  }
  const asked = await askFor(bot, press, exchange, question);
  if (!asked) return bot.records.release(SLACK, once);
  const { reply, audience } = asked;
  const thread = press.thread ?? (channel.startsWith('D') ? null : messageTs);
  const id = await record(bot, press, audience, question, reply);
  const canHandOff = slackRulesOf(bot.settings, channel).helpers !== null;
  const lead = askedBy(user, question);
  const contents = messageOf(reply.document, { exchange: id, canHandOff, canShare: isEphemeral, lead });
  if (isEphemeral) return show(bot, press, contents);
  await remember(bot, press, question);
  try {
    await bot.poster.inOrder(channel, async () => {
      await bot.poster.post({ channel, thread, contents, requestId });
      await postChart(bot, reply.document, question, { channel, thread, requestId });
    });
  } catch (err) {
    if (refusalOf(err) !== null) await bot.records.release(SLACK, once);
    throw err;
  }
}

async function askFor(
  bot: Bot,
  press: Press,
  exchange: Exchange,
  question: string,
): Promise<{ readonly reply: DeskReply; readonly audience: Audience } | null> {
  const token = await mayAsk(bot, press.channel ?? '', press.user);
  if (!token.allowed) {
    await tell(bot, press, tooMany(token.waitMs, languageOf(exchange.question)));
    return null;
  }
  const audience = await audienceOfPress(bot, exchange.audience, press);
  const desk = await bot.desk(audience);
  const reply = await desk.ask({ question, requestId: press.requestId });
  bot.log.info(
    { requestId: press.requestId, kind: reply.answer.kind, audience, chars: question.length },
    `按钮 ${press.name}`,
  );
  return { reply, audience };
}

function record(
  bot: Bot,
  press: Press,
  audience: Audience,
  question: string,
  reply: DeskReply,
): Promise<number> {
  return bot.records.recordExchange({
    channel: SLACK,
    audience,
    user: press.user,
    conversation: conversationOfPress(press),
    question,
    answer: reply.answer,
    elapsedMs: reply.elapsedMs,
  });
}

/** What is asked next builds on what was picked. */
async function remember(bot: Bot, press: Press, question: string): Promise<void> {
  const { channel, thread, messageTs, user, isEphemeral } = press;
  if (channel === null || isEphemeral || messageTs === null) return;
  const isDirect = channel.startsWith('D');
  // After every message so far, before every one to come.
  const ts = `${Math.floor(bot.now().getTime() / 1000)}.000000`;
  await addTurn(bot, conversationOfPress(press), { ts, user, isDirect, thread }, question);
}

/** The thread of the message that was pressed, which it begins where it stands in none; or the DM. */
function conversationOfPress({ channel, thread, messageTs }: Press): string {
  const place = channel ?? '';
  const isDirect = thread === null && place.startsWith('D');
  return isDirect ? `${SLACK}:direct:${place}` : threadKey(place, thread ?? messageTs ?? '');
}
