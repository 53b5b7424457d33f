/**
 * Which year or years a text is about. A report names many years (a plan's span, an honour of last year, a
 * programme's start), so a year in the title decides, then what the text says of itself, then the count.
 */
import { oneOf } from '../../knowledge/word-lists.ts';
import type { Block } from '../document.ts';
import type { Period } from '../report.ts';
import { type Evidence, type SignedDate, signedDates, yearOf } from './evidence.ts';
import { mastheadWords } from './issuer-signs.ts';

/** A period found in a text, and why. */
export interface FoundPeriod {
  /** Both 0 where nothing tells. */
  readonly period: Period;
  readonly reason: string;
  /** Why a maintainer is asked: it is one of two, or told by little; empty where it is sure. */
  readonly doubt: string;
  /** What to write where nothing tells. */
  readonly example?: string;
}

/** A runner-up above this share of the best score leaves the year open. */
const TOO_CLOSE = 0.8;
/** What a year needs to be the report's for sure: three mentions, or a file name or date beside one. */
const SURE_SCORE = 3;
const SPAN = /((?:19|20)\d{2})年?度?(?:[-—–－~～]{1,2}|至|到)((?:19|20)\d{2})(?=年|届|期|$|[）)])/g;

/** Finds the period; 0 where nothing tells. */
export function findPeriod(evidence: Evidence): FoundPeriod {
  const text = withArabicYears(withoutTurns(evidence));
  const named = withArabicYears(evidence.title);
  const yearbook = fromYearbook(text, named, evidence);
  if (yearbook !== undefined) return yearbook;
  if (isFiveYears(evidence.blocks, named)) {
    return fromFiveYears(text, named, signedDates(evidence));
  }
  return fromTitle(named) ?? fromHistory(text, evidence) ?? fromText(text, evidence);
}

/** The text without bylines and without the numbers of documents (〔2023〕4号), which have years of their own. */
function withoutTurns({ blocks }: Evidence): string {
  return blocks
    .filter(({ kind }) => kind !== 'byline')
    .map(({ text }) => text.replace(/[〔[【]\s?(?:19|20)\d{2}\s?[〕\]】]\s?\d{1,4}号?/gu, ''))
    .join('\n');
}

const year = (from: number, reason: string, doubt = ''): FoundPeriod => ({
  period: { from, to: from },
  reason,
  doubt,
});

const NEVER = '看不出是哪一年的报告';

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
  const head = [title, fileName, ...folders, ...edges.slice(0, 4)].find(
    (line) => /年鉴|yearbook/i.test(line) && YEAR.test(line),
  );
  const volume = Number(YEAR.exec(head ?? '')?.[0]);
  if (!volume) return undefined;
  const told = countYear(text, volume) > countYear(text, volume - 1) ? volume : volume - 1;
  return year(
    told,
    told === volume ? `年鉴标明${volume}，正文写的也是${told}年` : `${volume}年年鉴记${told}年的事`,
  );
}

const YEAR = /(?<!\d)(?:19|20)\d{2}(?!\d)/;

/** What a body tells of itself from its beginning to now: 简介, 历史沿革. */
function fromHistory(text: string, { title, fileName, edges }: Evidence): FoundPeriod | undefined {
  const named = [title, fileName, ...edges.slice(0, 3)].some((line) => HISTORY.test(line));
  const years = yearsIn(text);
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
  const said = /五年来|过去(?:的)?五年|五年以来/g;
  if (/代表大会/.test(title)) return true;
  const inHeading = blocks.some((block) => block.kind === 'heading' && block.text.search(said) !== -1);
  return inHeading || blocks.reduce((sum, block) => sum + [...block.text.matchAll(said)].length, 0) >= 2;
}

