/**
 * Other names of what is asked about: those that the question itself gives in brackets (科普信息员（后来改名叫科技传播员）), and those
 * that the reports in which it is looked for tell (原“科普信息员”统一更名为科技传播员).
 */
import type { ReportCard } from '../../index/shelf.ts';
import { bigramTerms } from '../../index/terms.ts';
import { JOINING, MEASURED, RENAMING } from '../../knowledge/lists.ts';
import { oneOf } from '../../knowledge/word-lists.ts';
import { isFunctionWord } from '../../language/function-words.ts';
import type { FocusTerm } from './focus-term.ts';
import type { Question, Understanding } from './question.ts';

/** A name with another one in brackets behind it. */
interface OtherName {
  /** What stands before the bracket, up to a mark or 的. */
  readonly noun: string;
  readonly other: string;
}

const BRACKET = new RegExp(
  `(\\p{Script=Han}{2,12})[（(](${oneOf(RENAMING.otherwise)})?[“"]?([\\p{Script=Han}]{2,12})[”"]?[）)]`,
  'gu',
);

/**
 * The other names that a question gives in brackets, and the question without them.
 *
 * @param text the folded, corrected question
 */
export function otherNamesIn(
  text: string,
  index: Pick<Understanding, 'segment' | 'hasBigram'>,
): { readonly plain: string; readonly others: readonly OtherName[] } {
  const others: OtherName[] = [];
  const plain = text.replace(BRACKET, (all, before: string, said: string | undefined, other: string) => {
    if (said === undefined && !isName(other, index)) return all;
    others.push({ noun: before.slice(before.lastIndexOf('的') + 1), other });
    return before;
  });
  return { plain, others };
}

const LEAST_CHARS = 3;
const NO_NAME = new RegExp(`${oneOf(MEASURED.own, MEASURED.whole)}|^${oneOf(JOINING.part)}`, 'u');

/** Without 后来叫 it has to be a name that the reports have: （全市）, （不算培训） and （市本级） are no names. */
const isName = (
  text: string,
  { segment, hasBigram }: Pick<Understanding, 'segment' | 'hasBigram'>,
): boolean =>
  text.length >= LEAST_CHARS &&
  !NO_NAME.test(text) &&
  bigramTerms(text).every(hasBigram) &&
  segment(text).every(({ text: word }) => !isFunctionWord(word));

/** The focus, each term of a name with the other name among its alternatives. */
export const withOtherNames = (
  focus: readonly FocusTerm[],
  others: readonly OtherName[],
): readonly FocusTerm[] =>
  others.reduce<readonly FocusTerm[]>(
    (terms, { noun, other }) =>
      terms.map((term) =>
        noun.includes(term.text) && !term.alternatives.includes(other)
          ? { ...term, alternatives: [...term.alternatives, other] }
          : term,
      ),
    focus,
  );

/** Terms with the alternatives that the same terms of the whole question have. */
export const withNamesOf = (whole: readonly FocusTerm[], terms: readonly FocusTerm[]): readonly FocusTerm[] =>
  terms.map((term) => {
    const known = whole.find(({ text }) => text === term.text);
    return known ? { ...term, alternatives: known.alternatives } : term;
  });

/** Of more reports than this no one's names are taken: one association calls a thing what it is not to another. */
const FEW_REPORTS = 12;

/** A question in the words of the reports in which it is looked for. */
export function inWordsOf(question: Question, reports: readonly ReportCard[]): Question {
  if (reports.length > FEW_REPORTS) return question;
  const others = reports.flatMap(({ renamed = [] }) =>
    renamed.flatMap(({ from, to }): OtherName[] =>
      question.matter.includes(from)
        ? [{ noun: from, other: to }]
        : question.matter.includes(to)
          ? [{ noun: to, other: from }]
          : [],
    ),
  );
  return others.length > 0 ? { ...question, focus: withOtherNames(question.focus, others) } : question;
}
