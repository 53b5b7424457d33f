/**
 * One connection to the search cluster, for one role: its account, its patience, and a line for a person where a request
 * fails. Requests are written as the cluster takes them (method and path), those that OpenSearch and Elasticsearch share.
 */
import { Client } from '@opensearch-project/opensearch';
import { AUTH_VARIABLES, type SearchRole, type SearchSettings } from '../config-search.ts';
import { KewenError } from '../errors.ts';
import { explainFailure } from './failures.ts';

/** A request as the cluster takes it. */
export interface ClusterRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'HEAD';
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | boolean>>;
  readonly body?: object;
  /** Lines of JSON, each with its newline: for `_bulk` and `_msearch`. */
  readonly lines?: string;
}

/** How long a request may take, and what stops it earlier. */
export interface RequestOptions {
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal | undefined;
  /** On how many other nodes it is tried; all of them when not given, up to two. */
  readonly retries?: number;
  /** Statuses that are answers and no failures. */
  readonly accepts?: readonly number[];
}

/** What came back. */
export interface ClusterReply {
  readonly status: number;
  readonly body: unknown;
}

/** A connection; to be closed. */
export interface Connection {
  readonly settings: SearchSettings;
  readonly role: SearchRole;
  /** @throws {KewenError} `search` for a failure, in one line that says what to do; without an account in it */
  send(request: ClusterRequest, options?: RequestOptions): Promise<ClusterReply>;
  close(): Promise<void>;
}

/** A request that failed on one node is tried on so many others. */
const MAX_RETRIES = 2;
/** Sockets a node: more questions than that wait for one. */
const MAX_SOCKETS = 64;

/**
 * Connects; nothing is sent yet.
 *
 * @throws {KewenError} `settings` where other roles have an account and this one has none: asking without would be
 *   asking as somebody else
 */
export function connect(settings: SearchSettings, role: SearchRole): Connection {
  const { nodes, timeoutMs, authorization } = settings;
  const account = authorization[role];
  if (account === null && Object.values(authorization).some(Boolean)) {
    throw new KewenError('settings', `搜索集群要账号，而 ${AUTH_VARIABLES[role]} 没有设：请在 .env 里写上`);
  }
  const client = new Client({
    nodes: [...nodes],
    requestTimeout: timeoutMs,
    maxRetries: Math.min(MAX_RETRIES, nodes.length - 1),
    headers: account === null ? {} : { authorization: account },
    agent: { keepAlive: true, maxSockets: MAX_SOCKETS },
  });
  return {
    settings,
    role,
    async send({ method, path, query = {}, body, lines }, options = {}) {
      const { timeoutMs: patience, signal, retries, accepts = [] } = options;
      const sending = client.transport.request(
        {
          method,
          path,
          querystring: { ...query },
          ...(body && { body }),
          ...(lines !== undefined && { bulkBody: lines }),
        },
        {
          ignore: [...accepts],
          ...(patience !== undefined && { requestTimeout: patience }),
          ...(retries !== undefined && { maxRetries: retries }),
        },
      );
      const stop = () => sending.abort();
      if (signal?.aborted) stop();
      signal?.addEventListener('abort', stop, { once: true });
      try {
        const reply = await sending;
        return { status: reply.statusCode ?? 0, body: reply.body as unknown };
      } catch (error) {
        throw explainFailure(error, settings, role, patience ?? timeoutMs);
      } finally {
        signal?.removeEventListener('abort', stop);
      }
    },
    close: () => client.close(),
  };
}
