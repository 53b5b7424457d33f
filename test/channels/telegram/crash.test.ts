import { afterEach, describe, expect, it } from 'vitest';
import { LEASE_MS } from '../../../src/records/claim.ts';
import { say } from '../../fakes/telegram/people.ts';
import { Mortal } from '../../support/mortal.ts';
import { reportsOfFile } from './reports.ts';
import { World } from './world.ts';

const built = reportsOfFile();
const person = { id: 11 };
const QUESTION = '平湖市科协2020年开展了多少项科普活动？';
const UNCLEAR = '可能没有送到';

describe.each([
  ['webhook', 1],
  // The same steps but for how updates come in.
  ['polling', 4],
] as const)('a process that is killed at any step with %s', (mode, stride) => {
  let world: World;
  let last: Mortal;
  afterEach(() => world.end());

  /** Asks, kills the process at a step, and lets another one come after the lease. */
  async function live(lastStep: number) {
    let steps = lastStep;
    const openRecords = (settings: ConstructorParameters<typeof Mortal>[0]) => {
      last = new Mortal(settings, steps);
      return last.records;
    };
    world = await World.start({ index: built.index, mode, openRecords });
    const first = last;
    say(world.fake, person, QUESTION);
    const seen = () => world.fake.messages(person.id).map(({ text }) => text);
    await Promise.race([first.death, first.came('complete', 1)]);
    const isKilled = first.isDead;
    const before = seen();
    first.kill();
    world.abandon();
    steps = Number.POSITIVE_INFINITY;
    world.time.nowMs += LEASE_MS + 1;
    await world.startBot();
    if (isKilled) await world.fake.until(() => seen().length > 0);
    await world.stopBot();
    return { isKilled, before, after: seen(), calls: first.calls };
  }

  it('answers once, or says once that the answer may be missing where nobody can know', async () => {
    let untold = 0;
    for (let step = 0; ; step += stride) {
      const { isKilled, before, after, calls } = await live(step);
      if (!isKilled) {
        expect(after).toEqual([expect.stringContaining('106项')]);
        expect(step).toBeGreaterThan(10);
        break;
      }
      const answers = after.filter((text) => text.includes('106项'));
      const notices = after.filter((text) => text.includes(UNCLEAR));
      expect({ step, answers: answers.length <= 1, notices: notices.length <= 1 }).toEqual({
        ...{ step, answers: true, notices: true },
      });
      // Told to ask again only if it died between noting that it sends and having finished.
      if (notices.length > 0) {
        expect(calls).toContain('say');
        if (before.length === 0) untold++;
      } else expect({ step, answers: answers.length }).toEqual({ step, answers: 1 });
      await world.end();
    }
    // Only right after the note, before the message: the platform could not tell.
    expect(untold).toBeLessThanOrEqual(1);
  }, 240_000);
});
