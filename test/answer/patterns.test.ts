/**
 * How much of the answer is patterns over Chinese words. Words are data (`src/knowledge`), and what a question or a
 * sentence says is read once: these numbers go down, never up.
 */
import { describe, expect, it } from 'vitest';
import { type Node, parseSource, SOURCE, type SourceFile } from '../support/source.ts';

/** Regular expressions with Chinese characters in `src/answer`. */
const MAX_PATTERNS = 35;
/** Alternatives, the `|`, in them and in the strings they are put together from. */
const MAX_ALTERNATIVES = 36;

interface Patterns {
  readonly patterns: number;
  readonly alternatives: number;
}

describe('patterns with Chinese characters in src/answer', () => {
  const { patterns, alternatives } = sum(
    SOURCE.filter(({ path }) => path.startsWith('answer/')).map(patternsIn),
  );

  it('become no more', () => {
    expect(patterns).toBeLessThanOrEqual(MAX_PATTERNS);
  });

  it('hold no more alternatives', () => {
    expect(alternatives).toBeLessThanOrEqual(MAX_ALTERNATIVES);
  });

  it.each([
    ['/甲|乙|[|丙]\\|/u', 1, 2],
    ["new RegExp('甲|乙', 'u')", 1, 1],
    ['new RegExp(`甲|乙|${' + "c ? '丙|丁' : ''}`)", 1, 3],
    ["RegExp(or('甲', '乙|丙'))", 1, 1],
    ["'甲|乙'", 0, 1],
    ["['甲', '乙', '丙'].join('|')", 0, 2],
    ["/a|b/u.test('甲')", 0, 0],
    ["new RegExp('a|b')", 0, 0],
  ])('are counted in %s: %i, alternatives %i', (code, ...counts) => {
    const found = patternsIn(parseSource('answer/example.ts', `const a = ${code};`));
    expect([found.patterns, found.alternatives]).toEqual(counts);
  });
});

function patternsIn({ nodes, text }: SourceFile): Patterns {
  const isHan = ({ start, end }: Node) => /\p{Script=Han}/u.test(text.slice(start, end));
  return sum(nodes.filter(({ node }) => isHan(node)).map(({ node }) => patternsOf(node)));
}

/** What a node with Chinese characters adds, without the nodes in it. */
function patternsOf(node: Node): Patterns {
  const regex = node['regex'] as { readonly pattern: string } | undefined;
  if (regex) return { patterns: 1, alternatives: bars(regex.pattern) };
  if (node.type === 'Literal') return { patterns: 0, alternatives: bars(String(node['value'])) };
  if (node.type === 'TemplateElement') {
    return { patterns: 0, alternatives: bars((node['value'] as { readonly raw: string }).raw) };
  }
  if (node.type !== 'CallExpression' && node.type !== 'NewExpression')
    return { patterns: 0, alternatives: 0 };
  const callee = node['callee'] as Node;
  return { patterns: callee['name'] === 'RegExp' ? 1 : 0, alternatives: joined(callee, node) };
}

/** `['甲', '乙'].join('|')` has as many alternatives as `'甲|乙'`. */
function joined(callee: Node, call: Node): number {
  const { elements = [] } = (callee['object'] ?? {}) as { readonly elements?: readonly unknown[] };
  const [between] = call['arguments'] as readonly Node[];
  return between?.['value'] === '|' ? Math.max(0, elements.length - 1) : 0;
}

/** The `|` of a pattern: no escaped one, and none of a class. */
function bars(pattern: string): number {
  return [...pattern.replace(/\\.|\[(?:\\.|[^\]\\])*\]/gsu, '').matchAll(/\|/gu)].length;
}

function sum(all: readonly Patterns[]): Patterns {
  return {
    patterns: all.reduce((total, one) => total + one.patterns, 0),
    alternatives: all.reduce((total, one) => total + one.alternatives, 0),
  };
}