function fromFiveYears(text: string, title: string, dates: readonly SignedDate[]): FoundPeriod {
  for (const source of [title, ...text.split(/[。！？\n]/)]) {
    if (source !== title && !/五年|任期|届|回顾|以来/.test(source)) continue;
    if (/规划|纲要|创建|示范/.test(source)) continue;
    for (const match of source.matchAll(SPAN)) {
      const from = Number(match[1]);
      const to = Number(match[2]);
      if (to - from >= 2 && to - from <= 5)
        return { period: { from, to }, reason: `文中写明“${match[0]}”`, doubt: '' };
    }
  }
  const since = /((?:19|20)\d{2})年(?:\d{1,2}月)?(?:[^。\n]{0,24}代表大会[^。\n]{0,8})?以来/.exec(text);
  const from = Number(since?.[1]);
  const last = Math.max(
    0,
    ...yearsIn(text).filter((one) => from > 0 && one > from && one <= from + 5 && countYear(text, one) > 1),
  );
  if (last > from) {
    return { period: { from, to: last }, reason: `“${since?.[0]}”，文中最后一年是${last}年`, doubt: '' };
  }
  const [signed] = dates;
  const doubt = '看不出讲的是哪几年（代表大会报告）';
  if (signed === undefined) {
    return { period: { from: 0, to: 0 }, reason: '讲的是五年，没有说是哪五年', doubt, example: '2017-2021' };
  }
  // A report of January tells of the five years before it, one of December of those that end with it.
  const to = signed.month <= EARLY_MONTHS ? signed.year - 1 : signed.year;
  return { period: { from: to - 4, to }, reason: `讲的是五年，落款或刊发在${signed.said}`, doubt };
}

/** Until this month a text tells of the year before. */
const EARLY_MONTHS = 3;

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

/** All that speaks for a year: how often it is named and how, the file and its folders, the date of the text. */
function fromText(text: string, evidence: Evidence): FoundPeriod {
  const inName = yearsNamed([evidence.fileName]);
  const inFolders = yearsNamed(evidence.folders);
  const named = [...inName, ...inFolders];
  const dated = yearOfDate(text, evidence);
  const years = new Set([...yearsIn(text), ...named, ...(dated === undefined ? [] : [dated.year])]);
  const inColumns = yearsOfColumns(evidence);
  const weighed = [...years]
    .map((one) =>
      weigh(text, one, {
        inName: inName.includes(one),
        inFolders: inFolders.includes(one),
        dated: dated?.year === one ? dated.reason : '',
      }),
    )
    .sort((a, b) => b.score - a.score || b.year - a.year);
  const [best, second] = weighed;
  if (best === undefined || best.score <= 0) {
    return { period: { from: 0, to: 0 }, reason: '文件名、标题、落款和正文都没有说是哪一年', doubt: NEVER };
  }
  const rival = second !== undefined && second.score > best.score * TOO_CLOSE ? second : undefined;
  // A table that sets two years side by side is the later one's.
  const isCompared = rival !== undefined && inColumns.has(best.year) && inColumns.has(rival.year);
  if (isCompared) {
    const later = best.year > rival.year ? best : rival;
    return year(
      later.year,
      `表里并列${[best.year, rival.year].sort().join('年和')}年，取后一年`,
      named.includes(later.year) ? '' : unclear(best.year, rival.year),
    );
  }
  const isNamedAlone = yearsIn(text).length === 0 && named.includes(best.year);
  if (isNamedAlone && !rival) return year(best.year, `正文没有年份，${best.reason}`);
  const doubt = rival
    ? unclear(best.year, rival.year)
    : second !== undefined && best.score < SURE_SCORE
      ? NEVER
      : '';
  return year(best.year, best.reason, doubt);
}

const unclear = (one: number, other: number) => `分不清是${one}年还是${other}年的报告`;

/** Years in the names of the file and its folders: 2017, 科协2016; a whole day (20240318) is the day of its printing. */
function yearsNamed(names: readonly string[]): number[] {
  return names.flatMap((name) => {
    const [only, ...more] = new Set(
      name.match(/(?<!\d)(?:19|20)\d{2}(?!\d|[-.年]\d{1,2}[-.月])/g)?.map(Number) ?? [],
    );
    return only !== undefined && more.length === 0 ? [only] : [];
  });
}

