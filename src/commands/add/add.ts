/**
 * `kewen add`: files, folders and web pages put into the corpus, each looked at, described and written down; or a file
 * that lies there settled. What cannot be used is named, and the others go on.
 */
import { statSync } from 'node:fs';
import { cleanName } from '../../corpus/clean-name.ts';
import { readAddressRange } from '../../corpus/fetch/addresses.ts';
import { formatPeriod, type Report } from '../../corpus/report.ts';
import type { WrittenField } from '../../corpus/written-metadata.ts';
import { KewenError } from '../../errors.ts';
import { printable } from '../../printable.ts';
import { isThere } from '../../reach.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import { type Context, type ExitCode, folderOf } from '../context.ts';
import { atHome } from '../home/begin.ts';
import { type Examiner, openExaminer } from '../inspect/examiner.ts';
import { renderInspected } from '../inspect/text.ts';
import type { Settled } from '../inspect/warnings.ts';
import { corpusPath, settlingOf } from '../settle-command.ts';
import { contentsOf } from './contents.ts';
import { type AddFlags, givenByFlags } from './flags.ts';
import { type Adding, addOne } from './one.ts';
import type { Outcome } from './outcome.ts';
import { type Ask, askAt, askUnsure, GivenUp } from './questions.ts';
import { withStaging } from './staging.ts';
import { targetsOf } from './targets.ts';
import { renderOutcome, renderSummary } from './text.ts';

/**
 * Adds what was typed.
 *
 * @returns 1 when something could not be added, or a person gave up
 * @throws {KewenError} `usage`, `corpus`; `platform` where the corpus cannot be written
 */
export async function runAdd(
  words: readonly string[],
  flags: AddFlags,
  surroundings: Context,
): Promise<ExitCode> {
  const context = await atHome(flags, surroundings);
  const { terminal } = context;
  const corpus = folderOf('corpus', flags, context);
  if (!isThere(corpus, `报告文件夹 ${corpus}`) || !statSync(corpus).isDirectory()) {
    throw new KewenError('corpus', `找不到报告文件夹 ${corpus}：请先建好，或用 --corpus 指明`);
  }
  const targets = await targetsOf(words, corpus, context.workingDirectory);
  const told = givenByFlags(flags, targets.length);
  const own = targets.find(({ kind }) => kind === 'own');
  if (own && (flags.name !== undefined || flags.to !== undefined)) {
    throw new KewenError('usage', `${own.typed} 已在报告文件夹里，不会搬动：--name 和 --to 只用于新放进来的`);
  }
  const isAsking = terminal.isInteractive && !flags.yes && !flags.json;
  const outcomes: Outcome[] = [];
  const pathOf = corpusPath(corpus, context);
  const tell = async (outcome: Outcome) => {
    outcomes.push(outcome);
    if (flags.json) return;
    if (outcome.status !== 'refused') await terminal.print(renderOutcome(outcome, pathOf, terminal.paint));
    else terminal.note(printable(`kewen：${outcome.typed}：${outcome.message}`));
    const problems = outcome.status === 'refused' ? [] : outcome.problems;
    for (const { file, message } of problems) terminal.note(printable(`kewen：${file}：${message}`));
  };
  const ask = isAsking ? askAt(terminal) : null;
  const examiner = openExaminer(corpus, context.config.readLimits, context.now().getFullYear());
  const readOwn: Adding['readOwn'] = (file) => examiner.read(corpus, file);
  const isDone = await withStaging(corpus, examiner, async (read) => {
    const contents = await contentsOf(corpus);
    const placing = { folder: folderTyped(flags.to), name: flags.name?.trim() ?? '' };
    const allowed = context.config.fetchAllow.map(readAddressRange).filter((range) => range !== null);
    const common = {
      corpus,
      contents,
      read,
      readOwn,
      told,
      placing,
      allowed,
      isReplacing: flags.replace === true,
      isOnlyNew: flags.new === true,
    };
    for (const target of targets) {
      const asking = questionsOf(targets.length === 1 && !flags.json, examiner, terminal, ask, told);
      try {
        await tell(await addOne(target, { ...common, ask: asking }));
      } catch (error) {
        if (!(error instanceof GivenUp)) throw error;
        terminal.note(outcomes.length > 0 ? '\n停下了，这个和后面的都没有放' : '\n停下了，什么也没有放');
        return false;
      }
    }
    return true;
  }).finally(examiner.close);
  if (flags.json) await terminal.print(JSON.stringify(outcomes.map((outcome) => toJson(outcome, pathOf))));
  else if (isDone && outcomes.length > 1) await terminal.print(`\n${renderSummary(outcomes)}`);
  else if (isDone && outcomes.some(({ status }) => status === 'added' || status === 'settled')) {
    await terminal.print('运行 kewen index 启用');
  }
  const isBad = outcomes.some((one) => one.status === 'refused' || one.problems.length > 0);
  return isDone && !isBad ? 0 : 1;
}

/** What is shown and asked of one report before it is written. */
function questionsOf(
  isAlone: boolean,
  examiner: Examiner,
  terminal: Terminal,
  ask: Ask | null,
  told: readonly WrittenField[],
): Adding['ask'] {
  const isAudienceSettled = ask !== null || told.some(({ field }) => field === 'audience');
  const settled: Settled = new Set(isAudienceSettled ? ['name', 'audience'] : ['name']);
  return async (report, isNew) => {
    if (isAlone && isNew) await show(report, examiner, settled, terminal);
    else if (ask) await terminal.print(printable(`\n${report.file}  《${report.title}》`));
    return ask ? await askUnsure(report, told, ask, terminal.note) : [];
  };
}

async function show(report: Report, examiner: Examiner, settled: Settled, terminal: Terminal): Promise<void> {
  const inspected = await examiner.inspect(report, report.file, settled);
  if ('message' in inspected) terminal.note(printable(`kewen：${inspected.file}：${inspected.message}`));
  else await terminal.print(`${renderInspected(inspected, null, false, terminal)}\n`);
}

function folderTyped(typed = ''): string {
  const parts = typed.split(/[\\/]/u).filter((part) => part !== '' && part !== '.');
  if (parts.includes('..')) throw new KewenError('usage', '--to 要写报告文件夹里的一个文件夹');
  return parts.map(cleanName).join('/');
}

function toJson(outcome: Outcome, pathOf: (file: string) => string): unknown {
  if (outcome.status === 'refused') return outcome;
  const reports = outcome.reports.map((report) => {
    const { text: _, blocks: __, period, ...metadata } = report;
    const settle = settlingOf(report, pathOf)?.command ?? null;
    return { ...metadata, period: formatPeriod(period), settle };
  });
  return { ...outcome, reports };
}
