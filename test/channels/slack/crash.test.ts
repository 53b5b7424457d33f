import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { LEASE_MS } from '../../../src/records/claim.ts';
import { FakeSlack } from '../../fakes/slack/fake-slack.ts';
import { envelope, MENTION, wordsOf, write } from '../../fakes/slack/people.ts';
import { Mortal } from '../../support/mortal.ts';
import { buildIndex, type Kewen, newFolder, startKewen } from './kewen.ts';

const QUESTION = '平湖2020年开展了多少项科普活动？';

let index: string;
const running: Kewen[] = [];
const slacks: FakeSlack[] = [];
beforeAll(async () => {
  index = await buildIndex(await newFolder());
});
afterEach(async () => {
  // The killed ones wait for what never comes back.
  await Promise.all(running.splice(0).map((kewen) => kewen.stop()));
  for (const slack of slacks.splice(0)) await slack.stop();
}, 60_000);

/** Asks, kills the process at a step, and lets another one come after the lease. */
async function live(lastStep: number) {
  const slack = await FakeSlack.start();
  slacks.push(slack);
  const data = join(await newFolder(), 'kewen.sqlite');
  let nowMs = Date.now();
  const now = () => new Date(nowMs);
  const log = { warn: () => {}, info: () => {} };
  const begin = async (step: number) => {
    const mortal = new Mortal({ file: data, key: 'k', retentionDays: 90, log, now }, step);
    const kewen = await startKewen({
      ...{ index, slack, now, transport: 'http', data: join(await newFolder(), 'unused.sqlite') },
      surroundings: (surroundings) => ({ ...surroundings, records: mortal.records }),
    });
    running.push(kewen);
    return mortal;
  };
  const posted = () => slack.workspace.posted('C1').map(wordsOf);
  const first = await begin(lastStep);
  const ts = write(slack, { channel: 'C1', user: 'U1', text: `${MENTION} ${QUESTION}` });
  const event = envelope(slack, {
    ...{ type: 'app_mention', channel: 'C1', user: 'U1', text: `${MENTION} ${QUESTION}`, ts },
  });
  void slack.deliver('events_api', event);
  // The event and the question.
  await Promise.race([first.death, first.came('complete', 2)]);
  const isKilled = first.isDead;
  first.kill();
  nowMs += LEASE_MS + 1;
  await begin(Number.POSITIVE_INFINITY);
  // Slack brings again what was not acknowledged, and at times what was.
  void slack.deliver('events_api', event);
  await slack.until(() => posted().length > 0);
  return { isKilled, posted };
}

describe('a process that is killed at any step', () => {
  it('has its question answered once, whether or not it had posted the answer', async () => {
    const all: { step: number; posted: () => string[] }[] = [];
    for (let step = 0; ; step++) {
      const { isKilled, posted } = await live(step);
      all.push({ step, posted });
      if (!isKilled) break;
    }
    expect(all.length).toBeGreaterThan(15);
    await Promise.all(running.splice(0).map((kewen) => kewen.stop()));
    for (const { step, posted } of all) {
      expect({ step, answers: posted() }).toEqual({ step, answers: [expect.stringContaining('106项')] });
    }
  }, 240_000);
});
