import { beforeAll, describe, expect, it } from 'vitest';
import { answerQuestion } from '../../src/answer/answer.ts';
import { rowsBeside } from '../../src/index/beside.ts';
import { type Fetcher, Missing, mapAll, type Needs } from '../../src/index/missing.ts';
import type { OpenIndex } from '../../src/index/shelf.ts';
import { onRemote, type RemoteIndex } from '../../src/index/view.ts';
import { FIXTURES, PAPERS, serve } from '../support/corpora.ts';
import { ownQuestions } from '../support/own-questions.ts';

let index: OpenIndex;
beforeAll(async () => {
  ({ index } = await serve([FIXTURES, ...Object.values(PAPERS)], 'public'));
});

/** A fetcher that gives what is asked for, and of what comes next what a cluster's gives. */
function remoteOver(local: OpenIndex): { readonly remote: RemoteIndex; readonly rounds: Needs[] } {
  const rounds: Needs[] = [];
  const total = Math.max(1, local.passages);
  const fetcher: Fetcher = {
    fetch: async (needs) => {
      rounds.push(needs);
      const searches = needs.searches.map(({ query, limit }) => local.search(query, limit));
      const beside = searches.flatMap((hits) => rowsBeside(hits, local.reports));
      const found = [...searches.flat().map(({ passage }) => passage), ...beside].map(local.passage);
      const named = [...needs.rows.map((row) => local.passage(row)), ...needs.ids.map(local.passageById)];
      return {
        searches,
        passages: [...found, ...named].filter((one) => one !== undefined),
        wholes: new Map(needs.reports.map((row) => [row, local.whole(row)])),
      };
    },
  };
  const words = {
    passagesWith: (word: string) => {
      if (!local.has(word)) return 0;
      // The other way round of how rare a word is.
      const odds = Math.exp(local.rarity(word)) - 1;
      return Math.round((total + 0.5 - 0.5 * odds) / (1 + odds));
    },
    soundingLike: local.soundingLike,
    hasBigram: local.hasBigram,
    near: local.near,
    meaning: local.meaning,
  };
  return { remote: { catalog: local, words, lexiconTexts: local.lexiconTexts(), fetcher }, rounds };
}

describe('an index that is somewhere else', () => {
  it('gives all questions of our own the answers that it has here, most of them in one round, few in more than four', async () => {
    const { remote, rounds } = remoteOver(index);
    const counts: number[] = [];
    for (const asked of ownQuestions(1)) {
      const before = rounds.length;
      const there = await onRemote(remote, (view) => answerQuestion(asked, view));
      expect(there).toEqual(answerQuestion(asked, index));
      counts.push(rounds.length - before);
    }
    const share = (most: number) => counts.filter((count) => count <= most).length / counts.length;
    expect(share(1)).toBeGreaterThan(0.8);
    expect(share(4)).toBeGreaterThan(0.99);
  }, 180_000);

  it('fetches nothing twice, and only rows that are there', async () => {
    const { remote, rounds } = remoteOver(index);
    for (const asked of ownQuestions(60)) {
      rounds.length = 0;
      await onRemote(remote, (view) => answerQuestion(asked, view));
      const rows = rounds.flatMap((needs) => needs.rows);
      expect(new Set(rows).size).toBe(rows.length);
      for (const row of rows) expect(row >= 1 && row <= index.passages).toBe(true);
    }
  });

  it('shows passages and whole reports as they are here', async () => {
    const { remote } = remoteOver(index);
    const [report] = index.reports;
    if (!report) throw new Error('no report');
    const ids = [index.passage(report.firstPassage)?.id ?? '', 'nobody#00000000'];
    const look = (from: OpenIndex) => ({
      byId: ids.map((id) => from.passageById(id)),
      at: [-1, 0, 1, report.passages].map((ordinal) => from.passageAt(report.row, ordinal)),
      between: from.passagesBetween(report.row, 100, 900),
      whole: from.whole(report.row),
      text: from.reportText(report.row),
    });
    expect(await onRemote(remote, look)).toEqual(look(index));
  });

  it('passes on what fails where it is, and what the work throws', async () => {
    const { remote } = remoteOver(index);
    const fetch = () => Promise.reject(new Error('away'));
    const away = { ...remote, fetcher: { fetch } };
    await expect(onRemote(away, (view) => view.passage(1))).rejects.toThrow('away');
    const work = () => {
      throw new Error('broken');
    };
    await expect(onRemote(remote, work)).rejects.toThrow('broken');
  });

  it('gives up on work that always needs something more', async () => {
    const { remote } = remoteOver(index);
    let report = 0;
    const greedy = (view: OpenIndex) => {
      report += 1;
      return view.whole((report % index.reports.length) + 1);
    };
    await expect(onRemote(remote, greedy)).rejects.toMatchObject({ code: 'search' });
  });
});

describe('mapAll', () => {
  it('says what all of them miss at once, each thing once', () => {
    const missing = (needs: Partial<Needs>) => () => {
      throw new Missing(needs);
    };
    const works = [missing({ rows: [1, 2] }), () => 7, missing({ rows: [2], ids: ['a'], reports: [3] })];
    expect(() => mapAll(works, (work) => work())).toThrow(
      expect.objectContaining({ needs: { searches: [], rows: [1, 2], ids: ['a'], reports: [3] } }),
    );
    expect(mapAll([1, 2], (n) => n * 2)).toEqual([2, 4]);
  });

  it('makes no more than will do, and misses no more at a time than it is told', () => {
    const made: number[] = [];
    const make = (row: number) => {
      made.push(row);
      if (row > 3) throw new Missing({ rows: [row] });
      return row;
    };
    const isMade = (some: readonly number[]) => some.includes(2);
    expect(mapAll([1, 2, 3], make, { isMade })).toEqual([1, 2]);
    expect(made).toEqual([1, 2]);
    const needs = expect.objectContaining({ rows: [4, 5] });
    expect(() => mapAll([1, 4, 2, 5, 6], make, { isMade, missing: 2 })).toThrow(
      expect.objectContaining({ needs }),
    );
  });
});
