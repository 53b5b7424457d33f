import { afterEach, describe, expect, it } from 'vitest';
import type { KewenError } from '../../../src/errors.ts';
import { reportsOfFile } from './reports.ts';
import { SECRET, World } from './world.ts';

const built = reportsOfFile();

let world: World;
afterEach(() => world.end());
const start = async () => {
  world = await World.start({ index: built.index, mode: 'webhook' });
};
const UPDATE = {
  update_id: 5,
  message: {
    message_id: 1,
    date: 1,
    from: { id: 11, is_bot: false, first_name: '甲' },
    chat: { id: 11, type: 'private', first_name: '甲' },
    text: '平湖市科协2020年开展了多少项科普活动？',
  },
};
const post = async (secret: string | null, body: unknown = UPDATE, method = 'POST'): Promise<number> => {
  const response = await fetch(world.webhook, {
    method,
    headers: { ...(secret === null ? {} : { 'x-telegram-bot-api-secret-token': secret }) },
    ...(method === 'POST' ? { body: typeof body === 'string' ? body : JSON.stringify(body) } : {}),
  });
  return response.status;
};

describe('the webhook', () => {
  it('takes updates with the secret only, and reads nothing without', async () => {
    await start();
    for (const wrong of [null, '', SECRET.slice(1), `${SECRET}x`, SECRET.toUpperCase()]) {
      expect(await post(wrong)).toBe(401);
      expect(await post(wrong, 'not JSON')).toBe(401);
    }
    expect(await post(SECRET)).toBe(200);
    await world.fake.until(() => world.fake.messages(11)[0]);
    expect(world.fake.messages(11)).toHaveLength(1);
  });

  it('refuses what is no update', async () => {
    await start();
    expect(await post(SECRET, 'not JSON')).toBe(400);
    expect(await post(SECRET, { update_id: 'x' })).toBe(400);
    expect(await post(SECRET, [])).toBe(400);
    expect(await post(SECRET, `"${'x'.repeat(1 << 21)}"`)).toBe(413);
    expect(await post(SECRET, UPDATE, 'GET')).toBe(405);
  });

  it('answers an update that is delivered many times, at once too, once', async () => {
    await start();
    const statuses = await Promise.all(Array.from({ length: 8 }, () => post(SECRET)));
    expect(new Set(statuses)).toEqual(new Set([200]));
    await world.fake.until(() => world.fake.messages(11)[0]);
    await post(SECRET, { update_id: 6, message: { ...UPDATE.message, text: '谢谢' } });
    await world.fake.until(() => world.fake.messages(11)[1]);
    expect(world.fake.messages(11)).toHaveLength(2);
  });

  it('gives Telegram the secret and the updates it wants, and says in one line when Telegram refuses', async () => {
    await start();
    const set = world.fake.calls.find(({ method }) => method === 'setWebhook');
    expect(set?.payload).toMatchObject({ url: world.webhook, secret_token: SECRET });
    expect(set?.payload['allowed_updates']).toEqual([
      'message',
      'edited_message',
      'callback_query',
      'inline_query',
    ]);
    await world.stopBot();
    world.fake.fail('setWebhook', {
      kind: 'refuse',
      code: 400,
      description: 'Bad Request: bad webhook: IP address 127.0.0.1 is reserved',
    });
    const error = await world.startBot().catch((cause: KewenError) => cause);
    expect((error as KewenError).message).toMatch(/^Telegram 不接受 TELEGRAM_WEBHOOK_URL.*reserved/u);
  });
});
