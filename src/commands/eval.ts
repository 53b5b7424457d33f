/**
 * `kewen eval`: golden questions to numbers.
 */
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { answerQuestion } from '../answer/answer.ts';
import type { Answer } from '../answer/contract.ts';
import { createProgress, silentProgress } from '../channels/terminal/progress.ts';
import type { Paint } from '../channels/terminal/terminal.ts';
import { printable } from '../channels/terminal/wrap.ts';
import { PACKAGE_ROOT } from '../config.ts';
import { KewenError } from '../errors.ts';
import { type Golden, type Half, halfOf, readGolden } from '../evaluation/golden.ts';
import { judge } from '../evaluation/score.ts';
import {
  isRight,
  type Judged,
  type Summary,
  summarize,
  type Tally,
  tallyByType,
} from '../evaluation/summary.ts';
import { type Context, type ExitCode, folderOf, type Places } from './context.ts';
import { plainTable } from './index-table.ts';
import { Indexes } from './indexes.ts';
import { nothingUsable, problemLines, rebuild } from './rebuild.ts';

/** The flags of `kewen eval`, as typed. */
export interface EvalFlags extends Places {
  readonly questions?: string;
  readonly half?: string;
  readonly show?: string;
  readonly json?: boolean;
}

/** The questions and reports of our own that come with the source. */
const OWN_QUESTIONS = join(PACKAGE_ROOT, 'test/fixtures/questions/invented.jsonl');
const OWN_REPORTS = join(PACKAGE_ROOT, 'test/fixtures/reports');

type Show = 'none' | 'wrong' | 'all';

/**
 * Answers golden questions and prints how many are right.
 *
 * @returns 1 when files of the corpus were set aside or answering threw
 * @throws {KewenError} `usage` for flags and question files; what building and opening throw
 */
export async function runEval(flags: EvalFlags, context: Context): Promise<ExitCode> {
  const half = oneOf<Half>('half', flags.half, ['tune', 'held']);
  const show = oneOf<Show>('show', flags.show, ['none', 'wrong', 'all']) ?? 'none';
  const all = await readGolden(questionFile(flags));
  const golden = half ? all.filter((question) => halfOf(question) === half) : all;
  const place = await indexToTest(flags, context);
  const indexes = new Indexes(place.index);
  try {
    const rows: Judged[] = [];
    for (const question of golden) {
      rows.push(await answerAndJudge(question, indexes, context));
    }
    await context.terminal.print(
      flags.json
        ? JSON.stringify({
            summary: summarize(rows),
            byType: Object.fromEntries(tallyByType(rows)),
            questions: chosen(rows, show).map(({ golden: { id, type, question }, answer, judgement }) => ({
              id,
              type,
              question,
              ...judgement,
              text: answer?.text ?? null,
            })),
          })
        : renderEvaluation(rows, show, context.terminal.paint),
    );
    return place.hasProblems || rows.some(({ judgement }) => judgement.verdict === 'failed') ? 1 : 0;
  } finally {
    indexes.close();
    await place.remove();
  }
}

function oneOf<Value extends string>(
  flag: string,
  typed: string | undefined,
  allowed: readonly Value[],
): Value | null {
  if (typed === undefined) return null;
  const value = allowed.find((one) => one === typed);
  if (value) return value;
  throw new KewenError('usage', `--${flag} 只能是 ${allowed.join('、')}，不能是 ${JSON.stringify(typed)}`);
}

function questionFile({ questions }: EvalFlags): string {
  if (questions !== undefined) return resolve(questions);
  if (existsSync(OWN_QUESTIONS)) return OWN_QUESTIONS;
  throw new KewenError('usage', '没有自带的题目：请用 --questions 指明题目文件');
}

/** The index the questions are put to: the one that is named, or one built for the occasion. */
interface TestedIndex {
  readonly index: string;
  readonly hasProblems: boolean;
  readonly remove: () => Promise<void>;
}

