/**
 * Clauses of a rambling question: those that ask, those that only tell (我家住西三镇，听说…，想问下…多少), and what the
 * asker sets aside.
 */
import { oneOf, wordLists } from '../../knowledge/word-lists.ts';
import { readCues } from './cues.ts';
import { asksForLength } from './matter.ts';
import { comparesIn } from './scope.ts';

const TALK = wordLists('talk.txt', ['set_aside', 'story']);

const SET_ASIDE = new RegExp(
  `(?:[,，。？?；;\\s]|^)${oneOf(TALK.set_aside)}(?!.*[吗么][?？]?$)([^,，。？?；;]{2,30}?)(?:的?那[个种些家]?)?(?=[,，。？?；;]|$)`,
  'u',
);

/** Splits off what the asker says is not meant: “…有几家？不是苏州市级的那个”. */
export function setAside(text: string): { readonly kept: string; readonly excluded: string } {
  const match = SET_ASIDE.exec(text);
  if (!match?.[1] || match.index === 0) return { kept: text, excluded: '' };
  return {
    kept: text.slice(0, match.index) + text.slice(match.index + match[0].length),
    excluded: match[1],
  };
}

/** Clauses with the mark that asks; marks inside a name (《加油！科学+》) cut nothing. */
const CLAUSES = /(?:《[^》]*》|“[^”]*”|「[^」]*」|[^,，。;；!！?？])+[?？]?/gu;
const STORY = new RegExp(oneOf(TALK.story), 'u');
const STORY_WORDS: ReadonlySet<string> = new Set(TALK.story);

/** Whether a word tells of the asker and of nothing in a report. */
export const isOfStory = (word: string): boolean => STORY_WORDS.has(word);

/** Splits a question into the clauses that ask and those that only tell. */
export function askingClause(text: string): { readonly asking: string; readonly telling: string } {
  const clauses = (text.match(CLAUSES) ?? []).filter((clause) => clause.trim());
  if (clauses.length < 2) return { asking: text, telling: '' };
  // 兰溪参加第37届大赛，一等奖拿了多少: what comes before without telling of anybody says what is asked about.
  const asks = clauses.map((clause) => asksSomething(clause) || !STORY.test(clause));
  const first = asks.indexOf(true);
  if (first < 0) return { asking: text, telling: '' };
  const last = asks.lastIndexOf(true);
  return {
    asking: clauses.slice(first, last + 1).join('，'),
    telling: [...clauses.slice(0, first), ...clauses.slice(last + 1)].join('，'),
  };
}

/** Whether a clause asks. */
function asksSomething(clause: string): boolean {
  const end = clause.trimEnd().length;
  const isRequest = readCues(clause).some((cue) => !cue.kind.endsWith('_noun') || cue.end === end);
  return isRequest || comparesIn(clause) || asksForLength(clause) || /[?？]/u.test(clause);
}
