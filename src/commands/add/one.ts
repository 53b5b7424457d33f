/**
 * One file on its way into the corpus, or one that lies there and is settled.
 */

import { rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path/posix';
import type { Problem } from '../../corpus/document.ts';
import { ARCHIVE, extensionOf } from '../../corpus/documents.ts';
import type { AddressRange } from '../../corpus/fetch/addresses.ts';
import { reportId } from '../../corpus/file-reports.ts';
import type { Report } from '../../corpus/report.ts';
import { frontMatterOf, type WrittenField, withoutInferred } from '../../corpus/written-metadata.ts';
import { LEXICON_FOLDER } from '../../home.ts';
import { type Arrival, arrive, type Placing } from './arrive.ts';
import type { Contents } from './contents.ts';
import { describe, fieldsToWrite, withTold } from './describe.ts';
import { freeName, withExtension } from './file-names.ts';
import type { Outcome } from './outcome.ts';
import { type Arrived, type ReadStaged, textAt } from './staging.ts';
import { writeWhole } from './store.ts';
import type { Target } from './targets.ts';

/** What is done alike with all files of a command. */
export interface Adding {
  readonly corpus: string;
  readonly contents: Contents;
  readonly read: ReadStaged;
  /** Reads a file that lies in the corpus. */
  readonly readOwn: (file: string) => Promise<readonly (Report | Problem)[]>;
  /** What the flags say. */
  readonly told: readonly WrittenField[];
  readonly placing: Placing;
  readonly isReplacing: boolean;
  /** Whether what the flags say is only for what is new, and not for a file that is there with the same content. */
  readonly isOnlyNew: boolean;
  readonly allowed: readonly AddressRange[];
  /** Shows a report that is new here and asks what is not sure; gives what a person said. */
  readonly ask: (report: Report, isNew: boolean) => Promise<readonly WrittenField[]>;
}

/**
 * Adds or settles one.
 *
 * @throws {KewenError} `platform` where the corpus cannot be written
 */
export async function addOne(target: Target, adding: Adding): Promise<Outcome> {
  const { typed } = target;
  if (target.kind === 'own') return await settle(typed, target.file, adding);
  const arrival = await arrive(target, adding.placing, adding.allowed);
  if (typeof arrival === 'string') return { status: 'refused', typed, message: arrival };
  const same = await adding.contents.withContent(arrival.file, arrival.bytes);
  if (same !== undefined) {
    const outcome = await settle(typed, same, adding.isOnlyNew ? { ...adding, told: [] } : adding);
    return outcome.status === 'known' ? { ...outcome, remark: '内容一样，没有再放' } : outcome;
  }
  return await put(typed, arrival, adding);
}

async function put(typed: string, arrival: Arrival, adding: Adding): Promise<Outcome> {
  const refused = (message: string): Outcome => ({ status: 'refused', typed, message });
  const { contents, corpus, isReplacing, read, told } = adding;
  const first = await read(arrival);
  const [report] = reportsOf(first);
  if (report === undefined) return refused(problemsOf(first)[0]?.message ?? '里面没有能用的报告');

  const place = await placeOf(arrival, report, adding);
  if ('message' in place) return refused(place.message);
  const { file, old } = place;
  if (file.startsWith(`${LEXICON_FOLDER}/`))
    return refused('lexicon 文件夹放词表，不放报告；请用 --to 放到别处');
  const kept = old ? await metadataKept(join(corpus, file)) : textAt(join(corpus, `${file}.yaml`));
  const placed: Arrived = { ...arrival, file, beside: arrival.beside ?? kept };

  const isArchive = extensionOf(file) === ARCHIVE;
  const origin: WrittenField[] = arrival.source ? [{ field: 'source', value: arrival.source, why: '' }] : [];
  const given = [...origin.filter(({ field }) => told.every((one) => one.field !== field)), ...told];
  const isSame = file === arrival.file && placed.beside === arrival.beside;
  const again = isSame ? first : await read(placed);
  const [seen] = isArchive ? [] : reportsOf(again);
  const answers = seen ? await adding.ask(withTold(seen, given), true) : [];
  const fields = fieldsToWrite([...given, ...answers], seen);
  const described = describe(placed, fields, arrival.source !== '');
  if (typeof described === 'string') return refused(described);
  const made = described === placed ? again : await read(described);
  if (reportsOf(made).length === 0) return refused(problemsOf(made)[0]?.message ?? '写好之后读不出来了');

  if (!store(corpus, described, old)) {
    return refused(`${file} 刚刚被别的程序放进来了；请再试一次`);
  }
  contents.take(file);
  const wanted =
    isReplacing || file === arrival.file || arrival.isUnnamed
      ? ''
      : `已有 ${arrival.file}，内容不同，另起了名字；要换掉它，加 --replace`;
  const beside = place.twin === undefined ? '' : `同一个网址的 ${place.twin} 也还在，内容不同`;
  return {
    status: 'added',
    typed,
    file,
    reports: reportsOf(made),
    problems: problemsOf(made),
    remark: old ? '换掉了原来的' : wanted || beside,
  };
}

/** Where something goes. */
interface Put {
  readonly file: string;
  /** Whether it takes the place of what lies there. */
  readonly old: boolean;
  /** Another file from the same address, which stays. */
  readonly twin?: string;
}

/** The address that somebody says a file is from; empty where it is none. */
function toldAddress(told: readonly WrittenField[]): string {
  const source = told.find(({ field }) => field === 'source')?.value;
  return typeof source === 'string' && /^https?:\/\//u.test(source) ? source : '';
}

/** Where it is to lie, and whether it takes another's place. */
async function placeOf(
  { file, source, isUnnamed }: Arrival,
  report: Report,
  { contents, isReplacing, told }: Adding,
): Promise<Put | { readonly message: string }> {
  const address = source || toldAddress(told);
  const fromThere = address === '' ? undefined : await contents.fromAddress(address);
  if (fromThere !== undefined && isReplacing) return { file: fromThere, old: true };
  if (fromThere !== undefined && source !== '') {
    return { message: `这个网址已经收过（${fromThere}），现在的内容不一样；要换成新的，加 --replace` };
  }
  // Several files of one page may be meant.
  const twinThere = fromThere === undefined ? {} : { twin: fromThere };
  const titled =
    isUnnamed && report.title !== ''
      ? join(dirname(file), withExtension(report.title, extensionOf(file)))
      : file;
  const twin = contents.withId(reportId(titled));
  if (twin === undefined) return { file: titled, old: false, ...twinThere };
  if (!isReplacing) {
    const free = freeName(titled, (id) => contents.withId(id) !== undefined);
    return { file: free, old: false, ...twinThere };
  }
  if (twin === titled) return { file: titled, old: true };
  return { message: `编号和 ${twin} 的一样，换不了；请用 --name 另起名字，或先移走 ${twin}` };
}

/** What a person said of the file that is replaced. */
async function metadataKept(path: string): Promise<string | undefined> {
  const yaml = textAt(`${path}.yaml`) ?? frontMatterOf(path, await readFile(path));
  return withoutInferred(yaml) || undefined;
}

/** Writes the file and what stands beside it: that first, so that nobody reads the one without the other. */
function store(corpus: string, { file, bytes, beside, folders }: Arrived, old: boolean): boolean {
  const path = join(corpus, file);
  for (const [folder, text] of folders) writeWhole(join(corpus, folder), text, true);
  const isBesideNew = beside !== undefined && textAt(`${path}.yaml`) === undefined;
  if (beside !== undefined) writeWhole(`${path}.yaml`, beside, false);
  let isStored = false;
  try {
    isStored = writeWhole(path, bytes, !old);
    return isStored;
  } finally {
    if (!isStored && isBesideNew) rmSync(`${path}.yaml`, { force: true });
  }
}

async function settle(typed: string, file: string, adding: Adding): Promise<Outcome> {
  const { corpus, told, read, readOwn } = adding;
  const path = join(corpus, file);
  const refused = (made: readonly (Report | Problem)[]): Outcome => ({
    status: 'refused',
    typed,
    message: problemsOf(made)[0]?.message ?? '里面没有能用的报告',
  });
  const before = await readOwn(file);
  const [report] = reportsOf(before);
  const isAsked = report !== undefined && extensionOf(file) !== ARCHIVE;
  const fields = [...told, ...(isAsked ? await adding.ask(report, false) : [])];
  if (fields.length === 0) {
    if (report === undefined) return refused(before);
    const [reports, problems] = [reportsOf(before), problemsOf(before)];
    return { status: 'known', typed, file, reports, problems, remark: '' };
  }
  const bytes = await readFile(path);
  const own = { file, bytes, beside: textAt(`${path}.yaml`), folders: new Map<string, string>() };
  const described = describe(own, fields, false);
  if (typeof described === 'string') return { status: 'refused', typed, message: described };
  // What is written may be what keeps it out, or what lets it in.
  const after = await read(described);
  if (reportsOf(after).length === 0) return refused(after);
  if (described.bytes !== bytes) writeWhole(path, described.bytes, false);
  else if (described.beside !== undefined) writeWhole(`${path}.yaml`, described.beside, false);
  return {
    status: 'settled',
    typed,
    file,
    reports: reportsOf(after),
    problems: problemsOf(after),
    remark: '',
  };
}

const reportsOf = (made: readonly (Report | Problem)[]) =>
  made.filter((one): one is Report => !('message' in one));
const problemsOf = (made: readonly (Report | Problem)[]) =>
  made.filter((one): one is Problem => 'message' in one);
