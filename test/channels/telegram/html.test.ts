import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bold, clip, foldedQuote, join, link, text } from '../../../src/channels/telegram/html.ts';
import { parseHtml } from '../../fakes/telegram/html.ts';

const anything = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom(
      '<',
      '>',
      '&',
      '"',
      'b',
      '/',
      ' ',
      '科',
      '😀',
      '\ud83d',
      '\udc00',
      '&lt;',
      '<b>',
      '\n',
    ),
  }),
);

describe('formatted text', () => {
  it('comes back from Telegram as it was meant, whatever it is made of', () => {
    fc.assert(
      fc.property(anything, anything, (inside, outside) => {
        const piece = join([text(outside), bold(text(inside)), foldedQuote(text(outside))], '\n');
        const parsed = parseHtml(piece.html);
        expect(parsed.ok && parsed.text.length).toBe(piece.chars);
        expect(
          parsed.ok && parsed.entities.every(({ type }) => ['bold', 'expandable_blockquote'].includes(type)),
        ).toBe(true);
      }),
    );
  });

  it('has neither halves of characters nor marks that turn the direction', () => {
    expect(text('a\ud83db\u202ec\u0000d\u2066e').html).toBe('a b c d e');
    expect(text('😀科问\n').html).toBe('😀科问\n');
  });

  it('links only to addresses of the web', () => {
    expect(link(text('此处'), 'https://a.example/x?a=1&b=2').html).toBe(
      '<a href="https://a.example/x?a=1&amp;b=2">此处</a>',
    );
    expect(link(text('此处'), 'javascript:alert(1)').html).toBe('此处');
    expect(link(text('此处'), 'https://a.example/"><b>').html).toBe('此处');
  });

  it('is clipped after its last whole sentence, and never within a character', () => {
    expect(clip('开展活动106项。服务群众8.6万人次。', 18)).toBe('开展活动106项。…');
    expect(clip('短', 18)).toBe('短');
    fc.assert(
      fc.property(anything, fc.integer({ min: 1, max: 50 }), (plain, most) => {
        const clipped = clip(plain.replace(/[\ud800-\udfff]/gu, ''), most);
        expect(clipped.length).toBeLessThanOrEqual(most);
      }),
    );
    expect(clip('😀😀😀', 4)).toBe('😀…');
  });
});
