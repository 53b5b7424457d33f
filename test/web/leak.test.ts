/** Promise 3 on the web: every route is walked with every word that only the staff's report has, and none of them comes out. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../src/corpus/report.ts';
import { fold } from '../../src/language/normalize.ts';
import { corpusOf, FIXTURES, SHIPPED, STAFF_REPORT } from '../support/corpora.ts';
import { openSite, type TestSite } from './site.ts';

const STAFF_ID = STAFF_REPORT.replace('.md', '');

let site: TestSite;
let secret: Report;
/** Runs of four characters and amounts that of all reports only the staff's has. */
let traces: string[];
beforeAll(async () => {
  site = await openSite(corpusOf(SHIPPED, FIXTURES));
  const { reports, lexicon } = site.built.corpus;
  secret = reports.find(({ id }) => id === STAFF_ID) as Report;
  const known = fold(
    [
      ...reports.filter((report) => report !== secret).map((report) => JSON.stringify(report)),
      ...Object.values(lexicon),
    ].join('\n'),
  );
  const own = fold([secret.title, secret.publisher, secret.source, secret.text].join('\n'));
  const runs = [...own.matchAll(/\p{Script=Han}{4,}/gu)].flatMap(([run]) =>
    Array.from({ length: run.length - 3 }, (_, i) => run.slice(i, i + 4)),
  );
  traces = [...new Set([...runs, ...(own.match(/\d+\.\d{2}/gu) ?? [])])].filter(
    (trace) => !known.includes(trace),
  );
});
afterAll(() => site.close());

/** Traces in what is told, but those that were asked with. */
const tracesIn = (told: string, asked: string) => {
  const folded = fold(told);
  // A question back offers the asker's own words after a year.
  const known = fold(`${asked}\n年${asked}`);
  return traces.filter((trace) => folded.includes(trace) && !known.includes(trace));
};

/** Everything that a request may carry a word in. */
const ROUTES: readonly ((word: string) => string)[] = [
  (word) => `/ask?q=${word}`,
  (word) => `/ask?q=${encodeURIComponent('那是多少？')}&previous=${word}`,
  (word) => `/ask?q=${word}&about=${STAFF_ID}`,
  (word) => `/embed?q=${word}`,
  (word) => `/api/ask?q=${word}`,
  (word) => `/api/suggest?q=${word}`,
  (word) => `/reports?name=${word}`,
  (word) => `/r/${word}`,
  (word) => `/r/${STAFF_ID}?p=${word}`,
  (word) => `/staff/${word}`,
  (word) => `/admin/passage?of=${word}&mark=1-9`,
];

describe('what only staff may read', () => {
  it('has many words of its own', () => {
    expect(traces.length).toBeGreaterThan(200);
  });

  it('comes out of no route, whatever of it is asked with', async () => {
    // Collected in the background.
    for (let i = 0; i < 50; i++) {
      await site.get('/api/suggest?q=x');
      await new Promise(setImmediate);
    }
    let client = 0;
    for (const trace of traces) {
      for (const route of ROUTES) {
        const path = route(encodeURIComponent(trace));
        client++;
        const from = `10.${client >> 16}.${(client >> 8) & 255}.${client & 255}`;
        const response = await site.get(path, { 'x-forwarded-for': from });
        expect([path, response.status === 429]).toEqual([path, false]);
        // What is told stands in addresses and headers too.
        const told = `${await response.text()}\n${JSON.stringify([...response.headers])}`;
        const plain = decodeURIComponent(told.replace(/%(?![\da-f]{2})/giu, '%25'));
        expect([path, tracesIn(plain, trace)]).toEqual([path, []]);
      }
    }
  });

  it('stands in no page that needs no word', async () => {
    for (const path of ['/', '/reports', '/embed', '/api/reports', '/api/openapi.json', '/robots.txt']) {
      const told = await site.text(path);
      expect([path, tracesIn(told, ''), told.includes(STAFF_ID)]).toEqual([path, [], false]);
    }
    for (const { id } of site.built.corpus.reports.filter(({ audience }) => audience === 'public')) {
      expect([id, tracesIn(await site.text(`/r/${encodeURIComponent(id)}`), '')]).toEqual([id, []]);
    }
  });

  it('is answered as what nobody ever wrote is', async () => {
    const kinds = await Promise.all(
      [`/r/${STAFF_ID}`, `/r/${STAFF_ID}/original`, `/r/${STAFF_ID}?mark=1-9&p=00000000@1`].map(
        async (path) => (await site.get(path)).status,
      ),
    );
    expect(kinds).toEqual([404, 404, 404]);
  });
});
