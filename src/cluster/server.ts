/**
 * What answers at the cluster's address: OpenSearch from 2 on is what Kewen was tried with; Elasticsearch from 7.10 on
 * takes the same requests.
 */
import { z } from 'zod';
import { KewenError } from '../errors.ts';
import type { Connection } from './connect.ts';

/** The least version of each. */
const LEAST = { opensearch: [2, 0], elasticsearch: [7, 10] } as const;

const infoSchema = z.object({
  tagline: z.string().default(''),
  version: z.object({ number: z.string(), distribution: z.string().optional() }),
});

/** A server that can be used. */
export interface SearchServer {
  readonly kind: 'opensearch' | 'elasticsearch';
  readonly version: string;
}

/**
 * Asks what server it is.
 *
 * @returns null where the account may not ask, which is no reason not to search
 * @throws {KewenError} `search` for another server, an older version, or none
 */
export async function serverOf(connection: Connection): Promise<SearchServer | null> {
  const reply = await connection.send({ method: 'GET', path: '/' }, { accepts: [403] });
  if (reply.status === 403) return null;
  const { nodes } = connection.settings;
  const read = infoSchema.safeParse(reply.body);
  if (!read.success) {
    throw new KewenError('search', `${nodes.join('、')} 不是 OpenSearch：请检查 KEWEN_SEARCH_URL`);
  }
  const { number, distribution } = read.data.version;
  const kind = distribution === 'opensearch' ? 'opensearch' : 'elasticsearch';
  const [major = 0, minor = 0] = number.split('.').map(Number);
  const [leastMajor, leastMinor] = LEAST[kind];
  if (major > leastMajor || (major === leastMajor && minor >= leastMinor)) return { kind, version: number };
  const name = kind === 'opensearch' ? 'OpenSearch' : 'Elasticsearch';
  throw new KewenError(
    'search',
    `搜索集群是 ${name} ${number}，太旧了：请升级到 ${leastMajor}.${leastMinor} 以上`,
  );
}
