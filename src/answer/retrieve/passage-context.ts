/**
 * A passage with what stands around each of its sentences: the same for every question, and made once for as long as
 * the library keeps the passage in memory.
 */
import { fileWords } from '../../corpus/report.ts';
import type { Row } from '../../corpus/rows.ts';
import type { ReportCard, StoredPassage } from '../../index/shelf.ts';
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
  /** Its cells, where it is a row of a table. */
  readonly row: Row | null;
  /** Earlier and later sentences of its paragraph; before a row, what the row is a part of and what its table is about. */
  readonly before: string;
  readonly after: string;
  /** How its paragraph begins. */
  readonly opening: Opening;
  /** Whether it speaks of what was named before it: 此次大赛, 该活动, 会上, 其间. */
  readonly refersBack: boolean;
}

/**
 * Text before a passage, folded: the beginning of its first paragraph, what introduces the list that its first item
 * belongs to, the passage before it, its report's first.
 */
export interface Preceding {
  readonly paragraph: string;
  readonly introduction: string;
  readonly around: string;
  readonly report: string;
}

const NOTHING_BEFORE: Preceding = { paragraph: '', introduction: '', around: '', report: '' };

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
  /** What introduces the item at a place: the sentence before the first item of its list. */
  const introductionOf = (at: number): string => {
    if (sentences[at]?.kind !== 'item') return '';
    const before = sentences.findLastIndex((sentence, i) => i < at && sentence.kind !== 'item');
    return before < 0 ? preceding.introduction : (folded[before] as string);
  };
  const around = preceding.around + passage.folded;
  const openings = new Map<number, Opening>();
  return {
    report,
    passage,
    headings: fold([report.title, fileWords(report), ...section].join(' ')),
    section: fold(section.at(-1) ?? ''),
    around,
    // The beginning of the paragraph, where there is any, holds the passage before.
    all:
      preceding.paragraph === '' && preceding.introduction === ''
        ? around
        : preceding.introduction + preceding.paragraph + passage.folded,
    reportOpening: openingOf(preceding.report || passage.folded),
    sentences: sentences.map((sentence, i) => {
      const row =
        passage.rows.find(({ start, end }) => start <= sentence.start && sentence.end <= end) ?? null;
      if (row) return ofRow(row, sentence, folded[i] as string);
      const inPassage = ofBlock(sentence.block, 0, i);
      const before = sentence.block === sentences[0]?.block ? preceding.paragraph + inPassage : inPassage;
      const opening = openings.get(sentence.block) ?? openingOf(before + folded[i]);
      openings.set(sentence.block, opening);
      return {
        sentence,
        folded: folded[i] as string,
        row,
        before: introductionOf(i) + before,
        after: ofBlock(sentence.block, i + 1, sentences.length),
        opening,
        refersBack: wordIn(NARRATION['refers-back'], folded[i] as string) !== null,
      };
    }),
  };
}

/** A row stands for itself: other rows are about other things, and what it belongs to is told by its table. */
function ofRow(row: Row, sentence: SentenceContext['sentence'], folded: string): SentenceContext {
  const before = [row.caption, row.labelHead, ...row.parents, ...readingsOf(row.label)].join(' ');
  return { sentence, folded, row, before, after: '', opening: openingOf(before + folded), refersBack: false };
}

const ALTERNATIVE = /^(.*?)(\p{Script=Han}{1,4})?[（(](\p{Script=Han}{1,4})[)）](.+)$/u;

/** 学（协）会 is 学会 and 协会, and 院士（专家）工作站 either kind. */
export function readingsOf(label: string): string[] {
  const [, lead = '', one = '', other = '', rest = ''] = ALTERNATIVE.exec(label) ?? [];
  return rest === '' ? [] : [lead + one + rest, lead + one.slice(0, -other.length) + other + rest];
}
