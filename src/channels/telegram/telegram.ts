/**
 * The Telegram channel: from settings to a bot that takes questions, by long polling or by webhook, and back to
 * nothing. It opens what is for the public and never anything else.
 */
import { setMaxListeners } from 'node:events';
import { Bot, GrammyError } from 'grammy';
import type { Update, UserFromGetMe } from 'grammy/types';
import type { TelegramSettings } from '../../config.ts';
import { KewenError } from '../../errors.ts';
import type { Channel, Readiness, Surroundings } from '../channel.ts';
import { chartPainter } from '../chart-image.ts';
import { offeringAt } from '../suggest/suggest.ts';
import { ALLOWED_UPDATES, route, sayUnclear } from './bot.ts';
import { createButtons } from './buttons.ts';
import { careful, forLog, Unreachable } from './calls.ts';
import { createIntake, type Intake } from './intake.ts';
import { introduce } from './introduce.ts';
import { REVOKED, startPolling } from './polling.ts';
import type { Service } from './service.ts';
import { realWaiting, type Waiting } from './waiting.ts';
import { createWebhook } from './webhook.ts';

/** What a test or a deployment may change. */
export interface TelegramOptions {
  readonly waiting?: Waiting;
  /** How long Telegram holds a poll, in seconds. */
  readonly pollSeconds?: number;
  /** Whether the machine has letters to draw charts with; found out when the first is drawn. */
  readonly canDraw?: () => Promise<boolean>;
}

const POLL_SECONDS = 30;
/** Asked before anybody else does: the first question loads the dictionary (44 ms, then 3 to 6). */
const WARM_UP = '开展了多少项科普活动';
/** Kept of the time to stop for letting go of what is being sent. */
const LETTING_GO_MS = 500;

/** How updates come in. */
interface Supply {
  readiness(): Readiness;
  stop(): void;
}

/**
 * Starts the bot; resolves when it takes questions.
 *
 * @throws {KewenError} `settings` for a token, webhook address or second process that Telegram refuses, `platform`
 *   when Telegram cannot be reached; `index-missing`, `index-untrusted`
 */
export async function startTelegram(
  surroundings: Surroundings,
  options: TelegramOptions = {},
): Promise<Channel> {
  const { config, settings, records, log, now, signal } = surroundings;
  const { waiting = realWaiting, pollSeconds = POLL_SECONDS } = options;
  const telegram = config.telegram;
  if (!telegram)
    throw new KewenError('settings', '没有设 TELEGRAM_BOT_TOKEN：到 BotFather 取一个，写进 .env');
  const desk = await surroundings.desk('public');
  await desk.ask({ question: WARM_UP });
  const offer = offeringAt(desk, log);
  // What is offered is collected in the background, from the first look on.
  await offer(WARM_UP);

  const givenUp = new AbortController();
  // One listener a call in flight.
  setMaxListeners(0, givenUp.signal);
  const whileStarting = AbortSignal.any([givenUp.signal, signal]);
  let isStarting = true;
  const bot = new Bot(telegram.botToken, {
    client: { apiRoot: telegram.apiRoot.replace(/\/+$/u, ''), timeoutSeconds: pollSeconds + 20 },
  });
  const stopSignal = () => (isStarting ? whileStarting : givenUp.signal);
  bot.api.config.use(careful({ log, waiting, stopSignal }));
  const me = await getMe(bot, telegram);
  bot.botInfo = me;
  const service: Service = {
    api: bot.api,
    me,
    desk,
    records,
    offer,
    rules: settings.telegram,
    retentionDays: config.retentionDays,
    now,
    publicUrl: config.web.publicUrl,
    buttons: createButtons(telegram.botToken),
    painter: chartPainter(log, options.canDraw),
    log,
  };
  route(bot, service);

  const tellUnclear = (update: Update) => sayUnclear(service, update);
  const intake = createIntake({ bot, me, records, tellUnclear, log, now, signal: givenUp.signal });
  const leadership = telegram.webhookUrl ? null : await records.lead(`telegram ${me.id}`);
  let supply: Supply;
  try {
    supply = leadership
      ? await startDelivery(bot, intake, { leadership, log, waiting, pollSeconds, signal })
      : await startWebhook(bot, telegram, intake, surroundings);
  } catch (error) {
    await leadership?.end();
    throw error;
  }
  isStarting = false;
  await intake.takeOver();
  void introduce(bot.api, me, log, givenUp.signal);
  return {
    name: 'telegram',
    readiness: () => supply.readiness(),
    stop: async (withinMs) => {
      supply.stop();
      await leadership?.end();
      const isDone = await intake.drain(Math.max(0, withinMs - LETTING_GO_MS));
      if (!isDone) log.warn({ open: intake.size }, '还有消息没答完：下次启动时接着回答');
      givenUp.abort();
      await intake.drain(LETTING_GO_MS);
    },
  };
}

async function getMe(bot: Bot, { apiRoot }: TelegramSettings): Promise<UserFromGetMe> {
  try {
    return await bot.api.getMe();
  } catch (error) {
    if (error instanceof GrammyError && (error.error_code === 401 || error.error_code === 404)) {
      throw new KewenError('settings', REVOKED);
    }
    throw explain(error, apiRoot);
  }
}

async function startDelivery(
  bot: Bot,
  intake: Intake,
  settings: Pick<
    Parameters<typeof startPolling>[0],
    'leadership' | 'log' | 'waiting' | 'pollSeconds' | 'signal'
  >,
): Promise<Supply> {
  // A webhook that is still set would refuse every poll.
  await bot.api
    .deleteWebhook()
    .catch((error: unknown) => settings.log.warn(forLog(error), '撤不掉原来的 webhook'));
  return startPolling({ api: bot.api, intake, ...settings });
}

async function startWebhook(
  bot: Bot,
  { webhookUrl, webhookSecret, apiRoot }: TelegramSettings,
  intake: Intake,
  { mount }: Surroundings,
): Promise<Supply> {
  if (!webhookUrl || !webhookSecret) {
    throw new KewenError('settings', '设了 TELEGRAM_WEBHOOK_URL 而没有 TELEGRAM_WEBHOOK_SECRET：请一起设上');
  }
  const webhook = createWebhook({ intake, secret: webhookSecret });
  mount(new URL(webhookUrl).pathname, webhook.listener);
  try {
    await bot.api.setWebhook(webhookUrl, { secret_token: webhookSecret, allowed_updates: ALLOWED_UPDATES });
  } catch (error) {
    webhook.close();
    throw error instanceof GrammyError
      ? new KewenError(
          'settings',
          `Telegram 不接受 TELEGRAM_WEBHOOK_URL（${error.description}）：要 https，端口 443、80、88 或 8443`,
        )
      : explain(error, apiRoot);
  }
  return { readiness: () => ({ isReady: true, detail: 'webhook' }), stop: webhook.close };
}

/** One line for a maintainer, without the address that was called. */
function explain(error: unknown, apiRoot: string): KewenError {
  const reason =
    error instanceof Unreachable ? error.reason : String(forLog(error)['description'] ?? '出错了');
  return new KewenError(
    'platform',
    `连不上 Telegram（${new URL(apiRoot).host}，${reason}）：请检查网络，或设 TELEGRAM_API_ROOT 指向能连上的 Bot API`,
  );
}
