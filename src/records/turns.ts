/**
 * The last questions of a conversation, as the value that is remembered under its key: the newest as its question, the
 * one before beside it.
 */
import type { Remembered } from './conversations.ts';

/** A question of a conversation. */
export interface Turn {
  readonly question: string;
  /** Its place in the conversation: these sort as text. */
  readonly at: string;
  /** Keyed hash of who asked. */
  readonly by: string;
}

/** A question to add to a conversation. */
export interface NewTurn extends Pick<Turn, 'question' | 'at'> {
  readonly user: string;
}

/** Questions kept of a conversation. */
export const KEPT_TURNS = 2;

/** Newest first. */
export function turnsOf(remembered: Remembered | undefined): Turn[] {
  if (!remembered) return [];
  const { ts, by, before, beforeTs, beforeBy } = remembered.extra ?? {};
  return [
    { question: remembered.question, at: String(ts ?? '0'), by: String(by ?? '') },
    ...(before === undefined
      ? []
      : [{ question: String(before), at: String(beforeTs ?? '0'), by: String(beforeBy ?? '') }]),
  ];
}

/** A conversation with one question more, or with another one in its place. */
export function withTurn(turns: readonly Turn[], added: Turn): Remembered {
  const [last, before] = [added, ...turns.filter(({ at }) => at !== added.at)]
    .sort((a, b) => (a.at < b.at ? 1 : -1))
    .slice(0, KEPT_TURNS) as [Turn, Turn?];
  return {
    question: last.question,
    extra: {
      ts: last.at,
      by: last.by,
      ...(before ? { before: before.question, beforeTs: before.at, beforeBy: before.by } : {}),
    },
  };
}

/** What is remembered, with a change to it. */
export function amended(before: Remembered | undefined, change: Partial<Remembered>): Remembered {
  const extra = { ...before?.extra, ...change.extra };
  return {
    question: '',
    ...before,
    ...change,
    ...(Object.keys(extra).length > 0 ? { extra } : {}),
  };
}
