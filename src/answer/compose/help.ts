/**
 * What the bot says about itself, and about a question it does not take.
 */
import type { OpenIndex } from '../../index/open.ts';
import { oneOf, wordLists } from '../../knowledge/word-lists.ts';
import type { Answer } from '../contract.ts';
import { describeCoverage } from './coverage.ts';
import { nearestTopics } from './unanswered.ts';

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
export function introduce(index: OpenIndex): Answer {
  const coverage = describeCoverage(index.reports);
  return help(index, `我根据科协的工作报告回答问题，每个回答都附原文。${coverage}直接写下问题就行。`);
}

/** A help answer with topics to begin with. */
export function help(index: OpenIndex, text: string): Answer {
  return {
    kind: 'help',
    text,
    confidence: 0,
    citations: [],
    suggestions: nearestTopics(index, index.reports, []),
    generation: index.generation,
  };
}
