import { describe, expect, it } from 'vitest';
import { isOrigin } from '../../src/language/origins.ts';

const place = (text: string, value: string) => {
  const start = text.indexOf(value);
  return { start, end: start + value.length };
};

describe('what a value changed from', () => {
  it.each([
    ['会员企业由47家增加到63家', '47家'],
    ['由每周一次加密为每周两次', '每周一次'],
    ['从2019年的15家发展至21家', '15家'],
  ])('is told in %s of %s', (text, value) => {
    expect(isOrigin(text, place(text, value))).toBe(true);
  });

  it.each([
    ['会员企业由47家增加到63家', '63家'],
    ['由47家企业参加，到场100人', '47家'],
    ['全年新增47家，达到63家', '47家'],
  ])('is not told in %s of %s', (text, value) => {
    expect(isOrigin(text, place(text, value))).toBe(false);
  });
});
