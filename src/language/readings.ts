/**
 * What is read of a sentence, kept for when it is read again: to tell whether it holds what is asked for, to find it
 * there, and for the next question that comes to the same sentence.
 */
import { readDates } from './dates.ts';
import { readHoldings } from './holdings.ts';
import { keeping } from './keeping.ts';
import { readOrganisations, readPeople, readPlaces, readQuoted } from './names.ts';
import { readNumbers } from './numbers.ts';

/** Sentences whose readings are kept, of each kind: with all kinds full some 10 MB. */
export const KEPT_SENTENCES = { texts: 5000, chars: 500_000 } as const;

export const numbersIn = keeping((sentence) => readNumbers(sentence, datesIn(sentence)), KEPT_SENTENCES);
export const datesIn = keeping((sentence) => readDates(sentence), KEPT_SENTENCES);
export const peopleIn = keeping((sentence) => readPeople(sentence), KEPT_SENTENCES);
export const holdingsIn = keeping(readHoldings, KEPT_SENTENCES);
export const placesIn = keeping(readPlaces, KEPT_SENTENCES);
export const organisationsIn = keeping(readOrganisations, KEPT_SENTENCES);
export const quotedIn = keeping(readQuoted, KEPT_SENTENCES);
