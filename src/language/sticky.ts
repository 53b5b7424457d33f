/**
 * Patterns that are tried at one place of a text and not further on: what a grammar is written with.
 */

/** A pattern for {@link matchAt}, blind to letter case. */
export const sticky = (source: string): RegExp => new RegExp(source, 'iy');

/** What a sticky pattern matches at a place. */
export function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? undefined;
}
