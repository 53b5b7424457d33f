import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { createProgress } from '../../src/terminal/progress.ts';
import { createTerminal } from '../../src/terminal/terminal.ts';

type Shape = { isTTY?: boolean; columns?: number };

function terminalOf(shape: Shape, env: Readonly<Record<string, string>> = {}) {
  const stream = () => Object.assign(new PassThrough(), shape);
  const errors = stream();
  return { errors, terminal: createTerminal(stream(), stream(), errors, env) };
}

describe('createTerminal', () => {
  it.each<[string, Shape, Record<string, string>, boolean]>([
    ['has colours on a terminal', { isTTY: true }, {}, true],
    ['has none in a pipe', {}, {}, false],
    ['has none in a pipe of a CI', {}, { CI: 'true' }, false],
    ['has none where NO_COLOR is set', { isTTY: true }, { NO_COLOR: '1' }, false],
    ['has some where NO_COLOR is empty', { isTTY: true }, { NO_COLOR: '' }, true],
    ['has none on a dumb terminal', { isTTY: true }, { TERM: 'dumb' }, false],
    ['has some where they are forced', {}, { FORCE_COLOR: '1' }, true],
    ['has none where they are forced off', { isTTY: true }, { FORCE_COLOR: '0' }, false],
  ])('%s', (_, shape, env, hasColors) => {
    const { terminal } = terminalOf(shape, env);
    expect(terminal.paint('粗', 'bold')).toBe(hasColors ? '\u001b[1m粗\u001b[22m' : '粗');
  });

  it('wraps to the columns of a terminal, within reason, and not in a pipe', () => {
    const width = (shape: Shape) => terminalOf(shape).terminal.widthColumns();
    expect(width({ isTTY: true, columns: 60 })).toBe(60);
    expect(width({ isTTY: true, columns: 400 })).toBe(100);
    expect(width({ isTTY: true, columns: 3 })).toBe(20);
    expect(width({ isTTY: true, columns: 0 })).toBe(80);
    expect(width({ columns: 60 })).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('createProgress', () => {
  const shown = (shape: Shape, total: number) => {
    const { terminal, errors } = terminalOf(shape);
    const progress = createProgress(terminal);
    for (let done = 1; done <= total; done++) progress.step('读取', done, total, `${done}.md`);
    progress.stop();
    return String(errors.read() ?? '');
  };

  it('is a line a file where there are few', () => {
    expect(shown({}, 2)).toBe('读取 1/2  1.md\n读取 2/2  2.md\n');
  });

  it('is a few lines where there are many, the last one included', () => {
    const lines = shown({}, 1001).trim().split('\n');
    expect(lines.length).toBeLessThanOrEqual(21);
    expect(lines.at(-1)).toBe('读取 1001/1001  1001.md');
  });

  it('is a bar on a terminal', () => {
    expect(shown({ isTTY: true, columns: 80 }, 2)).toMatch(/读取 .*[█░]/u);
  });
});
