/**
 * `kewen answer`: one more standard answer in the corpus's `answers.yaml`, checked as the build checks it, and
 * with which of the questions that were asked lately it would be given to.
 */
import { readFile } from 'node:fs/promises';
import { stringify } from 'yaml';
import { scanCorpus } from '../../corpus/folder.ts';
import { loadCorpus } from '../../corpus/load.ts';
import { parseAnswers } from '../../corpus/standard.ts';
import { KewenError } from '../../errors.ts';
import { ANSWERS_FILE, ownFilesOf } from '../../home.ts';
import { openBuildCache } from '../../index/build-cache.ts';
import { openWorkers } from '../../index/workers/workers.ts';
import { printable } from '../../printable.ts';
import { writeWhole } from '../add/store.ts';
import { audienceOf, type Context, type ExitCode, folderOf, type Places } from '../context.ts';
import { atHome } from '../home/begin.ts';
import { type WouldAnswer, wouldAnswer } from './would-answer.ts';

/** The flags of `kewen answer`, as typed. */
export interface AnswerFlags extends Places {
  readonly question?: readonly string[];
  readonly answer?: string;
  readonly report?: string;
  readonly quote?: string;
  readonly source?: string;
  readonly url?: string;
  readonly published?: string;
  readonly audience?: string;
  readonly association?: string;
  readonly period?: string;
  readonly expires?: string;
  readonly id?: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

const MAX_ID_CHARS = 30;
const SHOWN = 20;

/**
 * Writes a standard answer, or with --dry-run only says what it would do.
 *
 * @throws {KewenError} `usage` for what is missing, `lexicon` for what the build would not take
 */
export async function runAnswer(flags: AnswerFlags, surroundings: Context): Promise<ExitCode> {
  const context = flags.dryRun ? surroundings : await atHome(flags, surroundings);
  const { terminal, config } = context;
  const corpus = folderOf('corpus', flags, context);
  const index = folderOf('index', flags, context);
  const scanned = await scanCorpus(corpus);
  const ids = parseAnswers(scanned.answersText).map(({ id }) => id);
  const entry = entryOf(flags, ids);
  const before = scanned.answersText;
  const text = `${before}${before === '' || before.endsWith('\n') ? '' : '\n'}${before === '' ? '' : '\n'}${stringify([entry], { lineWidth: 0 })}`;
  const workers = openWorkers(config.readLimits);
  try {
    const { answers, problems } = await loadCorpus(corpus, {
      scanned: { ...scanned, answersText: text },
      cache: openBuildCache(index, { use: 'read' }),
      workers,
    });
    const standard = answers.find(({ id }) => id === entry.id);
    if (!standard) {
      const why = problems.find(({ message }) => message.includes(` ${entry.id} `))?.message;
      throw new KewenError('lexicon', why ?? '这条标准回答用不了');
    }
    const would = await wouldAnswer(standard, index, context);
    if (!flags.dryRun) {
      // Somebody may have written meanwhile.
      const { answers: file } = ownFilesOf(corpus);
      const now = await readFile(file, 'utf8').catch(() => '');
      if (now !== before) throw new KewenError('lexicon', `${ANSWERS_FILE} 刚刚改过了，请再试一次`);
      writeWhole(file, text, false);
    }
    await terminal.print(
      flags.json
        ? JSON.stringify({ id: entry.id, isWritten: !flags.dryRun, ...would })
        : toText(entry.id, would, flags.dryRun === true),
    );
    return 0;
  } finally {
    workers.close();
  }
}

function toText(id: string, { asked, questions }: WouldAnswer, isDry: boolean): string {
  const lines = questions.slice(0, SHOWN).map((question) => `  ${printable(question)}`);
  const more = questions.length - lines.length;
  return [
    isDry ? `标准回答 ${id} 可以用，还没有写` : `标准回答 ${id} 写好了；运行 kewen index 启用`,
    `最近问过的 ${asked} 种问法里，它会回答 ${questions.length} 种${questions.length > 0 ? '：' : ''}`,
    ...lines,
    ...(more > 0 ? [`  …… 还有 ${more} 种`] : []),
  ].join('\n');
}

/** The entry as it stands in the file; what is wrong with it is said by whoever reads the file. */
function entryOf(flags: AnswerFlags, ids: readonly string[]) {
  const { question = [], answer = '', report, quote, source, url, published } = flags;
  if (question.length === 0) throw new KewenError('usage', '要写 --question 问法（可以写几个）');
  if (answer.trim() === '') throw new KewenError('usage', '要写 --answer 回答');
  if ((report === undefined) === (source === undefined)) {
    throw new KewenError('usage', '要写来源：报告里的写 --report 和 --quote，别处的写 --source');
  }
  if (report !== undefined && quote === undefined)
    throw new KewenError('usage', '写了 --report，还要写 --quote 原文');
  const given = (name: string, value: string | undefined) => (value?.trim() ? { [name]: value.trim() } : {});
  return {
    id: flags.id ?? freeId(question[0] ?? '', ids),
    questions: [...question],
    answer: answer.trim(),
    source:
      report === undefined
        ? { title: source, ...given('url', url), ...given('published', published) }
        : { report, quote },
    audience: audienceOf(flags.audience),
    ...given('association', flags.association),
    ...given('period', flags.period),
    ...given('expires', flags.expires),
  };
}

/** An id after the question that no other answer has. */
function freeId(question: string, ids: readonly string[]): string {
  const stem = [...question.replace(/[^\p{L}\p{N}]/gu, '')].slice(0, MAX_ID_CHARS).join('') || '回答';
  for (let count = 1; ; count++) {
    const id = count === 1 ? stem : `${stem}-${count}`;
    if (!ids.includes(id)) return id;
  }
}
