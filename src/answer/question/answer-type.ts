/**
 * What type of answer a question wants, told by its question words, and where it has none (关键词), by the noun that
 * ends it.
 *
 * @see Li and Roth 2002 for question classification; the types follow the factoid types of NTCIR's Chinese QA
 */
import { LEADS } from '../../knowledge/lists.ts';
import { oneOf } from '../../knowledge/word-lists.ts';
import { UNIT_PATTERN, unitFamily } from '../../language/units.ts';
import { MONEY } from './asked-number.ts';
import { asksForThing, type Cue, type CueKind, REQUESTS, THING, WHAT } from './cues.ts';
import { asksForMeaning, definedTerm } from './definition.ts';
import {
  endsInLabel,
  endsInPerson,
  type HeadClass,
  headAfter,
  headAtEnd,
  headBefore,
  headClass,
  withoutEnd,
} from './heads.ts';
import { LINKING } from './linking.ts';
import type { AnswerType } from './question.ts';
import { asksForReason } from './reason.ts';

/**
 * The type.
 *
 * @param text the folded question without its scope
 * @param cues its cues
 */
export function answerType(text: string, cues: readonly Cue[]): AnswerType {
  const has = (...kinds: readonly CueKind[]) => cues.some(({ kind }) => kinds.includes(kind));
  const after = headClass(headAfter(text, cues));
  const before = headClass(headBefore(text, cues));
  // A reason is no thing of a kind: the sentence that gives it answers, whatever else the words ask.
  if (asksForReason(text, cues)) return 'open';
  if (asksYesOrNo(text, cues)) return 'yesno';
  if (asksEach(text, cues) && !before) return 'list';
  if (has('date', 'date_noun')) return 'date';
  // 谁上台次数最多 names what is counted and asks who.
  if (has('count', 'extent') || (has('count_noun') && !has('person', 'which'))) return 'count';
  if (asksForDefinition(text)) return 'definition';
  if (after && after !== 'name') return after;
  // 做了哪四件事 counts what was done; 说说…名单 asks for a list politely.
  if (has('summary', 'summary_noun', 'manner') || DID_WHAT.test(text))
    return has('list_noun') || cues.some(isOfNumber) ? 'list' : 'summary';
  if (cues.some(({ kind, start }) => kind === 'name' && endsInPerson(text.slice(0, start)))) return 'person';
  if (asksForInstitution(text, cues)) return 'organisation';
  if (has('person') || cues.some(asksWho)) return 'person';
  if (has('place', 'place_noun') || cues.some((cue) => asksWhere(cue, text, after))) return 'place';
  if (before && before !== 'name') return before;
  if (has('many', 'list', 'list_noun') || ASKS_LIST.test(text)) return 'list';
  if (has('name', 'name_noun')) return SEVERAL.test(text) ? 'list' : 'name';
  if (after === 'name' || before === 'name') return 'name';
  if (has('thing')) return 'name';
  return typeOfKeywords(text);
}

/** 得奖数排第二？ claims and asks by the mark alone; 是不是 and 吗 ask with nothing else that is asked. */
function asksYesOrNo(text: string, cues: readonly Cue[]): boolean {
  if (cues.every(({ kind, end }) => kind.endsWith('_noun') && end < text.length - 1))
    return ASSERTS.test(text);
  return cues.some(({ kind }) => kind === 'yesno' || kind === 'final') && !cues.some(asksForThing);
}

const ASSERTS = new RegExp(`(?:${oneOf(LEADS.asserts)}|\\d).*[?？]\\s*$`, 'u');

/** 哪四件, 哪三个: so many as are asked for. */
const isOfNumber = ({ kind, word, measure }: Cue) =>
  kind === 'which' && word.length > 1 && !word.endsWith('一') && unitFamily(measure) !== 'people';

/** 哪位, 哪几名 */
const asksWho = ({ kind, measure }: Cue) => kind === 'which' && unitFamily(measure) === 'people';

/** 在哪办的, 去哪研修, 在哪个宾馆; 在哪个平台 asks for the name of one. */
const asksWhere = ({ kind, word, measure, start }: Cue, text: string, head: HeadClass | null) =>
  kind === 'which' &&
  word === '哪' &&
  LINKING.at.includes(text[start - 1] ?? '') &&
  (measure === '' || !head);

const EACH = new RegExp(`${oneOf(LINKING.each)}[^，。]{0,4}$`, 'u');
const KINDS_OF_MANY: ReadonlySet<string> = new Set(['类', '种', '项']);

/** 分别叫什么, 各得了哪些奖; 哪几类, 哪几项. */
const asksEach = (text: string, cues: readonly Cue[]) =>
  cues.some(
    ({ kind, word, measure, start }) =>
      (SAYS_WHAT.has(kind) && EACH.test(text.slice(0, start))) ||
      (word === '哪几' && KINDS_OF_MANY.has(measure)),
  );
const SAYS_WHAT: ReadonlySet<CueKind> = new Set<CueKind>(['person', 'thing', 'name', 'which', 'many']);

const DID_WHAT = new RegExp(
  `[做干]了?些?${THING}|${oneOf(REQUESTS.do, REQUESTS.have)}了?${WHAT}\\p{Script=Han}{0,3}?${oneOf(REQUESTS.deeds)}`,
  'u',
);
/** 三条线路叫什么 asks for three names. */
const SEVERAL = new RegExp(`[两俩仨三四五六七八九十](?:大|${UNIT_PATTERN})`, 'u');
const ASKS_LIST = new RegExp(
  `有些?${THING}|包括${WHAT}|${THING}(?:奖|荣誉|称号)|哪[几两三四五六七八九十]`,
  'u',
);

/** 获专项奖的发明是什么 does not ask what a word means but which thing it is; 名称是什么, for a name. */
function asksForDefinition(text: string): boolean {
  const term = definedTerm(text);
  if (term === null) return false;
  if (asksForMeaning(text)) return true;
  return !/[\p{L}\p{N}]的\p{Script=Han}{2,6}$/u.test(term) && !endsInLabel(term);
}

const WHO_OF_INSTITUTION = new RegExp(
  [
    `${oneOf(LINKING.with)}谁${oneOf(LINKING.together)}`,
    `(?:单位|方|机构|部门)[是有]?谁`,
    `${oneOf(MONEY)}[是都]*由?谁${oneOf(REQUESTS.pays)}`,
    `谁来?${oneOf(REQUESTS.gives)}`,
  ].join('|'),
  'u',
);

/** 和谁合办, 谁出的钱, 哪家: institutions that are asked for without their noun. */
function asksForInstitution(text: string, cues: readonly Cue[]): boolean {
  return (
    WHO_OF_INSTITUTION.test(text) || cues.some(({ kind, measure }) => kind === 'which' && measure === '家')
  );
}

/** 科普活动场次比一比 asks for what stands before it. */
const COMPARED = new RegExp(`${oneOf(REQUESTS.compare)}[?？。\\s]*$`, 'u');

/** A question without a question word: the noun that ends it tells. */
function typeOfKeywords(keywords: string): AnswerType {
  const text = keywords.replace(COMPARED, '');
  const bare = withoutEnd(text);
  const ends = (words: readonly string[]) => words.some((word) => bare.endsWith(word));
  if (ends(REQUESTS.state)) return 'summary';
  if (ends(REQUESTS.counted)) return 'count';
  if (ends(REQUESTS.timed)) return 'date';
  return headClass(headAtEnd(text)) ?? 'open';
}
