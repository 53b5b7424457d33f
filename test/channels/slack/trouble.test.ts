import { connect } from 'node:net';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { BOT_SCOPES } from '../../../src/channels/slack/scopes.ts';
import { KewenError } from '../../../src/errors.ts';
import { APP_TOKEN, BOT_TOKEN, FakeSlack, SIGNING_SECRET, sign } from '../../fakes/slack/fake-slack.ts';
import {
  deliver,
  envelope,
  eventsOf,
  MENTION,
  press,
  say,
  wordsOf,
  write,
} from '../../fakes/slack/people.ts';
import type { FakeMessage } from '../../fakes/slack/workspace.ts';
import { buildIndex, type Kewen, type KewenOptions, newFolder, startKewen } from './kewen.ts';

const ASKED = '平湖2020年开展了多少项科普活动？';
const OTHER = '太仓2021年科普活动多少项？';

let index: string;
let kewen: Kewen;
beforeAll(async () => {
  index = await buildIndex(await newFolder());
});
afterEach(async () => {
  await kewen?.stop();
  await kewen?.slack.stop();
  const whole = kewen?.lines.join('') ?? '';
  for (const secret of [BOT_TOKEN, APP_TOKEN, SIGNING_SECRET, 'secret-ticket', ASKED])
    expect(whole).not.toContain(secret);
});

async function begin(options: Partial<KewenOptions> = {}): Promise<Kewen> {
  kewen = await startKewen({ index, ...options });
  return kewen;
}
const posted = (count: number, channel = 'C1') =>
  kewen.slack.until(() => {
    const all = kewen.slack.workspace.posted(channel);
    return all.length >= count && all;
  });
const ask = (text = ASKED, channel = 'C1') =>
  say(kewen.slack, { channel, user: 'U1', text: `${MENTION} ${text}` });
const logged = (word: string) => kewen.lines.filter((line) => line.includes(word));
/** A wait that ends when told to. */
function gate(): { wait: () => Promise<void>; open: () => void; reached: Promise<void> } {
  let open = () => {};
  let reach = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  const reached = new Promise<void>((resolve) => {
    reach = resolve;
  });
  const wait = () => {
    reach();
    return opened;
  };
  return { wait, open, reached };
}

describe('a connection that breaks', () => {
  it('is made again, and what was asked meanwhile is answered once', async () => {
    const { slack } = await begin();
    slack.dropSockets();
    const asked = ask();
    await asked;
    await ask(OTHER);
    expect(await posted(2)).toHaveLength(2);
    expect(logged('Socket Mode 断开')).toHaveLength(1);
  });

  it('is made anew when Slack asks for it', async () => {
    const { slack } = await begin();
    slack.refreshSockets();
    await slack.until(
      () => slack.calls.filter(({ method }) => method === 'apps.connections.open').length === 2,
    );
    await ask();
    expect(await posted(1)).toHaveLength(1);
  });

  it('is tried again while Slack is out of reach, and the process goes on', async () => {
    const { slack, serving } = await begin();
    slack.fail(
      'apps.connections.open',
      'cut-before',
      { status: 500 },
      { status: 429, retryAfter: 0 },
      { error: 'internal_error' },
    );
    slack.dropSockets();
    await slack.until(
      () => slack.calls.filter(({ method }) => method === 'apps.connections.open').length >= 4,
    );
    await slack.connected();
    await ask();
    await posted(1);
    expect(serving.readiness()['slack']?.isReady).toBe(true);
  });

  it('says in /readyz that it is being made again', async () => {
    const held = gate();
    let isHolding = false;
    const { slack, serving } = await begin({ sleep: () => (isHolding ? held.wait() : Promise.resolve()) });
    isHolding = true;
    slack.fail('apps.connections.open', 'cut-before');
    slack.dropSockets();
    await held.reached;
    const response = await fetch(`http://127.0.0.1:${serving.port}/readyz`);
    expect(response.status).toBe(503);
    expect(await response.text()).toContain('正在重连');
    held.open();
    await slack.connected();
  });

  it('survives messages without content and such that are no JSON', async () => {
    const { slack } = await begin();
    slack.sendRaw(
      JSON.stringify({ envelope_id: 'E', type: 'events_api', payload: { type: 'app_rate_limited' } }),
    );
    slack.sendRaw('<html>502</html>');
    await ask();
    expect(await posted(1)).toHaveLength(1);
  });
});