/** The year that a signed or printed text tells of: 今年以来 its own, 一年来 in January the one before. */
function yearOfDate(
  text: string,
  evidence: Evidence,
): { readonly year: number; readonly reason: string } | undefined {
  const opening = text.slice(0, OPENING_CHARS);
  const published = evidence.properties
    .map((said) => /^((?:19|20)\d{2})-(\d{1,2})/u.exec(said))
    .find(Boolean);
  const [signed] = signedDates(evidence);
  const inName = /(?<!\d)((?:19|20)\d{2})(0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d)/.exec(
    evidence.fileName,
  );
  const dates = [
    ...(signed ? [signed] : []),
    ...[published, inName].flatMap((match) =>
      match ? [{ year: Number(match[1]), month: Number(match[2]), said: match[0] }] : [],
    ),
  ];
  const [date] = dates;
  if (date === undefined) return undefined;
  const isPast = date.month > 0 && date.month <= EARLY_MONTHS && !OWN_YEAR.test(opening);
  const isBefore = isPast || (date.month === 1 && PAST_YEAR.test(opening));
  const told = isBefore ? date.year - 1 : date.year;
  return { year: told, reason: `落款或刊发在“${date.said}”${isBefore ? '，讲的是上一年' : ''}` };
}

const OPENING_CHARS = 1500;
const OWN_YEAR = new RegExp(oneOf(mastheadWords('year-own').filter((word) => word !== '全年')), 'u');
const PAST_YEAR = new RegExp(oneOf(mastheadWords('year-past')), 'u');

/** The years that head columns of a table. */
function yearsOfColumns({ blocks }: Evidence): ReadonlySet<number> {
  return new Set(
    blocks.flatMap(
      ({ row }) => row?.cells.flatMap(({ head }) => head.match(/(?:19|20)\d{2}/g)?.map(Number) ?? []) ?? [],
    ),
  );
}

interface Beside {
  readonly inName: boolean;
  readonly inFolders: boolean;
  /** Why the date of the text speaks for the year; empty where it does not. */
  readonly dated: string;
}

function weigh(text: string, one: number, { inName, inFolders, dated }: Beside) {
  const count = countYear(text, one);
  const past = new RegExp(`(?:刚刚)?过去的${one}年|回顾${one}年`).exec(text)?.[0];
  const opening = new RegExp(
    `(?:^|\\n|。)(${one}年(?:度)?，(?:[我本全]?[省市区县州盟旗](?:科协|委|政府)?|[^，。、]{2,4}[省市区县]科协))`,
  ).exec(text)?.[1];
  const plans = [
    ...text.matchAll(
      new RegExp(
        `(?:到|至)${one}年|${one}年(?:，?(?:我们|我会)?(?:要|将|力争|计划|还将))|${one}年(?:工作)?(?:计划|思路|打算)`,
        'g',
      ),
    ),
  ];
  const said = past ?? opening;
  const score =
    count +
    (past === undefined ? 0 : 10) +
    (opening === undefined ? 0 : 5) +
    (inName ? NAME_WEIGHT : 0) +
    (inFolders ? FOLDER_WEIGHT : 0) +
    (dated === '' ? 0 : DATED_WEIGHT) -
    3 * plans.length;
  const reason = [
    ...(count > 0 ? [`“${one}年”出现${count}次`] : []),
    ...(said === undefined ? [] : [`文中有“${said}”`]),
    ...(inName ? [`文件名${count > 0 ? '也' : ''}写着${one}`] : []),
    ...(inFolders ? [`文件夹名写着${one}`] : []),
    ...(dated === '' ? [] : [dated]),
  ].join('，');
  return { year: one, score, reason };
}

/** A file's name is often that of its year, and sometimes that of the year it was filed in; folders are made on purpose. */
const NAME_WEIGHT = 2;
const FOLDER_WEIGHT = 4;
const DATED_WEIGHT = 3;

function yearsIn(text: string): readonly number[] {
  const years = withoutSpans(text).match(/(?<!\d)(?:19|20)\d{2}(?=年)/g) ?? [];
  return [...new Set(years.map(Number))];
}

function countYear(text: string, year: number): number {
  return withoutSpans(text).split(new RegExp(`(?<!\\d)${year}年`)).length - 1;
}

/** A span (2021~2025年度) is a plan's or a programme's and says nothing about the report's year. */
function withoutSpans(text: string): string {
  return text.replace(SPAN, '');
}
