/**
 * The names of what is measured of a run of words, and the place of each among the weights: of where a run begins, of
 * where it ends, and of the run as a whole.
 */
import { WORD_CLASSES } from './words.ts';

/** How many words stand between a run and the nearest word in its clause that the question says. */
export const DISTANCES = ['0', '1', '2', '3', '5', '9', 'none'] as const;
/** Length in characters: at least so many. */
export const LENGTHS = [1, 2, 3, 4, 5, 7, 10, 15, 22, 32, 46, 70] as const;

const BEGIN_FEATURES = [
  ...WORD_CLASSES.map((name) => `before:${name}` as const),
  ...WORD_CLASSES.map((name) => `first:${name}` as const),
  ...DISTANCES.map((name) => `askedBefore:${name}` as const),
  'beforeIsAsked',
  'firstIsAsked',
  'verbBeforeIsAsked',
  'nounBeforeIsAsked',
  'alignedBefore',
  'alignedBeforeLoosely',
  'lastTermBefore',
  'lastTermBeforeInClause',
  'lastTermRightBefore',
  'earlierTermsBefore',
  'laterTermsBefore',
  'beginsInBestClause',
  'beginsAfterBestClause',
  'beginsInFirstClause',
  'clauseIsAsked',
  'beginsKind',
  'beginsInsideKind',
  'headBefore',
  'foreignBefore',
  'beginsInsideForeign',
  'beginsMidList',
] as const;

const END_FEATURES = [
  ...WORD_CLASSES.map((name) => `last:${name}` as const),
  ...WORD_CLASSES.map((name) => `after:${name}` as const),
  ...DISTANCES.map((name) => `askedAfter:${name}` as const),
  'afterIsAsked',
  'lastIsAsked',
  'verbAfterIsAsked',
  'nounAfterIsAsked',
  'alignedAfter',
  'alignedAfterLoosely',
  'nextTermAfter',
  'nextTermAfterInClause',
  'nextTermRightAfter',
  'earlierTermsAfter',
  'laterTermsAfter',
  'endsKind',
  'endsInsideKind',
  'endsAsHead',
  'endsAsHeadDoes',
  'headAfter',
  'foreignAfter',
  'endsInsideForeign',
  'endsMidList',
] as const;

const RUN_FEATURES = [
  ...LENGTHS.map((name) => `chars:${name}` as const),
  'askedShare',
  'holdsAsked',
  'allAsked',
  'oneBreak',
  'severalBreaks',
  'onePause',
  'severalPauses',
  'isKind',
  'holdsKind',
  'isQuoted',
  'isInQuotes',
  'isNamed',
  'isInNamed',
  'holdsNamed',
  'isNamedUnsure',
  'verbShare',
  'holdsVerb',
  'holdsOf',
  'holdsCopula',
  'isClause',
  'isSeveralClauses',
  'foreignShare',
  'latinShare',
  'numberShare',
] as const;

/** What the model looks at, in the order of its weights. */
export const SPAN_FEATURES = [...BEGIN_FEATURES, ...END_FEATURES, ...RUN_FEATURES] as const;

export type SpanFeature = (typeof SPAN_FEATURES)[number];

/** Of each feature its place. */
export const AT = Object.fromEntries(SPAN_FEATURES.map((name, i) => [name, i])) as Record<
  SpanFeature,
  number
>;