describe('delivery', () => {
  it('of the same event after a restart is not answered again', async () => {
    const first = await begin();
    const said = { channel: 'C1', user: 'U1', text: `${MENTION} ${ASKED}` };
    const ts = write(first.slack, said);
    for (const event of eventsOf(first.slack, said, ts)) await deliver(first.slack, event);
    const [answer] = await posted(1);
    await first.stop();
    await begin({ slack: first.slack, data: first.data });
    for (const event of eventsOf(kewen.slack, said, ts)) await deliver(kewen.slack, event);
    await ask(OTHER);
    expect(await posted(2)).toHaveLength(2);
    // Buttons of before the restart go on working.
    await press(kewen.slack, 'U1', answer as FakeMessage, '看原文');
    const modal = await kewen.slack.until(() => kewen.slack.workspace.modals[0]);
    expect(wordsOf(modal.view)).toContain('106项');
  });
});

describe('a Slack that says 429', () => {
  it('is waited for as long as it says, and other channels are not held up', async () => {
    const held = gate();
    const waits: number[] = [];
    const { slack } = await begin({
      pause: (ms) => {
        waits.push(ms);
        return held.wait();
      },
    });
    slack.fail('chat.postMessage', { status: 429, retryAfter: 7 });
    await ask();
    await held.reached;
    await ask(OTHER, 'C2');
    expect(await posted(1, 'C2')).toHaveLength(1);
    expect(slack.workspace.posted('C1')).toEqual([]);
    held.open();
    expect(await posted(1, 'C1')).toHaveLength(1);
    expect(waits).toEqual([7_000]);
  });

  it('is waited for when it says so again and again', async () => {
    const { slack } = await begin();
    slack.fail('chat.postMessage', ...Array.from({ length: 5 }, () => ({ status: 429, retryAfter: 1 })));
    await ask();
    expect(await posted(1)).toHaveLength(1);
  });
});

describe('sending that fails', () => {
  it('is done again, but not when the message is there already', async () => {
    const { slack } = await begin();
    slack.fail('chat.postMessage', 'cut-after');
    await ask();
    await ask(OTHER);
    expect(await posted(2)).toHaveLength(2);
    slack.fail(
      'chat.postMessage',
      'cut-before',
      { status: 502, body: '<html>' },
      { error: 'internal_error' },
    );
    await ask();
    await ask(OTHER);
    expect(await posted(4)).toHaveLength(4);
  });

  it('in a DM looks there for the message too', async () => {
    const { slack } = await begin();
    slack.fail('chat.postMessage', 'cut-after');
    await ask(ASKED, 'D1');
    await ask(OTHER, 'D1');
    expect(await posted(2, 'D1')).toHaveLength(2);
  });

  it('because the bot may not write there is said in a DM', async () => {
    const { slack } = await begin();
    slack.workspace.channel('C5').isMember = false;
    await ask(ASKED, 'C5');
    const [told] = await posted(1, 'D1');
    expect(wordsOf(told as FakeMessage)).toContain('not_in_channel');
  });

  it('because the blocks are refused goes on as plain text', async () => {
    const { slack } = await begin();
    slack.fail('chat.postMessage', { error: 'invalid_blocks' });
    await ask();
    const [answer] = await posted(1);
    expect(wordsOf(answer as FakeMessage)).toContain('106');
    kewen.slack.breaches.length = 0;
  });

  it('for want of a scope is one line that names it, and the person gets a reason', async () => {
    const { slack } = await begin();
    slack.fail('chat.postMessage', { error: 'missing_scope', more: { needed: 'chat:write' } });
    await ask();
    const [told] = await posted(1);
    expect(wordsOf(told as FakeMessage)).toMatch(/编号 [0-9a-f]{8}/u);
    expect(logged('chat:write').length).toBe(1);
  });
});

describe('an error inside', () => {
  it('while answering becomes a reason with the number that stands in the log', async () => {
    await begin({
      desk: (desk) => ({
        ...desk,
        audience: desk.audience,
        catalog: desk.catalog,
        trouble: null,
        use: (work) => desk.use(work),
        refresh: () => desk.refresh(),
        close: () => desk.close(),
        ask: () => {
          throw new Error(`broken on ${ASKED.slice(0, 4)}`);
        },
      }),
    });
    await ask();
    const [told] = await posted(1);
    const number = /编号 ([0-9a-f]{8})/u.exec(wordsOf(told as FakeMessage))?.[1] as string;
    expect(logged(number).length).toBeGreaterThan(0);
  });

  it('behind a button is told to the one who pressed', async () => {
    const { slack } = await begin();
    await ask();
    const [answer] = await posted(1);
    slack.fail('views.open', { error: 'internal_error' });
    await press(slack, 'U2', answer as FakeMessage, '看原文');
    const told = await slack.until(() => slack.workspace.ephemerals.find(({ user }) => user === 'U2'));
    expect(wordsOf(told)).toMatch(/编号 [0-9a-f]{8}/u);
  });

  it('in the lookup of a person makes them a guest for this time', async () => {
    const { slack } = await begin();
    slack.fail('users.info', { error: 'internal_error' });
    await ask();
    expect(wordsOf((await posted(1))[0] as FakeMessage)).toContain('106');
    await ask(OTHER);
    await posted(2);
    expect(slack.calls.filter(({ method }) => method === 'users.info')).toHaveLength(2);
  });
});

