/**
 * Plans and years: what is asked of next year is read in the report of this one, and what was planned never answers what was
 * done. Over every figure that the invented reports plan.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerQuestion } from '../../../src/answer/answer.ts';
import type { Answer } from '../../../src/answer/contract.ts';
import { FIXTURES, type Served, serve, THIS_YEAR } from '../../support/corpora.ts';
import { folderWith, reportFile } from '../../support/small.ts';

let own: Served;
let small: Served;
beforeAll(async () => {
  own = await serve([FIXTURES], 'public');
  small = await serve(
    [
      folderWith(
        Object.fromEntries(
          [2021, 2022].map((year) => [
            `${year}.md`,
            reportFile(
              { association: '雁岭市科协', year },
              `## 一、工作

全年举办科普讲座${year - 2000}场，新建科普驿站${year - 2015}个。5月12日，新建社区书屋3个。

## 二、下一步打算

举办科普讲座${year - 1900}场，新建科普驿站${year - 1980}个。拟于${year - 2016}月在望云广场举办首届“科技灯会”。

联系地址：雁岭市望云路${year - 2000}号科技大楼；联系人：办公室主任邹晚晴。`,
            ),
          ]),
        ),
      ),
    ],
    'public',
  );
});
afterAll(() => {
  own.index.close();
  small.index.close();
});

const asked = (question: string, previous?: string): Answer =>
  answerQuestion({ question, ...(previous === undefined ? {} : { previous }), thisYear: 2026 }, small.index);

describe('what is planned for a year', () => {
  it.each([
    ['雁岭市2022年打算举办多少场科普讲座', '121场'],
    ['雁岭市2023年计划举办多少场科普讲座', '122场'],
    ['雁岭市2023年科普讲座的目标是多少场', '122场'],
    ['雁岭市明年打算举办多少场科普讲座', '122场'],
    ['雁岭市来年准备新建多少个科普驿站', '42个'],
  ])('is read in the report of the year before: %s', (question, figure) => {
    const { kind, text } = asked(question);
    expect([kind, text.includes(figure)]).toEqual(['answered', true]);
  });

  it('is that of the year after the one before it in a conversation', () => {
    for (const [year, figure] of [
      [2021, '121场'],
      [2022, '122场'],
    ] as const)
      expect(asked('明年打算办多少场', `雁岭市${year}年举办了多少场科普讲座`).text).toContain(figure);
    expect(asked('明年打算办多少场', '雁岭市举办了多少场科普讲座').text).toContain('122场');
  });

  it('never answers what was done', () => {
    expect(asked('雁岭市2022年举办了多少场科普讲座').text).toContain('22场');
    expect(asked('雁岭市2022年举办了多少场科普讲座').text).not.toContain('121场');
    expect(asked('雁岭市2023年举办了多少场科普讲座').kind).toBe('unanswered');
    expect(asked('雁岭市2019年打算举办多少场科普讲座').kind).toBe('unanswered');
  });
});

describe('what stands below the plans', () => {
  it.each([
    ['雁岭市科协2022年的地址', '望云路22号'],
    ['雁岭市科协2021年联系人是谁', '邹晚晴'],
  ])('and is none of them: %s', (question, told) => {
    expect(asked(question)).toMatchObject({ kind: 'answered', text: expect.stringContaining(told) });
    expect(asked(question).text).not.toContain('计划');
  });
});

describe('a year told from another', () => {
  it.each([
    ['雁岭市2022年的前一年举办了多少场科普讲座', '21场'],
    ['雁岭市2021年的下一年举办了多少场科普讲座', '22场'],
    ['雁岭市今年举办了多少场科普讲座', '22场'],
    ['雁岭市去年举办了多少场科普讲座', '22场'],
  ])('is read from the year that is named, else from the newest report: %s', (question, figure) => {
    expect(asked(question).text).toContain(figure);
  });

  it.each(['去年呢', '前一年呢', '上一年是多少'])(
    'is read from that of the question before: %s',
    (question) => {
      expect(asked(question, '雁岭市2022年举办了多少场科普讲座').text).toContain('21场');
    },
  );

  it('is refused with the years there are where no report covers it', () => {
    expect(asked('雁岭市2019年举办了多少场科普讲座').text).toContain('没有2019年的报告');
  });

  it('keeps to the half that is asked for', () => {
    expect(asked('雁岭市2022年上半年新建社区书屋几个').text).toContain('3个');
    expect(asked('雁岭市2022年下半年新建社区书屋几个').kind).toBe('unanswered');
    expect(asked('雁岭市2022年上半年举办了多少场科普讲座').kind).toBe('unanswered');
  });
});

it('no figure that an own report plans is given as done in the year that it is planned for', () => {
  const planned = [...own.reports.values()].flatMap((report) =>
    [
      ...report.text.matchAll(
        /(?:计划|力争|拟|争取)(?:全年)?([\p{Script=Han}]{2,8}?)(?:达到|突破)?(\d[\d.]*万?)(场次|家|个|万人次|期|名)/gu,
      ),
    ].map(([, thing = '', number = '', unit = '']) => ({ report, thing, number, unit })),
  );
  expect(planned.length).toBeGreaterThan(10);
  for (const { report, thing, number, unit } of planned) {
    const question = `${report.association}${report.period.to + 1}年实际${thing}了多少${unit}`;
    const { kind, citations } = answerQuestion({ question, thisYear: THIS_YEAR }, own.index);
    const spans = citations.map(({ quote, highlight }) =>
      highlight ? quote.slice(highlight.start, highlight.end) : '',
    );
    if (kind === 'answered') expect([question, spans[0]]).not.toEqual([question, `${number}${unit}`]);
  }
});

describe('what stands below a year to come', () => {
  let told: Served;
  beforeAll(async () => {
    const body = `## 一、2022年完成情况

全年举办科普讲座22场。青少年科学工作室原定9月开放，到年底仍未开放。

## 二、没有做好的事

一是青少年科学工作室没有开放。二是企业科协只新建3家，少了2家。

## 三、2023年目标任务

1. 科普讲座30场。

2. 青少年科学工作室6月开放。

3. 科普驿站5个。`;
    told = await serve(
      [folderWith({ '2022.md': reportFile({ association: '雁岭市科协', year: 2022 }, body) })],
      'public',
    );
  });
  afterAll(() => told.index.close());
  const ask = (question: string) => answerQuestion({ question, thisYear: 2026 }, told.index);

  it('is planned, and dates and counts nothing that was done', () => {
    expect(ask('雁岭市科协建了多少个科普驿站').text).not.toMatch(/(?<!计划.*)5个/u);
    expect(ask('雁岭市科协青少年科学工作室哪个月开放的').text).not.toContain('6月');
    expect(ask('雁岭市科协2022年举办科普讲座多少场').text).toContain('22场');
  });

  it('is listed for who asks what the year is to bring', () => {
    const { kind, text } = ask('雁岭市科协给2023年定了哪些目标任务');
    expect([kind, ...['30场', '6月开放', '5个'].map((part) => text.includes(part))]).toEqual([
      'answered',
      true,
      true,
      true,
    ]);
  });

  it('and what is wanting is told by its own heading', () => {
    const { kind, text } = ask('雁岭市科协2022年有哪些事没做好');
    expect([kind, text.includes('没有开放'), text.includes('少了2家')]).toEqual(['answered', true, true]);
  });
});

describe('a heading', () => {
  /** What is answered over one report whose chapters stand below these headings. */
  async function asking(done: string, planned: string): Promise<(question: string) => Answer> {
    const body = `${done}

全年举办科普讲座22场，新建科普驿站7个。

${planned}

举办科普讲座160场，新建社区书屋42个。`;
    const served = await serve(
      [folderWith({ '2022.md': reportFile({ association: '雁岭市科协', year: 2022 }, body) })],
      'public',
    );
    headed.push(served);
    return (question) => answerQuestion({ question, thisYear: 2023 }, served.index);
  }
  const headed: Served[] = [];
  afterAll(() => {
    for (const { index } of headed) index.close();
  });

  it.each([
    '## 2023年1月12日在雁岭市科协全委会议上的报告\n\n### 一、主要工作',
    '## 一、主要工作（截至2023年1月12日）',
    '## 一、主要工作（2023年1月）',
  ])('with the day on which the report was given plans nothing: %s', async (done) => {
    const ask = await asking(done, `${done.includes('###') ? '###' : '##'} 二、下一步打算`);
    expect(ask('雁岭市2022年举办了多少场科普讲座').text).toContain('22场');
    expect(ask('雁岭市科协明年有什么打算').text).not.toContain('22场');
    expect(ask('雁岭市科协明年有什么打算').text).toContain('160场');
  });

  it.each(['补短板、强弱项，下一步打算', '下一步努力方向：补齐短板，缩小差距', '下一步打算：补不足'])(
    'that tells what is to be mended plans it, and tells of nothing that is wanting: %s',
    async (planned) => {
      const ask = await asking('## 一、主要工作', `## 二、${planned}`);
      expect(ask('雁岭市2022年新建多少个社区书屋').kind).toBe('unanswered');
      expect(ask('雁岭市科协2022年有哪些不足').text).not.toContain('42个');
      expect(ask('雁岭市科协明年有什么打算').text).toContain('42个');
    },
  );

  it.each(['明年要完成哪些工作', '下一步计划落实哪些工作', '下一步有什么打算'])(
    'of plans answers what is to be done, however that is said: %s',
    async (question) => {
      const ask = await asking('## 一、主要工作', '## 二、下一步打算');
      expect(ask(`雁岭市科协${question}`).text).toContain('42个');
    },
  );
});

