/**
 * Damaged files for the readers: fixtures of every format that is read, each changed as transport, careless programs and
 * ill will change files. The same seed and round give the same bytes.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import type { Problem } from '../../src/corpus/document.ts';
import { readableExtensions } from '../../src/corpus/readers/formats.ts';
import { checkedEntries, unpack } from '../../src/corpus/readers/zip.ts';
import type { Report } from '../../src/corpus/report.ts';
import { scanFiles } from '../../src/corpus/scan.ts';
import type { Workers } from '../../src/index/workers/workers.ts';
import { randomFrom } from './generated.ts';
import { zipOf } from './zip.ts';

const FIXTURES = join(import.meta.dirname, '../fixtures');
const FOLDERS = ['readers', 'formats', 'forms'];

/** A fixture that can be read. */
export interface Seed {
  readonly name: string;
  readonly bytes: Buffer;
}

/** A damaged file, and how it was damaged. */
export interface Damaged {
  readonly name: string;
  readonly how: string;
  readonly bytes: Buffer;
}

/** What is wrong with how a damaged file was read. */
export interface Finding extends Damaged {
  readonly what: string;
}

/** The fixtures of every format that has a reader. */
export function seedsOf(): Seed[] {
  return FOLDERS.flatMap((folder) =>
    readdirSync(join(FIXTURES, folder))
      .sort()
      .filter((name) => readableExtensions.includes(extname(name).toLowerCase()))
      .map((name) => ({ name: `${folder}-${name}`, bytes: readFileSync(join(FIXTURES, folder, name)) }))
      .filter(({ bytes }) => bytes.length > 0),
  );
}

type Random = () => number;
const below = (random: Random, most: number) => Math.floor(random() * most);
const pick = <T>(random: Random, from: readonly T[]): T => from[below(random, from.length)] as T;

type Damage = (bytes: Buffer, random: Random) => Buffer;

/** A stretch of some bytes, at most a quarter of them. */
function stretch(bytes: Buffer, random: Random): [from: number, to: number] {
  const from = below(random, bytes.length);
  return [from, Math.min(bytes.length, from + 1 + below(random, Math.ceil(bytes.length / 4)))];
}

