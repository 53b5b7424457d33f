/**
 * What a question is about: the question without the words that only ask.
 */
import { oneOf } from '../../knowledge/word-lists.ts';
import { UNIT_PATTERN } from '../../language/units.ts';
import { type Cue, REQUESTS } from './cues.ts';
import { LINKING } from './linking.ts';

/** How long an answer is to be: 用两三句话, 概括成三个要点, 100字以内. */
const LENGTH = new RegExp(
  `请?${oneOf(REQUESTS.say)}?[成为]?[一两二三四五几](?:[、至到~—-]?[两二三四五])?${oneOf(REQUESTS.pieces)}|\\d+${oneOf(REQUESTS.length)}`,
  'gu',
);
/** Whether an answer of some length is asked for. */
export const asksForLength = (text: string): boolean => text.search(LENGTH) >= 0;

/** Not a mark inside a name: 《加油！科学+》. */
const MARKS = /[?？!！。](?![^《“]*[》”])/gu;
/** 那个展区, 另一家企业: whatever is pointed at, its name is the matter. */
const POINTING = new RegExp(`${oneOf(LINKING.pointing)}(?:${UNIT_PATTERN})(?=\\p{Script=Han})`, 'gu');
/** 展品件数 */
const NUMBER_OF = new RegExp(`(?:${UNIT_PATTERN})数\\s*$`, 'u');
const BEFORE_NUMBER = new RegExp(`${oneOf(LINKING.total)}?${oneOf(LINKING.amounts)}?$`, 'u');

/**
 * The matter of a question.
 *
 * @param text the folded question without its scope
 * @param cues its cues
 */
export function matterOf(text: string, cues: readonly Cue[]): string {
  const end = text.search(/[?？。!！\s]*$/u);
  let matter = text;
  let last = end;
  for (const cue of cues.toReversed()) {
    const isNoun = cue.kind.endsWith('_noun');
    // 受益人数 asks where it ends the question; in 受益人数最多的活动 it is matter.
    const isAtEnd = cue.end === last;
    if (isNoun && !isAtEnd) continue;
    const before = cue.kind === 'count' ? (BEFORE_NUMBER.exec(text.slice(0, cue.start))?.[0].length ?? 0) : 0;
    const start = cue.start - before;
    if (isAtEnd && (isNoun || cue.kind === 'thing' || cue.kind === 'final'))
      last = start - (COPULA_BEFORE.exec(text.slice(0, start))?.[0].length ?? 0);
    matter = `${matter.slice(0, start)}${' '.repeat(cue.end - start)}${matter.slice(cue.end)}`;
  }
  return matter
    .replace(NUMBER_OF, ' ')
    .replace(POINTING, ' ')
    .replace(LENGTH, ' ')
    .replace(MARKS, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
}

const COPULA_BEFORE = new RegExp(`${oneOf(LINKING.copula)}$`, 'u');
