import { afterEach, describe, expect, it } from 'vitest';
import { type Person, say } from '../../fakes/telegram/people.ts';
import { reportsOfFile } from './reports.ts';
import { World } from './world.ts';

const built = reportsOfFile();

const QUESTION = '平湖市科协2020年开展了多少项科普活动？';
const LATER = '太仓市科协2021年开展了多少项科普活动？';

describe.each(['polling', 'webhook'] as const)('a restart with %s', (mode) => {
  let world: World;
  afterEach(() => world.end());
  const answersTo = ({ id }: Person) => world.fake.messages(id).map(({ text }) => text.split('\n')[0]);
  const answered = (person: Person, count: number) =>
    world.fake.until(() => world.fake.messages(person.id).length >= count);
  const sending = () =>
    world.fake.until(() =>
      world.fake.calls.some(({ method, outcome }) => method === 'sendMessage' && outcome === 'fault'),
    );
  const start = async () => {
    world = await World.start({ index: built.index, mode });
  };
  const person: Person = { id: 11 };
  const other: Person = { id: 12 };

  it('answers what came while nothing ran, once', async () => {
    await start();
    await world.stopBot();
    say(world.fake, person, QUESTION);
    await world.startBot();
    await answered(person, 1);
    await world.stopBot();
    await world.startBot();
    say(world.fake, person, LATER);
    await answered(person, 2);
    expect(answersTo(person)).toEqual([expect.stringContaining('106项'), expect.stringContaining('925项')]);
  });

  it('does not answer again what Telegram brings again', async () => {
    await start();
    const update = say(world.fake, person, QUESTION);
    await answered(person, 1);
    const { update_id: id, ...again } = update as NonNullable<typeof update>;
    world.fake.updates.push(again, id);
    await world.stopBot();
    world.fake.updates.push(again, id);
    await world.startBot();
    say(world.fake, person, LATER);
    await answered(person, 2);
    expect(answersTo(person)).toEqual([expect.stringContaining('106项'), expect.stringContaining('925项')]);
  });

  it('does not answer again what was being sent when there was no time left, but says that it may be missing', async () => {
    await start();
    world.fake.fail('sendMessage', { kind: 'hang' });
    say(world.fake, person, QUESTION);
    await sending();
    await world.stopBot(0);
    expect(answersTo(person)).toEqual([]);
    await world.startBot();
    await answered(person, 1);
    say(world.fake, person, LATER);
    await answered(person, 2);
    expect(answersTo(person)).toEqual([
      expect.stringContaining('可能没有送到'),
      expect.stringContaining('925项'),
    ]);
  });

  it('first finishes what is in flight, and leaves the rest to the next process', async () => {
    await start();
    world.time.passes = false;
    world.fake.fail('sendMessage', {
      kind: 'refuse',
      code: 429,
      description: 'Too Many Requests',
      retryAfterSeconds: 3,
    });
    say(world.fake, person, QUESTION);
    await sending();
    const stopped = world.stopBot();
    say(world.fake, other, QUESTION);
    world.time.passes = true;
    world.time.pass();
    await stopped;
    expect(answersTo(person)).toEqual([expect.stringContaining('106项')]);
    expect(answersTo(other)).toEqual([]);
    await world.startBot();
    world.fake.updates.deliver();
    await answered(other, 1);
    expect(answersTo(person)).toHaveLength(1);
    expect(answersTo(other)).toHaveLength(1);
  });
});
