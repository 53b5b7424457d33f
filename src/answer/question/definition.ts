/**
 * What a definition is asked of: 什么是科普e站, “渔科驿”是什么, 海创联的全称.
 */
import { oneOf } from '../../knowledge/word-lists.ts';
import type { Place } from '../../language/place.ts';
import { REQUESTS, THING } from './cues.ts';
import { LINKING } from './linking.ts';

const AT_END = `${oneOf(LINKING.sigh)}?[?？。\\s]*$`;
const ASKS = new RegExp(
  [
    oneOf(REQUESTS.definition, REQUESTS.definition_noun),
    // 是什么, 是什么平台, 是个啥东西
    `是${THING}样?的?${oneOf(REQUESTS.sort)}?${AT_END}`,
    `是一?[个种家]${THING}\\p{Script=Han}{0,4}${AT_END}`,
    `是\\p{Script=Han}{1,6}还是${THING}`,
    `是?指的?是?${THING}样?的?`,
    `指的?是?哪`,
    `简称(?:的是)?${THING}`,
  ].join('|'),
  'u',
);
const BEFORE_TERM = new RegExp(`^${oneOf(LINKING.spoken_of)}+`, 'u');
const AFTER_TERM = new RegExp(
  `(?:${oneOf(LINKING.really, LINKING.copula, LINKING.of_term)}|${THING})+$`,
  'u',
);

/** Whether a question asks what a word stands for, and not which thing something is: 科技馆指什么样的. */
export const asksForMeaning = (text: string): boolean => (ASKS.exec(text)?.[0] ?? '').includes(STANDS_FOR);

const STANDS_FOR = '指';

/** Where a question asks what something is; empty where it does not. */
export function definitionAsked(text: string): Place[] {
  const match = ASKS.exec(text);
  return match ? [{ start: match.index, end: match.index + match[0].length }] : [];
}

/** The term that a definition is asked of: what stands before 是什么, or after 什么是; null where none is asked for. */
export function definedTerm(text: string): string | null {
  const match = ASKS.exec(text);
  if (!match) return null;
  const before = text.slice(0, match.index);
  // What stands before 的 is told of the thing: 得奖的是什么活动 asks which one it was.
  const isMeant = match[0].includes(STANDS_FOR);
  if (before.endsWith('的') && match[0].startsWith('是') && !isMeant) return null;
  const term = before.trim() ? before : text.slice(match.index + match[0].length);
  const quoted = /[“《「『"]([^”》」』"]{2,})[”》」』"]/u.exec(term)?.[1];
  if (quoted) return quoted;
  // 年鉴表里的科技馆指什么: of what is told by where it stands, the noun.
  const within = LINKING.within.filter((word) => isMeant && term.includes(word));
  const from = Math.max(0, ...within.map((word) => term.lastIndexOf(word) + word.length));
  return term
    .slice(from)
    .replace(/[“”"《》「」『』\s?？!！。]/gu, '')
    .replace(BEFORE_TERM, '')
    .replace(AFTER_TERM, '');
}
