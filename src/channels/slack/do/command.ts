/**
 * `/kewen 问题`: an answer only to the one who asks, with 发到频道.
 */
import { z } from 'zod';
import { newRequestId } from '../../answering.ts';
import { languageOf } from '../../document.ts';
import { slackRulesOf } from '../../settings.ts';
import { audienceIn, type Bot, mayAsk, SLACK, tooMany } from '../bot.ts';
import { readTyped } from '../in/text.ts';
import { type MessageContents, messageOf, plainMessage } from '../out/blocks.ts';
import { repliesIn } from '../out/replies.ts';
import { logFailure } from '../report.ts';

const slashCommand = z.object({
  text: z.string().default(''),
  user_id: z.string(),
  channel_id: z.string(),
  trigger_id: z.string(),
  response_url: z.string(),
});

/** What goes back with the acknowledgement; nothing for a second delivery. */
export type Acknowledge = (response?: object) => Promise<void>;

/** Slack waits three seconds for the acknowledgement; after this much the answer follows it instead of coming with it. */
const ANSWER_WITHIN_MS = 1_500;

/** Answers a command. */
export async function obey(bot: Bot, body: unknown, acknowledge: Acknowledge): Promise<void> {
  const read = slashCommand.safeParse(body);
  if (!read.success || !(await bot.records.claim(SLACK, `command:${read.data.trigger_id}`)))
    return acknowledge();
  const command = read.data;
  const requestId = newRequestId();
  const work = answer(bot, command, requestId).catch((err: unknown) => {
    logFailure(bot.log, err, { requestId }, '命令没能完成');
    return plainMessage(repliesIn(languageOf(command.text)).apology(requestId));
  });
  const quick = await soon(work, ANSWER_WITHIN_MS);
  try {
    if (quick) return await acknowledge({ response_type: 'ephemeral', ...quick });
    await acknowledge();
  } catch (err) {
    // The socket was lost under it; the address to respond to still works.
    bot.log.warn({ err, requestId }, '命令没能确认');
  }
  const late = { response_type: 'ephemeral', replace_original: false, ...(await work) };
  await bot.poster.respond(command.response_url, late, requestId);
}

async function answer(
  bot: Bot,
  { text: typed, user_id: user, channel_id: channel }: z.infer<typeof slashCommand>,
  requestId: string,
): Promise<MessageContents> {
  const rules = slackRulesOf(bot.settings, channel);
  const replies = repliesIn(languageOf(typed));
  if (!rules.enabled) return plainMessage(replies.off);
  const token = await mayAsk(bot, channel, user);
  if (!token.allowed) return plainMessage(tooMany(token.waitMs, languageOf(typed)));
  const { text: question } = readTyped(typed, bot.user);
  const audience = await audienceIn(bot, channel, user, false);
  const desk = await bot.desk(audience);
  const { answer: given, document, elapsedMs } = await desk.ask({ question, requestId });
  const exchange = await bot.records.recordExchange({
    channel: SLACK,
    audience,
    user,
    conversation: `${SLACK}:command:${channel}:${user}`,
    question,
    answer: given,
    elapsedMs,
  });
  bot.log.info({ requestId, kind: given.kind, audience, chars: question.length }, '已回答命令');
  const asked = question && given.kind !== 'help' ? replies.asked(question) : '';
  const lead = asked
    ? {
        type: 'rich_text_section' as const,
        elements: [{ type: 'text' as const, text: asked, style: { italic: true } }],
      }
    : undefined;
  return messageOf(document, {
    exchange,
    canHandOff: rules.helpers !== null,
    canShare: true,
    ...(lead ? { lead } : {}),
  });
}

/** What a piece of work gives, or null when that takes too long. */
async function soon<T>(work: Promise<T>, ms: number): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