const DAMAGES: Readonly<Record<string, Damage>> = {
  flipped: (bytes, random) => {
    const copy = Buffer.from(bytes);
    for (let n = 1 + below(random, 8); n > 0; n--) {
      const at = below(random, copy.length);
      copy[at] = (copy[at] ?? 0) ^ (1 << below(random, 8));
    }
    return copy;
  },
  'cut off': (bytes, random) => bytes.subarray(0, below(random, bytes.length)),
  doubled: (bytes, random) => {
    const [from, to] = stretch(bytes, random);
    const times = pick(random, [1, 2, 500]);
    const again = Array.from({ length: times }, () => bytes.subarray(from, Math.min(to, from + 20_000)));
    return Buffer.concat([bytes.subarray(0, to), ...again, bytes.subarray(to)]);
  },
  'with a hole': (bytes, random) => {
    const [from, to] = stretch(bytes, random);
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]);
  },
  zeroed: (bytes, random) => {
    const [from, to] = stretch(bytes, random);
    return Buffer.from(bytes).fill(0, from, to);
  },
  'of another number': (bytes, random) =>
    Buffer.from(
      bytes
        .toString('latin1')
        .replace(/\d+/gu, (number) =>
          random() < 0.05 ? pick(random, ['0', '-1', '99999999', '4294967296', '1e9']) : number,
        ),
      'latin1',
    ),
  'nested deep': (bytes, random) => nested(bytes, random),
  'of another charset': (bytes, random) =>
    Buffer.from(
      bytes
        .toString('latin1')
        .replace(
          /(charset|encoding)(=["']?)[\w-]+/giu,
          `$1$2${pick(random, ['utf-16', 'big5', 'x', 'gbk'])}`,
        ),
      'latin1',
    ),
};

/** Marks that open something, in the middle of a file and many times. */
const OPENINGS = [
  '<div>',
  '<table><tr><td>',
  '{',
  '(',
  '> ',
  '- ',
  '《',
  '“',
  '[[',
  '*_',
  '\\u1{',
  '<<',
  '第',
  '1.',
];

function nested(bytes: Buffer, random: Random): Buffer {
  const at = below(random, bytes.length);
  const opening = pick(random, OPENINGS).repeat(pick(random, [50, 3_000, 40_000]));
  return Buffer.concat([bytes.subarray(0, at), Buffer.from(opening), bytes.subarray(at)]);
}

/** An archive of which one part is damaged, put together again so that its sums are right. */
function tampered(bytes: Buffer, random: Random): { how: string; bytes: Buffer } | null {
  const checked = checkedEntries(bytes);
  if (!checked.ok || checked.entries.length === 0) return null;
  const victim = pick(random, checked.entries);
  const how = pick(random, [...Object.keys(DAMAGES), 'gone']);
  const members = checked.entries.flatMap((entry) => {
    const content = unpack(bytes, entry);
    if (!(content instanceof Uint8Array)) return [];
    if (entry !== victim || content.length === 0) return [{ name: entry.name, content }];
    const damage = DAMAGES[how];
    return damage ? [{ name: entry.name, content: damage(Buffer.from(content), random) }] : [];
  });
  return { how: `${victim.name} ${how}`, bytes: zipOf(members) };
}

/** A fixture, damaged. */
export function damaged(seeds: readonly Seed[], seed: number, round: number): Damaged {
  const random = randomFrom(seed * 1_000_003 + round);
  const { name, bytes } = pick(random, seeds);
  const inside = random() < 0.5 ? tampered(bytes, random) : null;
  if (inside) return { name, ...inside };
  const how = pick(random, Object.keys(DAMAGES));
  const extension = random() < 0.1 ? pick(random, readableExtensions) : '';
  return { name: `${name}${extension}`, how, bytes: (DAMAGES[how] as Damage)(bytes, random) };
}

/** Formats that carry sums, lengths or an end mark, by which it can be known that something is missing. */
const KNOWS_ITS_END = new Set(['.docx', '.xlsx', '.pptx', '.odt', '.ods', '.ofd']);
/** Less than this of a file's text is a half. */
const HALF = 0.6;

/** Reads files one by one and says what is wrong with how they are read. */
export function fuzzer(folder: string, workers: Workers) {
  const read = async (name: string, bytes: Uint8Array): Promise<readonly (Report | Problem)[]> => {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, bytes);
    const [scanned] = await scanFiles(folder, [name]);
    if (!scanned) throw new Error(`${name} is gone`);
    return (await workers.read(folder, scanned, () => {})).made;
  };
  const wholes = new Map<string, Promise<number>>();
  const charsOf = (made: readonly (Report | Problem)[]) =>
    made.reduce((sum, one) => sum + ('text' in one ? one.text.length : 0), 0);
  return async (seeds: readonly Seed[], seed: number, round: number): Promise<Finding | null> => {
    const file = damaged(seeds, seed, round);
    const source = seeds.find(({ name }) => name === file.name);
    const made = await read(`${round}/${file.name}`, file.bytes);
    const [one] = made;
    if (one === undefined) return { ...file, what: 'nothing came of it' };
    if ('message' in one) {
      if (/停下了|中途退出/u.test(one.message)) return { ...file, what: one.message };
      return /[；：，]请|拆分|不收入/u.test(one.message)
        ? null
        : { ...file, what: `nothing to do: ${one.message}` };
    }
    const isOwnSum = file.how.includes(' ') && source !== undefined && !file.how.startsWith('cut');
    if (!source || one.unread !== undefined || !KNOWS_ITS_END.has(extname(file.name)) || isOwnSum)
      return null;
    wholes.set(
      source.name,
      wholes.get(source.name) ?? read(`whole/${source.name}`, source.bytes).then(charsOf),
    );
    const whole = (await wholes.get(source.name)) ?? 0;
    return charsOf(made) < whole * HALF ? { ...file, what: `${charsOf(made)} of ${whole} characters` } : null;
  };
}
