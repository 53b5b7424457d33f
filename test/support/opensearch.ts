/**
 * A real OpenSearch for tests and benchmarks: one node or two, each a process, from Maven's libraries where Java and
 * Maven are there; or the one at KEWEN_TEST_SEARCH_URL.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SearchSettings } from '../../src/config-search.ts';
import { digestOf } from '../../src/index/manifest.ts';

const SOURCE = join(import.meta.dirname, 'opensearch');
const CACHE = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
const COPY = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies';
const DOWNLOAD_MS = 5 * 60_000;
const START_MS = 90_000;

/** A node that runs. */
export interface SearchNode {
  readonly url: string;
  /** Ends the process at once, as a machine that fails does; resolves when it is gone. */
  kill(): Promise<void>;
  /** Holds it up without ending it, as a machine that hangs; nothing answers until it goes on. */
  pause(): void;
  goOn(): void;
}

/** A cluster that runs; to be stopped. */
export interface SearchCluster {
  readonly nodes: readonly SearchNode[];
  stop(): Promise<void>;
}

/** Settings of a reader or writer for a cluster. */
export function settingsOf(
  { nodes }: { readonly nodes: readonly Pick<SearchNode, 'url'>[] },
  more: Partial<SearchSettings> = {},
): SearchSettings {
  return {
    nodes: nodes.map(({ url }) => url),
    prefix: 'kewen',
    timeoutMs: 5_000,
    authorization: { public: null, staff: null, writer: null },
    ...more,
  };
}

/**
 * Why there is no OpenSearch to test with; null where there is one. Downloads and compiles what is needed when it is
 * first asked.
 */
export function missingSearch(): string | null {
  if (process.env['KEWEN_TEST_SEARCH_URL']) return null;
  try {
    prepare();
    return null;
  } catch (error) {
    return `no OpenSearch: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`;
  }
}

/** The folder with a node's classes and libraries. */
function prepare(): string {
  const sources = ['pom.xml', 'SearchNode.java'].map((file) => readFileSync(join(SOURCE, file)));
  const folder = join(CACHE, 'kewen', `opensearch-${digestOf(...sources).slice(0, 12)}`);
  if (existsSync(folder)) return folder;
  const run = (program: string, ...args: string[]) => {
    try {
      execFileSync(program, args, { stdio: 'pipe', timeout: DOWNLOAD_MS });
    } catch (cause) {
      const isMissing = (cause as NodeJS.ErrnoException).code === 'ENOENT';
      throw new Error(isMissing ? `${program} is not installed` : `${program} failed`, { cause });
    }
  };
  mkdirSync(join(CACHE, 'kewen'), { recursive: true });
  const draft = mkdtempSync(join(CACHE, 'kewen', 'draft-'));
  const libraries = join(draft, 'lib');
  try {
    const pom = join(SOURCE, 'pom.xml');
    run('mvn', '-q', '-B', '-f', pom, COPY, `-DoutputDirectory=${libraries}`, '-DincludeScope=runtime');
    const source = join(SOURCE, 'SearchNode.java');
    run('javac', '-cp', join(libraries, '*'), '-d', join(draft, 'classes'), source);
    // Another process may have been faster.
    if (!existsSync(folder)) renameSync(draft, folder);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
  return folder;
}

/**
 * Starts nodes of one cluster. The first one manages it; the others hold data and can be killed.
 *
 * @param heapMegabytes of each
 */
export async function startSearch(count = 1, heapMegabytes = 256): Promise<SearchCluster> {
  const given = process.env['KEWEN_TEST_SEARCH_URL'];
  if (given) {
    if (count > 1) throw new Error('nodes of a cluster that was given cannot be killed');
    const nodes = [{ url: given, kill: async () => {}, pause: () => {}, goOn: () => {} }];
    return { nodes, stop: async () => {} };
  }
  const data = mkdtempSync(join(tmpdir(), 'kewen-search-'));
  const nodes: (SearchNode & { readonly transport: number })[] = [];
  const stop = async () => {
    await Promise.all(nodes.map((node) => node.kill()));
    rmSync(data, { recursive: true, force: true });
  };
  try {
    for (let i = 1; i <= count; i++) nodes.push(await startNode(data, i, nodes[0]?.transport, heapMegabytes));
  } catch (error) {
    await stop();
    throw error;
  }
  return { nodes, stop };
}

async function startNode(
  data: string,
  number: number,
  seed: number | undefined,
  heapMegabytes: number,
): Promise<SearchNode & { readonly transport: number }> {
  const folder = prepare();
  const home = join(data, `n${number}`);
  mkdirSync(home);
  const settings = {
    'cluster.name': 'kewen-test',
    'node.name': `n${number}`,
    'network.host': '127.0.0.1',
    'http.port': '0',
    'transport.port': '0',
    'path.home': home,
    'cluster.routing.allocation.disk.threshold_enabled': 'false',
    ...(seed === undefined
      ? { 'cluster.initial_cluster_manager_nodes': 'n1', 'discovery.seed_hosts': '' }
      : { 'discovery.seed_hosts': `127.0.0.1:${seed}`, 'node.roles': 'data' }),
  };
  const child = spawn(
    'java',
    [
      ...[
        `-Xms${heapMegabytes}m`,
        `-Xmx${heapMegabytes}m`,
        '-XX:+UseSerialGC',
        '-XX:MaxDirectMemorySize=128m',
      ],
      // Compiled quickly rather than well: a test is over before the better compiler is done.
      ...(heapMegabytes < 1024 ? ['-XX:TieredStopAtLevel=1'] : []),
      ...['-cp', `${join(folder, 'classes')}:${join(folder, 'lib', '*')}`, 'SearchNode'],
      ...Object.entries(settings).map(([name, value]) => `${name}=${value}`),
    ],
    { stdio: ['pipe', 'pipe', 'pipe'] },
  );
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  process.once('exit', () => child.kill('SIGKILL'));
  const [http, transport] = await portsOf(child);
  return {
    url: `http://127.0.0.1:${http}`,
    transport: transport as number,
    kill: () => {
      child.kill('SIGKILL');
      return gone;
    },
    pause: () => child.kill('SIGSTOP'),
    goOn: () => child.kill('SIGCONT'),
  };
}

/** The ports that a node says it listens on. */
function portsOf(child: ChildProcess): Promise<number[]> {
  return new Promise((resolve, reject) => {
    let said = '';
    const patience = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`OpenSearch did not start: ${said.slice(-2000)}`));
    }, START_MS);
    const hear = (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-10_000);
      const ready = /^ready (\d+) (\d+)$/mu.exec(said);
      if (!ready) return;
      clearTimeout(patience);
      resolve(ready.slice(1).map(Number));
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('exit', () => {
      clearTimeout(patience);
      reject(new Error(`OpenSearch ended: ${said.slice(-2000)}`));
    });
  });
}
