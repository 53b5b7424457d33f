/**
 * Whether a question asks for a reason: 为什么停办, 停办的原因, 怎么就停了, 少开了2期是怎么回事.
 */
import { oneOf } from '../../knowledge/word-lists.ts';
import { type Cue, REQUESTS, readCues } from './cues.ts';
import { LINKING } from './linking.ts';

/** 少开了2期是怎么回事 asks why it happened; 云诊断是怎么回事 asks what it is. */
const HAPPENED = new RegExp(`${oneOf(REQUESTS.happened)}[^，。；？?“”《》]*${oneOf(REQUESTS.happens)}`, 'u');
/** 公园怎么黄了: how something came to have happened is why. */
const CAME_ABOUT = new RegExp(
  `^\\p{Script=Han}{1,4}?${oneOf(REQUESTS.by_now)}${oneOf(REQUESTS.final)}?[^\\p{Script=Han}]*$`,
  'u',
);

const AT_END = new RegExp(`^${oneOf(LINKING.copula)}?${oneOf(LINKING.sigh)}?(?:[^\\p{Script=Han}]|$)`, 'u');

/**
 * Whether a reason is asked for.
 *
 * @param text the folded question, or a clause of it
 * @param cues its cues
 */
export function asksForReason(text: string, cues: readonly Cue[] = readCues(text)): boolean {
  return (
    cues.some(
      (cue) =>
        cue.kind === 'reason' ||
        // 因年龄原因不再任主席的是谁 asks who.
        (cue.kind === 'reason_noun' && AT_END.test(text.slice(cue.end))) ||
        (cue.kind === 'manner' && isHow(cue) && CAME_ABOUT.test(text.slice(cue.end))),
    ) || HAPPENED.test(text)
  );
}

/** 怎么 and 咋, and not 怎么样. */
export const isHow = ({ word }: Cue): boolean => REQUESTS.how.includes(word);
