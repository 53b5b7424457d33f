import { describe, expect, it } from 'vitest';
import { CODE } from '../src/index/made-by.ts';
import { type Node, type Placed, parseSource, SOURCE, type SourceFile, target } from './support/source.ts';

/** The rooms of `src/`, folders and the files beside them: each imports only itself and those after it. */
const ROOMS = [
  ...['cli', 'commands', 'web', 'channels', 'evaluation', 'records', 'answer', 'cluster'],
  ...['index', 'corpus', 'language'],
  ...['knowledge', 'terminal', 'printable', 'config', 'config-search', 'home', 'reach', 'errors'],
];

/** The way of a question through `src/answer`: each step imports only itself and those before it. */
const STEPS = ['question', 'retrieve', 'rank', 'read', 'extract', 'find', 'decide', 'compose', 'answer.ts'];

/** What every step may import: what is asked and answered, and on which day. */
const OF_ALL_STEPS = ['contract.ts', 'day.ts'];

/** The same question over the same index gives the same answer: these touch nothing else. */
const PURE = ['answer', 'language'];
const REACHED_BY_PURE = ['answer', 'index', 'corpus', 'language', 'knowledge', 'errors'];

/** Libraries that compute and do nothing else. */
const PURE_PACKAGES = ['lru-cache', 'minisearch', 'nodejieba', 'opencc-js', 'pinyin-pro'];

/** jieba loads its dictionary from a file, once, and is told where that is: the only look outside. */
const LOADER = 'language/segment.ts';
const LOADS = ['node:path', 'MetaProperty'];

/** Names of the surroundings by which a file, a clock, a network or chance would come in. */
const SURROUNDINGS = [
  ...['process', 'global', 'globalThis', 'require', 'performance', 'Temporal', 'fetch', 'WebSocket'],
  ...[
    'EventSource',
    'XMLHttpRequest',
    'crypto',
    'setTimeout',
    'setInterval',
    'setImmediate',
    'eval',
    'Function',
  ],
];

const MAX_LINES = 300;
const MAX_MEDIAN_LINES = 110;

const roomOf = (path: string) => (path.split('/')[0] as string).replace(/\.tsx?$/u, '');
const filesOf = (room: string) => SOURCE.filter(({ path }) => roomOf(path) === room);

/** `from → to`, files of `src/` only. */
function edgesOf({ path, imports }: SourceFile): { readonly from: string; readonly to: string }[] {
  return imports
    .map((specifier) => target(path, specifier))
    .filter((to) => to !== null)
    .map((to) => ({ from: path, to }));
}

const edges = SOURCE.flatMap(edgesOf);
const show = ({ from, to }: { readonly from: string; readonly to: string }) => `${from} → ${to}`;

describe('imports', () => {
  it('are all seen: of types, again exported, loaded when needed, required', () => {
    const { imports } = parseSource(
      'answer/example.ts',
      `import a from './a.ts'; import type { B } from './b.ts'; import { type C } from './c.ts'; import './d.ts';
       export { e } from './e.ts'; export type * from './f.ts'; const g = await import('./g.ts');
       type H = import('./h.ts').H; const i = createRequire(import.meta.url)('./i.json'); export const j = 1;
       const require = createRequire(import.meta.url); require('./k.json'); import l from './l.json' with { type: 'json' };`,
    );
    expect(imports.map((specifier) => specifier.charAt(2)).sort()).toEqual([...'abcdefghikl']);
  });

  it('lead to files that are there', () => {
    const files = new Set(SOURCE.map(({ path }) => path));
    expect(edges.filter(({ to }) => !files.has(to)).map(show)).toEqual([]);
  });

  it('point one way through all rooms', () => {
    expect([...new Set(SOURCE.map(({ path }) => roomOf(path)))].sort()).toEqual([...ROOMS].sort());
    const back = edges.filter(({ from, to }) => ROOMS.indexOf(roomOf(to)) < ROOMS.indexOf(roomOf(from)));
    expect(back.map(show)).toEqual([]);
  });

  it('point one way along a question', () => {
    const stepOf = (path: string) => path.split('/')[1] as string;
    const inside = edges.filter(({ from, to }) => roomOf(from) === 'answer' && roomOf(to) === 'answer');
    const known = [...STEPS, ...OF_ALL_STEPS];
    expect(filesOf('answer').filter(({ path }) => !known.includes(stepOf(path)))).toEqual([]);
    const wrong = inside.filter(({ from, to }) => {
      if (OF_ALL_STEPS.includes(stepOf(to))) return false;
      return OF_ALL_STEPS.includes(stepOf(from)) || STEPS.indexOf(stepOf(from)) < STEPS.indexOf(stepOf(to));
    });
    expect(wrong.map(show)).toEqual([]);
  });

  it('of the index lead from a question to what answering is given of it, what may be missing of that, and how texts are cut', () => {
    const given = ['index/shelf.ts', 'index/missing.ts', 'index/terms.ts'];
    const beyond = edges.filter(({ from, to }) => roomOf(from) === 'answer' && roomOf(to) === 'index');
    expect(beyond.filter(({ to }) => !given.includes(to)).map(show)).toEqual([]);
  });

  it('of what answering is given of an index are of types alone', () => {
    const shelf = SOURCE.find(({ path }) => path === 'index/shelf.ts');
    expect(
      shelf?.nodes.filter(({ node }) => /^(?:Class|Function|Variable)Declaration$/u.test(node.type)),
    ).toEqual([]);
  });

  it('of what makes an index lead to nothing that its digest leaves out', () => {
    const reached = edges.filter(({ from }) => CODE.includes(roomOf(from))).map(({ to }) => roomOf(to));
    // Where the program is, and what it says when it fails, is in no index.
    expect(reached.filter((room) => ![...CODE, 'config', 'home', 'reach', 'errors'].includes(room))).toEqual(
      [],
    );
  });

  it('go in no circle', () => {
    expect(circlesIn(edges)).toEqual([]);
  });

  it('of what comes in from Slack and of what goes out do not reach what is done about it', () => {
    const isIn = (path: string, folder: string) => path.startsWith(`channels/slack/${folder}/`);
    const wrong = edges.filter(
      ({ from, to }) =>
        (isIn(from, 'in') || isIn(from, 'out')) && (isIn(to, 'do') || to === 'channels/slack/listeners.ts'),
    );
    expect(wrong.map(show)).toEqual([]);
  });
});

