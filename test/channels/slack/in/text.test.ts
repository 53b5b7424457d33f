import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMessage } from '../../../../src/channels/slack/in/hear.ts';
import { escapeMarkup, readTyped } from '../../../../src/channels/slack/in/text.ts';
import { APP_SCOPES, BOT_SCOPES } from '../../../../src/channels/slack/scopes.ts';
import { NEEDS } from '../../../fakes/slack/web-api.ts';

const read = (raw: string) => readTyped(raw, 'UBOT').text;

describe('a message as Slack delivers it', () => {
  it('becomes the words that were typed', () => {
    expect(read('<@UBOT>　去年平湖开了几场？')).toBe('去年平湖开了几场？');
    expect(read('平湖<@UBOT|kewen>开了几场？')).toBe('平湖 开了几场？');
    expect(read('*平湖* `科普` 几场')).toBe('平湖 科普 几场');
    expect(read('占比 &gt; 5% &amp; &lt; 9%？')).toBe('占比 > 5% & < 9%？');
    expect(read('<https://e.org/a|平湖市科协>的 <#C1|科普> <mailto:a@b.cn|a@b.cn>')).toBe(
      '平湖市科协的 科普 a@b.cn',
    );
    expect(read(':pray: 平湖2019~2021年 :+1::skin-tone-2:')).toBe('平湖2019~2021年');
    expect(read('10:30:00 开始')).toBe('10:30:00 开始');
    expect(read('&gt; 引用\n第二行')).toBe('引用 第二行');
  });

  it('tells who is named', () => {
    expect(readTyped('<@UBOT> 几场', 'UBOT')).toMatchObject({ mentionsBot: true, mentionsOthers: false });
    expect(readTyped('<@U2> 几场', 'UBOT')).toMatchObject({ mentionsBot: false, mentionsOthers: true });
    expect(readTyped('<!subteam^S1> 几场', 'UBOT').mentionsOthers).toBe(true);
  });

  it('is read whatever it is', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (raw) => typeof read(raw) === 'string'));
    fc.assert(
      fc.property(fc.anything(), (event) => {
        const heard = readMessage(event, event, { user: 'UBOT', botId: 'B1' });
        expect(heard === null || typeof heard.text === 'string').toBe(true);
      }),
    );
  });
});

describe('text for a place where Slack reads markup', () => {
  it('holds none', () => {
    fc.assert(fc.property(fc.string(), (text) => !/[<>]/u.test(escapeMarkup(text))));
    expect(escapeMarkup('<@U1> & co')).toBe('&lt;@U1&gt; &amp; co');
  });
});

describe('docs/slack.md', () => {
  it('names every scope with its reason, in the manifest too', () => {
    const docs = readFileSync('docs/slack.md', 'utf8');
    for (const [scope, reason] of Object.entries({ ...BOT_SCOPES, ...APP_SCOPES })) {
      expect(docs).toContain(`| \`${scope}\` | ${reason} |`);
    }
    const manifest = /```yaml\n(display_information[\s\S]*?)```/u.exec(docs)?.[1] ?? '';
    const asked = [...(/bot:\n((?: {6}- .*\n)+)/u.exec(manifest)?.[1] ?? '').matchAll(/- (\S+)/gu)].map(
      (m) => m[1],
    );
    expect(asked.sort()).toEqual(Object.keys(BOT_SCOPES).sort());
    for (const event of ['app_mention', 'app_home_opened', 'link_shared', 'message.im'])
      expect(manifest).toContain(`- ${event}\n`);
  });

  it('asks for the scope of every method that is called', () => {
    for (const scope of Object.values(NEEDS)) expect(Object.keys(BOT_SCOPES)).toContain(scope);
  });
});
