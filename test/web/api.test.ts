import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { answerQuestion } from '../../src/answer/answer.ts';
import { askedOn } from '../../src/answer/day.ts';
import { askReply, failure, reportsReply, suggestReply } from '../../src/web/api/schemas.ts';
import { folderWith, SMALL } from '../support/small.ts';
import { openSite, type TestSite } from './site.ts';

const QUESTION = '雁岭市科协2022年开展了多少场科普活动？';
const URL_OF_SITE = 'https://ask.example.org';

let site: TestSite;
beforeAll(async () => {
  site = await openSite(folderWith(SMALL), { web: { publicUrl: URL_OF_SITE } });
});
afterAll(() => site.close());

const ask = async (query: Readonly<Record<string, string>>) => {
  const response = await site.get(`/api/ask?${new URLSearchParams(query)}`);
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};

interface OpenApi {
  readonly paths: Readonly<
    Record<string, { readonly get: { readonly parameters: readonly { readonly name: string }[] } }>
  >;
}

describe('/api/ask', () => {
  it('gives the contract, with the id that came, and links', async () => {
    const { status, body } = await ask({ q: QUESTION, id: 'dev-1' });
    expect(status).toBe(200);
    const { elapsedMs, id, citations, ...rest } = body;
    expect(id).toBe('dev-1');
    expect(elapsedMs).toBeTypeOf('number');
    const asked = { question: QUESTION, ...askedOn(new Date('2024-06-01T04:00:00Z')) };
    const { citations: plain, ...answer } = await site.desk.use((index) => answerQuestion(asked, index));
    expect(rest).toEqual(answer);
    expect(citations).toEqual(
      plain.map((citation) => ({
        ...citation,
        link: expect.stringContaining(`${URL_OF_SITE}/r/yanling-2022?`),
      })),
    );
  });

  it('goes on from what was asked before', async () => {
    const { body } = await ask({ q: '那禾汀呢？', previous: QUESTION });
    expect(body['text']).toContain('96场');
  });

  it.each(['', '?q=', '?q=%20%0a', '?question=x'])('says what is missing in %j', async (query) => {
    const response = await site.get(`/api/ask${query}`);
    expect(response.status).toBe(400);
    expect(failure.parse(await response.json()).error.code).toBe('bad-request');
  });
});

describe('/api/suggest', () => {
  const suggest = async (typed: string) => {
    const response = await site.get(`/api/suggest?q=${encodeURIComponent(typed)}`);
    return suggestReply.parse(await response.json()).suggestions;
  };
  /** Entries are collected in the background. */
  const whenCollected = async () => {
    for (let i = 0; i < 100 && (await suggest('雁岭')).length === 0; i++) await new Promise(setImmediate);
  };

  it('offers reports, sections, and questions that are answered, by the beginning of a word', async () => {
    await whenCollected();
    const found = await suggest('雁岭');
    expect(found.map(({ kind }) => kind)).toContain('report');
    const questions = [...found, ...(await suggest('科普'))].filter(({ kind }) => kind === 'question');
    expect(questions.length).toBeGreaterThan(0);
    for (const { text, path } of questions) {
      expect((await ask({ q: text })).body['kind']).toBe('answered');
      expect((await site.get(path)).status).toBe(200);
    }
    const sections = (await suggest('人才')).filter(({ kind }) => kind === 'section');
    expect(sections[0]).toMatchObject({ text: '二、人才服务', of: expect.stringContaining('科协') });
    for (const { path } of sections) expect(await site.text(path)).toContain('<mark>');
  });

  it('offers nothing for nothing, and for what no report has', async () => {
    await whenCollected();
    for (const typed of ['', ' ', '？', '墨斗专班', '预算']) expect(await suggest(typed)).toEqual([]);
  });
});

describe('the description', () => {
  const document = async () => (await (await site.get('/api/openapi.json')).json()) as OpenApi;

  it('has every route of the interface, and no other', async () => {
    const routes = site.app.routes
      .filter(({ method, path }) => method === 'GET' && /^\/api\/\w+$/u.test(path))
      .map(({ path }) => path);
    expect(Object.keys((await document()).paths).sort()).toEqual([...new Set(routes)].sort());
  });

  it('says what each route gives', async () => {
    const replies: Readonly<Record<string, z.ZodObject>> = {
      '/api/ask': askReply,
      '/api/suggest': suggestReply,
      '/api/reports': reportsReply,
    };
    for (const [path, { get }] of Object.entries((await document()).paths)) {
      const query = new URLSearchParams(
        Object.fromEntries(get.parameters.map(({ name }) => [name, QUESTION])),
      );
      const response = await site.get(`${path}?${query}`);
      const read = replies[path]?.strict().safeParse(await response.json());
      expect([path, read?.error]).toEqual([path, undefined]);
    }
  });
});

describe('/api/reports', () => {
  it('lists the public ones, each with its page', async () => {
    const { reports } = reportsReply.parse(await (await site.get('/api/reports')).json());
    expect(reports.map(({ id, period }) => [id, period])).toEqual([
      ['heting-2021', '2021'],
      ['yanling-2022', '2022'],
    ]);
    for (const { path } of reports) expect((await site.get(path)).status).toBe(200);
  });
});
