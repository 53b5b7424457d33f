/**
 * Whether an index of the cluster holds what was sent: how many documents, the sum of their check numbers, and some of
 * them read back as a whole.
 */
import { KewenError } from '../errors.ts';
import type { BulkTotals } from './bulk.ts';
import type { Connection } from './connect.ts';
import { type ClusterDocument, checkOf } from './documents.ts';

const READ_BACK = 200;

interface Counted {
  readonly timed_out: boolean;
  readonly hits: {
    readonly total: { readonly value: number };
    readonly hits: readonly { readonly _id: string; readonly _source: object }[];
  };
  readonly aggregations: { readonly checks: { readonly value: number } };
}

/** @throws {KewenError} `search` where it holds something else */
export async function verifyIndex(
  connection: Connection,
  name: string,
  { documents, checks }: BulkTotals,
): Promise<void> {
  const { body } = await connection.send(
    {
      method: 'POST',
      path: `/${name}/_search`,
      query: { allow_partial_search_results: false },
      // Sums of whole numbers are exact up to 2^53, four million documents of 31 bits.
      body: { size: READ_BACK, track_total_hits: true, aggs: { checks: { sum: { field: 'check' } } } },
    },
    { timeoutMs: 120_000 },
  );
  const { hits, aggregations } = body as Counted;
  if (hits.total.value !== documents || aggregations.checks.value !== checks) {
    throw new KewenError(
      'search',
      `写进搜索集群的 ${name} 对不上（应有 ${documents} 条，查到 ${hits.total.value} 条）：没有启用，请再运行一次 kewen index`,
    );
  }
  for (const { _id: id, _source: source } of hits.hits) mustBeIntact(name, { id, source });
}

/** @throws {KewenError} `search` where a document is not what was sent */
export function mustBeIntact(name: string, document: ClusterDocument): void {
  if ((document.source as { check?: unknown }).check === checkOf(document)) return;
  throw new KewenError(
    'search',
    `搜索集群的 ${name} 里 ${document.id} 与写入时不同：请运行 kewen index 重建`,
  );
}
