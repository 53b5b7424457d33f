/**
 * A figure of a level (省级5家) answers who asks for that level, also where another sentence tells of the thing by its whole name.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerQuestion } from '../../../src/answer/answer.ts';
import { type Served, serve } from '../../support/corpora.ts';
import { folderWith, reportFile } from '../../support/small.ts';

/** A thing with how many were new, how many there are, and how many of each level. */
const THINGS = [
  { name: '院士专家工作站', short: '工作站', unit: '家', added: 2, all: 27, levels: [1, 5, 9] },
  { name: '科普教育基地', short: '基地', unit: '个', added: 4, all: 63, levels: [3, 14, 22] },
  { name: '科普示范社区', short: '示范社区', unit: '个', added: 6, all: 41, levels: [2, 8, 17] },
] as const;
const LEVELS = ['国家级', '省级', '市级'] as const;

let served: Served;
beforeAll(async () => {
  const body = THINGS.map(
    ({ name, unit, added, all, levels }) =>
      `## ${name}建设\n\n新建${name}${added}${unit}，分布在城区和乡镇。至年末，全市累计${all}${unit}，其中${LEVELS.map((level, i) => `${level}${levels[i]}${unit}`).join('、')}。`,
  ).join('\n\n');
  served = await serve(
    [folderWith({ 'a.md': reportFile({ association: '雁岭市科协', year: 2022 }, body) })],
    'public',
  );
});
afterAll(() => served.index.close());

const tell = (question: string) => answerQuestion({ question, thisYear: 2024 }, served.index).text;

describe('a level that is asked for', () => {
  it.each(
    THINGS.flatMap((thing) =>
      LEVELS.flatMap((level, i) =>
        [thing.name, thing.short].map((name) => ({ level, name, unit: thing.unit, figure: thing.levels[i] })),
      ),
    ),
  )('is answered by its own figure: $level$name', ({ level, name, unit, figure }) => {
    expect(tell(`雁岭市${level}${name}有几${unit}`)).toContain(`${level}${figure}${unit}`);
  });

  it.each(THINGS)(
    'is none where all are asked for, or those that are new: $name',
    ({ name, unit, added, all }) => {
      expect(tell(`雁岭市一共有多少${unit}${name}`)).toContain(`${all}${unit}`);
      expect(tell(`雁岭市新建了多少${unit}${name}`)).toContain(`${added}${unit}`);
    },
  );
});

describe('how many there are', () => {
  it.each(
    THINGS.flatMap(({ name, unit, added, all }) =>
      [`雁岭市有多少${unit}${name}`, `雁岭市${name}几${unit}`, `雁岭市2022年一共有多少${unit}${name}`].map(
        (question) => ({ question, unit, added, all }),
      ),
    ),
  )(
    'is told with how many were added, where the next sentence says so: $question',
    ({ question, unit, added, all }) => {
      const { kind, text, citations } = answerQuestion({ question, thisYear: 2024 }, served.index);
      expect(kind).toBe('answered');
      expect([text.includes(`${added}${unit}`), text.includes(`${all}${unit}`)]).toEqual([true, true]);
      const [first] = citations;
      expect(first?.quote.slice(first.highlight?.start, first.highlight?.end)).toBe(`${all}${unit}`);
    },
  );
});
