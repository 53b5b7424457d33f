/**
 * Dates, years, periods and frequencies.
 */
import { oneOf, wordLists } from '../../knowledge/word-lists.ts';
import type { DateReading } from '../../language/date-draft.ts';
import type { Place } from '../../language/place.ts';
import { datesIn } from '../../language/readings.ts';
import { readSteps, WEEKDAYS } from '../../language/scales.ts';
import type { Question } from '../question/question.ts';
import { says } from '../question/said.ts';
import { planMisfit } from '../read/plans.ts';
import type { Evidence } from '../retrieve/evidence.ts';
import { bestFirst, type Candidate, excludedNear, nearness } from './candidate.ts';

const SENTENCES = 12;

/** The dates that may answer, best first. */
export function extractDates(question: Question, evidence: readonly Evidence[]): Candidate[] {
  const candidates: Candidate[] = [];
  for (const sentence of evidence.slice(0, SENTENCES)) {
    if (question.wants.precision === 'clock') {
      candidates.push(...clockTimes(sentence));
      continue;
    }
    if (question.wants.precision === 'weekday') {
      candidates.push(...weekdays(question, sentence));
      continue;
    }
    const dates = datesIn(sentence.folded).filter((date) => date.kind !== 'relative');
    for (const date of dates) {
      if (says(question, date.raw)) continue;
      candidates.push({
        evidence: sentence,
        start: date.start,
        end: date.end,
        // What happened stands after its date, often several clauses on.
        score:
          0.9 * sentence.score +
          0.4 * nearness(sentence, date, dates, 0) +
          kindFit(question, date) -
          excludedNear(question, sentence, date) -
          planMisfit(question, sentence, date),
        fits: !isTooCoarse(question, date),
      });
    }
  }
  return bestFirst(candidates);
}

const WORDS = wordLists('clock.txt', ['part-of-day', 'hour', 'no-hour', 'minute', 'fraction', 'to']);
/** 下午2:30, 上午9时30分, 晚上8点半 */
const CLOCK = new RegExp(
  `${oneOf(WORDS['part-of-day'])}?\\d{1,2}(?:[:：]\\d{2}|(?!${oneOf(WORDS['no-hour'])})${oneOf(WORDS.hour)}(?:\\d{1,2}${oneOf(WORDS.minute)}|${oneOf(WORDS.fraction)})?)`,
  'gu',
);

/** Times of day, where 几点 is asked. */
function clockTimes(sentence: Evidence): Candidate[] {
  const times = [...sentence.folded.matchAll(CLOCK)].map(({ 0: text, index }) => ({
    start: index,
    end: index + text.length,
  }));
  return times.map((time) => ({
    evidence: sentence,
    ...time,
    score: 0.9 * sentence.score + 0.4 * nearness(sentence, time, times, 0),
    fits: true,
  }));
}

/** Days of the week and spans of them, where 周几 is asked: 每周一, 周二至周日. */
function weekdays(question: Question, sentence: Evidence): Candidate[] {
  const days: Place[] = [];
  for (const { start, end, step } of readSteps(sentence.folded)) {
    const before = days.at(-1);
    if (!WEEKDAYS.has(step)) continue;
    if (before && TO.test(sentence.folded.slice(before.end, start)))
      days[days.length - 1] = { start: before.start, end };
    else days.push({ start, end });
  }
  return days
    .filter(({ start, end }) => !says(question, sentence.folded.slice(start, end)))
    .map((day) => ({
      evidence: sentence,
      ...day,
      score: 0.9 * sentence.score + 0.4 * nearness(sentence, day, days, 0),
      fits: true,
    }));
}

const TO = new RegExp(`^${oneOf(WORDS.to)}$`, 'u');

function isTooCoarse({ wants }: Question, { year, month, day }: DateReading): boolean {
  return wants.precision === 'day' && year !== undefined && month === undefined && day === undefined;
}

/** 哪几年 wants a span of years, 哪年 a year, 哪天 a day, 多久 a frequency. */
function kindFit(question: Question, date: DateReading): number {
  const { precision } = question.wants;
  const wantsFrequency = question.numberKind === 'frequency';
  if (wantsFrequency !== (date.kind === 'frequency')) return -0.5;
  if (wantsFrequency) return 0.2;
  if (precision === 'span') return date.kind === 'period' ? 0.3 : -0.1;
  if (date.kind === 'period' && date.toYear !== undefined) return -0.1;
  if (precision === 'year') return date.year !== undefined ? 0.15 : -0.1;
  if (precision === 'day' || precision === 'date')
    return date.day !== undefined ? 0.2 : date.month !== undefined ? 0.1 : -0.2;
  return date.day !== undefined || date.month !== undefined ? 0.15 : 0;
}
