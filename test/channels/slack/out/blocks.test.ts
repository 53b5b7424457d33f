import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Answer, Citation } from '../../../../src/answer/contract.ts';
import { toDocument } from '../../../../src/channels/document.ts';
import type { PassageView } from '../../../../src/channels/passage.ts';
import { homeView } from '../../../../src/channels/slack/do/home.ts';
import { actionName, readPressed, writePressed } from '../../../../src/channels/slack/out/actions.ts';
import { messageOf, plainMessage } from '../../../../src/channels/slack/out/blocks.ts';
import { fitCharacters, fitSentences } from '../../../../src/channels/slack/out/limits.ts';
import { noticeModal, passageModal, readWhy, whyModal } from '../../../../src/channels/slack/out/modals.ts';
import { repliesIn } from '../../../../src/channels/slack/out/replies.ts';
import { charsOf, messageBreach, viewBreach } from '../../../fakes/slack/limits.ts';
import type { Json } from '../../../fakes/slack/workspace.ts';

/** Text as reports have it, and worse: very long, with line breaks, emoji, markup of Slack's and half characters. */
const text = (max: number) =>
  fc.oneof(
    { weight: 4, arbitrary: fc.string({ unit: 'grapheme', maxLength: Math.floor(max / 4) }) },
    { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: Math.floor(max / 4) }) },
    {
      weight: 3,
      arbitrary: fc
        .array(
          fc.constantFrom(
            '平湖市科协开展科普活动106项，',
            '受益8.6万人次。',
            '<@U1> ',
            '*粗体*',
            '&amp;',
            '\n\n',
            '👩‍👩‍👧‍👦',
            '：',
          ),
          {
            maxLength: Math.floor(max / 4),
          },
        )
        .map((parts) => parts.join('')),
    },
  );

const citation: fc.Arbitrary<Citation> = fc
  .record({
    report: text(40),
    title: text(100),
    association: text(60),
    period: fc.constantFrom('2020', '2017—2021'),
    passage: text(80),
    section: fc.array(text(200), { maxLength: 5 }),
    quote: text(6_000),
    start: fc.nat(10_000),
    cut: fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true })),
    isPlain: fc.boolean(),
  })
  .map(({ cut, isPlain, ...rest }) => {
    const [a, b] = cut.map((share) => Math.floor(share * rest.quote.length)) as [number, number];
    return {
      ...rest,
      end: rest.start + rest.quote.length,
      highlight: isPlain ? null : { start: Math.min(a, b), end: Math.max(a, b) },
    };
  });

const answer: fc.Arbitrary<Answer> = fc.record({
  kind: fc.constantFrom('answered', 'clarify', 'unanswered', 'help'),
  text: text(12_000),
  confidence: fc.constant(1),
  citations: fc.array(citation, { maxLength: 30 }),
  nearest: fc.array(citation, { maxLength: 4 }),
  suggestions: fc.array(text(900), { maxLength: 40 }),
  generation: fc.constant('g'),
});

const options = fc.record({
  exchange: fc.option(fc.integer({ min: -(10 ** 15), max: 10 ** 9 }), { nil: null }),
  canHandOff: fc.boolean(),
  isHandedOff: fc.boolean(),
  canShare: fc.boolean(),
  isShared: fc.boolean(),
});

