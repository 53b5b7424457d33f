/**
 * Standard answers: a maintainer's own answer to a family of questions, in `lexicon/answers.yaml`, with its
 * source, who may see it and until when it holds. Here the file is checked; whether an answer's report says what
 * it cites is checked in `standard-sources.ts`.
 */
import { LineCounter, type Node, parseDocument } from 'yaml';
import { z } from 'zod';
import { KewenError } from '../errors.ts';
import { ANSWERS_FILE } from '../home.ts';
import { foldQuestion } from '../language/normalize.ts';
import { readDate, readPeriod } from './metadata/given.ts';
import type { Audience, Period } from './report.ts';

/** Where a standard answer comes from: a sentence of a report, or something outside the corpus. */
export type StandardSource =
  | { readonly report: string; readonly quote: string }
  | { readonly title: string; readonly url: string; readonly published: string };

/** One entry of the file. */
export interface StandardEntry {
  readonly id: string;
  /** Ways to ask for it. */
  readonly questions: readonly string[];
  readonly answer: string;
  readonly source: StandardSource;
  readonly audience: Audience;
  /** The last day on which it holds, `2027-01-31`; empty where it always does. */
  readonly expires: string;
  /** Whose and which time it is about; a question that names another does not get it. */
  readonly association: string;
  readonly period: Period | null;
  /** `answers.yaml:12`, for messages. */
  readonly where: string;
}

const MAX_FILE_CHARS = 1_000_000;
const MAX_ENTRIES = 500;
const MAX_QUESTIONS = 30;

const line = (maxChars: number) =>
  z
    .union([z.string(), z.number()])
    .transform((value) => String(value).replace(/\s+/gu, ' ').trim())
    .refine((value) => value !== '' && value.length <= maxChars);

const day = z
  .string()
  .transform((value) => readDate(value) ?? '')
  .refine((value) => /^\d{4}-\d\d-\d\d$/u.test(value));

const entrySchema = z.strictObject({
  id: z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N}_-]{0,39}$/u),
  questions: z.array(line(100)).min(1).max(MAX_QUESTIONS),
  answer: line(400),
  source: z.union([
    z.strictObject({ report: line(200), quote: z.string().trim().min(4).max(400) }),
    z.strictObject({
      title: line(120),
      url: z
        .url({ protocol: /^https?$/u })
        .max(500)
        .default(''),
      published: line(20)
        .transform((value) => readDate(value) ?? '')
        .refine((value) => value !== '')
        .default(''),
    }),
  ]),
  audience: z.union([z.literal('public'), z.literal('staff')]),
  expires: day.default(''),
  association: line(60).default(''),
  period: z
    .union([z.number(), z.string()])
    .transform((value) => readPeriod(String(value)) ?? null)
    .refine((value) => value !== null)
    .nullable()
    .default(null),
});

const EXPECTED: Readonly<Record<string, string>> = {
  id: 'id 要写一个编号，由字母、汉字、数字和 - 组成，例如 id: 科技工作者日',
  questions: `questions 要写 1 到 ${MAX_QUESTIONS} 种问法，每种不超过 100 字，例如 questions: [全国科技工作者日是哪天？]`,
  answer: 'answer 要写不超过 400 字的一段回答',
  source:
    'source 要写来源：报告里的写 {report: 报告编号, quote: 原文}，别处的写 {title: 出处, url: https://…, published: 2017-01-01}（后两项可以不写）',
  audience: 'audience 必须写明 public（公众可见）或 staff（仅工作人员）',
  expires: 'expires 要写有效的最后一天，例如 expires: 2027-01-31',
  association: 'association 要写一个科协的名称，例如 association: 平湖市科协',
  period: 'period 要写年份，例如 period: 2020，或 period: 2017-2021',
};

/**
 * Reads the file.
 *
 * @throws {KewenError} `lexicon`, naming file and line, at the first bad or doubled entry
 */
export function parseAnswers(text: string): StandardEntry[] {
  if (text.length > MAX_FILE_CHARS) bad(1, `文件超过 ${MAX_FILE_CHARS / 10_000} 万字`);
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const lineAt = (path: readonly PropertyKey[]): number => {
    for (let end = path.length; end > 0; end--) {
      const node = document.getIn(path.slice(0, end), true) as Node | undefined;
      if (node?.range) return lines.linePos(node.range[0]).line;
    }
    return 1;
  };
  const [error] = document.errors;
  if (error) bad(error.linePos?.[0].line ?? 1, '不是有效的 YAML，请检查缩进、冒号和引号');
  const value: unknown = document.toJS({ maxAliasCount: 20 }) ?? [];
  if (!Array.isArray(value)) bad(1, '每条回答要以“- id: …”开头');
  if (value.length > MAX_ENTRIES) bad(1, `回答超过 ${MAX_ENTRIES} 条`);
  const seen = new Map<string, number>();
  const once = (key: string, what: string, at: number) => {
    const before = seen.get(key);
    if (before !== undefined) bad(at, `${what}在第 ${before} 行已有`);
    seen.set(key, at);
  };
  return value.map((item: unknown, index) => {
    const parsed = entrySchema.safeParse(item);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      const path = issue?.path ?? [];
      const unknown = issue?.code === 'unrecognized_keys' && path.length === 0 ? issue.keys[0] : undefined;
      bad(
        lineAt(unknown === undefined ? [index, ...path] : [index, unknown]),
        unknown === undefined
          ? (EXPECTED[String(path[0])] ?? '每条要有 id、questions、answer、source 和 audience')
          : `不认识 ${unknown} 这一项；可以写的是 ${Object.keys(EXPECTED).join('、')}`,
      );
    }
    const entry = parsed.data;
    once(`id ${entry.id}`, `编号 ${entry.id} `, lineAt([index, 'id']));
    entry.questions.forEach((question, i) => {
      const scope = `${entry.association} ${JSON.stringify(entry.period)} ${entry.audience}`;
      const folded = foldQuestion(question).replace(/[\p{P}\s]/gu, '');
      once(`question ${scope} ${folded}`, `“${question}”`, lineAt([index, 'questions', i]));
    });
    return { ...entry, where: `${ANSWERS_FILE}:${lineAt([index])}` };
  });
}

function bad(atLine: number, what: string): never {
  throw new KewenError('lexicon', `词表 ${ANSWERS_FILE}:${atLine}：${what}`);
}
