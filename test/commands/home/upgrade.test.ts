/**
 * From the layout before there was a home to the one with it, as a maintainer does it: a checkout that was edited in
 * place, the pull that its edits block, the next version, `kewen adopt` or just `kewen start`.
 */
import { appendFileSync, cpSync, existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderWith } from '../process.ts';
import { copyProgram, git, noteShipped, runProgram } from './program.ts';

const SYNONYMS = 'lexicon/synonyms.txt';
/** A group that comes with the next version, one that its maintainer had taken out, and one of his own. */
const COMES = '银海艇 银海船';
const TAKEN = '视频号 微信视频号';
const OWN_WORDS = '云雀讲坛 云雀课堂';

const OWN_REPORT = `---
title: 雁岭市科协2022年工作总结
association: 雁岭市科协
period: 2022
audience: public
---

# 雁岭市科协2022年工作总结

2022年，市科协举办云雀讲坛23场，听众1.2万人次。
`;
const OWN_ANSWER = `
- id: 科技馆开放时间
  questions: [科技馆几点开门？]
  answer: 科技馆每天9点到16点30分开放。
  source: {title: 科技馆公告}
  audience: public
`;
const GOLDEN = `{"id":"own-2","question":"雁岭市科协2022年办了多少场云雀课堂？","type":"count","gold":[["23场"]],"evidence":["举办云雀讲坛23场"]}\n`;

/** An origin with the version before, and with the next one; a clone of the one before that was edited in place. */
async function oldCheckout(): Promise<{ origin: string; old: string; upgrade: () => void }> {
  const folder = await folderWith({});
  const [origin, old] = [join(folder, 'origin'), join(folder, '科问')];
  copyProgram(origin);
  noteShipped(origin, [SYNONYMS]);
  git(origin, 'init');
  git(origin, 'add', '.');
  git(origin, 'commit', '-m', 'before');
  git(folder, 'clone', origin, old);
  for (const name of ['dist', 'node_modules'])
    cpSync(join(origin, name), join(old, name), { recursive: true });
  const at = (file: string) => join(old, 'corpus', file);
  const words = readFileSync(at(SYNONYMS), 'utf8');
  expect(words).toContain(`\n${TAKEN}\n`);
  writeFileSync(at(SYNONYMS), `${words.replace(`\n${TAKEN}\n`, '\n')}\n${OWN_WORDS}\n`);
  writeFileSync(
    at('pinghu-2020.md'),
    readFileSync(at('pinghu-2020.md'), 'utf8').replaceAll('106项', '107项'),
  );
  rmSync(at('taicang-2021.md'));
  writeFileSync(at('yanling-2022.md'), OWN_REPORT);
  appendFileSync(at('lexicon/answers.yaml'), OWN_ANSWER);
  writeFileSync(at('golden.jsonl'), GOLDEN);
  // As the sample of settings had it.
  writeFileSync(
    join(old, '.env'),
    'KEWEN_CORPUS=corpus\nKEWEN_INDEX=index\nKEWEN_DATA=data/kewen.sqlite\nKEWEN_RETENTION_DAYS=30\n',
    { mode: 0o600 },
  );
  writeFileSync(join(old, 'kewen.config.yaml'), 'web:\n  downloads: true\n');
  const upgrade = () => {
    appendFileSync(join(origin, 'corpus', SYNONYMS), `${COMES}\n`);
    noteShipped(origin, [SYNONYMS]);
    git(origin, 'commit', '-am', 'next');
  };
  return { origin, old, upgrade };
}

async function expectsAllAnswered(program: string): Promise<void> {
  const questions = [
    '平湖市科协2020年开展了多少项科普活动？',
    '雁岭市科协2022年办了多少场云雀课堂？',
    '科技馆几点开门？',
    // What he had taken out of the reports is not back.
    '太仓市科协2021年开展了多少项科普活动？',
  ];
  const input = questions.map((question) => JSON.stringify({ question })).join('\n');
  const { stdout } = await runProgram(program, ['ask', '--batch', '-'], { input });
  const texts = stdout
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { text: string }).text);
  expect(texts).toEqual([
    expect.stringContaining('107项'),
    expect.stringContaining('23场'),
    expect.stringContaining('9点到16点30分'),
    expect.not.stringContaining('925'),
  ]);
}