describe('a message', () => {
  it('keeps every limit of Slack, whatever the answer', () => {
    fc.assert(
      fc.property(
        answer,
        options,
        fc.constantFrom('zh' as const, 'en' as const),
        text(400),
        (given, how, language, chosen) => {
          const document = toDocument(given, { language, notice: chosen });
          const message = messageOf(document, { ...how, ...(chosen ? { chosen } : {}) });
          expect(messageBreach(message as unknown as Json)).toBeNull();
          expect(charsOf(message.blocks)).toBeLessThanOrEqual(12_000);
          expect(message.text).not.toMatch(/<@|<!/u);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('keeps its buttons, whatever has to be left off', () => {
    fc.assert(
      fc.property(answer, (given) => {
        const message = messageOf(toDocument({ ...given, kind: 'answered' }), {
          exchange: 7,
          canShare: true,
        });
        const buttons = JSON.stringify(message.blocks.at(-1));
        expect(buttons).toContain('kewen.useful.0');
        expect(buttons).toContain('kewen.share.0');
      }),
      { numRuns: 60 },
    );
  });

  it('begins with the answer', () => {
    const message = messageOf(
      toDocument({
        kind: 'unanswered',
        text: '报告里没有。',
        confidence: 0,
        citations: [],
        nearest: [],
        suggestions: ['甲？'],
        generation: 'g',
      }),
      { exchange: 7, canHandOff: true },
    );
    expect(message.blocks[0]).toEqual({
      type: 'rich_text',
      elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: '报告里没有。' }] }],
    });
  });

  it('shows what is nearest small, as no answer, with buttons to read it and to vote', () => {
    const near: Citation = {
      report: 'r',
      title: '雁岭市科协2022年工作总结',
      association: '雁岭市科协',
      period: '2022',
      passage: 'r#1',
      section: ['科普'],
      quote: `${'前'.repeat(200)}开展科普活动318场，\n\n${'后'.repeat(200)}`,
      start: 0,
      end: 412,
      highlight: { start: 200, end: 211 },
    };
    const document = toDocument({
      kind: 'unanswered',
      text: '报告里没有找到这个问题的答案。',
      confidence: 0,
      citations: [],
      nearest: [near, { ...near, passage: 'r#2' }],
      suggestions: [],
      generation: 'g',
    });
    const shown = JSON.stringify(messageOf(document, { exchange: 7 }).blocks);
    expect(shown).toContain('最接近的原文（不一定是答案）');
    expect(shown).toContain('"text":"[2] "},{"type":"text","text":"雁岭市科协2022年工作总结"}');
    expect(shown).toContain(' · 雁岭市科协 · 2022年 · 科普');
    expect(shown).toContain('"text":"开展科普活动318场，","style":{"bold":true}');
    expect(shown.match(/前/gu)?.length).toBeLessThan(160);
    for (const id of ['kewen.source.0', 'kewen.source.1', 'kewen.useful.0']) expect(shown).toContain(id);
  });

  it('has no buttons that refer to an exchange while there is none', () => {
    const message = messageOf(
      toDocument({
        kind: 'clarify',
        text: '哪一家？',
        confidence: 1,
        citations: [],
        nearest: [],
        suggestions: ['甲', '乙'],
        generation: 'g',
      }),
      { exchange: null },
    );
    expect(JSON.stringify(message.blocks)).not.toContain('actions');
  });

  it('that is a plain line keeps the limits too', () => {
    fc.assert(
      fc.property(text(20_000), (line) => {
        expect(messageBreach(plainMessage(line || ' ') as unknown as Json)).toBeNull();
      }),
    );
  });
});

describe('views', () => {
  const part = fc.record({
    section: text(900),
    isAsked: fc.boolean(),
    before: text(800),
    span: text(800),
    after: text(800),
  });
  const view: fc.Arbitrary<PassageView> = fc.record({
    title: text(900),
    association: text(200),
    period: fc.constant('2020年'),
    source: text(2_000),
    published: text(30),
    report: text(50),
    passage: text(50),
    page: fc.integer({ min: -9_999, max: 9_999 }),
    hasEarlier: fc.boolean(),
    hasLater: fc.boolean(),
    parts: fc.array(part, { maxLength: 3 }),
  });

  it('keep every limit of Slack, whatever stands in the report', () => {
    fc.assert(
      fc.property(view, (shown) => {
        const clean = {
          ...shown,
          parts: shown.parts.map((p) => ({
            ...p,
            before: p.before.replace(/\p{Cs}/gu, ''),
            span: p.span.replace(/\p{Cs}/gu, ''),
            after: p.after.replace(/\p{Cs}/gu, ''),
          })),
        };
        expect(
          viewBreach(passageModal(clean, { exchange: -(10 ** 15), item: 11, page: 0 }) as unknown as Json),
        ).toBeNull();
      }),
    );
    expect(viewBreach(whyModal(7) as unknown as Json)).toBeNull();
  });

  it('say nothing in Chinese to whoever asked in English, nor do replies', () => {
    expect(JSON.stringify(whyModal(7, 'en'))).not.toMatch(/\p{Script=Han}/u);
    const replies = Object.values(repliesIn('en')).map((reply) =>
      typeof reply === 'function' ? reply('x' as never) : JSON.stringify(reply),
    );
    for (const reply of [...replies, JSON.stringify(noticeModal('x', 'en'))])
      expect(reply).not.toMatch(/\p{Script=Han}/u);
    expect(viewBreach(whyModal(7, 'en') as unknown as Json)).toBeNull();
  });

  it('show a home with hundreds of reports and long questions', () => {
    const card = (row: number) => ({
      association: `第${row % 90}号县科学技术协会`,
      title: '工作总结',
      period: { from: 2000 + (row % 20), to: 2000 + (row % 20) },
    });
    const home = homeView(
      Array.from({ length: 900 }, (_, row) => card(row)),
      Array(5).fill('很长的问题'.repeat(100)),
    );
    expect(viewBreach(home as unknown as Json)).toBeNull();
    expect(viewBreach(homeView([], []) as unknown as Json)).toBeNull();
  });

  it('read the form whatever comes back', () => {
    expect(
      readWhy({
        reason: { reason: { selected_option: { value: 'figure' } } },
        note: { note: { value: ' 是107项 ' } },
      }),
    ).toBe('数字、名字或时间不对：是107项');
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.dictionary(fc.string(), fc.anything())), (values) => {
        expect(typeof readWhy(values)).toBe('string');
      }),
    );
  });
});

