/**
 * Records for the tests of the maintainer's commands: as a running bot would write them, into the folder of a test.
 */
import { join } from 'node:path';
import type { Answer } from '../../../src/answer/contract.ts';
import { type NewExchange, openRecords, type Records } from '../../../src/records/records.ts';

/** Opens the records of a folder with the secret that is made beside them. */
export function openBot(cwd: string, now: () => Date = () => new Date()): Records {
  return openRecords({
    file: join(cwd, 'data/kewen.sqlite'),
    key: null,
    retentionDays: 90,
    log: { warn: () => {}, info: () => {} },
    now,
  });
}

/** An answer; `answered` ones cite a sentence of `yanling-2022`. */
export function answer(kind: Answer['kind'], more: Partial<Answer> = {}): Answer {
  return {
    kind,
    text: '',
    confidence: 1,
    citations: [],
    nearest: [],
    suggestions: [],
    generation: 'g',
    ...more,
  };
}

/** A question in a private chat with the bot. */
export function asked(question: string, more: Partial<NewExchange> = {}): NewExchange {
  return {
    channel: 'telegram',
    audience: 'public',
    user: 'telegram:1001',
    conversation: 'telegram:1001',
    question,
    answer: answer('unanswered'),
    elapsedMs: 3,
    ...more,
  };
}
