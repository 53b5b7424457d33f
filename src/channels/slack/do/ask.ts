/**
 * A question that somebody asked in a channel, a thread or a DM: answered once, in its place, and remembered.
 */
import { isPleasantry, readSmallTalk } from '../../../answer/question/small-talk.ts';
import { type DeskReply, newRequestId } from '../../answering.ts';
import { languageOf } from '../../document.ts';
import { isForBot, mayBeForBot } from '../../etiquette.ts';
import { slackRulesOf } from '../../settings.ts';
import { audienceIn, type Bot, mayAsk, SLACK, tooMany } from '../bot.ts';
import { isUnreachable, refusalOf } from '../errors.ts';
import {
  addTurn,
  conversationOf,
  isKnown,
  isLastAsker,
  questionBefore,
  questionTaken,
  takeQuestion,
  threadKey,
} from '../in/context.ts';
import { compareTs } from '../in/early.ts';
import type { Heard } from '../in/hear.ts';
import { keepQuestion, type Manner, type TakenQuestion } from '../in/inbox.ts';
import { messageOf, plainMessage } from '../out/blocks.ts';
import { repliesIn } from '../out/replies.ts';
import { logFailure } from '../report.ts';
import { postChart } from './chart.ts';
import { showStatus } from './status.ts';

/** A question is recorded once within this time. */
const RECORDED_ONCE_MS = 24 * 3_600_000;

/** Reacts to a message that is not an edit. */
export async function hear(bot: Bot, heard: Heard): Promise<void> {
  const manner = await mannerOf(bot, heard);
  if (manner !== null) await take(bot, heard, manner);
}

/**
 * A mention or a DM is for the bot. A reply in a thread the bot is part of may be too: whether it is, its answer tells.
 */
async function mannerOf(bot: Bot, heard: Heard): Promise<Manner | null> {
  if (heard.isDirect || heard.mentionsBot) return 'addressed';
  const rules = slackRulesOf(bot.settings, heard.channel);
  if (heard.thread === null || !rules.enabled || rules.onlyWhenMentioned) return null;
  if (!mayBeForBot(heard)) return null;
  const thread = threadKey(heard.channel, heard.thread);
  if (await isKnown(bot, thread)) return 'followed';
  bot.early.keep(thread, heard);
  return null;
}

/** Answers a message that is for the bot, unless it was answered before. */
export async function take(bot: Bot, heard: Heard, manner: Manner): Promise<void> {
  const question = await takeFresh(bot, heard, manner);
  if (question) await finish(bot, question, 'new');
}

/** Whether a question is answered for the first time, or was left by a process that may have posted its answer or not. */
type Attempt = 'new' | 'left' | 'left-said';

/** Answers a question that was taken. */
export async function finish(bot: Bot, question: TakenQuestion, attempt: Attempt): Promise<void> {
  const { name, heard, requestId } = question;
  // In a conversation one after the other, also across processes.
  await bot.records.turn(SLACK, name);
  try {
    await answer(bot, question, attempt);
  } catch (err) {
    logFailure(bot.log, err, { requestId }, '问题没能回答');
    // Whom Slack did not reach for minutes it will not reach with an apology either.
    if (!isUnreachable(err)) await apologise(bot, heard, requestId, refusalOf(err));
  }
  await bot.records.complete(SLACK, name);
}

/**
 * Takes a message that was not handled before; null for any other. One that was, but not as a question (a remark that was passed over), may
 * be edited to be one: each wording then counts by itself.
 */
async function takeFresh(bot: Bot, heard: Heard, manner: Manner): Promise<TakenQuestion | null> {
  const { channel, ts, editedTs, text } = heard;
  const requestId = newRequestId();
  const conversation = conversationOf(heard);
  const takeAs = async (name: string) => {
    const question = { name, heard, manner, requestId };
    return (await keepQuestion(bot, question, conversation)) ? question : null;
  };
  const message = `${bot.team}:${channel}:${ts}`;
  const taken = await takeAs(message);
  if (taken) return taken;
  if (editedTs === null || text === '' || readSmallTalk(text) !== null) return null;
  if (!slackRulesOf(bot.settings, channel).enabled) return null;
  return takeAs(`${message}:${editedTs}`);
}

