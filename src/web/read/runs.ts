/**
 * A stretch of a report's text cut into runs where something begins or ends: a passage, whose anchor stands there, a
 * figure, the sentence that is highlighted.
 */

import type { Range } from '../../channels/seek.ts';
import { printable } from '../../printable.ts';

/** A run of characters of which the same is known. */
export interface Run {
  readonly text: string;
  /** Name of the passage that begins here; empty where none does. */
  readonly anchor: string;
  /** What was understood of the figure that this is; empty where it is none. */
  readonly figure: string;
  readonly isMarked: boolean;
}

/** A place where a passage begins. */
export interface Anchor {
  readonly at: number;
  readonly name: string;
}

/** A figure with what was understood of it. */
export interface KnownFigure extends Range {
  readonly told: string;
}

/** What is known of a report's text, each in the order of the text. */
export interface Known {
  readonly text: string;
  readonly anchors: readonly Anchor[];
  readonly figures: readonly KnownFigure[];
  readonly mark: Range | null;
}

/** The runs of a stretch: put together, they are its text. */
export function runsOf({ start, end }: Range, { text, anchors, figures, mark }: Known): Run[] {
  const begins = slice(anchors, ({ at }) => at, start, end);
  const inside = slice(figures, (figure) => figure.start, start, end).filter((figure) => figure.end <= end);
  const cuts = new Set([start, end]);
  for (const { at } of begins) cuts.add(at);
  for (const figure of inside) cuts.add(figure.start).add(figure.end);
  if (mark && mark.start < end && mark.end > start) {
    cuts.add(Math.max(start, mark.start)).add(Math.min(end, mark.end));
  }
  const places = [...cuts].sort((a, b) => a - b);
  return places.slice(0, -1).map((from, i) => {
    const to = places[i + 1] as number;
    return {
      text: printable(text.slice(from, to)),
      anchor: begins.find(({ at }) => at === from)?.name ?? '',
      figure: inside.find((figure) => from >= figure.start && to <= figure.end)?.told ?? '',
      isMarked: mark !== null && from >= mark.start && to <= mark.end,
    };
  });
}

/** Those of a sorted list that begin within a stretch. */
function slice<T>(sorted: readonly T[], startOf: (one: T) => number, start: number, end: number): T[] {
  const firstFrom = (at: number) => {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (startOf(sorted[middle] as T) < at) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return sorted.slice(firstFrom(start), firstFrom(end));
}
