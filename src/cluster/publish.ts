/**
 * A build of this machine into the cluster: an index for each audience, then both into service at once. An audience whose
 * index in service is of the same generation keeps it.
 */
import type { SearchSettings } from '../config-search.ts';
import type { Audience } from '../corpus/report.ts';
import type { StandardAnswer } from '../corpus/standard-sources.ts';
import type { AnalysedReport } from '../index/analyse.ts';
import type { Manifest } from '../index/manifest.ts';
import type { LexiconTexts } from '../language/lexicon-entries.ts';
import { type Connection, connect } from './connect.ts';
import { isReadable } from './schema.ts';
import { type ClusterIndex, inServiceOf, listIndexes, putInService } from './service.ts';
import { type WriteOptions, writeIndex } from './write.ts';

/** What is published. */
export interface BuiltGeneration {
  readonly manifest: Pick<Manifest, 'audiences'>;
  /** All reports in the order of their ids. */
  readonly analysed: readonly AnalysedReport[];
  readonly lexicon: LexiconTexts;
  readonly answers: readonly StandardAnswer[];
}

/** How it is published. */
export interface PublishOptions extends Pick<WriteOptions, 'now' | 'sleep'> {
  /** Called as documents arrive: so many of about so many passages of an audience. */
  readonly onWritten?: (audience: Audience, written: number, total: number) => void;
}

/** What came of it: the names of the indexes in service, and those that were written anew. */
export interface Published {
  readonly inService: Readonly<Record<Audience, string>>;
  readonly written: readonly Audience[];
}

/**
 * Publishes a build. Whatever stops half way leaves the generation in service that was.
 *
 * @throws {KewenError} `search`; `settings` where the account that writes is not set
 */
export async function publishToCluster(
  settings: SearchSettings,
  built: BuiltGeneration,
  options: PublishOptions,
): Promise<Published> {
  const connection = connect(settings, 'writer');
  try {
    const indexes = await listIndexes(connection);
    const written: Audience[] = [];
    const of = async (audience: Audience, beside: string | null): Promise<string> => {
      const known = unchanged(indexes, built, audience, beside);
      if (known) return known.name;
      written.push(audience);
      return writeAudience(connection, built, audience, beside, options);
    };
    const open = await of('public', null);
    const inService = { public: open, staff: await of('staff', open) };
    if (written.length > 0) await putInService(connection, inService, options.now);
    return { inService, written };
  } finally {
    await connection.close();
  }
}

/** The index in service, if it is what would be written. */
function unchanged(
  indexes: readonly ClusterIndex[],
  { manifest }: BuiltGeneration,
  audience: Audience,
  beside: string | null,
): ClusterIndex | undefined {
  const known = inServiceOf(indexes, audience);
  const isSame =
    known?.meta?.isComplete === true &&
    isReadable(known.meta) &&
    known.generation === manifest.audiences[audience].generation &&
    known.meta.beside === beside;
  return isSame ? known : undefined;
}

function writeAudience(
  connection: Connection,
  { manifest, analysed, lexicon, answers }: BuiltGeneration,
  audience: Audience,
  beside: string | null,
  { onWritten = () => {}, ...options }: PublishOptions,
): Promise<string> {
  const { generation, passages } = manifest.audiences[audience];
  const isFor = (one: { readonly audience: Audience }) => audience === 'staff' || one.audience === 'public';
  return writeIndex(
    connection,
    {
      audience,
      generation,
      reports: analysed.filter(({ report }) => isFor(report)),
      lexicon,
      answers: answers.filter(isFor),
      beside,
      passages,
    },
    { ...options, onWritten: (done) => onWritten(audience, Math.min(done, passages), passages) },
  );
}
