/**
 * Exchanges that somebody voted on, for a maintainer to learn from: without what points to a person, the same question
 * once.
 */
import { createHash } from 'node:crypto';
import type Database from 'better-sqlite3';
import type { Answer } from '../answer/contract.ts';
import type { Audience } from '../corpus/report.ts';
import { foldQuestion } from '../language/normalize.ts';
import { readAnswer } from './exchange.ts';
import { lineWithoutPersonal } from './personal.ts';
import type { Verdict } from './votes.ts';

/** A question with what people thought of its answer. */
export interface VotedQuestion {
  /** Nine digits that stand for question, question before and audience; the same in every export. */
  readonly digits: string;
  readonly question: string;
  readonly previous: string | null;
  readonly audience: Audience;
  /** The newest one that was voted on. */
  readonly answer: Answer;
  readonly useful: number;
  readonly notUseful: number;
  /** What people wrote with 没用, each once. */
  readonly notes: readonly string[];
}

/** A vote with what was voted on. */
export interface VoteRow {
  readonly question: string;
  readonly previous: string | null;
  readonly audience: Audience;
  readonly answer: string;
  readonly verdict: Verdict;
  readonly note: string;
}

/** Reads the questions voted on since a time: those found useless first, then by how many voted, then by text. */
export function votedQuestions(db: Database.Database, sinceMs: number): VotedQuestion[] {
  const rows = db
    .prepare(
      `SELECT question, previous, audience, answer, verdict, note
       FROM votes JOIN exchanges ON exchanges.id = votes.exchange
       WHERE voted_at >= ? AND json_valid(answer) ORDER BY asked_at, exchange, votes.user`,
    )
    .iterate(sinceMs) as IterableIterator<VoteRow>;
  return gatherVotes(rows);
}

/** Puts votes on the same question together, in the order in which the questions were asked. */
export function gatherVotes(rows: Iterable<VoteRow>): VotedQuestion[] {
  const byQuestion = new Map<string, Mutable<VotedQuestion>>();
  for (const row of rows) {
    const question = lineWithoutPersonal(row.question);
    const previous = row.previous === null ? null : lineWithoutPersonal(row.previous);
    const key = JSON.stringify([foldQuestion(question), foldQuestion(previous ?? ''), row.audience]);
    const answer = readAnswer(row.answer);
    const known = byQuestion.get(key) ?? {
      digits: digitsOf(key),
      question,
      previous,
      audience: row.audience,
      answer,
      useful: 0,
      notUseful: 0,
      notes: [],
    };
    byQuestion.set(key, known);
    known.answer = answer;
    if (row.verdict === 'useful') known.useful += 1;
    else known.notUseful += 1;
    const note = lineWithoutPersonal(row.note);
    if (note && !known.notes.includes(note)) known.notes = [...known.notes, note];
  }
  return [...byQuestion.values()].sort(
    (a, b) =>
      b.notUseful - a.notUseful ||
      b.useful - a.useful ||
      (a.question < b.question ? -1 : a.question > b.question ? 1 : a.digits < b.digits ? -1 : 1),
  );
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

function digitsOf(key: string): string {
  const number = createHash('sha256').update(key).digest().readUInt32BE(0) % 1_000_000_000;
  return String(number).padStart(9, '0');
}
