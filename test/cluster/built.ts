/**
 * Reports to publish into a cluster: the ones that ship and the invented ones, one of them for staff.
 */
import { connect } from '../../src/cluster/connect.ts';
import { type BuiltGeneration, publishToCluster } from '../../src/cluster/publish.ts';
import { type ClusterIndex, listIndexes } from '../../src/cluster/service.ts';
import type { SearchSettings } from '../../src/config-search.ts';
import { analyseReports } from '../../src/index/analyse.ts';
import { parseLexicon } from '../../src/language/lexicon.ts';
import { type Built, build, corpusOf } from '../support/corpora.ts';

/** A build on this machine and what is published of it. */
export interface BuiltForCluster extends Built {
  readonly generation: BuiltGeneration;
}

/** Builds some folders' reports. */
export async function buildFor(...folders: readonly string[]): Promise<BuiltForCluster> {
  const built = await build(corpusOf(...folders));
  const { reports, lexicon, answers } = built.corpus;
  const { analysed } = await analyseReports(reports, parseLexicon(lexicon), {});
  return { ...built, generation: { manifest: built.manifest, analysed, lexicon, answers } };
}

/** The same reports as if they were another generation. */
export function generationNamed({ generation }: BuiltForCluster, name: string): BuiltGeneration {
  const { public: open, staff } = generation.manifest.audiences;
  const renamed = { public: { ...open, generation: name }, staff: { ...staff, generation: name } };
  return { ...generation, manifest: { audiences: renamed } };
}

let clock = Date.parse('2026-11-30T10:00:00Z');

/** Publishes a second later than whatever was published before. */
export function publish(settings: SearchSettings, generation: BuiltGeneration, more: object = {}) {
  clock += 1_000;
  return publishToCluster(settings, generation, { now: new Date(clock), sleep: async () => {}, ...more });
}

/** All indexes of ours in a cluster. */
export async function indexesIn(settings: SearchSettings): Promise<ClusterIndex[]> {
  const connection = connect(settings, 'writer');
  try {
    return await listIndexes(connection);
  } finally {
    await connection.close();
  }
}
