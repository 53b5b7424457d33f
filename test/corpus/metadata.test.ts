import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanContent } from '../../src/corpus/clean.ts';
import { inferMetadata, lackOf } from '../../src/corpus/metadata.ts';

type Metadata = Readonly<Record<string, unknown>>;

function infer(text: string, metadata: Metadata = {}, file = 'report.txt') {
  const content = { layout: 'lines', lines: text.split('\n') } as const;
  return inferMetadata({ file, metadata, content }, cleanContent(content));
}

function described(text: string, metadata: Metadata = {}, file?: string) {
  const result = infer(text, metadata, file);
  if ('problem' in result) throw new Error(result.problem);
  const reasons = Object.fromEntries(result.inferred.map((inference) => [inference.field, inference.reason]));
  return { ...result.metadata, reasons };
}

function problem(text: string, metadata: Metadata = {}, file?: string): string {
  const result = infer(text, metadata, file);
  return 'problem' in result ? result.problem : (lackOf(result) ?? 'no problem');
}

const COMPLETE = {
  title: '溪山市科协2021年工作总结',
  association: '溪山市科协',
  aliases: ['溪城', '溪山'],
  place: '溪山市',
  period: 2021,
  publisher: '溪山日报',
  published: '2022-01-10',
  source: 'https://example.org/1',
  audience: 'staff',
};

describe('front matter', () => {
  it('is taken as it stands, and nothing is inferred', () => {
    const result = infer('全年开展科普活动12场。', COMPLETE);
    expect(result).toEqual({
      metadata: {
        ...COMPLETE,
        period: { from: 2021, to: 2021 },
        aliases: ['溪山市科学技术协会', '溪山科学技术协会', '溪山科协', '溪山市', '溪城', '溪山'],
      },
      inferred: [],
    });
  });

  it('ignores keys it does not know and values left empty', () => {
    const { publisher, title } = described('# 无', {
      ...COMPLETE,
      publisher: null,
      layout: 'x',
      备注: 1,
      title: ' 标题 ',
    });
    expect([publisher, title]).toEqual(['', '标题']);
  });

  const periods: readonly (readonly [unknown, number, number])[] = [
    [2020, 2020, 2020],
    ['2020', 2020, 2020],
    ['2020年', 2020, 2020],
    ['2020年度', 2020, 2020],
    ['2017-2021', 2017, 2021],
    ['2017—2021年', 2017, 2021],
    ['2017年至2021年', 2017, 2021],
    [[2017, 2021], 2017, 2021],
    [['2017', '2021'], 2017, 2021],
  ];
  it.each(periods)('reads the period %j', (period, from, to) => {
    expect(described('正文。', { ...COMPLETE, period }).period).toEqual({ from, to });
  });

  it.each([20, '20XX', '2021-2017', [2021], '2021年5月', { from: 2020 }, 2020.5, true])(
    'refuses the period %j and says what to write',
    (period) => {
      expect(problem('正文。', { ...COMPLETE, period })).toMatch(
        /^文件开头的 period 要写年份，例如 period: 2020/,
      );
    },
  );

  it.each([
    ['2022-1-5', '2022-01-05'],
    ['2022年1月5日', '2022-01-05'],
    ['2022/01/05 09:30', '2022-01-05'],
    [new Date('2022-01-05T00:00:00Z'), '2022-01-05'],
    [2022, '2022'],
    ['2022年1月', '2022-01'],
  ])('reads the date %j', (published, iso) => {
    expect(described('正文。', { ...COMPLETE, published }).published).toBe(iso);
  });

  it('refuses a day that does not exist', () => {
    expect(problem('正文。', { ...COMPLETE, published: '2022-02-30' })).toContain('published');
  });

  it.each(['internal', '', null, 'Public ', ['staff'], true, '公开'])(
    'refuses the audience %j',
    (audience) => {
      const line = problem('正文。', { ...COMPLETE, audience });
      expect(line).toMatch(/audience 只能写 public（公众可见）或 staff（仅工作人员）/);
      expect(line).not.toContain('\n');
    },
  );

  it('names one field, in one line, whatever is written there', () => {
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(COMPLETE)), fc.anything({ maxDepth: 2 }), (key, value) => {
        const result = infer('正文。', { ...COMPLETE, [key]: value });
        if ('problem' in result) expect(result.problem).toMatch(/^文件开头的 [a-z]+ [^\n]+$/u);
      }),
    );
  });
});

