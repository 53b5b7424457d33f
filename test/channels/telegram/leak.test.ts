import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createButtons } from '../../../src/channels/telegram/buttons.ts';
import { linkOf } from '../../../src/channels/telegram/links.ts';
import { openIndex } from '../../../src/index/open.ts';
import type { Call } from '../../fakes/telegram/bot-api.ts';
import { inlineAnswer, lookUp, say, settle, tapData } from '../../fakes/telegram/people.ts';
import { PLANTED, questionsOf, reportsOfFile } from './reports.ts';
import { World } from './world.ts';

const built = reportsOfFile();
let world: World;
/** Runs of four characters and whole numbers of staff reports. */
let pieces: ReadonlySet<string>;
beforeAll(async () => {
  world = await World.start({ index: built.index });
  const open = built.open.join('\n');
  pieces = new Set(
    built.staff.flatMap((text) => [...piecesOf(text)]).filter((piece) => !open.includes(piece)),
  );
});
afterAll(async () => {
  await world.end();
});

function piecesOf(text: string): Set<string> {
  const found = new Set<string>();
  for (const [run] of text.matchAll(/\p{Script=Han}{4,}/gu)) {
    for (let i = 0; i + 4 <= run.length; i++) found.add(run.slice(i, i + 4));
  }
  // Shorter ones are also those of messages, updates and buttons.
  for (const [number] of text.matchAll(/(?<![\w.])(?:\d{2,}\.\d+|\d{5,})(?![\w.])/gu)) found.add(number);
  return found;
}

/** Pieces of staff reports in what was sent, but for those that were typed. */
function traces(sent: string, typed: string): string[] {
  return [...piecesOf(sent)].filter((piece) => pieces.has(piece) && !typed.includes(piece));
}

const COUNT = 2_000;
/** Every so many questions is also looked up inline, which answers up to ten others. */
const INLINE_EVERY = 5;
const sent = (calls: readonly Call[]) => JSON.stringify(calls.map(({ payload }) => payload));

describe('what is for staff', () => {
  it('is there to be found: the test knows its pieces and the staff index answers from them', async () => {
    expect(pieces.size).toBeGreaterThan(300);
    for (const piece of ['紫貂专班', '鸢尾熔炉', '90817', '847.36', '雁翎计划'])
      expect(pieces.has(piece)).toBe(true);
    const staff = await openIndex(built.index, 'staff');
    expect(staff.reports.length).toBeGreaterThan(world.desk.catalog.reports.length);
    staff.close();
  });

  it('is in no answer, suggestion, passage, inline result or notice, whatever is asked', async () => {
    const known = [...(await questionsOf('staff-only')), ...(await questionsOf('invented'))];
    const staffWords = [...pieces];
    // In full only those of the fixtures: the planted ones are searched for in every byte.
    const typeable = staffWords.filter((piece) => !PLANTED.includes(piece));
    const halves = fc.constantFrom(...staffWords).map((piece) => piece.slice(0, Math.ceil(piece.length / 2)));
    const question = fc.oneof(
      { weight: 2, arbitrary: fc.constantFrom(...known) },
      {
        weight: 3,
        arbitrary: fc
          .tuple(halves, fc.constantFrom('有多少', '是什么', '谁负责', '花了多少钱', ''))
          .map((parts) => parts.join('')),
      },
      {
        weight: 2,
        arbitrary: fc
          .tuple(
            fc.constantFrom(...typeable),
            fc.constantFrom('2023年有多少？', '兰溪是什么？', '是谁', '科普活动'),
          )
          .map(([piece, rest]) => `${piece}${rest}`),
      },
      {
        weight: 1,
        arbitrary: fc
          .tuple(
            fc.constantFrom('兰溪市科协', '兰溪', '市科协'),
            fc.constantFrom('2023年', '去年', ''),
            halves,
          )
          .map((parts) => parts.join('')),
      },
    );
    const asked = fc.sample(question, { numRuns: COUNT, seed: 20_240_601 });
    const kept: string[] = [];
    for (const [i, text] of asked.entries()) {
      // Somebody else each time: a follow-up would bring in what was typed before.
      const person = { id: 10_000 + i };
      const before = world.fake.calls.length;
      say(world.fake, person, text.slice(0, 300));
      const query = i % INLINE_EVERY === 0 ? lookUp(world.fake, person, text.slice(0, 100)) : null;
      await world.fake.until(() => world.fake.messages(person.id)[0]);
      if (query !== null) await inlineAnswer(world.fake, query);
      const said = sent(world.fake.calls.slice(before));
      const found = traces(said, text);
      if (found.length > 0) kept.push(`${text} → ${found.join(' ')}`);
    }
    expect(kept).toEqual([]);
  }, 300_000);

  it('is behind no link and no button, made up or sealed with the bot’s own key', async () => {
    const staff = await openIndex(built.index, 'staff');
    const links: string[] = [];
    for (let row = 1; ; row++) {
      const passage = staff.passage(row);
      if (!passage) break;
      if ((await world.desk.use((index) => index.passageById(passage.id))) === undefined)
        links.push(linkOf(passage.id) as string);
    }
    staff.close();
    expect(links.length).toBeGreaterThan(5);

    const person = { id: 2000 };
    say(world.fake, person, '平湖市科协2020年开展了多少项科普活动？');
    const message = await world.fake.until(() => world.fake.messages(person.id)[0]);
    const before = world.fake.calls.length;
    const { seal } = createButtons(world.fake.token);
    for (const link of links) {
      say(world.fake, person, `/start p_${link}`);
      tapData(world.fake, person, message, seal(person.id, { do: 'linked', passage: link, shift: 0 }));
      tapData(world.fake, person, message, `l.${link}.0`);
      await settle(world.fake, person.id);
    }
    for (let exchange = -3; exchange < 40; exchange++) {
      for (const at of [0, 1, 9]) {
        tapData(world.fake, person, message, seal(person.id, { do: 'passage', exchange, at, shift: at * 7 }));
        tapData(world.fake, person, message, seal(person.id, { do: 'choose', exchange, at }));
      }
      await settle(world.fake, person.id);
    }
    const forged = fc.sample(fc.string({ maxLength: 64 }), { numRuns: 300, seed: 7 });
    for (const [i, start] of fc
      .sample(fc.stringMatching(/^[\w-]{1,64}$/u), { numRuns: 300, seed: 7 })
      .entries()) {
      say(world.fake, person, `/start ${start}`);
      tapData(world.fake, person, message, forged[i] as string);
      await settle(world.fake, person.id);
    }
    for (const command of ['/reports', '/source', '/help', '/privacy', '/start'])
      say(world.fake, person, command);
    await settle(world.fake, person.id);
    expect(traces(sent(world.fake.calls.slice(before)), '')).toEqual([]);
  });

  it('is in no byte that was received', () => {
    expect(world.fake.received.length).toBeGreaterThan(1.2 * COUNT);
    const planted = [...piecesOf(PLANTED)].filter((piece) => pieces.has(piece));
    expect(planted).toEqual(
      expect.arrayContaining(['蔺鹭洲牵', '731964', '90817', '81436', '紫貂专班', '鸢尾熔炉']),
    );
    const bytes = world.fake.received.join('\n');
    expect(planted.filter((piece) => bytes.includes(piece))).toEqual([]);
    expect(world.log.join('')).not.toMatch(/紫貂专班|鸢尾熔炉|731964|90817/u);
  });
});
