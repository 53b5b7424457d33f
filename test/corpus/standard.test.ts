import { describe, expect, it } from 'vitest';
import { loadCorpus } from '../../src/corpus/load.ts';
import { parseAnswers } from '../../src/corpus/standard.ts';
import { folderWith, SMALL } from '../support/small.ts';

const ENTRY = `- id: 科技馆
  questions: [科技馆几点开门？]
  answer: 每天9点开门，周一闭馆。
  source: {title: 科技馆公告, url: https://example.org/a, published: 2026-01-05}
  audience: public
  expires: 2027-01-31
`;

describe('answers.yaml', () => {
  it('gives each answer with its questions, source, audience and last day', () => {
    expect(parseAnswers(ENTRY)).toEqual([
      {
        id: '科技馆',
        questions: ['科技馆几点开门？'],
        answer: '每天9点开门，周一闭馆。',
        source: { title: '科技馆公告', url: 'https://example.org/a', published: '2026-01-05' },
        audience: 'public',
        expires: '2027-01-31',
        association: '',
        period: null,
        where: 'answers.yaml:1',
      },
    ]);
  });

  it('may be empty, and may have comments only', () => {
    expect(parseAnswers('')).toEqual([]);
    expect(parseAnswers('# 还没有\n')).toEqual([]);
  });

  it.each([
    ['id: a: b\n  - c', /^词表 answers\.yaml:1：不是有效的 YAML/u],
    ['id: a', /answers\.yaml:1：每条回答要以“- id: …”开头/u],
    [ENTRY.replace('  audience: public\n', ''), /answers\.yaml:1：audience 必须写明 public/u],
    [ENTRY.replace('public', 'everyone'), /answers\.yaml:5：audience 必须写明/u],
    [ENTRY.replace('2027-01-31', '明年'), /answers\.yaml:6：expires 要写有效的最后一天/u],
    [ENTRY.replace('2027-01-31', '2027-02-30'), /answers\.yaml:6：expires/u],
    [ENTRY.replace('2027-01-31', '2027-01'), /answers\.yaml:6：expires/u],
    [ENTRY.replace('[科技馆几点开门？]', '[]'), /answers\.yaml:2：questions 要写/u],
    [ENTRY.replace('https://example.org/a', 'javascript:alert(1)'), /answers\.yaml:4：source 要写来源/u],
    [ENTRY.replace('{title: 科技馆公告', '{report: a'), /answers\.yaml:4：source 要写来源/u],
    [
      ENTRY.replace('每天9点开门，周一闭馆。', '长'.repeat(401)),
      /answers\.yaml:3：answer 要写不超过 400 字/u,
    ],
    [`${ENTRY}  note: x\n`, /answers\.yaml:7：不认识 note 这一项/u],
    [`${ENTRY}\n${ENTRY}`, /answers\.yaml:8：编号 科技馆 在第 1 行已有/u],
    [
      `${ENTRY}\n${ENTRY.replace('id: 科技馆', 'id: b')}`,
      /answers\.yaml:9：“科技馆几点开门？”在第 2 行已有/u,
    ],
    [`${ENTRY}  period: 二〇二〇\n`, /answers\.yaml:7：period 要写年份/u],
  ])('is refused with its line: %s', (text, message) => {
    expect(() => parseAnswers(text)).toThrow(message);
  });
});

describe('a standard answer that cites a report', () => {
  const load = async (answers: string) =>
    await loadCorpus(
      folderWith({
        'yanling-2022.md': SMALL['yanling-2022.md'] as string,
        '内部/b-2022.md': (SMALL['yanling-2022.md'] as string)
          .replaceAll('雁岭', '云溪')
          .replace('audience: public', 'audience: staff'),
        'lexicon/answers.yaml': answers,
      }),
    );
  const entry = (more: string, source = 'report: yanling-2022, quote: 科普大篷车进校园46次') =>
    `- id: 大篷车
  questions: [科普大篷车进了多少次校园？]
  source: {${source}}
  ${more}
`;
  const messages = async (answers: string) => (await load(answers)).problems.map(({ message }) => message);

  it('has the place of its quote, and the association and year of the report', async () => {
    const { answers, problems, reports } = await load(entry('answer: 进了46次。\n  audience: public'));
    expect(problems).toEqual([]);
    const [answer] = answers;
    const report = reports.find(({ id }) => id === answer?.cited?.report);
    expect(report?.text.slice(answer?.cited?.start, answer?.cited?.end)).toBe('科普大篷车进校园46次');
    expect([answer?.association, answer?.period]).toEqual(['雁岭市科协', { from: 2022, to: 2022 }]);
  });

  it('is set aside when the report does not have the quote, or there is no such report', async () => {
    expect(
      await messages(
        entry('answer: 46次。\n  audience: public', 'report: yanling-2022, quote: 科普大篷车进校园64次'),
      ),
    ).toEqual([expect.stringContaining('yanling-2022 里没有“科普大篷车进校园64次”这句话')]);
    expect(
      await messages(entry('answer: 46次。\n  audience: public', 'report: nowhere, quote: 科普大篷车')),
    ).toEqual([expect.stringContaining('没有编号是 nowhere 的报告')]);
  });

  it('is set aside when it says a number that the quote does not', async () => {
    expect(await messages(entry('answer: 进了46次，行程2600公里。\n  audience: public'))).toEqual([
      expect.stringContaining('回答里的“2600”不在 quote 里'),
    ]);
  });

  it('is set aside when it would show the public a staff report', async () => {
    const source = 'report: 内部-b-2022, quote: 科普大篷车进校园46次';
    expect(await messages(entry('answer: 46次。\n  audience: public', source))).toEqual([
      expect.stringContaining('是内部报告，给公众的回答不能用它'),
    ]);
    expect(await messages(entry('answer: 46次。\n  audience: staff', source))).toEqual([]);
  });

  it('is set aside when no report that its readers may see is of its association', async () => {
    const outside = (audience: string) =>
      entry(`answer: 是。\n  audience: ${audience}\n  association: 云溪市科协`, 'title: 公告');
    expect(await messages(outside('public'))).toEqual([expect.stringContaining('没有云溪市科协的公开报告')]);
    expect(await messages(outside('staff'))).toEqual([]);
  });
});