describe('records that cannot be used', () => {
  it('while locked hold nothing up, are logged once, and take what was missed afterwards', async () => {
    let nowMs = Date.now();
    const { slack, data } = await begin({ now: () => new Date(nowMs) });
    const other = new Database(data);
    other.exec('BEGIN IMMEDIATE');
    const ts = await ask();
    const [answer] = await posted(1);
    await say(slack, { channel: 'C1', user: 'U1', text: '那太仓呢？', thread: ts });
    expect(wordsOf((await posted(2))[1] as FakeMessage)).toContain('925');
    await press(slack, 'U1', answer as FakeMessage, '看原文');
    await slack.until(() => slack.workspace.modals[0]);
    expect(logged('记录数据库现在用不了')).toHaveLength(1);
    other.exec('COMMIT');
    other.close();
    nowMs += 6_000;
    await ask(OTHER);
    await posted(3);
    expect(logged('记录数据库恢复了')).toHaveLength(1);
    const db = new Database(data, { readonly: true });
    expect(db.prepare('SELECT count(*) AS n FROM exchanges').get()).toEqual({ n: 3 });
    db.close();
  });

  it('because the file is none of ours are done without', async () => {
    const data = join(await newFolder(), 'kewen.sqlite');
    const { writeFile } = await import('node:fs/promises');
    await writeFile(data, 'this is no database, but long enough to be taken for a damaged one'.repeat(40));
    await begin({ data });
    await ask();
    expect(wordsOf((await posted(1))[0] as FakeMessage)).toContain('106');
    expect(logged('文件已损坏')).toHaveLength(1);
  });
});

describe('the start', () => {
  const failure = async (options: Partial<KewenOptions>) => {
    const slack = options.slack ?? (await FakeSlack.start());
    const error = await startKewen({ index, slack, ...options }).catch((thrown: unknown) => thrown);
    await slack.stop();
    expect(error).toBeInstanceOf(KewenError);
    return error as KewenError;
  };

  it('with a wrong bot token ends in one line', async () => {
    const { code, message } = await failure({ tokens: { botToken: 'xoxb-wrong-wrong-wrong' } });
    expect(code).toBe('settings');
    expect(message).toMatch(/^Slack 不认 SLACK_BOT_TOKEN（invalid_auth）/u);
    expect(message).not.toContain('xoxb-wrong');
  });

  it('with a wrong app token ends in one line', async () => {
    const { message } = await failure({ tokens: { appToken: 'xapp-wrong-wrong-wrong' } });
    expect(message).toMatch(/^Slack 不认 SLACK_APP_TOKEN（invalid_auth）/u);
  });

  it('with an app token that lacks its scope names the scope', async () => {
    const slack = await FakeSlack.start();
    slack.fail('apps.connections.open', { error: 'missing_scope', more: { needed: 'connections:write' } });
    const { message } = await failure({ slack });
    expect(message).toContain('connections:write');
  });

  it('without an essential scope names it', async () => {
    const slack = await FakeSlack.start();
    slack.scopes = Object.keys(BOT_SCOPES).filter((scope) => scope !== 'im:history');
    const { message } = await failure({ slack });
    expect(message).toMatch(/缺少权限 im:history（私信里提问）/u);
    expect(message).not.toContain('chat:write');
  });

  it('without another scope goes on with one line that names it', async () => {
    const slack = await FakeSlack.start();
    slack.scopes = Object.keys(BOT_SCOPES).filter((scope) => scope !== 'usergroups:read');
    await begin({ slack });
    expect(logged('usergroups:read')).toHaveLength(1);
    await ask();
    expect(await posted(1)).toHaveLength(1);
  });

  it('while Slack is out of reach is tried a limited number of times, each with a clear line', async () => {
    const lines: string[] = [];
    const slack = await FakeSlack.start();
    const { port } = slack;
    await slack.stop();
    kewen = await startKewen({
      index,
      slack,
      isPatient: false,
      tokens: { apiUrl: `http://127.0.0.1:${port}/api/` },
    });
    const [error] = await kewen.serving.started;
    lines.push(...kewen.lines);
    expect((error as KewenError).code).toBe('platform');
    expect((error as KewenError).message).toContain('ECONNREFUSED');
    expect(lines.filter((line) => line.includes('秒后再试'))).toHaveLength(11);
    expect(kewen.serving.readiness()['slack']?.detail).toContain('连不上 Slack');
    await kewen.stop();
    kewen = undefined as unknown as Kewen;
  });

  it('goes well as soon as Slack can be reached', async () => {
    const gone = await FakeSlack.start();
    const { port } = gone;
    await gone.stop();
    let slack = gone;
    const begun = startKewen({
      index,
      slack: gone,
      tokens: { apiUrl: `http://127.0.0.1:${port}/api/` },
      sleep: async () => {
        if (slack === gone) slack = await FakeSlack.start(port);
      },
    });
    kewen = { ...(await begun), slack };
    await ask();
    expect(await posted(1)).toHaveLength(1);
  });
});

