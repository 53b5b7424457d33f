/** What is done about questions, words and the log, by the pages alone: each step is a command that really runs. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Answer } from '../../../src/answer/contract.ts';
import { folderWith, SMALL } from '../../support/small.ts';
import { type TestSite, wordsIn } from '../site.ts';
import { logIn, type Maintainer, openHouse } from './house.ts';

const ANSWER: Answer = {
  ...{ kind: 'unanswered', text: '', confidence: 0, citations: [], nearest: [], suggestions: [] },
  generation: '000000000000',
};

let folder: string;
let site: TestSite;
let maintainer: Maintainer;
beforeAll(async () => {
  folder = folderWith(SMALL);
  // What was asked is counted back from the day on which the command runs.
  site = await openHouse(folder, { now: () => new Date() });
  const ask = (question: string, user: string, kind: Answer['kind'] = 'unanswered') =>
    site.records.recordExchange({
      ...{ channel: 'web', audience: 'public', user, conversation: user, question },
      ...{ answer: { ...ANSWER, kind }, elapsedMs: 1 },
    });
  await ask('你好', 'e', 'help');
  await ask('科普日是哪天', 'a');
  await ask('科普日是哪天？', 'b');
  await ask('今天<b>天气</b>怎么样', 'c');
  await site.records.castVote(await ask('科普大篷车几辆', 'd'), 'd', 'not-useful', '不对');
  maintainer = await logIn(site);
});
afterAll(() => site.close());

describe('the overview', () => {
  it('has the same numbers in the chart, in the table and in the tiles', async () => {
    const page = await maintainer.text('/admin');
    expect(wordsIn(page)).toMatch(/提问 5 .*答出 0 反问 0 没答上 4 帮助 1 有用 0 没用 1 /u);
    expect(page).toContain('<svg class="days"');
    expect(page).toMatch(/<title>\d{4}-\d\d-\d\d: 网页 5<\/title>/u);
  });
});

describe('questions to look at', () => {
  it('are put together, escaped, and gone when they are not for us', async () => {
    const page = await maintainer.text('/admin/questions');
    expect(page).not.toContain('<b>天气');
    expect(wordsIn(page)).toMatch(/科普日是哪天.* 2 次 · 公开/u);
    const [, texts = ''] = /name="texts" value="([^"]*天气[^"]*)"/u.exec(page) ?? [];
    const plain = texts.replaceAll('&lt;', '<').replaceAll('&gt;', '>');
    expect((await maintainer.send('/admin/questions/dismiss', { texts: plain })).status).toBe(303);
    expect(await maintainer.text('/admin/questions')).not.toContain('天气');
  });

  it('are dismissed in hundreds of wordings at once', async () => {
    const many = Array.from(
      { length: 400 },
      (_, i) => `雁岭市科协二〇二二年那一次科普活动的总人数是多少呢${i}`,
    );
    const texts = many.join('\n');
    expect((await maintainer.send('/admin/questions/dismiss', { texts })).status).toBe(303);
    const urlEncoded = new URLSearchParams({ texts, csrf: 'x' }).toString();
    expect(urlEncoded.length).toBeGreaterThan(65_536);
    const response = await site.app.request('/admin/questions/dismiss', {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'x-forwarded-for': '203.0.113.9',
        origin: 'http://localhost',
        cookie: maintainer.cookie,
      },
      body: urlEncoded,
    });
    // Refused for what it lacks, not for how long it is.
    expect(response.status).toBe(403);
  });

  it('that could not be dismissed are not said to be', async () => {
    const sent = Array.from({ length: 6 }, (_, i) =>
      maintainer.send('/admin/questions/dismiss', { texts: `雁岭哪天下雨${i}` }),
    );
    const refused = (await Promise.all(sent)).filter(({ status }) => status !== 303);
    expect(refused.length).toBeGreaterThan(0);
    for (const response of refused) expect(wordsIn(await response.text())).toContain('同时做的事太多了');
  }, 30_000);

  it('are asked for the public without what is for staff, and for staff with it', async () => {
    const asked = (audience: string) =>
      maintainer.text(`/admin/ask?${new URLSearchParams({ q: '雁岭市科协2022年全年支出多少？', audience })}`);
    expect(await asked('public')).not.toContain('498.2');
    expect(await asked('staff')).toContain('498.2');
  });

  it('get a standard answer that is checked, shown with what it would answer, and then written', async () => {
    const fields = { question: '科普日是哪天？', answer: '九月。', source: '科普法', audience: 'public' };
    const send = async (more: Readonly<Record<string, string>>) =>
      wordsIn(await (await maintainer.send('/admin/questions/answer', { ...fields, ...more })).text());
    expect(await send({ source: '' })).toContain('要写来源');
    const checked = await send({});
    expect(checked).toMatch(/它会回答 2 种： 科普日是哪天/u);
    expect(() => readFileSync(join(folder, 'lexicon/answers.yaml'))).toThrow();
    expect(await send({ do: 'write' })).toContain('写好了');
    expect(readFileSync(join(folder, 'lexicon/answers.yaml'), 'utf8')).toContain('九月。');
  });

  it('become golden questions, with what they are answered now to begin with', async () => {
    const q = '雁岭市科协2022年新建院士工作站多少家？';
    const form = await maintainer.text(`/admin/questions/golden?${new URLSearchParams({ q })}`);
    expect(form).toMatch(/name="gold"[^>]*>3家<.*name="evidence"[^>]*>[^<]*新建院士工作站3家/su);
    const sent = { q, gold: '3家', evidence: '全市新建院士工作站3家', audience: 'public', previous: '' };
    const response = await maintainer.send('/admin/questions/golden', sent);
    expect(wordsIn(await response.text())).toContain('写成考题了');
    expect(readFileSync(join(folder, 'golden.jsonl'), 'utf8')).toContain('"gold":[["3家"]]');
  });
});

describe('words and the log', () => {
  it('words are added, found and removed; what the build would refuse is told', async () => {
    const file = '/admin/lexicon?file=synonyms';
    const send = async (fields: Readonly<Record<string, string>>) =>
      wordsIn(await (await maintainer.send(file, fields)).text());
    expect(await send({ add: '一个' })).toContain('一组至少要两个词');
    expect(await send({ add: '故事会 说书会' })).toContain('改好了');
    expect(await maintainer.text(`${file}&find=${encodeURIComponent('说书')}`)).toContain('故事会 说书会');
    expect(await send({ remove: '故事会 说书会' })).toContain('改好了');
    expect(readFileSync(join(folder, 'lexicon/synonyms.txt'), 'utf8')).not.toContain('说书会');
  });

  it('what was done stands in the log with who did it, and cannot be changed', async () => {
    await maintainer.send('/admin/lexicon?file=synonyms', { add: '甲乙 丙丁' });
    const page = wordsIn(await maintainer.text('/admin/changes'));
    expect(page).toMatch(/小周 kewen words --add=甲乙 丙丁 synonyms/u);
    expect(page).not.toMatch(/synonyms 有问题/u);
    const sent = await maintainer.send('/admin/reports/upload', { file: new File(['云溪'], '坏的.pdf') });
    await maintainer.send((sent.headers.get('location') ?? '').replace('upload', 'add'), {});
    // What was not done, or only in part, is not shown as done.
    expect(wordsIn(await maintainer.text('/admin/changes'))).toMatch(/kewen add [^小]*坏的\.pdf 有问题/u);
  });

  it('a word that is longer than a command can hold is told, and nothing falls over', async () => {
    const response = await maintainer.send('/admin/lexicon?file=synonyms', { add: '长'.repeat(200_000) });
    expect([response.status, wordsIn(await response.text()).includes('没能运行')]).toEqual([200, true]);
  });

  it('what a person types is no option of a command', async () => {
    for (const q of ['--help', '-V', '\0--help', '$(id)', '--audience=staff', '--corpus=/etc']) {
      const page = wordsIn(await maintainer.text(`/admin/ask?${new URLSearchParams({ q })}`));
      expect([q, /用法：|0\.1\.0/u.test(page)]).toEqual([q, false]);
    }
    const response = await maintainer.send('/admin/lexicon?file=--help', { add: '--help 甲' });
    expect(wordsIn(await response.text())).toContain('改好了');
  });
});
