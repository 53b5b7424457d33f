/** Promise 3: what only staff may read leaves no trace in what the public can reach. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerQuestion } from '../../src/answer/answer.ts';
import type { Answer } from '../../src/answer/contract.ts';
import type { Report } from '../../src/corpus/report.ts';
import { audienceFiles } from '../../src/index/manifest.ts';
import { openIndex } from '../../src/index/open.ts';
import type { OpenIndex } from '../../src/index/shelf.ts';
import { fold, foldQuestion } from '../../src/language/normalize.ts';
import {
  build,
  corpusOf,
  FIXTURES,
  type Served,
  SHIPPED,
  STAFF_REPORT,
  serve,
  THIS_YEAR,
} from '../support/corpora.ts';
import { DRAWN, questionsAbout } from '../support/questions.ts';
import { folderWith, reportFile, SMALL } from '../support/small.ts';

const STAFF_ID = STAFF_REPORT.replace('.md', '');

let served: Served;
let staff: OpenIndex;
let secret: Report;
/** Words, numbers and runs of characters that of all reports and the lexicon only the staff report has. */
let traces: string[];
beforeAll(async () => {
  served = await serve([SHIPPED, FIXTURES], 'public');
  staff = await openIndex(served.indexFolder, 'staff');
  secret = served.reports.get(STAFF_ID) as Report;
  traces = tracesOf(secret);
});
afterAll(() => {
  served.index.close();
  staff.close();
});

/** Everything about a report that could be told from its text and metadata, folded. */
function tellingOf(report: Report): string {
  const { id, file, title, association, place, publisher, published, source, text } = report;
  return fold([id, file, title, association, place, publisher, published, source, text].join('\n'));
}

function tracesOf(report: Report): string[] {
  const open = served.corpus.reports.filter(({ audience }) => audience === 'public').map(tellingOf);
  const lexicon = Object.values(served.corpus.lexicon).map(fold);
  const known = [...open, ...lexicon].join('\n');
  const own = tellingOf(report);
  const runs = [...own.matchAll(/\p{Script=Han}{4,}/gu)].flatMap(([run]) =>
    Array.from({ length: run.length - 3 }, (_, i) => run.slice(i, i + 4)),
  );
  const words = staff
    .segment(own)
    .map(({ text }) => text)
    .filter((text) => /\p{Script=Han}/u.test(text));
  // Whole numbers are offsets and counts as well; these are amounts.
  const numbers = own.match(/\d+\.\d{2}/gu) ?? [];
  return [...new Set([...runs, ...words, ...numbers, report.id, report.file])].filter(
    (trace) => trace.length > 1 && !known.includes(trace),
  );
}

/** The public files of the index in service. */
function publicFiles(indexFolder: string): Record<string, Buffer> {
  const generation = readFileSync(join(indexFolder, 'current'), 'utf8').trim();
  const names = Object.values(audienceFiles('public'));
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(indexFolder, generation, name))]));
}

/** What of the staff report an answer tells to someone who did not know it. */
function tracesIn(answer: Answer, asked: string): string[] {
  const told = fold(JSON.stringify(answer));
  // A question back offers the asker's own words after a year: 度部门 as 2023年度部门.
  const known = `${foldQuestion(asked)}\n年${foldQuestion(asked)}`;
  return traces.filter((trace) => told.includes(trace) && !known.includes(trace));
}

describe('the staff report', () => {
  it('has many words, numbers and names that no other report has', () => {
    expect(traces.length).toBeGreaterThan(300);
    expect(traces).toEqual(expect.arrayContaining(['847.36', '98.54', STAFF_ID, '雁翎计划', '内部使用']));
  });

  it('is answered from for staff', () => {
    const question = '兰溪市科协2023年年初预算是多少？';
    const answer = answerQuestion({ question, thisYear: THIS_YEAR }, staff);
    expect(answer).toMatchObject({ kind: 'answered', citations: [{ report: STAFF_ID }] });
    expect(answer.text).toContain('847.36万元');
  });
});

describe('the public files', () => {
  it('hold nothing of the staff report', () => {
    // Near a public word any word of the dictionary may be kept, wherever else it stands; no name or number is one.
    const ofDictionary = (trace: string) => served.index.near(trace).length > 0;
    expect(traces.filter(ofDictionary).length).toBeLessThan(traces.length / 10);
    for (const [name, bytes] of Object.entries(publicFiles(served.indexFolder))) {
      expect([name, traces.filter((trace) => bytes.includes(trace) && !ofDictionary(trace))]).toEqual([
        name,
        [],
      ]);
    }
  });

  it('hold it where it is for staff, so that the check would see it', () => {
    const folder = join(served.indexFolder, served.manifest.generation);
    for (const name of Object.values(audienceFiles('staff'))) {
      const bytes = readFileSync(join(folder, name));
      expect(traces.filter((trace) => bytes.includes(trace)).length).toBeGreaterThan(20);
    }
  });

  it('list the reports that are public and no others', () => {
    expect(served.index.reports.map(({ id }) => id)).not.toContain(STAFF_ID);
    expect(staff.reports.map(({ id }) => id)).toContain(STAFF_ID);
    expect(served.index.passageById(`${STAFF_ID}#00000000`)).toBeUndefined();
    expect(served.index.has('预算')).toBe(false);
    expect(staff.has('预算')).toBe(true);
  });
});

