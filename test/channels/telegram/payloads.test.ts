/** Whatever an answer holds, the Bot API takes the message that is made of it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Answer } from '../../../src/answer/contract.ts';
import { toDocument } from '../../../src/channels/document.ts';
import type { PassageView } from '../../../src/channels/passage.ts';
import { createButtons } from '../../../src/channels/telegram/buttons.ts';
import type { Html } from '../../../src/channels/telegram/html.ts';
import { shortName } from '../../../src/channels/telegram/links.ts';
import {
  type MenuSource,
  renderAssociation,
  renderAssociations,
  renderHome,
  renderLatest,
  renderReport,
} from '../../../src/channels/telegram/menu.ts';
import { welcome } from '../../../src/channels/telegram/profile.ts';
import { renderAnswer } from '../../../src/channels/telegram/render.ts';
import { toArticle } from '../../../src/channels/telegram/render-inline.ts';
import { renderPassage } from '../../../src/channels/telegram/render-passage.ts';
import { renderReports } from '../../../src/channels/telegram/render-reports.ts';
import type { ReportCard } from '../../../src/index/shelf.ts';
import { checkInlineAnswer, checkKeyboard, readText } from '../../fakes/telegram/limits.ts';

const frame = { chat: -1_001_234_567_890, buttons: createButtons('7:token') };
const words = fc.oneof(
  fc.string({
    unit: fc.constantFrom(
      '科',
      '普',
      '。',
      '；',
      '<',
      '>',
      '&',
      '😀',
      '\ud800',
      '\n',
      '\t',
      '1',
      ' ',
      '\u202e',
    ),
    maxLength: 300,
  }),
  fc.string({
    unit: fc.constantFrom('<b>', '</blockquote>', '&amp;', '科普活动106项。'),
    minLength: 400,
    maxLength: 1500,
  }),
);
const citation = words.chain((quote) =>
  fc.record({
    report: fc.constantFrom('a', 'b'),
    title: words,
    association: words,
    period: fc.constantFrom('2020', '2017—2021'),
    passage: fc.constantFrom('a#00000000', '甲'.repeat(200)),
    section: fc.array(words, { maxLength: 4 }),
    quote: fc.constant(quote),
    start: fc.nat(),
    end: fc.nat(),
    highlight: fc.option(
      fc
        .tuple(fc.nat(quote.length), fc.nat(quote.length))
        .map(([a, b]) => ({ start: Math.min(a, b), end: Math.max(a, b) })),
    ),
  }),
);
const answer: fc.Arbitrary<Answer> = fc.record({
  kind: fc.constantFrom('answered', 'clarify', 'unanswered', 'help'),
  text: words,
  confidence: fc.constant(1),
  citations: fc.array(citation, { maxLength: 12 }),
  nearest: fc.array(citation, { maxLength: 4 }),
  suggestions: fc.array(words, { maxLength: 12 }),
  generation: fc.constant('g'),
});

function expectTaken({ body, keyboard }: { body: Html; keyboard: readonly unknown[] }): void {
  const read = readText({ text: body.html, parse_mode: 'HTML' });
  expect(read).toBeTypeOf('object');
  expect((read as { text: string }).text.length).toBe(body.chars);
  expect(JSON.stringify([body, keyboard])).not.toMatch(/\\ud[89a-f]/u);
  if (keyboard.length > 0) expect(checkKeyboard({ inline_keyboard: keyboard })).toBeNull();
}

describe('every payload', () => {
  it('of an answer is taken, with buttons that survive any cut', () => {
    fc.assert(
      fc.property(answer, fc.maxSafeInteger(), fc.nat(12), (made, exchange, at) => {
        const document = toDocument(made, { notice: '编号 0a1b2c3d' });
        const rendered = renderAnswer(document, { exchange, at, vote: 'useful' }, frame);
        expectTaken(rendered);
        expect(rendered.keyboard.flat().length).toBeGreaterThanOrEqual(document.quotes.length > 0 ? 1 : 0);
      }),
      { numRuns: 400 },
    );
  });

  it('of a passage is taken', () => {
    const part = fc.record({
      section: words,
      isAsked: fc.boolean(),
      before: words,
      span: words,
      after: words,
    });
    const view: fc.Arbitrary<PassageView> = fc.record({
      title: words,
      association: words,
      period: words,
      source: fc.oneof(words, fc.webUrl()),
      published: words,
      report: fc.constant('a'),
      passage: fc.constant('a#00000000'),
      page: fc.integer({ min: -10_000, max: 10_000 }),
      hasEarlier: fc.boolean(),
      hasLater: fc.boolean(),
      parts: fc.array(part, { maxLength: 3 }),
    });
    fc.assert(
      fc.property(view, fc.maxSafeInteger(), (made, exchange) => {
        expectTaken(renderPassage(made, { exchange, at: 3 }, 'zh', frame));
        expectTaken(renderPassage(made, { passage: '0123456789abcdef' }, 'en', frame));
      }),
      { numRuns: 300 },
    );
  });

  it('of the reports is taken, on every page', () => {
    const report = fc.record({ title: words, association: words, source: fc.oneof(words, fc.webUrl()) });
    fc.assert(
      fc.property(fc.array(report, { maxLength: 40 }), fc.integer({ min: -2, max: 9 }), (made, page) => {
        const cards = made.map((card) => ({ ...card, period: { from: 2017, to: 2021 } }) as ReportCard);
        expectTaken(renderReports(cards, page, 'zh', frame));
      }),
      { numRuns: 200 },
    );
  });

  it('of the menus is taken, on every page', () => {
    const report = fc.record({
      id: fc.string({ minLength: 1, maxLength: 40 }),
      title: words,
      association: fc.oneof(words, fc.constantFrom('', '甲市科协')),
      publisher: words,
      published: fc.constantFrom('', '2022-01-05'),
      source: fc.oneof(words, fc.webUrl()),
      period: fc.constantFrom({ from: 2020, to: 2020 }, { from: 2017, to: 2021 }, { from: 0, to: 0 }),
    });
    const source = fc.record({
      reports: fc.array(report, { maxLength: 60 }) as unknown as fc.Arbitrary<ReportCard[]>,
      publicUrl: fc.constantFrom(null, 'https://kewen.example.org'),
      questions: fc.array(words, { maxLength: 4 }),
    });
    fc.assert(
      fc.property(source, fc.integer({ min: -2, max: 9 }), ({ reports, publicUrl, questions }, page) => {
        const menu: MenuSource = {
          reports,
          publicUrl,
          examples: () => questions,
          questionsAbout: () => questions,
          language: 'zh',
          frame,
        };
        expectTaken(renderHome(welcome('zh', 'kewen_bot'), menu));
        expectTaken(renderAssociations(page, menu));
        expectTaken(renderLatest(menu));
        for (const { id, association, title } of reports) {
          for (const shown of [
            renderReport(shortName(id), menu),
            renderAssociation(shortName(association || title), page, menu),
          ]) {
            expect(shown).not.toBeNull();
            if (shown) expectTaken(shown);
          }
        }
      }),
      { numRuns: 100 },
    );
  });

  it('of a report says where it was published, once, whatever else is known of it', () => {
    const source = fc.constantFrom('https://news.example.org/1', '平湖日报第3版');
    const publicUrl = fc.constantFrom(null, 'https://kewen.example.org');
    const blank = fc.constantFrom('', ' ', '\u202e', '2020年工作报告');
    fc.assert(
      fc.property(source, publicUrl, blank, blank, (from, reader, title, association) => {
        const period = { from: 0, to: 0 };
        const report = { id: 'a', title, association, publisher: '', published: '', source: from, period };
        const shown = renderReport(shortName('a'), {
          reports: [report as unknown as ReportCard],
          publicUrl: reader,
          examples: () => [],
          questionsAbout: () => [],
          language: 'zh',
          frame,
        });
        if (!shown) throw new Error('no menu');
        expectTaken(shown);
        expect(shown.body.html.split(from)).toHaveLength(2);
      }),
    );
  });

  it('of inline results is taken', () => {
    fc.assert(
      fc.property(answer, words, (made, question) => {
        const document = toDocument(made);
        const results = document.quotes.map((_, at) =>
          toArticle({ id: `${at}`, question, document, at }, 'kewen_bot'),
        );
        expect(checkInlineAnswer({ results })).toBeNull();
        expect(JSON.stringify(results)).not.toMatch(/\\ud[89a-f]/u);
      }),
      { numRuns: 200 },
    );
  });
});
