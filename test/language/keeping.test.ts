import { describe, expect, it } from 'vitest';
import { keeping } from '../../src/language/keeping.ts';

/** A reader that keeps, and the texts that it did read. */
function counted(most: { texts: number; chars: number }) {
  const read: string[] = [];
  const reader = keeping((text) => {
    read.push(text);
    return [...text];
  }, most);
  return { read, reader };
}

describe('what was read of a text', () => {
  it('is kept, that of an empty one too', () => {
    const { read, reader } = counted({ texts: 2, chars: 100 });
    expect(reader('科普')).toBe(reader('科普'));
    expect(reader('')).toBe(reader(''));
    expect(read).toEqual(['科普', '']);
  });

  it('goes when more texts come, the one first that was asked for longest ago', () => {
    const { read, reader } = counted({ texts: 2, chars: 100 });
    for (const text of ['一', '二', '一', '三', '一', '二']) reader(text);
    expect(read).toEqual(['一', '二', '三', '二']);
  });

  it('goes when more characters come, and is not kept of a text with more than all may have', () => {
    const { read, reader } = counted({ texts: 10, chars: 10 });
    for (const text of ['科普活动', '学会工作', '院士', '科普活动']) reader(text);
    expect(read).toEqual(['科普活动', '学会工作', '院士', '科普活动']);
    const endless = '科'.repeat(50);
    reader(endless);
    reader(endless);
    reader('科普活动');
    expect(read.slice(4)).toEqual([endless, endless]);
  });
});
