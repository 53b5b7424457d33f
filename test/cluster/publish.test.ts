import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { connect } from '../../src/cluster/connect.ts';
import { goBack } from '../../src/cluster/service.ts';
import type { SearchSettings } from '../../src/config-search.ts';
import type { Audience } from '../../src/corpus/report.ts';
import { folderWith, kewen, REPORTS } from '../commands/process.ts';
import { FIXTURES } from '../support/corpora.ts';
import { missingSearch, type SearchCluster, settingsOf, startSearch } from '../support/opensearch.ts';
import { type BuiltForCluster, buildFor, generationNamed, indexesIn, publish } from './built.ts';
import { BUSY, type ClusterProxy, startProxy } from './proxy.ts';

const missing = missingSearch();
if (missing) console.warn(`skipped: ${missing}`);

describe.skipIf(missing)(`publishing to OpenSearch${missing ? ` (${missing})` : ''}`, () => {
  let cluster: SearchCluster;
  let proxy: ClusterProxy;
  let built: BuiltForCluster;
  let settings: SearchSettings;
  let tests = 0;

  beforeAll(async () => {
    [cluster, built] = await Promise.all([startSearch(), buildFor(FIXTURES)]);
    proxy = await startProxy(cluster.nodes[0]?.url as string);
  }, 180_000);
  afterAll(async () => {
    await proxy?.close();
    await cluster?.stop();
  });
  beforeEach(() => {
    tests += 1;
    settings = settingsOf({ nodes: [proxy] }, { prefix: `test${tests}` });
  });
  afterEach(() => {
    proxy.trouble = null;
    proxy.asked.length = 0;
  });

  const inService = async (audience: Audience) =>
    (await indexesIn(settings)).filter((one) => one.audience === audience && one.isInService);
  const names = async () => (await indexesIn(settings)).map(({ name }) => name);

  it('writes an index for each audience, checks it and puts both in service', async () => {
    const { inService: named, written } = await publish(settings, built.generation);
    expect(written).toEqual(['public', 'staff']);
    const { public: open, staff } = built.manifest.audiences;
    const [[ofPublic], [ofStaff]] = [await inService('public'), await inService('staff')];
    expect(ofPublic).toMatchObject({ name: named.public, generation: open.generation });
    expect(ofPublic?.meta).toMatchObject({
      reports: open.reports,
      passages: open.passages,
      isComplete: true,
    });
    expect(ofPublic?.meta?.beside).toBeNull();
    expect(ofStaff?.meta).toMatchObject({
      reports: staff.reports,
      passages: staff.passages,
      beside: named.public,
    });
    const connection = connect(settings, 'writer');
    const write = { method: 'PUT', path: `/${named.staff}/_doc/x`, body: { report: 1 } } as const;
    await expect(connection.send(write)).rejects.toThrow(/不收写入|不许/u);
    await connection.close();
  });

  it('writes only what changed, and nothing where nothing did', async () => {
    const first = await publish(settings, built.generation);
    expect(await publish(settings, built.generation)).toEqual({ inService: first.inService, written: [] });
    const { audiences } = built.manifest;
    const staffChanged = {
      ...built.generation,
      manifest: { audiences: { ...audiences, staff: { ...audiences.staff, generation: '0123456789ab' } } },
    };
    const second = await publish(settings, staffChanged);
    expect(second.written).toEqual(['staff']);
    expect(second.inService.public).toBe(first.inService.public);
  });

  it('keeps three generations, goes back by one, and drops what was gone back from with the next', async () => {
    const published: string[] = [];
    for (const digit of '1234') {
      published.push((await publish(settings, generationNamed(built, digit.repeat(12)))).inService.staff);
    }
    expect((await names()).filter((name) => name.includes('-staff-'))).toEqual(published.slice(1));
    expect(await names()).toHaveLength(6);
    const connection = connect(settings, 'writer');
    expect(await goBack(connection)).toEqual({ from: published[3], to: published[2] });
    expect((await inService('staff')).map(({ name }) => name)).toEqual([published[2]]);
    expect((await inService('public'))[0]?.generation).toBe('3'.repeat(12));
    const { inService: after } = await publish(settings, generationNamed(built, '5'.repeat(12)));
    expect((await names()).filter((name) => name.includes('-staff-'))).toEqual([
      published[1],
      published[2],
      after.staff,
    ]);
    expect(await goBack(connection)).toMatchObject({ to: published[2] });
    expect(await goBack(connection)).toMatchObject({ to: published[1] });
    await expect(goBack(connection)).rejects.toThrow(/没有更早的一代/u);
    await connection.close();
  });

  it('sends again what the cluster refuses for the moment, later and later', async () => {
    let refused = 0;
    const waits: number[] = [];
    proxy.trouble = ({ path }) => (path.endsWith('/_bulk') && refused++ % 4 !== 3 ? BUSY : null);
    await publish(settings, built.generation, { sleep: async (ms: number) => waits.push(ms) });
    expect(refused).toBeGreaterThan(3);
    expect(waits.slice(0, 3)).toEqual([250, 500, 1000]);
    proxy.trouble = null;
    expect((await inService('staff'))[0]?.meta?.isComplete).toBe(true);
  });

  it('gives up on a cluster that never has room, removes what it began and leaves in service what was', async () => {
    const { inService: before } = await publish(settings, built.generation);
    proxy.trouble = ({ path }) => (path.endsWith('/_bulk') ? BUSY : null);
    await expect(publish(settings, generationNamed(built, '1'.repeat(12)))).rejects.toThrow(/太忙/u);
    proxy.trouble = null;
    expect(await names()).toEqual([before.public, before.staff]);
    expect((await inService('staff')).map(({ name }) => name)).toEqual([before.staff]);
  });

  it('does not put an index in service that lost a document on the way', async () => {
    proxy.trouble = ({ path }) =>
      path.endsWith('/_bulk') ? { status: 200, body: { errors: false, items: [] } } : null;
    await expect(publish(settings, built.generation)).rejects.toThrow(/对不上/u);
    proxy.trouble = null;
    expect(await names()).toEqual([]);
  });

  it('removes an index that another run of this machine did not finish', async () => {
    proxy.trouble = ({ method, path }) =>
      method === 'DELETE' || path.endsWith('/_bulk')
        ? { status: 400, body: { error: { type: 'test' }, status: 400 } }
        : null;
    await expect(publish(settings, built.generation)).rejects.toThrow();
    proxy.trouble = null;
    const [left] = await indexesIn(settings);
    expect(left?.meta).toMatchObject({ isComplete: false });
    const { inService: after } = await publish(settings, built.generation);
    expect(await names()).toEqual([after.public, after.staff]);
  });

  it('refuses a server that is too old or another one, in one line', async () => {
    const info = (body: object) => {
      proxy.trouble = ({ path }) => (path === '/' ? { status: 200, body } : null);
    };
    info({ version: { number: '1.3.20', distribution: 'opensearch' } });
    await expect(publish(settings, built.generation)).rejects.toThrow('搜索集群是 OpenSearch 1.3.20，太旧了');
    info({ version: { number: '6.8.0' }, tagline: 'You Know, for Search' });
    await expect(publish(settings, built.generation)).rejects.toThrow('Elasticsearch 6.8.0，太旧了');
    info({ hello: 'world' });
    await expect(publish(settings, built.generation)).rejects.toThrow('不是 OpenSearch');
    proxy.trouble = null;
    expect(await names()).toEqual([]);
  });

  it('is what the command line does where a cluster is set, there and back, with nothing on the machine that asks', async () => {
    const [builder, reader] = [await folderWith(REPORTS), await folderWith({})];
    const env = {
      KEWEN_SEARCH_URL: proxy.url,
      KEWEN_SEARCH_PREFIX: settings.prefix,
      KEWEN_LOG_LEVEL: 'silent',
    };
    const run = (cwd: string, ...words: string[]) => kewen(words, { cwd, env: { ...env, KEWEN_HOME: cwd } });
    const asked = async () => {
      const { stdout } = await run(reader, 'ask', '--json', '雁岭市科协2022年开展了多少场科普活动？');
      return JSON.parse(stdout) as { text: string; generation: string };
    };
    const report = join(builder, 'corpus/yanling-2022.md');
    const index = ['index', '--json', '--corpus', join(builder, 'corpus')];
    expect(JSON.parse((await run(builder, ...index)).stdout).cluster.written).toEqual(['public', 'staff']);
    const first = await asked();
    expect(first.text).toContain('318场');
    await writeFile(report, (await readFile(report, 'utf8')).replace('318场', '319场'));
    await run(builder, ...index);
    expect((await asked()).text).toContain('319场');
    expect((await run(builder, 'index', '--rollback')).stdout).toContain('搜索集群已退回上一代');
    expect(await asked()).toMatchObject({ text: first.text, generation: first.generation });
  }, 240_000);
});
