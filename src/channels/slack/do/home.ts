/**
 * The app's home: how to ask, which reports are covered and for which years, the person's last questions; and the
 * questions to begin with in the messages tab.
 */
import type { types } from '@slack/bolt';
import { formatPeriod, hasPeriod } from '../../../corpus/report.ts';
import type { ReportCard } from '../../../index/shelf.ts';
import { sampleQuestions } from '../../samples.ts';
import { type Bot, SLACK } from '../bot.ts';
import { refusalOf } from '../errors.ts';
import { fitCharacters, LIMITS } from '../out/limits.ts';
import { richText, section, smallPrint } from '../out/rich.ts';
import { newsFor } from './news.ts';

const LAST_QUESTIONS = 5;
/** Associations listed by name. */
const SHOWN_ASSOCIATIONS = 60;
const SHOWN_NEWS = 10;
/** Slack takes four at most. */
const PROMPTS = 4;

/** Shows the home tab to a person. */
export async function showHome(bot: Bot, user: string): Promise<void> {
  const audience = await bot.people.audienceOf(user);
  const desk = await bot.desk(audience);
  const { reports } = desk.catalog;
  const news = await newsFor(bot, user, reports);
  const last = await bot.records.lastQuestions(SLACK, user, LAST_QUESTIONS);
  await bot.poster.persist('views.publish', 'home', () =>
    bot.client.views.publish({ user_id: user, view: homeView(reports, last, news) }),
  );
}

/** What the home says of a report. */
type Covered = Pick<ReportCard, 'association' | 'period' | 'title'>;

/** The home tab. */
export function homeView(
  reports: readonly Covered[],
  lastQuestions: readonly string[],
  news: readonly Covered[] = [],
): types.HomeView {
  const covered = coverage(reports);
  const blocks: types.KnownBlock[] = [
    header('科问'),
    richText([section('从科协的报告里找答案，每个回答都附原文；报告里没有的，就说没有。')]),
    ...newsBlocks(news),
    header('怎么问'),
    richText([
      list([
        '在频道里提到我，写上问题；在同一个话题里可以接着问，不用再提到我',
        '私信我，直接写问题；可以接着问“那2021年呢？”“其中重点的呢？”',
        '/kewen 问题：只有自己看得见，可以再发到频道',
        '问错了就改那条消息，五分钟之内回答会跟着变',
      ]),
    ]),
    header(`有哪些报告（${reports.length} 份）`),
    richText([
      covered.length > 0 ? list(covered.slice(0, SHOWN_ASSOCIATIONS)) : section('还没有可查的报告。'),
    ]),
  ];
  if (covered.length > SHOWN_ASSOCIATIONS) {
    blocks.push(smallPrint(`还有 ${covered.length - SHOWN_ASSOCIATIONS} 家没有列出，直接问就行。`));
  }
  blocks.push(header('你最近问的'));
  blocks.push(
    richText([
      lastQuestions.length > 0
        ? list(lastQuestions.map((question) => fitCharacters(question, 120)))
        : section('还没有问过。'),
    ]),
  );
  return { type: 'home', blocks };
}

/** What came since the last visit; nothing where nothing did. */
function newsBlocks(news: readonly Covered[]): types.KnownBlock[] {
  if (news.length === 0) return [];
  const lines = news
    .slice(0, SHOWN_NEWS)
    .map(({ title, association, period }) =>
      fitCharacters(
        [title, association, hasPeriod(period) ? `${formatPeriod(period)}年` : '']
          .filter(Boolean)
          .join(' · '),
        160,
      ),
    );
  const more = news.length - lines.length;
  return [
    header(`上次来过以后新增和更新的报告（${news.length} 份）`),
    richText([list(lines)]),
    ...(more > 0 ? [smallPrint(`还有 ${more} 份没有列出。`)] : []),
  ];
}

/** `平湖市科协：2019年、2020年` */
function coverage(reports: readonly Covered[]): string[] {
  const periods = new Map<string, Set<string>>();
  for (const { association, period, title } of reports) {
    const whose = association || `《${title}》`;
    const known = periods.get(whose) ?? new Set();
    periods.set(whose, hasPeriod(period) ? known.add(`${formatPeriod(period)}年`) : known);
  }
  return [...periods].map(([association, years]) =>
    fitCharacters([association, [...years].sort().join('、')].filter(Boolean).join('：'), 120),
  );
}

/** Offers questions to begin with when somebody opens the messages tab. */
export async function offerPrompts(
  bot: Bot,
  user: string,
  channel: string,
  thread: string | null,
): Promise<void> {
  const desk = await bot.desk(await bot.people.audienceOf(user));
  const samples = await desk.use((index) => sampleQuestions(index, bot.now().getFullYear()));
  const prompts = [...samples, '你能问什么？'].slice(0, PROMPTS).map((question) => ({
    title: fitCharacters(question, LIMITS.buttonChars),
    message: question === '你能问什么？' ? '能问什么' : question,
  }));
  try {
    await bot.client.assistant.threads.setSuggestedPrompts({
      channel_id: channel,
      prompts,
      title: '可以这样问',
      ...(thread === null ? {} : { thread_ts: thread }),
    });
  } catch (err) {
    // A workspace where apps have no such tab: nothing is missing there.
    bot.log.debug({ refusal: refusalOf(err) }, '没有能点的问题');
  }
}

function header(text: string): types.HeaderBlock {
  return {
    type: 'header',
    text: { type: 'plain_text', text: fitCharacters(text, LIMITS.headerChars), emoji: false },
  };
}

function list(lines: readonly string[]): types.RichTextList {
  return { type: 'rich_text_list', style: 'bullet', elements: lines.map((line) => section(line)) };
}