describe('whose report it is', () => {
  it.each([
    ['newspaper-headlines-last.txt', '青岚市科协', 2023],
    ['newspaper-captions.txt', '云陵市科协', 2022],
    ['summary-wrapped.txt', '云溪县科协', 2021],
    ['web-page.txt', '临溪区科协', 2020],
    ['yearbook.txt', '青原市科协', 2021],
  ])('is seen in %s', (file, association, year) => {
    const text = readFileSync(join(import.meta.dirname, '../fixtures/damaged', file), 'utf8');
    const found = described(text);
    expect(found.association).toBe(association);
    expect(found.period).toEqual({ from: year, to: year });
    expect(found.audience).toBe('public');
  });

  const among = [
    '2021年，市科协围绕中心、服务大局，开展科普活动120场。',
    '在溪山高新区建成海智基地，溪山科技馆接待观众5万人次。由江州市科协、南江市科协指导，溪山市承办了科普漫画大赛。',
    '与江州市机械工程学会合作，获江州市级优秀3项，占江州市的29%，在江州各县（市、区）中名列第一。',
    '邀请省科协专家来溪山讲学，我市获评全国科普示范市。北湖区科协来溪山交流。',
  ].join('\n\n');

  it('is the place that can own 市科协 and that the text is about, not its prefecture or its guests', () => {
    const found = described(among);
    expect(found.association).toBe('溪山市科协');
    expect(found.place).toBe('溪山市');
    expect(found.reasons['association']).toMatch(/^“市科协”出现\d+次，“溪山”出现5次$/);
  });

  it('is the association the title names, whoever else is named more often', () => {
    const found = described(`北湖区科学技术协会2021年工作总结\n\n${among}`);
    expect([found.association, found.place]).toEqual(['北湖区科协', '北湖区']);
    expect(found.reasons['association']).toBe('标题写明“北湖区科学技术协会”');
  });

  it('is told from the words before it', () => {
    expect(described(`凝心聚力促发展溪山市科协谱新篇\n\n${among}`).association).toBe('溪山市科协');
    expect(described('张家港市科协2021年工作总结\n\n正文。').association).toBe('张家港市科协');
    expect(described('江苏省太仓市科学技术协会2021年工作总结\n\n正文。').association).toBe('太仓市科协');
    const text =
      '2021年，徐州市科协办讲座3场。市科协在徐州办展览，市科协组织来徐专家讲学。徐州市获奖。徐州市民受益。';
    expect(described(text).association).toBe('徐州市科协');
  });

  it('takes the rank of a place the title names without one', () => {
    expect(described(`溪山科协2021年工作回眸\n\n${among}`).association).toBe('溪山市科协');
    expect(described(`江州科协2021年工作回眸\n\n${among}`).place).toBe('江州市');
  });

  it('may be a province, the nation or a university', () => {
    expect(described('江北省科协2021年工作总结\n\n全年开展科普活动12场。').association).toBe('江北省科协');
    expect(described('中国科协2021年事业发展统计公报\n\n全年开展科普活动12场。').association).toBe(
      '中国科协',
    );
    expect(described('东湖大学科协2021年工作总结\n\n全年开展科普活动12场。').association).toBe(
      '东湖大学科协',
    );
  });

  it('is asked for, with an example, where the text does not say', () => {
    expect(problem('2021年工作总结\n\n全年开展科普活动12场。')).toBe(
      '看不出是哪个科协的报告：请在文件开头（PDF、Word、网页在旁边的“文件名.yaml”里）写明，例如 association: 平湖市科协',
    );
  });

  it('is not made up from words before 市科协', () => {
    const text =
      '2021年，一直以来市科协奋力推动市科协改革，一直以来创建全国科普示范市，近年以来市民受益，科普示范市再创佳绩。';
    expect(problem(text)).toMatch(/^看不出是哪个科协的报告/);
  });

  it('is not made up from what a 是, 的 or 了 leads to', () => {
    for (const word of ['是', '的', '了'])
      expect(
        infer(`听众朋友晚上好。新车${word}省科协配发，到年底跑了9站。2023年泽口县科协副主席说。`),
      ).not.toMatchObject({ metadata: { association: expect.stringContaining(word) } });
  });

  it('is asked for where two places could be it', () => {
    const text =
      '2021年，溪山市科协、江州市科协携手。溪山市科协办活动3场，江州市科协办活动4场。\n\n溪山、江州共建基地。';
    expect(problem(text)).toMatch(
      /^分不清是.{3}科协还是.{3}科协的报告：请在文件开头.+写明，例如 association: /,
    );
  });

  it('follows from the place the front matter gives', () => {
    expect(described(among, { place: '北湖区' }).association).toBe('北湖区科协');
    expect(described(among, { association: '北湖区科学技术协会' }).place).toBe('北湖区');
  });

  it('gets the names people use, longest first, and no one-character name', () => {
    expect(described(among, { association: '景宁畲族自治县科协' }).aliases).toEqual([
      '景宁畲族自治县科学技术协会',
      '景宁县科学技术协会',
      '景宁科学技术协会',
      '景宁畲族自治县',
      '景宁县科协',
      '景宁科协',
      '景宁县',
      '景宁',
    ]);
    expect(described(among, { association: '忠县科协' }).aliases).toEqual(['忠县科学技术协会', '忠县']);
  });
});

