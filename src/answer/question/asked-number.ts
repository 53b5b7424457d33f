/**
 * What kind of number a question asks for, and in which unit.
 */
import { oneOf, wordLists } from '../../knowledge/word-lists.ts';
import { unitAt, unitFamily } from '../../language/units.ts';
import { UNIT_OF } from './counted.ts';
import type { Cue } from './cues.ts';
import type { AnswerType, Question } from './question.ts';

const COUNTED_FIRST = new RegExp(`^个?(${oneOf([...UNIT_OF.keys()])})`, 'u');

const KINDS = wordLists('number-kinds.txt', ['money', 'percent', 'share', 'rank', 'grade', 'frequency']);

/** The unit that is asked for; empty where none is. */
export function unitOf(text: string, cues: readonly Cue[], type: AnswerType): string {
  const measure = cues.find((cue) => cue.measure !== '' && ASKS_HOW_MANY.test(cue.word))?.measure ?? '';
  const counted = cues.map((cue) => countedAfter(cue, text)).find((unit) => unit !== '') ?? '';
  // 几个专家 counts people.
  if (measure !== '' && !(measure === '个' && counted === '人')) return UNIT_OF.get(measure) ?? measure;
  return counted === '' && type === 'count' ? namedUnit(text) : counted;
}

const ASKS_HOW_MANY = /[几少多]$/u;

/** The unit of what 多少 and 几 stand before. */
function countedAfter({ kind, end }: Cue, text: string): string {
  const noun = kind === 'count' ? (COUNTED_FIRST.exec(text.slice(end))?.[1] ?? '') : '';
  return UNIT_OF.get(noun) ?? '';
}

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
const SHARE_BEFORE = new RegExp(`${oneOf(KINDS.share)}[^，。]{0,12}$`, 'u');
const PERCENT = new RegExp(oneOf(KINDS.percent), 'u');
const RANK = new RegExp(oneOf(KINDS.rank), 'u');
const GRADE = new RegExp(oneOf(KINDS.grade), 'u');
const FREQUENCY = new RegExp(`${oneOf(KINDS.frequency)}|多久.{0,6}次`, 'u');

/** Whether a count, a share, a sum, a rank or a frequency is asked for. */
export function numberKindOf(text: string, cues: readonly Cue[]): Question['numberKind'] {
  const numbers = cues.filter(({ kind }) => kind === 'count');
  const asksFor = (family: string, before: RegExp, after?: RegExp) =>
    numbers.some((cue) => {
      const next = text.slice(cue.end);
      // 占了多少, but not 占了多少家: what has a unit of its own is no share.
      const isBare = (cue.measure === '' || cue.measure === '块') && !COUNTED_FIRST.test(next);
      return (
        unitFamily(cue.measure) === family ||
        after?.test(next) ||
        (isBare && before.test(text.slice(0, cue.start)))
      );
    });
  if (PERCENT.test(text) || asksFor('percent', SHARE_BEFORE)) return 'percent';
  if (asksFor('money', MONEY_BEFORE, MONEY_AFTER)) return 'money';
  if (GRADE.test(text)) return 'grade';
  if (RANK.test(text)) return 'rank';
  return FREQUENCY.test(text) ? 'frequency' : 'count';
}
