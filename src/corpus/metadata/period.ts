/**
 * Which year or years a text is about. A report names many years (a plan's span, an honour of last year, a
 * programme's start), so a year in the title decides, then what the text says of itself, then the count.
 */
import type { Block } from '../document.ts';
import type { Period } from '../report.ts';

/** A period found in a text, and why. */
export interface FoundPeriod {
  readonly period: Period;
  readonly reason: string;
}

/** A runner-up above this share of the best score leaves the year open. */
const TOO_CLOSE = 0.8;
const SPAN = /((?:19|20)\d{2})年?度?(?:[-—–－~～]{1,2}|至|到)((?:19|20)\d{2})(?=年|届|期|$|[）)])/g;

const ADD = '请在文件开头（PDF、Word、网页在旁边的“文件名.yaml”里）写明，例如 period: ';

/** Finds the period; a problem line if the text does not say. */
export function findPeriod(
  blocks: readonly Block[],
  title: string,
  fileName: string,
): FoundPeriod | { readonly problem: string } {
  const text = withArabicYears(blocks.map((block) => block.text).join('\n'));
  const named = withArabicYears(title);
  const yearbook = fromYearbook(text, named, fileName);
  if (yearbook !== undefined) return yearbook;
  if (isFiveYears(blocks, named)) return fromFiveYears(text, named);
  const titled = fromTitle(named);
  if (titled !== undefined) return titled;
  return fromText(text, fileName);
}

/** 二〇二一年 → 2021年 */
function withArabicYears(text: string): string {
  return text.replace(/[一二][〇○零九Ｏ0][〇○零一二三四五六七八九]{2}年/g, (year) =>
    [...year]
      .map((char) => '〇一二三四五六七八九'.indexOf(char.replace(/[○零Ｏ0]/, '〇')))
      .slice(0, 4)
      .join('')
      .concat('年'),
  );
}

/** 太仓年鉴（2022）tells of 2021. */
function fromYearbook(text: string, title: string, fileName: string): FoundPeriod | undefined {
  const head = /年鉴/.test(title) ? title : /年鉴|yearbook/i.test(fileName) ? fileName : '';
  const volume = Number(/(?:19|20)\d{2}/.exec(head)?.[0]);
  if (!volume) return undefined;
  const year = countYear(text, volume) > countYear(text, volume - 1) ? volume : volume - 1;
  return {
    period: { from: year, to: year },
    reason: year === volume ? `年鉴标明${volume}，正文写的也是${year}年` : `${volume}年年鉴记${year}年的事`,
  };
}

function isFiveYears(blocks: readonly Block[], title: string): boolean {
  const said = /五年来|过去(?:的)?五年|五年以来/g;
  if (/代表大会/.test(title)) return true;
  const inHeading = blocks.some((block) => block.kind === 'heading' && block.text.search(said) !== -1);
  return inHeading || blocks.reduce((sum, block) => sum + [...block.text.matchAll(said)].length, 0) >= 2;
}

function fromFiveYears(text: string, title: string): FoundPeriod | { readonly problem: string } {
  for (const source of [title, ...text.split(/[。！？\n]/)]) {
    if (source !== title && !/五年|任期|届|回顾|以来/.test(source)) continue;
    if (/规划|纲要|创建|示范/.test(source)) continue;
    for (const match of source.matchAll(SPAN)) {
      const from = Number(match[1]);
      const to = Number(match[2]);
      if (to - from >= 2 && to - from <= 5) return { period: { from, to }, reason: `文中写明“${match[0]}”` };
    }
  }
  const since = /((?:19|20)\d{2})年(?:\d{1,2}月)?[^。\n]{0,24}代表大会[^。\n]{0,8}以来/.exec(text);
  const from = Number(since?.[1]);
  const last = Math.max(
    0,
    ...yearsIn(text).filter(
      (year) => from > 0 && year > from && year <= from + 5 && countYear(text, year) > 1,
    ),
  );
  if (last > from) {
    return { period: { from, to: last }, reason: `“${from}年…代表大会以来”，文中最后一年是${last}年` };
  }
  return { problem: `看不出讲的是哪几年（代表大会报告）：${ADD}2017-2021` };
}

/** The year of a title; of `2021年工作总结和2022年工作计划` the one that is over. */
function fromTitle(title: string): FoundPeriod | undefined {
  const span = [...title.matchAll(SPAN)][0];
  if (span !== undefined && Number(span[1]) <= Number(span[2])) {
    return { period: { from: Number(span[1]), to: Number(span[2]) }, reason: `标题写明“${span[0]}”` };
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
  return { period: { from: done.year, to: done.year }, reason: `标题写明“${done.year}年”` };
}

function fromText(text: string, fileName: string): FoundPeriod | { readonly problem: string } {
  const fileYears = fileName.match(/(?<!\d)(?:19|20)\d{2}(?!\d)/g)?.map(Number) ?? [];
  const weighed = yearsIn(text)
    .map((year) => weigh(text, year, fileYears.includes(year)))
    .sort((a, b) => b.score - a.score || b.year - a.year);
  const [best, second] = weighed;
  if (best === undefined) {
    const [only, ...more] = new Set(fileYears);
    if (only !== undefined && more.length === 0) {
      return { period: { from: only, to: only }, reason: `正文没有年份，文件名写着${only}` };
    }
    return { problem: `看不出是哪一年的报告：${ADD}2020` };
  }
  if (best.score < 3 && second !== undefined) return { problem: `看不出是哪一年的报告：${ADD}${best.year}` };
  if (second !== undefined && second.score > best.score * TOO_CLOSE) {
    return { problem: `分不清是${best.year}年还是${second.year}年的报告：${ADD}${best.year}` };
  }
  return { period: { from: best.year, to: best.year }, reason: best.reason };
}

function weigh(text: string, year: number, isInFileName: boolean) {
  const count = countYear(text, year);
  const past = new RegExp(`(?:刚刚)?过去的${year}年|回顾${year}年`).exec(text)?.[0];
  const opening = new RegExp(
    `(?:^|\\n|。)(${year}年(?:度)?，(?:[我本全]?[省市区县州盟旗])(?:科协|委|政府)?)`,
  ).exec(text)?.[1];
  const plans = [
    ...text.matchAll(
      new RegExp(`(?:到|至)${year}年|${year}年(?:，?(?:我们)?(?:要|将)|(?:工作)?(?:计划|思路|打算))`, 'g'),
    ),
  ];
  const said = past ?? opening;
  const score =
    count +
    (past === undefined ? 0 : 10) +
    (opening === undefined ? 0 : 5) +
    (isInFileName ? 2 : 0) -
    3 * plans.length;
  const reason = [
    `“${year}年”出现${count}次`,
    ...(said === undefined ? [] : [`文中有“${said}”`]),
    ...(isInFileName ? [`文件名也写着${year}`] : []),
  ].join('，');
  return { year, score, reason };
}

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
