/** The web as a channel: pages and the interface, on the one server of the process, for the public. */
import { getRequestListener } from '@hono/node-server';
import type { Channel, Surroundings } from '../channels/channel.ts';
import { Flight } from '../channels/flight.ts';
import { staffLinkKey, staffLinks } from '../channels/staff-links.ts';
import { commandsWith } from './admin/command.ts';
import { createApp } from './app.ts';
import type { Site } from './site.ts';

/** Asked before anybody else does: the first question loads the dictionary. */
const WARM_UP = '开展了多少项科普活动';

/**
 * Starts serving; resolves when questions are taken.
 *
 * @throws {KewenError} `index-missing`, `index-untrusted`
 */
export async function startWeb(surroundings: Surroundings): Promise<Channel> {
  const { config, settings, records, log, now, mountRest } = surroundings;
  const desk = await surroundings.desk('public');
  await desk.ask({ question: WARM_UP });
  const commands = commandsWith(config);
  const site: Site = {
    ...{ desk, records, rules: settings.web, web: config.web, corpus: config.corpus, log, now },
    ...(config.web.adminToken === null ? {} : { commands }),
    ...(config.web.publicUrl === null
      ? {}
      : { staff: { links: staffLinks(staffLinkKey(config), now), commands } }),
  };
  const app = createApp(site);
  // Entries to offer are collected now, and not when somebody begins to type.
  await app.request('/api/suggest?q=');
  const answer = getRequestListener(app.fetch, { overrideGlobalObjects: false });
  const flight = new Flight();
  let isStopping = false;
  mountRest((request, response) => {
    if (isStopping) response.setHeader('connection', 'close');
    return flight.track(answer(request, response));
  });
  return {
    name: 'web',
    readiness: () => ({ isReady: true, detail: '网页和接口' }),
    stop: async (withinMs) => {
      isStopping = true;
      commands.stop();
      await flight.drain(withinMs);
    },
  };
}