async function answer(
  bot: Bot,
  { name, heard, manner, requestId }: TakenQuestion,
  attempt: Attempt,
): Promise<void> {
  const { records, poster, settings, log } = bot;
  const { channel, user, ts } = heard;
  const startedAt = performance.now();
  const rules = slackRulesOf(settings, channel);
  const place = placeOf(heard);
  if (!rules.enabled) {
    const line = repliesIn(languageOf(heard.text)).off;
    await poster.whisper(channel, user, heard.thread, plainMessage(line), requestId);
    return;
  }
  if (heard.text !== '' && isPleasantry(heard.text)) {
    await poster.inOrder(channel, () =>
      poster.post({
        channel,
        thread: place,
        contents: plainMessage(repliesIn(languageOf(heard.text)).welcome),
        requestId,
      }),
    );
    return;
  }
  const conversation = conversationOf(heard);
  const previous = (await questionBefore(bot, conversation, ts)) ?? null;
  const unanswered = { question: heard.text, editedTs: heard.editedTs ?? '0', previous };
  const begin = () => takeQuestion(bot, heard, unanswered);
  const isNew = attempt === 'new';
  // Who asked was let through by the process that died, if it got that far.
  if (!isNew && !(await questionTaken(bot, channel, ts))) await begin();
  if (manner === 'addressed' && isNew && !(await isAllowed(bot, heard, requestId, begin))) return;
  const audience = await audienceIn(bot, channel, user, heard.isExternal);
  const desk = await bot.desk(audience);
  // It may have been edited meanwhile; a remark that was edited to name the bot is answered as that.
  const edited = await questionTaken(bot, channel, ts);
  if (manner === 'followed' && isNew && edited) return;
  let question = edited?.question ?? heard.text;
  if (manner === 'followed') {
    // Talk that is not for the bot costs nobody anything and leaves nothing behind.
    const remark = {
      text: question,
      mentionsOthers: heard.mentionsOthers,
      previous: previous ?? undefined,
      isFromAsker: await isLastAsker(bot, conversation, user),
    };
    if (!(await desk.use((index) => isForBot(remark, index, bot.now())))) {
      log.debug({ requestId }, '话题里的一句话，不像是问科问的');
      return;
    }
    if (isNew && !(await isAllowed(bot, heard, requestId, begin))) return;
  }
  const status = showStatus(bot, heard);
  const ask = () => desk.ask({ question, requestId, ...(previous === null ? {} : { previous }) });
  let reply = await ask();

  const { answer: first, elapsedMs: firstMs } = reply;
  const asked = { channel: SLACK, audience, user, conversation, question, previous };
  // Once, also where a process recorded it and died.
  const exchange = await records.recordExchange(
    { ...asked, answer: first, elapsedMs: firstMs },
    { key: `${SLACK}:recorded:${name}`, forMs: RECORDED_ONCE_MS },
  );
  const { question: latest } = await takeQuestion(bot, heard, { exchange });
  // Nothing where it could not be remembered.
  if (latest !== '' && latest !== question) {
    // Edited while it was answered; from now on an edit changes the answer that is posted.
    question = latest;
    reply = await ask();
    await records.updateExchange(exchange, { question, answer: reply.answer, elapsedMs: reply.elapsedMs });
  }
  const { answer: given, elapsedMs } = reply;
  const isHelp = given.kind === 'help';
  await addTurn(bot, conversation, heard, isHelp ? '' : question, isHelp);

  await status;
  await poster.inOrder(channel, async () => {
    if (!(await records.say(SLACK, name))) {
      log.warn({ requestId }, '另一个科问接过了这个问题');
      return;
    }
    const isMaybeThere = attempt === 'left-said';
    const answerTs = await send(bot, heard, { ...reply, requestId }, exchange, {
      ...{ canHandOff: rules.helpers !== null, isMaybeThere },
    });
    await takeQuestion(bot, heard, { answerTs });
    // A thread below the answer goes on from it too.
    if (place === null) {
      await addTurn(bot, threadKey(channel, answerTs), { ...heard, thread: answerTs }, question);
    }
    const chart = await postChart(bot, reply.document, question, { channel, thread: place, requestId });
    if (chart !== null) await takeQuestion(bot, heard, { chart });
  });
  log.info(
    {
      requestId,
      kind: given.kind,
      audience,
      chars: question.length,
      elapsedMs: Math.round(elapsedMs * 10) / 10,
      totalMs: Math.round(performance.now() - startedAt),
    },
    '已回答',
  );
  log.debug({ requestId, question }, '问题');
  if (place !== null) await hearEarly(bot, threadKey(channel, place), ts);
}

