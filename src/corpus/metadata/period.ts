/**
 * Which year or years a text is about. A report names many years (a plan's span, an honour of last year, a
 * programme's start), so a year in the title decides, then what the text says of itself, then the count.
 */
import { PLANS } from '../../knowledge/progress.ts';
import { oneOf } from '../../knowledge/word-lists.ts';
import type { Block } from '../document.ts';
import { type Evidence, type SignedDate, signedDates, yearOf } from './evidence.ts';
import { mastheadWords } from './issuer-signs.ts';
import { fromText } from './period-weighed.ts';
import { countYear, EARLY_MONTHS, type FoundPeriod, NEVER, SPAN, year, yearsIn } from './years.ts';

/** Finds the period; 0 where nothing tells. */
export function findPeriod(evidence: Evidence): FoundPeriod {
  const text = withArabicYears(withoutTurns(evidence));
  const named = withArabicYears(evidence.title);
  const yearbook = fromYearbook(text, named, evidence);
  if (yearbook !== undefined) return yearbook;
  if (isFiveYears(evidence.blocks, named)) {
    return fromFiveYears(text, named, signedDates(evidence));
  }
  return fromTitle(named) ?? fromHeading(evidence) ?? fromHistory(text, evidence) ?? fromText(text, evidence);
}

/** The text without bylines and without the numbers of documents (〔2023〕4号), which have years of their own. */
function withoutTurns({ blocks }: Evidence): string {
  return blocks
    .filter(({ kind }) => kind !== 'byline')
    .map(({ text }) => text.replace(/[〔[【]\s?(?:19|20)\d{2}\s?[〕\]】]\s?\d{1,4}号?/gu, ''))
    .join('\n');
}

/** 二〇二一年 → 2021年 */
function withArabicYears(text: string): string {
  return text.replace(/[一二][〇○零九Ｏ0o][〇○零一二三四五六七八九0o]{2}(?=年)/g, (said) =>
    String(yearOf(said)),
  );
}

/** 太仓年鉴（2022）tells of 2021; the volume stands in the title, the file's name or above the entry. */
function fromYearbook(
  text: string,
  title: string,
  { fileName, edges, folders }: Evidence,
): FoundPeriod | undefined {
  const around = [
    title,
    fileName,
    ...folders,
    ...edges.slice(0, 4),
    ...edges.filter((line) => EXCERPT.test(line)),
  ];
  const head = around.find((line) => /年鉴|yearbook/i.test(line) && YEAR.test(line));
  const volume = Number(YEAR.exec(head ?? '')?.[0]);
  if (!volume) return undefined;
  const told = countYear(text, volume) > countYear(text, volume - 1) ? volume : volume - 1;
  return year(
    told,
    told === volume ? `年鉴标明${volume}，正文写的也是${told}年` : `${volume}年年鉴记${told}年的事`,
  );
}

const EXCERPT = new RegExp(oneOf(mastheadWords('excerpt')), 'u');
const YEAR = /(?<!\d)(?:19|20)\d{2}(?!\d)/;

/** What a body tells of itself from its beginning to now: 简介, 历史沿革. */
function fromHistory(text: string, { title, fileName, edges }: Evidence): FoundPeriod | undefined {
  const named = [title, fileName, ...edges.slice(0, 3)].some((line) => HISTORY.test(line));
  // What went on for years is a part of a history: 1980—1985年.
  const ends = [...text.matchAll(SPAN)].flatMap(([, first, last]) => [Number(first), Number(last)]);
  const years = [...new Set([...yearsIn(text), ...(named ? ends : [])])];
  const [from, to] = [Math.min(...years), Math.max(...years)];
  const isLong = years.length >= LEAST_HISTORY_YEARS && to - from >= LEAST_HISTORY_YEARS;
  if (!isLong || !(named || years.every((one) => countYear(text, one) <= 2))) return undefined;
  return {
    period: { from, to },
    reason: `讲的是历史沿革，文中从${from}年到${to}年`,
    doubt: named ? '' : NEVER,
  };
}

const HISTORY = new RegExp(oneOf(mastheadWords('history')), 'u');
const LEAST_HISTORY_YEARS = 5;

function isFiveYears(blocks: readonly Block[], title: string): boolean {
  const said = /[五5]年(?:以?来|间)|过去(?:的)?[五5]年/g;
  if (/代表大会|(?<![十\d])[五5]年(?!规划|计划|行动)/.test(title)) return true;
  const inHeading = blocks.some((block) => block.kind === 'heading' && block.text.search(said) !== -1);
  return inHeading || blocks.reduce((sum, block) => sum + [...block.text.matchAll(said)].length, 0) >= 2;
}

