/**
 * From what a person typed to a {@link Question}: spelling, English, scope, shape and focus terms.
 */
import { withOrdinals } from '../../language/editions.ts';
import { foldQuestion } from '../../language/normalize.ts';
import { withWholePrizes } from '../../language/scales.ts';
import { unknownThings } from './asked-thing.ts';
import { bodiesIn } from './bodies.ts';
import { readClaims } from './claims.ts';
import { readClauses, setAside } from './clauses.ts';
import { asksWhichYear, directionIn } from './comparing.ts';
import { countedThing } from './counted-thing.ts';
import { definitionAsked } from './definition.ts';
import { directoryOf } from './directory.ts';
import { holdsEnglishGrammar, isEnglish, type ReadEnglish, readEnglish } from './english.ts';
import { focusOf, namesKnown, strayWords } from './focus.ts';
import { readInitials } from './initials.ts';
import { absentPlaces, nowhereWords } from './nowhere.ts';
import { askedOfPerson, peopleNamed } from './of-person.ts';
import { foreignPlaces } from './place-names.ts';
import type { Question, Scope, Understanding, Wants } from './question.ts';
import { otherNamesIn, withOtherNames } from './renamed.ts';
import { blanked, comparedTimes, readScope } from './scope.ts';
import { readShape, type Shape } from './shape.ts';
import { type Correction, correctSpelling, withJoiners, withQuestionWords } from './spelling.ts';
import { isMatter } from './terms.ts';
import { withoutToldOtherwise } from './told-otherwise.ts';
import { readWants } from './wants.ts';

/**
 * Understands one question on its own.
 *
 * @param typed the person's words
 */
export function understand(typed: string, index: Understanding, thisYear: number): Question {
  const asTyped = foldQuestion(typed);
  const initials = readInitials(asTyped, index);
  const folded = withQuestionWords(withJoiners(withOrdinals(withWholePrizes(respelt(asTyped, initials)))));
  const directory = directoryOf(index.reports);
  const language = isEnglish(folded) ? 'en' : 'zh';
  const english = /[a-z]{2}/u.test(folded) ? readEnglish(folded, index, directory.byPinyin) : null;
  const chinese = english?.text ?? folded;
  const corrections = correctSpelling(
    index.segment(chinese),
    index,
    directory,
    index.lexicon,
    definitionAsked(chinese),
  );
  const { plain: corrected, others } = otherNamesIn(respelt(chinese, corrections), index);
  const { scope, rest, named } = readScope(corrected, index, thisYear);
  const aside = setAside(rest);
  const asides = aside ? [aside] : [];
  const { asking, telling, told, chat } = readClauses(
    blanked(rest, asides),
    (clause) => namesKnown(clause, index),
    index.segment,
  );
  const shape = withoutComparedTimes(readShape(asking.replace(/\s+/gu, ' ')));
  // Read once the asking words are out: 多少天门 holds no 天门.
  const foreign = foreignPlaces(`${shape.matter} ${telling}`.trim(), index, directory.names);
  const focus = withOtherNames(
    focusOf(
      shape,
      telling,
      foreign,
      { language: holdsEnglishGrammar(folded) ? 'en' : language, others: english?.others ?? NONE },
      index,
    ),
    others,
  );
  const people = peopleNamed(focus, shape.matter, index);
  const ofPerson = askedOfPerson(shape, people, focus);
  const isForAllYears =
    scope.isForAllYears ||
    (scope.years.length === 0 && directionIn(corrected) !== null && asksWhichYear(corrected));
  const wanted = readWants(blanked(corrected, [...asides, ...told]), shape.matter, {
    focus,
    head: shape.head,
    language,
    foreign,
  });
  const wants: Wants =
    isToCome(scope, thisYear) && wanted.plan === null ? { ...wanted, plan: 'plan' } : wanted;
  return {
    // 岳明远做了什么工作 asks for what is told of him, and for no part of the report.
    type: shape.type === 'summary' && people.length > 0 ? 'open' : shape.type,
    wantsMany: shape.wantsMany,
    unit: shape.unit,
    counted: shape.type === 'count' ? countedThing(asking, index) : [],
    numberKind: shape.numberKind,
    head: shape.head,
    unknownThings: language === 'zh' && shape.type !== 'yesno' ? unknownThings(asking, index) : [],
    defined: shape.defined,
    bodies: bodiesIn(asking, index),
    people,
    ofPerson,
    claims: shape.type === 'yesno' ? readClaims(blanked(named, [...asides, ...chat]), index) : null,
    wants,
    focus: withoutToldOtherwise(focus, { wants, scope, shape, ofPerson, asking }),
    nowhere: nowhereWords(asTyped, focus, index),
    absent: absentPlaces(foreign, index),
    strays: strayWords(shape.matter, language, index),
    excluded: index
      .segment(aside?.excluded ?? '')
      .map(({ text }) => text)
      .filter((word) => word.length > 1 && isMatter(word)),
    scope: { ...scope, foreign: inOrder(foreign, corrected), isForAllYears },
    alone: null,
    corrections: [...initials, ...corrections].map(({ from, to }) => ({ from, to })),
    language,
    asked: corrected,
    matter: shape.matter,
    typed: told.length > 0 ? blanked(corrected, told).replace(/\s+/gu, ' ').trim() : typed.trim(),
    unscoped: rest.replace(/\s+/gu, ' ').trim(),
  };
}

/** 比去年 asks for a change, and no sentence has to say 去年; what a claim says of it has to stand there. */
const withoutComparedTimes = (shape: Shape): Shape =>
  shape.type === 'yesno'
    ? shape
    : { ...shape, matter: blanked(shape.matter, comparedTimes(shape.matter)).replace(/\s+/gu, ' ').trim() };

const respelt = (text: string, corrections: readonly Correction[]) =>
  corrections.reduceRight(
    (rest, { from, to, start }) => rest.slice(0, start) + to + rest.slice(start + from.length),
    text,
  );

const NONE: ReadEnglish['others'] = new Map();
/** What next year brings can only be planned. */
const isToCome = ({ relativeYear }: Scope, thisYear: number) =>
  relativeYear !== null && relativeYear > thisYear;

/** Places in the order in which they are named. */
const inOrder = (places: readonly string[], asked: string) =>
  [...places].sort((a, b) => asked.indexOf(a) - asked.indexOf(b));
