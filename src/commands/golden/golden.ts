/**
 * `kewen golden`: one more golden question in the corpus's `golden.jsonl`, with what a right answer says and the sentence
 * of a report that it rests on. `kewen index` asks them when words change, `kewen eval` when one wants to know.
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { readShape } from '../../answer/question/shape.ts';
import { KewenError } from '../../errors.ts';
import { readGolden } from '../../evaluation/golden.ts';
import { GOLDEN_FILE, ownFilesOf } from '../../home.ts';
import { foldQuestion } from '../../language/normalize.ts';
import { isThere } from '../../reach.ts';
import { writeWhole } from '../add/store.ts';
import { audienceOf, type Context, type ExitCode, folderOf, type Places } from '../context.ts';
import { atHome } from '../home/begin.ts';
import { Indexes } from '../indexes.ts';

/** The flags of `kewen golden`, as typed. */
export interface GoldenFlags extends Places {
  readonly gold?: readonly string[];
  readonly evidence?: readonly string[];
  readonly previous?: string;
  readonly audience?: string;
  readonly unanswerable?: boolean;
  readonly json?: boolean;
}

const MAX_CHARS = 500;

/**
 * Writes the question.
 *
 * @throws {KewenError} `usage` for what is missing, is there already, or stands in no report
 */
export async function runGolden(
  question: string,
  flags: GoldenFlags,
  surroundings: Context,
): Promise<ExitCode> {
  const context = await atHome(flags, surroundings);
  const corpus = folderOf('corpus', flags, context);
  const { gold = [], evidence = [], previous, unanswerable = false } = flags;
  const text = question.replace(/\s+/gu, ' ').trim();
  if (text === '' || text.length > MAX_CHARS)
    throw new KewenError('usage', `要写一个不超过 ${MAX_CHARS} 字的问题`);
  if (unanswerable ? gold.length + evidence.length > 0 : gold.length === 0 || evidence.length === 0) {
    throw new KewenError(
      'usage',
      '要写 --gold 回答里一定要说到的和 --evidence 报告原句；报告里没有的，只写 --unanswerable',
    );
  }
  const audience = audienceOf(flags.audience);
  await checkEvidence(evidence, folderOf('index', flags, context), audience);
  const key = JSON.stringify([foldQuestion(text), foldQuestion(previous ?? ''), audience]);
  const id = `own-${createHash('sha256').update(key).digest().readUInt32BE(0)}`;
  const file = ownFilesOf(corpus).golden;
  const isBegun = isThere(file, `题目文件 ${file}`);
  if (isBegun && (await readGolden(file)).some((one) => one.id === id)) {
    throw new KewenError('usage', `${GOLDEN_FILE} 里已有这个问题`);
  }
  const { type } = readShape(foldQuestion(text));
  const line = {
    id,
    question: text,
    type: unanswerable ? 'unanswerable' : previous ? 'followup' : type,
    ...(previous ? { previous } : {}),
    ...(audience === 'staff' ? { audience } : {}),
    gold: gold.map((one) =>
      one
        .split('|')
        .map((way) => way.trim())
        .filter(Boolean),
    ),
    evidence: [...evidence],
  };
  const before = isBegun ? await readFile(file, 'utf8') : '';
  writeWhole(
    file,
    `${before}${before === '' || before.endsWith('\n') ? '' : '\n'}${JSON.stringify(line)}\n`,
    false,
  );
  await context.terminal.print(flags.json ? JSON.stringify({ id }) : `写进了 ${GOLDEN_FILE}：${id}`);
  return 0;
}

/** A sentence that no report has would be missed for ever. */
async function checkEvidence(
  evidence: readonly string[],
  indexFolder: string,
  audience: 'public' | 'staff',
): Promise<void> {
  if (evidence.length === 0) return;
  const indexes = new Indexes(indexFolder);
  try {
    const { reports, whole } = await indexes.of(audience);
    const bare = (text: string) => text.replace(/\s+/gu, '');
    const wanted = new Set(evidence.map(bare));
    for (const { row } of reports) {
      const text = bare(whole(row).text);
      for (const one of wanted) if (text.includes(one)) wanted.delete(one);
      if (wanted.size === 0) return;
    }
    const [missing = ''] = wanted;
    throw new KewenError('usage', `没有一份报告里有“${missing.slice(0, 40)}”，请照原文写 --evidence`);
  } finally {
    indexes.close();
  }
}
