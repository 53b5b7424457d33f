/**
 * What can be wrong with an answer, as people choose it with 没用, and how that is kept.
 */

/** By the value that a form sends. */
export const REASONS = [
  ['figure', '数字、名字或时间不对'],
  ['off-topic', '答的不是我问的'],
  ['scope', '单位或年份弄错了'],
  ['missing', '报告里还有，没有说全'],
  ['other', '别的问题'],
] as const;

/** What is written beside is at most so long. */
export const NOTE_CHARS = 500;

/**
 * The note of a vote: `单位或年份弄错了：问的是太仓`. Anything else than a reason and a text is left out.
 */
export function noteOf(reason: unknown, typed: unknown): string {
  const chosen = REASONS.find(([value]) => value === reason)?.[1] ?? '';
  const written = typeof typed === 'string' ? typed.trim().slice(0, NOTE_CHARS) : '';
  return [chosen, written].filter(Boolean).join('：');
}
