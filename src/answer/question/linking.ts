/**
 * Small words of grammar that the patterns of questions are composed of.
 */
import { wordLists } from '../../knowledge/word-lists.ts';

export const LINKING = wordLists('linking.txt', [
  'copula',
  'name',
  'with',
  'together',
  'each',
  'and',
  'sigh',
  'within',
  'really',
  'spoken_of',
  'of_term',
  'total',
  'amounts',
  'at',
  'pointing',
  'versus',
]);
