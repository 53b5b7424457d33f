/**
 * Signed HTTP: Slack posts to /slack/events of the process's one server.
 */
import { HTTPReceiver, type Logger } from '@slack/bolt';
import type { Surroundings } from '../../channel.ts';
import type { Transport } from './transport.ts';

/** The path to enter as Request URL in the app's settings. */
export const EVENTS_PATH = '/slack/events';

/** Events by HTTP; a request whose signature is wrong or older than five minutes gets 401. */
export function httpTransport(
  signingSecret: string,
  mount: Surroundings['mount'],
  logger: Logger,
): Transport {
  const receiver = new HTTPReceiver({ signingSecret, endpoints: [EVENTS_PATH], logger });
  let isPaused = false;
  return {
    receiver,
    start: async () => {
      mount(EVENTS_PATH, (request, response) => {
        if (isPaused) response.writeHead(503, { 'retry-after': '5' }).end();
        else if (request.method !== 'POST') response.writeHead(405, { allow: 'POST' }).end();
        else receiver.requestListener(request, response);
      });
    },
    readiness: () => (isPaused ? { isReady: false, detail: '正在停下' } : { isReady: true, detail: 'HTTP' }),
    pause: () => {
      isPaused = true;
    },
    // The server is the process's.
    close: async () => {},
  };
}
