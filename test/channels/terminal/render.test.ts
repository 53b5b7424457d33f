import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import type { Answer, Citation } from '../../../src/answer/contract.ts';
import { languageOf } from '../../../src/channels/document.ts';
import { renderAnswer } from '../../../src/channels/terminal/render.ts';
import { printable } from '../../../src/printable.ts';
import { type Line, paintLine } from '../../../src/terminal/wrap.ts';

const textOf = (line: Line) => line.map(({ text }) => text).join('');
const marked = (line: Line) =>
  paintLine(line, (text, emphasis) => (emphasis === 'plain' ? text : `<${emphasis}>${text}</${emphasis}>`));

const CITATION: Citation = {
  report: 'r',
  title: '工作总结',
  association: '雁岭市科协',
  period: '2022',
  passage: 'r#1',
  section: ['一、科普服务', '（一）活动'],
  quote: '市科协共开展科普活动318场，受益4.2万人次。',
  start: 0,
  end: 22,
  highlight: { start: 10, end: 14 },
};
const ANSWER: Answer = {
  kind: 'answered',
  text: '雁岭市科协（2022年）：开展科普活动318场。',
  confidence: 1,
  citations: [CITATION],
  nearest: [],
  suggestions: [],
  generation: 'g',
};
const WIDE = { widthColumns: Number.POSITIVE_INFINITY, isPickable: false, language: 'zh' } as const;

describe('renderAnswer', () => {
  it('puts the text first, then numbered sources with the answering span in bold', () => {
    expect(renderAnswer(ANSWER, WIDE).map(marked)).toEqual([
      '雁岭市科协（2022年）：开展科普活动318场。',
      '',
      '<dim>[1] </dim><dim>雁岭市科协 · 2022年 · 一、科普服务 › （一）活动</dim>',
      '    「市科协共开展科普活动<bold>318场</bold>，受益4.2万人次。」',
    ]);
  });

  it('says of a sentence that it was recognised from a scan', () => {
    const read = { ...ANSWER, citations: [{ ...CITATION, isRecognised: true as const }] };
    expect(textOf(renderAnswer(read, WIDE)[2] ?? [])).toContain('2022年 · 文字由扫描件识别 · 一、科普服务');
  });

  it('puts what is nearest below a reason, marked as no answer, with the titles of the reports', () => {
    const answer: Answer = {
      ...ANSWER,
      kind: 'unanswered',
      text: '报告里没有找到这个问题的答案。',
      citations: [],
      nearest: [{ ...CITATION, quote: '市科协共开展科普活动318场。\n\n受益4.2万人次。', end: 24 }],
      suggestions: ['甲？'],
    };
    expect(renderAnswer(answer, WIDE).map(marked)).toEqual([
      '报告里没有找到这个问题的答案。',
      '',
      '<dim>最接近的原文（不一定是答案）：</dim>',
      '<dim>[1] </dim><dim>雁岭市科协 · 2022年 · 工作总结</dim>',
      '    「市科协共开展科普活动<bold>318场</bold>。  受益4.2万人次。」',
      '',
      '<dim>可以这样问：</dim>',
      '<dim>  · </dim>甲？',
    ]);
  });

  it('keeps the span bold over a line break', () => {
    const highlight = { start: 0, end: CITATION.quote.length };
    const lines = renderAnswer(
      { ...ANSWER, citations: [{ ...CITATION, highlight }] },
      { ...WIDE, widthColumns: 24 },
    );
    expect(lines.map(marked).filter((line) => line.includes('<bold>'))).toHaveLength(3);
  });

  it('makes nothing bold where the whole sentence is the answer', () => {
    const lines = renderAnswer({ ...ANSWER, citations: [{ ...CITATION, highlight: null }] }, WIDE);
    expect(lines.map(marked).join('')).not.toContain('<bold>');
  });

  it.each([20, 40, 80])('fits %i columns', (widthColumns) => {
    const answer = { ...ANSWER, suggestions: ['雁岭市科协2022年新建院士工作站有多少家？'] };
    for (const line of renderAnswer(answer, { ...WIDE, widthColumns })) {
      expect(stringWidth(textOf(line))).toBeLessThanOrEqual(widthColumns);
    }
  });

  it('numbers suggestions only where a number picks one', () => {
    const answer = { ...ANSWER, citations: [], suggestions: ['甲？', '乙？'] };
    expect(renderAnswer(answer, WIDE).map(textOf).slice(2)).toEqual(['可以这样问：', '  · 甲？', '  · 乙？']);
    const pickable = renderAnswer(answer, { ...WIDE, isPickable: true })
      .map(textOf)
      .slice(2);
    expect(pickable).toEqual(['可以这样问（输入编号即可）：', '  1  甲？', '  2  乙？']);
  });

  it('asks which one of the choices of a question back', () => {
    const answer: Answer = { ...ANSWER, kind: 'clarify', citations: [], suggestions: ['甲？', '乙？'] };
    const leadOf = (layout: Partial<typeof WIDE> | { isPickable: boolean } | { language: 'en' }) =>
      renderAnswer(answer, { ...WIDE, ...layout }).map(textOf)[2];
    expect(leadOf({})).toBe('是这几个里的哪一个？');
    expect(leadOf({ isPickable: true })).toBe('是这几个里的哪一个（输入编号即可）？');
    expect(leadOf({ isPickable: true, language: 'en' })).toBe('Which one of these (type its number)?');
  });

  it('frames an English question in English', () => {
    const answer = { ...ANSWER, suggestions: ['甲？'] };
    const lines = renderAnswer(answer, { ...WIDE, language: languageOf('How many events?') }).map(textOf);
    expect(lines).toContain('[1] 雁岭市科协 · 2022 · 一、科普服务 › （一）活动');
    expect(lines).toContain('You can ask:');
  });

  it('lets no text steer the terminal', () => {
    const hostile = '没有\u001b[2J关于\u009b1m\u202e的内容\u0007';
    expect(printable(hostile)).toBe('没有 [2J关于 1m 的内容 ');
    const shown = renderAnswer({ ...ANSWER, text: hostile }, WIDE).map(textOf);
    expect(shown[0]).toBe(printable(hostile));
  });
});
