/**
 * Inline mode: `@bot question` in any chat. What is typed that asks nothing yet is looked for: reports by their titles
 * and questions after what figures count, as the web offers them. A question gets its answer first, source by source.
 * Below either stands what else the reports say near it, ten results a page; nothing typed yet gives questions that
 * people ask.
 *
 * The same for everybody, so Telegram may keep an answer for a while. Queries come with every key: each page
 * works out only what it shows, and lets others go first in between.
 */
import { setImmediate } from 'node:timers/promises';
import type { InlineQuery, InlineQueryResultArticle } from 'grammy/types';
import { nearestTopics } from '../../answer/compose/topics.ts';
import { mapAll } from '../../index/missing.ts';
import type { ReportCard } from '../../index/shelf.ts';
import { wordTerms } from '../../index/terms.ts';
import { foldQuestion } from '../../language/normalize.ts';
import { isQuestion } from '../etiquette.ts';
import type { Entry } from '../suggest/entries.ts';
import { forLog, refusalOf } from './calls.ts';
import { takeInline } from './fairness.ts';
import { MAX_MESSAGE_QUESTION_CHARS } from './hear.ts';
import { type Found, reportArticle, toArticle, topicArticle } from './render-inline.ts';
import type { Service } from './service.ts';

const RESULTS_A_PAGE = 10;
/** Questions tried for one query, over all its pages. */
const MAX_CANDIDATES = 40;
/** Reports that are searched for what stands near. */
const MAX_REPORTS = 12;
/** Telegram shows an answer to others who type the same; a rebuilt index is seen this late. */
const CACHE_SECONDS = 60;

/** What may be shown: the typed question, a question beside it, one that is offered, or a report. */
type Candidate =
  | { readonly kind: 'typed' | 'near' | 'topic'; readonly question: string }
  | { readonly kind: 'report'; readonly report: ReportCard };

/** What is offered while somebody types; a section is no answer, and its report is offered already. */
const OFFERED: ReadonlySet<Entry['kind']> = new Set(['report', 'question']);

/** Answers an inline query. */
export async function lookUp(service: Service, query: InlineQuery): Promise<void> {
  const typed = query.query.replace(/\s+/gu, ' ').trim();
  const isAllowed = !query.from.is_bot && (await takeInline(service, query.from.id)).allowed;
  const start = /^\d{1,2}$/u.test(query.offset) ? Number(query.offset) : 0;
  const candidates =
    isAllowed && typed.length <= MAX_MESSAGE_QUESTION_CHARS ? await candidatesFor(service, typed) : [];
  const { articles, next } = await readPage(service, candidates, start);
  try {
    await service.api.answerInlineQuery(query.id, articles, {
      cache_time: isAllowed ? CACHE_SECONDS : 0,
      is_personal: !isAllowed,
      next_offset: next,
    });
  } catch (error) {
    // The person has typed on meanwhile.
    if (refusalOf(error) !== 'too-old') throw error;
    service.log.debug(forLog(error), '内联查询没有答上');
  }
}

/** What may be shown, best first; each question once. */
async function candidatesFor(service: Service, typed: string): Promise<Candidate[]> {
  const { desk, records, offer, now } = service;
  if (typed === '') {
    const samples = (await desk.ask({ question: '帮助' })).document.topics;
    const popular = await records.popularQuestions('telegram', MAX_CANDIDATES);
    return unique([...popular, ...samples].map((question) => ({ kind: 'near', question })));
  }
  const offered = (await offer(typed, OFFERED)).map(
    ({ kind, text, report }): Candidate =>
      kind === 'report' ? { kind, report } : { kind: 'topic', question: text },
  );
  const near = (await nearTo(service, typed)).map((question): Candidate => ({ kind: 'near', question }));
  if (!(await desk.use((index) => isQuestion(typed, index, now())))) return unique([...offered, ...near]);
  const { choices, topics } = (await desk.ask({ question: typed })).document;
  const goOn = [...choices, ...topics].map((question): Candidate => ({ kind: 'near', question }));
  return unique([{ kind: 'typed', question: typed }, ...goOn, ...offered, ...near]);
}

/** Questions that the reports answer, near what is typed, of several reports in turn. */
function nearTo({ desk }: Service, typed: string): Promise<string[]> {
  return desk.use((index) => {
    const words = wordTerms(index.segment(foldQuestion(typed)));
    if (words.length === 0) return [];
    const byReport = mapAll(index.reports.slice(0, MAX_REPORTS), (report) =>
      nearestTopics(index, [report], words),
    );
    return [0, 1, 2].flatMap((turn) => byReport.flatMap((questions) => questions[turn] ?? []));
  });
}

function unique(candidates: readonly Candidate[]): Candidate[] {
  const nameOf = (one: Candidate) => (one.kind === 'report' ? `《${one.report.id}》` : one.question);
  const first = new Map<string, Candidate>();
  for (const one of candidates) if (!first.has(nameOf(one))) first.set(nameOf(one), one);
  return [...first.values()].slice(0, MAX_CANDIDATES);
}

/** Results from a candidate on, and where the next page begins, empty after the last. */
async function readPage(
  service: Service,
  candidates: readonly Candidate[],
  start: number,
): Promise<{ articles: InlineQueryResultArticle[]; next: string }> {
  const articles = new Map<string, InlineQueryResultArticle>();
  let at = start;
  for (; at < candidates.length && articles.size < RESULTS_A_PAGE; at++) {
    if (at > start) await setImmediate();
    for (const [id, article] of await resultsOf(service, candidates[at] as Candidate)) {
      if (!articles.has(id) && articles.size < RESULTS_A_PAGE) articles.set(id, article);
    }
  }
  return { articles: [...articles.values()], next: at < candidates.length ? String(at) : '' };
}

/**
 * The typed question gives all its sources, or what there is to say without one: why there is no answer, or a
 * standard answer; others one, if answered. Each with what tells it apart.
 */
async function resultsOf(
  { desk, me, publicUrl }: Service,
  candidate: Candidate,
): Promise<(readonly [string, InlineQueryResultArticle])[]> {
  if (candidate.kind === 'report') {
    const { report } = candidate;
    return [[`report ${report.id}`, reportArticle(report, me.username, publicUrl)]];
  }
  const { kind: of, question } = candidate;
  const { document } = await desk.ask({ question });
  const { kind, quotes } = document;
  const article = (found: Found) =>
    [found.id, (of === 'topic' ? topicArticle : toArticle)(found, me.username)] as const;
  if (kind === 'answered' && quotes.length > 0) {
    const shown = of === 'typed' ? quotes : quotes.slice(0, 1);
    return shown.map((quote, at) =>
      article({ id: `${quote.report} ${quote.start}`, question, document, at }),
    );
  }
  const isComplete = kind === 'unanswered' || kind === 'answered';
  return of === 'typed' && isComplete ? [article({ id: kind, question, document, at: 0 })] : [];
}
