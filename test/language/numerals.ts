/** Writes whole numbers below 10^16 in Chinese, for tests that read them back. */
export function inChinese(value: number): string {
  if (value === 0) return '零';
  if (value >= 1e8) return joined(value, 1e8, '亿');
  if (value >= 1e4) return joined(value, 1e4, '万');
  return belowTenThousand(value);
}

function joined(value: number, power: number, word: string): string {
  const rest = value % power;
  const head = inChinese(Math.floor(value / power)) + word;
  if (rest === 0) return head;
  return head + (rest < power / 10 ? '零' : '') + inChinese(rest);
}

function belowTenThousand(value: number): string {
  let text = '';
  let isGap = false;
  for (const [power, word] of [
    [1000, '千'],
    [100, '百'],
    [10, '十'],
    [1, ''],
  ] as const) {
    const digit = Math.floor(value / power) % 10;
    if (digit === 0) {
      isGap = text !== '';
      continue;
    }
    text += (isGap ? '零' : '') + '零一二三四五六七八九'[digit] + word;
    isGap = false;
  }
  return text;
}
