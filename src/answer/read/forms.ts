/**
 * What a sentence shows by its form, whatever the type of a question: a reason, a floor, an address, a telephone, an age.
 */
import { wordLists } from '../../knowledge/word-lists.ts';

/** The words that say so, by form. */
export const FORMS = wordLists('forms.txt', [
  'reason',
  'no-reason',
  'setback',
  'mishap',
  'floor',
  'address',
  'phone',
  'age',
]);
