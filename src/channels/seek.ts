/**
 * Where in a report an address leads (`?mark=2310-2365&p=a41c9e02@2298`): to a sentence, to a passage, or where the
 * passage is gone, to what stands nearest to where it was.
 */
import type { OpenIndex, ReportCard } from '../index/shelf.ts';

/** Part of a report's text by UTF-16 offsets, `end` exclusive. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** Where an address leads. */
export interface Sought {
  /** What is to be seen first; null for the beginning. */
  readonly at: number | null;
  /** The sentence that is highlighted; null where none is. */
  readonly mark: Range | null;
  /** Set where the passage is gone: the passage nearest to where it was. */
  readonly nearest: string | null;
}

const NOWHERE: Sought = { at: null, mark: null, nearest: null };

/** `mark` and `p` of an address, as they are typed. */
export interface TypedPlace {
  readonly mark?: string | undefined;
  readonly p?: string | undefined;
}

/** Finds the place of an address; what makes no sense in it is left out. */
export function seek(typed: TypedPlace, card: ReportCard, index: OpenIndex, textChars: number): Sought {
  const mark = readMark(typed.mark, textChars);
  const asked = /^([0-9a-z]{1,16}(?:-\d{1,6})?)(?:@(\d{1,9}))?$/u.exec(typed.p ?? '');
  if (!asked) return mark ? { at: mark.start, mark, nearest: null } : NOWHERE;
  const passage = index.passageById(`${card.id}#${asked[1]}`);
  const stood = asked[2] === undefined ? null : Number(asked[2]);
  if (!passage) {
    const near = nearestTo(stood ?? mark?.start ?? 0, card, index);
    return near ? { at: near.start, mark: null, nearest: near.name } : NOWHERE;
  }
  // Where it stood is told, or the sentence is where it was.
  const movedBy = stood === null ? 0 : passage.start - stood;
  const moved = mark && { start: mark.start + movedBy, end: mark.end + movedBy };
  // A sentence begins in its passage, or the address was put together by hand.
  const isInside =
    moved && moved.start >= passage.start && moved.start < passage.end && moved.end <= textChars;
  return {
    at: passage.start,
    mark: isInside ? moved : { start: passage.start, end: passage.end },
    nearest: null,
  };
}

/** Nobody quotes more than some paragraphs. */
const MAX_MARK_CHARS = 10_000;

function readMark(typed: string | undefined, textChars: number): Range | null {
  const [, from, to] = /^(\d{1,9})-(\d{1,9})$/u.exec(typed ?? '') ?? [];
  const [start, end] = [Number(from), Number(to)];
  return from !== undefined && start < end && end <= textChars && end - start <= MAX_MARK_CHARS
    ? { start, end }
    : null;
}

/** The passage that stands at a place, or the last one before it. */
function nearestTo(at: number, card: ReportCard, { passageAt }: OpenIndex) {
  let low = 0;
  let high = card.passages - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    const passage = passageAt(card.row, middle);
    if (passage && passage.start <= at) low = middle;
    else high = middle - 1;
  }
  const found = passageAt(card.row, low);
  return found && { start: found.start, name: found.id.slice(card.id.length + 1) };
}
