import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLog, redact } from '../../src/channels/log.ts';

const SLACK = 'xoxb-123456789012-abcDEF-456';
const TELEGRAM = '123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw0';

describe('redact', () => {
  it('takes out tokens by their shape, wherever they stand', () => {
    for (const text of [
      `Bearer ${SLACK}`,
      `{"token":"${SLACK}"}`,
      `xapp-1-A012-345-abcdef`,
      `https://api.telegram.org/bot${TELEGRAM}/getMe`,
      `https://api.telegram.org/bot${encodeURIComponent(TELEGRAM)}/getMe`,
      'wss://wss-primary.slack.com/link/?ticket=12-34-abc&app_id=5',
      'https://hooks.slack.com/commands/T1/2/abc',
    ]) {
      const clean = redact(text);
      expect(clean).toContain('[隐去]');
      expect(clean).not.toMatch(/abcDEF|abcdef|AAHdq|34-abc|T1\/2/u);
    }
  });

  it('leaves ordinary lines as they are', () => {
    const line = '2022年，市科协共开展科普活动318场，12:30:00 开始，编号 0a1b2c3d，https://example.org/a?b=1';
    expect(redact(line)).toBe(line);
  });

  it('takes out every secret it is told, in plain, JSON and address form', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 6, maxLength: 40, unit: 'grapheme-ascii' }), (secret) => {
        fc.pre(!'[隐去]'.includes(secret) && secret.trim().length >= 6);
        for (const form of [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)]) {
          expect(redact(`a ${form} b`, [secret])).not.toContain(form);
        }
      }),
    );
  });
});

describe('a log', () => {
  it('writes lines of JSON through which no secret passes, from errors and their causes neither', () => {
    const lines: string[] = [];
    const log = createLog('debug', ['signing-secret', null], { write: (line) => lines.push(line) });
    const cause = Object.assign(new Error(`POST https://api.telegram.org/bot${TELEGRAM}/x`), {
      code: 'ECONNRESET',
    });
    const err = Object.assign(new Error('failed', { cause }), {
      config: { headers: { authorization: SLACK } },
    });
    log.child({ channel: 'slack' }).warn({ err, requestId: 'r1' }, `signing-secret ${SLACK}`);
    const [line] = lines as [string];
    expect(line).not.toMatch(/xoxb|AAHdq|signing-secret/u);
    expect(JSON.parse(line)).toMatchObject({
      channel: 'slack',
      requestId: 'r1',
      err: { type: 'Error', message: 'failed', cause: { code: 'ECONNRESET' } },
    });
  });
});
