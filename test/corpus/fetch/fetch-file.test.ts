import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { type FetchOptions, fetchFile } from '../../../src/corpus/fetch/fetch-file.ts';
import { body, LOCAL, redirect, resolving, startWeb, type Web } from './web.ts';

let web: Web;
beforeAll(async () => {
  web = await startWeb({
    '/a': body('你好'),
    '/to-a': redirect('/a'),
    '/loop': redirect('/loop?again', 301),
    '/to-file': redirect('file:///etc/passwd'),
    '/to-private': redirect('http://10.0.0.1/'),
    '/to-name': redirect('//metadata.example/latest'),
    '/hanging': (_, response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).write('<p>');
    },
    '/silent': () => {},
    '/endless': (_, response) => {
      response.writeHead(200, { 'content-type': 'text/html' });
      const chunk = Buffer.alloc(64 * 1024, 'x');
      const more = (): void => {
        while (!response.destroyed && response.write(chunk));
        if (!response.destroyed) response.once('drain', more);
      };
      more();
    },
    '/bomb': body(gzipSync(Buffer.alloc(4_000_000)), { 'content-encoding': 'gzip' }),
    '/lying': body('x', { 'content-length': '99999999999' }),
    '/cut': (_, response) => {
      response.writeHead(200, { 'content-length': '1000' }).write('half');
      setImmediate(() => response.destroy());
    },
    '/empty': body(''),
    '/forbidden': (_, response) => {
      response.writeHead(403).end();
    },
  });
});

const get = (path: string, options: Partial<FetchOptions> = {}) =>
  fetchFile(path.startsWith('/') ? `${web.url}${path}` : path, { allowed: LOCAL, ...options });
const refusal = async (path: string, options: Partial<FetchOptions> = {}) => {
  const result = await get(path, options);
  return result.ok ? 'fetched' : result.message;
};

describe('a file from the web', () => {
  it('comes with its bytes, its headers and where it was in the end', async () => {
    const result = await get('/to-a#part');
    expect(result).toMatchObject({ ok: true, url: `${web.url}/a`, contentType: 'text/html; charset=utf-8' });
    expect(result.ok && new TextDecoder().decode(result.bytes)).toBe('你好');
  });

  it('is not followed for ever', async () => {
    expect(await refusal('/loop')).toContain('转来转去，超过 5 次');
    expect(web.asked.filter((path) => path.startsWith('/loop')).length).toBe(6);
  });

  it('is given up when it does not come in time', async () => {
    expect(await refusal('/hanging', { timeoutMs: 100 })).toContain('还没取完');
    expect(await refusal('/silent', { timeoutMs: 100 })).toContain('还没取完');
  });

  it('is given up when it is larger than a report may be, whatever its header says, also unpacked', async () => {
    for (const path of ['/endless', '/bomb', '/lying']) {
      expect(await refusal(path, { maxBytes: 1_000_000 })).toMatch(/超过 1 MB 的上限/u);
    }
  });

  it('is none where the answer is an error, empty or broken off', async () => {
    expect(await refusal('/forbidden')).toContain('网站回答 403');
    expect(await refusal('/nowhere')).toContain('网站回答 404');
    expect(await refusal('/empty')).toBe('网站给的是空的');
    expect(await refusal('/cut')).toContain('请');
    expect(await refusal('http://127.0.0.1:1/')).toContain('请');
  });

  it('comes by http and https alone, without a password', async () => {
    for (const url of ['file:///etc/passwd', 'ftp://example.com/', 'data:text/html,x', 'javascript:1']) {
      expect(await refusal(url)).toContain('只取 http 和 https');
    }
    expect(await refusal('/to-file')).toContain('不取 file:');
    expect(await refusal('http://a:b@example.com/')).toContain('用户名和密码');
    expect(await refusal('http://')).toContain('网址写得不对');
  });
});

describe('private addresses', () => {
  it('are refused without a connection, however they are written', async () => {
    const before = web.asked.length;
    for (const host of [
      '127.0.0.1',
      '127.1',
      '0x7f.1',
      '2130706433',
      '[::ffff:127.0.0.1]',
      '[::1]',
      'localhost',
    ]) {
      expect(await refusal(`http://${host}:${web.port}/a`, { allowed: [] })).toContain('内部地址');
    }
    expect(web.asked.length).toBe(before);
  });

  it('are refused where a redirect leads to them', async () => {
    expect(await refusal('/to-private')).toContain('10.0.0.1 是内部地址');
    const resolve = resolving(['169.254.169.254', 'fd00:ec2::254']);
    expect(await refusal('/to-name', { resolve })).toContain('metadata.example 是内部地址');
  });

  it('are refused for a name that resolves otherwise the second time', async () => {
    const before = web.asked.length;
    // The first answer is what a check before the connection would see; the one that counts is asked for once.
    const url = `http://rebind.example:${web.port}/a`;
    const options = { allowed: [], resolve: resolving(['127.0.0.1'], ['8.8.8.8']) };
    expect(await refusal(url, options)).toContain('rebind.example 是内部地址');
    expect(web.asked.length).toBe(before);
    expect(await refusal(url, { resolve: resolving(['10.0.0.1', '127.0.0.1']) })).toBe('fetched');
  });
});
