/**
 * Where a question asks: what stands on either side of its question word. The answer stands between the same words.
 */
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

const QUESTION_WORD =
  /(?:因|由)?为什么|为何|为啥|什么时候|什么|啥|谁|哪(?:一|几|两|些)?(?:个|位|名|家|所|些|支|座|部|项|场|档|种|款|类|块|次|本|年|天|日|月|里|儿|国)?|何(?:时|地|处|人|种|年|月|日)?|几(?!乎)|多少|多[大高远长久]|怎么样?|怎样|如何/u;
const LINKS = /(?:的|是|为|有|在|了|于|叫做?|称|作|名|被|由|即|等|到|主要|分别|一共|共|“|《|「)+$/u;
const MARKS = /[?？。!！\s]+$/u;
const MEASURES = /^(?:个|位|名|家|所|些|支|座|部|项|场|档|种|款|类|块|次|本|年|天|日|月|的)+/u;

/** Reads it. */
export function askedPlace({ asked, head, focus }: Question): AskedPlace {
  const match = QUESTION_WORD.exec(asked);
  const start = match ? match.index : asked.length;
  const end = match ? match.index + match[0].length : asked.length;
  const left = asked.slice(0, start).replace(MARKS, '');
  const right = asked.slice(end).replace(MARKS, '').replace(MEASURES, '');
  const noun = head && right.startsWith(head) ? head : nounOf(right);
  const placed = focus
    .map(({ text }) => ({ text, at: asked.lastIndexOf(text) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at);
  return {
    left,
    leftBare: left.replace(LINKS, ''),
    right,
    rightBare: right.slice(noun.length).replace(/^[的了]/u, ''),
    head: noun || head,
    before: placed.filter(({ at }) => at < start).map(({ text }) => text),
    after: placed.filter(({ at, text }) => at >= end && !noun.includes(text)).map(({ text }) => text),
  };
}

/** 颜色 of 颜色的: up to two characters that no verb or particle begins. */
function nounOf(right: string): string {
  return /^[\p{Script=Han}]{2}(?=[的是]|$)/u.exec(right)?.[0] ?? '';
}
