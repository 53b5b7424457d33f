/**
 * Promise 2: an answer is about the thing that was asked for. Questions that are answered are asked again with the noun of
 * what is asked for, or the noun that narrows it, replaced by one that no report has (metamorphic: of no such question is
 * anything right known but that it cannot be answered).
 */
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { answerQuestion } from '../../src/answer/answer.ts';
import { type Golden, isUnreviewed, readGolden } from '../../src/evaluation/golden.ts';
import type { OpenIndex } from '../../src/index/shelf.ts';
import type { Segment } from '../../src/language/segment.ts';
import { FIXTURES, PAPERS, SHIPPED, serve, THIS_YEAR } from '../support/corpora.ts';

const QUESTIONS = join(import.meta.dirname, '../fixtures/questions');
const CORPORA: Readonly<Record<string, string>> = { invented: FIXTURES, shipped: SHIPPED, ...PAPERS };
/** Types that ask for a thing by its noun. */
const OF_THINGS = new Set(['count', 'list', 'name', 'org', 'person', 'place', 'date']);

/** Nouns that no report has, by how they come about: coined of rare characters, and words of the language. */
const MADE = {
  coined: ['黹瓞', '砾纛', '珙璩', '鬃箓黹', '瓞砾黹纛'],
  'an everyday word': ['窗帘', '钢琴', '骆驼', '洗衣机', '高尔夫球'],
} as const;
const WAYS = Object.keys(MADE) as (keyof typeof MADE)[];

const MEASURE = '个|名|位|家|项|场|次|件|篇|人次|所|座|处|支|套|期|批|种|条|本|部|年|天|月';
const ASKS = new RegExp(`(?:多少|几|哪些|哪[几两三]?|什么|啥)(?:${MEASURE})?的?|是谁|叫什么|在哪`, 'u');
const isNoun = ({ tag, text }: Segment) => /^(?:n|vn|an|j|b|eng|$)/u.test(tag) && text.length > 1;

/** The noun right behind the question word, or else the one before it; read apart from the program. */
function headOf(question: string, words: readonly Segment[]): Segment | undefined {
  const asks = ASKS.exec(question);
  if (!asks) return undefined;
  const behind = words.filter(({ start }) => start >= asks.index + asks[0].length);
  const stop = behind.findIndex((word) => !isNoun(word));
  return (
    behind.slice(0, stop < 0 ? behind.length : stop).at(-1) ??
    words.findLast((word) => isNoun(word) && word.end <= asks.index && asks.index - word.end <= 4)
  );
}
const narrowing = (words: readonly Segment[], head: Segment) =>
  words.find((word) => word.end === head.start && isNoun(word));

type Which = 'the noun asked for' | 'the noun that narrows it';
/** How many questions were asked anew, and how many of them were answered, by way and noun. */
const asked = new Map<string, { all: number; answered: string[] }>();
const key = (way: string, which: Which) => `${which}, ${way}`;

function askAnew({ question, id }: Golden, index: OpenIndex): void {
  const isAnswered = (text: string) =>
    answerQuestion({ question: text, thisYear: THIS_YEAR }, index).kind === 'answered';
  const words = index.segment(question);
  const head = headOf(question, words);
  if (!head || !isAnswered(question)) return;
  for (const [which, word] of [
    ['the noun asked for', head],
    ['the noun that narrows it', narrowing(words, head)],
  ] as const)
    for (const way of WAYS) {
      const fitting = MADE[way].filter((made) => made.length === word?.text.length);
      const made = fitting[Number(/\d+$/u.exec(id)?.[0]) % fitting.length];
      if (!word || made === undefined) continue;
      const anew = question.slice(0, word.start) + made + question.slice(word.end);
      const sum = asked.get(key(way, which)) ?? { all: 0, answered: [] };
      asked.set(key(way, which), sum);
      sum.all++;
      if (isAnswered(anew)) sum.answered.push(anew);
    }
}

beforeAll(async () => {
  const sets = ['invented', 'difficult', 'careful', 'practice', 'papers', 'papers-later'];
  const files = sets.map((set) => join(QUESTIONS, `${set}.jsonl`));
  const all = (await Promise.all(files.map(readGolden))).flat();
  for (const [corpus, folder] of Object.entries(CORPORA)) {
    const { index } = await serve([folder], 'public');
    for (const golden of all)
      if (
        (golden['corpus'] ?? 'invented') === corpus &&
        OF_THINGS.has(golden.type) &&
        !golden.previous &&
        !isUnreviewed(golden)
      )
        askAnew(golden, index);
    index.close();
  }
}, 240_000);

describe('a question that is answered', () => {
  // Before heads were read by their place: 82 and 69 % of nouns asked for, 82 and 72 % of those that narrow.
  it.each(WAYS)('is so in 15 of 100 cases at most once what it asks for is %s', (way) => {
    const { all, answered } = asked.get(key(way, 'the noun asked for')) ?? { all: 0, answered: [] };
    expect(all).toBeGreaterThan(500);
    expect(answered.length / all).toBeLessThanOrEqual(0.15);
  });

  it.each(WAYS)('is so in 32 of 100 at most once what narrows that is %s', (way) => {
    const { all, answered } = asked.get(key(way, 'the noun that narrows it')) ?? { all: 0, answered: [] };
    expect(all).toBeGreaterThan(150);
    expect(answered.length / all).toBeLessThanOrEqual(0.32);
  });
});
