/**
 * Which sentences account for a question, and how well: the focus terms found in the sentence itself, in
 * what stands before it in its paragraph, and in its headings, each weighted by rarity.
 *
 * @see Tellex et al. 2003, density-based passage scoring
 */
import type { ReportCard, StoredPassage } from '../index/library.ts';
import { fold } from '../language/normalize.ts';
import type { FocusTerm, Question } from './question.ts';

/** Where a focus term was found. */
export interface TermMatch {
  readonly term: FocusTerm;
  /** 0 not at all, 1 in the sentence itself. */
  readonly strength: number;
  /** Places in the folded sentence, UTF-16; empty when it was found around it only. */
  readonly at: readonly { readonly start: number; readonly end: number }[];
}

/** A sentence that may hold the answer. */
export interface Evidence {
  readonly report: ReportCard;
  readonly passage: StoredPassage;
  /** Offsets in the report's text. */
  readonly start: number;
  readonly end: number;
  /** The sentence, folded: offsets in it plus `start` are offsets in the report. */
  readonly folded: string;
  readonly kind: StoredPassage['sentences'][number]['kind'];
  /** Its block of the report, numbered through. */
  readonly block: number;
  readonly matches: readonly TermMatch[];
  /** 0 to 1: how much of the focus is accounted for. */
  readonly coverage: number;
  /** The heaviest key term that nothing around the sentence accounts for; null when all are. */
  readonly missing: FocusTerm | null;
  /** Coverage less what a key term that is missing costs. */
  readonly fit: number;
  /** 0 to 1: the longest run of characters that it shares with the matter. */
  readonly run: number;
  /** 0 to 1: its passage's score in the search, against the best. */
  readonly passageScore: number;
  /** What ranks it: fit, longest common run, rank of its passage. */
  readonly score: number;
}

/** How much a term found around the sentence counts, against one in the sentence. */
const EARLIER_IN_PARAGRAPH = 0.75;
const LATER_IN_PARAGRAPH = 0.65;
const IN_NEIGHBOURS = 0.5;
const IN_OTHER_PARAGRAPH = 0.3;
const IN_HEADING = 0.65;
const IN_SECTION = 0.8;
/** What the passage's own rank adds; from the trial half of CMRC 2018 (0.15 to 3 tried, 2026-11-21). */
const PASSAGE_SHARE = 0.5;
const RUN_SHARE = 0.25;
/** A key term that is nowhere near costs more than the coverage it does not add. */
const MISSING_COST = 0.5;
/** A long word of which half stands in another paragraph is as good as missing. */
const FAINT = 0.2;
/** A word found through a synonym says almost as much. */
const BY_SYNONYM = 0.92;
/** A long word half of whose character pairs are there. */
const IN_PART = 0.8;

/**
 * All sentences of a passage with how they account for the focus terms.
 *
 * @param preceding what stands before the passage
 */
export function weighSentences(
  passage: StoredPassage,
  report: ReportCard,
  { focus, matter }: Pick<Question, 'focus' | 'matter'>,
  passageScore: number,
  preceding: Preceding = NOTHING_BEFORE,
): Evidence[] {
  const headings = fold([report.title, ...passage.section].join(' '));
  const section = fold(passage.section.at(-1) ?? '');
  const total = focus.reduce((sum, { weight }) => sum + weight, 0) || 1;
  return passage.sentences.map((sentence, index) => {
    const wordsOf = ({ start, end }: { readonly start: number; readonly end: number }) =>
      passage.folded.slice(start - passage.start, end - passage.start);
    const inParagraph = (sentences: typeof passage.sentences) =>
      sentences
        .filter(({ block }) => block === sentence.block)
        .map(wordsOf)
        .join('');
    const folded = wordsOf(sentence);
    const before = inParagraph(passage.sentences.slice(0, index));
    const after = inParagraph(passage.sentences.slice(index + 1));
    const isFirst = sentence.block === passage.sentences[0]?.block;
    const context: Context = {
      before: isFirst ? preceding.paragraph + before : before,
      after,
      around: preceding.around + passage.folded,
      headings,
      section,
    };
    const matches = focus.map((term) => matchTerm(term, folded, matter, context));
    const covered = matches.reduce((sum, { term, strength }) => sum + term.weight * strength, 0);
    const coverage = covered / total;
    const missing = matches
      .filter(({ term, strength }) => term.isKey && strength < FAINT)
      .map(({ term }) => term)
      .sort((a, b) => b.weight - a.weight)[0];
    const run = commonRun(matter, folded);
    const fit = coverage - (missing ? (MISSING_COST * missing.weight) / total : 0);
    return {
      report,
      passage,
      start: sentence.start,
      end: sentence.end,
      folded,
      kind: sentence.kind,
      block: sentence.block,
      matches,
      coverage,
      missing: missing ?? null,
      fit,
      run,
      passageScore,
      score: fit + RUN_SHARE * run + PASSAGE_SHARE * passageScore,
    };
  });
}

