/**
 * What the app listens to, and where each goes. Every listener is counted as in flight until it is done, and what it
 * throws becomes a reason for the person and a line in the log.
 */
import type { App } from '@slack/bolt';
import { newRequestId } from '../answering.ts';
import type { Flight } from '../flight.ts';
import { type Bot, SLACK } from './bot.ts';
import { finish, hear } from './do/ask.ts';
import { obey } from './do/command.ts';
import { hearEdit } from './do/edit.ts';
import { keepWhy, vote } from './do/feedback.ts';
import { handOff } from './do/hand-off.ts';
import { offerPrompts, showHome } from './do/home.ts';
import { pickChoice, pickTopic } from './do/pick.ts';
import { type Press, readPress, tell } from './do/press.ts';
import { share } from './do/share.ts';
import { showSource } from './do/source.ts';
import { unfurl } from './do/unfurl.ts';
import { readMessage } from './in/hear.ts';
import { keepEvent, readLeft } from './in/inbox.ts';
import { ACTION_PREFIX } from './out/actions.ts';
import { WHY_CALLBACK } from './out/modals.ts';
import { repliesIn } from './out/replies.ts';
import { logFailure } from './report.ts';

/** Makes the app listen; gives what does again what processes that died had not finished. */
export function listenTo(app: App, bot: Bot, flight: Flight): () => Promise<void> {
  /** Runs something; a person who waits for it is told of a failure. */
  const run = (
    what: string,
    work: (requestId: string) => Promise<void>,
    excuse?: (requestId: string) => Promise<void>,
  ) => {
    const requestId = newRequestId();
    const whole = work(requestId).catch(async (err: unknown) => {
      logFailure(bot.log, err, { requestId, what }, '没能完成');
      await excuse?.(requestId).catch((again: unknown) => {
        bot.log.error({ err: again, requestId, what }, '连原因也没能告诉');
      });
    });
    return flight.track(whole);
  };

  const onMessage = (name: string, event: unknown, body: unknown) =>
    run('message', async () => {
      const heard = readMessage(event, body, bot);
      if (heard) await (heard.editedTs === null ? hear(bot, heard) : hearEdit(bot, heard));
    }).then(() => bot.records.complete(SLACK, name));
  app.event('message', ({ event, body }) => onMessage(`event:${body.event_id}`, event, body));
  app.event('app_mention', ({ event, body }) => onMessage(`event:${body.event_id}`, event, body));
  keepBeforeAck(app, bot);

  app.event('app_home_opened', ({ event }) =>
    run('home', () =>
      event.tab === 'messages'
        ? offerPrompts(bot, event.user, event.channel, null)
        : showHome(bot, event.user),
    ),
  );
  app.event('assistant_thread_started', ({ event: { assistant_thread: opened } }) =>
    run('prompts', () => offerPrompts(bot, opened.user_id, opened.channel_id, opened.thread_ts)),
  );

  app.event('link_shared', ({ event }) => run('unfurl', () => unfurl(bot, event)));

  app.command(/^\//u, ({ body, ack }) =>
    run('command', () => obey(bot, body, (response) => ack(response as never))),
  );

  app.action({ action_id: new RegExp(`^${ACTION_PREFIX}`, 'u') }, async ({ body, ack }) => {
    const press = readPress(body);
    await run(
      press?.name ?? 'press',
      async () => {
        await ack();
        if (press && (await bot.records.claim(SLACK, press.eventId))) await react(bot, press);
      },
      async (requestId) => {
        if (press) await tell(bot, press, repliesIn('zh').apology(requestId));
      },
    );
  });

  app.view(WHY_CALLBACK, ({ body, view, ack }) =>
    run('why', async () => {
      await keepWhy(bot, body.user.id, view.private_metadata, view.state.values as never);
      await ack();
    }),
  );

  app.error(async (err) => {
    bot.log.error({ err }, 'Slack 的一个请求没能处理');
  });

  return async () => {
    for (const event of await bot.records.left(SLACK)) {
      const left = readLeft(event);
      bot.log.info({ do: left.do }, '接着处理没处理完的');
      if (left.do === 'hear') void onMessage(left.name, left.event, left.body);
      else void flight.track(finish(bot, left.question, left.isSaid ? 'left-said' : 'left'));
    }
  };
}

/** Events are acknowledged by the library before anybody listens; what is lost after that does not come again. */
function keepBeforeAck(app: App, bot: Bot): void {
  const process = app.processEvent.bind(app);
  app.processEvent = async (event) => {
    await ((await keepEvent(bot, event.body)) ? process(event) : event.ack());
  };
}

/** Does what a button says. */
async function react(bot: Bot, press: Press): Promise<void> {
  const exchange = await bot.records.exchange(press.pressed.exchange);
  if (!exchange || exchange.channel !== SLACK) {
    return tell(bot, press, '这个回答的记录已经不在了，请把问题再问一次。');
  }
  switch (press.name) {
    case 'useful':
    case 'not-useful':
      return vote(bot, press, exchange, press.name);
    case 'source':
    case 'page':
      return showSource(bot, press, exchange);
    case 'choice':
      return pickChoice(bot, press, exchange);
    case 'topic':
      return pickTopic(bot, press, exchange);
    case 'hand-off':
      return handOff(bot, press, exchange);
    case 'share':
      return share(bot, press, exchange);
    case 'why':
      return;
  }
}
