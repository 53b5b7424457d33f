/**
 * How often something happens: 每月, 每周四, 每两天1条, 一年一次, 每天两次. A frequency is so many times in so many days;
 * two that name the same are the same frequency, however they are written.
 */
import { parseChineseNumeral } from './numerals.ts';

/** One frequency. Offsets are UTF-16 in the given text, `end` exclusive. */
export interface Frequency {
  readonly start: number;
  readonly end: number;
  readonly raw: string;
  /** The stretches of it that say how often: 每周 and 两次 of 每周坐诊两次. */
  readonly said: readonly { readonly start: number; readonly end: number }[];
  /** Days from one turn to the next that the words name: 每两天 2, 每月 30; times do not divide it. */
  readonly days: number;
  /** Times in each turn; 1 where none is said. */
  readonly times: number;
  /** 1 to 7 where a day of the week is named (每周四), else null. */
  readonly weekday: number | null;
}

const DAYS: Readonly<Record<string, number>> = {
  天: 1,
  日: 1,
  周: 7,
  星期: 7,
  礼拜: 7,
  旬: 10,
  半个月: 15,
  月: 30,
  季度: 91,
  季: 91,
  半年: 182,
  学期: 182,
  年: 365,
  年度: 365,
};
const NUMERAL = '[一二两三四五六七八九十]|\\d{1,2}';
const TURN = '半个月|半年|季度|星期|礼拜|年度|学期|天|日|周|旬|月|季|年';
const TIMES = `(?:[^，。；、\\d]{0,6}?(?:只|仅|各)?[^，。；、\\d]{0,4}?(${NUMERAL})(?:次|条|期|场|回|讲|遍))`;
const EVERY = new RegExp(
  `(?:每(?:隔)?(${NUMERAL})?个?(${TURN})(?:的?第[一二三四]个?)?(?:(?:周|星期|礼拜)?([一二三四五六日天])(?![次条期场回个家]))?|(${NUMERAL})个?(${TURN})(?=(?:开展|举办|更新|更换|发布?|播|讲|办|坐诊)?[一1]次))${TIMES}?`,
  'gu',
);

/** Every frequency of a text, in order. */
export function frequenciesIn(text: string): Frequency[] {
  return [...text.matchAll(EVERY)].flatMap((match) => {
    const [raw, every = match[4], turn = match[5], weekday] = match;
    const days = DAYS[turn ?? ''];
    if (days === undefined) return [];
    const times = match[6];
    return [
      {
        start: match.index,
        end: match.index + raw.length,
        raw,
        said: saidIn(raw, match.index, match[6]),
        days: days * (every ? numberOf(every) : 1),
        times: times ? numberOf(times) : 1,
        weekday: weekday ? ('一二三四五六日天'.indexOf(weekday) % 7) + 1 : null,
      },
    ];
  });
}

const numberOf = (numeral: string) => parseChineseNumeral(numeral) ?? Number(numeral);

function saidIn(raw: string, start: number, times: string | undefined): Frequency['said'] {
  const end = start + raw.length;
  if (times === undefined) return [{ start, end }];
  const turn =
    start +
    (/^[^，。]*?(?:月|年|季度|季|星期|礼拜|天|日|周|旬|学期|年度)[一二三四五六日天]?/u.exec(raw)?.[0]
      .length ?? 0);
  return [
    { start, end: Math.min(turn, end) },
    { start: end - times.length - 1, end },
  ];
}

/** Whether two frequencies are the same; one that names no day of the week is wider, not another. */
export function sameFrequency(one: Frequency, other: Frequency): boolean {
  return (
    one.days * other.times === other.days * one.times &&
    (one.weekday === null || other.weekday === null || one.weekday === other.weekday)
  );
}
