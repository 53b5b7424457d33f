/**
 * Which index of the cluster is in service: the alias of each audience says it, as `current` does of a folder. Both are
 * changed in one request. Generations are kept as a folder keeps them.
 */
import { hostname } from 'node:os';
import type { Audience } from '../corpus/report.ts';
import { KewenError } from '../errors.ts';
import { KEPT_GENERATIONS } from '../index/generations.ts';
import type { Connection } from './connect.ts';
import { aliasOf, type IndexMeta, type IndexName, readIndexName, readMetas } from './schema.ts';

/** An index of ours in the cluster. */
export interface ClusterIndex extends IndexName {
  /** null where it tells nothing of itself. */
  readonly meta: IndexMeta | null;
  readonly isInService: boolean;
}

/** An unfinished index of another machine is left alone for so long: it may still be writing. */
const MAY_STILL_WRITE_MS = 24 * 3_600_000;
const PATIENT = { timeoutMs: 60_000 };

/**
 * All indexes of ours, the oldest first; for the account that writes.
 *
 * @throws {KewenError} `search`
 */
export async function listIndexes(connection: Connection): Promise<ClusterIndex[]> {
  const { prefix } = connection.settings;
  const aliases = [aliasOf(prefix, 'public'), aliasOf(prefix, 'staff')];
  const names = aliases.map((alias) => `${alias}-*`).join(',');
  const mappings = await connection.send({ method: 'GET', path: `/${names}/_mapping` }, PATIENT);
  const inService = await connection.send(
    { method: 'GET', path: `/${names}/_alias` },
    { ...PATIENT, accepts: [404] },
  );
  const pointed = inService.body as Readonly<Record<string, { aliases?: Readonly<Record<string, unknown>> }>>;
  return [...readMetas(mappings.body)]
    .flatMap(([name, meta]) => {
      const read = readIndexName(prefix, name);
      const has = Object.keys(pointed[name]?.aliases ?? {});
      return read ? [{ ...read, meta, isInService: has.includes(aliasOf(prefix, read.audience)) }] : [];
    })
    .sort((a, b) => a.beganMs - b.beganMs || (a.name < b.name ? -1 : 1));
}

/** The index in service of an audience. */
export const inServiceOf = (indexes: readonly ClusterIndex[], audience: Audience): ClusterIndex | undefined =>
  indexes.find((one) => one.audience === audience && one.isInService);

/**
 * Points both aliases at the indexes of a generation and removes what need not be kept: all but the last few
 * generations up to this one, what was gone back from, and what was not finished.
 *
 * @throws {KewenError} `search`
 */
export async function putInService(
  connection: Connection,
  names: Readonly<Record<Audience, string>>,
  now: Date,
): Promise<void> {
  const before = await listIndexes(connection);
  await pointAt(connection, before, names);
  const after = await listIndexes(connection);
  const was = inServiceOf(before, 'staff');
  const kept = after
    .filter(({ audience, meta }) => audience === 'staff' && meta?.isComplete)
    .filter(({ name, beganMs }) => name === names.staff || (was !== undefined && beganMs <= was.beganMs))
    .filter(({ name }) => name !== names.staff)
    .slice(-(KEPT_GENERATIONS - 1));
  const keptNames = new Set([
    ...Object.values(names),
    ...kept.flatMap(({ name, meta }) => [name, meta?.beside ?? name]),
  ]);
  for (const { name, meta, beganMs } of after) {
    if (keptNames.has(name)) continue;
    const isSomebodys =
      meta?.isComplete === false &&
      meta.writer !== hostname() &&
      now.getTime() - beganMs < MAY_STILL_WRITE_MS;
    if (isSomebodys) continue;
    await connection.send({ method: 'DELETE', path: `/${name}` }, { ...PATIENT, accepts: [404] });
  }
}

/**
 * Points both aliases at the generation before the one in service, which stays until the next build.
 *
 * @returns the names of the indexes for staff
 * @throws {KewenError} `index-missing` when there is nothing to go back from or to
 */
export async function goBack(
  connection: Connection,
): Promise<{ readonly from: string; readonly to: string }> {
  const indexes = await listIndexes(connection);
  const from = inServiceOf(indexes, 'staff');
  if (!from) throw new KewenError('index-missing', '搜索集群里没有在用的索引，没有可以退回的');
  const names = new Set(indexes.map(({ name }) => name));
  const to = indexes.findLast(
    ({ audience, meta, beganMs }) =>
      audience === 'staff' && meta?.isComplete && names.has(meta.beside ?? '') && beganMs < from.beganMs,
  );
  if (!to?.meta?.beside) {
    throw new KewenError(
      'index-missing',
      `搜索集群里 ${from.name} 之前没有更早的一代可以退回：请改好报告后运行 kewen index`,
    );
  }
  await pointAt(connection, indexes, { staff: to.name, public: to.meta.beside });
  return { from: from.name, to: to.name };
}

/** In one request, so that nobody sees one audience's new generation beside the other's old one. */
async function pointAt(
  connection: Connection,
  indexes: readonly ClusterIndex[],
  names: Readonly<Record<Audience, string>>,
): Promise<void> {
  const { prefix } = connection.settings;
  const actions = (['public', 'staff'] as const).flatMap((audience) => {
    const alias = aliasOf(prefix, audience);
    const old = indexes.filter((one) => one.audience === audience && one.isInService);
    return [
      ...old
        .filter(({ name }) => name !== names[audience])
        .map(({ name: index }) => ({ remove: { index, alias } })),
      { add: { index: names[audience], alias } },
    ];
  });
  await connection.send({ method: 'POST', path: '/_aliases', body: { actions } }, { ...PATIENT, retries: 0 });
}
