/**
 * Inline mode: `@bot question` in any chat. The answer first, source by source, then what else the reports say
 * near it, ten results a page; nothing typed yet gives questions that people ask.
 *
 * The same for everybody, so Telegram may keep an answer for a while. Queries come with every key: each page
 * works out only what it shows, and lets others go first in between.
 */
import { setImmediate } from 'node:timers/promises';
import type { InlineQuery } from 'grammy/types';
import { nearestTopics } from '../../answer/compose/topics.ts';
import { wordTerms } from '../../index/terms.ts';
import { foldQuestion } from '../../language/normalize.ts';
import { forLog, refusalOf } from './calls.ts';
import { takeInline } from './fairness.ts';
import { MAX_MESSAGE_QUESTION_CHARS } from './hear.ts';
import { type Found, toArticle } from './render-inline.ts';
import type { Service } from './service.ts';

const RESULTS_A_PAGE = 10;
/** Questions tried for one query, over all its pages. */
const MAX_CANDIDATES = 40;
/** Reports that are searched for what stands near. */
const MAX_REPORTS = 12;
/** Telegram shows an answer to others who type the same; a rebuilt index is seen this late. */
const CACHE_SECONDS = 60;

/** Answers an inline query. */
export async function lookUp(service: Service, query: InlineQuery): Promise<void> {
  const typed = query.query.replace(/\s+/gu, ' ').trim();
  const isAllowed = !query.from.is_bot && (await takeInline(service, query.from.id)).allowed;
  const start = /^\d{1,2}$/u.test(query.offset) ? Number(query.offset) : 0;
  const candidates =
    isAllowed && typed.length <= MAX_MESSAGE_QUESTION_CHARS ? await candidatesFor(service, typed) : [];
  const { found, next } = await readPage(service, candidates, start, typed);
  try {
    await service.api.answerInlineQuery(
      query.id,
      found.map((each) => toArticle(each, service.me.username)),
      { cache_time: isAllowed ? CACHE_SECONDS : 0, is_personal: !isAllowed, next_offset: next },
    );
  } catch (error) {
    // The person has typed on meanwhile.
    if (refusalOf(error) !== 'too-old') throw error;
    service.log.debug(forLog(error), '内联查询没有答上');
  }
}

/** Questions whose answers may be shown, the typed one first. */
async function candidatesFor({ desk, records }: Service, typed: string): Promise<string[]> {
  if (typed === '') {
    const samples = desk.ask({ question: '帮助' }).document.topics;
    const popular = await records.popularQuestions('telegram', MAX_CANDIDATES);
    return [...new Set([...popular, ...samples])];
  }
  const { choices, topics } = desk.ask({ question: typed }).document;
  const near = desk.use((index) => {
    const words = wordTerms(index.segment(foldQuestion(typed)));
    if (words.length === 0) return [];
    const byReport = index.reports
      .slice(0, MAX_REPORTS)
      .map((report) => nearestTopics(index, [report], words));
    return [0, 1, 2].flatMap((turn) => byReport.flatMap((questions) => questions[turn] ?? []));
  });
  return [...new Set([typed, ...choices, ...topics, ...near])].slice(0, MAX_CANDIDATES);
}

/** Results from a candidate on, and where the next page begins, empty after the last. */
async function readPage(
  service: Service,
  candidates: readonly string[],
  start: number,
  typed: string,
): Promise<{ found: Found[]; next: string }> {
  const found = new Map<string, Found>();
  let at = start;
  for (; at < candidates.length && found.size < RESULTS_A_PAGE; at++) {
    const question = candidates[at] as string;
    if (at > start) await setImmediate();
    for (const each of resultsOf(service, question, question === typed)) {
      if (!found.has(each.id) && found.size < RESULTS_A_PAGE) found.set(each.id, each);
    }
  }
  return { found: [...found.values()], next: at < candidates.length ? String(at) : '' };
}

/**
 * The typed question gives all its sources, or what there is to say without one: why there is no answer, or a
 * standard answer; others one, if answered.
 */
function resultsOf({ desk }: Service, question: string, isTyped: boolean): Found[] {
  const { document } = desk.ask({ question });
  const { kind, quotes } = document;
  if (kind === 'answered' && quotes.length > 0) {
    const shown = isTyped ? quotes : quotes.slice(0, 1);
    return shown.map((quote, at) => ({ id: `${quote.report} ${quote.start}`, question, document, at }));
  }
  const isComplete = kind === 'unanswered' || kind === 'answered';
  return isTyped && isComplete ? [{ id: kind, question, document, at: 0 }] : [];
}
