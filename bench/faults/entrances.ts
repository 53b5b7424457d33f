/**
 * Every entrance by which the public, or a colleague, puts a text into Kewen; each gives all that comes out of it.
 */
import { answerQuestion } from '../../src/answer/answer.ts';
import { askedOn } from '../../src/answer/day.ts';
import { followIndex } from '../../src/channels/following.ts';
import { beginChat } from '../../src/channels/terminal/chat.ts';
import { openIndex } from '../../src/index/open.ts';
import { type Kewen, startKewen } from '../../test/channels/slack/kewen.ts';
import { World } from '../../test/channels/telegram/world.ts';
import { deliver, eventsOf, MENTION, write } from '../../test/fakes/slack/people.ts';
import { inlineAnswer, lookUp, say, settle } from '../../test/fakes/telegram/people.ts';
import { openSite } from '../../test/web/site.ts';

/** An entrance. */
export interface Entrance {
  readonly name: string;
  /** Puts a text in; everything that was told because of it. Throws where nothing is told, or the program fails. */
  readonly ask: (text: string) => Promise<string>;
  /** One in so many texts goes in: those over sockets take their time. */
  readonly every: number;
  /** Whether only the public uses it. */
  readonly isPublic: boolean;
  readonly close: () => Promise<void>;
}

/** Surrogates that stand alone cannot be sent. */
const wellFormed = (text: string): string => text.replace(/\p{Surrogate}/gu, '\ufffd');

const SOCKETS_EVERY = 10;
const LONGEST_MESSAGE = 4_000;

/** Opens all of them over the reports of a folder. */
export async function openEntrances(corpusFolder: string): Promise<readonly Entrance[]> {
  const site = await openSite(corpusFolder, { staffLinks: false });
  const index = await openIndex(site.built.indexFolder, 'public');
  const errors: unknown[] = [];
  const failed = () => {
    if (errors.length > 0) throw errors.pop();
  };
  const followed = await followIndex({
    directory: site.built.indexFolder,
    audience: 'public',
    now: () => new Date(),
    onRefused: (error) => errors.push(error),
  });
  const chat = await beginChat(followed, {
    now: () => new Date(),
    widthColumns: () => 80,
    isInteractive: true,
    onError: (error) => errors.push(error),
  });
  let client = 0;
  const get = async (path: string): Promise<string> => {
    client++;
    const from = `10.${(client >> 16) & 255}.${(client >> 8) & 255}.${client & 255}`;
    const response = await site.get(path, { 'x-forwarded-for': from });
    if (response.status >= 500 || response.status === 429)
      throw new Error(`${response.status} from ${path.slice(0, 80)}`);
    return `${await response.text()}\n${JSON.stringify([...response.headers])}`;
  };
  const q = (text: string) => encodeURIComponent(wellFormed(text));
  const here = (name: string, ask: (text: string) => Promise<string>): Entrance => ({
    ...{ name, ask, every: 1, isPublic: true },
    close: async () => {},
  });
  const telegram = await World.start({ index: site.built.indexFolder });
  const slack = await startKewen({
    index: site.built.indexFolder,
    yaml: 'slack: { default: { answersPerMinute: 600, audience: public } }',
    now: passing(),
  });
  return [
    here('kewen ask', async (text) =>
      JSON.stringify(answerQuestion({ question: text, ...askedOn(new Date()) }, index)),
    ),
    here('a follow-up', async (text) =>
      JSON.stringify(
        answerQuestion({ question: '那是多少？', previous: text, ...askedOn(new Date()) }, index),
      ),
    ),
    here('terminal', async (text) => {
      const { lines } = await chat.reply(text);
      failed();
      return JSON.stringify(lines);
    }),
    here('web /ask', (text) => get(`/ask?q=${q(text)}`)),
    here('web /api/ask', (text) => get(`/api/ask?q=${q(text)}`)),
    here('web /api/suggest', (text) => get(`/api/suggest?q=${q(text)}`)),
    here(
      'web /reports, /r/',
      async (text) => `${await get(`/reports?name=${q(text)}`)}\n${await get(`/r/${q(text)}`)}`,
    ),
    {
      name: 'Telegram',
      ask: inTelegram(telegram),
      every: SOCKETS_EVERY,
      isPublic: true,
      close: () => telegram.end(),
    },
    {
      name: 'Slack',
      ask: inSlack(slack),
      every: SOCKETS_EVERY,
      isPublic: false,
      close: () => closeSlack(slack, site),
    },
  ];
}

/** A clock that goes on by a second whenever it is looked at: no limit is reached. */
function passing(): () => Date {
  let nowMs = Date.UTC(2024, 5, 1, 4);
  return () => {
    nowMs += 1_000;
    return new Date(nowMs);
  };
}

function inTelegram(world: World): Entrance['ask'] {
  let person = 100;
  return async (text) => {
    person++;
    const { fake } = world;
    const before = fake.received.length;
    const logged = world.log.length;
    world.time.nowMs += 60_000;
    const typed = wellFormed(text).slice(0, LONGEST_MESSAGE);
    say(fake, { id: person }, typed.trim() === '' ? '？' : typed);
    await settle(fake, person);
    await inlineAnswer(fake, lookUp(fake, { id: person }, typed.slice(0, 256)));
    const failures = world.log.slice(logged).filter((line) => /"level":(?:50|60)/u.test(line));
    if (failures.length > 0) throw new Error(failures[0]);
    // Calls are kept by the fake for tests that look at them; here they would grow without end.
    const told = fake.received.splice(before).join('\n');
    world.log.splice(0);
    return told;
  };
}

function inSlack({ slack, lines }: Kewen): Entrance['ask'] {
  let person = 0;
  return async (text) => {
    person++;
    const channel = `C${person % 50}`;
    const said = {
      channel,
      user: `U${person}`,
      text: `${MENTION} ${wellFormed(text).slice(0, LONGEST_MESSAGE)}`,
    };
    const ts = write(slack, said);
    for (const event of eventsOf(slack, said, ts)) await deliver(slack, event);
    const answer = await slack.until(() =>
      slack.workspace.posted(channel).find(({ thread_ts: of }) => of === ts),
    );
    const failures = lines.splice(0).filter((line) => /"level":(?:50|60)/u.test(line));
    if (failures.length > 0) throw new Error(failures[0]);
    const told = JSON.stringify(answer);
    slack.workspace.messages.length = 0;
    return told;
  };
}

async function closeSlack(kewen: Kewen, site: Awaited<ReturnType<typeof openSite>>): Promise<void> {
  await kewen.stop();
  await kewen.slack.stop();
  site.close();
}