/**
 * Whether a person may have another answer now; who may not is told so once.
 *
 * @param begin what is to be remembered of a question that may
 */
export async function isAllowed(
  bot: Bot,
  { channel, user, thread, text }: Heard,
  requestId: string,
  begin: () => Promise<unknown>,
): Promise<boolean> {
  const token = await mayAsk(bot, channel, user);
  if (token.allowed) {
    await begin();
    return true;
  }
  bot.log.info({ requestId, waitMs: token.waitMs }, '问得太多，没有回答');
  if (token.firstRefusal) {
    await bot.poster.whisper(
      channel,
      user,
      thread,
      plainMessage(tooMany(token.waitMs, languageOf(text))),
      requestId,
    );
  }
  return false;
}

/** Where the answer goes: the thread, which a mention outside of one begins; in a DM beside the question. */
export function placeOf({ thread, isDirect, ts }: Pick<Heard, 'thread' | 'isDirect' | 'ts'>): string | null {
  return thread ?? (isDirect ? null : ts);
}

/** Posts an answer; one whose blocks are refused is posted as plain text. */
async function send(
  bot: Bot,
  heard: Heard,
  { document, requestId }: DeskReply,
  exchange: number,
  { canHandOff, isMaybeThere }: { readonly canHandOff: boolean; readonly isMaybeThere: boolean },
): Promise<string> {
  const post = { channel: heard.channel, thread: placeOf(heard), requestId, isMaybeThere };
  try {
    return await bot.poster.post({ ...post, contents: messageOf(document, { exchange, canHandOff }) });
  } catch (err) {
    if (
      !/^(?:invalid_blocks|invalid_blocks_format|msg_too_long|msg_blocks_too_long)$/u.test(
        refusalOf(err) ?? '',
      )
    )
      throw err;
    bot.log.error({ err, requestId }, 'Slack 不收这些块：改发纯文字');
    return bot.poster.post({ ...post, contents: plainMessage(document.headline) });
  }
}

/** Follow-ups that came before the question they follow. */
async function hearEarly(bot: Bot, thread: string, after: string): Promise<void> {
  for (const early of bot.early.take(thread)) {
    if (compareTs(early.ts, after) > 0) await hear(bot, early);
  }
}

/** Says that it did not work, in the place of the question or, where the bot may not write there, in a DM. */
async function apologise(bot: Bot, heard: Heard, requestId: string, refusal: string | null): Promise<void> {
  const isShut =
    refusal !== null && /channel|archived|restricted|permission|access|cannot_reply/u.test(refusal);
  const line = isShut
    ? `你在 <#${heard.channel}> 里问的问题，我没能在那里回答（${refusal}）。请把科问加进那个频道，或者在这里问我。`
    : repliesIn(languageOf(heard.text)).apology(requestId);
  const contents = isShut
    ? {
        ...plainMessage(line),
        blocks: [{ type: 'section' as const, text: { type: 'mrkdwn' as const, text: line } }],
      }
    : plainMessage(line);
  try {
    await bot.poster.post({
      channel: isShut ? heard.user : heard.channel,
      thread: isShut ? null : placeOf(heard),
      contents,
      requestId: `${requestId}-sorry`,
    });
  } catch (err) {
    logFailure(bot.log, err, { requestId }, '连原因也没能告诉提问的人');
  }
}
