/**
 * The word lists that several places read, by the names of their classes.
 */
import { wordLists } from './word-lists.ts';

/** Small words of grammar in the sentences of reports. */
export const JOINING = wordLists('joining.txt', [
  'place',
  'and',
  'chain',
  'is',
  'respectively',
  'before-item',
  'from',
  'to',
  'part',
  'of',
  'of-or-done',
  'link',
  'link-told',
  'this',
  'then',
]);

/** How a report, or somebody who asks, says that a thing goes by another name. */
export const RENAMING = wordLists('renaming.txt', [
  'becomes',
  'manner',
  'lead',
  'called',
  'short',
  'otherwise',
]);

/** How a report leads from one thing to the next. */
export const NARRATION = wordLists('narration.txt', [
  'refers-back',
  'follows-from',
  'saying',
  'last-year',
  'arrives',
]);

/** What fits every report or every question. */
export const GENERAL = wordLists('general.txt', ['whole', 'asks', 'bare']);

/** What a person is called by. */
export const OFFICES = wordLists('offices.txt', [
  'single',
  'deputy',
  'several',
  'government',
  'branch',
  'association',
  'party',
  'held',
  'is',
  'comes',
  'left',
  'takes',
  'leaves',
  'no-more',
  'replaces',
  'succeeds',
  'former',
  'first',
  'present',
  'chief',
  'heads-association',
  'meets',
  'leads',
  'title',
  'called',
  'after_name',
]);
/** Offices of which an institution has one holder or a few. */
export const POSTS: readonly string[] = [...OFFICES.single, ...OFFICES.deputy, ...OFFICES.several];

/** What stands beside a figure and tells what it is. */
export const COUNTING = wordLists('counting.txt', [
  'general',
  'of-time',
  'people',
  'edition',
  'added',
  'total',
  'stretch',
  'during',
  'average',
]);

/** Which of several figures of one thing is meant. */
export const MEASURED = wordLists('measured.txt', [
  'target',
  'target-before',
  'target-of',
  'target-after',
  'changed',
  'than',
  'apart',
  'about',
  'ranks',
  'backwards',
  'of-place',
  'first',
  'places',
  'result',
  'rate',
  'note',
  'sum',
  'whole',
  'own',
  'of-level',
  'part-of-year',
  'over-aim',
  'reached',
  'both',
  'change',
  'unmet',
  'aim-words',
  'reach',
  'exceed',
  'from-aim',
  'laid-down',
  'done',
  'in-all',
  'beyond',
  'wanting',
  'still',
  'how-many',
  'most',
  'least',
  'more',
  'less',
  'every',
  'some',
]);

/** What one can be to an event or a work. */
export const ROLES = wordLists('roles.txt', [
  '主办',
  '承办',
  '协办',
  '指导',
  '支持',
  '联合',
  '发起',
  '资助',
  '推荐',
]);

/** Verbs that people say for one another. */
export const VERBS = wordLists('everyday-verbs.txt', [
  'hold',
  'have',
  'receive',
  'name',
  'come',
  'attend',
  'watch',
  'give',
  'make',
  'begin',
  'solve',
  'grow',
  'serve',
  'choose',
  'elect',
  'employ',
  'build',
  'teach',
  'post',
  'join',
  'replace',
  'finish',
  'pass',
]);

/** Of how many. */
export const QUANTIFIERS = wordLists('quantifiers.txt', [
  'all',
  'all-told',
  'only',
  'only-told',
  'only-before',
  'one-of-several',
  'half',
  'under-half',
  'two-thirds',
  'double',
]);

/** By what a claim is held against a sentence. */
export const TELLING = wordLists('telling.txt', [
  'denies',
  'lacking',
  'not-denying',
  'held-at',
  'no-place',
  'role-noun',
  'own',
  'own-rank',
  'not-in-subject',
  'does',
  'not-all',
  'level-tail',
  'one-of',
]);

/** What leads to a part of a claim. */
export const LEADS = wordLists('claiming.txt', [
  'at',
  'is-at',
  'called',
  'alone',
  'body',
  'member',
  'target',
  'asserts',
  'by',
  'not',
  'not-negating',
  'all-listed',
  'after-doing',
  'no-actor',
  'of-date',
  'within',
  'belongs-to',
  'than',
]);

/** How a message leans on the one before it. */
export const CONVERSATION = wordLists('conversation.txt', [
  'opens',
  'begins',
  'ends',
  'anywhere',
  'person',
  'points',
  'abbreviated',
  'none',
  'written',
  'chooses',
  'all',
  'first',
  'last',
  'measure',
  'ends-choice',
]);

/** What names of things of one kind hold, and the nouns that ask for one. */
export const KINDS = wordLists('kinds.txt', [
  'asks-honour',
  'honour',
  'asks-office',
  'asks-school',
  'school',
  'asks-hospital',
  'hospital',
  'asks-society',
  'society',
  'asks-company',
  'company',
  'ends-no-company',
  'institute',
  'of-association',
  'any-institution',
  'of-person',
  'work',
  'maker',
]);

/** How a report counts things off, and the parts of a report that are asked for. */
export const LISTING = wordLists('listing.txt', [
  'counts-off',
  'as-follows',
  'and-so-on',
  'asks-problems',
  'not-problems',
  'asks-plans',
  'asks-targets',
  'not-targets',
  'asks-honours',
  'won',
  'roster',
  'in-problems',
  'mended',
  'in-honours',
  'opens-problems',
  'asks-beside',
  'of-whole',
  'opinions',
]);
