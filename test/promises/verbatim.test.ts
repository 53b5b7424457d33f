/** Promise 1: an answer is made of the reports' own words, and says where they stand. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerQuestion } from '../../src/answer/answer.ts';
import type { Answer } from '../../src/answer/contract.ts';
import { FIXTURES, hasRaw, RAW, type Served, SHIPPED, serve, THIS_YEAR } from '../support/corpora.ts';
import { citationFaults, figureFaults, inventionFaults, shapeFaults } from '../support/faults.ts';
import { DRAWN, questionsAbout } from '../support/questions.ts';

/** Everything that is wrong with an answer. */
function faultsOf(answer: Answer, asked: string, { index, reports }: Served): string[] {
  return [
    ...citationFaults(answer, reports),
    ...passageFaults(answer, index),
    ...inventionFaults(answer, asked),
    ...figureFaults(answer, asked, index.reports),
    ...shapeFaults(answer),
    ...(answer.generation === index.generation ? [] : ['names another generation']),
  ];
}

/** A citation's passage can be opened, and holds its quote under its headings. */
function passageFaults({ citations, nearest }: Answer, index: Served['index']): string[] {
  return [...citations, ...nearest].flatMap((citation) => {
    const passage = index.passageById(citation.passage);
    const holds =
      passage !== undefined &&
      passage.start <= citation.start &&
      citation.end <= passage.end &&
      passage.section.join() === citation.section.join();
    return holds ? [] : [`cites a passage that does not hold its quote: ${JSON.stringify(citation)}`];
  });
}

const CORPORA = [
  {
    name: 'the reports that ship and the invented ones',
    folders: [SHIPPED, FIXTURES],
    audience: 'public',
    asks: 800,
  },
  { name: 'all of them, for staff', folders: [SHIPPED, FIXTURES], audience: 'staff', asks: 200 },
  { name: 'the raw texts', folders: [RAW], audience: 'public', asks: 400 },
] as const;

for (const { name, folders, audience, asks } of CORPORA) {
  describe.skipIf(folders.some((folder) => folder === RAW) && !hasRaw)(`over ${name}`, () => {
    let served: Served;
    beforeAll(async () => {
      served = await serve(folders, audience);
    });
    afterAll(() => served.index.close());

    it('every answer is made of its citations, and every citation of its report', () => {
      const kinds = new Map<string, number>();
      let near = 0;
      fc.assert(
        fc.property(questionsAbout(served.index), (question) => {
          const answer = answerQuestion({ question, thisYear: THIS_YEAR }, served.index);
          kinds.set(answer.kind, (kinds.get(answer.kind) ?? 0) + 1);
          if (answer.nearest.length > 0) near++;
          expect(faultsOf(answer, question, served)).toEqual([]);
        }),
        { ...DRAWN, numRuns: asks },
      );
      // The questions are about the reports: many have an answer, many do not.
      expect(kinds.get('answered')).toBeGreaterThan(asks / 10);
      expect(kinds.get('unanswered')).toBeGreaterThan(asks / 10);
      expect(near).toBeGreaterThan(asks / 20);
    });

    it('so is every answer to a question that leans on the one before', () => {
      const questions = questionsAbout(served.index);
      const leaning = fc.oneof(
        questions,
        fc.constantFrom(
          '那太仓呢？',
          '2022年呢',
          '其中最多的是哪个',
          '他是谁',
          '还有呢',
          '具体是哪些？',
          '去年呢',
        ),
      );
      fc.assert(
        fc.property(leaning, questions, (question, previous) => {
          const answer = answerQuestion({ question, previous, thisYear: THIS_YEAR }, served.index);
          expect(faultsOf(answer, `${question}\n${previous}`, served)).toEqual([]);
        }),
        { ...DRAWN, numRuns: asks / 5 },
      );
    });

    it('so is every answer to words without sense', () => {
      fc.assert(
        fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (question) => {
          const answer = answerQuestion({ question, thisYear: THIS_YEAR }, served.index);
          expect(faultsOf(answer, question, served)).toEqual([]);
        }),
        { ...DRAWN, numRuns: 80 },
      );
    });
  });
}

