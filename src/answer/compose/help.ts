/**
 * What the bot says about itself, and about a question it does not take.
 */
import type { Index } from '../../index/shelf.ts';
import { oneOf, wordLists } from '../../knowledge/word-lists.ts';
import type { Answer } from '../contract.ts';
import type { SmallTalk } from '../question/small-talk.ts';
import { describeCoverage, namedInEnglish } from './coverage.ts';
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

/** One English word is enough where it is all that was said. */
const isInEnglish = (folded: string): boolean => /[a-z]{2}/u.test(folded) && !/\p{Script=Han}/u.test(folded);

/** How to ask, and what is covered. */
export function introduce(index: Index, folded: string): Answer {
  if (isInEnglish(folded)) {
    const { reports } = index;
    const coverage =
      reports.length === 0
        ? 'No report has been added yet'
        : `There are reports of ${namedInEnglish(reports)}`;
    return help(
      index,
      `I answer from the work reports of science associations, and every answer comes with its source. ${coverage}. Just write your question.`,
    );
  }
  const coverage = describeCoverage(index.reports);
  return help(index, `我根据科协的工作报告回答问题，每个回答都附原文。${coverage}直接写下问题就行。`);
}

/** What is said to a question of more than so many characters. */
export function tooLong(index: Index, folded: string, maxChars: number): Answer {
  return help(
    index,
    isInEnglish(folded)
      ? `That question is too long (${folded.length} characters). Please ask it in at most ${maxChars}.`
      : `问题太长了（${folded.length}字），请用不超过${maxChars}字说一遍。`,
  );
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
  return { ...help(index, isInEnglish(folded) ? english : chinese), suggestions: [] };
}

/** A help answer with topics to begin with. */
function help(index: Index, text: string): Answer {
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
