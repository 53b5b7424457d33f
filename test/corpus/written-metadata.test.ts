import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { takeFrontMatter } from '../../src/corpus/readers/front-matter.ts';
import {
  frontMatterOf,
  setFields,
  setFrontMatter,
  type WrittenField,
  withoutFrontMatter,
  withoutInferred,
} from '../../src/corpus/written-metadata.ts';

const field = (name: WrittenField['field'], value: WrittenField['value'], why = ''): WrittenField => ({
  field: name,
  value,
  why,
});

describe('fields in YAML', () => {
  it('are added, set, and leave everything else as it stands', () => {
    const yaml = '# 人写的\nperiod: 2019 # 旧\nnote: 不动\n';
    expect(setFields(yaml, [field('period', 2020), field('association', '平湖市科协', '标题\n写明')])).toBe(
      '# 人写的\nperiod: 2020\nnote: 不动\nassociation: 平湖市科协 # 标题 写明\n',
    );
    expect(setFields('', [field('title', 'a: b # c')])).toBe('title: "a: b # c"\n');
  });

  it('are not written into what is no mapping', () => {
    for (const bad of ['- a\n', 'a: [', 'text', '1'])
      expect(setFields(bad, [field('title', 'x')])).toBeNull();
  });

  it('that were read of a text go with it, a staff stays', () => {
    const yaml = 'title: a # 推断：标题\nassociation: b\naudience: staff # 推断：内部\n';
    expect(withoutInferred(yaml)).toBe('association: b\naudience: staff # 推断：内部\n');
    expect(withoutInferred('title: a # 推断：标题\n')).toBe('');
  });
});

describe('front matter', () => {
  it('is made, keeps the line breaks and the byte order mark of its text', () => {
    expect(setFrontMatter('\ufeff正文\r\n二\r\n', [field('period', 2020)])).toBe(
      '\ufeff---\r\nperiod: 2020\r\n---\r\n\r\n正文\r\n二\r\n',
    );
    expect(setFrontMatter('---\ntitle: a\n---\n正文', [field('period', 2020)])).toBe(
      '---\ntitle: a\nperiod: 2020\n---\n正文',
    );
    expect(setFrontMatter('---\n---\n正文', [field('period', 2020)])).toBe('---\nperiod: 2020\n---\n正文');
    expect(setFrontMatter('---\na: [\n---\n正文', [field('period', 2020)])).toBeNull();
  });

  it('is read back whatever it says, and the text below it is the same', () => {
    const line = fc.string({ unit: 'grapheme' }).map((text) => text.replace(/\s+/gu, ' ').trim());
    const body = fc.array(line, { minLength: 1 }).map((lines) => `正文${lines.join('\n')}`);
    fc.assert(
      fc.property(line.filter(Boolean), line, body, (title, why, text) => {
        const written = setFrontMatter(text, [field('title', title, why), field('period', '2017-2021')]);
        const read = takeFrontMatter(written as string);
        expect(read).toMatchObject({ ok: true, metadata: { title, period: '2017-2021' } });
        expect(read.ok && read.body.trim()).toBe(text.trim());
        const bytes = Buffer.from(written as string);
        expect(Buffer.from(withoutFrontMatter(bytes)).toString()).toBe(text);
        expect(frontMatterOf('a.md', bytes)).toContain('2017-2021');
        const again = setFrontMatter(written as string, [field('title', title, why)]);
        expect(again).toBe(written);
      }),
    );
  });
});
