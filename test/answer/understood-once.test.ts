/**
 * A question is understood once, in `question/`: what later steps need of its text are named fields. A later step that
 * reads the text again knows something that the question does not.
 */
import { describe, expect, it } from 'vitest';
import { parseSource, SOURCE, type SourceFile } from '../support/source.ts';

/** The text of a question as it went through understanding. */
const TEXTS: ReadonlySet<string> = new Set(['asked', 'matter', 'typed', 'unscoped', 'asserted']);
/** Who may quote it: spans stand between the words of the question, and a suggestion is made of them. */
const QUOTES: readonly RegExp[] = [/^answer\/extract\/span\//u, /^answer\/compose\/clarify\.ts$/u];

/** Where a file reads a text of a question: as a property, or out of one. */
function readings({ nodes }: SourceFile): string[] {
  return nodes.flatMap(({ node }) => {
    const name = (node['property'] ?? node['key']) as { readonly name?: string } | undefined;
    const isRead =
      (node.type === 'MemberExpression' && node['computed'] !== true) ||
      (node.type === 'Property' && node['shorthand'] === true);
    return isRead && name?.name !== undefined && TEXTS.has(name.name) ? [name.name] : [];
  });
}

describe('the text of a question', () => {
  it('is read by no step after question/', () => {
    const late = SOURCE.filter(
      ({ path }) =>
        path.startsWith('answer/') &&
        !path.startsWith('answer/question/') &&
        !QUOTES.some((quotes) => quotes.test(path)),
    );
    const found = late.flatMap((file) => readings(file).map((text) => `${file.path} reads ${text}`));
    expect(late.length).toBeGreaterThan(40);
    expect(found).toEqual([]);
  });

  it.each([
    ['/奖/u.test(question.asked)', ['asked']],
    ['const { matter } = question', ['matter']],
    ['const f = ({ typed }) => typed', ['typed']],
    ['/由$/u.test(claims.asserted)', ['asserted']],
    ['asked.question', []],
  ])('is seen to be read in %s: %j', (code, texts) => {
    expect(readings(parseSource('answer/find/example.ts', code))).toEqual(texts);
  });
});