describe('the stop', () => {
  it('finishes what is in flight, takes nothing new and leaves that unacknowledged', async () => {
    const held = gate();
    const { slack, stop } = await begin({ pause: held.wait });
    slack.fail('chat.postMessage', { status: 429, retryAfter: 1 });
    await ask();
    await held.reached;
    const stopped = stop();
    let isAcknowledged = false;
    const said = { channel: 'C1', user: 'U2', text: `${MENTION} ${OTHER}` };
    const ts = write(slack, said);
    for (const event of eventsOf(slack, said, ts))
      void deliver(slack, event).then(() => (isAcknowledged = true));
    held.open();
    await stopped;
    expect(slack.workspace.posted('C1')).toHaveLength(1);
    expect(isAcknowledged).toBe(false);
    expect(logged('已停下')).toHaveLength(1);
  });

  it('answers what was left when it starts again', async () => {
    const first = await begin();
    await first.stop();
    const said = { channel: 'C1', user: 'U2', text: `${MENTION} ${OTHER}` };
    const ts = write(first.slack, said);
    const delivered = eventsOf(first.slack, said, ts).map((event) => deliver(first.slack, event));
    await begin({ slack: first.slack, data: first.data });
    await Promise.all(delivered);
    expect(await posted(1)).toHaveLength(1);
  });
});

describe('signed HTTP', () => {
  const post = (body: string, headers: Record<string, string>) =>
    fetch(`http://127.0.0.1:${kewen.serving.port}/slack/events`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    });

  it('takes what is signed, and nothing with a wrong, an old or no signature', async () => {
    const { slack } = await begin({ transport: 'http' });
    const said = { channel: 'C1', user: 'U1', text: `${MENTION} ${ASKED}` };
    const body = JSON.stringify(eventsOf(slack, said, write(slack, said))[0]);
    const oldS = Math.floor(Date.now() / 1000) - 600;
    expect((await post(body, sign(body, 'another'))).status).toBe(401);
    expect((await post(body, sign(body, SIGNING_SECRET, oldS))).status).toBe(401);
    expect((await post(body, {})).status).toBe(401);
    expect((await post(`${body} `, sign(body))).status).toBe(401);
    expect(slack.workspace.posted()).toEqual([]);
    expect((await post(body, sign(body))).status).toBe(200);
    await posted(1);
  });

  it('answers the question by which Slack checks the address', async () => {
    await begin({ transport: 'http' });
    const body = JSON.stringify({ type: 'url_verification', challenge: 'abc' });
    expect(await (await post(body, sign(body))).text()).toContain('abc');
  });

  it('serves /healthz and /readyz beside it and nothing else', async () => {
    const { serving } = await begin({ transport: 'http' });
    const get = (path: string, method = 'GET') =>
      fetch(`http://127.0.0.1:${serving.port}${path}`, { method });
    expect((await get('/healthz')).status).toBe(200);
    expect(await (await get('/readyz')).json()).toEqual({
      ready: true,
      records: true,
      channels: { slack: { isReady: true, detail: 'HTTP' } },
    });
    expect((await get('/slack/events')).status).toBe(405);
    expect((await get('/.env')).status).toBe(404);
    expect((await get('/healthz', 'POST')).status).toBe(405);
  });

  it('is not upset by a connection that says nothing', async () => {
    const { serving } = await begin({ transport: 'http' });
    const socket = connect(serving.port, '127.0.0.1');
    await new Promise((resolve) => socket.once('connect', resolve));
    await ask();
    expect(await posted(1)).toHaveLength(1);
    socket.destroy();
  });
});

describe('an event that is none of ours', () => {
  it('changes nothing', async () => {
    const { slack } = await begin();
    await deliver(
      slack,
      envelope(slack, {
        type: 'reaction_added',
        user: 'U1',
        item: { type: 'message', channel: 'C1', ts: '1.0' },
      }),
    );
    await deliver(
      slack,
      envelope(slack, { type: 'message', channel: 'C1', user: 'U1', ts: '1.1', text: null }),
    );
    await ask();
    expect(await posted(1)).toHaveLength(1);
  });
});
