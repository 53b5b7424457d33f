/**
 * `kewen stats`: what was asked, how it went and what could not be found. For a maintainer; names nobody.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { KewenError } from '../../errors.ts';
import { Library } from '../../index/library.ts';
import { audienceFiles } from '../../index/manifest.ts';
import { readManifest } from '../../index/open.ts';
import type { ReportCard } from '../../index/shelf.ts';
import { EMPTY_LEXICON, type Lexicon, parseLexicon } from '../../language/lexicon.ts';
import { createSegmenter } from '../../language/segment.ts';
import { groupSimilar, type SimilarSettings } from '../../language/similar.ts';
import { nothingRecorded, upkeepOf } from '../../records/open-upkeep.ts';
import type { Asked, Trouble } from '../../records/questions.ts';
import { localDay, localDays } from '../../records/statistics.ts';
import { type Context, type ExitCode, folderOf, type Places, refuseTogether } from '../context.ts';
import { readSince } from '../since.ts';
import { statsToCsv } from './csv.ts';
import type { Grouped, Stats } from './figures.ts';
import { statsToText } from './text.ts';

/** The flags of `kewen stats`, as typed. */
export interface StatsFlags extends Places {
  readonly since?: string;
  readonly json?: boolean;
  readonly csv?: boolean;
}

const USUAL_PERIOD = '30天';

/**
 * Prints the statistics.
 *
 * @throws {KewenError} `usage` for flags, `records` when the records cannot be read
 */
export async function runStats(flags: StatsFlags, context: Context): Promise<ExitCode> {
  const { terminal, config, now } = context;
  refuseTogether(flags, ['json', 'csv']);
  const today = now();
  const since = readSince(flags.since ?? USUAL_PERIOD, today);
  const { reports, lexicon } = await readIndex(folderOf('index', flags, context));
  const settings: SimilarSettings = { segment: createSegmenter(lexicon.words), lexicon };

  const upkeep = await upkeepOf(config);
  const stats = await upkeep.read(async (records): Promise<Stats> => {
    const counted = await records.statistics(since.getTime(), localDays());
    const grouped = async (trouble: Trouble) =>
      group(await records.questions(trouble, since.getTime()), settings);
    return {
      ...counted,
      since: localDay(since),
      until: localDay(today),
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      troubles: {
        unanswered: await grouped('unanswered'),
        clarify: await grouped('clarify'),
        'not-useful': await grouped('not-useful'),
      },
      neverCited: reports?.filter(({ id }) => !counted.cited.has(id)) ?? null,
    };
  });
  if (!stats) throw nothingRecorded(upkeep);
  await terminal.print(
    flags.json ? statsToJson(stats) : flags.csv ? statsToCsv(stats).trimEnd() : statsToText(stats, terminal),
  );
  return 0;
}

function group({ wordings, count }: Asked, settings: SimilarSettings): Grouped {
  const audiences = new Map(wordings.map((asked) => [asked.text, asked.audiences]));
  const listed = wordings.reduce((sum, asked) => sum + asked.count, 0);
  return {
    count,
    groups: groupSimilar(wordings, settings).map((similar) => ({
      ...similar,
      wordings: similar.wordings.map(({ text, count: times }) => ({ text, count: times })),
      audiences: [...new Set(similar.wordings.flatMap(({ text }) => audiences.get(text) ?? []))].sort(),
    })),
    ungrouped: count - listed,
  };
}

/** The reports and words of the index in service; without one, words are cut by the dictionary alone. */
async function readIndex(directory: string): Promise<{ reports: ReportCard[] | null; lexicon: Lexicon }> {
  try {
    const manifest = await readManifest(directory);
    if (!manifest) return { reports: null, lexicon: EMPTY_LEXICON };
    const folder = join(directory, manifest.generation);
    // A machine for the public only has no staff files.
    const file = (['staff', 'public'] as const)
      .map((audience) => join(folder, audienceFiles(audience).library))
      .find((path) => existsSync(path));
    if (!file) return { reports: null, lexicon: EMPTY_LEXICON };
    const library = new Library(file);
    try {
      return { reports: library.reports(), lexicon: parseLexicon(library.lexicon()) };
    } finally {
      library.close();
    }
  } catch (error) {
    // What is wrong with an index is for `kewen doctor` to say; the numbers do not need one.
    if (error instanceof KewenError) return { reports: null, lexicon: EMPTY_LEXICON };
    throw error;
  }
}

function statsToJson({ cited, neverCited, troubles, ...rest }: Stats): string {
  return JSON.stringify({
    ...rest,
    unanswered: troubles.unanswered,
    clarify: troubles.clarify,
    notUseful: troubles['not-useful'],
    cited: Object.fromEntries(cited),
    neverCited:
      neverCited?.map(({ id, title, association, period, audience }) => ({
        id,
        title,
        association,
        period,
        audience,
      })) ?? null,
  });
}
