/**
 * The turns of a conversation: what a follow-up may build on. Small talk is none.
 */
import type { Question } from './question.ts';
import { readSmallTalk } from './small-talk.ts';

/** Questions of a conversation that a follow-up may build on: 平湖…多少项 / 那太仓呢 / 受益多少人. */
const REMEMBERED_QUESTIONS = 3;

/**
 * A conversation as the next question's `previous`: its last questions, oldest first, one a line.
 *
 * @param previous the conversation before a question; undefined at its beginning
 */
export function conversationWith(previous: string | undefined, question: string): string {
  const line = question.replace(/[\t\r\n]/gu, ' ').trim();
  return turnsOf([previous ?? '', line].join('\n')).join('\n');
}

/** The questions of a conversation, oldest first. */
export function turnsOf(conversation: string | undefined): string[] {
  return (conversation ?? '')
    .split('\n')
    .filter((line) => line.trim() && readSmallTalk(line.trim()) === null)
    .slice(-REMEMBERED_QUESTIONS);
}

/** What a question of the conversation was answered with, as far as a follow-up leans on it. */
export interface Told {
  /** As it was understood, of those ways that it could be. */
  readonly question: Question | null;
  /** Whether it was answered, or a choice offered. */
  readonly isAnswered: boolean;
  /** What answered it, and the sentence that it stands in; empty where there is none. */
  readonly span: string;
  readonly quote: string;
  /** The questions that one of was to be chosen; empty where nothing was asked back. */
  readonly choices: readonly string[];
}

/** What is told where nothing is. */
export const NOTHING_TOLD: Told = { question: null, isAnswered: false, span: '', quote: '', choices: [] };

/** Answers a question of the conversation again, with the questions before it. */
export type Tell = (question: string, earlier: string) => Told;