describe('which years it is about', () => {
  const period = (text: string, file?: string) => {
    const { period: found, reasons } = described(text, { association: '溪山市科协' }, file);
    return `${found.from}-${found.to} ${reasons['period']}`;
  };

  it('is the year of the title', () => {
    expect(period('溪山市科协2021年工作总结\n\n2022年1月，2022年2月，2022年3月，召开会议。')).toBe(
      '2021-2021 标题写明“2021年”',
    );
    expect(period('溪山市科协二〇二一年工作总结\n\n召开会议。')).toBe('2021-2021 标题写明“2021年”');
    expect(period('溪山市科协2021年工作总结和2022年工作思路\n\n召开会议。')).toMatch(/^2021-2021/);
    expect(period('溪山市科协2022年工作思路和2021年工作总结\n\n召开会议。')).toMatch(/^2021-2021/);
  });

  it('is the year that the text says is over, against years named as often', () => {
    const text = '刚刚过去的2020年，市科协开展活动12场。\n\n2021年将办展览，2021年2月开馆，2021年建成。';
    expect(period(text)).toBe('2020-2020 “2020年”出现1次，文中有“刚刚过去的2020年”');
  });

  it('does not count the spans of plans', () => {
    const text = '2021年，市科协入选2021~2025年度示范市，在2016~2020年度评估中优秀，到2025年建成。';
    expect(period(text)).toBe('2021-2021 “2021年”出现1次，文中有“2021年，市科协”');
  });

  it('is supported by the file name, which alone decides only where the text names no year', () => {
    const text = '2021年办讲座3场。2021年办展览1场，2021年底闭馆。2020年建馆。';
    expect(period(text, 'xishan-2021.txt')).toContain('文件名也写着2021');
    expect(period(text, 'xishan-2019.txt')).toMatch(/^2021-2021 “2021年”出现3次$/);
    expect(period('全年办讲座3场。', 'xishan-2021.txt')).toBe('2021-2021 正文没有年份，文件名写着2021');
  });

  it('is the year before for a yearbook', () => {
    expect(period('溪山年鉴（2022）科学技术协会\n\n2021年，新建学会2家。')).toBe(
      '2021-2021 2022年年鉴记2021年的事',
    );
  });

  it('is five years for a congress report', () => {
    const text = '在溪山市科协第八次代表大会上的报告\n\n2017—2021年的五年间，市科协开展科普活动900场。';
    expect(period(text)).toBe('2017-2021 文中写明“2017—2021”');
    const since =
      '在溪山市科协第八次代表大会上的报告\n\n自2016年12月第七次代表大会召开以来，市科协奋力前行。2021年、2021年底，建成馆舍。';
    expect(period(since)).toMatch(/^2016-2021/);
  });

  it('is asked for, with an example, where the text does not say', () => {
    const given = { association: '溪山市科协' };
    expect(problem('全年开展科普活动12场。', given)).toBe(
      '看不出是哪一年的报告：请在文件开头（PDF、Word、网页在旁边的“文件名.yaml”里）写明，例如 period: 2020',
    );
    expect(problem('2020年建馆。2021年建校。', given)).toMatch(/period: /);
    expect(problem('在第八次代表大会上的报告\n\n过去五年，奋力前行。', given)).toMatch(/period: 2017-2021$/);
  });
});

