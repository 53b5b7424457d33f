/**
 * Question to answer, pure: the same question, conversation, index and day give the same answer.
 *
 * understand → a standard answer, or find (retrieve, rank sentences, extract, decide) → ask back, compare or compose.
 */
import { covers } from '../corpus/report.ts';
import type { Index, ReportCard } from '../index/shelf.ts';
import { foldQuestion } from '../language/normalize.ts';
import { askBack } from './compose/clarify.ts';
import { compare } from './compose/compare.ts';
import { citationsOf, textOf } from './compose/compose.ts';
import { afterSmallTalk, introduce, isAboutTheBot, tooLong } from './compose/help.ts';
import { standardAnswer } from './compose/standard.ts';
import { type Sought, unanswered } from './compose/unanswered.ts';
import type { Answer, Asked } from './contract.ts';
import { ANSWER_THRESHOLD } from './decide/confidence.ts';
import type { Finding } from './decide/decide.ts';
import { decide } from './decide/decide.ts';
import { fitsBetterAlone } from './decide/in-context.ts';
import { findSeveral } from './decide/several.ts';
import { ofNearest, TELLS } from './decide/side-by-side.ts';
import { firstCited } from './find/finding.ts';
import { understandInContext } from './question/conversation.ts';
import { reportsOf } from './question/directory.ts';

import { questionIn } from './question/message.ts';
import { shortPlace } from './question/place-names.ts';

import type { Question } from './question/question.ts';
import { type Side, sidesOf } from './question/sides.ts';
import { readSmallTalk } from './question/small-talk.ts';
import type { Told } from './question/turns.ts';
import { figureRole } from './read/figure-roles.ts';
import type { Evidence } from './retrieve/evidence.ts';

/** A longer question is refused: nobody asks in so many words, and work stays bounded. */
export const MAX_QUESTION_CHARS = 500;

/** Of what was asked before, the end is what counts. */
const MAX_CONVERSATION_CHARS = 3 * MAX_QUESTION_CHARS;

/** An answer with what it was chosen from, for whoever measures. */
export interface Traced {
  readonly answer: Answer;
  /** As it was understood; null where it was not read as a question. */
  readonly question: Question | null;
  /** The sentences as they were retrieved; empty where the answer was not found by ranking them once. */
  readonly retrieved: readonly Evidence[];
  /** The same sentences, best first. */
  readonly ranked: readonly Evidence[];
  /** What was found, also where it was not sure enough to be answered; null where nothing was. */
  readonly finding: Finding | null;
}

/** Answers one question. */
export function answerQuestion(asked: Asked, index: Index): Answer {
  return traceQuestion(asked, index).answer;
}

/** Answers one question and keeps what the answer was chosen from. */
export function traceQuestion(asked: Asked, index: Index): Traced {
  const folded = foldQuestion(questionIn(asked.question));
  if (isAboutTheBot(folded)) return untraced(introduce(index, folded));
  if (folded.length > MAX_QUESTION_CHARS) {
    return untraced(tooLong(index, folded, MAX_QUESTION_CHARS));
  }
  const said = readSmallTalk(folded.trim());
  if (said !== null) return untraced(afterSmallTalk(index, folded, said));
  const previous = asked.previous?.slice(-MAX_CONVERSATION_CHARS);
  const question = understandInContext(asked.question, previous, index, asked.thisYear, (before, earlier) =>
    toldBy(traceQuestion({ ...asked, question: before, previous: earlier }, index)),
  );
  const { thisYear, today = `${thisYear}-12-31` } = asked;
  const readings = question.alone === null ? [question] : [question, question.alone];
  for (const reading of readings) {
    const standard = standardAnswer(reading, index, thisYear, today);
    if (standard) return untraced(standard, reading);
  }
  const traced = answerUnderstood(question, index);
  if (question.alone === null) return traced;
  // Whose reports were asked about before is preferred, and no more.
  const alone = answerUnderstood(question.alone, index);
  return fitsBetterAlone(traced, alone, question.alone) ? alone : traced;
}

/** What an answer tells a follow-up. */
function toldBy({ answer, question }: Traced): Told {
  const [first] = answer.citations;
  const { start, end } = first?.highlight ?? { start: 0, end: 0 };
  return {
    question,
    isAnswered: answer.kind !== 'unanswered',
    span: first?.quote.slice(start, end) ?? '',
    quote: first?.quote ?? '',
    choices: answer.kind === 'clarify' ? answer.suggestions : [],
  };
}

const untraced = (answer: Answer, question: Question | null = null): Traced => ({
  answer,
  question,
  retrieved: [],
  ranked: [],
  finding: null,
});