describe('年初 of a year that is named', () => {
  it('is of that year and not of this one', () => {
    for (const year of [2021, 2022])
      expect(asked(`${year}年雁岭市科协年初到年底举办了多少场科普讲座`).text).toContain(`${year - 2000}场`);
  });
});

describe('a year that only plans can tell of', () => {
  it('is told of by them, as planned, and never by how many', async () => {
    const body = `## 一、工作

全年举办科普讲座22场。

## 二、2023年工作安排

副主席邹晚晴牵头科普场馆建设，6月在望云路建成青少年科学工作室。举办科普讲座30场。`;
    const { index } = await serve(
      [folderWith({ '2022.md': reportFile({ association: '雁岭市科协', year: 2022 }, body) })],
      'public',
    );
    const ask = (question: string) => answerQuestion({ question, thisYear: 2026 }, index);
    expect(ask('雁岭市科协2023年哪个副主席牵头科普场馆').text).toMatch(/计划.*邹晚晴/u);
    expect(ask('雁岭市科协2023年举办科普讲座多少场').text).not.toContain('30场');
    index.close();
  });
});

describe('what only a plan tells of', () => {
  it.each([
    ['雁岭市科技灯会几月办', '6月'],
    ['科技灯会什么时候举办', '6月'],
    ['雁岭市的科技灯会在哪里办', '望云广场'],
  ])('is told as planned to whoever does not say that it was: %s', (question, span) => {
    const { kind, text } = asked(question);
    expect({ kind, text }).toEqual({ kind: 'answered', text: expect.stringContaining('报告里说的是计划') });
    expect(text).toContain(span);
  });

  it.each(['雁岭市科技灯会是几月办的', '科技灯会什么时候举办的', '科技灯会已经在几月办过了'])(
    'does not answer when it was: %s',
    (question) => {
      expect(asked(question).kind).toBe('unanswered');
    },
  );
});

