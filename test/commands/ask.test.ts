import { once } from 'node:events';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { finished, folderWith, kewen, REPORTS, startKewen } from './process.ts';

let cwd: string;
beforeAll(async () => {
  cwd = await folderWith(REPORTS);
  await kewen(['index'], { cwd });
});

const ACTIVITIES = '雁岭市科协2022年开展了多少场科普活动？';
const parsed = (stdout: string) =>
  stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));

describe('kewen ask', () => {
  it('prints the answer, then the sources with the sentence', async () => {
    const { code, stdout, stderr } = await kewen(['ask', ACTIVITIES], { cwd });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const [text, blank, source, quote] = stdout.split('\n');
    expect(text).toContain('318场');
    expect(blank).toBe('');
    expect(source).toBe('[1] 雁岭市科协 · 2022年 · 一、科普服务');
    expect(quote).toContain('市科协共开展科普活动318场，受益群众4.2万人次。');
  });

  it('takes a question of several words', async () => {
    const { stdout } = await kewen(['ask', '雁岭', '2022年', '科普活动', '多少场'], { cwd });
    expect(stdout).toContain('318场');
  });

  it('prints no escape codes into a pipe, also in a CI that asks for colours to be guessed', async () => {
    const { stdout } = await kewen(['ask', ACTIVITIES], { cwd, env: { CI: '1' } });
    expect(stdout).not.toContain('\u001b');
  });

  it('prints the span in bold where colours are forced, and not where NO_COLOR is set', async () => {
    const forced = await kewen(['ask', ACTIVITIES], { cwd, env: { FORCE_COLOR: '1' } });
    expect(forced.stdout).toContain('\u001b[1m318场\u001b[22m');
    const plain = await kewen(['ask', ACTIVITIES], { cwd, env: { FORCE_COLOR: '1', NO_COLOR: '1' } });
    expect(plain.stdout).not.toContain('\u001b');
  });

  it('lists what can be asked instead when it asks back', async () => {
    const { code, stdout } = await kewen(['ask', '科普活动开展了多少场？'], { cwd });
    expect(code).toBe(0);
    const listed = stdout.split('是这几个里的哪一个？\n')[1]?.trimEnd().split('\n').sort();
    expect(listed).toEqual([expect.stringMatching(/^ {2}· 禾汀/u), expect.stringMatching(/^ {2}· 雁岭/u)]);
  });

  it('understands a follow-up through --previous', async () => {
    const { stdout } = await kewen(['ask', '--previous', ACTIVITIES, '那禾汀呢？'], { cwd });
    expect(stdout).toContain('96场');
  });

  it('shows staff reports to staff only', async () => {
    const question = '雁岭市科协2022年年初预算是多少？';
    expect((await kewen(['ask', question], { cwd })).stdout).not.toContain('513.7');
    expect((await kewen(['ask', '--audience', 'staff', question], { cwd })).stdout).toContain('513.7万元');
  });
});

describe('kewen ask --json', () => {
  it('prints the answer contract', async () => {
    const { stdout } = await kewen(['ask', '--json', ACTIVITIES], { cwd });
    const [answer, ...rest] = parsed(stdout);
    expect(rest).toEqual([]);
    expect(Object.keys(answer)).toEqual([
      'id',
      'kind',
      'text',
      'confidence',
      'citations',
      'nearest',
      'suggestions',
      'generation',
      'elapsedMs',
    ]);
    expect(answer).toMatchObject({ id: '1', kind: 'answered', generation: expect.stringMatching(/^\w+$/u) });
    expect(answer.elapsedMs).toBeGreaterThanOrEqual(0);
    expect(answer.citations[0]).toMatchObject({
      report: 'yanling-2022',
      association: '雁岭市科协',
      period: '2022',
      section: ['一、科普服务'],
      quote: expect.stringContaining('318场'),
    });
    const { start, end, quote } = answer.citations[0];
    expect(end - start).toBe(quote.length);
  });
});

