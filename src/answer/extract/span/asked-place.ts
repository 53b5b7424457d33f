/**
 * Where a question asks: what stands on either side of its question word. The answer stands between the same words.
 */
import { JOINING } from '../../../knowledge/lists.ts';
import { oneOf, wordAtStart } from '../../../knowledge/word-lists.ts';
import { questionWordIn } from '../../question/cues.ts';
import type { Question } from '../../question/question.ts';

export interface AskedPlace {
  /** What stands before the question word, and the same without the words that link it to its answer. */
  readonly left: string;
  readonly leftBare: string;
  /** What stands after it, and the same without the noun that says what is asked for. */
  readonly right: string;
  readonly rightBare: string;
  /** The noun that says what is asked for: 颜色 of 什么颜色. Empty where there is none. */
  readonly head: string;
  /** The focus terms before and after, in the order of the question. */
  readonly before: readonly string[];
  readonly after: readonly string[];
}

const LINKS = new RegExp(`(?:${oneOf(JOINING.link)}|[“《「])+$`, 'u');
const MARKS = /[?？。!！\s]+$/u;

/** Reads it. */
export function askedPlace({ asked, head, focus }: Question): AskedPlace {
  const { start, end } = questionWordIn(asked) ?? { start: asked.length, end: asked.length };
  const left = asked.slice(0, start).replace(MARKS, '');
  const right = withoutStart(JOINING.of, asked.slice(end).replace(MARKS, ''));
  const noun = head && right.startsWith(head) ? head : nounOf(right);
  const placed = focus
    .map(({ text }) => ({ text, at: asked.lastIndexOf(text) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at);
  return {
    left,
    leftBare: left.replace(LINKS, ''),
    right,
    rightBare: withoutStart(JOINING['of-or-done'], right.slice(noun.length)),
    head: noun || head,
    before: placed.filter(({ at }) => at < start).map(({ text }) => text),
    after: placed.filter(({ at, text }) => at >= end && !noun.includes(text)).map(({ text }) => text),
  };
}

const withoutStart = (words: readonly string[], text: string) => text.slice(wordAtStart(words, text).length);

/** 颜色 of 颜色的: up to two characters that no verb or particle begins. */
function nounOf(right: string): string {
  return NOUN.exec(right)?.[0] ?? '';
}
const NOUN = new RegExp(`^\\p{Script=Han}{2}(?=${oneOf(JOINING.of, JOINING.is)}|$)`, 'u');
