/**
 * Statistics for a person at a terminal: totals by channel, a bar a day, what could not be found, reports nobody needed.
 */
import stringWidth from 'string-width';
import type { AnswerKind } from '../../answer/contract.ts';
import { formatPeriod } from '../../corpus/report.ts';
import { printable } from '../../printable.ts';
import { localDay } from '../../records/statistics.ts';
import { plainTable } from '../../terminal/plain-table.ts';
import { dim, indented, plain } from '../../terminal/spans.ts';
import type { Paint, Terminal } from '../../terminal/terminal.ts';
import { paintLine, type Span } from '../../terminal/wrap.ts';
import { AUDIENCE_NAMES } from '../names.ts';
import type { Grouped, Stats } from './figures.ts';
import { CHANNEL_NAMES, TROUBLE_NAMES } from './names.ts';

const GROUPS_SHOWN = 15;
const WORDINGS_SHOWN = 2;
const REPORTS_SHOWN = 20;
const BAR_COLUMNS = 28;
/** The number of a channel's questions, right-aligned below its name. */
const COUNT_COLUMNS = 10;
/** More days than fit on a screen are drawn week by week, more weeks month by month. */
const MAX_BARS = 35;
/** What a line is wrapped to where the output is no terminal. */
const FILE_COLUMNS = 80;
/** Left of a question or a report. */
const LABEL_COLUMNS = 10;

/** The statistics as text. */
export function statsToText(stats: Stats, { paint, widthColumns }: Terminal): string {
  const asked = stats.shares.reduce((sum, share) => sum + share.asked, 0);
  const width = Math.min(widthColumns(), FILE_COLUMNS);
  const heading = `${stats.since} 到 ${stats.until}（${stats.timeZone}），共 ${asked} 问`;
  if (asked === 0) return `${paint(heading, 'bold')}\n\n这段时间没有人问。可以把 --since 写得早一些。`;
  const blocks = [
    paint(heading, 'bold'),
    sharesTable(stats),
    drawDays(stats, paint),
    ...(['unanswered', 'not-useful', 'clarify'] as const).map((trouble) =>
      groupsText(TROUBLE_NAMES[trouble], stats.troubles[trouble], paint, width),
    ),
    neverCitedText(stats, paint, width),
  ];
  return blocks.filter(Boolean).join('\n\n');
}

function sharesTable({ shares }: Stats): string {
  const ms = (value: number | undefined) => (value === undefined ? '' : String(value));
  return plainTable(
    ['渠道', '范围', '提问', '人数', '答出', '没答上', '反问', '帮助', '有用', '没用', 'p50ms', 'p99ms'],
    shares.map(({ channel, audience, asked, people, byKind, useful, notUseful, tookMs }) => [
      CHANNEL_NAMES[channel] ?? printable(channel),
      AUDIENCE_NAMES[audience],
      asked,
      people,
      byKind.answered,
      byKind.unanswered,
      byKind.clarify,
      byKind.help,
      useful,
      notUseful,
      ms(tookMs?.p50),
      ms(tookMs?.p99),
    ]),
    new Set([2, 3, 4, 5, 6, 7, 8, 9, 10, 11]),
  );
}

/** A line of the drawing: the questions of a day, week or month. */
interface Bar {
  readonly label: string;
  readonly byChannel: Map<string, number>;
  total: number;
  unanswered: number;
}

function drawDays({ days, since, until }: Stats, paint: Paint): string {
  const bars = new Map<string, Bar>();
  const labelOf = labels(since, until, bars);
  for (const { day, channel, byKind } of days) {
    const bar = bars.get(labelOf(day));
    if (!bar) continue;
    const asked = (Object.keys(byKind) as AnswerKind[]).reduce((sum, kind) => sum + byKind[kind], 0);
    bar.byChannel.set(channel, (bar.byChannel.get(channel) ?? 0) + asked);
    bar.total += asked;
    bar.unanswered += byKind.unanswered;
  }
  // What came before the first question is no news.
  const all = [...bars.values()];
  const shown = all.slice(
    Math.max(
      0,
      all.findIndex(({ total }) => total > 0),
    ),
  );
  const most = Math.max(...shown.map(({ total }) => total));
  const channels = [...new Set(days.map(({ channel }) => channel))].sort();
  const names = channels.map((channel) => CHANNEL_NAMES[channel] ?? printable(channel));
  const heading = `${'每天'.padEnd(stringWidth(shown[0]?.label ?? '') - 2)}${names.map((name) => name.padStart(COUNT_COLUMNS)).join('')}`;
  return [
    paint(heading, 'bold'),
    ...shown.map(({ label, byChannel, total, unanswered }) => {
      const counts = channels.map((channel) => String(byChannel.get(channel) ?? 0).padStart(COUNT_COLUMNS));
      const columns = total === 0 ? 0 : Math.max(1, Math.round((BAR_COLUMNS * total) / most));
      const missing = unanswered > 0 ? ` （${unanswered} 没答上）` : '';
      return `${label}${counts.join('')}  ${'█'.repeat(columns)}${missing}`.trimEnd();
    }),
  ].join('\n');
}

