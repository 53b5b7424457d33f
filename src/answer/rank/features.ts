/**
 * What tells the sentence that answers from those beside it: named numbers, from one question and the sentences that
 * compete for it.
 */

import {
  datesIn,
  numbersIn,
  organisationsIn,
  peopleIn,
  placesIn,
  quotedIn,
} from '../../language/readings.ts';
import type { AnswerType, Question } from '../question/question.ts';
import { charactersAsked, charactersOfMatter } from '../question/said.ts';
import type { Evidence } from '../retrieve/evidence.ts';
import { bare, held, heldByRarity, lastTerms, pairsOf, share } from '../retrieve/shares.ts';
import { type ParagraphFeatures, paragraphFeatures } from './paragraphs.ts';

/** What the model looks at, in the order of the weights' file. */
export const RANK_FEATURES = [
  'coverage',
  'fit',
  'passage',
  'weightInSentence',
  'termsInSentence',
  'lastTermInSentence',
  'termBeforeLastInSentence',
  'verbsInSentence',
  'characters',
  'pairs',
  'tailCharacters',
  'headCharacters',
  'listMarks',
  'hasType',
  'logLength',
  'isRow',
  'isFirstOfReport',
  'paragraphSentences',
  'bestPassage',
  'pairsInParagraph',
  'headInParagraph',
  'headInReportOpening',
  'openingRun',
  'opensWithAsked',
  'reportOpensWithAsked',
] as const;

/** The features of one sentence. */
export type RankFeatures = Readonly<Record<(typeof RANK_FEATURES)[number], number>>;

/** Characters at the end of the matter that say what is asked of what stands before them. */
const TAIL_CHARS = 4;

/** The features of sentences that compete for one question. */
export function rankFeatures(question: Question, evidence: readonly Evidence[]): RankFeatures[] {
  const asked = [...bare(charactersAsked(question))];
  const matter = bare(charactersOfMatter(question));
  const sentences = evidence.map(({ folded }) => folded);
  const characters = heldByRarity(new Set(asked), sentences);
  const pairs = heldByRarity(pairsOf(asked), sentences);
  const paragraphs = paragraphFeatures(question, evidence);
  const [last, beforeLast] = lastTerms(question);
  const tail = [...matter.slice(-TAIL_CHARS)];
  const firstHalf = [...matter.slice(0, Math.ceil(matter.length / 2))];
  return evidence.map((sentence, i) => {
    const { folded, matches } = sentence;
    const paragraph = paragraphs[i] as ParagraphFeatures;
    const weight = matches.reduce((sum, { term }) => sum + term.weight, 0) || 1;
    const inSentence = matches.filter(({ at }) => at.length > 0);
    const verbs = matches.filter(({ term }) => !term.isKey);
    const isIn = (text: string | undefined) => (inSentence.some(({ term }) => term.text === text) ? 1 : 0);
    return {
      coverage: sentence.coverage,
      fit: sentence.fit,
      passage: sentence.passageScore,
      weightInSentence: inSentence.reduce((sum, { term }) => sum + term.weight, 0) / weight,
      termsInSentence: share(inSentence.length, matches.length),
      lastTermInSentence: isIn(last),
      termBeforeLastInSentence: isIn(beforeLast),
      verbsInSentence: share(verbs.filter(({ at }) => at.length > 0).length, verbs.length),
      characters: characters[i] as number,
      pairs: pairs[i] as number,
      tailCharacters: held(tail, folded),
      headCharacters: held(firstHalf, folded),
      listMarks: question.type === 'list' ? Math.min(1, (folded.match(/、/gu)?.length ?? 0) / 4) : 0,
      hasType: holdsType(question.type, folded) ? 1 : 0,
      logLength: Math.min(5, Math.log(1 + folded.length)),
      isRow: sentence.kind === 'row' ? 1 : 0,
      isFirstOfReport:
        sentence.start === sentence.passage.sentences[0]?.start && sentence.passage.ordinal === 0 ? 1 : 0,
      // Name by name: forty such objects made by spreading take longer than what they are made of.
      paragraphSentences: paragraph.paragraphSentences,
      bestPassage: paragraph.bestPassage,
      pairsInParagraph: paragraph.pairsInParagraph,
      headInParagraph: paragraph.headInParagraph,
      headInReportOpening: paragraph.headInReportOpening,
      openingRun: paragraph.openingRun,
      opensWithAsked: paragraph.opensWithAsked,
      reportOpensWithAsked: paragraph.reportOpensWithAsked,
    };
  });
}

/** Whether a sentence holds anything of the type asked for, where the type is a kind of thing. */
function holdsType(type: AnswerType, sentence: string): boolean {
  switch (type) {
    case 'count':
      return numbersIn(sentence).some(({ kind }) => kind !== 'label' && kind !== 'ordinal');
    case 'date':
      return datesIn(sentence).length > 0;
    case 'person':
      return peopleIn(sentence).length > 0;
    case 'place':
      return placesIn(sentence).length > 0;
    case 'organisation':
      return organisationsIn(sentence).length > 0;
    case 'name':
      return quotedIn(sentence).length > 0;
    default:
      return false;
  }
}
