/**
 * What kind of number a question asks for, and in which unit.
 */
import { oneOf, wordLists } from '../../knowledge/word-lists.ts';
import { unitAt, unitFamily } from '../../language/units.ts';
import { UNIT_OF } from './counted.ts';
import type { Cue } from './cues.ts';
import type { AnswerType, Question } from './question.ts';

const COUNTED_FIRST = new RegExp(`^${oneOf([...UNIT_OF.keys()])}`, 'u');

/** The noun right after a cue that is counted without a measure word; empty where there is none. */
const nounAfter = ({ end }: Cue, text: string): string => COUNTED_FIRST.exec(text.slice(end))?.[0] ?? '';

const KINDS = wordLists('number-kinds.txt', [
  'money',
  'percent',
  'rate',
  'share',
  'rank',
  'grade',
  'frequency',
]);

/** What is paid. */
export const MONEY: readonly string[] = KINDS.money;

/** The unit that is asked for; empty where none is. */
export function unitOf(text: string, cues: readonly Cue[], type: AnswerType): string {
  const measure = cues.find((cue) => cue.measure !== '' && asksHowMany(cue))?.measure ?? '';
  const counted = cues.map((cue) => countedAfter(cue, text)).find((unit) => unit !== '') ?? '';
  // 几个专家 counts people.
  if (measure !== '' && !(measure === '个' && counted === '人')) return UNIT_OF.get(measure) ?? measure;
  return counted === '' && type === 'count' ? namedUnit(text) : counted;
}

/** 几 asks how many, also in 哪几家. */
const asksHowMany = ({ kind, word }: Cue) => kind === 'count' || word.endsWith('几');

/** The unit of what 多少 and 几 stand before. */
const countedAfter = (cue: Cue, text: string): string =>
  cue.kind === 'count' ? (UNIT_OF.get(nounAfter(cue, text)) ?? '') : '';

/** 展品件数 wants 件, 受益人次 wants 人次. */
function namedUnit(text: string): string {
  for (let at = 0; at < text.length; at++) {
    const unit = unitAt(text, at);
    if (unit !== undefined && (unit.length > 1 || text[at + 1] === '数')) return unit.trim();
  }
  return '';
}

const MONEY_BEFORE = new RegExp(`${oneOf(KINDS.money)}[^，。]{0,4}$`, 'u');
const MONEY_AFTER = new RegExp(`^${oneOf(KINDS.money)}`, 'u');
const RATE_BEFORE = new RegExp(`${oneOf(KINDS.rate)}[^，。]{0,12}$`, 'u');
const SHARE_BEFORE = new RegExp(`${oneOf(KINDS.share)}[^，。]{0,12}$`, 'u');
const PERCENT = new RegExp(oneOf(KINDS.percent), 'u');
const RANK = new RegExp(oneOf(KINDS.rank), 'u');
const GRADE = new RegExp(oneOf(KINDS.grade), 'u');
const FREQUENCY = new RegExp(oneOf(KINDS.frequency), 'u');

/** Whether a count, a share, a sum, a rank or a frequency is asked for. */
export function numberKindOf(text: string, cues: readonly Cue[]): Question['numberKind'] {
  const numbers = cues.filter(({ kind }) => kind === 'count');
  const asksFor = (family: string, before: RegExp, after?: RegExp) =>
    numbers.some((cue) => {
      const next = text.slice(cue.end);
      // 占了多少, but not 占了多少家: what has a unit of its own is no share.
      const isBare = (cue.measure === '' || cue.measure === '块') && nounAfter(cue, text) === '';
      return (
        unitFamily(cue.measure) === family ||
        after?.test(next) ||
        (isBare && before.test(text.slice(0, cue.start)))
      );
    });
  if (PERCENT.test(text) || asksFor('percent', RATE_BEFORE)) return 'percent';
  if (asksFor('percent', SHARE_BEFORE)) return 'share';
  if (asksFor('money', MONEY_BEFORE, MONEY_AFTER)) return 'money';
  if (GRADE.test(text)) return 'grade';
  if (RANK.test(text)) return 'rank';
  return FREQUENCY.test(text) || cues.some((cue) => asksHowOften(cue, text)) ? 'frequency' : 'count';
}

/** 多久坐诊一次 */
const asksHowOften = ({ word, end }: Cue, text: string) => word === '多久' && text.includes('次', end);
