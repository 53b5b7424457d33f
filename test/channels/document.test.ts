import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Answer, Citation } from '../../src/answer/contract.ts';
import { languageOf, sentenceOf, toDocument } from '../../src/channels/document.ts';
import { passageView } from '../../src/channels/passage.ts';
import { openIndex } from '../../src/index/open.ts';
import type { OpenIndex } from '../../src/index/shelf.ts';
import { buildIndex } from './slack/kewen.ts';

const citation = (more: Partial<Citation> = {}): Citation => ({
  report: 'yanling-2022',
  title: '雁岭市科协2022年工作总结',
  association: '雁岭市科协',
  period: '2022',
  passage: 'yanling-2022#1',
  section: ['一、科普服务'],
  quote: '2022年，市科协共开展科普活动318场。',
  start: 10,
  end: 29,
  highlight: { start: 16, end: 20 },
  ...more,
});
const answer = (more: Partial<Answer> = {}): Answer => ({
  kind: 'answered',
  text: '雁岭市科协（2022年）：开展科普活动318场。',
  confidence: 1,
  citations: [citation()],
  nearest: [],
  suggestions: [],
  generation: 'g',
  ...more,
});
const heting = citation({
  report: 'heting-2021',
  association: '禾汀县科协',
  period: '2021',
  quote: '开展科普活动96场。',
  start: 5,
  end: 14,
  highlight: { start: 6, end: 9 },
});

describe('a document', () => {
  it('names association, period and section above each sentence and sets its span apart', () => {
    const [quote] = toDocument(answer()).quotes;
    expect(quote).toMatchObject({
      label: '雁岭市科协 · 2022年 · 一、科普服务',
      before: '2022年，市科协共开展科普活动',
      span: '318场',
      after: '。',
    });
  });

  it('says of a sentence that it was recognised from a scan', () => {
    const read = answer({ citations: [citation({ isRecognised: true })] });
    expect(toDocument(read).quotes[0]?.label).toBe('雁岭市科协 · 2022年 · 文字由扫描件识别 · 一、科普服务');
    expect(toDocument(read, { language: 'en' }).quotes[0]?.label).toContain('text recognised from a scan');
  });

  it('keeps each sentence once, the one with a span before the one without', () => {
    const { quotes } = toDocument(answer({ citations: [citation({ highlight: null }), citation()] }));
    expect(quotes.map(({ span }) => span)).toEqual(['318场']);
  });

  it('sets the figures of two associations side by side, and not two of one', () => {
    const table = toDocument(answer({ citations: [citation(), heting] })).table;
    expect(table).toEqual({
      columns: ['科协', '时间', '数据'],
      rows: [
        ['雁岭市科协', '2022年', '318场'],
        ['禾汀县科协', '2021年', '96场'],
      ],
    });
    const twice = [citation(), citation({ start: 40, end: 59 })];
    expect(toDocument(answer({ citations: twice })).table).toBeNull();
    expect(toDocument(answer({ citations: [citation(), { ...heting, highlight: null }] })).table).toBeNull();
  });

  it('offers the suggestions of a question back as choices, of any other answer as topics', () => {
    const suggestions = ['雁岭呢？', '禾汀呢？'];
    expect(toDocument(answer({ kind: 'clarify', suggestions }))).toMatchObject({
      choices: suggestions,
      topics: [],
    });
    expect(toDocument(answer({ kind: 'unanswered', suggestions }))).toMatchObject({
      choices: [],
      topics: suggestions,
    });
  });

  it('shortens a long heading path to its innermost heading', () => {
    const [quote] = toDocument(
      answer({ citations: [citation({ section: ['很长的标题'.repeat(20), '（二）活动'] })] }),
    ).quotes;
    expect(quote?.section).toBe('（二）活动');
  });

  it('speaks the language of the question', () => {
    expect([
      languageOf('How many?'),
      languageOf('多少？'),
      languageOf('科普 events?'),
      languageOf('？'),
    ]).toEqual(['en', 'zh', 'zh', 'zh']);
    expect(toDocument(answer(), { language: 'en' }).quotes[0]?.label).toBe(
      '雁岭市科协 · 2022 · 一、科普服务',
    );
  });

  it('is never without a headline and never holds what steers a display', () => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not be there
    const steering = /[\u0000-\u0009\u000b-\u001f\u202a-\u202e\u2066-\u2069\p{Cs}]/u;
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 80 }),
        fc.string({ unit: 'grapheme', maxLength: 80 }),
        fc.nat(100),
        fc.nat(100),
        (text, quote, a, b) => {
          const [start, end] = [Math.min(a, b), Math.max(a, b)].map((at) => Math.min(at, quote.length)) as [
            number,
            number,
          ];
          const document = toDocument(
            answer({ text, citations: [citation({ quote, highlight: { start, end } })] }),
          );
          expect(document.headline.trim()).not.toBe('');
          expect(document.headline).not.toMatch(steering);
          const [first] = document.quotes;
          expect(first && sentenceOf(first)).not.toMatch(steering);
        },
      ),
    );
  });

  it('keeps a sentence word for word where nothing in it steers a display', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[\p{Script=Han}\d，。；（）%a-z]{1,60}$/u),
        fc.nat(60),
        fc.nat(60),
        (quote, a, b) => {
          const [start, end] = [Math.min(a, b), Math.max(a, b)].map((at) => Math.min(at, quote.length)) as [
            number,
            number,
          ];
          const [first] = toDocument(
            answer({ citations: [citation({ quote, highlight: { start, end } })] }),
          ).quotes;
          expect(first && sentenceOf(first)).toBe(quote);
        },
      ),
    );
  });
});

