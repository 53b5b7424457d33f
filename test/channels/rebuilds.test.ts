import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rebuild } from '../../src/commands/index/rebuild.ts';
import { DEFAULT_READ_LIMITS } from '../../src/config.ts';
import { rollBack } from '../../src/index/rollback.ts';
import { openWorkers } from '../../src/index/workers/workers.ts';
import { silentProgress } from '../../src/terminal/progress.ts';
import { type Person, say } from '../fakes/telegram/people.ts';
import { emptyFolder } from '../support/corpora.ts';
import { folderWith, reportFile, SMALL } from '../support/small.ts';
import { World } from './telegram/world.ts';

/** Kept from one build to the next, as `kewen index --watch` does. */
const workers = openWorkers(DEFAULT_READ_LIMITS, 1);
afterAll(workers.close);

const EDITIONS = 6;
const QUESTION = '雁岭市科协和禾汀县科协2022年各开展了多少场科普活动？';
const SINGLE = ['雁岭市科协2022年开展了多少场科普活动？', '禾汀县科协2022年开展了多少场科普活动？'];

/** An edition of the corpus: both reports give a figure that tells which edition it is. */
function writeEdition(corpus: string, edition: number): void {
  for (const [association, thousands] of [
    ['雁岭市科协', 1],
    ['禾汀县科协', 2],
  ] as const) {
    writeFileSync(
      join(corpus, `${association}.md`),
      reportFile(
        { association, year: 2022 },
        `2022年，${association}共开展科普活动${thousands}00${edition}场，受益群众4.2万人次。`,
      ),
    );
  }
}

/** The editions that the figures of an answer are from. */
const editionsIn = (text: string) =>
  [...(text.split('\n\n', 1)[0]?.matchAll(/[12]00(\d)场/gu) ?? [])].map(([, edition]) => Number(edition));

let corpus: string;
let index: string;
let world: World;
beforeEach(async () => {
  corpus = folderWith({ 'lexicon/dictionary.txt': SMALL['lexicon/dictionary.txt'] as string });
  index = join(emptyFolder(), 'index');
  writeEdition(corpus, 0);
  await rebuild(corpus, index, silentProgress, { workers });
  world = await World.start({ index });
});
afterEach(() => world.end());

describe('a bot over which the index is rebuilt again and again', () => {
  it('answers every question, once, wholly from one edition', async () => {
    let isBuilding = true;
    const building = (async () => {
      for (let edition = 1; edition <= EDITIONS; edition++) {
        writeEdition(corpus, edition);
        await rebuild(corpus, index, silentProgress, { workers });
      }
      await rollBack(index);
      isBuilding = false;
    })();

    const seen = new Set<number>();
    const people: Person[] = [{ id: 11 }, { id: 12 }, { id: 13 }];
    const asked = new Map(people.map(({ id }) => [id, 0]));
    const askAll = async (round: number) => {
      for (const [i, person] of people.entries()) {
        say(world.fake, person, i === 0 ? QUESTION : (SINGLE[(round + i) % 2] as string));
        asked.set(person.id, (asked.get(person.id) ?? 0) + 1);
      }
      // As the timer of a desk does, while the questions are on their way.
      const refreshing = world.desk.refresh();
      await world.fake.until(() =>
        people.every(({ id }) => world.fake.messages(id).length >= (asked.get(id) ?? 0)),
      );
      await refreshing;
    };
    let rounds = 0;
    while (isBuilding) await askAll(rounds++);
    await building;
    await askAll(rounds++);
    await askAll(rounds++);

    for (const [i, { id }] of people.entries()) {
      const messages = world.fake.messages(id);
      expect(messages).toHaveLength(asked.get(id) as number);
      for (const { text } of messages) {
        const editions = editionsIn(text);
        expect([text, editions.length]).toEqual([text, i === 0 ? 2 : 1]);
        expect(new Set(editions).size).toBe(1);
        for (const edition of editions) seen.add(edition);
      }
    }
    expect(rounds).toBeGreaterThan(EDITIONS);
    expect(seen.size).toBeGreaterThan(2);
    // Gone back by one at the end, and taken up as any other.
    expect(editionsIn(world.fake.messages(11).at(-1)?.text ?? '')).toEqual([EDITIONS - 1, EDITIONS - 1]);
    expect(world.log.filter((line) => /"level":(?:50|60)/u.test(line))).toEqual([]);
  });
});
