/**
 * Whose honour it is: a sentence that goes through people, each with an honour of their own, gives the one that is claimed to
 * somebody else.
 */
import { isWithin, type Place } from '../../../language/place.ts';
import { peopleIn } from '../../../language/readings.ts';
import { cutClauses } from '../../read/clauses.ts';
import { stepIn } from '../../read/status.ts';
import { occurrences } from '../../retrieve/occurrences.ts';
import type { Judged } from './judged.ts';
import type { Told, ToldWord } from './told.ts';

/** Judges that an honour is somebody's; empty where the sentence does not give it to another one. */
export function judgeHonour(told: Told): Judged[] {
  const { claims, evidence, text, start } = told;
  const [name, ...more] = claims.people.filter((one) => text.includes(one));
  if (name === undefined || more.length > 0 || claims.isNegated) return [];
  const { folded } = evidence;
  const stretches = stretchesOf(folded);
  const own = stretches.filter(({ names }) => names.includes(name));
  const [mine] = own;
  if (!mine || own.length > 1 || mine.names.length > 1 || !isHonoured(folded, mine)) return [];
  const isIn = ({ word }: ToldWord, stretch: Place) =>
    [word.text, ...word.alternatives].some((other) =>
      occurrences(folded, other).some((place) => isWithin(place, stretch)),
    );
  // What is claimed and not told of the person: the honour.
  const honour = told.words.filter(
    (word) => !word.word.isVerb && word.word.text !== name && !isIn(word, mine),
  );
  const isNamed = honour.some(({ word }) => word.kind === 'word' && word.isKey);
  const theirs = stretches.find(
    (stretch) =>
      stretch !== mine && isHonoured(folded, stretch) && honour.every((word) => isIn(word, stretch)),
  );
  if (!isNamed || !theirs) return [];
  const at = {
    start: Math.min(mine.start, theirs.start) - start,
    end: Math.max(mine.end, theirs.end) - start,
  };
  return [{ part: 'honour', agreement: 'contradicted', word: theirs.names[0] ?? '', at }];
}

interface Stretch extends Place {
  readonly names: readonly string[];
}

/** The clauses of a sentence that name somebody, each with those that follow in its part and name nobody. */
function stretchesOf(folded: string): Stretch[] {
  const people = peopleIn(folded);
  const stretches: Stretch[] = [];
  for (const clause of cutClauses(folded)) {
    const names = people.filter((person) => isWithin(person, clause)).map(({ name }) => name);
    const last = stretches.at(-1);
    const isNewPart = last !== undefined && /[；;]/u.test(folded.slice(last.end, clause.start));
    if (names.length > 0 || isNewPart) stretches.push({ ...clause, names });
    else if (last) stretches[stretches.length - 1] = { ...last, end: clause.end };
  }
  return stretches.filter(({ names }) => names.length > 0);
}

/** Whether a stretch tells of an honour that was got, and of none that was only applied for. */
const isHonoured = (folded: string, { start, end }: Place) =>
  stepIn(folded.slice(start, end), 'honour')?.kind === 'reached';
