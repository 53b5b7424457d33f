/**
 * What 他, 该校 and 那项发明 of a follow-up stand for: somebody or something that the question before or its answer named.
 */
import { CONVERSATION } from '../../knowledge/lists.ts';
import { oneOf } from '../../knowledge/word-lists.ts';
import { fold } from '../../language/normalize.ts';
import { organisationsIn, peopleIn, quotedIn } from '../../language/readings.ts';
import { HEAD_NOUNS, headClass } from './heads.ts';
import { mayStandFor } from './institutions.ts';
import { firstClause } from './leaning.ts';
import type { Told } from './turns.ts';

const PERSON = new RegExp(oneOf(CONVERSATION.person), 'u');
const NO_PRONOUN = new RegExp(oneOf(CONVERSATION.none), 'gu');
const NOUN = `${oneOf(CONVERSATION.abbreviated)}|${HEAD_NOUNS}`;
const POINTS = new RegExp(`${oneOf(CONVERSATION.points)}(${NOUN})`, 'u');
const WRITTEN = new RegExp(`(?<![a-z])${oneOf(CONVERSATION.written)}(?![a-z])`, 'gu');

/** Longest span that a pronoun may stand for. */
const MAX_NAME_CHARS = 20;

/** A message in which whoever is called ta is called 他. */
export const withPronouns = (typed: string): string =>
  /\p{Script=Han}/u.test(typed) ? typed.replace(WRITTEN, '他').replace(/TA/gu, '他') : typed;

/** A pronoun of a follow-up. */
export interface Pronoun {
  /** What it says of what it stands for: 校, 发明; null for a person. */
  readonly noun: string | null;
}

/** The pronoun of a message; null where it has none. */
export function pronounIn(typed: string): Pronoun | null {
  const text = firstClause(fold(typed)).replace(NO_PRONOUN, '');
  const noun = POINTS.exec(text)?.[1];
  if (noun !== undefined && headClass(noun) !== 'person') return { noun };
  return noun !== undefined || PERSON.test(text) ? { noun: null } : null;
}

/**
 * The name that a pronoun stands for; null where none was named.
 *
 * @param asked the question before, as it was typed
 * @param told  what it was answered with
 */
export function antecedent({ noun }: Pronoun, asked: string, told: Told): string | null {
  const span = told.span.length <= MAX_NAME_CHARS ? told.span : '';
  const question = fold(asked);
  if (noun === null) {
    const whole = peopleIn(fold(told.quote)).map(({ name }) => name);
    // 她 of an answer that is an honour is whoever the question named.
    return (
      whole.find((name) => span.includes(name)) ??
      whole.find((name) => question.includes(name)) ??
      (span || null)
    );
  }
  const named = namesOfKind(noun, fold(told.quote));
  return (
    named.find((name) => span.includes(name)) ??
    named.find((name) => question.includes(name)) ??
    named[0] ??
    (span || null)
  );
}

/** What a sentence names that a noun may stand for: 黔岭农学院 for 校, 《…》 for 发明. */
function namesOfKind(noun: string, sentence: string): string[] {
  if (headClass(noun) === 'name') return quotedIn(sentence).map(({ inner }) => inner);
  const organisations = organisationsIn(sentence).map(({ name }) => name);
  return organisations.filter((name) => mayStandFor(noun, name));
}
