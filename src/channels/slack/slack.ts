/**
 * Kewen in Slack: a Bolt app over Socket Mode, or over signed HTTP where no app token is set.
 */
import { App, webApi } from '@slack/bolt';
import { KewenError } from '../../errors.ts';
import type { Channel, Surroundings } from '../channel.ts';
import { chartPainter } from '../chart-image.ts';
import { Flight } from '../flight.ts';
import type { Bot } from './bot.ts';
import { EarlyReplies } from './in/early.ts';
import { httpTransport } from './in/http.ts';
import { identify } from './in/identity.ts';
import { socketTransport } from './in/socket.ts';
import type { Transport } from './in/transport.ts';
import { listenTo } from './listeners.ts';
import { boltLogger } from './logger.ts';
import { Poster, REQUEST_TIMEOUT_MS } from './out/poster.ts';
import { People } from './people.ts';

/** How often it is looked for what others left. */
const SWEEP_EVERY_MS = 5_000;

/** What only tests change. */
export interface SlackTiming {
  /** Waits between tries of sending, also while the process is stopping. */
  readonly pause?: (ms: number) => Promise<void>;
}

/**
 * Starts Slack.
 *
 * @throws {KewenError} `settings` for a token that is wrong or lacks a scope, `platform` when Slack stays out of reach
 */
export async function startSlack(
  surroundings: Surroundings,
  { pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms).unref()) }: SlackTiming = {},
): Promise<Channel> {
  const { config, log, now, sleep, signal, records, settings, desk } = surroundings;
  const { slack } = config;
  if (!slack) throw new KewenError('settings', '没有设 SLACK_BOT_TOKEN');
  const logger = boltLogger(log);
  const clientOptions = (): webApi.WebClientOptions => ({
    ...(slack.apiUrl === null ? {} : { slackApiUrl: slack.apiUrl.replace(/\/*$/u, '/') }),
    logger,
    timeout: REQUEST_TIMEOUT_MS,
    // Trying again is the poster's, which knows what must not be sent twice; the library would hold up every channel.
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
  });
  const client = new webApi.WebClient(slack.botToken, clientOptions());
  const identity = await identify(client, { log, sleep, signal });
  // Both are opened now, so that an index that cannot be used is seen at the start.
  await Promise.all([desk('staff'), desk('public')]);

  const bot: Bot = {
    ...identity,
    client,
    records,
    settings,
    desk,
    log,
    now,
    painter: chartPainter(log),
    publicUrl: config.web.publicUrl,
    poster: new Poster(client, identity.user, log, pause),
    people: new People(client, identity.team, log, now),
    early: new EarlyReplies(now),
  };
  const transport = openTransport();
  const app = new App({
    token: slack.botToken,
    botId: identity.botId,
    botUserId: identity.user,
    tokenVerificationEnabled: false,
    deferInitialization: true,
    // Its own store of conversations would grow without end.
    convoStore: false,
    receiver: transport.receiver,
    clientOptions: clientOptions(),
    logger,
  });
  await app.init();
  const flight = new Flight();
  const takeOver = listenTo(app, bot, flight);
  try {
    await transport.start();
  } catch (error) {
    await transport.close();
    throw error;
  }

  await takeOver();
  const sweeping = setInterval(() => void flight.track(takeOver()), SWEEP_EVERY_MS).unref();

  return {
    name: 'slack',
    readiness: () => transport.readiness(),
    stop: async (withinMs) => {
      transport.pause();
      clearInterval(sweeping);
      if (!(await flight.drain(withinMs))) log.warn({ left: flight.size }, '有问题没来得及回答完');
      await transport.close();
    },
  };

  function openTransport(): Transport {
    if (slack?.appToken) {
      return socketTransport({
        appToken: slack.appToken,
        clientOptions: clientOptions(),
        logger,
        log,
        sleep,
        signal,
      });
    }
    if (!slack?.signingSecret)
      throw new KewenError('settings', '要设 SLACK_APP_TOKEN 或 SLACK_SIGNING_SECRET');
    return httpTransport(slack.signingSecret, surroundings.mount, logger);
  }
}
