/** Promise 2: 是 is proved or not said, and 不是 is said of nothing that a report does not contradict. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerQuestion, traceQuestion } from '../../src/answer/answer.ts';
import { isPlannedAt } from '../../src/answer/read/plans.ts';
import { halfOf } from '../../src/evaluation/golden.ts';
import type { OpenIndex, ReportCard } from '../../src/index/shelf.ts';
import { peopleIn } from '../../src/language/readings.ts';
import { FIXTURES, hasRaw, RAW, type Served, SHIPPED, serve } from '../support/corpora.ts';

const THIS_YEAR = 2026;
type Said = 'yes' | 'no' | null;

function said(question: string, index: OpenIndex): Said {
  const { kind, text } = answerQuestion({ question, thisYear: THIS_YEAR }, index);
  if (kind !== 'answered') return null;
  const words = text.replace(/^（[^）]*）/u, '');
  return words.startsWith('是。') ? 'yes' : words.startsWith('不是。') ? 'no' : null;
}

let own: Served;
beforeAll(async () => {
  own = await serve([SHIPPED, FIXTURES], 'public');
});
afterAll(() => own.index.close());

/** A figure in its clause, as a report prints it: 全市新建院士工作站 | 3 | 家. */
interface Counted {
  readonly who: string;
  readonly before: string;
  readonly value: number;
  readonly unit: string;
  readonly after: string;
}

const MARKS = '，,；;。：:、（()）';

/** The exact counts of an index that stand in a clause of their own, nothing planned and no piece of an enumeration. */
function countedIn(index: OpenIndex): Counted[] {
  return index.reports.flatMap((report) =>
    Array.from({ length: report.passages }, (_, i) => report.firstPassage + i).flatMap((row) =>
      countedInPassage(index, report, row),
    ),
  );
}

