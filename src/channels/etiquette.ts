/**
 * Whether a remark that nobody addressed to the bot is answered, in a thread or a group that it is part of: a follow-up
 * of what was asked there, or a question that the reports answer for sure. Everything else is talk between people,
 * which gets no answer and leaves no trace.
 *
 * It is judged by how the remark is understood and by what its answer rests on, so that it holds for every corpus.
 */
import { traceQuestion } from '../answer/answer.ts';
import type { Answer, Citation } from '../answer/contract.ts';
import { askedOn } from '../answer/day.ts';
import type { Finding } from '../answer/decide/decide.ts';
import { questionWordIn, readCues } from '../answer/question/cues.ts';
import { leansBack, pointsBack } from '../answer/question/leaning.ts';
import { LINKING } from '../answer/question/linking.ts';
import { questionIn } from '../answer/question/message.ts';
import type { AnswerType, Question } from '../answer/question/question.ts';
import { readSmallTalk } from '../answer/question/small-talk.ts';
import { understand } from '../answer/question/understand.ts';
import { type Evidence, strengthOf } from '../answer/retrieve/evidence.ts';
import type { OpenIndex } from '../index/shelf.ts';
import { wordLists } from '../knowledge/word-lists.ts';
import { foldQuestion } from '../language/normalize.ts';

/** What somebody said to nobody in particular. */
export interface Remark {
  /** Without mentions and marks. */
  readonly text: string;
  /** Whether it names somebody else: `@小王 你看看` is for 小王. */
  readonly mentionsOthers: boolean;
  /** The questions before it in the same conversation, oldest first, one a line. */
  readonly previous?: string | undefined;
  /** Whether whoever says it asked the last of them: others are not told that there is nothing. */
  readonly isFromAsker: boolean;
}

/** An answer to what leans on nothing that was asked before is as sure as this; chosen on the remarks of test/fixtures/etiquette that were looked at. */
const SURE = 0.9;
/** So much of what a remark says itself, by weight, stands where its answer does. */
const ACCOUNTED = 0.75;
/** The same where it names whose reports are meant, or leans on what was asked before. */
const ACCOUNTED_LEANING = 0.6;
/** The same by characters, of all its words that are no grammar. */
const SAID = 0.5;
/** The same where the answer was not sure enough: all that was said is there. */
const ACCOUNTED_FULLY = 0.9;

/** Whether a remark could be for the bot at all, before anything is looked up: it names nobody else, and is no small talk. */
export function mayBeForBot({ text, mentionsOthers }: Pick<Remark, 'text' | 'mentionsOthers'>): boolean {
  return text.trim() !== '' && !mentionsOthers && readSmallTalk(foldQuestion(text).trim()) === null;
}

/**
 * Whether a remark is answered. Pure but for the index; reads it twice at most.
 *
 * @param now the day by which 去年 is told
 */
export function isForBot(remark: Remark, index: OpenIndex, now: Date): boolean {
  if (!mayBeForBot(remark)) return false;
  const { text, previous, isFromAsker } = remark;
  const day = askedOn(now);
  const own = understand(questionIn(text), index, day.thisYear);
  if (!asks(own) || !hasMatter(own)) return false;
  const asked = { question: text, ...day };
  const { answer, finding } = traceQuestion(previous === undefined ? asked : { ...asked, previous }, index);
  const evidence = finding?.basis.evidence ?? null;
  if (speaksToPeople(own, index, evidence)) return false;
  const before = () => toldBefore(previous, index, day);
  switch (answer.kind) {
    case 'help':
      return false;
    case 'unanswered':
      return (
        isFromAsker &&
        own.focus.length > 0 &&
        evidence !== null &&
        own.nowhere.length === 0 &&
        Math.min(accounted(own, evidence), said(own, index, evidence)) >= ACCOUNTED_FULLY &&
        nearness(answer.nearest.slice(0, 1), before()) >= SECTION
      );
    default:
      return isTold(own, finding, answer, { said: said(own, index, evidence), before });
  }
}

/**
 * Whether a text asks something, rather than naming a thing to look for: 太仓科普 is no question yet.
 *
 * @param now the day by which 去年 is told
 */
export function isQuestion(text: string, index: OpenIndex, now: Date): boolean {
  const own = understand(questionIn(text), index, askedOn(now).thisYear);
  return asks(own) && hasMatter(own);
}

/** Whether what an answer says is what the remark is about. */
function isTold(
  own: Question,
  finding: Finding | null,
  { kind, confidence, citations, suggestions }: Answer,
  { said, before }: { readonly said: number; readonly before: () => readonly Citation[] },
): boolean {
  const evidence = finding?.basis.evidence ?? null;
  const share = accounted(own, evidence);
  if (own.focus.length === 0 && own.unit !== '' && !names(own) && !isCountedIn(own.unit, citations))
    return false;
  if (leansBack(own.typed)) return share >= ACCOUNTED_LEANING;
  if (said < SAID) return false;
  // A question back has no place, and offers the report that was told before, or not.
  const isOffered = suggestions.some((question) =>
    before().some(({ association }) => association !== '' && question.includes(association)),
  );
  const near = kind === 'clarify' ? (isOffered ? REPORT : 0) : nearness(citations, before());
  // 谁去 and 在哪 are asked all day: what is not of the kind asked for is about the same thing, or not for the bot.
  if (finding && FACTS.has(own.type) && WITHOUT_FACT.has(finding.basis.means) && near < CHAPTER) return false;
  if (names(own)) return share >= ACCOUNTED_LEANING;
  // So are 立项了没 and 保险买了吗.
  if (own.type === 'yesno')
    return share >= ACCOUNTED && near >= (Math.min(share, said) >= ACCOUNTED_FULLY ? CHAPTER : SECTION);
  if (near >= SECTION) return share >= ACCOUNTED_LEANING;
  return share >= ACCOUNTED && (near >= REPORT || (confidence >= SURE && own.focus.length > 1));
}