/** How days are put together, with an empty bar for each of a period. */
function labels(since: string, until: string, bars: Map<string, Bar>): (day: string) => string {
  const all: string[] = [];
  for (const at = dateOf(since); localDay(at) <= until; at.setDate(at.getDate() + 1)) all.push(localDay(at));
  const monday = (day: string) => {
    const at = dateOf(day);
    at.setDate(at.getDate() - ((at.getDay() + 6) % 7));
    return `${localDay(at)} 起一周`;
  };
  const ways = [(day: string) => day, monday, (day: string) => day.slice(0, 7)];
  const way =
    ways.find((labelOf) => new Set(all.map(labelOf)).size <= MAX_BARS) ?? ((day: string) => day.slice(0, 4));
  for (const day of all)
    bars.set(way(day), { label: way(day), byChannel: new Map(), total: 0, unanswered: 0 });
  return way;
}

function dateOf(day: string): Date {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date);
}

function groupsText(
  title: string,
  { count, groups, ungrouped }: Grouped,
  paint: Paint,
  width: number,
): string {
  if (count === 0) return '';
  const shown = groups.slice(0, GROUPS_SHOWN);
  const lines = shown.flatMap(({ text, count: times, audiences, wordings }) => {
    const others = wordings.slice(1, 1 + WORDINGS_SHOWN).map((wording) => wording.text);
    const more = wordings.length - 1 - others.length;
    const staff = audiences.includes('staff') && !audiences.includes('public') ? '［内部］' : '';
    return [
      ...hanging(`${String(times).padStart(5)} 次  `, plain(`${staff}${text}`), paint, width),
      ...(others.length > 0
        ? hanging(
            '',
            dim(`也问：${others.join('／')}${more > 0 ? ` 等 ${more + others.length} 种问法` : ''}`),
            paint,
            width,
          )
        : []),
    ];
  });
  const rest = groups.length - shown.length;
  const notes = [
    rest > 0 ? `还有 ${rest} 组，--csv 或 --json 里有全部` : '',
    ungrouped > 0 ? `另有 ${ungrouped} 问问法太多，没有归类` : '',
  ].filter(Boolean);
  return [
    paint(`${title}：${count} 次，归成 ${groups.length} 组`, 'bold'),
    ...lines,
    ...notes.map((note) => paint(`  ${note}`, 'dim')),
  ].join('\n');
}

/** A text beside its label, further lines below the text. */
function hanging(label: string, text: Span, paint: Paint, width: number): string[] {
  return indented(plain(label), [text], LABEL_COLUMNS, width).map((line) => paintLine(line, paint));
}

function neverCitedText({ neverCited, cited }: Stats, paint: Paint, width: number): string {
  if (neverCited === null) return '没有可用的索引，不知道哪些报告没被引用过：请先运行 kewen index';
  if (neverCited.length === 0) return `每份报告都被引用过（${cited.size} 份）`;
  return [
    paint(`这段时间没被引用过的报告：${neverCited.length} 份`, 'bold'),
    ...neverCited
      .slice(0, REPORTS_SHOWN)
      .flatMap(({ title, association, period, audience }) =>
        hanging(
          `  ${AUDIENCE_NAMES[audience]}    `,
          plain(`${association} ${formatPeriod(period)}　${title}`),
          paint,
          width,
        ),
      ),
    ...(neverCited.length > REPORTS_SHOWN
      ? [paint(`  还有 ${neverCited.length - REPORTS_SHOWN} 份，--csv 里有全部`, 'dim')]
      : []),
  ].join('\n');
}