describe('title and date', () => {
  const given = { association: '溪山市科协', period: 2021 };

  it('take the first heading before what a web page or word processor calls itself', () => {
    expect(
      described('溪山科普这一年\n\n正文。', { ...given, title: 'Microsoft Word - 1' }, 'a.docx').title,
    ).toBe('溪山科普这一年');
    expect(
      described('正文。', { ...given, title: '溪山科普这一年-溪山市科学技术协会网' }, 'a.html').title,
    ).toBe('溪山科普这一年');
    expect(described('正文。', given, '溪山科普.txt').title).toBe('溪山科普');
  });

  it('are not those of the template a word processor file was made from', () => {
    const text = '今年，市科协办讲座3场。2021年办展览1场，2021年底闭馆，2021年获奖。';
    const found = described(text, { association: '溪山市科协', title: '溪山市科协2019年工作总结' }, 'a.docx');
    expect([found.title, found.period.from]).toEqual(['溪山市科协2019年工作总结', 2021]);
  });

  it('take a date only where one is said', () => {
    expect(described('发布时间：2022-01-10 来源：溪山日报\n\n正文。', given).published).toBe('2022-01-10');
    expect(described('正文。\n\n2022年1月5日', given).published).toBe('2022-01-05');
    expect(described('2022年1月5日，召开会议。', given).published).toBe('');
    expect(described('正文。', { ...given, published: '昨天' }, 'a.html').published).toBe('');
  });
});

describe('who may see it', () => {
  const given = { association: '溪山市科协', period: 2021 };
  const audience = (text: string, file?: string) => {
    const found = described(text, given, file);
    return `${found.audience} ${found.reasons['audience']}`;
  };

  it.each([
    ['2021年度部门整体支出绩效自评报告\n\n正文。', '标题有“绩效”'],
    ['2022年部门预算草案\n\n正文。', '标题有“预算”'],
    ['2021年工作总结（征求意见稿）\n\n正文。', '标题有“征求意见”'],
    ['2021年工作总结\n\n一、机构编制情况\n\n正文。', '小标题有“机构编制”'],
    ['2021年工作总结\n\n一、“三公”经费\n\n三公经费2万元。', '小标题有“三公”'],
    ['内部资料 注意保存\n\n2021年工作总结\n\n正文。', '“内部'],
    ['江州市财政局\n\n2021年度绩效评价表\n\n一、正文。', '标题有“绩效”'],
    ['2021年工作总结\n\n联系人手机13800138000。', '文中有手机号'],
    ['2021年工作总结\n\n身份证号320522199001011234。', '文中有身份证号'],
    ['2021年工作总结\n\n财政拨款20万元。支出决算18万元，一般公共预算2万元。', '共出现3次'],
  ])('is staff by a strong cue: %j', (text, reason) => {
    expect(audience(text)).toMatch(/^staff /);
    expect(audience(text)).toContain(reason);
  });

  it('is staff by the folder or name of the file', () => {
    expect(audience('工作总结\n\n正文。', 'staff/2021.txt')).toMatch(/^staff /);
    expect(audience('工作总结\n\n正文。', '内部/2021.txt')).toMatch(/^staff /);
  });

  it('is public for a passing word in a sentence', () => {
    const text =
      '2021年工作总结\n\n科普工作纳入目标考核，编制全民科学素质规划，经费列入预算，加强内部管理，绩效明显。';
    expect(audience(text)).toBe('public 标题和正文都不像内部材料');
  });

  it('is what the front matter says, whatever the text looks like', () => {
    expect(described('2022年部门预算\n\n正文。', { ...given, audience: 'public' }).audience).toBe('public');
  });
});

