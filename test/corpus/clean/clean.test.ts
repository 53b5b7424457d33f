import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { collapseDoubled } from '../../../src/corpus/clean/doubled.ts';
import { cleanContent } from '../../../src/corpus/clean.ts';
import type { Block, BlockKind } from '../../../src/corpus/document.ts';

const fixtures = join(import.meta.dirname, '../../fixtures/damaged');

function cleanLines(text: string): readonly Block[] {
  return cleanContent({ layout: 'lines', lines: text.split('\n') });
}

function clean(text: string, kind: BlockKind = 'paragraph'): string {
  const level = kind === 'heading' ? 2 : 0;
  return cleanContent({ layout: 'blocks', blocks: [{ kind, text, level }] })
    .map((block) => block.text)
    .join('\n');
}

/** Blocks as Markdown, for a person to read. */
function show(blocks: readonly Block[]): string {
  const marks = { heading: '', paragraph: '', item: '- ', row: '| ', caption: '图：', byline: '> ' };
  return blocks
    .map(
      (block) =>
        `${block.kind === 'heading' ? `${'#'.repeat(block.level)} ` : marks[block.kind]}${block.text}\n`,
    )
    .join('\n');
}

describe('damaged texts', () => {
  for (const file of readdirSync(fixtures).filter((name) => name.endsWith('.txt'))) {
    it(`cleans ${file} to what a person can read`, async () => {
      const blocks = cleanLines(readFileSync(join(fixtures, file), 'utf8'));
      await expect(show(blocks)).toMatchFileSnapshot(join(fixtures, file.replace('.txt', '.clean.md')));
      expect(cleanContent({ layout: 'blocks', blocks })).toEqual(blocks);
    });
  }
});

describe('spaces and numbers', () => {
  const cases: readonly (readonly [damaged: string, clean: string])[] = [
    ['正式启动于2004年 2月 ，共 3 家', '正式启动于2004年2月，共3家'],
    ['全市118个“科普 e站”滚动播放', '全市118个“科普e站”滚动播放'],
    ['推进 STEAM课程建设，使用 machine learning 方法', '推进STEAM课程建设，使用machine learning方法'],
    ['“碳达峰 碳中和”知识 竞赛', '“碳达峰 碳中和”知识竞赛'],
    ['“星期天 工程师升级版', '“星期天工程师升级版'],
    ['获奖的有：赵云帆 钱一鸣 孙晓岚。', '获奖的有：赵云帆 钱一鸣 孙晓岚。'],
    ['我 市 科 协', '我市科协'],
    ['产值5。08亿元，增长 1． 5%，占 8. 6个百分点', '产值5.08亿元，增长1.5%，占8.6个百分点'],
    ['评估排名第5。12月举行年会，共35。18个项目完成', '评估排名第5。12月举行年会，共35。18个项目完成'],
    ['20 20年服务12 345人次', '2020年服务12345人次'],
    ['２０２１年，⼈⼈参与，天天有活动', '2021年，人人参与，天天有活动'],
    ['全国科普示范县 (市、区) 与（街道）', '全国科普示范县(市、区)与（街道）'],
    ['在2016~2020年 “5·30”', '在2016~2020年“5·30”'],
  ];
  for (const [damaged, expected] of cases) {
    it(`reads ${damaged} as ${expected}`, () => {
      expect(clean(damaged)).toBe(expected);
    });
  }

  it('keeps the gap between the halves of a heading', () => {
    expect(clean('推进科学普及　助力科技创新', 'heading')).toBe('推进科学普及 助力科技创新');
    expect(clean('2021 年工作 总 结', 'heading')).toBe('2021年工作总结');
  });

  it('keeps names apart, and puts a name of two characters together', () => {
    expect(clean('出席:廉文瑞 苗 青 田守业', 'caption')).toBe('出席:廉文瑞 苗青 田守业');
    expect(clean('出席：廉文瑞 苗 青 田守业。')).toBe('出席：廉文瑞 苗青 田守业。');
    expect(clean('科 普 动 态', 'heading')).toBe('科普动态');
    expect(clean('王 五', 'caption')).toBe('王五');
  });

  it('keeps every space of a row, where it parts a year from its figure', () => {
    expect(clean('科普活动（场）：2022年 106；2021年 98', 'row')).toBe(
      '科普活动（场）：2022年 106；2021年 98',
    );
  });
});

