/**
 * People named in Chinese text. A name is a surname and one or two characters; what makes it one is what
 * stands around it: an office before (市委书记祁海龙), a title after (施剑林院士), other names in a list,
 * what the person does (林士良说), or what is named after the person (吴健雄精神). Each is evidence with a
 * weight; precision goes before recall.
 *
 * Statistical taggers cut such names apart (王道/平); surname plus context is the method of Sun et al. 1995
 * for Chinese names in running text.
 */
import { OFFICES, POSTS } from '../knowledge/lists.ts';
import { oneOf } from '../knowledge/word-lists.ts';
import { nameStart } from './phrases.ts';
import {
  AMBIGUOUS_SURNAMES,
  COMPOUND_SURNAMES,
  GIVEN_NAME_CHARACTERS,
  isOrdinaryWord,
  NOT_IN_GIVEN_NAMES,
  RARE_IN_GIVEN_NAMES,
  SURNAMES,
} from './surnames.ts';

/** One mention of a person. Offsets are UTF-16 in the given text, ends exclusive. */
export interface PersonReading {
  readonly start: number;
  readonly end: number;
  readonly name: string;
  /** Office before the name (`市科协主席、党组书记`) or else title after it (`院士`); empty where there is none. */
  readonly office: string;
  readonly officeStart: number;
  readonly officeEnd: number;
}

const OFFICE = oneOf(POSTS, OFFICES.title, OFFICES.called);
/** The office right before a name, or one it is linked to: 主席林士良, 指导教师为洪砺. */
const OFFICE_BEFORE = new RegExp(`${OFFICE}((?:分别)?[由为是]|[ \\t：:])?$`);
/** Whatever ends as a post does: 高级农艺师, 农技员. Also 老师 and 成员 end so, and words that are no posts. */
const POST_BEFORE = /[一-龥]{2}(?:师|员|长)$/;
const OFFICE_SEGMENT = new RegExp(`(?:${OFFICE}|[一-龥](?:长|师|员))$`);
const TITLE_AFTER = new RegExp(`^${oneOf(POSTS, OFFICES.title, OFFICES.after_name)}`);
const DOES_AFTER =
  /^(?:说(?!明|法|服)|没想到|发现|看到|来到|感到|接任|继任|执导|导演|编剧|主编|编著|撰写|创作|执教|指导|辅导|设计|发明|研制|主创|宣布|执笔|创办|创立|这样|领着|牵头|表示|介绍|指出|强调|认为|告诉|坦言|透露|回忆|感叹|感慨|致辞|致词|讲话|受聘|当选|荣获|获评|获得|获聘|荣膺|出席|主持|带队|率队|率领|率团|分别(?:作|做|为|就|围绕|从|介绍)|宣布|宣读|作(?:了|专题|题为|主题|报告|讲话|致辞|动员)|做(?:了|专题|客)|讲述|讲授|授课|主讲|担任|出任|兼任|现任|历任|出生|生于|毕业|逝世|去世|病逝|一行|领衔|被聘|以[《“]|的(?:报告|讲座|发言|作品|论文|研究|点评)|是(?:著名|知名|一[名位]|我国|国内)|谈|评价|总结|提[出到]|呼吁|希望|勉励|回顾|感谢|要求|笑着|为(?:组长|团长|大会|活动)|入选|加入|是谁|是哪|带领|应邀|在致辞|在讲话|在会上|任(?:组长|主任|主席|会长|院长))/;
const NAMED_AFTER =
  /^(?:精神|节(?![日目约奏能])|奖|故居|纪念馆|事迹|星(?!期)|杯|工作室|实验班|班(?![级长])|塑像|诞辰|逝世|式)/;
const PLAIN_AFTER = new RegExp(
  `^(?:等(?![级次候])|[，。；：、！？）)”』」》\\]\\s（(]|[和与及](?![谐平]|接任|当选|获|担任|主持|说|介绍|任)|[的在作做向为对就还也则曾于是从到来带将被获与以因用当赴率后并已主亲自由讲发通把给让皆都均同共齐捐提]|任(?![务何])|${[
    '参加|参与|围绕|代表|陪同|参观|考察|结合|现场|上台|申报|撰写|创作|发明|长期|多年|坚持|始终|积极|今年|去年|退休|建议|汇报|通报|解读|讲解|颁发|点评|总结|部署|要求|希望|倡议|动员|解答|示范',
    '回答|接受|走进|走上|深入|现为|现在|原任|先后|被誉|入围|晋升|晋级|斩获|夺得|摘得|勇夺|捧得|赢得|取得|完成|负责|组织|牵头|创办|面对|老人|团队|课题组|夫妇|一家',
  ].join('|')}|[a-zA-Z\\d]|$)`,
);
/** 张继科（市农业农村局）: the institution of a person in a list. */
const INSTITUTION_AFTER =
  /^[（(][^（）()，。]{1,20}(?:局|委|办|部|院|校|学|所|站|公司|集团|会|中心|协|镇|乡|街道|社区|村|市|区|县)[）)]/;
