/**
 * The search cluster, where one is set: what server it is, whether its shards are there, and which index each audience
 * reads. Nothing is written.
 */
import { type Connection, connect } from '../../cluster/connect.ts';
import { ClusterReader } from '../../cluster/reader.ts';
import { serverOf } from '../../cluster/server.ts';
import { inServiceOf, listIndexes } from '../../cluster/service.ts';
import type { SearchRole, SearchSettings } from '../../config-search.ts';
import { AUDIENCE_NAMES } from '../names.ts';
import { thrown } from './files.ts';
import { type Check, type Finding, fail, ok, warn } from './finding.ts';

export const search: Check = {
  title: '搜索集群',
  run: async ({ config: { search: settings } }) => {
    if (!settings) return [ok('没有用（没设 KEWEN_SEARCH_URL）：用本机的索引')];
    const findings: Finding[] = [];
    const roles = rolesOf(settings);
    for (const [at, role] of roles.entries()) {
      const connection = connect(settings, role);
      try {
        // Who may not ask for the server's name may still search.
        if (at === 0) findings.push(...(await serverFindings(connection)));
        if (role === 'writer') findings.push(await writerFinding(connection));
        else findings.push(await readerFinding(settings, role));
      } catch (error) {
        findings.push(thrown(error));
      } finally {
        await connection.close();
      }
      if (findings.some(({ level }) => level === 'fail')) break;
    }
    return findings;
  },
};

/** Those that have an account; all of them where nobody needs one. */
function rolesOf({ authorization }: SearchSettings): SearchRole[] {
  const roles = ['public', 'staff', 'writer'] as const;
  const set = roles.filter((role) => authorization[role] !== null);
  return set.length > 0 ? set : [...roles];
}

async function serverFindings(connection: Connection): Promise<Finding[]> {
  const server = await serverOf(connection);
  const what = server
    ? `${server.kind === 'opensearch' ? 'OpenSearch' : 'Elasticsearch'} ${server.version}`
    : '能连上（这个账号不能问版本）';
  const untried =
    server?.kind === 'elasticsearch' ? [warn(`${what} 没有试过`, '请先在测试环境里试一试')] : [ok(what)];
  const reply = await connection.send({ method: 'GET', path: '/_cluster/health' }, { accepts: [403] });
  if (reply.status === 403) return untried;
  const { status, number_of_data_nodes: nodes } = reply.body as {
    status: string;
    number_of_data_nodes: number;
  };
  if (status === 'red')
    return [...untried, fail('集群是 red：有索引读不全', '请先让缺的节点回来，再看集群的日志')];
  if (status === 'yellow')
    return [...untried, warn('集群是 yellow：有的索引少一份备份', '请看是不是有节点没在运行')];
  return [...untried, ok(`集群是 green，${nodes} 个数据节点`)];
}

async function readerFinding(settings: SearchSettings, audience: 'public' | 'staff'): Promise<Finding> {
  const reader = new ClusterReader(settings, audience);
  try {
    const { name, meta } = await reader.inService();
    return ok(`${AUDIENCE_NAMES[audience]}：${name}，${meta.reports} 份报告，${meta.passages} 个段落`);
  } finally {
    await reader.close();
  }
}

async function writerFinding(connection: Connection): Promise<Finding> {
  const indexes = await listIndexes(connection);
  const unfinished = indexes.filter(({ meta }) => !meta?.isComplete);
  const kept = indexes.filter((one) => one.audience === 'staff' && one.meta?.isComplete).length;
  const told = `写入的账号可以用，集群里有 ${kept} 代`;
  const isInUse = inServiceOf(indexes, 'staff') !== undefined;
  return unfinished.length === 0 || !isInUse
    ? ok(told)
    : warn(
        `${told}，另有没写完的 ${unfinished.map(({ name }) => name).join('、')}`,
        '没有人在建索引的话，下一次 kewen index 会清掉',
      );
}