describe('page furniture', () => {
  for (const line of [
    '【字号：大 中 小】',
    '打印',
    '【打印】【关闭】',
    '浏览量：1234',
    '责任编辑：李知秋',
    '第3页',
    '第 3 页 共 10 页',
    '— 12 —',
    '———',
    '一、工作回顾…………3',
    '上一篇 下一篇 放大+ 缩小- 默认o',
    '新闻热线：0840-6290110 广告热线：0840-6290328 投稿邮箱：news@example.cn',
    '首页 > 政务公开 > 财政预决算 > 部门决算',
    'Original URL: http://lib.example.cn/mse.exe?K=q12',
    '点击上方蓝字关注我们',
    'PART 01',
    '（上接1版）',
    '22-9 专利申请与授权 | 打印本页 | 关闭窗口',
    '微信扫一扫 关注该公众号 阅读 1280 分享 收藏 赞 36 在看 19',
    '版权所有 太湖日报社 未经授权不得转载 国内统一刊号CN45-0000',
    '《工作总结.doc》由用户“山里人家”上传，免费在线预览，请到文库检索',
    '遗失声明 ▲太湖市运输部遗失公章一枚，声明作废',
    '（责任编辑：李知秋 值班主任：王平）',
  ]) {
    it(`drops ${line}`, () => {
      expect(clean(line)).toBe('');
    });
  }

  it('keeps the words where they are part of the text', () => {
    for (const line of [
      '咨询电话：0536-6200110',
      '开通12396科技服务热线，接听咨询1200次。',
      '研制SARS-CoV-2检测试剂盒',
      '扫码关注公众号的群众达3万人。',
      '新建上传下载平台1个，收入会员3000人。',
      '开展3D打印体验活动12场。',
      '微信公众号阅读量超过10万次，浏览量居全省前列。',
      '18',
    ]) {
      expect(clean(line)).toBe(line);
    }
  });

  it('keeps who published a page and when, without the buttons beside it', () => {
    const [byline] = cleanLines('发布时间：2022-01-10 来源：太湖日报 浏览次数：31 字号：[大 中 小] 打印');
    expect(byline).toEqual({ kind: 'byline', text: '发布时间：2022-01-10 来源：太湖日报', level: 0 });
  });

  it('drops page numbers that count up and keeps a number cut off by a wrap', () => {
    const lines = ['参加比拼赛的', '18', '个项目全部完成，内容涵盖安全生产。', '1', '另有一项。', '2'];
    const text = cleanLines(lines.join('\n')).map((block) => block.text);
    expect(text.join('')).toBe('参加比拼赛的18个项目全部完成，内容涵盖安全生产。另有一项。');
  });
});

describe('what is pressed into lines', () => {
  it('goes: characters against copying at line ends, and datelines', () => {
    expect(clean('市级学会31个，科技志愿者4860名。 T2.6FR1~3bV:8;e')).toBe(
      '市级学会31个，科技志愿者4860名。',
    );
    expect(clean('本报讯（记者 张三） 昨日，市科协举办科普讲座12场。')).toBe(
      '昨日，市科协举办科普讲座12场。',
    );
    expect(clean('太湖新闻网——太湖晨报讯 12月18日，记者获悉，市科协举办讲座12场。')).toBe(
      '12月18日，记者获悉，市科协举办讲座12场。',
    );
  });

  it('goes without a paragraph growing into the next', () => {
    expect(
      cleanLines('历次大会\n第一次大会代表126人。 k7.2Wc3~9Rt5;1b\n现任领导\n主席：张三\n副主席：李四').map(
        ({ text }) => text,
      ),
    ).toEqual(['历次大会', '第一次大会代表126人。', '现任领导', '主席：张三', '副主席：李四']);
  });

  it('gives a heading that was glued into the text its own line', () => {
    const glued =
      '1、全年工作总结及来年工作计划今年以来，我县科协较好地完成了全年目标任务，在各方面都取得了新的成绩，得到上级科协和县委、县政府的充分肯定。一、主要做法(一)农民培训出实招。举办培训班38期，参训2174人，发放证书1903本，农民得到了实惠。二、存在问题：1.人手少，经费紧。三、来年计划：1.举办培训班45期。';
    expect(cleanLines(glued).map(({ kind, text }) => `${kind} ${text}`)).toEqual([
      'heading 全年工作总结及来年工作计划',
      'paragraph 今年以来，我县科协较好地完成了全年目标任务，在各方面都取得了新的成绩，得到上级科协和县委、县政府的充分肯定。',
      'heading 一、主要做法',
      'paragraph (一)农民培训出实招。举办培训班38期，参训2174人，发放证书1903本，农民得到了实惠。',
      'heading 二、存在问题',
      'item 1.人手少，经费紧。',
      'heading 三、来年计划',
      'item 1.举办培训班45期。',
    ]);
  });
});

