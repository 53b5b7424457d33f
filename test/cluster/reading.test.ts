import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerQuestion } from '../../src/answer/answer.ts';
import { ClusterReader } from '../../src/cluster/reader.ts';
import type { SearchSettings } from '../../src/config-search.ts';
import { openIndex } from '../../src/index/open.ts';
import { onRemote, type RemoteIndex } from '../../src/index/view.ts';
import { FIXTURES, PAPERS, SHIPPED } from '../support/corpora.ts';
import { missingSearch, type SearchCluster, settingsOf, startSearch } from '../support/opensearch.ts';
import { ownQuestions } from '../support/own-questions.ts';
import { type BuiltForCluster, buildFor, publish } from './built.ts';
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
});
