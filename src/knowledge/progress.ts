/**
 * How a report says how far something has got: planned, under way, reached.
 */
import { wordLists } from './word-lists.ts';

/** How far a thing has come. */
export const STATUS = wordLists('status.txt', [
  'planned',
  'underway',
  'awaited',
  'awaits',
  'to-come',
  'succeeded',
  'honour-noun',
  'put-off',
  'applied',
  'recommended',
  'failed',
  'asks-honour',
  'honour',
  'asks-building',
  'building',
  'asks-any',
  'outcome-lead',
  'outcome-because',
  'announced',
  'any',
]);

/** How a report says that something is still to come. */
export const PLANS = wordLists('plans.txt', [
  'planned',
  'ahead',
  'takes',
  'taken',
  'strive',
  'strive-got',
  'got',
  'laid-down',
  'by-then',
  'turned-out',
  'not-turned-out',
  'heading',
  'of-year',
]);