describe('a standard answer', () => {
  let served: Served;
  beforeAll(async () => {
    served = await serve([SHIPPED, FIXTURES], 'public');
  });
  afterAll(() => served.index.close());

  /** The words of its entry, marked as a person's, and the quote of a report where it rests on one. */
  function standardFaults(answer: Answer): string[] {
    const entry = served.index.answers.find(({ id }) => id === answer.standard?.id);
    if (!entry) return ['is of no entry'];
    const isMarked = answer.text.startsWith(`科协工作人员的标准回答：${entry.answer}（来源：`);
    return [
      ...(isMarked ? [] : [`is not the marked words of its entry: ${answer.text}`]),
      ...citationFaults(answer, served.reports),
      ...passageFaults(answer, served.index),
      ...((entry.cited !== null) === answer.citations.length > 0 ? [] : ['does not cite what it rests on']),
    ];
  }

  it('is the one exception: it is the words of its entry, and says so', () => {
    const asked = served.index.answers.flatMap(({ questions }) => questions);
    expect(asked.length).toBeGreaterThan(0);
    for (const question of asked) {
      const answer = answerQuestion({ question, thisYear: THIS_YEAR }, served.index);
      expect(standardFaults(answer)).toEqual([]);
    }
  });

  it('is told from the answers of the reports by its mark alone', () => {
    const [question = ''] = served.index.answers[0]?.questions ?? [];
    const { standard: _, ...unmarked } = answerQuestion({ question, thisYear: THIS_YEAR }, served.index);
    expect(faultsOf(unmarked, question, served)).not.toEqual([]);
  });
});

describe('the checks', () => {
  let served: Served;
  let answer: Answer;
  const question = '太仓市科协2021年开展了多少项科普活动？';
  beforeAll(async () => {
    served = await serve([SHIPPED, FIXTURES], 'public');
    answer = answerQuestion({ question, thisYear: THIS_YEAR }, served.index);
  });
  afterAll(() => served.index.close());

  const withText = (text: string): Answer => ({ ...answer, text });
  const withQuote = (quote: string): Answer => ({
    ...answer,
    citations: answer.citations.map((citation) => ({ ...citation, quote })),
  });

  it('find nothing in an answer of the reports', () => {
    expect(answer.kind).toBe('answered');
    expect(faultsOf(answer, question, served)).toEqual([]);
  });

  it.each([
    ['a changed digit', () => withText(answer.text.replace('925', '926'))],
    ['a number of another unit', () => withText(`${answer.text}占三成。`)],
    ['a date', () => withText(`${answer.text}10月8日完成。`)],
    ['a person', () => withText(`${answer.text}由市科协主席王建国负责。`)],
    ['a quoted name', () => withText(`${answer.text}名为“星空大讲堂”。`)],
    ['a word left out of the quote', () => withQuote(answer.citations[0]?.quote.slice(0, -3) ?? '')],
    ['a highlight past the end', () => withQuote('2021')],
    [
      'another passage shown than an unanswered question may',
      () => ({ ...answer, nearest: answer.citations }),
    ],
    [
      'what is nearest in other words',
      () => ({
        ...withQuote('共开展科普活动926项。'),
        kind: 'unanswered' as const,
        text: '没有',
        citations: [],
        nearest: withQuote('共开展科普活动926项。').citations,
      }),
    ],
    ['no citation', () => ({ ...answer, citations: [] })],
    ['a figure without an answer', () => ({ ...answer, kind: 'unanswered', citations: [] }) as Answer],
    ['a page of text', () => withText('科'.repeat(700))],
  ])('find %s', (_, damaged) => {
    expect(faultsOf(damaged(), question, served)).not.toEqual([]);
  });
});
