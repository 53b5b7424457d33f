/**
 * What is read of a sentence, kept for when it is read again: to tell whether it holds what is asked for, to find it
 * there, and for the next question that comes to the same sentence.
 */
import { LRUCache } from 'lru-cache';
import { readDates } from '../language/dates.ts';
import { readOrganisations, readPeople, readPlaces, readQuoted } from '../language/names.ts';
import { readNumbers } from '../language/numbers.ts';

/** Sentences whose readings are kept, of each kind: with all kinds full some 10 MB. */
const KEPT_SENTENCES = 5000;

/** A reader of sentences that remembers what it read last. */
export function keeping<T extends object>(read: (sentence: string) => readonly T[]) {
  const kept = new LRUCache<string, readonly T[]>({ max: KEPT_SENTENCES });
  return (sentence: string): readonly T[] => {
    let readings = kept.get(sentence);
    if (!readings) {
      readings = read(sentence);
      kept.set(sentence, readings);
    }
    return readings;
  };
}

export const numbersIn = keeping((sentence) => readNumbers(sentence));
export const datesIn = keeping((sentence) => readDates(sentence));
export const peopleIn = keeping((sentence) => readPeople(sentence));
export const placesIn = keeping(readPlaces);
export const organisationsIn = keeping(readOrganisations);
export const quotedIn = keeping(readQuoted);
