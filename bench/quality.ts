/**
 * `npm run quality`: runs the evaluations, and writes what they print into the marked blocks of docs/quality.md and
 * of the two READMEs, and the risk–coverage picture. No figure there is typed by hand.
 *
 *   npm run quality -- --cmrc FOLDER   also the reading benchmark: cmrc2018_dev.json and cmrc2018_trial.json
 *
 *   npm run quality -- --cmrc FOLDER --no-questions   only that
 *
 * What is not run keeps its figures.
 */
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import type { BenchFigures } from '../src/commands/bench/table.ts';
import { drawCurves } from '../src/commands/eval/curve.ts';
import type { describeRow } from '../src/commands/eval/table.ts';
import { curveOf } from '../src/evaluation/curve.ts';
import type { Half } from '../src/evaluation/golden.ts';
import { MISSES } from '../src/evaluation/miss.ts';
import { type Summary, summarize } from '../src/evaluation/summary.ts';
import { decideFigures } from './decide-quality.ts';

const root = join(import.meta.dirname, '..');
const QUESTIONS = 'test/fixtures/questions';
const INVENTED = 'test/fixtures/reports';
const PAPERS = 'test/fixtures/papers';

/** What is asked over what; `about` tells it in the table. */
const SETS = [
  { about: 'invented', file: 'invented.jsonl', where: null, corpus: INVENTED },
  { about: 'careful, invented reports', file: 'careful.jsonl', where: 'corpus=invented', corpus: INVENTED },
  { about: 'careful, shipped reports', file: 'careful.jsonl', where: 'corpus=shipped', corpus: 'corpus' },
  {
    about: 'difficult, invented reports',
    file: 'difficult.jsonl',
    where: 'corpus=invented',
    corpus: INVENTED,
  },
  { about: 'difficult, shipped reports', file: 'difficult.jsonl', where: 'corpus=shipped', corpus: 'corpus' },
  { about: 'papers, first', file: 'papers.jsonl', where: 'corpus=papers-first', corpus: `${PAPERS}/first` },
  {
    about: 'papers, second',
    file: 'papers.jsonl',
    where: 'corpus=papers-second',
    corpus: `${PAPERS}/second`,
  },
  {
    about: 'papers, third',
    file: 'papers-later.jsonl',
    where: 'corpus=papers-third',
    corpus: `${PAPERS}/third`,
  },
  {
    about: 'papers, fourth',
    file: 'papers-later.jsonl',
    where: 'corpus=papers-fourth',
    corpus: `${PAPERS}/fourth`,
  },
  {
    about: 'papers, fifth',
    file: 'papers-fifth.jsonl',
    where: 'corpus=papers-fifth',
    corpus: `${PAPERS}/fifth`,
  },
  {
    about: 'papers, sixth',
    file: 'papers-sixth.jsonl',
    where: 'corpus=papers-sixth',
    corpus: `${PAPERS}/sixth`,
  },
] as const;
const HALVES: readonly Half[] = ['tune', 'held'];

type Row = ReturnType<typeof describeRow>;
interface Evaluated {
  readonly about: string;
  readonly half: Half;
  readonly summary: Summary;
  readonly rows: readonly Row[];
}

/** Runs a command and reads the JSON it prints; 1 means that it is done and something is to be looked at. */
async function kewen<T>(...words: string[]): Promise<T> {
  console.error(`kewen ${words.join(' ')}`);
  const run = promisify(execFile)(process.execPath, [join(root, 'dist/cli.js'), ...words], {
    cwd: root,
    maxBuffer: 2 ** 28,
  });
  const { stdout } = await run.catch((error: { code?: number; stdout?: string }) => {
    if (error.code === 1 && error.stdout) return { stdout: error.stdout };
    throw error;
  });
  return JSON.parse(stdout) as T;
}

async function evaluateAll(): Promise<Evaluated[]> {
  const evaluated: Evaluated[] = [];
  for (const { about, file, where, corpus } of SETS) {
    for (const half of HALVES) {
      const words = ['eval', '--questions', join(QUESTIONS, file), '--corpus', corpus, '--half', half];
      if (where) words.push('--where', where);
      const { summary, questions } = await kewen<{ summary: Summary; questions: Row[] }>(
        ...words,
        ...['--show', 'all', '--json'],
      );
      evaluated.push({ about, half, summary, rows: questions });
    }
  }
  return evaluated;
}

