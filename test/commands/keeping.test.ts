/** The commands by which a maintainer keeps house: standard answers, golden questions, words, what is dismissed, the log. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { beforeAll, describe, expect, it } from 'vitest';
import { openRecords } from '../../src/records/records.ts';
import { SMALL } from '../support/small.ts';
import { folderWith, kewen } from './process.ts';

const WITHOUT_WORDS = Object.fromEntries(
  Object.entries(SMALL)
    .filter(([name]) => !name.startsWith('lexicon/'))
    .map(([name, text]) => [`corpus/${name}`, text]),
);
const ANSWER = [
  ...['answer', '--question', '科普日是哪天？', '--question', '科普日是什么时候？'],
  ...['--answer', '每年九月的第三个双休日。', '--source', '科普法'],
];

let cwd: string;
const run = (words: readonly string[]) =>
  kewen(words, { cwd, env: { KEWEN_WHO: '小周', KEWEN_SECRET: 'a-key-of-the-tests' } });
const read = (file: string) => readFileSync(join(cwd, file), 'utf8');
beforeAll(async () => {
  cwd = await folderWith(WITHOUT_WORDS);
  const records = openRecords({
    file: join(cwd, 'data/kewen.sqlite'),
    key: 'a-key-of-the-tests',
    retentionDays: 90,
    log: { warn: () => {}, info: () => {} },
    now: () => new Date(),
  });
  for (const question of ['科普日是哪天', '请问科普日是哪天呢？', '今天天气怎么样', '科普大篷车是哪天']) {
    await records.recordExchange({
      ...{
        channel: 'web',
        audience: 'public',
        user: question,
        conversation: question,
        question,
        elapsedMs: 1,
      },
      answer: {
        ...{ kind: 'unanswered', text: '', confidence: 0, citations: [], nearest: [], suggestions: [] },
        generation: '000000000000',
      },
    });
  }
  await records.close();
  expect((await run(['index'])).code).toBe(0);
});

describe('kewen answer', () => {
  it('says which questions it would be given to, writes nothing before it is told to, then answers', async () => {
    const dry = JSON.parse((await run([...ANSWER, '--dry-run', '--json'])).stdout);
    expect(dry).toMatchObject({ isWritten: false, asked: 4 });
    expect(dry.questions.sort()).toEqual(['科普日是哪天', '请问科普日是哪天呢？'].sort());
    expect(existsSync(join(cwd, 'corpus/lexicon'))).toBe(false);
    expect((await run(ANSWER)).stdout).toContain('写好了');
    await run(['index']);
    expect((await run(['ask', '科普日是哪天？'])).stdout).toContain('第三个双休日');
    // Standard answers alone leave the words that ship in use.
    const { isOwn, files } = JSON.parse((await run(['words', '--json'])).stdout);
    expect([isOwn, files[1].entries.length > 10]).toEqual([false, true]);
  });

  it('is refused as the build would refuse it, and leaves the file as it was', async () => {
    const before = read('corpus/lexicon/answers.yaml');
    const from = ['--report', 'yanling-2022', '--quote', '全市新建院士工作站3家'];
    const about = ['answer', '--question', '雁岭新建院士工作站几家？'];
    for (const [words, why] of [
      [ANSWER, '已有'],
      [[...about, '--answer', '4家。', ...from], '“4”不在 quote 里'],
      [[...about, '--answer', '3家。', ...from.slice(0, 3), '没有这句话'], '没有“没有这句话”'],
      [[...about, '--answer', '3家。'], '要写来源'],
      [[...about, '--answer', '多。', '--source', 'x', '--audience', 'all'], 'public、staff'],
    ] as const) {
      const { code, stderr } = await run(words);
      expect([why, code, stderr.includes(why)]).toEqual([
        why,
        why.includes('来源') || why.includes('staff') ? 2 : 3,
        true,
      ]);
    }
    expect(read('corpus/lexicon/answers.yaml')).toBe(before);
    expect((await run([...about, '--answer', '3家。', ...from])).code).toBe(0);
    expect(read('corpus/lexicon/answers.yaml').startsWith(before)).toBe(true);
  });
});

describe('kewen golden', () => {
  const QUESTION = '雁岭市科协2022年新建院士工作站多少家？';

  it('writes a question that kewen eval asks', async () => {
    const line = ['golden', '--gold', '3家|三家', '--evidence', '全市新建院士工作站3家', QUESTION];
    expect((await run(line)).code).toBe(0);
    expect((await run(['golden', '--unanswerable', '雁岭市科协有几只猫？'])).code).toBe(0);
    const { stdout } = await run([
      'eval',
      '--questions',
      'corpus/golden.jsonl',
      '--index',
      'index',
      '--json',
    ]);
    expect(JSON.parse(stdout).summary).toMatchObject({ questions: 2, correct: 100, abstained: 100 });
    expect((await run(line)).stderr).toContain('已有这个问题');
  });

  it('refuses what no report has, what staff alone have, and what says nothing', async () => {
    const before = read('corpus/golden.jsonl');
    for (const words of [
      ['--gold', 'x', '--evidence', '没有这句话'],
      ['--gold', '513.7万元', '--evidence', '市科协年初预算513.7万元'],
      ['--gold', '3家'],
      ['--unanswerable', '--gold', '3家'],
    ]) {
      expect([words, (await run(['golden', ...words, '别的问题'])).code]).toEqual([words, 2]);
    }
    expect(read('corpus/golden.jsonl')).toBe(before);
  });
});

describe('kewen dismiss', () => {
  const listed = async () => {
    const { unanswered } = JSON.parse((await run(['stats', '--json'])).stdout);
    return { count: unanswered.count, isListed: JSON.stringify(unanswered.groups).includes('天气') };
  };

  it('lists a question no more, however it is typed, and lists it again', async () => {
    expect(await listed()).toEqual({ count: 4, isListed: true });
    await run(['dismiss', '今天天气怎么样？']);
    expect((await run(['dismiss', '今天天气怎么样'])).stdout).toMatch(/^[01] 个/u);
    expect(await listed()).toEqual({ count: 3, isListed: false });
    await run(['dismiss', '--undo', '今天天气怎么样', '今天天气怎么样？']);
    expect(await listed()).toEqual({ count: 4, isListed: true });
  });
});

describe('kewen words', () => {
  it('takes those that ship along with the first word of its own, and takes a word out again', async () => {
    const before = JSON.parse((await run(['words', 'synonyms', '--json'])).stdout).files[0]
      .entries as string[];
    expect((await run(['words', 'synonyms', '--add', '讲故事会 说书会'])).code).toBe(0);
    const own = JSON.parse((await run(['words', '--json'])).stdout);
    expect([own.isOwn, own.files[1].entries]).toEqual([true, [...before, '讲故事会 说书会']]);
    expect((await run(['words', 'synonyms', '--remove', '讲故事会  说书会'])).code).toBe(0);
    expect(JSON.parse((await run(['words', 'synonyms', '--json'])).stdout).files[0].entries).toEqual(before);
  });

  it('refuses what the build would refuse, and what is not there', async () => {
    const before = read('corpus/lexicon/synonyms.txt');
    expect((await run(['words', 'synonyms', '--add', '一个'])).code).toBe(3);
    expect((await run(['words', 'synonyms', '--remove', '没有 这条'])).code).toBe(2);
    expect((await run(['words', 'nothing', '--add', '甲 乙'])).code).toBe(2);
    expect((await run(['words', '--add', '甲 乙'])).code).toBe(2);
    expect(read('corpus/lexicon/synonyms.txt')).toBe(before);
  });
});

describe('kewen passage', () => {
  const passageOf = async (question: string) => {
    const asked = await run(['ask', '--json', '--audience', 'staff', question]);
    return JSON.parse(asked.stdout).citations[0] as {
      passage: string;
      start: number;
      end: number;
      quote: string;
    };
  };

  it('shows what a citation names, to those who may read it', async () => {
    const { passage, start, end, quote } = await passageOf('雁岭市科协2022年年初预算是多少？');
    const mark = `--mark=${start}-${end}`;
    const shown = JSON.parse((await run(['passage', '--json', '--audience=staff', mark, passage])).stdout);
    expect(shown).toMatchObject({ passage, isMoved: false });
    expect(shown.parts.find((part: { isAsked: boolean }) => part.isAsked).span).toBe(quote);
    expect((await run(['passage', '--audience=staff', mark, passage])).stdout).toContain(quote);
    const open = await run(['passage', mark, passage]);
    expect([open.code, open.stdout]).toEqual([1, '']);
    expect(open.stderr).toContain(`索引里没有 ${passage} 这一段`);
  });

  it('shows what stands there now where the passage is gone, and refuses a place that is none', async () => {
    const { passage, start, end, quote } = await passageOf('雁岭市科协2022年开展了多少场科普活动？');
    const gone = passage.replace(/#.*/u, '#gone');
    const moved = await run(['passage', `--mark=${start}-${end}`, gone]);
    expect([moved.code, moved.stdout.includes(quote)]).toEqual([0, true]);
    expect((await run(['passage', gone])).code).toBe(1);
    for (const mark of ['9-3', 'x', '']) {
      expect([mark, (await run(['passage', `--mark=${mark}`, passage])).code]).toEqual([mark, 2]);
    }
  });
});

describe('kewen changes', () => {
  it('lists what was changed by whom, and nothing that only looked or did not come about', async () => {
    await run(['forget', '203.0.113.9']);
    const { changes } = JSON.parse((await run(['changes', '--json'])).stdout) as {
      changes: { who: string; command: string }[];
    };
    const commands = changes.map(({ command }) => command);
    expect(new Set(changes.map(({ who }) => who))).toEqual(new Set(['小周']));
    expect(commands[0]).toBe('kewen forget');
    expect(commands).toContain('kewen dismiss');
    expect(commands.join()).not.toContain('天气');
    expect(commands).toContain('kewen words synonyms --add 讲故事会 说书会');
    expect(commands.some((command) => /--dry-run|--check|stats|没有 这条|203\.0/u.test(command))).toBe(false);
    expect((await run(['changes'])).stdout).toContain('小周');
  });

  it('stands in a table that lets nothing be edited or deleted', async () => {
    const db = new Database(join(cwd, 'data/kewen.sqlite'));
    expect(() => db.exec('DELETE FROM changes')).toThrow('only added');
    expect(() => db.exec("UPDATE changes SET who = 'x'")).toThrow('only added');
    db.close();
  });
});
