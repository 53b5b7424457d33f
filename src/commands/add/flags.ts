/**
 * What `kewen add` is told of a file by its flags.
 */
import { type Given, readGiven } from '../../corpus/metadata/given.ts';
import { formatPeriod } from '../../corpus/report.ts';
import type { WrittenField } from '../../corpus/written-metadata.ts';
import { KewenError } from '../../errors.ts';
import type { Places } from '../context.ts';
import { PLACEHOLDERS } from '../settle-command.ts';

/** The flags of `kewen add`, as typed. */
export interface AddFlags extends Places {
  readonly title?: string;
  readonly association?: string;
  readonly aliases?: string;
  readonly place?: string;
  readonly period?: string;
  readonly publisher?: string;
  readonly published?: string;
  readonly source?: string;
  readonly audience?: string;
  readonly name?: string;
  readonly to?: string;
  readonly replace?: boolean;
  readonly new?: boolean;
  readonly yes?: boolean;
  readonly json?: boolean;
}

/** In the order in which they are written. */
export const FIELDS = [
  'title',
  'association',
  'aliases',
  'place',
  'period',
  'publisher',
  'published',
  'source',
  'audience',
] as const satisfies readonly (keyof Given)[];

/** Flags that are about one file. */
const OF_ONE_FILE = ['title', 'source', 'name'] as const;

/**
 * The fields that the flags give.
 *
 * @throws {KewenError} `usage` for a value that is none, or a flag of one file with several
 */
export function givenByFlags(flags: AddFlags, targets: number): WrittenField[] {
  const single = targets > 1 ? OF_ONE_FILE.find((flag) => flags[flag] !== undefined) : undefined;
  if (single) throw new KewenError('usage', `--${single} 一次只用于一个文件`);
  const fields = FIELDS.flatMap((field) => {
    const typed = flags[field];
    return typed === undefined ? [] : [[field, typed] as const];
  });
  for (const [field, typed] of fields) {
    const isEmpty = typed.trim() === '' || Object.values<string>(PLACEHOLDERS).includes(typed.trim());
    if (isEmpty)
      throw new KewenError('usage', `--${field} 后面要写真的${WHAT[field] ?? '内容'}，不能是“${typed}”`);
  }
  const read = fieldsOf(Object.fromEntries(fields));
  if (typeof read === 'string') throw new KewenError('usage', read);
  return read;
}

const WHAT: Partial<Record<keyof Given, string>> = {
  association: '单位名称',
  period: '年份',
  audience: '可见范围',
};

/** Values as a person typed them, checked and in the form in which they are written; or what is wrong with one. */
export function fieldsOf(typed: Readonly<Record<string, string>>): WrittenField[] | string {
  const read = readGiven(typed, 'flags');
  if ('problem' in read) return read.problem;
  return FIELDS.flatMap((field) => {
    const value = read.given[field];
    return value === undefined ? [] : [{ field, value: written(value), why: '' }];
  });
}

function written(value: NonNullable<Given[keyof Given]>): WrittenField['value'] {
  if (typeof value === 'string' || Array.isArray(value)) return value as string | readonly string[];
  return periodWritten(formatPeriod(value as NonNullable<Given['period']>));
}

/** A period as front matter has it: a number for a year, `2017-2021` for several. */
export function periodWritten(formatted: string): string | number {
  return /^\d+$/u.test(formatted) ? Number(formatted) : formatted.replace('—', '-');
}