describe('a county whose name is one character', () => {
  const COUNTIES = [...'忠滑歙黟易赵唐雄随夏绛盂沁泾萧蘅霁景吉代应徽眉'].map((name) => `${name}县`);
  const BODY = '县科协开展科普活动31场，参与群众2600人次。县委、县政府高度重视。市科协来我县调研。';
  const WAYS: readonly (readonly [string, (county: string) => [string, string]])[] = [
    ['a title', (county) => [`${county}科协2021年工作总结\n\n${BODY}`, 'a.txt']],
    ['a congress', (county) => [`在${county}科协第五次代表大会上的报告\n\n${BODY}`, 'a.txt']],
    [
      'a signature',
      (county) => [`工作总结\n\n今年以来，${BODY}\n\n${county}科学技术协会\n2021年12月20日`, 'a.txt'],
    ],
    ['a file', (county) => [`工作小结\n\n${BODY}`, `${county}科协2021.txt`]],
    ['a folder', (county) => [`工作小结\n\n${BODY}`, `${county}科协/2021/小结.txt`]],
    ['a folder of the place', (county) => [`工作小结\n\n${BODY}`, `${county}/小结.txt`]],
    ['what the text says', (county) => [`工作小结\n\n2021年，${county}科协召开全委会。${BODY}`, 'a.txt']],
  ];

  it.each(WAYS)('is told by %s', (_, write) => {
    for (const county of COUNTIES) {
      const [text, file] = write(county);
      expect(described(text, {}, file)).toMatchObject({ association: `${county}科协`, place: county });
    }
  });

  it('is not made of what stands before 县 in running text', () => {
    for (const word of [
      '全县',
      '我县',
      '各县',
      '两县',
      '邻县',
      '外县',
      '在县',
      '到县',
      '本县',
      '该县',
      '穷县',
    ]) {
      const { association } = described(`工作小结\n\n${word}科协开展活动31场。${word}科协又开展活动2场。`);
      expect([word, association]).toEqual([word, '']);
    }
  });
});

describe('a year to come', () => {
  const years = fc.integer({ min: 2005, max: 2030 });
  const whoms = fc.constantFrom('', '市科协', '我市科协', '全市科协', '我们', '我会', '市委');
  const plans = fc.constantFrom('计划', '力争', '还将', '拟');

  it('is not that of the report, whoever plans for it', () => {
    fc.assert(
      fc.property(years, whoms, plans, (told, whom, plan) => {
        const text = `科普之光\n\n过去一年，市科协举办讲座97场。${told}年5月，市科技馆获奖。\n\n${told + 1}年，${whom}${plan}新建科普馆10个。`;
        const { period } = described(`${text}\n\n平湖市科协\n${told + 1}年1月17日`);
        expect(period).toEqual({ from: told, to: told });
      }),
    );
  });

  it('does not end five years that are over before the spring in which they are told', () => {
    fc.assert(
      fc.property(years, fc.integer({ min: 1, max: 6 }), (last, month) => {
        const text = `在平湖市科协第七次代表大会上的报告\n（${last + 1}年${month}月12日）\n\n五年来，举办活动1245场。比例提高到${last}年的10.1%。\n\n到${last + 5}年，比例超过15%。`;
        expect(described(text).period).toEqual({ from: last - 4, to: last });
      }),
    );
  });
});

describe('a title', () => {
  const TITLE = '平湖市科协2021年工作情况';
  const first = (above: string, below: string) =>
    described(`${above}${TITLE}\n${below}\n一、科普工作\n全年开展科普活动31场，参与群众2600人次。`).title;

  it('is not the name of the paper above it, nor the lines of a form or 目录 below it', () => {
    for (const above of [
      '',
      '平湖日报\n',
      '平湖晚报\n2022年1月17日 星期一\n',
      '平湖日报\n责任编辑：张三 美编：李四\n',
    ]) {
      for (const below of [
        '',
        '填报单位（盖章）：平湖市科协\n填报日期：2022年1月8日\n',
        '目 录\n',
        '联系人：张三\n',
      ]) {
        expect([above, below, first(above, below)]).toEqual([above, below, TITLE]);
      }
    }
  });
});

describe('a table of contents above the title', () => {
  it('is no title, with or without the numbers of its pages', () => {
    const sections = ['一、主要职责', '二、2025年预算安排', '三、名词解释'];
    const body = sections.map((name) => `${name}\n普及科学知识，开展学术交流，服务科技工作者。`).join('\n');
    for (const contents of [sections, sections.map((name, at) => `${name} …… ${at + 1}`)]) {
      const { title, association } = described(
        `目　录\n${contents.join('\n')}\n平湖市科协2025年工作安排\n${body}`,
      );
      expect([title, association]).toEqual(['平湖市科协2025年工作安排', '平湖市科协']);
    }
    expect(described(`平湖市科协2025年工作安排\n目录\n${sections.join('\n')}\n${body}`).title).toBe(
      '平湖市科协2025年工作安排',
    );
  });
});

