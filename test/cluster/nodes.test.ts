import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Desk, openDesk } from '../../src/channels/answering.ts';
import { createLog } from '../../src/channels/log.ts';
import { connect } from '../../src/cluster/connect.ts';
import type { SearchSettings } from '../../src/config-search.ts';
import { FIXTURES } from '../support/corpora.ts';
import { missingSearch, type SearchCluster, settingsOf, startSearch } from '../support/opensearch.ts';
import { ownQuestions } from '../support/own-questions.ts';
import { buildFor, publish } from './built.ts';

const missing =
  missingSearch() ??
  (process.env['KEWEN_TEST_SEARCH_URL'] ? 'no node of a cluster that was given may be killed' : null);

describe.skipIf(missing)(`two nodes of OpenSearch${missing ? ` (${missing})` : ''}`, () => {
  let cluster: SearchCluster;
  let settings: SearchSettings;
  let desk: Desk;

  beforeAll(async () => {
    const [started, built] = await Promise.all([startSearch(2), buildFor(FIXTURES)]);
    cluster = started;
    settings = settingsOf(cluster);
    const { inService } = await publish(settings, built.generation);
    const connection = connect(settings, 'writer');
    const query = { wait_for_status: 'green', timeout: '60s' };
    await connection.send(
      { method: 'GET', path: `/_cluster/health/${inService.public}`, query },
      { timeoutMs: 61_000 },
    );
    await connection.close();
    desk = await openDesk({
      directory: '/nowhere',
      search: settings,
      audience: 'public',
      log: createLog('silent', []),
      now: () => new Date('2026-03-01T08:00:00Z'),
      checkEveryMs: 0,
    });
  }, 240_000);
  afterAll(async () => {
    desk?.close();
    await cluster?.stop();
  });

  it('answer every question the same while one of them is killed half way', async () => {
    const questions = ownQuestions(60);
    const first = await Promise.all(questions.map((asked) => desk.ask(asked)));
    expect(first.filter(({ isFailure }) => isFailure)).toEqual([]);
    const asking = questions.map((asked) => desk.ask(asked));
    const [, killed] = cluster.nodes;
    const again = await Promise.all([...asking, killed?.kill()]);
    expect(again.slice(0, -1).map((reply) => reply?.answer)).toEqual(first.map(({ answer }) => answer));
    const afterwards = await Promise.all(questions.map((asked) => desk.ask(asked)));
    expect(afterwards.map(({ answer }) => answer)).toEqual(first.map(({ answer }) => answer));
    await desk.refresh();
    expect(desk.trouble).toBeNull();
  });

  it('leave nobody waiting when the other one goes as well', async () => {
    await cluster.nodes[0]?.kill();
    const replies = await Promise.all(ownQuestions(200).map((asked) => desk.ask(asked)));
    for (const { answer, isFailure } of replies) {
      if (isFailure) expect(answer.text).toContain('查不了');
    }
    await desk.refresh();
    expect(desk.trouble).toContain('连不上');
  });
});
