/**
 * Who holds which office, as a sentence tells it: 市医学会理事长邬砚农, 主席：华晓峰, 汪以诚（市人民医院副院长）, 谈知非当选主席,
 * 会长由…钮守一担任. Two people of one sentence keep each his own.
 */
import { OFFICES, POSTS } from '../knowledge/lists.ts';
import { oneOf } from '../knowledge/word-lists.ts';
import { type PersonReading, readPeople } from './people.ts';
import { startOfOffice } from './person-context.ts';
import type { Place } from './place.ts';

/** One office of one person; `start` and `end` are of the office with what it is of, in the text. */
export interface Holding extends Place {
  readonly person: PersonReading;
  /** 市科协党组书记、主席, 望河船舶重工总工程师, 院士. */
  readonly office: string;
  /** Whether the sentence says that the person comes into it, or that it was left. */
  readonly change: 'comes' | 'leaves' | null;
}

const OFFICE = oneOf(POSTS, OFFICES.title, OFFICES.called);
const TAKES = `(?:${oneOf(OFFICES.takes, OFFICES.comes)}|(?:转|改|续|新)?任)(?:为)?`;
/** 增选祖逸舟为副主席, 补选县林业局高级工程师亓官敏为副主席, 增补邬志恒、柴秋岚为常务委员 */
const APPOINTS = new RegExp(`${oneOf(OFFICES.comes)}[^。；;]{0,40}$`, 'u');
/** What stands before the office of whoever is appointed: 全委会补选 of 全委会补选县林业局高级工程师. */
const APPOINTING = new RegExp(`^.*${oneOf(OFFICES.comes)}`, 'u');
const NAMED_OFFICES = `([^，。；、：,;]{0,20}${OFFICE}(?:、[^，。；、：,;]{0,8}${OFFICE})*)`;
const TAKEN = new RegExp(`^(?:同志)?${TAKES}${NAMED_OFFICES}`, 'u');
const APPOINTED = new RegExp(`^(?:同志)?为${NAMED_OFFICES}`, 'u');
/** 调任, 10月退休: the office before the name was left; 不再担任…党组书记: the one after it was. */
const LEAVES = new RegExp(`^(?:同志)?[^，。；,;]{0,8}?${oneOf(OFFICES.left)}`, 'u');
const DENIED = new RegExp(`^(?:同志)?${oneOf(OFFICES.leaves)}${NAMED_OFFICES}`, 'u');
const NOTED = new RegExp(`^[（(]([^（）()，。]{0,20}?${OFFICE})[）)]`, 'u');
const NUMERAL = '[一二三四五六七八九十]{1,3}';
/** 会长由 before 黄石理工大学教授钮守一担任, 首席专家为 before 黔岭农学院教授蔚然秋. */
const FILLED = new RegExp(
  `${OFFICE}(?=(?:[（(][^（）()，。]{1,8}[）)])?(?:${oneOf(OFFICES['no-more'])})?(?:(?:分别)?[由为是]|[ \\t：:])+(?:[该其本]|第${NUMERAL}届|${oneOf(OFFICES.former, OFFICES.present)})?$)`,
  'u',
);
const FORMER = new RegExp(`${oneOf(OFFICES.former)}$`, 'u');

/** The offices of the people of a sentence, by where the people stand. */
export function readHoldings(text: string): Holding[] {
  const people = readPeople(text);
  const held: Holding[] = [];
  for (const [i, person] of people.entries()) {
    const previous = people[i - 1];
    const own = officesOf(text, person, previous, lastOfList(text, people, i));
    if (previous && REPLACES.test(text.slice(previous.end, person.start)))
      held.push(
        ...own.map((one): Holding => ({ ...one, person: previous, change: 'comes' })),
        ...own.map((one): Holding => ({ ...one, change: 'leaves' })),
      );
    else held.push(...own, ...(own.length === 0 ? takenOver(text, person, held.at(-1)) : []));
  }
  return held;
}

/** 牟清源接替任满的漆文澜担任秘书长: the office is the first one's. */
const REPLACES = new RegExp(`^(?:同志)?${oneOf(OFFICES.replaces)}[^，。；：、,;]{0,12}$`, 'u');

/** 会长不再由郜大壮担任，由沙沐阳接任: the office that was told of last. */
function takenOver(text: string, person: PersonReading, last: Holding | undefined): Holding[] {
  const isBy = text.slice(0, person.start).endsWith('由') && TAKES_OVER.test(text.slice(person.end));
  return last?.change === 'leaves' && isBy ? [{ ...last, person, change: 'comes' }] : [];
}

function officesOf(
  text: string,
  person: PersonReading,
  previous: PersonReading | undefined,
  listEnd: number,
): Holding[] {
  const after = text.slice(listEnd);
  const own = text.slice(person.end);
  const found: Holding[] = [];
  const add = (office: string, start: number, change: Holding['change']) => {
    if (office !== '' && !found.some((other) => other.start === start))
      found.push({ person, office, start, end: start + office.length, change });
  };
  const isFormer = FORMER.test(text.slice(0, person.officeStart));
  const isFilled = TAKES_OVER.test(own) && text.slice(person.officeEnd, person.start).endsWith('由');
  const before = APPOINTING.exec(person.office)?.[0].length ?? 0;
  add(
    person.office.slice(before),
    person.officeStart + before,
    isFormer ? 'leaves' : isFilled ? 'comes' : null,
  );
  const noted = NOTED.exec(own);
  if (noted?.[1]) add(noted[1], person.end + 1, null);
  const taken =
    TAKEN.exec(after) ?? (APPOINTS.test(text.slice(0, person.start)) ? APPOINTED.exec(after) : null);
  if (taken?.[1]) add(taken[1], listEnd + taken[0].length - taken[1].length, 'comes');
  const denied = DENIED.exec(own);
  if (denied?.[1]) add(denied[1], person.end + denied[0].length - denied[1].length, 'leaves');
  else if (LEAVES.test(own) && found[0]) found[0] = { ...found[0], change: 'leaves' };
  const from = person.officeEnd <= person.start && person.office !== '' ? person.officeStart : person.start;
  const floor = previous?.end ?? 0;
  const filled = FILLED.exec(text.slice(floor, from));
  if (filled) {
    const end = floor + filled.index + filled[0].length;
    const start = startOfOffice(text, end, floor);
    const isOver = NO_MORE.test(text.slice(end, from));
    add(text.slice(start, end), start, isOver ? 'leaves' : TAKES_OVER.test(own) ? 'comes' : null);
  }
  return found;
}

const NO_MORE = new RegExp(`^${oneOf(OFFICES['no-more'])}`, 'u');
const TAKES_OVER = new RegExp(`^(?:同志)?${oneOf(OFFICES.takes)}`, 'u');

/** Where the list ends that a person stands in: 柳新田、卜文澜 before 当选兼职副主席. */
function lastOfList(text: string, people: readonly PersonReading[], at: number): number {
  let end = people[at]?.end ?? 0;
  for (const next of people.slice(at + 1)) {
    if (!JOINS.test(text.slice(end, next.start))) break;
    end = next.end;
  }
  return end;
}

const JOINS = /^(?:[（(][^（）()，。]{1,20}[）)])?\s?[、和与及]\s?$/u;
