/**
 * A passage with what stands around each of its sentences: the same for every question, and made once for as long as
 * the library keeps the passage in memory.
 */
import { fileWords } from '../../corpus/report.ts';
import type { ReportCard, StoredPassage } from '../../index/library.ts';
import { NARRATION } from '../../knowledge/lists.ts';
import { wordIn } from '../../knowledge/word-lists.ts';
import { fold } from '../../language/normalize.ts';
import { type Opening, openingOf } from './opening.ts';

/** A passage and what all its sentences have around them, folded. */
export interface PassageContext {
  readonly report: ReportCard;
  readonly passage: StoredPassage;
  readonly sentences: readonly SentenceContext[];
  /** The report's title, what its file is called, and all headings above the passage. */
  readonly headings: string;
  /** The heading right above it. */
  readonly section: string;
  /** The passage and the one before it. */
  readonly around: string;
  /** The passage and all that is looked at before it. */
  readonly all: string;
  /** How its report begins. */
  readonly reportOpening: Opening;
}

/** A sentence and what stands beside it, folded. */
export interface SentenceContext {
  readonly sentence: StoredPassage['sentences'][number];
  readonly folded: string;
  /** Earlier and later sentences of its paragraph. */
  readonly before: string;
  readonly after: string;
  /** How its paragraph begins. */
  readonly opening: Opening;
  /** Whether it speaks of what was named before it: 此次大赛, 该活动, 会上, 其间. */
  readonly refersBack: boolean;
}

/** Text before a passage, folded: the beginning of its first paragraph, the passage before it, its report's first. */
export interface Preceding {
  readonly paragraph: string;
  readonly around: string;
  readonly report: string;
}

const NOTHING_BEFORE: Preceding = { paragraph: '', around: '', report: '' };

/**
 * Reads what stands around the sentences of a passage.
 *
 * @param preceding what stands before the passage
 */
export function contextOf(
  passage: StoredPassage,
  report: ReportCard,
  preceding: Preceding = NOTHING_BEFORE,
): PassageContext {
  const { sentences, section } = passage;
  const folded = sentences.map(({ start, end }) =>
    passage.folded.slice(start - passage.start, end - passage.start),
  );
  /** Sentences of one paragraph, of those from one to another. */
  const ofBlock = (block: number, from: number, to: number) =>
    folded
      .slice(from, to)
      .filter((_, i) => sentences[from + i]?.block === block)
      .join('');
  const around = preceding.around + passage.folded;
  const openings = new Map<number, Opening>();
  return {
    report,
    passage,
    headings: fold([report.title, fileWords(report), ...section].join(' ')),
    section: fold(section.at(-1) ?? ''),
    around,
    // The beginning of the paragraph, where there is any, holds the passage before.
    all: preceding.paragraph === '' ? around : preceding.paragraph + passage.folded,
    reportOpening: openingOf(preceding.report || passage.folded),
    sentences: sentences.map((sentence, i) => {
      const inPassage = ofBlock(sentence.block, 0, i);
      const before = sentence.block === sentences[0]?.block ? preceding.paragraph + inPassage : inPassage;
      const opening = openings.get(sentence.block) ?? openingOf(before + folded[i]);
      openings.set(sentence.block, opening);
      return {
        sentence,
        folded: folded[i] as string,
        before,
        after: ofBlock(sentence.block, i + 1, sentences.length),
        opening,
        refersBack: wordIn(NARRATION['refers-back'], folded[i] as string) !== null,
      };
    }),
  };
}
