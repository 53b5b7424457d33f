/**
 * A home, made or filled: what is one's own put where an upgrade does not touch it. Nothing that is there already is
 * written over but samples, and the mark that makes a folder a home is written last.
 */
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parse, stringify } from 'yaml';
import { KewenError } from '../../errors.ts';
import {
  ANSWERS_FILE,
  GOLDEN_FILE,
  HOME_MARK,
  isHome,
  LEXICON_FOLDER,
  PACKAGE_ROOT,
  REPORTS_FOLDER,
  SHIPPED_CORPUS,
} from '../../home.ts';
import { builtWith } from '../../index/manifest.ts';
import { printable } from '../../printable.ts';
import { writeWhole } from '../add/store.ts';
import { type Own, type OwnWords, textOf } from './own.ts';
import { isAsShipped } from './shipped.ts';

/** What was put into a home. */
export interface Filled {
  readonly isNew: boolean;
  /** Own reports, and what stands beside them. */
  readonly reports: readonly string[];
  readonly samples: readonly string[];
  /** Own lines by file of the lexicon. */
  readonly words: readonly OwnWords[];
  readonly answers: number;
  readonly golden: number;
  /** Files that stayed as they are, because another one of that name was there. */
  readonly refused: readonly string[];
}

/** How to fill. */
export interface FillOptions {
  readonly now: Date;
  /** Only says what would be done. */
  readonly isDry?: boolean;
  /** A folder elsewhere in which the reports stay; it is linked to. */
  readonly linked?: string;
}

/**
 * Puts what was found into a home, which is made where there is none.
 *
 * @throws {KewenError} `platform` where something cannot be written
 */
export async function fillHome(home: string, own: Own, options: FillOptions): Promise<Filled> {
  try {
    return await fill(home, own, options);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (cause instanceof KewenError || code === undefined) throw cause;
    throw new KewenError(
      'platform',
      `写不进 ${home}（${code}）：请检查权限，或用 KEWEN_HOME 换一个文件夹`,
      cause,
    );
  }
}

async function fill(home: string, own: Own, { now, isDry = false, linked }: FillOptions): Promise<Filled> {
  const isNew = !isHome(home);
  const write = (file: string, text: string | Uint8Array) => {
    if (!isDry) writeWhole(join(home, file), text, false);
  };
  const reports = linked === undefined ? await fillReports(home, own, isNew, isDry) : NO_REPORTS;
  if (linked !== undefined && !isDry && !existsSync(join(home, REPORTS_FOLDER))) {
    await mkdir(home, { recursive: true });
    await symlink(linked, join(home, REPORTS_FOLDER), 'junction');
  }
  const words: OwnWords[] = [];
  for (const { file, lines } of own.words) {
    const path = `${LEXICON_FOLDER}/${file}`;
    const before = (await textOf(join(home, path))) ?? '';
    const knew = new Set(before.split(/\r?\n/u).map((line) => line.trim()));
    const added = lines.filter((line) => !knew.has(line));
    if (added.length === 0) continue;
    words.push({ file, lines: added });
    write(path, `${ended(before)}${added.join('\n')}\n`);
  }
  const answers = await fillAnswers(home, own, isNew, write);
  const golden = await fillGolden(home, own, write);
  if (isNew && !isDry) await furnish(home, now);
  return { isNew, ...reports, words, answers, golden };
}

const NO_REPORTS = { reports: [], samples: [], refused: [] };

const ended = (text: string): string => (text === '' || text.endsWith('\n') ? text : `${text}\n`);

/** What a home has beside what is one's own: how it is arranged, samples of settings, and the mark. */
export async function furnish(home: string, now: Date): Promise<void> {
  await mkdir(join(home, LEXICON_FOLDER), { recursive: true });
  for (const [from, to] of [
    ['assets/home/README.md', 'README.md'],
    ['.env.example', '.env.example'],
    ['kewen.config.example.yaml', 'kewen.config.example.yaml'],
  ] as const) {
    if (!existsSync(join(home, to))) await copyFile(join(PACKAGE_ROOT, from), join(home, to));
  }
  if (isHome(home)) return;
  const mark = { format: 1, kewen: builtWith().kewen, madeAt: now.toISOString() };
  writeWhole(join(home, HOME_MARK), `${JSON.stringify(mark, null, 2)}\n`, false);
}

