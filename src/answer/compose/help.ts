/**
 * What the bot says about itself, and about a question it does not take.
 */
import type { Index } from '../../index/shelf.ts';
import { oneOf, wordLists } from '../../knowledge/word-lists.ts';
import type { Answer } from '../contract.ts';
import { isEnglish } from '../question/english.ts';
import type { SmallTalk } from '../question/small-talk.ts';
import { describeCoverage } from './coverage.ts';
import { topicsOf } from './topics.ts';

const GREETINGS = wordLists('greetings.txt', ['greeting', 'particle']);
const ABOUT_THE_BOT = new RegExp(
  `^${oneOf(GREETINGS.greeting)}(?:${oneOf(GREETINGS.particle)}|[!！?？。.\\s])*$`,
  'u',
);

/** Whether a folded question is about the bot: a greeting, a cry for help, or nothing at all. */
export function isAboutTheBot(folded: string): boolean {
  return !/[\p{L}\p{N}]/u.test(folded) || ABOUT_THE_BOT.test(folded);
}

/** How to ask, and what is covered. */
export function introduce(index: Index): Answer {
  const coverage = describeCoverage(index.reports);
  return help(index, `我根据科协的工作报告回答问题，每个回答都附原文。${coverage}直接写下问题就行。`);
}

const AFTER_SMALL_TALK: Readonly<Record<SmallTalk, readonly [chinese: string, english: string]>> = {
  thanks: ['不客气，接着问就行。', 'You are welcome. Just go on asking.'],
  denial: [
    '请说说问的是哪一家、哪一年，或者换个说法，我再找一次。',
    'Please say which association and year you mean, or ask in other words, and I will look again.',
  ],
  remark: ['好的，接着问就行。', 'Just go on asking.'],
};

/** What is said to a message that asks nothing. */
export function afterSmallTalk(index: Index, folded: string, said: SmallTalk): Answer {
  const [chinese, english] = AFTER_SMALL_TALK[said];
  return { ...help(index, isEnglish(folded) ? english : chinese), suggestions: [] };
}

/** A help answer with topics to begin with. */
export function help(index: Index, text: string): Answer {
  return {
    kind: 'help',
    text,
    confidence: 0,
    citations: [],
    nearest: [],
    suggestions: topicsOf(index, index.reports),
    generation: index.generation,
  };
}
