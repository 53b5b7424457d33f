/**
 * What every part of the Slack channel works with, and whose reports a person reaches where.
 */
import type { webApi } from '@slack/bolt';
import type { Audience } from '../../corpus/report.ts';
import type { Taken } from '../../records/records.ts';
import type { Surroundings } from '../channel.ts';
import type { ChartPainter } from '../chart-image.ts';
import type { Language } from '../document.ts';
import { slackRulesOf } from '../settings.ts';
import type { EarlyReplies } from './in/early.ts';
import type { Poster } from './out/poster.ts';
import { repliesIn } from './out/replies.ts';
import type { People } from './people.ts';
import { logFailure } from './report.ts';

/** The app in its workspace. */
export interface Bot extends Pick<Surroundings, 'records' | 'settings' | 'desk' | 'log' | 'now'> {
  readonly client: webApi.WebClient;
  readonly poster: Poster;
  readonly people: People;
  readonly early: EarlyReplies;
  readonly painter: ChartPainter;
  /** Of the web reader, without a slash at its end; null where there is none. */
  readonly publicUrl: string | null;
  /** Workspace id. */
  readonly team: string;
  /** The bot's user id and bot id. */
  readonly user: string;
  readonly botId: string;
}

/** The name of this channel in the records. */
export const SLACK = 'slack';

/**
 * The most that may be shown: what the channel's setting says, less for a guest, and only public reports where
 * people of another organisation read along.
 *
 * @param isExternal whether the channel is shared with another organisation
 */
export async function audienceIn(
  bot: Bot,
  channel: string,
  user: string,
  isExternal: boolean,
): Promise<Audience> {
  if (isExternal || slackRulesOf(bot.settings, channel).audience === 'public') return 'public';
  return bot.people.audienceOf(user);
}

/** The smaller of what was answered from and what a person may see. */
export async function audienceFor(bot: Bot, answeredFrom: Audience, user: string): Promise<Audience> {
  return answeredFrom === 'public' ? 'public' : bot.people.audienceOf(user);
}

/**
 * The most that may be shown in answer to a press: to one person what that person may see there, to a channel nothing
 * that those who read along may not see. A press does not say whether the channel is shared, and the channel may
 * have been opened since it was answered, so it is looked up.
 *
 * @param answeredFrom the audience of the answer that was pressed
 */
export async function audienceOfPress(
  bot: Bot,
  answeredFrom: Audience,
  press: {
    readonly channel: string | null;
    readonly user: string;
    readonly isEphemeral: boolean;
    readonly requestId: string;
  },
): Promise<Audience> {
  const { channel, user, isEphemeral, requestId } = press;
  const audience = await audienceFor(bot, answeredFrom, user);
  if (audience === 'public' || channel === null) return audience;
  if (isEphemeral) return slackRulesOf(bot.settings, channel).audience;
  return (await isOpenToOthers(bot, channel, requestId)) ? 'public' : 'staff';
}

/** Whether people who may not see staff reports read along; what cannot be looked up counts as open. */
export async function isOpenToOthers(bot: Bot, channel: string, requestId: string): Promise<boolean> {
  if (slackRulesOf(bot.settings, channel).audience === 'public') return true;
  if (channel.startsWith('D')) return false;
  try {
    const { channel: found } = await bot.client.conversations.info({ channel });
    return !found || found.is_ext_shared === true || found.is_pending_ext_shared === true;
  } catch (err) {
    logFailure(bot.log, err, { requestId }, '查不到频道里有没有外部的人：当作有');
    return true;
  }
}

/** Takes one of a person's answers of this minute. */
export async function mayAsk(bot: Bot, channel: string, user: string): Promise<Taken> {
  const { answersPerMinute } = slackRulesOf(bot.settings, channel);
  return bot.records.takeToken(`${SLACK}:${bot.team}:${user}`, {
    capacity: answersPerMinute,
    refillPerMinute: answersPerMinute,
  });
}

/** What to say to whoever asks too much; said once, then it is quiet until the next answer. */
export function tooMany(waitMs: number, language: Language): string {
  return repliesIn(language).tooMany(Math.max(1, Math.ceil(waitMs / 1000)));
}