async function fillReports(
  home: string,
  own: Own,
  isNew: boolean,
  isDry: boolean,
): Promise<Pick<Filled, 'reports' | 'samples' | 'refused'>> {
  const folder = join(home, REPORTS_FOLDER);
  const put: string[] = [];
  const samples: string[] = [];
  const refused: string[] = [];
  // A folder of reports that is there already needs no samples.
  const isBegun = existsSync(folder);
  const draft = join(home, `.kewen-reports-${process.pid}`);
  const into = isBegun ? folder : draft;
  try {
    for (const { file, from, isSample } of own.reports) {
      if (isSample && (isBegun || !isNew)) continue;
      const bytes = await readFile(from);
      const there = isBegun ? await readFile(join(folder, file)).catch(() => null) : null;
      if (there?.equals(bytes)) continue;
      if (there && !isAsShipped(file, there)) {
        refused.push(file);
        continue;
      }
      (isSample ? samples : put).push(file);
      if (isDry) continue;
      await mkdir(dirname(join(into, file)), { recursive: true });
      writeWhole(join(into, file), bytes, false);
    }
    if (!isBegun && !isDry) {
      await mkdir(draft, { recursive: true });
      await rename(draft, folder);
    }
  } catch (cause) {
    // Somebody else made it meanwhile, with the same in it.
    if (!['EEXIST', 'ENOTEMPTY'].includes((cause as NodeJS.ErrnoException).code ?? '')) throw cause;
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  return { reports: put, samples, refused };
}

type Write = (file: string, text: string) => void;

/** Answers whose id is not there yet; of a new home, where there are none of one's own, those that ship. */
async function fillAnswers(home: string, { answers }: Own, isNew: boolean, write: Write): Promise<number> {
  const before = await textOf(join(home, ANSWERS_FILE));
  const shipped = (await textOf(join(SHIPPED_CORPUS, LEXICON_FOLDER, ANSWERS_FILE))) ?? '';
  if (answers === null) {
    if (isNew && before === null) write(ANSWERS_FILE, shipped);
    return 0;
  }
  const shippedIds = new Set(idsOf(shipped));
  const mine = (ids: readonly string[]) => ids.filter((id) => !shippedIds.has(id)).length;
  if (before === null || isAsShipped(`${LEXICON_FOLDER}/${ANSWERS_FILE}`, before)) {
    write(ANSWERS_FILE, answers);
    return mine(idsOf(answers));
  }
  const knew = new Set(idsOf(before));
  const fresh = entriesIn(answers).filter(({ id }) => !knew.has(String(id)));
  if (fresh.length > 0) write(ANSWERS_FILE, `${ended(before)}\n${stringify(fresh, { lineWidth: 0 })}`);
  return fresh.length;
}

/** The entries of a file of answers; what is no list has none, and the build says what is wrong with it. */
function entriesIn(text: string): { readonly id?: unknown }[] {
  try {
    const value: unknown = parse(text);
    return Array.isArray(value) ? value.filter((one) => typeof one === 'object' && one !== null) : [];
  } catch {
    return [];
  }
}

const idsOf = (text: string): string[] => entriesIn(text).map(({ id }) => String(id));

/** Golden questions, a line each, that are not there yet. */
async function fillGolden(home: string, { golden }: Own, write: Write): Promise<number> {
  if (golden === null) return 0;
  const before = (await textOf(join(home, GOLDEN_FILE))) ?? '';
  const knew = new Set(before.split(/\r?\n/u));
  const fresh = golden.split(/\r?\n/u).filter((line) => line.trim() !== '' && !knew.has(line));
  if (fresh.length > 0) write(GOLDEN_FILE, `${ended(before)}${fresh.join('\n')}\n`);
  return fresh.length;
}

/** What was put where, a line each, for people. */
export function filledLines({ reports, samples, words, answers, golden, refused }: Filled): string[] {
  const some = (files: readonly string[]) =>
    `${files.slice(0, 5).join('、')}${files.length > 5 ? ` 等 ${files.length} 个` : ''}`;
  return [
    ...(reports.length > 0 ? [`报告  ${REPORTS_FOLDER}/：${some(reports)}`] : []),
    ...(samples.length > 0 ? [`样本  ${REPORTS_FOLDER}/：${some(samples)}（不要就删掉）`] : []),
    ...words.map(({ file, lines }) => `词  ${LEXICON_FOLDER}/${file}：${lines.length} 条`),
    ...(answers > 0 ? [`标准回答  ${ANSWERS_FILE}：${answers} 条`] : []),
    ...(golden > 0 ? [`考题  ${GOLDEN_FILE}：${golden} 题`] : []),
    ...refused.map((file) => `没有动  ${REPORTS_FOLDER}/${file}：已有另一个，内容不一样，请自己对照`),
  ].map(printable);
}
