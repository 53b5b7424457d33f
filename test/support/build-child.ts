/**
 * Builds an index as a process of its own: `build-child.ts CORPUS INDEX [POINT]`. At the point, the process
 * kills itself, so that a test has a build that was cut off exactly there:
 *
 * `report:N` after N reports · `built` when all files are written · `rename:N` and `renamed:N` right before and
 * after the N-th rename (1 the generation, 2 `history`, 3 `current`)
 *
 * Prints the manifest where it gets to the end.
 */
import fs from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { digestCorpus } from '../../src/corpus/folder.ts';
import { loadCorpus } from '../../src/corpus/load.ts';
import { buildGeneration } from '../../src/index/build.ts';
import { publishGeneration } from '../../src/index/publish.ts';

const [corpusFolder = '', indexFolder = '', point = ''] = process.argv.slice(2);

function reach(here: string): void {
  if (here === point) process.kill(process.pid, 'SIGKILL');
}

const { rename } = fs;
let renames = 0;
fs.rename = async (from, to) => {
  renames++;
  reach(`rename:${renames}`);
  await rename(from, to);
  reach(`renamed:${renames}`);
};
syncBuiltinESMExports();

const digest = await digestCorpus(corpusFolder);
const corpus = await loadCorpus(corpusFolder);
const manifest = await publishGeneration(indexFolder, async (workshop) => {
  const made = await buildGeneration(corpus, digest, workshop, {
    onReport: (done) => reach(`report:${done}`),
  });
  reach('built');
  return made;
});
process.stdout.write(JSON.stringify(manifest));