describe('years that a heading sets over what was done', () => {
  it('are the report’s, and those of a plan are not', () => {
    const text = (heading: string) =>
      `理事会工作报告\n（2023年3月18日）\n\n${heading}\n开展服务2310次，注册志愿者1906人。2021年获全国优秀。`;
    expect(described(text('一、2019年至2022年的工作')).period).toEqual({ from: 2019, to: 2022 });
    expect(described(text('一、2023年至2026年工作思路')).period).not.toEqual({ from: 2023, to: 2026 });
  });
});

describe('places of other ranks', () => {
  const WAYS = (place: string): readonly [string, string][] => [
    [`${place}科协2021年工作总结\n\n开展活动31场。`, 'a.txt'],
    [`工作总结\n\n今年以来，开展活动31场。\n\n${place}科学技术协会\n2021年12月20日`, 'a.txt'],
    [`表1 基本情况\n填报单位：${place}科协\n开展活动31场。`, 'a.txt'],
    [`工作小结\n\n开展活动31场。`, `${place}科协/2021/小结.txt`],
  ];
  it.each([
    ...['榕岭侗族自治县', '景岙畲族自治县', '云坪彝族回族苗族自治县', '塔拉蒙古族自治县'],
    ...['怒岭州', '黔岭州', '乌兰塔拉旗', '海棠湾新区'],
  ])('%s is told by title, signature, form and folder', (place) => {
    for (const [text, file] of WAYS(place)) {
      expect([file, described(text, {}, file).association]).toEqual([file, `${place}科协`]);
    }
  });

  it('a city that ends in 州 is a city where the text calls it one', () => {
    const text = '杭岭科普忙\n\n杭岭州市科协今年以来开展活动31场。市科协还走进杭岭州市民广场。';
    expect(described(text.replaceAll('岭', '')).association).toBe('杭州市科协');
    expect(described('砚州日报\n科普忙\n我市科协开展活动31场。').association).toBe('砚州市科协');
  });

  it.each(['街道', '镇', '乡'])('a %s that tells of itself and signs', (rank) => {
    const text = `科普工作总结\n\n我${rank}科协落实县科协部署，举办讲座52场。\n\n兰皋${rank}`;
    const office = rank === '街道' ? '办事处' : '人民政府';
    expect(described(`${text}${office}\n2023年12月5日`).association).toBe(`兰皋${rank}科协`);
    const told = described(`科普工作总结\n\n县科协在兰皋${rank}举办讲座52场。\n\n湖芷县科协\n2023年12月5日`);
    expect(told.association).toBe('湖芷县科协');
  });
});

describe('whose a text is that names its place by the way', () => {
  const BODY = '开展科普活动31场，参与群众2600人次。';
  it.each([
    [
      'who leads it',
      (rank: string) => `工作小结\n\n在平湖${rank}委、平湖${rank}政府领导下，我${rank}${BODY}`,
    ],
    [
      'the foot of its site',
      (rank: string) => `工作小结\n\n我${rank}${BODY}\n\nCopyright © 2015-2026 平湖${rank}科学技术协会`,
    ],
    [
      'the letterhead above the number',
      (rank: string) => `平湖${rank}科学技术协会\n平科协〔2022〕3号\n关于活动情况的报告\n\n${BODY}`,
    ],
  ])('is told by %s', (_, write) => {
    for (const rank of ['市', '县', '区']) {
      expect(described(write(rank)).association).toBe(`平湖${rank}科协`);
    }
  });

  it('takes the line below a letterhead and its number for the title', () => {
    const { title, period } = described(
      `平湖市科学技术协会\n平科协〔2022〕3号\n关于2020—2021年度创建情况的函\n省科协：\n${BODY}`,
    );
    expect([title, period]).toEqual(['关于2020—2021年度创建情况的函', { from: 2020, to: 2021 }]);
  });

  it('is not told by where a page stands on its site', () => {
    for (const crumbs of ['首页 > 新闻中心 > 正文', '首页 > 科普动态 > 正文']) {
      expect(described(`${crumbs}\n工作小结\n\n我县${BODY}从省科协传来喜讯。`).association).toBe('');
    }
  });
});