/** What is a thing of a kind, and how it is found where no such thing is. */
const FACTS: ReadonlySet<AnswerType> = new Set(['person', 'place', 'count', 'date', 'organisation', 'name']);
const WITHOUT_FACT: ReadonlySet<Finding['basis']['means']> = new Set([
  'sentence',
  'kind',
  'lacking',
  'misfit',
]);

/** Whether something is asked: by a question word, as yes or no, or by what it puts in the place of what was asked before. */
function asks(own: Question): boolean {
  if (own.type === 'yesno' || own.wants.comparison !== null) return true;
  if (own.type !== 'open' && names(own)) return true;
  if (questionWordIn(own.asked) !== null || readCues(own.asked).some(({ kind }) => kind === 'summary'))
    return true;
  return leansBack(own.typed) && (names(own) || own.focus.some(({ isKey }) => isKey));
}

/** Whether it says what it is about: 改什么 and 谁去 may be about anything. */
const hasMatter = (own: Question): boolean =>
  own.focus.length > 0 || names(own) || own.wants.calls || pointsBack(own.typed);

/** Whether it names whose reports are meant, or of which year. */
const names = ({ scope }: Question): boolean =>
  scope.associations.length > 0 || scope.years.length > 0 || scope.isForAll;

/** Of what a remark says itself, how much stands where its answer does, 0 to 1; all of it where it says nothing itself. */
function accounted(own: Question, evidence: Evidence | null): number {
  const { focus } = own;
  // 和太仓比哪个多 says whose, and what is left of it is grammar.
  const said = names(own) && !focus.some(({ isKey }) => isKey) ? [] : focus;
  const total = said.reduce((sum, { tells }) => sum + tells, 0);
  if (total === 0 || evidence === null) return 1;
  return said.reduce((sum, term) => sum + term.tells * strengthOf(term, evidence), 0) / total;
}

/**
 * Of the words that a remark says itself, verbs with the rest, how much stands where its answer does, 0 to 1: 科普e站坏了几台
 * asks of another thing than how many there are.
 */
function said(own: Question, index: OpenIndex, evidence: Evidence | null): number {
  if (evidence === null || own.wants.comparison !== null) return 1;
  const words = index
    .segment(own.matter)
    .filter(({ text, tag }) => CONTENT.test(tag) && !LINKING.copula.includes(text))
    .map(({ text }) => text);
  const strength = (word: string): number => {
    if (evidence.passage.folded.includes(word)) return 1;
    const term = own.focus.find(({ text }) => text.includes(word) || word.includes(text));
    return term ? strengthOf(term, evidence) : 0;
  };
  const chars = words.reduce((sum, { length }) => sum + length, 0);
  return chars === 0 ? 1 : words.reduce((sum, word) => sum + word.length * strength(word), 0) / chars;
}

/** Tags of nouns, names, verbs, adjectives, idioms and times; not of pronouns, particles and what joins. */
const CONTENT = /^(?:[nvaljistm]|eng)/u;

const PARTNERS = wordLists('partners.txt', ['partner']);

/** 你那边几个人, 咱们报多少项合适: said to people, unless it is the report that says 我 or 你. */
function speaksToPeople(own: Question, index: OpenIndex, evidence: Evidence | null): boolean {
  return index
    .segment(own.asked)
    .some(({ text }) => PARTNERS.partner.includes(text) && !evidence?.passage.folded.includes(text));
}

/** 里面有几家 after what was told in 项 is of something else. */
const isCountedIn = (unit: string, [first]: readonly Citation[]): boolean =>
  first?.quote.slice(first.highlight?.start, first.highlight?.end).includes(unit) === true;

/** How near two places are: in nothing, in a report, in a chapter of it, or in a section. */
const [REPORT, CHAPTER, SECTION] = [1, 2, 3];

/** How near something stands to what was told before. */
function nearness(now: readonly Stands[], before: readonly Stands[]): number {
  const near = (one: Stands, other: Stands) => {
    if (one.report !== other.report) return 0;
    if (headings(one) === headings(other)) return SECTION;
    return headings(one, -1) === headings(other, -1) ? CHAPTER : REPORT;
  };
  return Math.max(0, ...now.flatMap((one) => before.map((other) => near(one, other))));
}

/** Where something stands. */
type Stands = Pick<Citation, 'report' | 'section'>;

const headings = ({ section }: Stands, end?: number): string => section.slice(0, end).join('\n');

/** What the last question of a conversation was answered with, or what was shown as nearest to it. */
function toldBefore(
  previous: string | undefined,
  index: OpenIndex,
  day: ReturnType<typeof askedOn>,
): readonly Citation[] {
  const questions = (previous ?? '').split('\n').filter((line) => line.trim() !== '');
  const last = questions.at(-1);
  if (last === undefined) return [];
  const earlier = questions.slice(0, -1).join('\n');
  const asked = earlier === '' ? { question: last } : { question: last, previous: earlier };
  const { citations, nearest } = traceQuestion({ ...asked, ...day }, index).answer;
  return [...citations, ...nearest];
}
