import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { answerQuestion } from '../../src/answer/answer.ts';
import { openDesk } from '../../src/channels/answering.ts';
import { createLog } from '../../src/channels/log.ts';
import { connect } from '../../src/cluster/connect.ts';
import { ClusterReader } from '../../src/cluster/reader.ts';
import { CLUSTER_FORMAT, indexBody } from '../../src/cluster/schema.ts';
import { goBack } from '../../src/cluster/service.ts';
import type { SearchSettings } from '../../src/config-search.ts';
import type { Audience } from '../../src/corpus/report.ts';
import { builtWith } from '../../src/index/manifest.ts';
import { openIndex } from '../../src/index/open.ts';
import { onRemote, type RemoteIndex } from '../../src/index/view.ts';
import { FIXTURES, PAPERS, SHIPPED } from '../support/corpora.ts';
import { missingSearch, type SearchCluster, settingsOf, startSearch } from '../support/opensearch.ts';
import { ownQuestions } from '../support/own-questions.ts';
import { type BuiltForCluster, buildFor, generationNamed, indexesIn, publish } from './built.ts';
import { type ClusterProxy, startProxy } from './proxy.ts';

const missing = missingSearch();

describe.skipIf(missing)(`answering from OpenSearch${missing ? ` (${missing})` : ''}`, () => {
  let cluster: SearchCluster;
  let proxy: ClusterProxy;
  let built: BuiltForCluster;
  let settings: SearchSettings;

  beforeAll(async () => {
    [cluster, built] = await Promise.all([
      startSearch(),
      buildFor(SHIPPED, FIXTURES, ...Object.values(PAPERS)),
    ]);
    proxy = await startProxy(cluster.nodes[0]?.url as string);
    settings = settingsOf({ nodes: [proxy] }, { prefix: 'reading' });
    await publish(settings, built.generation);
  }, 180_000);
  afterEach(() => {
    proxy.trouble = null;
  });
  afterAll(async () => {
    await proxy?.close();
    await cluster?.stop();
  });

  it('gives the answers that the index on this machine gives', async () => {
    const local = await openIndex(built.indexFolder, 'public');
    const reader = new ClusterReader(settings, 'public');
    const remote: RemoteIndex = await reader.open();
    let most = 0;
    const different: unknown[] = [];
    for (const asked of ownQuestions(9)) {
      const before = proxy.asked.length;
      const there = await onRemote(remote, (index) => answerQuestion(asked, index));
      most = Math.max(most, proxy.asked.length - before);
      const here = answerQuestion(asked, local);
      if (JSON.stringify(there) !== JSON.stringify(here)) different.push({ asked, there, here });
    }
    expect(different).toEqual([]);
    expect(most).toBeLessThanOrEqual(8);
    await reader.close();
    local.close();
  });

  const desk = (more: Partial<SearchSettings> = {}) =>
    openDesk({
      directory: '/nowhere',
      search: { ...settings, ...more },
      audience: 'public',
      log: createLog('silent', []),
      now: () => new Date(nowMs),
      checkEveryMs: 0,
    });
  const QUESTION = '平湖市科协2020年开展了多少项科普活动？';
  let nowMs = Date.parse('2026-03-01T08:00:00Z');

  it('asks for nothing of the other audience: every request of a public process names the public index', async () => {
    proxy.asked.length = 0;
    const accounts = { public: 'Basic cHVibGlj', staff: null, writer: null };
    const asking = await desk({ authorization: accounts });
    for (const { question } of ownQuestions(100)) await asking.ask({ question });
    await asking.use((index) => [index.whole(1), index.passagesBetween(2, 0, 500), index.passageById('x#1')]);
    await asking.refresh();
    asking.close();
    const [root, ...others] = [...new Set(proxy.asked.map(({ line }) => line))].sort();
    expect(root).toBe('GET /');
    expect(others.filter((line) => !/^(?:GET|POST) \/reading-public[-/]/u.test(line))).toEqual([]);
    expect(proxy.asked.filter(({ body }) => body.includes('staff'))).toEqual([]);
    expect(new Set(proxy.asked.map(({ authorization }) => authorization))).toEqual(
      new Set(['Basic cHVibGlj']),
    );
    await expect(openDeskOf('staff', accounts)).rejects.toThrow('KEWEN_SEARCH_STAFF_AUTH');
  });
  const openDeskOf = (audience: Audience, authorization: SearchSettings['authorization']) =>
    openDesk({
      ...{ directory: '/nowhere', search: { ...settings, authorization }, audience },
      ...{ log: createLog('silent', []), now: () => new Date(nowMs), checkEveryMs: 0 },
    });

  it('says that the reports cannot be searched, at once after a few failures, and goes on when they can', async () => {
    const asking = await desk({ timeoutMs: 300 });
    proxy.trouble = ({ path }) => (path === '/' ? null : 'hang');
    for (let times = 0; times < 3; times++) {
      const { answer, isFailure } = await asking.ask({ question: QUESTION });
      expect(isFailure).toBe(true);
      expect(answer).toMatchObject({ kind: 'unanswered', text: expect.stringContaining('查不了') });
    }
    expect(asking.trouble).toContain('没有回应');
    const before = proxy.asked.length;
    expect((await asking.ask({ question: QUESTION })).isFailure).toBe(true);
    expect(proxy.asked.length).toBe(before);
    proxy.trouble = null;
    const again = await desk();
    expect((await again.ask({ question: QUESTION })).answer.kind).toBe('answered');
    again.close();
    asking.close();
  });

  it('answers from no part of an index: what a red one gives is a failure', async () => {
    const asking = await desk();
    proxy.trouble = ({ path }) =>
      /_mget|_search|_msearch/u.test(path)
        ? { status: 503, body: { error: { type: 'search_phase_execution_exception' }, status: 503 } }
        : null;
    expect((await asking.ask({ question: QUESTION })).isFailure).toBe(true);
    await asking.refresh();
    expect(asking.trouble).toContain('red');
    proxy.trouble = null;
    await asking.refresh();
    expect(asking.trouble).toBeNull();
    expect((await asking.ask({ question: QUESTION })).isFailure).toBe(false);
    asking.close();
  });

  it('takes up a new generation when the alias turns, and goes back with it', async () => {
    const asking = await desk();
    const { generation } = asking.catalog;
    const { inService } = await publish(settings, generationNamed(built, 'abcdef012345'));
    expect(await asking.refresh()).toBe(true);
    expect(asking.catalog.generation).toBe('abcdef012345');
    expect((await asking.ask({ question: QUESTION })).answer).toMatchObject({
      kind: 'answered',
      generation: 'abcdef012345',
    });
    const writer = connect(settings, 'writer');
    expect((await goBack(writer)).from).toBe(inService.staff);
    await writer.close();
    expect(await asking.refresh()).toBe(true);
    expect(asking.catalog.generation).toBe(generation);
    asking.close();
  });

  it('stays with the last good generation where the alias points at one that is unfinished or of another program', async () => {
    const asking = await desk();
    const { generation } = asking.catalog;
    const writer = connect(settings, 'writer');
    const name = 'reading-public-0123456789ab-zzzzzzzz';
    const meta = { format: CLUSTER_FORMAT, builtWith: builtWith(), generation: '0123456789ab' };
    const counts = { reports: 1, passages: 1, documents: 1, writer: 'elsewhere', beside: null };
    const point = (action: 'add' | 'remove') =>
      writer.send({
        method: 'POST',
        path: '/_aliases',
        body: { actions: [{ [action]: { index: name, alias: 'reading-public' } }, ...others(action)] },
      });
    const current = (await indexesIn(settings)).find((one) => one.audience === 'public' && one.isInService);
    const others = (action: 'add' | 'remove') => [
      { [action === 'add' ? 'remove' : 'add']: { index: current?.name, alias: 'reading-public' } },
    ];
    for (const bad of [{ isComplete: false }, { isComplete: true, format: CLUSTER_FORMAT + 1 }]) {
      const body = indexBody(1, { ...meta, ...counts, ...bad });
      await writer.send({ method: 'PUT', path: `/${name}`, body });
      await point('add');
      nowMs += 60_000;
      expect(await asking.refresh()).toBe(false);
      expect(asking.catalog.generation).toBe(generation);
      expect((await asking.ask({ question: QUESTION })).answer.kind).toBe('answered');
      await expect(desk()).rejects.toMatchObject({ code: 'index-untrusted' });
      await point('remove');
      await writer.send({ method: 'DELETE', path: `/${name}` });
    }
    await writer.close();
    asking.close();
  });
});
