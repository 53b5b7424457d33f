/**
 * What lines of a terminal are put together from: spans whose text steers no terminal, and a hanging indent.
 */
import { printable } from '../printable.ts';
import { type Line, type Span, wrap } from './wrap.ts';

/** Wraps with a first-line label and a hanging indent of as many columns. */
export function indented(label: Span, spans: readonly Span[], columns: number, width: number): Line[] {
  const margin = plain(' '.repeat(columns));
  return wrap(spans, width - columns).map((line, index) =>
    index === 0 && label.text ? [label, ...line] : [margin, ...line],
  );
}

export const plain = (text: string): Span => ({ text: printable(text), emphasis: 'plain' });
export const bold = (text: string): Span => ({ text: printable(text), emphasis: 'bold' });
export const dim = (text: string): Span => ({ text: printable(text), emphasis: 'dim' });
