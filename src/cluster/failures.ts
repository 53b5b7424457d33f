/**
 * What a failed request to the search cluster means to a maintainer, in one line.
 */
import { errors } from '@opensearch-project/opensearch';
import { AUTH_VARIABLES, type SearchRole, type SearchSettings } from '../config-search.ts';
import { KewenError } from '../errors.ts';

/** A request that failed; `status` is the cluster's answer, null where none came. */
export class ClusterError extends KewenError {
  readonly status: number | null;

  constructor(message: string, status: number | null, cause?: unknown) {
    super('search', message, cause);
    this.name = 'ClusterError';
    this.status = status;
  }

  /** Whether it may go better in a moment or on another node. */
  get isPassing(): boolean {
    return this.status === null || this.status === 429 || this.status >= 500;
  }
}

/** An error of the client as one for people. */
export function explainFailure(
  error: unknown,
  { nodes }: SearchSettings,
  role: SearchRole,
  patienceMs: number,
): ClusterError {
  const where = `搜索集群 ${nodes.map((node) => new URL(node).host).join('、')}`;
  if (error instanceof errors.ResponseError) {
    const status = error.statusCode ?? 0;
    return new ClusterError(`${where} ${whatItSays(status, typeOf(error.body), role)}`, status, error);
  }
  if (error instanceof errors.TimeoutError) {
    return new ClusterError(`${where} ${patienceMs / 1000} 秒没有回应：请看集群是否太忙`, null, error);
  }
  if (error instanceof errors.RequestAbortedError) {
    return new ClusterError(`${where} 回应太慢，不再等了`, null, error);
  }
  if (error instanceof errors.ConnectionError || error instanceof errors.NoLivingConnectionsError) {
    return new ClusterError(
      `${where} 连不上${codeOf(error)}：请检查 KEWEN_SEARCH_URL 和集群是否在运行`,
      null,
      error,
    );
  }
  const reason = error instanceof Error ? error.message : String(error);
  return new ClusterError(
    `${where} 的回应看不懂（${reason.slice(0, 100)}）：那里可能不是 OpenSearch`,
    null,
    error,
  );
}

function whatItSays(status: number, type: string, role: SearchRole): string {
  const said = `（${[status, type].filter(Boolean).join(' ')}）`;
  if (status === 401) return `不认 ${AUTH_VARIABLES[role]} 的账号${said}：请核对用户名和密码`;
  if (status === 403) {
    return type === 'cluster_block_exception' || type === 'index_create_block_exception'
      ? `不收写入${said}：多半是磁盘快满了，请腾出空间`
      : `不许 ${AUTH_VARIABLES[role]} 的账号这样做${said}：请按 docs/scaling.md 给它权限`;
  }
  if (status === 404) return `里没有要的索引${said}：请运行 kewen index`;
  if (status === 429) return `太忙，请求被退回${said}：请稍后再试`;
  if (type === 'search_phase_execution_exception' || type === 'no_shard_available_action_exception') {
    return `的索引有一部分读不到${said}：集群的状态是 red，请先让缺的节点回来`;
  }
  if (type === 'cluster_manager_not_discovered_exception' || type === 'master_not_discovered_exception') {
    return `没有选出主节点${said}：请检查各节点是否在运行、互相连得上`;
  }
  return status >= 500 ? `出错了${said}：请看集群的日志` : `不接受请求${said}：它的版本可能不合用`;
}

/** The `type` that the cluster gives its errors; empty where it is none of its own. */
function typeOf(body: unknown): string {
  const error = (body as { error?: unknown } | null | undefined)?.error;
  const type = (error as { type?: unknown } | null | undefined)?.type;
  return typeof type === 'string' ? type : '';
}

function codeOf(error: Error): string {
  const code = /\b(?:E[A-Z]{4,}|[A-Z_]*CERT[A-Z_]*)\b/u.exec(error.message)?.[0];
  return code ? `（${code}）` : '';
}
