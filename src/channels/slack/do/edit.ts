/**
 * A question that was edited within five minutes: its answer changes in its place. An edit that makes a message a
 * question, or that comes before the message itself, is answered like any question.
 */
import { newRequestId } from '../../answering.ts';
import type { AnswerDocument } from '../../document.ts';
import { slackRulesOf } from '../../settings.ts';
import { audienceIn, type Bot, SLACK } from '../bot.ts';
import { addTurn, conversationOf, questionTaken, takeQuestion } from '../in/context.ts';
import { compareTs } from '../in/early.ts';
import type { Heard } from '../in/hear.ts';
import { messageOf } from '../out/blocks.ts';
import { logFailure } from '../report.ts';
import { isAllowed, placeOf, take } from './ask.ts';
import { postChart, removeChart } from './chart.ts';

/** Reacts to an edited message. */
export async function hearEdit(bot: Bot, heard: Heard): Promise<void> {
  const { channel, ts } = heard;
  const editedTs = heard.editedTs ?? '0';
  const taken = await questionTaken(bot, channel, ts);
  if (!taken) {
    if (heard.isDirect || heard.mentionsBot) await take(bot, heard, 'addressed');
    return;
  }
  if (heard.text === '' || heard.text === taken.question || compareTs(editedTs, taken.editedTs) <= 0) return;
  if (!slackRulesOf(bot.settings, channel).enabled) return;
  const reword = () => takeQuestion(bot, heard, { question: heard.text, editedTs });
  const requestId = newRequestId();
  try {
    if (taken.exchange === null) {
      // Whoever is answering it at this moment sees the new words, unless that is done just now; no answer more.
      if ((await reword()).exchange === null) return;
    } else if (!(await isAllowed(bot, heard, requestId, reword))) return;
    // After the answer to the first wording, which may be on its way.
    await bot.poster.inOrder(channel, () => answerAnew(bot, heard, requestId));
  } catch (err) {
    logFailure(bot.log, err, { requestId }, '改过的问题没能重新回答');
  }
}

async function answerAnew(bot: Bot, heard: Heard, requestId: string): Promise<void> {
  const { channel, ts, user } = heard;
  const taken = await questionTaken(bot, channel, ts);
  if (!taken || taken.exchange === null || taken.answerTs === null || taken.question !== heard.text) return;
  const audience = await audienceIn(bot, channel, user, heard.isExternal);
  const desk = await bot.desk(audience);
  const reply = await desk.ask({
    question: heard.text,
    requestId,
    ...(taken.previous === null ? {} : { previous: taken.previous }),
  });
  // Another audience than before would leave the old one's record under the new answer's buttons.
  const recorded = await bot.records.exchange(taken.exchange);
  let exchange = taken.exchange;
  if (recorded?.audience === audience) {
    await bot.records.updateExchange(exchange, {
      question: heard.text,
      answer: reply.answer,
      elapsedMs: reply.elapsedMs,
    });
  } else {
    exchange = await bot.records.recordExchange({
      channel: SLACK,
      audience,
      user,
      conversation: conversationOf(heard),
      question: heard.text,
      previous: taken.previous,
      answer: reply.answer,
      elapsedMs: reply.elapsedMs,
    });
    await takeQuestion(bot, heard, { exchange });
  }
  await addTurn(bot, conversationOf(heard), heard, heard.text);
  const canHandOff = slackRulesOf(bot.settings, channel).helpers !== null;
  await bot.poster.update(
    channel,
    taken.answerTs,
    messageOf(reply.document, { exchange, canHandOff }),
    requestId,
  );
  await renewChart(bot, heard, taken.chart, reply.document, requestId);
  bot.log.info(
    { requestId, kind: reply.answer.kind, audience, chars: heard.text.length },
    '按改过的问题重新回答',
  );
}

/** Puts the picture of the new answer in place of that of the old one. */
async function renewChart(
  bot: Bot,
  heard: Heard,
  old: string | null,
  document: AnswerDocument,
  requestId: string,
): Promise<void> {
  if (old !== null) await removeChart(bot, old, requestId);
  const place = { channel: heard.channel, thread: placeOf(heard), requestId };
  const chart = await postChart(bot, document, heard.text, place);
  if (chart !== old) await takeQuestion(bot, heard, { chart });
}
