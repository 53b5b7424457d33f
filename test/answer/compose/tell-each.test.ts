/**
 * A question that names no year, of an association with a report of each of several: few are told, each under its year, and
 * of more it is asked which one is meant.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerQuestion } from '../../../src/answer/answer.ts';
import type { Answer } from '../../../src/answer/contract.ts';
import { type Served, serve } from '../../support/corpora.ts';
import { folderWith, reportFile } from '../../support/small.ts';

const BASE_YEAR = 2018;
/** One association for each number of years. */
const PLACES = { 1: '雁岭市', 2: '禾汀县', 3: '芦埠市', 4: '槐渡县', 5: '梓岸市' } as const;
const LEADERS = ['桑以宁', '卞清扬', '闵若木', '尉迟朗', '乔木生'] as const;

const yearsOf = (many: number) => Array.from({ length: many }, (_, i) => BASE_YEAR + i);
/** What a year's report tells, unlike that of any other year. */
const told = (many: number, year: number) => {
  const i = year - BASE_YEAR;
  return {
    lectures: `${100 * many + 11 * i + 7}场`,
    leader: LEADERS[i] as string,
    day: `${many + 1}月${i + 3}日`,
  };
};

let served: Served;
beforeAll(async () => {
  const files = Object.entries(PLACES).flatMap(([many, place]) =>
    yearsOf(Number(many)).map((year) => {
      const { lectures, leader, day } = told(Number(many), year);
      const body = `## 一、工作

举办科普讲座${lectures}，受益群众2.3万人次。

科普宣讲团团长由${leader}担任，全年走进学校。

${day}，科普大集在文化广场开幕，展出展板60块。`;
      return [`${place}-${year}.md`, reportFile({ association: `${place}科协`, year }, body)] as const;
    }),
  );
  served = await serve([folderWith(Object.fromEntries(files))], 'public');
});
afterAll(() => served.index.close());

const ask = (question: string): Answer => answerQuestion({ question, thisYear: 2024 }, served.index);
const QUESTIONS = [
  ['举办了多少场科普讲座', 'lectures'],
  ['科普宣讲团团长是谁', 'leader'],
  ['科普大集是哪天开幕的', 'day'],
] as const;
const cases = (many: readonly number[]) =>
  many.flatMap((count) =>
    QUESTIONS.map(
      ([asked, key]) => [`${PLACES[count as keyof typeof PLACES]}科协${asked}`, count, key] as const,
    ),
  );

describe('a question of an association that names no year', () => {
  it.each(cases([2, 3]))('is told of every year, in order: %s', (question, many, key) => {
    const { kind, text, citations, suggestions } = ask(question);
    const spans = yearsOf(many).map((year) => told(many, year)[key]);
    expect({ kind, text }).toEqual({ kind: 'answered', text: expect.any(String) });
    const places = spans.map((span) => text.indexOf(span));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places[0]).toBeGreaterThan(0);
    for (const [i, year] of yearsOf(many).entries()) {
      const label = text.lastIndexOf(`${year}年`, places[i]);
      // Right before a figure stands its own year, and no other's.
      expect(label).toBeGreaterThan(i === 0 ? -1 : (places[i - 1] as number));
      expect(citations[i]).toMatchObject({ period: String(year) });
      expect(citations[i]?.quote).toContain(spans[i]);
    }
    expect(suggestions).toHaveLength(many);
  });

  it.each(cases([4, 5]))('is asked back where there are more: %s', (question, many) => {
    const { kind, suggestions } = ask(question);
    expect([kind, suggestions.length]).toEqual(['clarify', many]);
  });

  it.each(cases([1]))('has one answer where there is one report: %s', (question, many, key) => {
    const { kind, text, suggestions } = ask(question);
    expect([kind, suggestions]).toEqual(['answered', []]);
    expect(text).toContain(told(many, BASE_YEAR)[key]);
  });
});