/** All questions of one half summed up. */
function together(evaluated: readonly Evaluated[], half: Half): Evaluated {
  const rows = evaluated.filter((set) => set.half === half).flatMap((set) => set.rows);
  const counted = rows.map(({ type, verdict }) => ({
    golden: { type },
    judgement: { verdict },
    elapsedMs: 0,
  }));
  return { about: '**together**', half, summary: summarize(counted), rows };
}

const line = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;
const table = (head: readonly string[], rows: readonly (readonly (string | number)[])[]) =>
  [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');

function questionTable(evaluated: readonly Evaluated[]): string {
  return table(
    [
      'questions',
      'half',
      'said rightly',
      'of it cited',
      'right and cited',
      'not answered',
      'rightly unanswered',
      'wrong, of all',
    ],
    evaluated.map(({ about, half, summary }) => [
      about,
      `${half} (${summary.answerable} + ${summary.unanswerable})`,
      ...[summary.said, summary.cited, summary.correct, summary.silent].map((value) => `${value} %`),
      summary.unanswerable > 0 ? `${summary.abstained} %` : '–',
      `${summary.wrong} %`,
    ]),
  );
}

function missTable(tune: Evaluated, held: Evaluated): string {
  const types = [...new Set([...tune.rows, ...held.rows].map(({ type }) => type))];
  const count = ({ rows }: Evaluated, type: string, miss: string | null) =>
    rows.filter((row) => row.type === type && row.miss === miss).length;
  const both = (type: string, miss: string) => {
    const counts = [tune, held].map((half) => count(half, type, miss));
    return counts.some((number) => number > 0) ? counts.join(' / ') : '';
  };
  const occurring = MISSES.filter((miss) => types.some((type) => both(type, miss) !== ''));
  return table(
    ['type', 'right', ...occurring.map((miss) => miss.replaceAll('-', ' '))],
    types.map((type) => [
      type,
      [tune, held]
        .map((half) => `${count(half, type, null)} of ${half.rows.filter((row) => row.type === type).length}`)
        .join(' / '),
      ...occurring.map((miss) => both(type, miss)),
    ]),
  );
}

function benchTable({ paragraphs, kewen: ours, byType, buildMs, peers }: BenchFigures): string {
  const ms = (value: number) => value.toFixed(2);
  const searches = table(
    ['', 'R@1', 'R@5', 'p50 ms', 'p95 ms', 'build s'],
    [
      [
        '**Kewen**, the whole answer',
        ours.recallAt1,
        ours.recallAt5,
        ms(ours.p50Ms),
        ms(ours.p95Ms),
        (buildMs / 1000).toFixed(1),
      ],
      ...peers.map((peer) =>
        'missing' in peer
          ? [`${peer.name}, one search: not measured`, '', '', '', '', '']
          : [
              `${peer.name}, one search`,
              peer.recallAt1,
              peer.recallAt5,
              ms(peer.p50Ms),
              ms(peer.p95Ms),
              (peer.buildMs / 1000).toFixed(1),
            ],
      ),
    ],
  );
  const read = table(
    ['reading, the paragraph not given', ''],
    [
      ['the sentence that is ranked first holds an answer', `${ours.bestHolds} %`],
      ['nothing is found that could be cited', `${ours.nothing} %`],
      ['the cited sentence is of the right paragraph, confidence set aside', `${ours.citedParagraph} %`],
      ['the cited sentence holds an answer, confidence set aside', `${ours.citedHolds} %`],
      ['answered, at the threshold', `${ours.answered} %`],
      ['… of which the cited sentence holds an answer', `${ours.answeredHolds} %`],
      ['extracted span, EM', ours.exactMatch],
      ['extracted span, F1', ours.f1],
    ],
  );
  const types = table(
    [
      'taken to ask for',
      'questions',
      'first sentence holds an answer',
      'cited one does',
      'nothing found',
      'EM',
      'F1',
    ],
    Object.entries(byType).map(([type, of]) => [
      type,
      of.questions,
      ...[of.bestHolds, of.citedHolds, of.nothing].map((value) => `${value} %`),
      of.exactMatch,
      of.f1,
    ]),
  );
  return `${ours.questions} questions over ${paragraphs} paragraphs:\n\n${searches}\n\n${read}\n\n${types}`;
}

/** The table of the READMEs: the invented questions by half. */
function readmeTable(evaluated: readonly Evaluated[], language: 'en' | 'zh'): string {
  const [tune, held] = HALVES.map(
    (half) => evaluated.find((set) => set.about === 'invented' && set.half === half)?.summary as Summary,
  ) as [Summary, Summary];
  const row = (name: string, figure: keyof Summary) => [name, `${tune[figure]} %`, `${held[figure]} %`];
  if (language === 'zh') {
    return table(
      ['', `tune（${tune.questions} 题）`, `held（${held.questions} 题）`],
      [
        row('能答的题里：答对，并且引对了原文', 'correct'),
        row('能答的题里：该答没答', 'silent'),
        row('不能答的题里：没有乱答', 'abstained'),
        row('全部题里：答错', 'wrong'),
      ],
    );
  }
  return table(
    ['', `tune (${tune.questions} questions)`, `held (${held.questions} questions)`],
    [
      row('of the answerable: answered correctly, with the right sentence cited', 'correct'),
      row('of the answerable: not answered although the report answers', 'silent'),
      row('of the unanswerable: rightly not answered', 'abstained'),
      row('of all: answered wrongly', 'wrong'),
    ],
  );
}

/** Replaces what stands between `<!-- figures: NAME -->` and `<!-- /figures -->`. */
function fill(file: string, blocks: Readonly<Record<string, string>>): void {
  const path = join(root, file);
  let text = readFileSync(path, 'utf8');
  for (const [name, figures] of Object.entries(blocks)) {
    const [open, close] = [`<!-- figures: ${name} -->`, '<!-- /figures -->'];
    const start = text.indexOf(open);
    const end = text.indexOf(close, start);
    if (start < 0 || end < 0)
      throw new Error(`${file} has no block “${name}”: put ${open} … ${close} into it`);
    text = `${text.slice(0, start + open.length)}\n${figures}\n${text.slice(end)}`;
  }
  writeFileSync(path, text);
}

const { values: flags } = parseArgs({
  options: { cmrc: { type: 'string' }, 'no-questions': { type: 'boolean', default: false } },
});
const today = new Date().toISOString().slice(0, 10);
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
const printed = `Printed on ${today} by version ${version}.`;
if (!flags['no-questions']) await writeQuestions();
if (flags.cmrc) await writeReading(flags.cmrc);
else console.error('no --cmrc FOLDER: the figures of CMRC 2018 stay as they are');

async function writeQuestions(): Promise<void> {
  const evaluated = await evaluateAll();
  const tune = together(evaluated, 'tune');
  const held = together(evaluated, 'held');
  const curves = new Map(
    [tune, held].map(({ half, rows }) => [
      half,
      curveOf(rows.filter(({ type }) => type !== 'clarify').map(({ best }) => best)),
    ]),
  );
  writeFileSync(join(root, 'docs/risk-coverage.svg'), drawCurves(curves));
  fill('docs/quality.md', {
    questions: `${printed}\n\n${questionTable([...evaluated, tune, held])}`,
    confusions: missTable(tune, held),
    ...(await decideTables()),
  });
  fill('README.md', { invented: `${printed}\n\n${readmeTable(evaluated, 'en')}` });
  fill('README.zh-CN.md', { invented: `${today}，${version} 版：\n\n${readmeTable(evaluated, 'zh')}` });
}

/** Whether to answer: how good the fit is, and what each objection earns. */
async function decideTables(): Promise<Record<string, string>> {
  const { scores, objections } = await decideFigures(flags.cmrc);
  return {
    decision: `${printed}\n\n${table(scores.head, scores.rows)}`,
    objections: table(objections.head, objections.rows),
  };
}

async function writeReading(folder: string): Promise<void> {
  const file = (name: string) => join(folder, name);
  const figures = await kewen<BenchFigures>(
    ...['bench', '--questions', file('cmrc2018_dev.json'), '--pool', file('cmrc2018_trial.json'), '--json'],
  );
  fill('docs/quality.md', { reading: `${printed} ${benchTable(figures)}` });
}