describe('doubled headings', () => {
  const heading = (line: string) => cleanLines(`${line}\n全年开展科普活动12场，服务群众3万人次。`)[0]?.text;

  it('prints a heading once, with its quotes', () => {
    expect(
      heading('““凝智助力凝智助力””比拼赛比拼赛 同心共逐同心共逐““科创梦科创梦””彰显科协特色彰显科协特色'),
    ).toBe('“凝智助力”比拼赛 同心共逐“科创梦” 彰显科协特色');
    expect(heading('天天向上天天向上 科普先行科普先行')).toBe('天天向上 科普先行');
    expect(heading('科科普普走走进进千千家家万万户户')).toBe('科普走进千家万户');
  });

  it('leaves doubled words and digits alone', () => {
    for (const line of ['人人学科学', '大大小小方方面面', '高高兴兴', '1111', '2020 2020', '常常爱科学']) {
      expect(heading(line)).toBe(line);
    }
  });
});

describe('headings, items and captions', () => {
  it('gives numbered headings their levels', () => {
    const blocks = cleanLines(
      [
        '溪山市科协2021年工作总结',
        '一、主要工作',
        '（一）科普工作',
        '全年开展科普活动120场。',
        '（二）学会工作',
        '1.组织建设',
        '新建学会3家，会员总数达到2100人。',
        '二、加强党的建设，市科协全年开展学习12次，党员参加率达到100%。',
      ].join('\n\n'),
    );
    expect(blocks.map(({ kind, level }) => `${kind} ${level}`)).toEqual([
      'heading 1',
      'heading 2',
      'heading 3',
      'paragraph 0',
      'heading 3',
      'heading 4',
      'paragraph 0',
      'paragraph 0',
    ]);
  });

  it('keeps a numbered list of figures as items', () => {
    const blocks = cleanLines(
      '现将数据公布如下：\n\n1.科普活动120场；\n\n2.科普讲座35场；\n\n3.培训210人次。',
    );
    expect(blocks.slice(1).map((block) => block.kind)).toEqual(['item', 'item', 'item']);
  });

  it('does not take prizes for a numbered line', () => {
    expect(cleanLines('大赛结果公布。\n\n一、二、三等奖共16名，由专家评出。')[1]?.kind).toBe('paragraph');
  });

  it('knows the title, date and speaker of a congress report', () => {
    const blocks = cleanLines(
      [
        '在溪山市科协第八次代表大会上的报告',
        '（2021年12月20日）',
        '王 鹤鸣',
        '各位代表、同志们：',
        '现在，我受市科协第七届委员会委托，向大会报告工作。',
        '一、过去五年的工作',
        '五年来，全市新建企业科协68家。',
      ].join('\n'),
    );
    expect(blocks.map(({ kind, level }) => `${kind} ${level}`)).toEqual([
      'heading 1',
      'byline 0',
      'byline 0',
      'paragraph 0',
      'paragraph 0',
      'heading 2',
      'paragraph 0',
    ]);
  });

  it('takes a masthead, a subtitle and a signature for what they are', () => {
    const blocks = cleanLines(
      [
        '溪山日报 2022年3月18日 星期五',
        'A4 专版',
        '科协之光照亮创新路',
        '——溪山市科协2021年工作综述',
        '本报记者 柳青川 通讯员 赵一帆',
        '2021年，溪山市科协开展科普活动612场。',
        '溪山市科学技术协会',
        '2022年3月1日',
      ].join('\n\n'),
    );
    expect(blocks.map(({ kind, text }) => `${kind} ${text}`)).toEqual([
      'byline 溪山日报 2022年3月18日 星期五',
      'heading 科协之光照亮创新路 ——溪山市科协2021年工作综述',
      'byline 本报记者 柳青川 通讯员 赵一帆',
      'paragraph 2021年，溪山市科协开展科普活动612场。',
      'byline 溪山市科学技术协会',
      'byline 2022年3月1日',
    ]);
  });

  it('tells captions from headings by what follows them', () => {
    const blocks = cleanLines(
      [
        '溪山市科协工作回眸',
        '',
        '全年开展科普活动120场。',
        '',
        '',
        '',
        '第33届科普宣传周《最强大脑》科普活动',
        '',
        '图为科技馆进校园活动',
        '',
        '细化任务 狠抓落实 群策群力引领科学普及新风尚',
        '',
        '全年新建科普馆3家。',
        '',
        '学会建设',
        '',
        '全年新建学会2家。',
      ].join('\n'),
    );
    expect(blocks.map(({ kind, level }) => `${kind} ${level}`)).toEqual([
      'heading 1',
      'paragraph 0',
      'caption 0',
      'caption 0',
      'heading 2',
      'paragraph 0',
      'heading 3',
      'paragraph 0',
    ]);
  });

  it('keeps a run-in subhead in its paragraph', () => {
    const [, block] = cleanLines('溪山市科协工作回眸\n\n大力弘扬科学家精神。市科协开展宣讲12场。');
    expect(block?.text).toBe('大力弘扬科学家精神。市科协开展宣讲12场。');
  });
});

