import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDates } from '../../src/language/dates.ts';
import { datedSpans, readNumbers } from '../../src/language/numbers.ts';

/** The readings of a text without offsets. */
function read(text: string, shortYears = false) {
  return readDates(text, { shortYears }).map(({ start: _start, end: _end, ...fields }) => fields);
}

describe('dates', () => {
  it.each([
    ['2020年5月23日，我市', { raw: '2020年5月23日', kind: 'date', year: 2020, month: 5, day: 23 }],
    ['2020年 9月 27日下午，', { raw: '2020年 9月 27日下午', kind: 'date', year: 2020, month: 9, day: 27 }],
    ['2021年7月1日9时30分', { raw: '2021年7月1日9时30分', kind: 'date', year: 2021, month: 7, day: 1 }],
    ['5月23日', { raw: '5月23日', kind: 'date', month: 5, day: 23 }],
    ['2004年2月正式启动', { raw: '2004年2月', kind: 'date', year: 2004, month: 2 }],
    ['刚刚过去的 2020年', { raw: '2020年', kind: 'date', year: 2020 }],
    ['2021年度', { raw: '2021年度', kind: 'date', year: 2021 }],
    ['二〇二〇年', { raw: '二〇二〇年', kind: 'date', year: 2020 }],
    ['20年5月', { raw: '20年5月', kind: 'date', year: 2020, month: 5 }],
    ['截至2021年底', { raw: '截至2021年底', kind: 'date', year: 2021, month: 12 }],
    ['2020年年初', { raw: '2020年年初', kind: 'date', year: 2020, month: 1 }],
    ['2021-05-30', { raw: '2021-05-30', kind: 'date', year: 2021, month: 5, day: 30 }],
    ['于5.23举行', { raw: '5.23', kind: 'date', month: 5, day: 23 }],
    ['元至正二年（1342年）', { raw: '1342年', kind: 'date', year: 1342 }],
  ] as const)('%s', (text, reading) => {
    expect(read(text)).toEqual([reading]);
  });

  it.each([
    ['2016~2020年度', { raw: '2016~2020年度', year: 2016, toYear: 2020 }],
    ['2017年至2021年', { raw: '2017年至2021年', year: 2017, toYear: 2021 }],
    ['2020—2021学年', { raw: '2020—2021学年', year: 2020, toYear: 2021 }],
    ['“十三五”期间', { raw: '“十三五”期间', year: 2016, toYear: 2020 }],
    ['十四五规划', { raw: '十四五', year: 2021, toYear: 2025 }],
    ['2022年上半年', { raw: '2022年上半年', year: 2022, month: 1, toYear: 2022, toMonth: 6 }],
    ['上半年', { raw: '上半年', month: 1, toMonth: 6 }],
    ['2023年一季度', { raw: '2023年一季度', year: 2023, month: 1, toYear: 2023, toMonth: 3 }],
    ['9月15日—25日', { raw: '9月15日—25日', month: 9, day: 15, toMonth: 9, toDay: 25 }],
    ['5月20—26日', { raw: '5月20—26日', month: 5, day: 20, toMonth: 5, toDay: 26 }],
    ['3—5月', { raw: '3—5月', month: 3, toMonth: 5 }],
    ['2020年以来', { raw: '2020年以来', year: 2020 }],
    ['1月下旬起', { raw: '1月下旬起', month: 1 }],
    ['20世纪90年代', { raw: '20世纪90年代', year: 1990, toYear: 1999 }],
  ] as const)('%s is a period', (text, reading) => {
    expect(read(text)).toEqual([{ kind: 'period', ...reading }]);
  });

  it.each(['每月', '每两天', '每年', '每周一次', '每两年一届', '每周三', '每月15日', '一年一度', '一年两次'])(
    '%s is a frequency',
    (text) => {
      expect(read(text)).toEqual([{ raw: text, kind: 'frequency' }]);
    },
  );

  it.each([
    ['去年', 'last-year'],
    ['上年', 'last-year'],
    ['今年', 'this-year'],
    ['年初', 'this-year'],
    ['前年', 'year-before-last'],
    ['明年', 'next-year'],
    ['近日', 'recent'],
    ['日前', 'recent'],
    ['近年来', 'recent'],
    ['近五年来', 'recent'],
    ['截至目前', 'as-of-publication'],
    ['迄今为止', 'as-of-publication'],
  ] as const)('%s is relative: %s', (text, relative) => {
    expect(read(text)).toMatchObject([{ raw: text, kind: 'relative', relative }]);
  });

  it('去年9月 and 今年1—6月 keep their months', () => {
    expect(read('去年9月')).toEqual([{ raw: '去年9月', kind: 'relative', relative: 'last-year', month: 9 }]);
    expect(read('今年1—6月')).toMatchObject([{ relative: 'this-year', month: 1, toMonth: 6 }]);
  });

  it('both years of 2020、2021年 are read', () => {
    expect(read('2020、2021年').map(({ year }) => year)).toEqual([2020, 2021]);
  });
});

describe('what is no date', () => {
  it.each([
    '5·30全国科技工作者日',
    '5.23万人',
    '增长5.23%',
    '5年来',
    '20年来',
    '3个月',
    '13月',
    '十五项',
    '每位代表',
    '5日语',
    '全年',
    '三年级',
  ])('%s', (text) => {
    expect(read(text)).toEqual([]);
  });
});

describe('short years, as questions write them', () => {
  it.each([
    ['21年都办了什么活动', 2021],
    ['平湖2020开展了多少项科普活动', 2020],
    ['98年成立的吗', 1998],
  ] as const)('%s is about %d', (text, year) => {
    expect(read(text, true)).toMatchObject([{ kind: 'date', year }]);
    expect(read(text)).toEqual([]);
  });

  it.each(['20年来', '近20年的历史', '2020名市民', '20年以上'])('%s stays a number', (text) => {
    expect(read(text, true).filter(({ kind }) => kind === 'date')).toEqual([]);
  });
});

const dateLike = fc
  .array(
    fc.constantFrom(
      ...'0123456789一二三四五十〇年月日号度上下半初底至到—-~/.·每周次今去明近来起以“”截目前世纪旬季期 晚时点'.split(
        '',
      ),
    ),
    { maxLength: 30 },
  )
  .map((characters) => characters.join(''));

describe('any text', () => {
  it('readings slice back to their raw text, in order, without overlap, with fields that can be', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), dateLike), fc.boolean(), (text, shortYears) => {
        let end = 0;
        for (const reading of readDates(text, { shortYears })) {
          expect(text.slice(reading.start, reading.end)).toBe(reading.raw);
          expect(reading.start).toBeGreaterThanOrEqual(end);
          expect(reading.end).toBeGreaterThan(reading.start);
          for (const month of [reading.month, reading.toMonth])
            if (month !== undefined) expect([1, 12]).toEqual([Math.min(1, month), Math.max(12, month)]);
          for (const day of [reading.day, reading.toDay])
            if (day !== undefined) expect([1, 31]).toEqual([Math.min(1, day), Math.max(31, day)]);
          end = reading.end;
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('no number stands where a date was read', () => {
    fc.assert(
      fc.property(dateLike, (text) => {
        const dates = datedSpans(readDates(text));
        for (const { start, end } of readNumbers(text)) {
          expect(dates.some((date) => start < date.end && date.start < end)).toBe(false);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('a day reads back from its written form', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1949, max: 2049 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 28 }),
        (year, month, day) => {
          expect(read(`${year}年${month}月${day}日`)).toMatchObject([{ kind: 'date', year, month, day }]);
        },
      ),
    );
  });
});
