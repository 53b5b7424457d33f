// Fails when the shared questions are answered worse than this version promises.
//   node .ci/floor.mjs ANSWERS GOLDEN SCORER
import { execFileSync } from 'node:child_process';

const FLOOR = { correct: 93, abstained: 98, wrong: 4 };
const [answers, golden, scorer] = process.argv.slice(2);
const printed = execFileSync(process.execPath, [scorer, '--golden', golden, '--answers', answers, '--json'], {
  encoding: 'utf8',
});
const { summary } = JSON.parse(printed);
const failures = [
  summary.correct < FLOOR.correct && `correct ${summary.correct} % < ${FLOOR.correct} %`,
  summary.abstained < FLOOR.abstained && `abstained ${summary.abstained} % < ${FLOOR.abstained} %`,
  summary.wrong > FLOOR.wrong && `wrong ${summary.wrong} % > ${FLOOR.wrong} %`,
].filter(Boolean);
for (const failure of failures) console.error(`below the floor: ${failure}`);
process.exit(failures.length > 0 ? 1 : 0);