describe('the plans of a year', () => {
  it.each([
    '雁岭市科协2023年的工作计划是什么',
    '雁岭市科协明年有哪些打算',
    '雁岭市科协2023年工作计划',
    '雁岭市科协下一步怎么打算',
  ])('are told whole, however they are asked for: %s', (question) => {
    const { kind, text } = asked(question);
    expect(kind).toBe('answered');
    for (const part of ['122场', '42个', '科技灯会']) expect(text).toContain(part);
  });
});

describe('what one year planned and the next one tells of', () => {
  let served: Served;
  beforeAll(async () => {
    served = await serve(
      [
        folderWith({
          'a.md': reportFile(
            { association: '雁岭市科协', year: 2021 },
            '## 一、工作\n\n举办讲座31场。\n\n## 二、下一步打算\n\n拟于6月在望云广场举办首届“科技灯会”。',
          ),
          'b.md': reportFile(
            { association: '雁岭市科协', year: 2022 },
            '## 一、工作\n\n8月19日，首届“科技灯会”在滨河公园举行，吸引市民2.3万人次。',
          ),
        }),
      ],
      'public',
    );
  });
  afterAll(() => served.index.close());

  it.each([
    ['雁岭市科技灯会几月几号办', '8月19日', '6月'],
    ['雁岭市科技灯会在哪里举行', '滨河公园', '望云广场'],
  ])('is told by the next: %s', (question, told, planned) => {
    const { kind, text } = answerQuestion({ question, thisYear: 2026 }, served.index);
    expect([kind, text.includes(told), text.includes(planned)]).toEqual(['answered', true, false]);
  });
});
