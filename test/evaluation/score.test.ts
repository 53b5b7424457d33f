import { describe, expect, it } from 'vitest';
import type { Answer, Citation } from '../../src/answer/contract.ts';
import type { Judged } from '../../src/evaluation/ask.ts';
import { type Golden, halfOf } from '../../src/evaluation/golden.ts';
import { judge, says } from '../../src/evaluation/score.ts';
import { summarize, tallyByType } from '../../src/evaluation/summary.ts';

const golden = (more: Partial<Golden> = {}): Golden => ({
  id: 'q-1',
  question: '问',
  type: 'count',
  gold: [['16家']],
  evidence: ['新建院士工作站16家'],
  ...more,
});
const answer = (text: string, more: Partial<Answer> = {}): Answer => ({
  kind: 'answered',
  text,
  confidence: 1,
  citations: [{ quote: '全市新建院士工作站16家。' } as Citation],
  nearest: [],
  suggestions: [],
  generation: 'g',
  ...more,
});
const verdict = (question: Golden, given: Answer | null) => judge(question, given).verdict;

describe('says', () => {
  it.each([
    ['新建16家', '6家', false],
    ['新建6家', '6家', true],
    ['受益1.6万', '6万', false],
    ['共106', '10', false],
    ['共10.6', '10', false],
    ['共10.', '10', true],
    ['共10、16', '6', false],
    ['共16、6', '6', true],
    ['第 16 届', '第16届', true],
    ['１６家', '16家', true],
    ['5—8月', '5-8月', true],
    ['5～8月', '5~8月', true],
    ['Taicang', 'taicang', true],
  ])('%s and %s: %s', (text, fact, expected) => {
    expect(says(text, fact)).toBe(expected);
  });
});

describe('judge', () => {
  it('wants every fact, in any of its ways', () => {
    const both = golden({ gold: [['16家', '十六家'], ['3人']] });
    expect(verdict(both, answer('十六家，3人'))).toBe('correct');
    expect(judge(both, answer('16家'))).toEqual({ verdict: 'wrong', reason: '没有说到 3人' });
  });

  it('wants a fact in the text, not in the citation', () => {
    expect(verdict(golden(), answer('见引文'))).toBe('wrong');
  });

  it('wants nothing that is rejected, and takes its denial', () => {
    const claim = golden({ type: 'yesno', gold: [['16家']], reject: ['是。', '是，'] });
    expect(judge(claim, answer('是。新建院士工作站16家'))).toEqual({
      verdict: 'wrong',
      reason: '不该说 是。',
    });
    expect(verdict(claim, answer('不是。新建院士工作站16家'))).toBe('correct');
    expect(verdict(claim, answer('报告只说：新建院士工作站16家'))).toBe('correct');
  });

  it('calls a right text over another sentence lucky', () => {
    const elsewhere = { citations: [{ quote: '去年举办讲座16家次。' } as Citation] };
    expect(verdict(golden(), answer('16家', elsewhere))).toBe('lucky');
    expect(verdict(golden(), answer('16家', { citations: [] }))).toBe('lucky');
    expect(verdict(golden({ evidence: [] }), answer('16家', { citations: [] }))).toBe('correct');
  });

  it('takes no passage for an answer', () => {
    const long = `16家${'很'.repeat(119)}`;
    expect(verdict(golden(), answer(long))).toBe('wrong');
    expect(verdict(golden({ type: 'list' }), answer(long))).toBe('correct');
    expect(verdict(golden(), answer(`16家${'𠮷'.repeat(117)}`))).toBe('correct');
  });

  it('wants no answer where the reports have none, a question back included', () => {
    const none = golden({ type: 'unanswerable', gold: [], evidence: [] });
    expect(verdict(none, answer('16家'))).toBe('wrong');
    for (const kind of ['unanswered', 'clarify', 'help'] as const) {
      expect(verdict(none, answer('', { kind }))).toBe('abstained');
    }
  });

  it('wants a question back to offer every choice, in its text or its suggestions', () => {
    const which = golden({ type: 'clarify', offers: ['雁岭', '2021'] });
    const back = (suggestions: string[]) => answer('雁岭市还是别处？', { kind: 'clarify', suggestions });
    expect(verdict(which, back(['禾汀2021年？']))).toBe('correct');
    expect(judge(which, back([])).reason).toContain('2021');
  });

  it('calls no answer silent, and a question back where none was needed', () => {
    expect(verdict(golden(), answer('', { kind: 'unanswered' }))).toBe('silent');
    expect(judge(golden(), answer('', { kind: 'clarify' })).reason).toBe('反问了');
    expect(verdict(golden(), null)).toBe('failed');
  });
});

describe('halfOf', () => {
  it('goes by the number at the end of the id', () => {
    expect(['inv-001', 'inv-010', 'x2y3', 'plain'].map((id) => halfOf({ id }))).toEqual([
      'tune',
      'held',
      'tune',
      'tune',
    ]);
  });
});

describe('summarize', () => {
  const row = (more: Partial<Golden>, given: Answer | null, elapsedMs = 1): Judged => {
    const question = golden(more);
    const best = { confidence: 1, isRight: false };
    return {
      golden: question,
      answer: given,
      judgement: judge(question, given),
      miss: null,
      best,
      objections: [],
      elapsedMs,
    };
  };
  const none = { type: 'unanswerable', gold: [], evidence: [] };
  const rows = [
    row({}, answer('16家')),
    row({}, answer('16家', { citations: [] })),
    row({}, answer('6家')),
    row({ type: 'date' }, answer('', { kind: 'unanswered' }), 9),
    row(none, answer('', { kind: 'unanswered' })),
    row(none, answer('16家')),
  ];

  it('counts luck as wrong and shows it apart', () => {
    expect(summarize(rows)).toEqual({
      questions: 6,
      answerable: 4,
      unanswerable: 2,
      correct: 25,
      lucky: 25,
      silent: 25,
      nearWhenSilent: 0,
      abstained: 50,
      wrong: 50,
      said: 50,
      cited: 50,
      saidWrong: 33.3,
      failed: 0,
      p50Ms: 1,
      p99Ms: 9,
    });
  });

  it('is all zero for no questions', () => {
    expect(new Set(Object.values(summarize([])))).toEqual(new Set([0]));
  });

  it('tallies by type in the order of the questions', () => {
    expect([...tallyByType(rows).keys()]).toEqual(['count', 'date', 'unanswerable']);
    expect(tallyByType(rows).get('count')).toMatchObject({ questions: 3, correct: 1, lucky: 1, wrong: 1 });
  });
});
