/**
 * Metadata as a maintainer wrote it in a file's front matter, or as the format carries it, checked once.
 */
import { z } from 'zod';
import type { Audience, Period } from '../report.ts';

/** What was given; absent fields are inferred from the text. */
export interface Given {
  readonly title?: string | undefined;
  readonly association?: string | undefined;
  readonly aliases?: readonly string[] | undefined;
  readonly place?: string | undefined;
  readonly period?: Period | undefined;
  readonly publisher?: string | undefined;
  readonly published?: string | undefined;
  readonly source?: string | undefined;
  readonly audience?: Audience | undefined;
}

const FIRST_YEAR = 1949;
const LAST_YEAR = 2099;

/** A line of text; a number counts, since YAML reads `title: 2021` as one. An empty value counts as not given. */
const line = z
  .union([z.string(), z.number()])
  .transform((value) => String(value).replace(/\s+/gu, ' ').trim() || undefined)
  .nullish()
  .transform((value) => value ?? undefined);

const aliases = z
  .union([z.string(), z.array(z.union([z.string(), z.number()]))])
  .transform((value) => (typeof value === 'string' ? value.split(/[、，,；;]/) : value.map(String)))
  .transform((values) => values.map((value) => value.trim()).filter((value) => value !== ''))
  .nullish()
  .transform((value) => value ?? undefined);

const period = z
  .union([z.number(), z.string(), z.array(z.union([z.number(), z.string()])).length(2)])
  .transform((value, context) => {
    const found = readPeriod(Array.isArray(value) ? value.join('-') : String(value));
    if (found === undefined) context.addIssue({ code: 'custom' });
    return found;
  })
  .nullish()
  .transform((value) => value ?? undefined);

const published = z
  .union([
    z.date().transform((date) => date.toISOString().slice(0, 10)),
    z.string(),
    z.number().transform(String),
  ])
  .transform((value, context) => {
    if (value.trim() === '') return undefined;
    const iso = readDate(value);
    if (iso === undefined) context.addIssue({ code: 'custom' });
    return iso;
  })
  .nullish()
  .transform((value) => value ?? undefined);

const SCHEMA = z.object({
  title: line,
  association: line,
  aliases,
  place: line,
  period,
  publisher: line,
  published,
  source: line,
  // Empty is not absent here: whoever wrote `audience:` meant to say something about it.
  audience: z.union([z.literal('public'), z.literal('staff')]).optional(),
});

const EXPECTED: Readonly<Record<keyof Given, string>> = {
  title: 'title 要写一行标题，例如 title: 平湖市科协2020年工作总结',
  association: 'association 要写科协名称，例如 association: 平湖市科协',
  aliases: 'aliases 要写别名，例如 aliases: [平湖, 平湖科协]',
  place: 'place 要写地名，例如 place: 平湖市',
  period: 'period 要写年份，例如 period: 2020，或 period: 2017-2021',
  publisher: 'publisher 要写一行发布单位，例如 publisher: 太仓日报',
  published: 'published 要写发布日期，例如 published: 2021-01-15',
  source: 'source 要写一行来源，例如 source: https://…',
  audience: 'audience 只能写 public（公众可见）或 staff（仅工作人员）',
};

/** Where metadata was found, as a message names it. */
const PLACES = {
  'front matter': '文件开头的',
  beside: '旁边的 .yaml 文件里的',
  properties: '文件属性里的',
  flags: '命令里的',
} as const;

/**
 * Checks the metadata of a file. Keys that Kewen does not know are ignored.
 *
 * @param where a person wrote front matter and what stands beside a file; what a web page or a word processor put
 *   into its properties is only a hint, and a date that cannot be read is left out instead of refused
 * @returns the fields that were given, or one line that names the first bad one
 */
export function readGiven(
  metadata: Readonly<Record<string, unknown>>,
  where: keyof typeof PLACES,
): { readonly given: Given } | { readonly problem: string } {
  const parsed = SCHEMA.safeParse(metadata);
  if (parsed.success) return { given: parsed.data };
  const field = parsed.error.issues[0]?.path[0] as keyof Given | undefined;
  if (field === undefined) return { problem: `${PLACES[where]}说明读不懂：每行写一项，例如 period: 2020` };
  if (where === 'properties' && field !== 'audience') {
    const { [field]: _dropped, ...rest } = metadata;
    return readGiven(rest, where);
  }
  return { problem: `${PLACES[where]} ${EXPECTED[field]}，现在是“${show(metadata[field])}”` };
}

function show(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  const flat = text.replace(/\s+/gu, ' ').trim();
  return flat.length > 30 ? `${flat.slice(0, 30)}…` : flat;
}

/** `2020`, `2020年`, `2017-2021`, `2017年至2021年`; undefined for anything else. */
export function readPeriod(text: string): Period | undefined {
  const match = /^\s*(\d{4})\s*年?度?\s*(?:(?:[-—–－~～]{1,2}|至|到)\s*(\d{4})\s*年?度?\s*)?$/.exec(text);
  if (match === null) return undefined;
  const from = Number(match[1]);
  const to = Number(match[2] ?? match[1]);
  return from >= FIRST_YEAR && to <= LAST_YEAR && from <= to ? { from, to } : undefined;
}

/**
 * A date as people write it: `2021`, `2021-1-5`, `2021年1月5日`, `2021/01/05 09:30`.
 *
 * @returns ISO date, month or year; undefined if there is no such day
 */
export function readDate(text: string): string | undefined {
  const match =
    /^\s*(\d{4})(?:\s*[-/.年]\s*(\d{1,2})(?:\s*[-/.月]\s*(\d{1,2})\s*日?)?)?\s*[年月]?(?:[T\s]\s*\d{1,2}:\d{2}.{0,16})?\s*$/.exec(
      text,
    );
  if (match === null) return undefined;
  const [, y = '', m, d] = match;
  if (Number(y) < FIRST_YEAR || Number(y) > LAST_YEAR) return undefined;
  if (m === undefined) return y;
  const month = m.padStart(2, '0');
  if (Number(month) < 1 || Number(month) > 12) return undefined;
  if (d === undefined) return `${y}-${month}`;
  const day = d.padStart(2, '0');
  const date = new Date(`${y}-${month}-${day}T00:00:00Z`);
  const exists = !Number.isNaN(date.getTime()) && date.getUTCDate() === Number(day);
  return exists ? `${y}-${month}-${day}` : undefined;
}