function countedInPassage(index: OpenIndex, report: ReportCard, row: number): Counted[] {
  const passage = index.passage(row);
  if (!passage) return [];
  const { from, to } = report.period;
  const who = `${report.association}${from === to ? `${to}年` : ''}`;
  return passage.sentences
    .filter(({ kind }) => kind !== 'row')
    .flatMap((sentence) => {
      const text = passage.text.slice(sentence.start - passage.start, sentence.end - passage.start);
      return passage.figures.flatMap((figure) => {
        if (figure.start < sentence.start || figure.end > sentence.end) return [];
        const [start, end] = [figure.start - sentence.start, figure.end - sentence.start];
        const match = /^(\d{1,4})(\D+)$/u.exec(text.slice(start, end));
        if (!match || figure.kind !== 'count' || figure.hedge !== '' || Number(match[1]) < 3) return [];
        const before = new RegExp(`[^${MARKS}]*$`, 'u').exec(text.slice(0, start))?.[0] ?? '';
        const after = new RegExp(`^[^${MARKS}]*`, 'u').exec(text.slice(end))?.[0] ?? '';
        const edges = [text[start - before.length - 1], text[end + after.length]];
        const isPiece = edges.includes('、') || /^其中|[到达]$/u.test(before);
        const chars = before.length + after.length;
        const isOpen = ((before + after).match(/[“”"《》]/gu)?.length ?? 0) % 2 === 1;
        if (isPiece || isOpen || chars < 4 || chars > 40) return [];
        if (isPlannedAt({ folded: text, passage, report } as never, { start, end })) return [];
        return [{ who, before, value: Number(match[1]), unit: match[2] as string, after }];
      });
    });
}

/** Ways to claim a number n, with what they are where n is reported. */
const RELATIONS: readonly (readonly [string, (n: number) => string, Exclude<Said, null>])[] = [
  ['n', (n) => `${n}`, 'yes'],
  ['超过n-1', (n) => `超过${n - 1}`, 'yes'],
  ['超过n', (n) => `超过${n}`, 'no'],
  ['不到n+1', (n) => `不到${n + 1}`, 'yes'],
  ['不到n', (n) => `不到${n}`, 'no'],
  ['至少n', (n) => `至少${n}`, 'yes'],
  ['不超过n', (n) => `不超过${n}`, 'yes'],
  ['不超过n-1', (n) => `不超过${n - 1}`, 'no'],
  ['大约n', (n) => `大约${n}`, 'yes'],
  ['n+1', (n) => `${n + 1}`, 'no'],
];

describe('a claim about a figure of a report', () => {
  it('is never affirmed or denied against the report, over more than 2,000 claims', async () => {
    const raw = hasRaw ? await serve([RAW], 'public') : null;
    const wrong: string[] = [];
    const counts = { claims: 0, yes: 0, no: 0, isYes: 0, isNo: 0 };
    for (const { index } of raw ? [own, raw] : [own])
      for (const { who, before, value, unit, after } of countedIn(index))
        for (const [, write, truth] of RELATIONS) {
          const question = `${who}${before}${write(value)}${unit}${after}，对吗？`;
          const says = said(question, index);
          counts.claims++;
          counts[truth === 'yes' ? 'isYes' : 'isNo']++;
          if (says === truth) counts[says]++;
          else if (says !== null) wrong.push(`${says}: ${question}`);
        }
    raw?.index.close();
    expect(wrong).toEqual([]);
    expect(counts.claims).toBeGreaterThan(2000);
    // Most are told by the clause that they were made of.
    expect(counts.yes / counts.isYes).toBeGreaterThan(0.75);
    expect(counts.no / counts.isNo).toBeGreaterThan(0.75);
  });

  it.each(['请问', '听说', '我记得', '想核实一下，'])('says the same after %s', (greeting) => {
    const differ = countedIn(own.index)
      .filter((_, i) => i % 7 === 0)
      .flatMap(({ who, before, value, unit, after }) => {
        const question = `${who}${before}${value}${unit}${after}，对吗？`;
        return said(question, own.index) === said(`${greeting}${question}`, own.index) ? [] : [question];
      });
    expect(differ).toEqual([]);
  });
});

describe('a claim', () => {
  /** A part after 其中 is not all of it, and no number of it is that of the whole. */
  it('that all of a thing are one of its parts is never affirmed', () => {
    const parts = own.index.reports.flatMap((report) =>
      Array.from({ length: report.passages }, (_, i) => report.firstPassage + i).flatMap((row) => {
        const figures = own.index.passage(row)?.figures ?? [];
        return figures
          .filter(({ isPart, what }) => isPart && what.length > 1)
          .map(({ what, unit }) => {
            const whole = figures.find((figure) => !figure.isPart && figure.unit === unit);
            return (
              whole &&
              `${report.association}${report.period.to}年${whole.value}${unit}${whole.what}全部是${what}，对吗？`
            );
          });
      }),
    );
    const questions = parts.filter((question) => question !== undefined);
    expect(questions.length).toBeGreaterThan(20);
    expect(questions.filter((question) => said(question, own.index) === 'yes')).toEqual([]);
  });

  it('of a level that no sentence about the thing tells is never affirmed', () => {
    const claims = own.index.reports.flatMap((report) => {
      const sentences = sentencesOf(own.index, report);
      const things = sentences.flatMap((text) => [
        ...text.matchAll(/(?:国家级|省级|市级|县级)((?:(?!的)\p{Script=Han}){4,12}?)(?=\d|[，。；、])/gu),
      ]);
      return [...new Set(things.map(([, thing = '']) => thing))].flatMap((thing) =>
        Object.entries(SAYS_LEVEL)
          .filter(
            ([, words]) => !sentences.some((text) => text.includes(thing.slice(0, 2)) && words.test(text)),
          )
          .map(([level]) => `${report.association}的${thing}是${level}的吗？`),
      );
    });
    expect(claims.length).toBeGreaterThan(10);
    expect(claims.filter((question) => said(question, own.index) === 'yes')).toEqual([]);
  });

  it('that somebody holds another one’s office is never affirmed', () => {
    const swapped = own.index.reports.flatMap((report) => {
      const people = sentencesOf(own.index, report)
        .flatMap((text) => peopleIn(text))
        .filter(({ name }) => !name.startsWith(report.place.slice(0, 2)))
        .filter(({ office }) => /(?:主席|书记|秘书长|馆长|院长|局长|会长)$/u.test(office));
      const holds = (name: string, office: string) =>
        people.some(
          (one) => one.name === name && (one.office.includes(office) || office.includes(one.office)),
        );
      return people.flatMap(({ name }) =>
        people
          .filter(({ office }) => !holds(name, office.slice(-2)))
          .map(({ office }) => `${report.association}${report.period.to}年的报告里，${name}是${office}吗？`),
      );
    });
    expect(new Set(swapped).size).toBeGreaterThan(20);
    expect([...new Set(swapped)].filter((question) => said(question, own.index) === 'yes')).toEqual([]);
  });

  it('is surest where its sentence tells every word of it itself', () => {
    const proved = read().flatMap(({ question }) => {
      const { finding } = traceQuestion({ question, thisYear: THIS_YEAR }, own.index);
      return finding?.verdict?.says === 'yes' ? [{ question, finding }] : [];
    });
    const around = ({ finding }: (typeof proved)[number]) =>
      finding.basis.evidence.matches.filter(({ at, term }) => at.length === 0 && !term.isVerb);
    const unsure = proved.filter(({ finding }) => (finding.verdict?.certainty ?? 0) < 1);
    expect(unsure.length).toBeGreaterThan(0);
    expect(unsure.length).toBeLessThan(proved.length);
    expect(unsure.filter((one) => around(one).length === 0).map(({ question }) => question)).toEqual([]);
  });
});

/** How reports say each level. */
const SAYS_LEVEL: Readonly<Record<string, RegExp>> = {
  国家级: /国家|全国|中国/u,
  省级: /省/u,
  市级: /市/u,
  县级: /县|区/u,
};

function sentencesOf(index: OpenIndex, report: ReportCard): string[] {
  return Array.from({ length: report.passages }, (_, i) => index.passage(report.firstPassage + i)).flatMap(
    (passage) =>
      (passage?.sentences ?? []).map(({ start, end }) =>
        (passage?.folded ?? '').slice(start - (passage?.start ?? 0), end - (passage?.start ?? 0)),
      ),
  );
}

/** Claims as people type them, with their truth; `claims.jsonl` in two halves by the number of the id. */
interface Written {
  readonly id: string;
  readonly question: string;
  readonly truth: 'yes' | 'no' | 'unproved';
}

function written(file: string): Written[] {
  return readFileSync(join(import.meta.dirname, '../fixtures/questions', file), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Written);
}

/** Those that we learnt from. */
const read = () => [
  ...written('claims.jsonl').filter((claim) => halfOf(claim) === 'tune'),
  ...written('claims-practice.jsonl'),
];

function scoreOf(claims: readonly Written[]) {
  const of = (truth: Written['truth'], says: Said) =>
    claims.filter((claim) => claim.truth === truth && said(claim.question, own.index) === says).length;
  const count = (truth: Written['truth']) => claims.filter((claim) => claim.truth === truth).length;
  return {
    falseYes: of('no', 'yes') + of('unproved', 'yes'),
    falseNo: of('yes', 'no') + of('unproved', 'no'),
    affirmed: of('yes', 'yes') / count('yes'),
    denied: of('no', 'no') / count('no'),
  };
}

describe('claims as people type them', () => {
  it('are never affirmed or denied wrongly where we learnt from them, and mostly decided', () => {
    const { falseYes, falseNo, affirmed, denied } = scoreOf(read());
    expect({ falseYes, falseNo }).toEqual({ falseYes: 0, falseNo: 0 });
    expect(affirmed).toBeGreaterThan(0.6);
    expect(denied).toBeGreaterThan(0.4);
  });

  it('are never affirmed or denied wrongly where they are written to fool', () => {
    const { falseYes, falseNo } = scoreOf(written('claims-difficult.jsonl'));
    expect({ falseYes, falseNo }).toEqual({ falseYes: 0, falseNo: 0 });
  });

  it('keep to what was reached on the half that nobody looks at', () => {
    const { falseYes, falseNo, affirmed, denied } = scoreOf(
      written('claims.jsonl').filter((claim) => halfOf(claim) === 'held'),
    );
    expect(falseYes).toBeLessThanOrEqual(2);
    expect(falseNo).toBeLessThanOrEqual(4);
    expect(affirmed).toBeGreaterThan(0.4);
    expect(denied).toBeGreaterThan(0.24);
  });
});
