/**
 * Clauses of a rambling question: those that ask, those that only tell (我家住西三镇，听说…，想问下…多少), and what the
 * asker sets aside.
 */
import { oneOf, wordLists } from '../../knowledge/word-lists.ts';
import type { Place } from '../../language/place.ts';
import type { Segmenter } from '../../language/segment.ts';
import { readCues } from './cues.ts';
import { LINKING } from './linking.ts';
import { asksForLength } from './matter.ts';
import { comparesIn } from './scope.ts';

const TALK = wordLists('talk.txt', [
  'set_aside',
  'set_aside_after',
  'set_aside_too',
  'story',
  'story_word',
  'asks',
]);

const SET_ASIDE = new RegExp(
  `(?:[,，。？?；;（(\\s]|^)${oneOf(TALK.set_aside)}(?!.*[吗么][?？]?$)([^,，。？?；;）)]{2,30}?)(?:的?那[个种些家]?|的)?(?=[,，。？?；;）)]|$)`,
  'u',
);

/** The same behind it: 全国赛不算哈, 县区的不要算进来. */
const SET_ASIDE_AFTER = new RegExp(
  `(?:[,，。？?；;（(\\s])([^,，。？?；;（()）\\s]{2,14}?)${oneOf(TALK.set_aside_too)}?${oneOf(TALK.set_aside_after)}${oneOf(LINKING.sigh)}?(?![^,，。；;）)\\s])`,
  'u',
);

/**
 * What the asker says is not meant (“…有几家？不是苏州市级的那个”): its words, and where it stands.
 *
 * @returns null where nothing is set aside
 */
export function setAside(text: string): (Place & { readonly excluded: string }) | null {
  const match = SET_ASIDE.exec(text) ?? SET_ASIDE_AFTER.exec(text);
  if (!match?.[1] || match.index === 0) return null;
  return { start: match.index, end: match.index + match[0].length, excluded: match[1] };
}

/** Clauses with the mark that ends them; marks inside a name (《加油！科学+》) cut nothing. */
const CLAUSES = /((?:《[^》]*》|“[^”]*”|「[^」]*」|[^,，。;；!！?？])+)([,，。;；!！?？]*)/gu;
const STORY = new RegExp(oneOf(TALK.story.filter((word) => word.length > 1)), 'u');
const LEANS = new RegExp(`${oneOf(TALK.asks)}[?？\\s]*$`, 'u');
const STORY_WORDS: ReadonlySet<string> = new Set([...TALK.story, ...TALK.story_word]);

/** Whether a word tells of the asker and of nothing in a report. */
export const isOfStory = (word: string): boolean => STORY_WORDS.has(word);

const CONFIRMATIONS = wordLists('confirmations.txt', ['tail', 'head', 'aside']);
const CONFIRMS = new RegExp(`^\\s*${oneOf(CONFIRMATIONS.tail.filter((word) => word.length > 1))}\\s*$`, 'u');

/** A question's clauses, apart. */
export interface Clauses {
  /** What asks, each clause in its place. */
  readonly asking: string;
  /** What only tells. */
  readonly telling: string;
  /** Where that stands, and where that of it does which holds nothing that a claim could be about. */
  readonly told: readonly Place[];
  readonly chat: readonly Place[];
}

/**
 * Splits a question into the clauses that ask and those that only tell.
 *
 * @param isTopic whether a clause names what a report may speak of; one that does not is talk (领导催得紧)
 */
export function readClauses(text: string, isTopic: (clause: string) => boolean, segment: Segmenter): Clauses {
  const clauses = [...text.matchAll(CLAUSES)]
    .filter(([, said = '']) => said.trim() !== '')
    .map(({ 0: whole, 1: said = '', 2: marks = '', index: start }) => ({
      said,
      isRequest: asksSomething(said + marks),
      place: { start, end: start + whole.length },
    }));
  // 兰溪参加第37届大赛，一等奖拿了多少: what comes before without telling of anybody says what is asked about.
  const asks = clauses.map(
    ({ said, isRequest }) => isRequest || (!tellsStory(said, segment) && isTopic(said)),
  );
  // 听说太仓评上了，没记错吧 asks whether what stands before it is so.
  for (const [i, { said }] of clauses.entries()) if (i > 0 && CONFIRMS.test(said)) asks[i - 1] = true;
  if (clauses.length < 2 || !asks.includes(true)) return { asking: text, telling: '', told: [], chat: [] };
  const told = clauses.filter((_, i) => !asks[i]);
  return {
    asking: clauses
      .filter((_, i) => asks[i])
      .map(({ said, place }, i, all) =>
        i < all.length - 1 ? `${said}，` : text.slice(place.start, place.end),
      )
      .join('')
      .replace(/[,，;；\s]+$/u, ''),
    telling: told.map(({ said }) => said).join('，'),
    told: told.map(({ place }) => place),
    // 换完届，主席还是他？ claims what its first clause says, known word or not.
    chat: told
      .filter(({ said }) => tellsStory(said, segment) && !isTopic(said) && !/\d/u.test(said))
      .map(({ place }) => place),
  };
}

/** Whether a clause tells of the asker: 我 is a word of one, and no part of 我市. */
const tellsStory = (clause: string, segment: Segmenter): boolean =>
  STORY.test(clause) || segment(clause).some(({ text }) => TALK.story.includes(text));

/** Whether a clause asks. */
function asksSomething(clause: string): boolean {
  const end = clause.trimEnd().length;
  const isRequest = readCues(clause).some((cue) => !cue.kind.endsWith('_noun') || cue.end === end);
  return (
    isRequest ||
    comparesIn(clause) ||
    asksForLength(clause) ||
    /[?？]/u.test(clause) ||
    LEANS.test(clause.replace(/[，,]$/u, ''))
  );
}
