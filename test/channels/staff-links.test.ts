/** Links to what only staff may read: who has one reads that one place, until it expires. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maintainersLinks, staffLinkKey, staffLinks } from '../../src/channels/staff-links.ts';
import { emptyFolder } from '../support/corpora.ts';

const HOUR_MS = 60 * 60_000;
const PLACE = { report: 'yanling-2022-budget', passage: 'yanling-2022-budget#0a1b2c3d', start: 3, end: 19 };

const at = (nowMs: number, key = 'a key') => staffLinks(key, () => new Date(nowMs));
const tokenOf = (path: string) => path.slice('/staff/'.length);

const anyPlace = fc.record({
  report: fc.string({ unit: 'binary', maxLength: 80 }),
  passage: fc.string({ unit: 'binary', maxLength: 100 }),
  start: fc.nat(),
  end: fc.nat(),
});

describe('a signed link', () => {
  it('leads to the place it was made for, whatever its report is called', () => {
    fc.assert(
      fc.property(anyPlace, (place) => {
        const path = at(0).path(place);
        expect(path).toMatch(/^\/staff\/[\w-]+\.[\w-]+$/u);
        expect(at(HOUR_MS).read(tokenOf(path))).toEqual(place);
      }),
    );
  });

  it('holds a day and no moment longer', () => {
    const token = tokenOf(at(1_000).path(PLACE));
    expect(at(1_000 + 24 * HOUR_MS - 1).read(token)).toEqual(PLACE);
    expect(at(1_000 + 24 * HOUR_MS).read(token)).toBe('expired');
  });

  it('is none once a single character of it is another', () => {
    const token = tokenOf(at(0).path(PLACE));
    fc.assert(
      fc.property(fc.nat(token.length - 1), fc.constantFrom(...'aZ09-_.~/='), (i, character) => {
        const changed = `${token.slice(0, i)}${character}${token.slice(i + 1)}`;
        fc.pre(changed !== token);
        expect(at(0).read(changed)).toBeNull();
      }),
    );
  });

  it('is none with another key, nor is anything that a person types', () => {
    expect(at(0, 'another').read(tokenOf(at(0).path(PLACE)))).toBeNull();
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' })), (typed) => {
        expect(at(0).read(typed)).toBeNull();
      }),
    );
  });

  it('is signed with one key in all processes over the same records', () => {
    const data = `${emptyFolder()}/kewen.sqlite`;
    const key = staffLinkKey({ secret: null, data });
    expect(staffLinkKey({ secret: null, data })).toBe(key);
    expect(staffLinkKey({ secret: 'one of the settings', data })).not.toBe(key);
  });
});

describe('a link of a command', () => {
  const web = { mode: 'on', proxies: 0, origins: [] } as const;

  it('to what is for staff leads to the pages to keep house, where there are any', () => {
    const links = maintainersLinks({
      ...web,
      publicUrl: 'https://ask.example.org',
      adminToken: 'x'.repeat(16),
    });
    expect(links?.staffPath?.(PLACE)).toBe('/admin/passage?of=yanling-2022-budget%230a1b2c3d&mark=3-19');
    const without = maintainersLinks({ ...web, publicUrl: 'https://ask.example.org', adminToken: null });
    expect(without?.staffPath).toBeNull();
    expect(maintainersLinks({ ...web, publicUrl: null, adminToken: 'x'.repeat(16) })).toBeNull();
  });
});