describe('kewen ask --batch', () => {
  const line = (id: string | number, question: string, more = {}) =>
    `${JSON.stringify({ id, question, ...more })}\n`;

  it('answers every line in order, under its id, with --previous and audience of each line', async () => {
    const input = [
      line('a', ACTIVITIES, { type: 'count', gold: [['318']], previous: null }),
      line(7, '那禾汀呢？', { previous: ACTIVITIES }),
      '\n',
      line('c', '雁岭市科协2022年年初预算是多少？', { audience: 'staff' }),
      line('d', '雁岭市科协2022年年初预算是多少？'),
      JSON.stringify({ question: ACTIVITIES }),
    ].join('');
    const { code, stdout, stderr } = await kewen(['ask', '--batch', '-'], { cwd, input });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const answers = parsed(stdout);
    expect(answers.map(({ id }) => id)).toEqual(['a', 7, 'c', 'd', '6']);
    expect(answers[1].text).toContain('96场');
    expect(answers[2].text).toContain('513.7万元');
    expect(JSON.stringify(answers[3])).not.toContain('513.7');
  });

  it('reads a file, with Windows line ends, a byte order mark and U+2028 inside a string', async () => {
    const file = `\ufeff${line('a', ACTIVITIES)}${line('b', '雁岭\u2028科普活动')}`.replaceAll('\n', '\r\n');
    const folder = await folderWith({ 'questions.jsonl': file });
    const { code, stdout } = await kewen(['ask', '--batch', join(folder, 'questions.jsonl')], { cwd });
    expect(code).toBe(0);
    expect(parsed(stdout).map(({ id }) => id)).toEqual(['a', 'b']);
  });

  it('names a bad line by its number, goes on with the others and exits 1', async () => {
    const input = Buffer.concat([
      Buffer.from(`not json\n${line('b', ACTIVITIES)}[1]\n{"id":"d"}\n`),
      Buffer.from([0x7b, 0xff, 0xfe, 0x7d, 0x0a]),
      Buffer.from(line('f', ACTIVITIES, { audience: 'everyone' }) + line('g', ACTIVITIES)),
    ]);
    const { code, stdout, stderr } = await kewen(['ask', '--batch', '-'], { cwd, input });
    expect(code).toBe(1);
    expect(parsed(stdout).map(({ id }) => id)).toEqual(['b', 'g']);
    const complaints = stderr.trim().split('\n');
    expect(complaints.map((text) => /^kewen：第 (\d+) 行/u.exec(text)?.[1])).toEqual([
      '1',
      '3',
      '4',
      '5',
      '6',
    ]);
    expect(complaints[2]).toContain('"question"');
    expect(complaints[4]).toContain('"audience"');
  });

  it('gives an empty and a 5,000-character question an answer line with the reason', async () => {
    const input = line('a', '') + line('b', '科'.repeat(5000));
    const { code, stdout } = await kewen(['ask', '--batch', '-'], { cwd, input });
    expect(code).toBe(0);
    expect(parsed(stdout).map(({ kind }) => kind)).toEqual(['help', 'help']);
  });

  it('answers a line before the next one comes, and ends quietly with 130 when interrupted', async () => {
    const child = startKewen(['ask', '--batch', '-'], { cwd });
    const ended = finished(child);
    for (const id of ['a', 'b']) {
      child.stdin.write(line(id, ACTIVITIES));
      const [text] = await once(child.stdout, 'data');
      expect(JSON.parse(String(text)).id).toBe(id);
    }
    child.kill('SIGINT');
    expect(await ended).toMatchObject({ code: 130, stderr: '' });
  });

  it('ends quietly when nobody reads its output any more', async () => {
    const child = startKewen(['ask', '--batch', '-'], { cwd });
    child.stdin.on('error', () => {});
    const ended = finished(child);
    child.stdin.write(line('a', ACTIVITIES));
    await once(child.stdout, 'data');
    child.stdout.destroy();
    child.stdin.end(line('b', ACTIVITIES).repeat(200));
    expect(await ended).toMatchObject({ code: 0, stderr: '' });
  });

  it('says at once that there is no index, before anything is read', async () => {
    const child = startKewen(['ask', '--batch', '-', '--index', 'nowhere'], { cwd });
    const { code, stderr } = await finished(child);
    expect(code).toBe(3);
    expect(stderr).toContain('nowhere');
  });
});
