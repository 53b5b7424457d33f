/**
 * Whether a message leans on what was said before it, by its own words: 那…呢, 其中, 他. What stands after its first clause may
 * lean on that clause (科普讲座多少场，其中进社区几场).
 */
import { CONVERSATION } from '../../knowledge/lists.ts';
import { oneOf } from '../../knowledge/word-lists.ts';

/** what about is two words. */
const spoken = (words: readonly string[]) => words.map((word) => word.replace('_', ' '));
const BEGINS = new RegExp(`^${oneOf(spoken([...CONVERSATION.opens, ...CONVERSATION.begins]))}`, 'u');
const ENDS = new RegExp(`${oneOf(CONVERSATION.ends)}[?？\\s]*$`, 'u');
/** 其中重点的呢 speaks of what was told; 那海智基地呢 may have a subject of its own. */
const POINTS = new RegExp(`^${oneOf(spoken(CONVERSATION.begins))}|${oneOf(CONVERSATION.anywhere)}`, 'u');

/** Whether it leans on what was said before it. */
export const leansBack = (typed: string): boolean =>
  BEGINS.test(typed.trim()) || ENDS.test(typed.trim()) || pointsBack(typed);

/** Whether it points at what was told. */
export const pointsBack = (typed: string): boolean => POINTS.test(firstClause(typed));

/** The first clause that says anything: 请问，他是谁. */
export const firstClause = (typed: string): string =>
  typed
    .trim()
    .split(/[，,；;。？?]/u)
    .find((clause) => clause.trim().length >= SHORTEST_CHARS) ?? typed.trim();

const SHORTEST_CHARS = 3;
