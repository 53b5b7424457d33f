/** Damaged files of every format: none hangs, crashes or fills the memory, and none is read by half without a word. */
import { afterAll, describe, expect, it } from 'vitest';
import { loadCorpus } from '../../../src/corpus/load.ts';
import { openWorkers } from '../../../src/index/workers/workers.ts';
import { emptyFolder } from '../../support/corpora.ts';
import { fuzzer, seedsOf } from '../../support/fuzz.ts';
import { folderWith, reportFile } from '../../support/small.ts';
import { zipOf } from '../../support/zip.ts';

/** `npm run fuzz` reads thousands. */
const ROUNDS = 40;
const SEED = 20_26;

const workers = openWorkers({ seconds: 30, megabytes: 512 }, 2);
afterAll(workers.close);

describe('a damaged file', () => {
  it('of any format is read whole, says what is missing, or says what to do', {
    timeout: 240_000,
  }, async () => {
    const examine = fuzzer(emptyFolder(), workers);
    const seeds = seedsOf();
    const found = await Promise.all(
      Array.from({ length: ROUNDS }, (_, round) => examine(seeds, SEED, round)),
    );
    expect(
      found.flatMap((finding, round) =>
        finding ? [`round ${round}  ${finding.name}  ${finding.how}: ${finding.what}`] : [],
      ),
    ).toEqual([]);
  });

  it('in an archive whose sum it does not fit is not read as if nothing were', async () => {
    const report = reportFile({ association: '雁岭市科协', year: 2023 }, '2023年，市科协开展科普活动77场。');
    const archive = zipOf([{ name: 'a.md', content: report, method: 0 }]);
    const at = archive.indexOf('77');
    archive.write('99', at);
    const { reports, problems } = await loadCorpus(folderWith({ 'a.zip': archive }));
    expect(reports).toEqual([]);
    expect(problems).toEqual([{ file: 'a.zip/a.md', message: expect.stringContaining('损坏') }]);
  });
});