describe('a public answer', () => {
  const tells = (question: string, previous?: string) => {
    const asked = previous === undefined ? { question } : { question, previous };
    return answerQuestion({ ...asked, thisYear: THIS_YEAR }, served.index);
  };

  it('tells nothing of the staff report to questions about all reports', () => {
    fc.assert(
      fc.property(questionsAbout(served.index), (question) => {
        expect(tracesIn(tells(question), question)).toEqual([]);
      }),
      { ...DRAWN, numRuns: 400 },
    );
  });

  it('tells nothing of it to questions made of what staff can read', () => {
    fc.assert(
      fc.property(questionsAbout(staff), (question) => {
        expect(tracesIn(tells(question), question)).toEqual([]);
      }),
      { ...DRAWN, numRuns: 500 },
    );
  });

  it('tells nothing of it to its own words, whole, cut, misspelt or asked about', () => {
    const { text } = secret;
    const slice = fc
      .tuple(fc.nat(text.length - 4), fc.integer({ min: 2, max: 24 }))
      .map(([at, length]) => text.slice(at, at + length));
    const template = fc.constantFrom(
      '{}',
      '{}是多少？',
      '什么是{}',
      '{}是谁',
      '兰溪市科协2023年{}',
      '兰溪{}有吗',
      '{}是不是真的',
      '介绍一下{}',
      'what is {}',
    );
    const typo = fc.constantFrom(
      ['翎', '铃'],
      ['橙', '成'],
      ['算', '蒜'],
      ['站', '战'],
      ['鄢', '烟'],
      ['', ''],
    );
    fc.assert(
      fc.property(slice, template, typo, (words, asking, [from = '', to = '']) => {
        const question = asking.replace('{}', words.replaceAll(from || '\0', to));
        expect(tracesIn(tells(question), question)).toEqual([]);
        expect(tracesIn(tells('那预算呢？', question), `那预算呢？${question}`)).toEqual([]);
      }),
      { ...DRAWN, numRuns: 500 },
    );
  });

  it.each([
    '兰溪市科协2023年年初预算是多少？',
    '雁翎计划2023年入库多少人',
    '雁铃计划是什么',
    '青橙驿站由谁托管',
    '兰溪市科协财务负责人是谁',
    '兰溪市科协2023年绩效得分是多少',
  ])('to %s is the same as to words that nobody ever wrote', (question) => {
    const invented = question
      .replace(/预算/u, '贝腊')
      .replace(/雁[翎铃]/u, '贝腊')
      .replace(/青橙/u, '贝腊')
      .replace(/财务负责人/u, '贝腊负责人')
      .replace(/绩效得分/u, '贝腊得分');
    expect([tells(question).kind, tells(invented).kind]).toEqual(['unanswered', 'unanswered']);
  });
});

describe('a staff report that comes, changes or goes', () => {
  const asked = [
    '雁岭市科协2022年开展了多少场科普活动？',
    '雁岭市科协2022年预算是多少',
    '科普活动多少场',
    '墨斗专班是什么',
    '末斗专班是什么',
    '总结雁岭市科协的工作',
    '帮助',
  ];

  /** Public bytes and answers of a corpus. */
  async function seenBy(files: Readonly<Record<string, string>>) {
    const { indexFolder } = await build(folderWith(files));
    const index = await openIndex(indexFolder, 'public');
    const answers = asked.map((question) => answerQuestion({ question, thisYear: THIS_YEAR }, index));
    index.close();
    return { answers, files: publicFiles(indexFolder) };
  }

  const { 'yanling-2022-budget.md': _, ...WITHOUT } = SMALL;
  const STAFF = { association: '雁岭市科协', year: 2022, audience: 'staff' };

  it.each([
    ['comes', SMALL],
    [
      'is another',
      { ...WITHOUT, 'yanling-2022-budget.md': reportFile(STAFF, '科普活动共999场，经办人瞿一岚。') },
    ],
    [
      'comes first in the alphabet',
      { ...WITHOUT, 'aaa.md': reportFile(STAFF, '科普活动共999场，经办人瞿一岚。') },
    ],
    [
      'is of an association of its own',
      {
        ...WITHOUT,
        'aaa.md': reportFile({ ...STAFF, association: '墨斗市科协' }, '墨斗市科协科普活动共999场。'),
      },
    ],
    [
      'is of the newest year',
      {
        ...WITHOUT,
        'zzz.md': reportFile({ ...STAFF, year: 2023 }, '2023年科普活动共999场。'),
      },
    ],
  ])('leaves the public files and answers as they were when it %s', async (_, files) => {
    expect(await seenBy(files)).toEqual(await seenBy(WITHOUT));
  });

  it('leaves them as they were among many reports as well', async () => {
    const corpusFolder = corpusOf(SHIPPED, FIXTURES);
    writeFileSync(join(corpusFolder, STAFF_REPORT), reportFile(STAFF, '本报告仅供内部使用。全年支出1元。'));
    const { indexFolder } = await build(corpusFolder);
    expect(publicFiles(indexFolder)).toEqual(publicFiles(served.indexFolder));
  });

  it('is in service once it is made public', async () => {
    const file = reportFile({ ...STAFF, audience: 'public' }, '科普活动共999场，经办人瞿一岚。');
    const { answers, files } = await seenBy({ ...WITHOUT, 'yanling-2022-budget.md': file });
    expect(files).not.toEqual((await seenBy(WITHOUT)).files);
    expect(answers[0]?.generation).not.toBe('');
  });
});