describe('看原文', () => {
  let index: OpenIndex;
  beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'kewen-document-'));
    index = await openIndex(await buildIndex(folder), 'public');
  });
  afterAll(() => index.close());

  const passagesOf = (report: number) => {
    const found = [];
    for (let ordinal = 0; ; ordinal++) {
      const passage = index.passageAt(report, ordinal);
      if (!passage) return found;
      found.push(passage);
    }
  };

  it('shows the passage between its neighbours with the sentence set apart', () => {
    const passage = passagesOf(1)[5];
    const sentence = passage?.sentences[0];
    if (!passage || !sentence) throw new Error('no such passage');
    const quote = { start: passage.start + sentence.start, end: passage.start + sentence.end };
    const view = passageView(index, passage.id, 0, quote);
    expect(view?.parts.map(({ isAsked }) => isAsked)).toEqual([false, true, false]);
    const asked = view?.parts[1];
    expect(`${asked?.before}${asked?.span}${asked?.after}`).toBe(passage.text);
  });

  it('pages through the whole report, each passage once, in both directions', () => {
    const passages = passagesOf(2);
    for (const at of [0, 1, 7, passages.length - 1]) {
      const id = passages[at]?.id ?? '';
      let page = 0;
      while (passageView(index, id, page)?.hasEarlier) page--;
      const texts: string[] = [];
      for (; ; page++) {
        const view = passageView(index, id, page);
        texts.push(...(view?.parts ?? []).map(({ before, span, after }) => before + span + after));
        if (!view?.hasLater) break;
      }
      expect(texts).toEqual(passages.map(({ text }) => text));
    }
  });

  it('stays on the last page when asked to go beyond, whatever is asked for', () => {
    const id = passagesOf(1)[3]?.id ?? '';
    fc.assert(
      fc.property(fc.oneof(fc.integer(), fc.double()), (page) => {
        const view = passageView(index, id, page);
        expect(view?.parts.length).toBeGreaterThan(0);
      }),
    );
    expect(passageView(index, 'nowhere#1')).toBeNull();
  });

  it('is bounded in size', () => {
    for (const passage of passagesOf(1)) {
      const view = passageView(index, passage.id);
      const chars = view?.parts.reduce(
        (sum, { before, span, after }) => sum + before.length + span.length + after.length,
        0,
      );
      expect(chars).toBeLessThanOrEqual(2_400);
    }
  });
});
