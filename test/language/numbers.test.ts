import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  MEASURE_WORDS,
  type NumberReading,
  parseChineseNumeral,
  readNumbers,
  sameUnitFamily,
  unitAnswers,
} from '../../src/language/numbers.ts';
import { inChinese } from './numerals.ts';

/** The one number of a text, as the fields a row of a table gives. */
function only(text: string): Partial<NumberReading> {
  const readings = readNumbers(text);
  expect(readings, text).toHaveLength(1);
  return readings[0] as NumberReading;
}

describe('a number with its hedge and unit', () => {
  it.each([
    ['超50余万人次受益', '超50余万人次', 500_000, 'above', '人次', 'count'],
    ['吸引了近 2000名市民观看', '近 2000名', 2000, 'below', '名', 'count'],
    ['现场服务群众 8.6万人次', '8.6万人次', 86_000, '', '人次', 'count'],
    ['占嘉兴市的 29%', '29%', 29, '', '%', 'percent'],
    ['提高1.2个百分点', '1.2个百分点', 1.2, '', '个百分点', 'percent'],
    ['共1,280名', '1,280名', 1280, '', '名', 'count'],
    ['一百二十余人参加', '一百二十余人', 120, 'above', '人', 'count'],
    ['举办两场', '两场', 2, '', '场', 'count'],
    ['新增一家海外院士工作站', '一家', 1, '', '家', 'count'],
    ['总投资约2亿元', '约2亿元', 200_000_000, 'about', '元', 'money'],
    ['中科协青少年创客基地活动74场', '74场', 74, '', '场', 'count'],
    ['科普大讲堂118场次', '118场次', 118, '', '场次', 'count'],
    ['实践活动402课时', '402课时', 402, '', '课时', 'count'],
    ['企业5000家以上', '5000家以上', 5000, 'above', '家', 'count'],
    ['大约30人左右', '大约30人左右', 30, 'about', '人', 'count'],
    ['会员1.2万余人', '1.2万余人', 12_000, 'above', '人', 'count'],
    ['逾千场讲座', '逾千场', 1000, 'above', '场', 'count'],
    ['万余人参加', '万余人', 10_000, 'above', '人', 'count'],
    ['点击量超百万', '超百万', 1_000_000, 'above', '', 'count'],
    ['接受咨询2000余人（次）', '2000余人（次）', 2000, 'above', '人（次）', 'count'],
    ['三分之一', '三分之一', 100 / 3, '', '', 'percent'],
    ['百分之二十', '百分之二十', 20, '', '', 'percent'],
    ['企业科协274个', '274个', 274, '', '个', 'count'],
    ['历时3年多，', '3年多', 3, 'above', '年', 'count'],
    ['32支队伍', '32支', 32, '', '支', 'count'],
  ] as const)('%s holds %s', (text, raw, value, hedge, unit, kind) => {
    expect(only(text)).toMatchObject({ raw, value, hedge, unit, kind });
  });

  it.each([
    ['全年3—5场', 3, 5, ''],
    ['累计10—20万元', 100_000, 200_000, ''],
    ['累计10万—20万元', 100_000, 200_000, ''],
    ['30%—40%', 30, 40, ''],
    ['三至五场', 3, 5, ''],
    ['两三家', 2, 3, 'about'],
    ['十几家', 11, 19, 'about'],
    ['数百人', 200, 900, 'about'],
  ] as const)('%s is a range from %d to %d', (text, value, upper, hedge) => {
    expect(only(text)).toMatchObject({ value, upper, hedge });
  });

  it('a unit begins where unitStart says', () => {
    const text = '传播科普信息超93万次';
    const { unit, unitStart } = only(text) as NumberReading;
    expect(text.slice(unitStart, unitStart + unit.length)).toBe('次');
  });

  it('近 of 最近 and 约 of 签约 are no hedges', () => {
    expect(only('签约5家').hedge).toBe('');
    expect(only('附近3家').hedge).toBe('');
  });

  it('each part of a sum is read on its own', () => {
    const text =
      '共开展各类科普活动 106项，其中社区科普行动 27项、乡村振兴科普行动 21项、校园科普行动 8项、联合行动 5项';
    expect(readNumbers(text).map(({ value }) => value)).toEqual([106, 27, 21, 8, 5]);
  });
});

