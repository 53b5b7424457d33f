import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printable } from '../src/printable.ts';

const anything = fc.string({ unit: 'binary' });

describe('text that is shown', () => {
  it('has a space for what steers a terminal, turns the direction or is half a character', () => {
    expect(printable('没有\u001b[2J关于\u009b1m\u202e的内容\u0007')).toBe('没有 [2J关于 1m 的内容 ');
    expect(printable('一\u200f二\u2066三\ufeff四\ud83d五')).toBe('一 二 三 四 五');
  });

  it('keeps whole characters and line breaks', () => {
    expect(printable('一\r\n二\r三\n')).toBe('一\n二\n三\n');
    expect(printable('😀科问 👩‍🔬')).toBe('😀科问 👩‍🔬');
  });

  it('is made so once', () => {
    fc.assert(fc.property(anything, (text) => printable(printable(text)) === printable(text)));
    fc.assert(fc.property(anything, (text) => !/[\p{Cc}\p{Cs}]/u.test(printable(text).replaceAll('\n', ''))));
  });
});
