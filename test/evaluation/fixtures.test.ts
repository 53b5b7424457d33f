/** The written questions keep their promises: their evidence stands in a report, and their gold in the evidence. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FIXTURES, PAPERS, SHIPPED, STAFF_REPORT } from '../support/corpora.ts';

/** A line of `careful.jsonl`, `practice.jsonl`, `english.jsonl` and `english-later.jsonl` in `test/fixtures/questions/`. */
interface Written {
  readonly id: string;
  readonly corpus: string;
  readonly question: string;
  readonly type: string;
  readonly scope: { readonly association: string | null; readonly year: number | null };
  readonly gold: readonly (readonly string[])[];
  readonly evidence: readonly string[];
  readonly previous?: string;
  readonly offers?: readonly string[];
}

const TYPES = [
  ...['count', 'date', 'person', 'place', 'org', 'name', 'list', 'yesno', 'definition', 'compare', 'summary'],
  ...['followup', 'clarify', 'unanswerable'],
];

const bare = (text: string) => text.replace(/\s+/gu, '');

/** The public reports of a folder as one sees them, without white space; tags are left out, not read. */
function reportsIn(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => /\.(?:md|txt|html|csv)$/u.test(name) && name !== 'README.md' && name !== STAFF_REPORT)
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .map((text) => bare(text.replace(/<(script|style)[\s\S]*?<\/\1>/gu, '').replace(/<[^>]+>/gu, '')));
}

const corpora = new Map([
  ['invented', reportsIn(FIXTURES)],
  ['shipped', reportsIn(SHIPPED)],
  ...Object.entries(PAPERS).map(([name, folder]): [string, readonly string[]] => [name, reportsIn(folder)]),
  ['papers-fifth', reportsIn(join(PAPERS['papers-first'], '../fifth'))],
  ['papers-sixth', reportsIn(join(PAPERS['papers-first'], '../sixth'))],
]);

const QUESTIONS = join(import.meta.dirname, '../fixtures/questions');

const linesOf = (file: string) =>
  readFileSync(join(QUESTIONS, file), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Written);

const numberOf = ({ id }: Written) => Number(id.slice(-3));

/** Whether two texts have the same figures in them, digits matched whole. */
const hasFigures = (text: string, fact: string) => {
  const figures = new Set(text.match(/\d+(?:\.\d+)?/gu));
  return (fact.match(/\d+(?:\.\d+)?/gu) ?? []).every((figure) => figures.has(figure));
};

describe.each(['careful.jsonl', 'practice.jsonl', 'english.jsonl', 'english-later.jsonl'])('%s', (file) => {
  const questions = linesOf(file);

  /** The ids of the questions that break a rule. */
  const breaking = (rule: (question: Written) => boolean) =>
    questions.filter((question) => !rule(question)).map(({ id }) => id);

  it('has every id and every question once', () => {
    expect(new Set(questions.map(({ id }) => id)).size).toBe(questions.length);
    const asked = questions.map(
      ({ corpus, previous, question }) => `${corpus} ${previous ?? ''} ${question}`,
    );
    expect(new Set(asked).size).toBe(questions.length);
  });

  it('has known types and corpora', () => {
    expect(breaking(({ type, corpus }) => TYPES.includes(type) && corpora.has(corpus))).toEqual([]);
  });

  it('quotes its evidence from a report of its corpus, white space aside', () => {
    expect(
      breaking(({ corpus, evidence }) =>
        evidence.every((snippet) => corpora.get(corpus)?.some((report) => report.includes(bare(snippet)))),
      ),
    ).toEqual([]);
  });

  it('has the figures of each fact in its evidence, in one way of writing it at least', () => {
    expect(
      breaking(({ gold, evidence }) =>
        gold.every((ways) => ways.some((way) => hasFigures(evidence.join('\n'), way))),
      ),
    ).toEqual([]);
  });

  it('has gold and evidence for what can be answered, and none for what cannot', () => {
    expect(
      breaking(({ type, gold, evidence }) =>
        type === 'unanswerable'
          ? gold.length + evidence.length === 0
          : gold.length > 0 && evidence.length > 0 && gold.every((ways) => ways.length > 0),
      ),
    ).toEqual([]);
  });

  it('has what was asked before a followup, and the choices of a question back', () => {
    expect(breaking(({ type, previous }) => (type === 'followup') === (previous !== undefined))).toEqual([]);
    expect(breaking(({ type, offers }) => (type === 'clarify') === (offers !== undefined))).toEqual([]);
  });

  it('names an association only where one of its reports is in the corpus', () => {
    expect(
      breaking(({ corpus, scope }) => {
        const place = scope.association?.replace('科协', '') ?? '';
        return corpora.get(corpus)?.some((report) => report.includes(place)) ?? false;
      }),
    ).toEqual([]);
  });
});

describe('papers.jsonl', () => {
  const questions = [
    'papers.jsonl',
    'papers-later.jsonl',
    'papers-fifth.jsonl',
    'papers-sixth.jsonl',
  ].flatMap(linesOf);
  /** As the writers compared them: of full and half width, and without the marks of Markdown. */
  const plain = (text: string) => bare(text.normalize('NFKC')).replaceAll('**', '');
  const papers = new Map([...corpora].map(([name, reports]) => [name, reports.map(plain)]));

  it('has every id once, known types, and its evidence in a report of its corpus', () => {
    expect(new Set(questions.map(({ id }) => id)).size).toBe(questions.length);
    const bad = questions.filter(
      ({ corpus, type, evidence }) =>
        !TYPES.includes(type) ||
        !evidence.every((snippet) => papers.get(corpus)?.some((report) => report.includes(plain(snippet)))),
    );
    expect(bad.map(({ id }) => id)).toEqual([]);
  });
});

describe('the halves', () => {
  it('share the questions of a type of careful.jsonl evenly, but for one', () => {
    const careful = linesOf('careful.jsonl');
    for (const type of TYPES) {
      const numbers = careful.filter((question) => question.type === type).map(numberOf);
      const odd = numbers.filter((number) => number % 2 === 1).length;
      expect(Math.abs(odd - (numbers.length - odd)), type).toBeLessThanOrEqual(1);
    }
  });

  it('leave all of practice.jsonl to learn from', () => {
    expect(linesOf('practice.jsonl').filter((question) => numberOf(question) % 2 === 0)).toEqual([]);
  });

  it('have no question of practice.jsonl that another file asks word for word', () => {
    const words = ({ question }: Written) => question.replace(/[^\p{L}\p{N}]+/gu, '').toLowerCase();
    const elsewhere = new Set(
      readdirSync(QUESTIONS)
        .filter((name) => name !== 'practice.jsonl')
        .flatMap(linesOf)
        .map(words),
    );
    const repeated = linesOf('practice.jsonl').filter((question) => elsewhere.has(words(question)));
    expect(repeated.map(({ id }) => id)).toEqual([]);
  });
});