describe('text that is too long', () => {
  it('ends with a whole sentence', () => {
    const sentences = '甲市开展科普活动106项。乙市开展科普活动925项。';
    expect(fitSentences(sentences, 20)).toBe('甲市开展科普活动106项。');
    expect(fitSentences(sentences, 99)).toBe(sentences);
    expect(fitSentences(sentences, 20, '（见原文）')).toBe('甲市开展科普活动106项。（见原文）');
  });

  it('never ends inside a character and never grows', () => {
    fc.assert(
      fc.property(text(400), fc.integer({ min: 10, max: 60 }), (long, max) => {
        const [whole, line] = [fitSentences(long, max), fitCharacters(long, max)];
        expect(whole.length).toBeLessThanOrEqual(Math.max(max, 0));
        expect(line.length).toBeLessThanOrEqual(max);
        if (!/\p{Cs}/u.test(long)) expect(whole + line).not.toMatch(/\p{Cs}/u);
      }),
    );
  });
});

describe('what a button holds', () => {
  it('comes back as it was written', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -(10 ** 15), max: 10 ** 15 }),
        fc.nat(9_999),
        fc.integer({ min: -99_999, max: 99_999 }),
        (exchange, item, page) => {
          expect(readPressed(writePressed({ exchange, item, page }))).toEqual({ exchange, item, page });
        },
      ),
    );
  });

  it('is nothing when somebody made it up', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        const read = readPressed(value);
        expect(read === null || Number.isSafeInteger(read.exchange)).toBe(true);
      }),
    );
    for (const forged of ['', '1', '1/2', '1/2/3/4', '1/2/3\n', '9'.repeat(40), "1'; DROP TABLE exchanges"]) {
      expect(readPressed(forged)).toBeNull();
    }
    expect(actionName('kewen.share.0')).toBe('share');
    expect(actionName('kewen.shared.0')).toBeNull();
  });
});
