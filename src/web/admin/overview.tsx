/**
 * `/admin`: what was asked, day by day and by channel, and how it went, as `kewen stats` counts it.
 */
import type { FC } from 'hono/jsx';
import type { Share } from '../../records/statistics.ts';
import type { Commands } from './command.ts';
import { type Day, DaysChart } from './days-chart.tsx';
import { type AdminContext, adminPage, Notes, wordsFor } from './frame.tsx';
import { statisticsOf, type Told } from './statistics.ts';
import type { AdminWords } from './words.ts';

/** Periods to choose from, in days. */
const PERIODS = [7, 30, 90] as const;
const USUAL = 30;
const DAY_MS = 86_400_000;
/** More channels are drawn as one. */
const MAX_CHANNELS = 4;

/** The page. */
export async function overviewPage(commands: Commands, c: AdminContext): Promise<Response> {
  const words = wordsFor(c);
  const days = PERIODS.find((one) => String(one) === c.req.query('days')) ?? USUAL;
  const told = await statisticsOf(commands, c.get('session').who, days);
  return adminPage(c, {
    title: words.overview,
    content: (
      <>
        <nav class="periods" aria-label={words.perDay}>
          {PERIODS.map((one) => (
            <a href={`/admin?days=${one}`} aria-current={one === days ? 'true' : undefined}>
              {words.lastDays(one)}
            </a>
          ))}
        </nav>
        {'notes' in told ? <Notes lines={told.notes} /> : <Numbers told={told} words={words} />}
        <p class="small">
          {words.asCommand}
          <code>{`kewen stats --since ${days}d`}</code>
        </p>
      </>
    ),
  });
}

const Numbers: FC<{ readonly told: Told; readonly words: AdminWords }> = ({ told, words }) => {
  const { shares } = told;
  const sum = (of: (share: Share) => number) => shares.reduce((total, share) => total + of(share), 0);
  const asked = sum((share) => share.asked);
  if (asked === 0) return <p>{words.nobodyAsked}</p>;
  const help = sum(({ byKind }) => byKind.help);
  const tiles: readonly (readonly [string, number])[] = [
    [words.asked, asked],
    [words.answered, sum(({ byKind }) => byKind.answered)],
    [words.clarify, sum(({ byKind }) => byKind.clarify)],
    [words.unanswered, sum(({ byKind }) => byKind.unanswered)],
    // Else the numbers would not add up to those asked.
    ...(help > 0 ? [[words.help, help] as const] : []),
    [words.useful, sum((share) => share.useful)],
    [words.notUseful, sum((share) => share.notUseful)],
  ];
  const { channels, days } = byDay(told, words);
  return (
    <>
      <dl class="tiles">
        {tiles.map(([name, count]) => (
          <div>
            <dt>{name}</dt>
            <dd>{String(count)}</dd>
          </div>
        ))}
      </dl>
      <p>
        <a class="button" href="/admin/questions">
          {words.toDo}
        </a>
      </p>
      <h2>{words.perDay}</h2>
      <ul class="legend">
        {channels.map((name, i) => (
          <li>
            <svg viewBox="0 0 10 10" aria-hidden="true">
              <rect class={`part-${i}`} width="10" height="10" />
            </svg>
            {name}
          </li>
        ))}
      </ul>
      <DaysChart title={words.perDay} channels={channels} days={days} />
      <details>
        <summary>{words.asTable}</summary>
        <DaysTable channels={channels} days={days} words={words} />
      </details>
      <SharesTable shares={shares} words={words} />
    </>
  );
};

/** The most used channels and each day's questions of them, days without any included. */
function byDay({ days, shares, since, until }: Told, words: AdminWords) {
  const counted = new Map<string, number>();
  for (const { channel, asked } of shares) counted.set(channel, (counted.get(channel) ?? 0) + asked);
  const known = [...counted].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)).map(([channel]) => channel);
  const shown = known.length > MAX_CHANNELS ? known.slice(0, MAX_CHANNELS - 1) : known;
  const isMore = known.length > shown.length;
  const counts = new Map<string, number[]>();
  for (const { day, channel, byKind } of days) {
    const of = counts.get(day) ?? Array.from({ length: shown.length + (isMore ? 1 : 0) }, () => 0);
    const at = shown.indexOf(channel);
    const place = at < 0 ? shown.length : at;
    of[place] = (of[place] ?? 0) + Object.values(byKind).reduce((total, count) => total + count, 0);
    counts.set(day, of);
  }
  const all: Day[] = [];
  for (let ms = Date.parse(since); ms <= Date.parse(until); ms += DAY_MS) {
    const day = new Date(ms).toISOString().slice(0, 10);
    all.push({ day, counts: counts.get(day) ?? [] });
  }
  const names = shown.map((channel) => words.channels[channel] ?? channel);
  return { channels: isMore ? [...names, words.otherChannel] : names, days: all };
}

const DaysTable: FC<{
  readonly channels: readonly string[];
  readonly days: readonly Day[];
  readonly words: AdminWords;
}> = ({ channels, days, words }) => (
  <div class="scroll">
    <table>
      <caption class="unseen">{words.perDay}</caption>
      <thead>
        <tr>
          {[words.day, ...channels, words.all].map((name) => (
            <th scope="col">{name}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {days
          .filter(({ counts }) => counts.length > 0)
          .map(({ day, counts }) => (
            <tr>
              <th scope="row">{day}</th>
              {counts.map((count) => (
                <td>{String(count)}</td>
              ))}
              <td>{String(counts.reduce((sum, count) => sum + count, 0))}</td>
            </tr>
          ))}
      </tbody>
    </table>
  </div>
);

const SharesTable: FC<{ readonly shares: readonly Share[]; readonly words: AdminWords }> = ({
  shares,
  words,
}) => (
  <div class="scroll">
    <table>
      <caption class="unseen">{words.channel}</caption>
      <thead>
        <tr>
          {[
            ...[words.channel, words.audience, words.asked, words.people, words.answered],
            ...[words.clarify, words.unanswered, words.useful, words.notUseful],
          ].map((name) => (
            <th scope="col">{name}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {shares.map(({ channel, audience, asked, people, byKind, useful, notUseful }) => (
          <tr>
            <th scope="row">{words.channels[channel] ?? channel}</th>
            <td>{words[audience]}</td>
            {[asked, people, byKind.answered, byKind.clarify, byKind.unanswered, useful, notUseful].map(
              (count) => (
                <td>{String(count)}</td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);
