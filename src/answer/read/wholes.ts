/**
 * A whole and its parts in sentences of one paragraph: 全市开展活动2863场次。其中，大冶市688场次，阳新县605场次。 Who asks for a part is
 * not answered by the whole, however well its sentence fits otherwise.
 */
import { isWithin } from '../../language/place.ts';
import type { Question } from '../question/question.ts';
import type { Evidence } from '../retrieve/evidence.ts';

/** The sentences that may give the figure of what is asked for: of a place, and not of the whole that it is a part of. */
export const ofAskedPart = (question: Question, sentences: readonly Evidence[]): readonly Evidence[] =>
  withoutWholes(ofPlace(question, sentences));

/** Of a place that is held against another, the sentences that name it, if any tells of the rest as well. */
function ofPlace({ scope, wants }: Question, sentences: readonly Evidence[]): readonly Evidence[] {
  const [place, ...more] = scope.foreign;
  if (place === undefined || more.length > 0 || wants.comparison === null) return sentences;
  const named = sentences.filter(({ folded, missing }) => folded.includes(place) && !missing);
  return named.length > 0 ? named : sentences;
}

/** Sentences without those that give only the whole of what is asked for, where another of them gives the part. */
const withoutWholes = (sentences: readonly Evidence[]): readonly Evidence[] =>
  sentences.filter((whole) => !sentences.some((part) => givesAskedPart(part, whole)));

/** Whether a sentence gives parts of what one before it counts, and a key word of the question that only the part has. */
function givesAskedPart(part: Evidence, whole: Evidence): boolean {
  if (part.block !== whole.block || part.report !== whole.report || part.start <= whole.start) return false;
  const isOnlyPart = part.matches.some(
    ({ term, at }, i) => term.isKey && at.length > 0 && whole.matches[i]?.at.length === 0,
  );
  if (!isOnlyPart) return false;
  const figuresIn = (sentence: Evidence) =>
    part.passage.figures.filter((figure) => isWithin(figure, sentence));
  const units = new Set(figuresIn(whole).map(({ unit }) => unit));
  return figuresIn(part).some(({ isPart, unit }) => isPart && units.has(unit));
}
