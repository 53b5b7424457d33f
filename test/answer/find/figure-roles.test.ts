/** Sentences with two figures of one thing, made up: which of them answers is told by how the sentence sets them side by side. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerQuestion } from '../../../src/answer/answer.ts';
import { openIndex } from '../../../src/index/open.ts';
import { build, corpusOf, THIS_YEAR } from '../../support/corpora.ts';
import { folderWith, reportFile } from '../../support/small.ts';

const THINGS = [
  ['科普讲座', '场'],
  ['科普展览', '次'],
  ['企业科协', '家'],
  ['科普画廊', '块'],
  ['科技项目', '项'],
] as const;

interface Drawn {
  readonly thing: string;
  readonly unit: string;
  readonly less: number;
  readonly more: number;
}

const drawn: fc.Arbitrary<Drawn> = fc
  .tuple(fc.constantFrom(...THINGS), fc.integer({ min: 3, max: 80 }), fc.integer({ min: 3, max: 80 }))
  .map(([[thing, unit], less, by]) => ({ thing, unit, less, more: less + by + 100 }));

/** Asks of a report that has one sentence of the kind, and gives what is highlighted and what is said. */
async function over(
  sentence: (one: Drawn) => string,
  check: (one: Drawn, ask: (question: string) => { kind: string; span: string; text: string }) => void,
): Promise<void> {
  await fc.assert(
    fc.asyncProperty(drawn, async (one) => {
      const body = `## 一、科普服务\n\n市科协围绕中心、服务大局，扎实开展各项工作。${sentence(one)}\n\n## 二、自身建设\n\n市科协机关完成换届。`;
      const folder = folderWith({ '雁岭.md': reportFile({ association: '雁岭市科协', year: 2022 }, body) });
      const index = await openIndex((await build(corpusOf(folder))).indexFolder, 'public');
      try {
        check(one, (question) => {
          const { kind, text, citations } = answerQuestion({ question, thisYear: THIS_YEAR }, index);
          const [first] = citations;
          const span = first?.highlight ? first.quote.slice(first.highlight.start, first.highlight.end) : '';
          return { kind, text, span };
        });
      } finally {
        index.close();
      }
    }),
    { numRuns: 6 },
  );
}

describe('of what was to be reached and what was', () => {
  const sentence = ({ thing, unit, less, more }: Drawn) =>
    `年度目标开展${thing}${less}${unit}，实际完成${more}${unit}。`;

  it('what was answers, unless the aim is asked for', async () => {
    await over(sentence, ({ thing, unit, less, more }, ask) => {
      expect(ask(`雁岭市科协开展${thing}多少${unit}？`).span).toBe(`${more}${unit}`);
      expect(ask(`雁岭市科协${thing}实际完成多少${unit}？`).span).toBe(`${more}${unit}`);
      expect(ask(`雁岭市科协${thing}的目标是多少${unit}？`).span).toBe(`${less}${unit}`);
    });
  });

  it('both are told where both are asked for', async () => {
    await over(sentence, ({ thing, unit, less, more }, ask) => {
      const { kind, text } = ask(`雁岭市科协${thing}目标和实际各是多少${unit}？`);
      expect(kind).toBe('answered');
      expect(text).toContain(`${less}${unit}`);
      expect(text).toContain(`${more}${unit}`);
    });
  });
});

describe('of what grew', () => {
  const sentence = ({ thing, unit, less, more }: Drawn) =>
    `全市${thing}由${less}${unit}增加到${more}${unit}。`;

  it('what it grew to answers, and both where both are asked for', async () => {
    await over(sentence, ({ thing, unit, less, more }, ask) => {
      expect(ask(`雁岭市科协${thing}有多少${unit}？`).span).toBe(`${more}${unit}`);
      const { kind, text } = ask(`雁岭市科协${thing}从多少${unit}增加到多少${unit}？`);
      expect([kind, text.includes(`${less}${unit}`), text.includes(`${more}${unit}`)]).toEqual([
        'answered',
        true,
        true,
      ]);
    });
  });

  it('what it grew by is not how many there are', async () => {
    const grew = ({ thing, unit, less, more }: Drawn) =>
      `全市共有${thing}${more}${unit}，比上年增加${less}${unit}。`;
    await over(grew, ({ thing, unit, more }, ask) => {
      expect(ask(`雁岭市科协有${thing}多少${unit}？`).span).toBe(`${more}${unit}`);
    });
  });
});

describe('of what is held against the year before', () => {
  const sentence = ({ thing, unit, less, more }: Drawn) =>
    `全市共有${thing}${more}${unit}，比上年增加${less}${unit}。`;

  it('how much more there is answers, however the time is set beside it', async () => {
    await over(sentence, ({ thing, unit, less }, ask) => {
      for (const against of ['比上年', '跟去年比', '和上一年相比', '与上年比起来', '较去年'])
        expect([against, ask(`雁岭市科协${thing}${against}多了多少${unit}？`).span]).toEqual([
          against,
          `${less}${unit}`,
        ]);
    });
  });
});

describe('of a whole and its part', () => {
  it('each answers to its own name', async () => {
    const sentence = ({ thing, unit, less, more }: Drawn) =>
      `全年开展${thing}${more}${unit}，其中进校园${less}${unit}。`;
    await over(sentence, ({ thing, unit, less, more }, ask) => {
      expect(ask(`雁岭市科协开展${thing}多少${unit}？`).span).toBe(`${more}${unit}`);
      expect(ask(`雁岭市科协${thing}进校园多少${unit}？`).span).toBe(`${less}${unit}`);
    });
  });
});