/** 谈知非当选主席 */
const ELECTED_AFTER = /^(?:同志)?(?:当选|就任|继任|接任|连任)/;
const AND_OTHERS = /^等(?:\d|[一二三四五六七八九十两]|人|同志|专家|领导|教授|院士|老师|先进)/;
const INTRODUCED =
  /(?:邀请|特邀|聘请|聘任|选派|有请|引进|走访|慰问|看望|拜访|采访|陪同|贯彻|落实|包括|其中|由|与|和|以及|及|向|对|特别是|尤其是|的|纪念|弘扬|学习|宣传|推荐|举荐|推选|表彰|授予|为|是|即|名叫|作者|届|[大中小]学|学院|校区|公司|医院|研究院|研究所|中心|集团|科协|协会|学会|镇|街道|社区|村)[ \t]?$/;
/** Between two names of a list, with an institution in brackets or without. */
const LIST_LINK = /^(?:[（(][^（）()，。]{1,20}[）)])?(?:、|和|与|及|以及)[ \t]?$/;
const CLAUSE_START = /(?:^|[，。；：、！？（(“『「《”』」》\n\r□■●◆ \t])$/;

/** Weights of the evidence; a name needs {@link ENOUGH}. Chosen on two newspaper pages and CMRC 2018 trial paragraphs. */
const WEIGHT = {
  office: 3,
  post: 2.5,
  elected: 3,
  listed: 3,
  introduced: 1,
  clause: 1,
  title: 2.5,
  does: 2,
  namedAfter: 2,
  plain: 1.5,
  none: -1.5,
  unmarked: -0.5,
};
const ENOUGH = 3.5;
const ENOUGH_FOR_AMBIGUOUS = 4;

interface Candidate {
  readonly start: number;
  readonly end: number;
  readonly score: number;
  /** Where the office before ends; -1 without one. */
  readonly officeEnd: number;
}

/**
 * The people named in a text, in order and without overlap, each time they are named.
 *
 * @param text  folded text; context is looked for around each name, so whole paragraphs serve best
 * @param hints names known from elsewhere, found wherever they stand
 */
export function readPeople(text: string, hints: readonly string[] = []): PersonReading[] {
  const found: PersonReading[] = [];
  let floor = 0;
  for (let at = 0; at < text.length; at++) {
    const surnameChars = surnameAt(text, at);
    if (surnameChars === 0 || at < floor) continue;
    const previous = found.at(-1);
    const isListed = previous !== undefined && LIST_LINK.test(text.slice(previous.end, at));
    const best = bestCandidate(text, at, surnameChars, isListed);
    if (!best) continue;
    if (!isListed) found.push(...earlierInList(text, best.start, floor));
    found.push(withOffice(text, best, isListed ? previous : undefined, floor));
    floor = best.end;
  }
  return withRepeats(text, found, hints);
}

/** The names of a list before the one that was recognised: 顾美娟、钱伟民、陆晓峰当选. */
function earlierInList(text: string, start: number, floor: number): PersonReading[] {
  const earlier: PersonReading[] = [];
  for (let at = start; text[at - 1] === '、'; ) {
    const length = nameLengthBefore(text, at - 1);
    const from = at - 1 - length;
    if (length === 0 || from < floor) break;
    const name = text.slice(from, at - 1);
    earlier.unshift({ start: from, end: at - 1, name, office: '', officeStart: at - 1, officeEnd: at - 1 });
    at = from;
  }
  return earlier;
}

function surnameAt(text: string, at: number): number {
  if (COMPOUND_SURNAMES.has(text.slice(at, at + 2))) return 2;
  const character = text[at] as string;
  return SURNAMES.has(character) || AMBIGUOUS_SURNAMES.has(character) ? 1 : 0;
}

function bestCandidate(
  text: string,
  at: number,
  surnameChars: number,
  isListed: boolean,
): Candidate | undefined {
  let best: Candidate | undefined;
  const chars = surnameChars === 2 ? [4, 3] : [3, 2];
  for (const length of chars) {
    const candidate = weigh(text, at, surnameChars, length, isListed);
    if (candidate && (!best || candidate.score > best.score)) best = candidate;
  }
  return best;
}

const HAN = /^[一-龥]+$/;

function weigh(
  text: string,
  at: number,
  surnameChars: number,
  length: number,
  isListed: boolean,
): Candidate | undefined {
  const end = at + length;
  const name = text.slice(at, end);
  if (name.length < length || !HAN.test(name)) return undefined;
  const given = [...name.slice(surnameChars)];
  if (given.some((character) => NOT_IN_GIVEN_NAMES.has(character) && !RARE_IN_GIVEN_NAMES.has(character)))
    return undefined;
  if (surnameChars === 1 && length === 2 && isOrdinaryWord(name[0] as string, name[1] as string))
    return undefined;

  const before = text.slice(Math.max(0, at - 8), at);
  const after = text.slice(end, end + 8);
  const office = OFFICE_BEFORE.exec(before);
  const isAppointed =
    /(?:增选|补选|选举|推选|任命|聘任|聘请)$/.test(before) && /^(?:同志)?(?:为|担任|任)/.test(after);
  const hasOffice = office !== null;
  const left =
    hasOffice || isAppointed
      ? WEIGHT.office
      : isListed || isAmongNames(text, at, end)
        ? WEIGHT.listed
        : INTRODUCED.test(before)
          ? WEIGHT.introduced
          : POST_BEFORE.test(before)
            ? WEIGHT.post
            : CLAUSE_START.test(before)
              ? WEIGHT.clause
              : 0;
  const usual = given.filter((character) => GIVEN_NAME_CHARACTERS.has(character)).length;
  const seen = isAppointed ? WEIGHT.does : weighAfter(text, end, after, length);
  // 老人毕家福第一次: after an office two usual characters need no more.
  const right = seen === WEIGHT.none && hasOffice && usual === 2 ? WEIGHT.unmarked : seen;
  if (left < WEIGHT.listed && right < WEIGHT.does) return undefined;
  const odd = given.filter((character) => RARE_IN_GIVEN_NAMES.has(character)).length;
  let score = left + right + (usual === 0 ? -0.5 : usual * 0.5) - odd;
  if (surnameChars === 1 && length === 3 && isOrdinaryWord(name[0] as string, name[1] as string))
    score -= 1.5;
  const isAmbiguous = surnameChars === 1 && AMBIGUOUS_SURNAMES.has(name[0] as string);
  if (score < (isAmbiguous ? ENOUGH_FOR_AMBIGUOUS : ENOUGH)) return undefined;
  return { start: at, end, score, officeEnd: office ? at - (office[1]?.length ?? 0) : -1 };
}

/** Whether two of the neighbours in a list joined by 、 look like names as well. */
function isAmongNames(text: string, start: number, end: number): boolean {
  let neighbours = 0;
  for (let at = end, steps = 0; text[at] === '、' && steps < 2; steps++) {
    const length = nameLengthAt(text, at + 1);
    if (length === 0) break;
    neighbours++;
    at += 1 + length;
  }
  for (let at = start, steps = 0; text[at - 1] === '、' && steps < 2; steps++) {
    const length = nameLengthBefore(text, at - 1);
    if (length === 0) break;
    neighbours++;
    at -= 1 + length;
  }
  return neighbours >= 2;
}

/** Length of a name that begins at `at` and ends at the end of a list's item; 0 if there is none. */
function nameLengthAt(text: string, at: number): number {
  for (const length of [3, 2, 4]) {
    if (isNameLike(text, at, at + length) && LIST_ITEM_END.test(text.slice(at + length, at + length + 2)))
      return length;
  }
  return 0;
}

const LIST_ITEM_END = /^(?:[、，。；（(]|等|[和与及]|获|当|被|荣|分|出|参|同|为|$)/;

/** Length of a name that ends at `end` and begins an item of a list; 0 if there is none. */
function nameLengthBefore(text: string, end: number): number {
  for (const length of [3, 2, 4]) {
    const start = end - length;
    if (start < 0 || !isNameLike(text, start, end)) continue;
    const before = text.slice(Math.max(0, start - 8), start);
    if (CLAUSE_START.test(before) || OFFICE_BEFORE.test(before) || INTRODUCED.test(before)) return length;
  }
  return 0;
}

/** Whether a word by itself looks like a person's name: a surname and usual characters of given names. */
export function looksLikePerson(word: string): boolean {
  return word.length <= 4 && isNameLike(word, 0, word.length);
}

/** A surname and usual characters of given names that together are no ordinary word. */
function isNameLike(text: string, start: number, end: number): boolean {
  const surnameChars = surnameAt(text, start);
  const name = text.slice(start, end);
  if (surnameChars === 0 || !HAN.test(name)) return false;
  const given = [...name.slice(surnameChars)];
  if (given.length < 1 || given.length > 2 || name.length < end - start) return false;
  if (given.some((character) => NOT_IN_GIVEN_NAMES.has(character))) return false;
  if (surnameChars === 1 && isOrdinaryWord(name[0] as string, name[1] as string)) return false;
  return given.some((character) => GIVEN_NAME_CHARACTERS.has(character));
}

function weighAfter(text: string, end: number, after: string, length: number): number {
  if (ELECTED_AFTER.test(after)) return WEIGHT.elected;
  if (TITLE_AFTER.test(after)) return WEIGHT.title;
  if (DOES_AFTER.test(after) || AND_OTHERS.test(after)) return WEIGHT.does;
  if (INSTITUTION_AFTER.test(text.slice(end, end + 26))) return WEIGHT.does;
  if (length >= 3 && NAMED_AFTER.test(after)) return WEIGHT.namedAfter;
  if (PLAIN_AFTER.test(after)) return WEIGHT.plain;
  return end >= text.length ? WEIGHT.plain : WEIGHT.none;
}

/** The office before the name, that of the list it stands in, or the title after it. */
function withOffice(
  text: string,
  { start, end, officeEnd }: Candidate,
  listedAfter: PersonReading | undefined,
  floor: number,
): PersonReading {
  const name = text.slice(start, end);
  if (officeEnd >= 0) {
    const officeStart = startOfOffice(text, officeEnd, floor);
    return { start, end, name, office: text.slice(officeStart, officeEnd), officeStart, officeEnd };
  }
  if (listedAfter && listedAfter.officeEnd <= listedAfter.start) {
    const { office, officeStart, officeEnd: listEnd } = listedAfter;
    return { start, end, name, office, officeStart, officeEnd: listEnd };
  }
  const institution = INSTITUTION_AFTER.exec(text.slice(end, end + 26))?.[0];
  if (institution) {
    const office = institution.slice(1, -1);
    return { start, end, name, office, officeStart: end + 1, officeEnd: end + 1 + office.length };
  }
  const title = TITLE_AFTER.exec(text.slice(end, end + 8))?.[0] ?? '';
  return { start, end, name, office: title, officeStart: end, officeEnd: end + title.length };
}

/** 市科协主席、党组书记: offices joined by 、 belong together. */
function startOfOffice(text: string, end: number, floor: number): number {
  let start = nameStart(text, end, officeChars(text, end), floor);
  while (text[start - 1] === '、' && start - 1 > floor) {
    const earlier = text.slice(Math.max(floor, start - 41), start - 1);
    if (!OFFICE_SEGMENT.test(earlier)) break;
    const next = nameStart(text, start - 1, officeChars(text, start - 1), floor);
    if (next >= start - 1) break;
    start = next;
  }
  return start;
}

/** Length of the office word that ends at `end`; a word for one may contain a verb (负责人). */
function officeChars(text: string, end: number): number {
  return OFFICE_SEGMENT.exec(text.slice(Math.max(0, end - 8), end))?.[0].length ?? 0;
}

/** Names found once, or known from elsewhere, are found wherever they stand. */
function withRepeats(
  text: string,
  found: readonly PersonReading[],
  hints: readonly string[],
): PersonReading[] {
  const known = new Set([...found.map(({ name }) => name), ...hints.filter((hint) => hint.length >= 2)]);
  if (known.size === 0) return [];
  const lengths = [...new Set([...known].map((name) => name.length))].sort((a, b) => b - a);
  const initials = new Set([...known].map((name) => name[0]));
  const byStart = new Map(found.map((reading) => [reading.start, reading]));
  const readings: PersonReading[] = [];
  for (let at = 0; at < text.length; at++) {
    const there = byStart.get(at);
    const reading =
      there ??
      (initials.has(text[at]) ? knownAt(text, at, lengths, known, readings.at(-1)?.end ?? 0) : undefined);
    if (!reading) continue;
    readings.push(reading);
    at = reading.end - 1;
  }
  return readings;
}

function knownAt(
  text: string,
  at: number,
  lengths: readonly number[],
  known: ReadonlySet<string>,
  floor: number,
): PersonReading | undefined {
  for (const length of lengths) {
    const end = at + length;
    if (!known.has(text.slice(at, end))) continue;
    // Two characters are often part of a longer word.
    if (length === 2 && weighAfter(text, end, text.slice(end, end + 8), length) < 0) continue;
    const before = text.slice(Math.max(0, at - 8), at);
    const officeEnd = OFFICE_BEFORE.test(before) ? at - (/[ \t：:]$/.test(before) ? 1 : 0) : -1;
    return withOffice(text, { start: at, end, score: 0, officeEnd }, undefined, floor);
  }
  return undefined;
}