const wordsOf = async (program: string) =>
  (await runProgram(program, ['words', 'synonyms'])).stdout.split('\n');

describe('an upgrade', () => {
  it('that the edits block is made on a copy, and adopt brings them back', { timeout: 300_000 }, async () => {
    const { old, upgrade } = await oldCheckout();
    upgrade();
    expect(() => git(old, 'pull', '--ff-only')).toThrow(/would be overwritten/u);
    // docs/maintaining.md: the folder as it was beside the new one.
    const kept = `${old}-旧`;
    cpSync(old, kept, { recursive: true, verbatimSymlinks: true });
    git(old, 'checkout', '--', 'corpus');
    git(old, 'pull', '--ff-only');

    const dry = await runProgram(old, ['adopt', '--dry-run', kept]);
    expect([dry.code, dry.stderr]).toEqual([0, '']);
    expect(existsSync(join(old, 'data/kewen-home.json'))).toBe(false);

    const adopted = await runProgram(old, ['adopt', kept]);
    expect([adopted.code, adopted.stderr]).toEqual([0, '']);
    expect(adopted.stdout).toMatch(/报告 {2}reports\/：pinghu-2020\.md、yanling-2022\.md/u);
    expect(readFileSync(join(old, 'data', SYNONYMS), 'utf8')).toBe(`- ${TAKEN}\n${OWN_WORDS}\n`);
    expect(readFileSync(join(old, 'data/golden.jsonl'), 'utf8')).toBe(GOLDEN);
    expect(readFileSync(join(old, 'data/kewen.config.yaml'), 'utf8')).toContain('downloads: true');
    expect(readFileSync(join(old, '.env'), 'utf8')).toMatch(
      /^# .*KEWEN_CORPUS=corpus$[\s\S]*^KEWEN_RETENTION_DAYS=30$/mu,
    );
    expect(statSync(join(old, '.env')).mode & 0o077).toBe(0);

    expect((await runProgram(old, ['index'])).code).toBe(0);
    await expectsAllAnswered(old);
    const words = await wordsOf(old);
    expect(words).toContain(COMES);
    expect(words).toContain(OWN_WORDS);
    expect(words).not.toContain(TAKEN);
    const doctor = await runProgram(old, ['doctor']);
    expect(doctor.stdout).not.toMatch(/kewen adopt/u);
    // A second time there is nothing left to do.
    const again = await runProgram(old, ['adopt', kept]);
    expect([again.code, again.stdout]).toEqual([0, `${kept} 里没有要搬的\n`]);
    // And the next upgrade meets no edit.
    expect(git(old, 'status', '--porcelain', '--untracked-files=no')).toBe('');
  });

  it('without git takes the same, but for words that were taken out', { timeout: 300_000 }, async () => {
    const { origin, old, upgrade } = await oldCheckout();
    rmSync(join(old, '.git'), { recursive: true });
    upgrade();
    const adopted = await runProgram(origin, ['adopt', old]);
    expect(adopted.code).toBe(0);
    expect(adopted.stdout).toMatch(/没有 git 的历史/u);
    expect(readFileSync(join(origin, 'data', SYNONYMS), 'utf8')).toBe(`${OWN_WORDS}\n`);
    expect(readFileSync(join(origin, 'data/.env'), 'utf8')).toContain('\nKEWEN_RETENTION_DAYS=30');
    expect((await runProgram(origin, ['index'])).code).toBe(0);
    await expectsAllAnswered(origin);
  });

  it('after which nobody does anything but start answers the same', { timeout: 300_000 }, async () => {
    const { old } = await oldCheckout();
    rmSync(join(old, '.env'));
    const started = await runProgram(old, ['start'], { input: '雁岭市科协2022年办了多少场云雀课堂？\n' });
    expect(started.stderr).toMatch(/第一次：.*data/u);
    expect(started.stdout).toContain('23场');
    await expectsAllAnswered(old);
    expect(await wordsOf(old)).not.toContain(TAKEN);
  });
});
