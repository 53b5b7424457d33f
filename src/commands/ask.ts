/**
 * `kewen ask`: one question from the command line, or one a line from a file (`--batch`).
 */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { z } from 'zod';
import { answerQuestion, MAX_QUESTION_CHARS } from '../answer/answer.ts';
import type { Answer, Asked } from '../answer/contract.ts';
import { askedOn } from '../answer/day.ts';
import { languageOf } from '../channels/document.ts';
import type { FollowedIndex } from '../channels/followed.ts';
import { withLinks } from '../channels/place.ts';
import { maintainersLinks } from '../channels/staff-links.ts';
import { renderAnswer } from '../channels/terminal/render.ts';
import { digestCorpus } from '../corpus/folder.ts';
import type { Audience } from '../corpus/report.ts';
import { KewenError } from '../errors.ts';
import { readManifest } from '../index/open.ts';
import { unreadable } from '../reach.ts';
import { readLines } from '../terminal/read-lines.ts';
import { paintLine } from '../terminal/wrap.ts';
import { Answering } from './answering.ts';
import { audienceOf, type Context, type ExitCode, folderOf, type Places } from './context.ts';

/** The flags of `kewen ask`, as typed. */
export interface AskFlags extends Places {
  readonly json?: boolean;
  readonly batch?: string;
  readonly audience?: string;
  readonly previous?: string;
}

/** A line of a batch; other fields, such as those of golden questions, are left alone. */
const batchLineSchema = z.object({
  id: z.union([z.string(), z.number()]).optional(),
  question: z.string(),
  previous: z.string().nullish(),
  audience: z.enum(['public', 'staff']).optional(),
});

/**
 * Answers a question, or each line of a batch.
 *
 * @param words the question as the shell split it
 * @returns 1 when lines of a batch could not be read
 * @throws {KewenError} `usage`; `index-missing`, `index-untrusted` or `search`
 */
export async function runAsk(words: readonly string[], flags: AskFlags, context: Context): Promise<ExitCode> {
  const audience = audienceOf(flags.audience);
  const question = words.join(' ').trim();
  if (flags.batch === undefined) checkQuestion(question);
  else checkBatch(flags, question);
  const batch = flags.batch === undefined ? null : await openBatch(flags.batch, context);

  const answering = new Answering(flags, context);
  try {
    const index = await answering.of(audience);
    if (flags.corpus !== undefined)
      await checkCorpus(folderOf('corpus', flags, context), folderOf('index', flags, context));
    if (batch) return await answerBatch(batch, audience, answering, context);
    const previous = flags.previous?.trim();
    const timed = await answerTimed(
      { question, ...(previous ? { previous } : {}), ...askedOn(context.now()) },
      index,
      context,
    );
    await context.terminal.print(
      flags.json ? toLine('1', timed) : renderForPerson(question, timed.answer, context),
    );
    return 0;
  } finally {
    batch?.destroy();
    answering.close();
  }
}

function checkQuestion(question: string): void {
  if (question === '') throw new KewenError('usage', '问题是空的：请写 kewen ask "平湖市科协有多少会员？"');
  const chars = [...question].length;
  if (chars > MAX_QUESTION_CHARS) {
    throw new KewenError('usage', `问题太长了（${chars} 字）：请用不超过 ${MAX_QUESTION_CHARS} 字说一遍`);
  }
}

function checkBatch(flags: AskFlags, question: string): void {
  if (question !== '') throw new KewenError('usage', '--batch 从文件读问题，命令行上不能再写问题');
  if (flags.previous !== undefined) {
    throw new KewenError('usage', '--previous 不能和 --batch 一起用：请写在每行的 "previous" 里');
  }
}

/** @throws {KewenError} `usage` when the file is not there */
async function openBatch(file: string, { terminal }: Context): Promise<Readable> {
  if (file === '-') return terminal.input;
  try {
    if ((await stat(file)).isDirectory())
      throw new KewenError('usage', `${file} 是文件夹：--batch 要一个文件`);
    const stream = createReadStream(file);
    await new Promise((resolve, reject) => stream.once('open', resolve).once('error', reject));
    return stream;
  } catch (cause) {
    if (cause instanceof KewenError) throw cause;
    throw new KewenError('usage', unreadable(file, cause), cause);
  }
}

/** Refuses to answer from another corpus than the one that was asked for. */
async function checkCorpus(corpus: string, index: string): Promise<void> {
  if ((await readManifest(index))?.corpus === (await digestCorpus(corpus))) return;
  throw new KewenError(
    'index-untrusted',
    `索引 ${index} 不是由 ${corpus} 现在的文件建的：请先运行 kewen index --corpus ${corpus} --index ${index}`,
  );
}

/** Answers line by line, in order, each as soon as it is read; a bad line is named and the others go on. */
async function answerBatch(
  batch: Readable,
  audience: Audience,
  answering: Answering,
  context: Context,
): Promise<ExitCode> {
  const { terminal } = context;
  let hasProblem = false;
  for await (const { number, text } of readLines(batch)) {
    if (text?.trim() === '') continue;
    const read = readBatchLine(text);
    if ('problem' in read) {
      terminal.note(`kewen：第 ${number} 行${read.problem}，跳过了`);
      hasProblem = true;
      continue;
    }
    const { id, question, previous } = read.line;
    const asked = { question, ...(previous ? { previous } : {}), ...askedOn(context.now()) };
    const index = await answering.of(read.line.audience ?? audience);
    await terminal.print(toLine(id ?? String(number), await answerTimed(asked, index, context)));
  }
  return hasProblem ? 1 : 0;
}

function readBatchLine(text: string | null): { line: z.infer<typeof batchLineSchema> } | { problem: string } {
  if (text === null) return { problem: '不是 UTF-8 文字' };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { problem: '不是 JSON' };
  }
  const read = batchLineSchema.safeParse(value);
  if (read.success) return { line: read.data };
  const field = read.error.issues[0]?.path[0];
  return { problem: field === undefined ? '不是 JSON 对象' : `的 "${String(field)}" 没有写或写得不对` };
}

interface Timed {
  readonly answer: Answer;
  readonly elapsedMs: number;
}

async function answerTimed(asked: Asked, followed: FollowedIndex, { config }: Context): Promise<Timed> {
  const started = performance.now();
  const answer = await followed.use((index) =>
    withLinks(answerQuestion(asked, index), index, maintainersLinks(config.web)),
  );
  return { answer, elapsedMs: Math.round((performance.now() - started) * 10) / 10 };
}

/** The answer contract, one line. */
function toLine(id: string | number, { answer, elapsedMs }: Timed): string {
  return JSON.stringify({ id, ...answer, elapsedMs });
}

function renderForPerson(question: string, answer: Answer, { terminal }: Context): string {
  const layout = { widthColumns: terminal.widthColumns(), isPickable: false, language: languageOf(question) };
  return renderAnswer(answer, layout)
    .map((line) => paintLine(line, terminal.paint))
    .join('\n');
}