describe('wrapped lines', () => {
  it('joins a number that the wrap split', () => {
    const lines = [
      '回顾刚刚过去的202',
      '3年，全市科协系统开',
      '展的比拼赛活动共有18',
      '个项目圆满完成，服务',
      '企业和街道社区群众8.',
      '6万人次，满意率较高。',
    ];
    expect(cleanLines(lines.join('\n\n')).map((block) => block.text)).toEqual([
      '回顾刚刚过去的2023年，全市科协系统开展的比拼赛活动共有18个项目圆满完成，服务企业和街道社区群众8.6万人次，满意率较高。',
    ]);
  });

  it('gives back a paragraph wrapped at any width, with blank lines between', () => {
    fc.assert(
      fc.property(paragraph(), fc.integer({ min: 24, max: 60 }), fc.boolean(), (text, width, hasBlanks) => {
        const lines = wrap(text, width);
        fc.pre(lines.length >= 7 && lines.every((line) => collapseDoubled(line) === undefined));
        const blocks = cleanLines(lines.join(hasBlanks ? '\n\n' : '\n'));
        expect(blocks.map((block) => block.text).join('⏎')).toBe(text);
      }),
      { numRuns: 400 },
    );
  });

  it('gives back indented paragraphs one by one', () => {
    fc.assert(
      fc.property(
        fc.array(paragraph(), { minLength: 2, maxLength: 5 }),
        fc.integer({ min: 24, max: 60 }),
        (texts, width) => {
          const wrapped = texts.map((text) => wrap(`　　${text}`, width));
          fc.pre(wrapped.every((lines) => lines.length >= 3));
          const lines = wrapped.flat();
          fc.pre(lines.every((line) => collapseDoubled(line.trim()) === undefined));
          const blocks = cleanLines(lines.join('\n'));
          expect(blocks.map((block) => block.text)).toEqual(texts);
        },
      ),
      { numRuns: 400 },
    );
  });

  it('never loses or reorders a digit of prose', () => {
    fc.assert(
      fc.property(
        fc.array(paragraph(), { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 20, max: 70 }),
        (texts, width) => {
          const blocks = cleanLines(texts.flatMap((text) => wrap(text, width)).join('\n\n'));
          const digits = (text: string) => text.replace(/\D/g, '');
          expect(digits(blocks.map((block) => block.text).join(''))).toBe(digits(texts.join('')));
        },
      ),
    );
  });
});