function answerUnderstood(asked: Question, index: Index): Traced {
  const question = ofWhoeverTells(asked, index);
  const reports = reportsInScope(question, index);
  if (reports.length === 0)
    return untraced(unanswered(question, index, { reports, ranked: [], finding: null }), question);
  const told = ofNearest(question, index, reports);
  const sides = sidesOf(question, index, told);
  if (sides.length >= 2 && !statesDifference(question, index, reports, sides)) {
    const compared = compare(question, index, sides, told.length < reports.length);
    if (compared) return untraced(compared, question);
  }
  const found = decide(question, index, reports);
  // Of two that are named, one alone is no answer, but for what they did together.
  if (sides.length >= 2 && !isOfAll(question, index, found.finding)) {
    const nearest = found.finding && { ...found.finding, confidence: 0 };
    return untraced(
      unanswered(question, index, { reports, ranked: found.ranked, finding: nearest }),
      question,
    );
  }
  const finding = findSeveral(question, index, reports, found.finding) ?? found.finding;
  // 现在 is asked of the newest report first; what that does not tell, an older one may.
  if (question.scope.relativeYear !== null && question.wants.now && !isSure(finding))
    return answerUnderstood({ ...question, scope: { ...question.scope, relativeYear: null } }, index);
  const { retrieved, ranked } = found;
  return {
    answer: answerFound(question, index, { reports, ranked, finding }),
    question,
    retrieved,
    ranked,
    finding,
  };
}

/** Whether a sentence is of all associations that a question names: it is one's report's, and it names the others. */
function isOfAll({ scope }: Question, { reports }: Index, finding: Finding | null): boolean {
  if (scope.associations.length < 2 || finding === null) return true;
  const { report, folded } = finding.basis.evidence;
  return scope.associations.every(
    (association) =>
      association === report.association ||
      reportsOf([association], reports).some(({ place }) => folded.includes(shortPlace(place))),
  );
}

const isSure = (finding: Finding | null): finding is Finding =>
  finding !== null && finding.confidence >= ANSWER_THRESHOLD;

/** 兰花号2023年比2022年多吗 names years and nobody: it is asked of the association whose reports tell of it. */
export function ofWhoeverTells(question: Question, index: Index): Question {
  const { scope } = question;
  if (scope.associations.length > 0 || scope.isForAll || scope.years.length < 2 || scope.isSpan)
    return question;
  const found = decide({ ...question, scope: { ...scope, years: [] } }, index, index.reports).finding;
  const teller = found?.basis.evidence.report.association;
  return teller && found.basis.evidence.fit >= TELLS
    ? { ...question, scope: { ...scope, associations: [teller] } }
    : question;
}

function answerFound(question: Question, index: Index, sought: Sought): Answer {
  const { finding } = sought;
  if (!isSure(finding)) return unanswered(question, index, sought);
  return (
    askBack(question, index, finding) ?? {
      kind: 'answered',
      text: textOf(finding, question),
      confidence: Math.round(finding.confidence * 100) / 100,
      citations: citationsOf(finding),
      nearest: [],
      suggestions: [],
      generation: index.generation,
    }
  );
}

/** The reports a question may be answered from. */
export function reportsInScope({ scope }: Question, index: Index): readonly ReportCard[] {
  const named = scope.associations.length > 0 ? reportsOf(scope.associations, index.reports) : index.reports;
  const { relativeYear } = scope;
  if (relativeYear === null) return named;
  const ofYear = named.filter(({ period }) => covers(period, relativeYear));
  if (ofYear.length > 0) return ofYear;
  // 去年 asked of an association whose newest report is older is answered from that report, saying its year.
  const newest = new Map<string, number>();
  for (const { association, period } of named)
    newest.set(association, Math.max(period.to, newest.get(association) ?? period.to));
  return named.filter(({ association, period }) => period.to === newest.get(association));
}

/** Whether several associations, years or things are set side by side. */
export function wantsComparison(question: Question, index: Index): boolean {
  return sidesOf(question, index, reportsInScope(question, index)).length >= 2;
}

/** 比上年增加2.1万人次: what lies between two years is told as a report states it. */
function statesDifference(
  question: Question,
  index: Index,
  reports: readonly ReportCard[],
  sides: readonly Side[],
): boolean {
  const { association } = sides[0] as Side;
  const areYears = sides.every((side) => side.item === '' && side.association === association);
  if (!areYears || question.wants.comparison === null) return false;
  const { finding } = decide(question, index, reports);
  return (
    isSure(finding) &&
    finding.highlight !== null &&
    figureRole(firstCited(finding).evidence.folded, finding.highlight) === 'change'
  );
}