/** Text before a passage, folded: the beginning of its first paragraph, and the passage before it. */
export interface Preceding {
  readonly paragraph: string;
  readonly around: string;
}

const NOTHING_BEFORE: Preceding = { paragraph: '', around: '' };

/** What stands around a sentence, folded. */
interface Context {
  /** Earlier and later sentences of its paragraph. */
  readonly before: string;
  readonly after: string;
  /** Its passage and the one before. */
  readonly around: string;
  readonly headings: string;
  /** The heading right above it. */
  readonly section: string;
}

function matchTerm(term: FocusTerm, sentence: string, matter: string, context: Context): TermMatch {
  const inSentence = findTerm(term, sentence);
  if (inSentence.strength > 0) return { term, ...inSentence };
  const elsewhere: readonly [string, number][] = [
    [context.before, EARLIER_IN_PARAGRAPH],
    [context.after, LATER_IN_PARAGRAPH],
    [context.headings, IN_HEADING],
    [context.section, IN_SECTION],
    [context.around, refersBack(sentence) ? IN_NEIGHBOURS : IN_OTHER_PARAGRAPH],
  ];
  // A word that narrows another (水产 in 水产科技小院) says nothing from afar where that other stands without it.
  if (term.narrows && isNarrowedOtherwise(term.narrows, sentence, matter)) {
    const whole = term.text + term.narrows;
    const isNarrowed = [context.before, context.section].some((text) => text.includes(whole));
    if (!isNarrowed) return { term, strength: 0, at: [] };
  }
  let strength = 0;
  for (const [text, counts] of term.isName ? elsewhere.slice(0, 4) : elsewhere)
    strength = Math.max(strength, counts * findTerm(term, text).strength);
  return { term, strength, at: [] };
}

/** Whether every place of a word in a sentence has another noun right before it, as far as characters tell. */
function isNarrowedOtherwise(word: string, sentence: string, matter: string): boolean {
  const places = occurrences(sentence, word);
  return (
    places.length > 0 &&
    places.every(
      ({ start }) =>
        // 苏州离岸创新创业基地 is not narrowed otherwise where the question names 苏州 itself.
        !matter.includes(sentence.slice(Math.max(0, start - 2), start)) &&
        /[^的了和与及在对为共有展办设进个等项类种家获得评授到是被由从新增建成\P{Script=Han}]$/u.test(
          sentence.slice(0, start),
        ),
    )
  );
}

/** Whether a sentence speaks of what was named before it: 此次大赛, 该活动, 会上, 其间. */
function refersBack(sentence: string): boolean {
  return /此次|本次|这次|此|该|其间|其中|当天|当日|会上|会议上|仪式上|活动[中上]|大赛[中上]|赛事|期间|同时|全年/u.test(
    sentence,
  );
}

/** A term or one of its alternatives in a text. */
function findTerm(term: FocusTerm, text: string): Omit<TermMatch, 'term'> {
  const at = occurrences(text, term.text);
  if (at.length > 0) return { strength: 1, at };
  for (const alternative of term.alternatives) {
    const there = occurrences(text, alternative);
    if (there.length > 0) return { strength: BY_SYNONYM, at: there };
  }
  return inPart(term.text, text);
}

/** Where a word stands in a text; 主席 does not stand in 副主席. */
export function occurrences(text: string, word: string): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = [];
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const before = text[at - 1];
    const isOther = (before === '副' || before === '非') && !word.startsWith(before);
    const cutsNumber =
      (/^\d/u.test(word) && /[\d.]/u.test(before ?? '')) ||
      (/\d$/u.test(word) && /\d/u.test(text[at + word.length] ?? ''));
    if (!isOther && !cutsNumber) found.push({ start: at, end: at + word.length });
  }
  return found;
}

/** Long words by their character pairs: 科技工作者日活动 stands in part in 全国科技工作者日. */
function inPart(word: string, text: string): Omit<TermMatch, 'term'> {
  if (word.length < 3 || !/^\p{Script=Han}+$/u.test(word)) return { strength: 0, at: [] };
  const at: { start: number; end: number }[] = [];
  let pairs = 0;
  for (let i = 0; i + 2 <= word.length; i++) {
    const found = occurrences(text, word.slice(i, i + 2));
    if (found.length > 0) {
      pairs++;
      at.push(...found);
    }
  }
  const share = pairs / (word.length - 1);
  return share >= 0.5 ? { strength: IN_PART * share, at } : { strength: 0, at: [] };
}

/**
 * The longest run of characters that question and sentence share, as a share of 8 characters.
 *
 * @returns 0 to 1
 */
export function commonRun(question: string, sentence: string): number {
  let longest = 0;
  for (let i = 0; i < question.length; i++) {
    while (i + longest < question.length) {
      const run = question.slice(i, i + longest + 1);
      if (run.includes(' ') || !sentence.includes(run)) break;
      longest++;
    }
  }
  return Math.min(1, longest / 8);
}
