/** What only staff may read, behind a signed link or a login, and nowhere else. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerQuestion } from '../../src/answer/answer.ts';
import type { Place } from '../../src/channels/place.ts';
import { staffLinkKey } from '../../src/channels/staff-links.ts';
import { openIndex } from '../../src/index/open.ts';
import { THIS_YEAR } from '../support/corpora.ts';
import { folderWith, SMALL } from '../support/small.ts';
import { logIn, openHouse } from './admin/house.ts';
import { openSite, type TestSite, wordsIn } from './site.ts';

const QUESTION = '雁岭市科协2022年年初预算是多少？';

let site: TestSite;
let place: Place;
let figure: string;
let nowMs = Date.parse('2024-06-01T04:00:00Z');
beforeAll(async () => {
  site = await openHouse(folderWith(SMALL), { now: () => new Date(nowMs) });
  const index = await openIndex(site.built.indexFolder, 'staff');
  const [citation] = answerQuestion({ question: QUESTION, thisYear: THIS_YEAR }, index).citations;
  index.close();
  if (!citation?.highlight) throw new Error('the small corpus has a budget');
  place = citation;
  figure = citation.quote.slice(citation.highlight.start, citation.highlight.end);
});
afterAll(() => site.close());

describe('a signed link', () => {
  it('shows the sentence in its report, and asks nobody to keep or pass it on', async () => {
    const response = await site.get(site.staffLinks.path(place));
    const page = await response.text();
    expect(response.status).toBe(200);
    expect(/<mark>([^<]*)<\/mark>/u.exec(page)?.[1]).toContain(figure);
    expect(wordsIn(page)).toContain('只供工作人员看');
    expect(page).toContain('<meta name="robots" content="noindex"');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('referrer-policy')).toBe('same-origin');
  }, 20_000);

  it('shows what stands there now where the passage has changed', async () => {
    const page = wordsIn(
      await site.text(site.staffLinks.path({ ...place, passage: `${place.report}#gone` })),
    );
    expect(page).toContain('这是现在那个位置的内容');
    expect(page).toContain(figure);
  }, 20_000);

  it('is signed with one key in a process, also where none can be kept', () => {
    const nowhere = { secret: null, data: '/dev/null/kewen.sqlite' };
    expect(staffLinkKey(nowhere)).toBe(staffLinkKey(nowhere));
    expect(staffLinkKey(nowhere)).not.toBe(staffLinkKey({ ...nowhere, data: '/dev/null/other.sqlite' }));
  });

  it('that many open at once says to come again, and not that anything is gone', async () => {
    const path = site.staffLinks.path(place);
    const opened = await Promise.all(Array.from({ length: 7 }, () => site.get(path)));
    const statuses = opened.map(({ status }) => status);
    expect([...new Set(statuses)].sort()).toEqual([200, 503]);
    const busy = opened.find(({ status }) => status === 503);
    expect([busy?.headers.get('cache-control'), busy?.headers.get('retry-after')]).toEqual([
      'no-store',
      '10',
    ]);
    expect(wordsIn((await busy?.text()) ?? '')).toContain('请过一会儿再试');
  }, 30_000);

  it('says that the report is gone where it is', async () => {
    const path = site.staffLinks.path({ ...place, report: 'gone', passage: 'gone#0a1b2c3d' });
    const response = await site.get(path);
    expect(response.status).toBe(404);
    expect(wordsIn(await response.text())).toContain('已经不在报告里了');
  }, 20_000);

  it('opens nothing a day later, nor changed, nor made up', async () => {
    const path = site.staffLinks.path(place);
    nowMs += 24 * 60 * 60_000;
    const late = await site.get(path);
    expect([late.status, late.headers.get('cache-control')]).toEqual([410, 'no-store']);
    const told = [await late.text()];
    for (const other of [`${path}x`, path.replace('.', '.x'), '/staff/x', '/staff/x.y', '/staff/']) {
      const response = await site.get(other);
      expect([other, response.status]).toEqual([other, 404]);
      told.push(await response.text());
    }
    expect(told.join('\n')).not.toContain(figure);
  });

  it('is none where no links are given', async () => {
    const bare = await openSite(folderWith(SMALL), { staffLinks: false });
    expect((await bare.get(site.staffLinks.path(place))).status).toBe(404);
    bare.close();
  });
});

describe('the page of a passage to keep house', () => {
  const path = () =>
    `/admin/passage?${new URLSearchParams({ of: place.passage, mark: `${place.start}-${place.end}` })}`;

  it('shows the sentence to a maintainer, and to others the login', async () => {
    const maintainer = await logIn(site);
    expect(await maintainer.text(path())).toContain('<mark>');
    const stranger = await site.get(path());
    expect(stranger.status).toBe(303);
    expect(await stranger.text()).not.toContain(figure);
  }, 20_000);

  it('says so where there is no such passage', async () => {
    const maintainer = await logIn(site);
    for (const query of ['', 'of=x', 'of=--help&mark=1-2', 'of=x%23y&mark=9-3', 'of=x%23y&mark=1-2']) {
      const response = await maintainer.get(`/admin/passage?${query}`);
      expect([query, response.status]).toEqual([query, 404]);
    }
  }, 20_000);
});
