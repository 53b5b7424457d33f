/**
 * What the span ranker is fitted on: of each question a sentence that answers, with the features of its runs of words
 * and how right each of them is.
 */
import type { Traced } from '../../answer/answer.ts';
import { type Add, spanFeatures } from '../../answer/extract/span/features.ts';
import { type Run, readSentence } from '../../answer/extract/span/sentence.ts';
import type { Word } from '../../answer/extract/span/words.ts';
import type { AnswerType } from '../../answer/question/question.ts';
import type { Evidence } from '../../answer/retrieve/evidence.ts';
import type { OpenIndex } from '../../index/shelf.ts';
import type { Golden } from '../golden.ts';
import { exactMatch, overlapF1 } from '../span.ts';
import type { PoolQuestion } from '../squad.ts';

/** Features that are not 0: their places, and their values in the same order. */
export interface Sparse {
  readonly places: Int32Array;
  readonly values: Float64Array;
}

/** One run of words. */
export interface SpanRow extends Run {
  readonly features: Sparse;
  /** 0 to 1; 1 is the run that answers. */
  readonly label: number;
}

/** The runs of one sentence. */
export interface SpanRows {
  readonly type: AnswerType;
  /** Of beginning with each word, and of ending with it. */
  readonly begins: readonly Sparse[];
  readonly ends: readonly Sparse[];
  readonly runs: readonly SpanRow[];
  /** How much the question counts. */
  readonly weight: number;
}

/** How right the runs of a sentence are, by their words, and how much the question counts. */
export interface SpanLabels {
  readonly of: (texts: readonly string[]) => number[];
  readonly weight: number;
  /** Whether a part of a name is never right: our own answers say the part of it that has to be there. */
  readonly keepsNames: boolean;
}

/** Figures and dates are found by their form, yes and no by more than a span, and a summary is none. */
const NO_SPAN = new Set<AnswerType>(['count', 'date', 'yesno', 'summary']);

/**
 * The rows of one question.
 *
 * @param answers whether a sentence answers it
 * @returns null where no sentence does, or no run of it is right
 */
export function spanRowsOf(
  { question, retrieved }: Traced,
  answers: (sentence: Evidence) => boolean,
  labels: SpanLabels,
  index: Pick<OpenIndex, 'segment' | 'lexicon'>,
): SpanRows | null {
  const evidence = retrieved.find(answers);
  if (!question || !evidence) return null;
  const sentence = readSentence(question, evidence, index);
  const { words } = sentence;
  const features = spanFeatures(question, evidence, sentence);
  const textOf = ({ first, last }: Run) =>
    evidence.folded.slice(words[first]?.start ?? 0, words[last]?.end ?? 0);
  const cutsName = ({ first, last }: Run) =>
    labels.keepsNames && sentence.kind.some(({ start, end }) => isCut(words, first, last, start, end));
  const right = labels.of(sentence.runs.map((run) => (cutsName(run) ? '' : textOf(run))));
  if (right.every((label) => label === 0)) return null;
  return {
    type: question.type,
    begins: words.map((_, i) => sparse((add) => features.begin(i, add))),
    ends: words.map((_, i) => sparse((add) => features.end(i, add))),
    runs: sentence.runs.map((run, i) => ({
      ...run,
      features: sparse((add) => features.run(run, add)),
      label: right[i] as number,
    })),
    weight: labels.weight,
  };
}

/** Whether a run begins or ends inside a name. */
function isCut(words: readonly Word[], first: number, last: number, start: number, end: number): boolean {
  const isInside = (offset: number) => start < offset && offset < end;
  return isInside((words[first] as Word).start) || isInside((words[last] as Word).end);
}

function sparse(tell: (add: Add) => void): Sparse {
  const places: number[] = [];
  const values: number[] = [];
  tell((place, value) => {
    if (value === 0) return;
    places.push(place);
    values.push(value);
  });
  return { places: Int32Array.from(places), values: Float64Array.from(values) };
}

/** What a run counts that is not the answer but has most of it. */
const NEARLY = 0.3;
const NEARLY_F1 = 0.5;

/**
 * The labels for a question about a paragraph: the run that people marked. Where that says words of the question again
 * (体长可达80公分 to a question after the 体长), it teaches to highlight what everybody knows, and the question counts
 * nothing: the right run of CMRC 2018 dev's right sentences was found for 41.7 % without those, for 37.3 % with them.
 */
export function paragraphSpan({ question, answers }: PoolQuestion): SpanLabels {
  const shortest = [...answers].sort((a, b) => a.length - b.length)[0] ?? '';
  return {
    of: (texts) =>
      texts.map((text) => {
        if (exactMatch(answers, text) === 1) return 1;
        const f1 = overlapF1(answers, text);
        return f1 > NEARLY_F1 ? NEARLY * f1 ** 3 : 0;
      }),
    weight: sharesPair(shortest, question) ? 0 : 1,
    keepsNames: false,
  };
}

/** Whether two characters that stand side by side in one text do so in the other. */
function sharesPair(text: string, other: string): boolean {
  for (let i = 0; i + 2 <= text.length; i++) {
    const pair = text.slice(i, i + 2);
    if (/^[\p{L}\p{N}]{2}$/u.test(pair) && other.includes(pair)) return true;
  }
  return false;
}

/** The labels for a golden question: the shortest run that has all of what the answer has to hold. */
export function goldenSpan({ gold }: Golden): SpanLabels {
  const holds = (text: string) =>
    gold.length > 0 && gold.every((wordings) => wordings.some((wording) => text.includes(wording)));
  return {
    of: (texts) => {
      const holding = texts.map(holds);
      const least = Math.min(...texts.filter((_, i) => holding[i]).map(({ length }) => length));
      return texts.map(({ length }, i) =>
        holding[i] ? (length === least ? 1 : NEARLY * (least / length) ** 3) : 0,
      );
    },
    weight: 1,
    keepsNames: true,
  };
}

/** Whether spans can be learnt from a question of a type among our own. */
export const hasSpan = ({ question }: Traced): boolean => question !== null && !NO_SPAN.has(question.type);