describe('what is no count', () => {
  it.each([
    ['第33届科普宣传周', '第33届', 33],
    ['第一批', '第一批', 1],
    ['平湖市首届科普漫画大赛', '首届', 1],
    ['获一等奖', '一等奖', 1],
    ['排名第二', '第二', 2],
  ] as const)('%s is an ordinal', (text, raw, value) => {
    expect(only(text)).toMatchObject({ raw, value, kind: 'ordinal' });
  });

  it('一、二、三等奖 is one ordinal', () => {
    expect(only('16幅作品分别获得一、二、三等奖'.slice(4))).toMatchObject({
      raw: '一、二、三等奖',
      value: 1,
      upper: 3,
      kind: 'ordinal',
    });
  });

  it.each([
    '“5·30全国科技工作者日”',
    '支部“5+X”主题党日',
    '5G时代',
    '2020长三角地区科普漫画大赛',
    'H7N9',
    '电话0573-85012345',
    '9:00',
    '建设路99号',
  ])('%s holds labels only', (text) => {
    const readings = readNumbers(text);
    expect(readings.length).toBeGreaterThan(0);
    expect(readings.every(({ kind }) => kind === 'label')).toBe(true);
  });

  it('a footnote mark is a label and the number behind it counts', () => {
    expect(readNumbers('企业科协[2]274个').map(({ kind, value }) => [kind, value])).toEqual([
      ['label', 2],
      ['count', 274],
    ]);
  });

  it.each([
    ['以每两天1条的频率', '每两天1条', 1],
    ['日均534人次', '日均534人次', 534],
    ['50元/人', '50元/人', 50],
    ['每月更换一次', '一次', 1],
    ['平均每天接待300人', '300人', 300],
  ] as const)('%s is a rate', (text, raw, value) => {
    expect(only(text)).toMatchObject({ raw, value, kind: 'rate' });
  });

  it.each(
    '“四服务一加强” 一直以来 一系列活动 一批特色品牌 一定 一同揭牌 一体化 三农 科普万家 千方百计 十分重要 一镇（街道）一品、一会一品 进一步 一方面 增收共万元 经费（万元） 统一部署 百名科技追梦人 三会一课 两地两城 万一失败 一年一度 2020年 2020年5月23日 “十三五”期间 近五年来'.split(
      ' ',
    ),
  )('%s holds no number', (text) => {
    expect(readNumbers(text)).toEqual([]);
  });

  it('5年 is a length of time and 2020年 a date', () => {
    expect(readNumbers('2020年起连续5年获奖').map(({ raw }) => raw)).toEqual(['5年']);
  });
});

describe('Chinese numerals', () => {
  it.each([
    ['一百二十', 120],
    ['一百二', 120],
    ['一百零二', 102],
    ['十', 10],
    ['十二', 12],
    ['廿五', 25],
    ['两千三', 2300],
    ['两千零三', 2003],
    ['一万二千', 12_000],
    ['两亿五千万', 250_000_000],
    ['一万亿', 1e12],
    ['二〇二〇', 2020],
    ['三点五', 3.5],
    ['百余', 100],
    ['五十余万', 500_000],
    ['零', 0],
  ] as const)('%s is %d', (numeral, value) => {
    expect(parseChineseNumeral(numeral)).toBe(value);
  });

  it.each(['', '余', '二三十', '百千', '人', '十百', '点五'])('“%s” is no number', (numeral) => {
    expect(parseChineseNumeral(numeral)).toBeUndefined();
  });

  it('every value up to a trillion reads back from its numeral', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999_999_999 }), (value) => {
        expect(parseChineseNumeral(inChinese(value))).toBe(value);
      }),
    );
  });
});

describe('units', () => {
  it.each([
    ['人', '名', 'same'],
    ['位', '人', 'same'],
    ['人', '人次', 'compatible'],
    ['场', '场次', 'same'],
    ['场', '项', 'same'],
    ['个', '家', 'same'],
    ['件', '幅', 'same'],
    ['万元', '元', 'same'],
    ['个', '项', 'compatible'],
    ['', '项', 'compatible'],
    ['项', '', 'compatible'],
    ['人', '万人次', 'compatible'],
    ['项', '%', 'no'],
    ['%', '个百分点', 'no'],
    ['元', '人', 'no'],
    ['人', '场', 'no'],
  ] as const)('asked %s, given %s: %s', (asked, given, answer) => {
    expect(unitAnswers(asked, given)).toBe(answer);
  });

  it('人 and 人次 are of different families', () => {
    expect(sameUnitFamily('人', '人次')).toBe(false);
  });

  it('answering is the same both ways round', () => {
    const units = Object.values(MEASURE_WORDS).flat();
    fc.assert(
      fc.property(fc.constantFrom(...units), fc.constantFrom(...units), (a, b) => {
        expect(unitAnswers(a, b)).toBe(unitAnswers(b, a));
        expect(sameUnitFamily(a, b)).toBe(sameUnitFamily(b, a));
      }),
    );
  });
});

/** Text of the characters that numbers are made of, which meets more branches than any text would. */
const numberLike = fc
  .array(
    fc.constantFrom(
      ...'0123456789一二两三十百千万亿余多几近超约每第首个人次项场年月日元%.,·+-—~至、，。“”《》（） 分之等奖上下a'.split(
        '',
      ),
    ),
    { maxLength: 40 },
  )
  .map((characters) => characters.join(''));

describe('any text', () => {
  it('readings slice back to their raw text, in order and without overlap', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), numberLike), (text) => {
        let end = 0;
        for (const reading of readNumbers(text)) {
          expect(text.slice(reading.start, reading.end)).toBe(reading.raw);
          expect(reading.start).toBeGreaterThanOrEqual(end);
          expect(reading.end).toBeGreaterThan(reading.start);
          expect(text.startsWith(reading.unit, reading.unitStart)).toBe(true);
          expect(Number.isFinite(reading.value)).toBe(true);
          if (reading.upper !== undefined) expect(reading.upper).toBeGreaterThan(reading.value);
          end = reading.end;
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('a count reads back from digits and from Chinese numerals', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999_999 }), (value) => {
        expect(only(`共开展${value}项活动`)).toMatchObject({ value, unit: '项', kind: 'count' });
        expect(only(`共开展${value.toLocaleString('en-US')}项活动`)).toMatchObject({ value, unit: '项' });
        expect(only(`共开展${inChinese(value)}项活动`)).toMatchObject({ value, unit: '项', kind: 'count' });
      }),
    );
  });
});
