/**
 * What people write around a question changes no answer: greetings, emoji, mark-up, stories and asides, around every
 * question of the tune halves (metamorphic: nothing is known of the right answer, only that it stays the same).
 */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerQuestion } from '../../src/answer/answer.ts';
import type { Answer } from '../../src/answer/contract.ts';
import { type Golden, halfOf, isUnreviewed, readGolden } from '../../src/evaluation/golden.ts';
import { FIXTURES, type Served, SHIPPED, serve, THIS_YEAR } from '../support/corpora.ts';
import { NOISES, type Noise, noisy } from '../support/noise.ts';

const QUESTIONS = join(import.meta.dirname, '../fixtures/questions');
/** Every so many questions, each with noise of one kind: all of them take a minute. */
const EACH = 3;

let served: Served;
let questions: Golden[];
beforeAll(async () => {
  served = await serve([SHIPPED, FIXTURES], 'public');
  const files = ['invented', 'difficult', 'careful', 'practice'].map((set) =>
    join(QUESTIONS, `${set}.jsonl`),
  );
  questions = (await Promise.all(files.map(readGolden)))
    .flat()
    .filter((golden) => halfOf(golden) === 'tune' && !isUnreviewed(golden));
});
afterAll(() => served.index.close());

const tell = (question: string, { previous }: Golden): Answer =>
  answerQuestion({ question, ...(previous ? { previous } : {}), thisYear: THIS_YEAR }, served.index);

const cited = ({ kind, citations }: Answer) =>
  [kind, ...citations.map(({ report, start }) => `${report} ${start}`).sort()].join('\n');
const figures = ({ text }: Answer) => (text.match(/\d[\d.,]*/gu) ?? []).sort().join(' ');
const span = ({ citations: [first] }: Answer) =>
  first?.highlight ? first.quote.slice(first.highlight.start, first.highlight.end) : '';

/** What became of the questions with noise of a kind. */
function asked(noise: Noise) {
  let count = 0;
  const changed: string[] = [];
  const otherFigure: string[] = [];
  for (const [i, golden] of questions.entries()) {
    if (i % EACH !== NOISES.indexOf(noise) % EACH) continue;
    const question = noisy(golden.question, noise, i, served.index);
    if (question === null) continue;
    count++;
    const plain = tell(golden.question, golden);
    const answer = tell(question, golden);
    if (cited(plain) !== cited(answer)) changed.push(question);
    const isAnswered = plain.kind === 'answered' && answer.kind === 'answered';
    if (isAnswered && figures(plain) !== figures(answer) && span(plain) !== span(answer))
      otherFigure.push(question);
  }
  return { count, changed, otherFigure };
}

describe('noise around a question', () => {
  // Of all questions on 2026-11-30: greeting 99.9 %, ending 99.4, emoji and mark-up 100, story 98.2, aside 99.2.
  it.each([
    ['greeting', 0.995],
    ['ending', 0.98],
    ['emoji', 0.995],
    ['markup', 0.995],
    ['story', 0.95],
    ['aside', 0.98],
  ] as const)('leaves the answer and its citations as they are: %s, of %f', (noise, least) => {
    const { count, changed, otherFigure } = asked(noise);
    expect(count).toBeGreaterThan(300);
    expect(1 - changed.length / count, changed.slice(0, 5).join('\n')).toBeGreaterThanOrEqual(least);
    expect(otherFigure.length / count, otherFigure.join('\n')).toBeLessThanOrEqual(0.01);
  });
});
