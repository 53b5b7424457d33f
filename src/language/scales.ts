/**
 * Scales of which only one step is true of a thing: prizes, parts of a day, days of the week, full and part time, open
 * and closed; and levels, from the whole country to a county.
 */
import { oneOf, wordLists } from '../knowledge/word-lists.ts';

/** Of which body an honour or an institution is. */
export type Level = '国家级' | '省级' | '市级' | '县级';

/** A step of a scale, or a level, with its place: UTF-16 offsets in the given text, `end` exclusive. */
export interface StepReading {
  readonly start: number;
  readonly end: number;
  readonly raw: string;
  /** What all words of the step say: 一等奖 for 头奖. */
  readonly step: string;
}

export interface LevelReading {
  readonly start: number;
  readonly end: number;
  readonly raw: string;
  readonly level: Level;
  /** Whether it only names a place: 铁山区 is a district, and a level as 铁山区级 alone. */
  readonly isOnlyPlace: boolean;
}

/** The steps of each scale. */
const DAYS_OF_WEEK = ['周一', '周二', '周三', '周四', '周五', '周六', '周日'] as const;
/** The steps that are days of the week. */
export const WEEKDAYS: ReadonlySet<string> = new Set(DAYS_OF_WEEK);

export const SCALES = [
  ['特等奖', '一等奖', '二等奖', '三等奖', '优秀奖', '入围奖', '提名奖', '金奖', '银奖', '铜奖'],
  ['冠军', '亚军', '季军'],
  ['上午', '下午', '晚上'],
  ['专职', '兼职', '挂职'],
  DAYS_OF_WEEK,
  ['开放', '闭馆'],
] as const;

/** Whether a step is a prize or a place on the podium. */
export const isPrize = (step: string): boolean =>
  [...SCALES[0], ...SCALES[1]].some((prize) => prize === step);

const STEP_WORDS = wordLists('scales.txt', SCALES.flat());
const STEPS = new Map(
  Object.entries(STEP_WORDS).flatMap(([step, words]) => words.map((word) => [word, step])),
);
const STEP = new RegExp(oneOf([...STEPS.keys()]), 'gu');
/** 一、二、三等奖, 一二等奖: prizes that share their last characters. */
const PRIZES_TOGETHER = /([特一二三])(?=(?:[、和]?[一二三])*(?:[、和]?[一二三])等奖)/gu;

/** Every step of a scale in a text, in order. */
export function readSteps(text: string): StepReading[] {
  const whole = [...text.matchAll(STEP)].map(({ 0: raw, index: start }) => ({
    start,
    end: start + raw.length,
    raw,
    step: STEPS.get(raw) as string,
  }));
  const shared = [...text.matchAll(PRIZES_TOGETHER)].map(({ 0: raw, index: start }) => ({
    start,
    end: start + raw.length,
    raw: `${raw}等奖`,
    step: `${raw}等奖`,
  }));
  return [...whole, ...shared].sort((a, b) => a.start - b.start);
}

/** A text with first prizes called so that are called 一等 for short: 拿了几个一等; 一等功 is none. */
export const withWholePrizes = (text: string): string =>
  text.replace(/[特一二三]等(?=[的了]?(?:[，。？?！、；\s]|$))/gu, (rank) => `${rank}奖`);

/** Whether two steps stand on one scale. */
export const onOneScale = (one: string, other: string): boolean =>
  SCALES.some(
    (scale) => (scale as readonly string[]).includes(one) && (scale as readonly string[]).includes(other),
  );

const LEVEL_WORDS = wordLists('levels.txt', ['国家级', '省级', '市级', '县级']);
const LEVELS = new Map(
  Object.entries(LEVEL_WORDS).flatMap(([level, words]) => words.map((word) => [word, level as Level])),
);
const LEVEL_WORD = new RegExp(oneOf([...LEVELS.keys()]), 'gu');
/** 嘉兴市级, 浙江省: a level by whose it is. */
const OF_PLACE = /(?<=\p{Script=Han}{2})([省市州县区])级?/gu;
/** Characters of a place's name before its last. */
const PLACE_CHARS = [4, 3, 2] as const;
const BY_SUFFIX: Readonly<Record<string, Level>> = {
  省: '省级',
  市: '市级',
  州: '市级',
  县: '县级',
  区: '县级',
};

/**
 * Every level of a text, in order.
 *
 * @param places full names of places, whose last character tells the level
 */
export function readLevels(text: string, places: readonly string[]): LevelReading[] {
  const known = placesAsSet(places);
  const named = [...text.matchAll(OF_PLACE)].flatMap(({ 0: raw, 1: suffix = '', index }) => {
    const chars = PLACE_CHARS.find(
      (count) => count <= index && known.has(text.slice(index - count, index + 1)),
    );
    if (chars === undefined) return [];
    const start = index - chars;
    return [
      {
        start,
        end: index + raw.length,
        raw: text.slice(start, index + raw.length),
        level: BY_SUFFIX[suffix] as Level,
        isOnlyPlace: /[县区]/u.test(suffix) && !raw.endsWith('级'),
      },
    ];
  });
  const worded = [...text.matchAll(LEVEL_WORD)].map(({ 0: raw, index: start }) => ({
    start,
    end: start + raw.length,
    raw,
    level: LEVELS.get(raw) as Level,
    isOnlyPlace: false,
  }));
  const isApart = (word: LevelReading) =>
    !named.some(({ start, end }) => word.start < end && word.end > start);
  // 市级以上 names no level.
  return [...named, ...worded.filter(isApart)]
    .filter(({ end }) => !/^及?以[上下]/u.test(text.slice(end)))
    .sort((a, b) => a.start - b.start);
}

const sets = new WeakMap<readonly string[], ReadonlySet<string>>();

function placesAsSet(places: readonly string[]): ReadonlySet<string> {
  let set = sets.get(places);
  if (!set) {
    set = new Set(places);
    sets.set(places, set);
  }
  return set;
}
