/**
 * The files of `src/`, parsed: what each of them imports in any way there is, and every node of its syntax.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { parseSync } from 'oxc-parser';

/** A node of the syntax tree (ESTree with TypeScript). */
export interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [field: string]: unknown;
}

/** A node with the one it stands in, and in which field of it. */
export interface Placed {
  readonly node: Node;
  readonly parent: Node | null;
  readonly field: string;
}

/** A file of the program. */
export interface SourceFile {
  /** From `src/` on: `answer/read/clauses.ts`. */
  readonly path: string;
  readonly text: string;
  readonly nodes: readonly Placed[];
  /** As written: `./clauses.ts`, `node:fs`, `lru-cache`. */
  readonly imports: readonly string[];
}

const SRC = resolve(import.meta.dirname, '../../src');

/** All of them, by path. */
export const SOURCE: readonly SourceFile[] = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/u.test(path))
  .sort()
  .map((path) => parseSource(path, readFileSync(join(SRC, path), 'utf8')));

/** A file from its text. */
export function parseSource(path: string, text: string): SourceFile {
  const { program, errors } = parseSync(path, text, { preserveParens: false });
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]?.message}`);
  const nodes = [...below(program as unknown as Node)];
  return { path, text, nodes, imports: nodes.flatMap(({ node }) => importedBy(node)) };
}

/** The file of `src/` that an import of another one means; null where it is a package or no source. */
export function target(from: string, specifier: string): string | null {
  if (!specifier.startsWith('.')) return null;
  const path = relative(SRC, resolve(SRC, dirname(from), specifier));
  return /\.tsx?$/u.test(path) ? path : null;
}

function* below(node: Node, parent: Node | null = null, field = ''): Generator<Placed> {
  yield { node, parent, field };
  for (const [name, value] of Object.entries(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (isNode(child)) yield* below(child, node, name);
    }
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as Partial<Node>).type === 'string';
}

/** What a node imports: types count, and so do `import()`, `export … from` and `createRequire(…)(…)`. */
function importedBy(node: Node): string[] {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
    case 'ImportExpression':
    case 'TSImportType':
      return literal(node['source']);
    case 'TSExternalModuleReference':
      return literal(node['expression']);
    case 'CallExpression':
      return isRequire(node['callee']) ? (node['arguments'] as Node[]).slice(0, 1).flatMap(literal) : [];
    default:
      return [];
  }
}

/** `require`, `createRequire(…)` or `createRequire(…).resolve`. */
function isRequire(callee: unknown): boolean {
  if (!isNode(callee)) return false;
  if (callee.type === 'MemberExpression') return isRequire(callee['object']);
  if (callee.type === 'Identifier') return callee['name'] === 'require';
  const made = callee.type === 'CallExpression' ? callee['callee'] : null;
  return isNode(made) && made['name'] === 'createRequire';
}

function literal(node: unknown): string[] {
  return isNode(node) && typeof node['value'] === 'string' ? [node['value']] : [];
}
