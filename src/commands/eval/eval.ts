/**
 * `kewen eval`: golden questions to numbers, to a risk–coverage curve, or to what changed between two builds.
 */
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { KewenError } from '../../errors.ts';
import { askGolden, type Judged } from '../../evaluation/ask.ts';
import { differenceOf, type Pair } from '../../evaluation/difference.ts';
import {
  type Golden,
  type Half,
  halfOf,
  isUnreviewed,
  readGolden,
  selectGolden,
} from '../../evaluation/golden.ts';
import { missesByType, summarize, tallyByType } from '../../evaluation/summary.ts';
import { ownFilesOf, PACKAGE_ROOT } from '../../home.ts';
import { currentGeneration, keptGenerations } from '../../index/generations.ts';
import { isThere } from '../../reach.ts';
import { createProgress, silentProgress } from '../../terminal/progress.ts';
import { type Context, type ExitCode, folderOf, oneOf, type Places, refuseTogether } from '../context.ts';
import { nothingUsable, problemLines, rebuild } from '../index/rebuild.ts';
import { Indexes } from '../indexes.ts';
import { curvesOf, drawCurves, renderCurves, sumCurves } from './curve.ts';
import { chosen, describeRow, renderDifference, renderEvaluation, type Show } from './table.ts';

/** The flags of `kewen eval`, as typed. */
export interface EvalFlags extends Places {
  readonly questions?: string;
  readonly half?: string;
  readonly where?: string;
  readonly show?: string;
  readonly compare?: string;
  /** True where no file was named. */
  readonly curve?: string | true;
  readonly json?: boolean;
}

/** The questions and reports of our own that come with the source. */
const OWN_QUESTIONS = join(PACKAGE_ROOT, 'test/fixtures/questions/invented.jsonl');
const OWN_REPORTS = join(PACKAGE_ROOT, 'test/fixtures/reports');

/**
 * Answers golden questions and prints how many are right.
 *
 * @returns 1 when files of the corpus were set aside, answering threw, or a comparison found something worse
 * @throws {KewenError} `usage` for flags and question files; what building and opening throw
 */
export async function runEval(flags: EvalFlags, context: Context): Promise<ExitCode> {
  const half = oneOf<Half>('half', flags.half, ['tune', 'held']);
  const show = oneOf<Show>('show', flags.show, ['none', 'wrong', 'all']) ?? 'none';
  for (const flag of ['curve', 'show'] as const) refuseTogether(flags, ['compare', flag]);
  const file = questionFile(flags, context);
  const read = await readGolden(file);
  const all = read.filter((question) => !isUnreviewed(question));
  const unreviewed = read.length - all.length;
  if (all.length === 0) {
    throw new KewenError('usage', `${file} 的 ${unreviewed} 题都还没核对：核对一题，就删掉它的 review`);
  }
  const selected = flags.where === undefined ? all : selectGolden(all, flags.where);
  const golden = half ? selected.filter((question) => halfOf(question) === half) : selected;
  if (unreviewed > 0) {
    context.terminal.note(`另有 ${unreviewed} 题还没核对（有 review），不问也不算`);
  }
  if (flags.compare !== undefined) return compareGenerations(golden, flags.compare, flags, context);
  const place = await indexToTest(flags, context);
  try {
    const rows = await askAll(golden, place.index, undefined, context);
    const curves = flags.curve === undefined ? null : curvesOf(rows);
    if (curves && typeof flags.curve === 'string') await writePicture(flags.curve, drawCurves(curves));
    await context.terminal.print(
      flags.json
        ? JSON.stringify({
            ...(curves ? { curve: sumCurves(curves) } : {}),
            summary: summarize(rows),
            byType: Object.fromEntries(tallyByType(rows)),
            unreviewed,
            missesByType: Object.fromEntries(missesByType(rows)),
            questions: chosen(rows, show).map(describeRow),
          })
        : `${renderEvaluation(rows, show, context.terminal.paint)}${curves ? `\n\n${renderCurves(curves)}` : ''}`,
    );
    return place.hasProblems || rows.some(({ judgement }) => judgement.verdict === 'failed') ? 1 : 0;
  } finally {
    await place.remove();
  }
}

/** Answers all questions from one index, the one in service unless another generation is named. */
async function askAll(
  golden: readonly Golden[],
  folder: string,
  generation: string | undefined,
  { terminal, now }: Context,
): Promise<Judged[]> {
  const indexes = new Indexes(folder, generation);
  try {
    const rows: Judged[] = [];
    for (const question of golden) {
      const index = await indexes.of(question.audience ?? 'public');
      rows.push(
        askGolden(
          question,
          index,
          now().getFullYear(),
          () => performance.now(),
          (error) =>
            terminal.note(
              `kewen：${question.id} 出错：${error instanceof Error ? error.message : String(error)}`,
            ),
        ),
      );
    }
    return rows;
  } finally {
    indexes.close();
  }
}

/** The same questions over the generation in service and over another that is still kept. */
async function compareGenerations(
  golden: readonly Golden[],
  other: string,
  flags: EvalFlags,
  context: Context,
): Promise<ExitCode> {
  const folder = folderOf('index', flags, context);
  const kept = await keptGenerations(folder);
  const current = await currentGeneration(folder);
  if (!kept.includes(other)) {
    const others = kept.filter((name) => name !== current);
    throw new KewenError(
      'usage',
      `${folder} 里没有 ${JSON.stringify(other)} 这一代索引；${others.length > 0 ? `除了在用的，还留着：${others.join('、')}（最近的在前）` : '除了在用的，没有留着别的'}`,
    );
  }
  const now = await askAll(golden, folder, undefined, context);
  const before = await askAll(golden, folder, other, context);
  const difference = differenceOf(now, before);
  await context.terminal.print(
    flags.json
      ? JSON.stringify({
          generation: current,
          against: other,
          summary: summarize(now),
          summaryAgainst: summarize(before),
          ...Object.fromEntries(
            Object.entries(difference).map(([name, pairs]) => [
              name,
              pairs.map((pair: Pair) => ({
                now: describeRow(pair.now),
                before: describeRow(pair.before),
              })),
            ]),
          ),
        })
      : renderDifference(
          difference,
          { generation: current ?? '', against: other, now, before },
          context.terminal.paint,
        ),
  );
  return difference.worse.length > 0 ? 1 : 0;
}

async function writePicture(file: string, picture: string): Promise<void> {
  try {
    await writeFile(resolve(file), picture);
  } catch (cause) {
    throw new KewenError('usage', `写不了 ${file}：请检查文件夹是否存在、有没有权限`, cause);
  }
}

function questionFile(flags: EvalFlags, context: Context): string {
  if (flags.questions !== undefined) return resolve(flags.questions);
  if (flags.compare !== undefined) {
    // Ours are about other reports than those of the index in service.
    const kept = ownFilesOf(folderOf('corpus', flags, context)).golden;
    if (isThere(kept, `题目文件 ${kept}`)) return kept;
    throw new KewenError('usage', `没有 ${kept}：请用 --questions 指明题目文件`);
  }
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
    const { manifest, problems } = await rebuild(corpus, folder, progress, {
      limits: context.config.readLimits,
    });
    for (const line of problemLines(problems)) terminal.note(line);
    if (!manifest) throw nothingUsable(corpus, problems);
    return { index: folder, hasProblems: problems.length > 0, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}