describe('cleaning again', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      ...'科普活动一二三，。；：“”（）【】《》、 \u3000\n·—…0123456789.．５％%xXAb/-~□●',
      '一、',
      '（一）',
      '1.',
      '年',
      '万人次',
      '【看点】',
      '打印',
      '字号：大 中 小',
      '浏览量：',
      '责任编辑：',
      '来源：',
      '第',
      '页',
      '\u200b',
      '⼈',
    ),
    fc.string({ maxLength: 3 }),
  );
  const text = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''));
  const kind = fc.constantFrom<BlockKind>('heading', 'paragraph', 'item', 'row', 'caption', 'byline');

  it('changes nothing in blocks', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ kind, text, level: fc.integer({ min: 0, max: 6 }) })), (blocks) => {
        const once = cleanContent({ layout: 'blocks', blocks });
        expect(cleanContent({ layout: 'blocks', blocks: once })).toEqual(once);
        for (const block of once) expect(block.text).toMatch(/^\S(?:[^\n\r]*\S)?$/u);
      }),
      { numRuns: 1000 },
    );
  });

  it('changes nothing in what came from lines', () => {
    fc.assert(
      fc.property(fc.array(text, { maxLength: 12 }), (lines) => {
        const once = cleanContent({ layout: 'lines', lines });
        expect(cleanContent({ layout: 'blocks', blocks: once })).toEqual(once);
      }),
      { numRuns: 1000 },
    );
  });

  it('ends on hostile lines', () => {
    for (const unit of [
      '“',
      ' ',
      '1 ',
      '人',
      '1。',
      '【',
      '（责任编辑：',
      '. ',
      '“人 人人人 ',
      '　',
      '20 20 ',
    ]) {
      expect(() => cleanLines(unit.repeat(100_000))).not.toThrow();
      expect(() => cleanLines(`${unit.repeat(55)}\n`.repeat(2000))).not.toThrow();
    }
  });
});

/** A paragraph of a report: clauses with figures, whole sentences, the characters a wrap may not separate. */
function paragraph(): fc.Arbitrary<string> {
  const words = [
    '科普',
    '活动',
    '市科协',
    '学会',
    '服务',
    '企业',
    '青少年',
    '科技',
    '工作者',
    '开展',
    '建设',
    '平台',
    '群众',
    '“科普大讲堂”',
    '《科学之窗》',
    '（街道）',
  ];
  const figure = fc.tuple(
    fc.integer({ min: 1, max: 99_999 }),
    fc.constantFrom('场', '项', '人次', '家', '万人次', '%'),
  );
  const part = fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom(...words) },
    { weight: 1, arbitrary: figure.map(([count, unit]) => `达${count}${unit}`) },
  );
  const clause = fc.array(part, { minLength: 3, maxLength: 9 }).map((parts) => parts.join(''));
  const sentence = fc
    .array(clause, { minLength: 1, maxLength: 4 })
    .map((clauses) => `${clauses.join('，')}。`);
  return fc.array(sentence, { minLength: 2, maxLength: 6 }).map((sentences) => sentences.join(''));
}

/** Wraps as a text editor does: by columns, no stop at the start of a line, numbers unbroken. */
function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  let columns = 0;
  for (const [token] of text.matchAll(/[“《（]*(?:[0-9%]+|[^“《（])[，。、；：！？”》）]*/gu)) {
    const size = [...token].reduce((sum, char) => sum + (char < '\u0100' ? 1 : 2), 0);
    if (columns + size > width && line !== '') {
      lines.push(line);
      line = '';
      columns = 0;
    }
    line += token;
    columns += size;
  }
  return [...lines, line];
}