async function indexToTest(flags: EvalFlags, context: Context): Promise<TestedIndex> {
  const isOwn = flags.questions === undefined;
  if (flags.index !== undefined || (flags.corpus === undefined && !isOwn)) {
    return { index: folderOf('index', flags, context), hasProblems: false, remove: async () => {} };
  }
  const corpus = flags.corpus === undefined ? OWN_REPORTS : folderOf('corpus', flags, context);
  const folder = await mkdtemp(join(tmpdir(), 'kewen-eval-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    const { terminal } = context;
    const progress = terminal.errors.isTTY === true ? createProgress(terminal) : silentProgress;
    const { manifest, problems } = await rebuild(corpus, folder, progress);
    for (const line of problemLines(problems)) terminal.note(line);
    if (!manifest) throw nothingUsable(corpus, problems);
    return { index: folder, hasProblems: problems.length > 0, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

async function answerAndJudge(golden: Golden, indexes: Indexes, { terminal, now }: Context): Promise<Judged> {
  const index = await indexes.of(golden.audience ?? 'public');
  const { question, previous } = golden;
  const asked = { question, ...(previous ? { previous } : {}), thisYear: now().getFullYear() };
  const started = performance.now();
  let answer: Answer | null = null;
  try {
    answer = answerQuestion(asked, index);
  } catch (error) {
    terminal.note(`kewen：${golden.id} 出错：${error instanceof Error ? error.message : String(error)}`);
  }
  return { golden, answer, judgement: judge(golden, answer), elapsedMs: performance.now() - started };
}

function chosen(rows: readonly Judged[], show: Show): readonly Judged[] {
  if (show === 'none') return [];
  return show === 'all' ? rows : rows.filter(({ judgement }) => !isRight(judgement.verdict));
}

function renderEvaluation(rows: readonly Judged[], show: Show, paint: Paint): string {
  return [
    ...chosen(rows, show).map((row) => `${renderRow(row, paint)}\n`),
    renderTypes(tallyByType(rows)),
    '',
    renderSummary(summarize(rows)),
  ].join('\n');
}

function renderRow({ golden, answer, judgement }: Judged, paint: Paint): string {
  const { id, type, question, previous, gold, evidence } = golden;
  const expected = gold.map((ways) => ways.join('/')).join('；');
  return [
    `${paint(id, 'bold')} ${type} ${judgement.verdict}${judgement.reason ? `：${judgement.reason}` : ''}`,
    `  问  ${previous ? `〔${previous}〕` : ''}${question}`,
    `  答  ${answer ? `${answer.kind} ${answer.confidence}：${answer.text}` : '—'}`,
    ...(expected ? [`  应有  ${expected}`] : []),
    ...(isRight(judgement.verdict) ? [] : evidence.map((snippet) => `  依据  ${snippet}`)),
    ...(isRight(judgement.verdict) ? [] : (answer?.citations ?? []).map(({ quote }) => `  引文  ${quote}`)),
  ]
    .map(printable)
    .join('\n');
}

function renderTypes(byType: ReadonlyMap<string, Tally>): string {
  return plainTable(
    ['题型', '题数', '对', '错', '碰对', '没答', '出错'],
    [...byType].map(([type, { questions, correct, abstained, wrong, lucky, silent, failed }]) => [
      type,
      questions,
      correct + abstained,
      wrong,
      lucky,
      silent,
      failed,
    ]),
    new Set([1, 2, 3, 4, 5, 6]),
  );
}

function renderSummary(summary: Summary): string {
  const { questions, answerable, unanswerable } = summary;
  return [
    `共 ${questions} 题，能答的 ${answerable} 题，不能答的 ${unanswerable} 题`,
    `答对 ${summary.correct} %（能答的）  该答没答 ${summary.silent} %（能答的）  碰对 ${summary.lucky} %（能答的，算错）`,
    `拒答 ${summary.abstained} %（不能答的）  答错 ${summary.wrong} %（全部）`,
    `用时 p50 ${summary.p50Ms.toFixed(1)} ms，p99 ${summary.p99Ms.toFixed(1)} ms${summary.failed > 0 ? `；出错 ${summary.failed} 题` : ''}`,
  ].join('\n');
}