describe('what is between a question and its answer', () => {
  const pure = PURE.flatMap(filesOf);

  it('imports no Node module, and of packages only those that compute', () => {
    const packages = pure.flatMap(({ path, imports }) =>
      imports
        .filter((specifier) => !specifier.startsWith('.'))
        .filter((specifier) => path !== LOADER || !LOADS.includes(specifier))
        .filter((specifier) => !PURE_PACKAGES.includes(specifier.split('/')[0] as string))
        .map((specifier) => `${path} → ${specifier}`),
    );
    expect(packages).toEqual([]);
  });

  it('imports no room that reads, shows or remembers', () => {
    const wrong = pure.flatMap(edgesOf).filter(({ to }) => !REACHED_BY_PURE.includes(roomOf(to)));
    expect(wrong.map(show)).toEqual([]);
  });

  it('names nothing by which a file, a clock, a network or chance comes in', () => {
    const named = pure.flatMap(({ path, nodes }) =>
      nodes
        .filter(isSurroundings)
        .filter(({ node }) => path !== LOADER || !LOADS.includes(node.type))
        .map(({ node }) => `${path}: ${String(node['name'] ?? node.type)}`),
    );
    expect(named).toEqual([]);
  });

  it.each([
    'Date.now()',
    'new Date()',
    'Date()',
    'Math.random()',
    'process.hrtime()',
    'globalThis.fetch(a)',
    'performance.now()',
    'import.meta.dirname',
  ])('would be caught at %s', (code) => {
    expect(parseSource('answer/example.ts', `const a = ${code};`).nodes.some(isSurroundings)).toBe(true);
  });

  it.each(['now.getMonth()', 'a.process', '{ process: 1 }', 'new Date(a)', 'Math.max(1, 2)', 'b as Date'])(
    'may say %s',
    (code) => {
      expect(parseSource('answer/example.ts', `const a = ${code};`).nodes.some(isSurroundings)).toBe(false);
    },
  );
});

describe('files', () => {
  const linesOf = ({ text }: SourceFile) => text.split('\n').length - 1;

  it(`have at most ${MAX_LINES} lines`, () => {
    const long = SOURCE.filter((file) => linesOf(file) > MAX_LINES);
    expect(long.map((file) => `${file.path}: ${linesOf(file)}`)).toEqual([]);
  });

  it(`have in the median at most ${MAX_MEDIAN_LINES}`, () => {
    const lines = SOURCE.map(linesOf).sort((a, b) => a - b);
    expect(lines[Math.floor(lines.length / 2)]).toBeLessThanOrEqual(MAX_MEDIAN_LINES);
  });
});

/** Each circle once, as a way that ends where it began. */
function circlesIn(all: readonly { readonly from: string; readonly to: string }[]): string[] {
  const next = new Map<string, string[]>();
  for (const { from, to } of all) next.set(from, [...(next.get(from) ?? []), to]);
  const isDone = new Set<string>();
  const way: string[] = [];
  const found: string[] = [];
  const walk = (path: string): void => {
    if (way.includes(path)) found.push([...way.slice(way.indexOf(path)), path].join(' → '));
    if (way.includes(path) || isDone.has(path)) return;
    way.push(path);
    for (const to of next.get(path) ?? []) walk(to);
    way.pop();
    isDone.add(path);
  };
  for (const path of next.keys()) walk(path);
  return found;
}

/** Whether a node is a name of {@link SURROUNDINGS}, a present moment, or chance. A property of that name is none. */
function isSurroundings({ node, parent, field }: Placed): boolean {
  if (node.type === 'MetaProperty') return true;
  if (node.type === 'NewExpression') return isDate(node['callee']) && isEmpty(node['arguments']);
  if (node.type === 'CallExpression' && isDate(node['callee'])) return true;
  if (node.type === 'MemberExpression') {
    const [object, property] = [node['object'], node['property']].map((part) => (part as Node)['name']);
    return (object === 'Date' && property === 'now') || (object === 'Math' && property === 'random');
  }
  if (node.type !== 'Identifier' || !SURROUNDINGS.includes(String(node['name']))) return false;
  const isName = field === 'property' || field === 'key' || parent?.type === 'TSPropertySignature';
  return !isName || parent?.['computed'] === true;
}

const isDate = (callee: unknown) => (callee as Node)['name'] === 'Date';
const isEmpty = (list: unknown) => (list as readonly unknown[]).length === 0;
