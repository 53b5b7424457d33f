/** What a person sees beside the answer: the chart of a comparison, unfolded links, a status, what is new at home. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { deliver, edit, envelope, MENTION, say, wordsOf } from '../../fakes/slack/people.ts';
import { type Kewen, newFolder, publish, startKewen } from './kewen.ts';

const URL = 'https://kewen.example.org/wen';
const COMPARED = '2022年甲山、乙水、丙林三家科协各办了多少场科普讲座？';

const report = (association: string, count: number, audience = 'public', source = '') => `---
title: ${association}2022年工作总结
association: ${association}
place: ${association.slice(0, 3)}
period: 2022
publisher: ${association}办公室
published: 2023-01-15
audience: ${audience}
${source && `source: ${source}\n`}---

# ${association}2022年工作总结

## 科学普及

2022年，${association}举办科普讲座${count}场，新建科普画廊${count + 3}处。
`;

let corpus: string;
let index: string;
beforeAll(async () => {
  const folder = await newFolder();
  corpus = join(folder, 'corpus');
  await mkdir(corpus);
  await writeFile(
    join(corpus, 'jiashan-2022.md'),
    report('甲山市科协', 31, 'public', 'https://example.org/jiashan'),
  );
  await writeFile(join(corpus, 'yishui-2022.md'), report('乙水市科协', 64));
  await writeFile(join(corpus, 'binglin-2022.md'), report('丙林市科协', 128));
  await writeFile(join(corpus, 'dinghe-2022.md'), report('丁河市科协', 9, 'staff'));
  index = await publish(corpus, join(folder, 'index'));
});

let kewen: Kewen;
let aheadMs = 0;
beforeEach(async () => {
  aheadMs = 0;
  kewen = await startKewen({ index, publicUrl: URL, now: () => new Date(Date.now() + aheadMs) });
});
afterEach(async () => {
  await kewen.stop();
  await kewen.slack.stop();
  expect(kewen.slack.breaches).toEqual([]);
});

const ask = (text: string, more: { channel?: string; thread?: string } = {}) =>
  say(kewen.slack, { channel: 'C1', user: 'U1', text, ...more });
const posted = (count: number, channel = 'C1') =>
  kewen.slack.until(() => {
    const all = kewen.slack.workspace.posted(channel);
    return all.length >= count && all;
  });
const pictures = (count: number) =>
  kewen.slack.until(() => kewen.slack.workspace.files.length === count && kewen.slack.workspace.files);

describe('a comparison of three', () => {
  it('has a table, and a picture in its thread with all that it shows in words', async () => {
    const ts = await ask(`${MENTION} ${COMPARED}`);
    const [answer] = await posted(1);
    expect(JSON.stringify(answer?.blocks)).toContain('"type":"table"');
    const [picture] = await pictures(1);
    expect(picture).toMatchObject({ channel: 'C1', thread: ts });
    expect(picture?.alt).toMatch(/^柱状图：/u);
    for (const figure of ['31场', '64场', '128场']) expect(picture?.alt).toContain(figure);
    expect(picture?.bytes.subarray(1, 4).toString()).toBe('PNG');
  });

  it('keeps its answer when the picture cannot be sent', async () => {
    kewen.slack.fail('files.completeUploadExternal', {
      error: 'missing_scope',
      more: { needed: 'files:write' },
    });
    await ask(`${MENTION} ${COMPARED}`);
    await posted(1);
    await ask(`${MENTION} 甲山市科协2022年办了多少场科普讲座？`);
    await posted(2);
    expect(kewen.slack.workspace.files).toEqual([]);
    expect(kewen.lines.join('')).toContain('图没能发到 Slack');
  });

  it('loses its picture when it is edited to be none', async () => {
    const ts = await ask(`${MENTION} ${COMPARED}`);
    await pictures(1);
    await edit(kewen.slack, 'C1', ts, `${MENTION} 甲山市科协2022年办了多少场科普讲座？`);
    await pictures(0);
    expect(wordsOf((await posted(1))[0] as never)).toContain('31场');
  });
});

describe('a source', () => {
  it('says title, association, period, publisher and date, and leads to its place', async () => {
    await ask(`${MENTION} 甲山市科协2022年办了多少场科普讲座？`);
    const [answer] = await posted(1);
    expect(wordsOf(answer as never).replaceAll('\n', '')).toContain(
      '甲山市科协2022年工作总结 · 甲山市科协 · 2022年 · 科学普及 · 甲山市科协办公室 · 2023-01-15 发布',
    );
    expect(JSON.stringify(answer?.blocks)).toContain(`"url":"${URL}/r/jiashan-2022?mark=`);
  });

  it('leads to the address that its report gives where there are no pages', async () => {
    await kewen.stop();
    kewen = await startKewen({ index, slack: kewen.slack });
    await ask(`${MENTION} 甲山市科协2022年办了多少场科普讲座？`);
    expect(JSON.stringify((await posted(1))[0]?.blocks)).toContain('"url":"https://example.org/jiashan"');
  });
});

describe('an address of our own pages', () => {
  const share = (...urls: string[]) =>
    deliver(
      kewen.slack,
      envelope(kewen.slack, {
        type: 'link_shared',
        channel: 'C1',
        user: 'U1',
        message_ts: '1700000000.000100',
        unfurl_id: `C1.${urls.length}.${urls[0]}`,
        source: 'conversations_history',
        links: urls.map((url) => ({ url, domain: 'kewen.example.org' })),
      }),
    );
  const unfolded = () => kewen.slack.until(() => kewen.slack.workspace.unfurls[0]);

  it('is unfolded to the report, the sentence and the answer, once', async () => {
    await ask(`${MENTION} 乙水市科协2022年办了多少场科普讲座？`);
    const blocks = JSON.stringify((await posted(1))[0]?.blocks);
    const place = /"url":"([^"]+)"/u.exec(blocks)?.[1] as string;
    const asked = `${URL}/ask?q=${encodeURIComponent('丙林市科协2022年办了多少场科普讲座？')}`;
    await Promise.all([
      share(place, `${URL}/r/jiashan-2022`, asked),
      share(place, `${URL}/r/jiashan-2022`, asked),
    ]);
    const unfurls = await unfolded();
    expect(Object.keys(unfurls).sort()).toEqual([place, `${URL}/r/jiashan-2022`, asked].sort());
    expect(JSON.stringify(unfurls[place])).toContain('举办科普讲座64场');
    expect(JSON.stringify(unfurls[`${URL}/r/jiashan-2022`])).toContain('甲山市科协2022年工作总结');
    expect(JSON.stringify(unfurls[asked])).toContain('128场');
    expect(kewen.slack.workspace.unfurls).toHaveLength(1);
  });

  it('is left alone where it is of no report, of staff, or of somebody else', async () => {
    await share(
      `${URL}/r/dinghe-2022`,
      `${URL}/r/nobody`,
      `${URL}/reports`,
      'https://kewen.example.org/r/jiashan-2022',
      'https://example.org/wen/r/jiashan-2022',
      `${URL}/ask?q=${encodeURIComponent('丁河市科协2022年办了多少场科普讲座？')}`,
      `${URL}/r/%E0%A4%A?mark=9-1&p=<>`,
    );
    await share(`${URL}/r/jiashan-2022`);
    expect(Object.keys(await unfolded())).toEqual([`${URL}/r/jiashan-2022`]);
  });
});

describe('a thread of an assistant', () => {
  it('shows that the reports are being looked through, before the answer, in the language of the question', async () => {
    const first = await ask('甲山市科协2022年办了多少场科普讲座？', { channel: 'D1' });
    await posted(1, 'D1');
    await ask('那乙水呢？', { channel: 'D1', thread: first });
    await posted(2, 'D1');
    await ask('How many lectures in 甲山 2022?', { channel: 'D1', thread: first });
    await posted(3, 'D1');
    const { statuses } = kewen.slack.workspace;
    expect(statuses.map(({ thread }) => thread)).toEqual([first, first]);
    expect(statuses[0]?.status).toBe('正在查报告…');
    expect(statuses[1]?.status).toMatch(/^is looking/u);
    const methods = kewen.slack.calls.map(({ method }) => method);
    expect(methods.lastIndexOf('assistant.threads.setStatus')).toBeLessThan(
      methods.lastIndexOf('chat.postMessage'),
    );
  });
});

describe('the home tab', () => {
  const open = async () => {
    kewen.slack.workspace.homes.delete('U1');
    const event = { type: 'app_home_opened', tab: 'home', user: 'U1', channel: 'D1' };
    await deliver(kewen.slack, envelope(kewen.slack, event));
    const view = await kewen.slack.until(() => kewen.slack.workspace.homes.get('U1'));
    return wordsOf(view as never);
  };

  it('tells what is new since the last visit, for as long as a visit lasts', async () => {
    expect(await open()).not.toContain('上次来过以后');
    await writeFile(join(corpus, 'wuyuan-2022.md'), report('戊原市科协', 77));
    await publish(corpus, index);
    const { slack, data } = kewen;
    await kewen.stop();
    kewen = await startKewen({ index, data, slack, now: () => new Date(Date.now() + aheadMs) });
    aheadMs = 2 * 3_600_000;
    const news = await open();
    expect(news).toContain('上次来过以后新增和更新的报告（1 份）');
    expect(news).toContain('戊原市科协2022年工作总结');
    expect(await open()).toContain('戊原市科协2022年工作总结');
    aheadMs = 4 * 3_600_000;
    expect(await open()).not.toContain('上次来过以后');
  });
});
