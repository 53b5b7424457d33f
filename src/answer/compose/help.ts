/**
 * What the bot says about itself, and about a question it does not take.
 */
import type { OpenIndex } from '../../index/open.ts';
import type { Answer } from '../contract.ts';
import { describeCoverage } from './coverage.ts';
import { nearestTopics } from './unanswered.ts';

const ABOUT_THE_BOT =
  /^(?:你好|您好|hi|hello|hey|help|帮助|使用说明|怎么用|你是谁|你会什么|你能(?:做|干)(?:什么|啥)|能问什么|可以问什么|有哪些报告|start)[啊呀吗呢!！?？。.\s]*$/u;

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