function fromFiveYears(text: string, title: string, dates: readonly SignedDate[]): FoundPeriod {
  for (const source of [title, ...text.split(/[。！？\n]/)]) {
    const isOfTerm = source === title || /五年|任期|届|回顾|以来/.test(source);
    if (/规划|纲要|创建|示范/.test(source)) continue;
    for (const match of source.matchAll(SPAN)) {
      const from = Number(match[1]);
      const to = Number(match[2]);
      // Five years are five years, also where the sentence does not say so.
      if ((isOfTerm && to - from >= 2 && to - from <= 5) || to - from === 4)
        return { period: { from, to }, reason: `文中写明“${match[0]}”`, doubt: '' };
    }
  }
  const since = /((?:19|20)\d{2})年(?:\d{1,2}月)?(?:[^。\n]{0,24}(?:代表大会|换届)[^。\n]{0,8})?以来/.exec(
    text,
  );
  const from = Number(since?.[1]);
  const last = Math.max(
    0,
    ...yearsIn(text).filter((one) => from > 0 && one > from && one <= from + 5 && countYear(text, one) > 1),
  );
  if (last > from) {
    return { period: { from, to: last }, reason: `“${since?.[0]}”，文中最后一年是${last}年`, doubt: '' };
  }
  const [signed] = dates;
  if (
    since !== null &&
    /代表大会|换届/.test(since[0]) &&
    signed &&
    signed.year > from &&
    signed.year <= from + 5
  ) {
    const period = { from, to: signed.year };
    return { period, reason: `“${since[0]}”，落款或刊发在${signed.said}`, doubt: '' };
  }
  const doubt = '看不出讲的是哪几年（代表大会报告）';
  if (signed === undefined) {
    return { period: { from: 0, to: 0 }, reason: '讲的是五年，没有说是哪五年', doubt, example: '2017-2021' };
  }
  // A report of January tells of the five years before it, one of December of those that end with it; between them the
  // text tells, whose last year is the one before where it names that and nothing of its own.
  const own = withoutDates(text, signed.year);
  const isOwn = signed.month > SPRING_MONTHS || /今年/.test(text) || countYear(own, signed.year) > 0;
  const isBefore = !isOwn && countYear(own, signed.year - 1) > 0;
  const to = signed.month <= EARLY_MONTHS || isBefore ? signed.year - 1 : signed.year;
  return { period: { from: to - 4, to }, reason: `讲的是五年，落款或刊发在${signed.said}`, doubt };
}

/** Until this month a congress may be that of the year before. */
const SPRING_MONTHS = 6;

/** A text without the days of a year: what was on a day is told of the report, or of an event that need not be its own. */
const withoutDates = (text: string, of: number): string =>
  text.replace(new RegExp(`${of}年\\d{1,2}月\\d{1,2}日`, 'g'), '');

/** The years that a heading sets over what was done: 一、2019年至2022年的工作, where no other heading says otherwise. */
function fromHeading({ blocks }: Evidence): FoundPeriod | undefined {
  const spans = blocks.flatMap(({ kind, text }) => {
    const [span] = kind === 'heading' && DONE.test(text) && !TO_DO.test(text) ? text.matchAll(SPAN) : [];
    return span && Number(span[1]) < Number(span[2]) ? [span] : [];
  });
  const [span, ...more] = spans;
  if (span === undefined || more.some((one) => one[1] !== span[1] || one[2] !== span[2])) return undefined;
  const period = { from: Number(span[1]), to: Number(span[2]) };
  return { period, reason: `小标题写明“${span[0]}”`, doubt: '' };
}

const DONE = /工作|回顾|总结|成效|情况/;
const TO_DO = new RegExp(`规划|纲要|方案|${oneOf(PLANS.heading)}`, 'u');

/** The year of a title; of `2021年工作总结和2022年工作计划` the one that is over. */
function fromTitle(title: string): FoundPeriod | undefined {
  const span = [...title.matchAll(SPAN)][0];
  if (span !== undefined && Number(span[1]) <= Number(span[2])) {
    return {
      period: { from: Number(span[1]), to: Number(span[2]) },
      reason: `标题写明“${span[0]}”`,
      doubt: '',
    };
  }
  const years = [
    ...title.matchAll(/((?:19|20)\d{2})(?=年|\s|$|[)）])年?(?!第|\d{1,2}月)(?=([^，、。\s]{0,12}))/g),
  ].map((match) => ({
    year: Number(match[1]),
    isPlan:
      /^(?:度)?.{0,6}(?:计划|思路|打算|要点|安排)/.test(match[2] ?? '') &&
      !/总结|回顾/.test((match[2] ?? '').slice(0, 6)),
  }));
  const done = years.find(({ isPlan }) => !isPlan) ?? (years.length === 1 ? years[0] : undefined);
  if (done === undefined) return undefined;
  return year(done.year, `标题写明“${done.year}年”`);
}
