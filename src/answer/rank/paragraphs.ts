/**
 * What tells the paragraph that answers from the others: named numbers, the same for all sentences of a paragraph.
 * A ranker of sentences that sees only sentences takes one of another paragraph that has the words of the question
 * together for one that answers where the subject was named before.
 */

import type { Question } from '../question/question.ts';
import { charactersAsked, charactersOfMatter } from '../question/said.ts';
import type { Evidence } from '../retrieve/evidence.ts';
import type { Opening } from '../retrieve/opening.ts';
import { bare, heldByRarity, pairsOf } from '../retrieve/shares.ts';

/** What is measured of a paragraph. */
export interface ParagraphFeatures {
  /** How many of its sentences compete, as a share of 5. */
  readonly paragraphSentences: number;
  /** The best of its passages' scores in the search. */
  readonly bestPassage: number;
  /** The share of the matter's character pairs that it has, the rarer among the competing the more. */
  readonly pairsInParagraph: number;
  /** How much of the matter's first characters, in one run, it has; and the opening of its report. */
  readonly headInParagraph: number;
  readonly headInReportOpening: number;
  /** The longest run between marks in its opening that the question has, as a share of 6 characters. */
  readonly openingRun: number;
  /** 1 where the question has what it opens with, and what its report opens with. */
  readonly opensWithAsked: number;
  readonly reportOpensWithAsked: number;
}

/** Sentences of a paragraph that count. */
const MANY_SENTENCES = 5;
/** Characters at the beginning of the matter that mostly name what it is about. */
const HEAD_CHARS = 4;
/** A run of an opening that is as long as this tells as much as a longer one. */
const LONG_RUN_CHARS = 6;

/** Of each sentence the features of its paragraph, in the order of the sentences. */
export function paragraphFeatures(question: Question, evidence: readonly Evidence[]): ParagraphFeatures[] {
  const asked = charactersAsked(question);
  const matter = bare(charactersOfMatter(question));
  const head = matter.slice(0, HEAD_CHARS);
  const paragraphs = [...byParagraph(evidence).values()];
  const texts = paragraphs.map(textOf);
  const pairs = heldByRarity(pairsOf([...matter]), texts);
  const features = new Map<Evidence, ParagraphFeatures>();
  for (const [i, sentences] of paragraphs.entries()) {
    const { opening, reportOpening } = sentences[0] as Evidence;
    const own: ParagraphFeatures = {
      paragraphSentences: Math.min(1, sentences.length / MANY_SENTENCES),
      bestPassage: Math.max(...sentences.map(({ passageScore }) => passageScore)),
      pairsInParagraph: pairs[i] as number,
      headInParagraph: beginningIn(head, texts[i] as string),
      headInReportOpening: beginningIn(head, reportOpening.text),
      openingRun: Math.min(1, longestIn(opening.runs, asked) / LONG_RUN_CHARS),
      opensWithAsked: opensWith(opening, asked),
      reportOpensWithAsked: opensWith(reportOpening, asked),
    };
    for (const sentence of sentences) features.set(sentence, own);
  }
  return evidence.map((sentence) => features.get(sentence) as ParagraphFeatures);
}

function byParagraph(evidence: readonly Evidence[]): Map<string, Evidence[]> {
  const paragraphs = new Map<string, Evidence[]>();
  for (const sentence of evidence) {
    const key = `${sentence.report.row} ${sentence.block}`;
    const paragraph = paragraphs.get(key);
    if (paragraph) paragraph.push(sentence);
    else paragraphs.set(key, [sentence]);
  }
  return paragraphs;
}

/** A paragraph as far as its passages were found, and how it begins. */
function textOf(sentences: readonly Evidence[]): string {
  const passages = new Set(sentences.map(({ passage }) => passage));
  return [sentences[0]?.opening.text, ...[...passages].map(({ folded }) => folded)].join('\n');
}

/** How much of the beginning of a short string stands in a text, in one run. */
function beginningIn(string: string, text: string): number {
  let chars = 0;
  while (chars < string.length && text.includes(string.slice(0, chars + 1))) chars++;
  return chars / HEAD_CHARS;
}

function longestIn(runs: readonly string[], text: string): number {
  let longest = 0;
  for (const run of runs) if (run.length > longest && text.includes(run)) longest = run.length;
  return longest;
}

function opensWith({ subject }: Opening, asked: string): number {
  return subject !== '' && asked.includes(subject) ? 1 : 0;
}
