/**
 * A report's clean text, cut into sentences (what is quoted) and passages (what is retrieved):
 * neighbouring sentences of one section, 80 to 240 characters where the text allows it.
 *
 * Everything is offsets into the clean text, so a quote is always `report.text.slice(start, end)`.
 */
import { createHash } from 'node:crypto';
import type { BlockKind } from './document.ts';
import type { Report, ReportBlock } from './report.ts';

/** A sentence by its UTF-16 offsets in the report's text, `end` exclusive. */
export interface Sentence {
  readonly start: number;
  readonly end: number;
  /** The kind of block it stands in. */
  readonly kind: BlockKind;
  /** Counts the blocks of the report; sentences of one paragraph share it. */
  readonly block: number;
}

/** Neighbouring sentences of one section. */
export interface Passage {
  /** `report-id#` and a digest of the passage's own text: survives a rebuild as long as that text does. */
  readonly id: string;
  /** Headings above it, outermost first, without the title. */
  readonly section: readonly string[];
  readonly start: number;
  readonly end: number;
  readonly sentences: readonly Sentence[];
}

/** A passage shorter than this takes in what follows it in its section. */
const MIN_CHARS = 80;
/** A passage is closed before it would grow past this, unless one sentence alone does. */
const MAX_CHARS = 240;
/** A single sentence longer than this is cut at its semicolons: a list of a whole page is no quote. */
const MAX_SENTENCE_CHARS = 280;
/**
 * No sentence is longer than this, whatever it is made of: a file without a stop would make every answer from it slow,
 * since the spans of a sentence are held against each other.
 */
const MOST_SENTENCE_CHARS = 2000;

const CLOSING = '”’』」》）)】"\'';
const FINAL = '。！？!?';

/**
 * Cuts one block of text into sentences.
 *
 * A full stop inside 《》 or “” that does not end the quotation's sentence (`《加油！科学+》`) does not cut.
 *
 * @returns `[start, end)` pairs relative to the text, without white space at their ends
 */
export function cutSentences(text: string): [number, number][] {
  const sentences: [number, number][] = [];
  const cut = (from: number, to: number) => {
    let start = from;
    let end = to;
    while (start < end && /\s/u.test(text[start] as string)) start++;
    while (end > start && /\s/u.test(text[end - 1] as string)) end--;
    if (end > start) sentences.push(...cutLong(text, start, end));
  };
  let from = 0;
  let titleDepth = 0;
  let quoteDepth = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text[i] as string;
    if (c === '《') titleDepth++;
    else if (c === '》') titleDepth = Math.max(0, titleDepth - 1);
    else if (c === '“') quoteDepth++;
    else if (c === '”') quoteDepth = Math.max(0, quoteDepth - 1);
    else if (FINAL.includes(c) && titleDepth === 0) {
      let end = i + 1;
      while (end < text.length && FINAL.includes(text[end] as string)) end++;
      if (quoteDepth > 0 && !endsQuotation(text, end)) continue;
      while (end < text.length && CLOSING.includes(text[end] as string)) end++;
      cut(from, end);
      from = end;
      i = end - 1;
      quoteDepth = 0;
    }
  }
  cut(from, text.length);
  return sentences;
}

/**
 * Whether a stop inside a quotation ends a sentence: inside speech (a long quotation) it does; in a short
 * quoted name (“加油！科学”) it does not.
 */
function endsQuotation(text: string, at: number): boolean {
  const open = text.lastIndexOf('“', at - 1);
  const close = text.indexOf('”', at);
  if (open < 0 || close < 0) return true;
  return close - open > 24 || close === at;
}

/** Cuts what is no sentence any more: after its commas, or where there are none, anywhere but in a number. */
function cutEndless(text: string, start: number, end: number): [number, number][] {
  const parts: [number, number][] = [];
  let from = start;
  while (end - from > MOST_SENTENCE_CHARS) {
    const most = text.slice(from, from + MOST_SENTENCE_CHARS);
    let to = from + (/^.*[，、；]/su.exec(most)?.[0].length ?? 0);
    if (to === from) {
      to = from + most.length;
      while (to > from && isOneThing(text.slice(to - 1, to + 1))) to--;
      if (to === from) to = from + most.length;
    }
    parts.push([from, to]);
    from = to;
  }
  parts.push([from, end]);
  return parts;
}

/** Whether two neighbours belong together: digits, or the halves of one character. */
const isOneThing = (pair: string) => /^[\d.,]{2}$|^[\uD800-\uDBFF][\uDC00-\uDFFF]$/.test(pair);

/** Cuts a sentence that is too long at semicolons. */
function cutLong(text: string, start: number, end: number): [number, number][] {
  if (end - start <= MAX_SENTENCE_CHARS) return [[start, end]];
  const parts: [number, number][] = [];
  let from = start;
  for (let i = start; i < end; i++) {
    if ((text[i] === '；' || text[i] === ';') && i + 1 - from >= 20 && end - i > 20) {
      parts.push([from, i + 1]);
      from = i + 1;
    }
  }
  parts.push([from, end]);
  return parts.flatMap(([a, b]) => cutEndless(text, a, b));
}

/** The sentences of a whole report; a heading, caption or row is one sentence, unless it is endless. */
function sentencesOf(
  report: Pick<Report, 'text' | 'blocks'>,
): { block: ReportBlock; sentences: Sentence[] }[] {
  return report.blocks.map((block, index) => {
    const isOne = block.kind === 'heading' || block.kind === 'caption' || block.kind === 'row';
    const text = report.text.slice(block.start, block.end);
    const spans = isOne ? cutEndless(text, 0, text.length) : cutSentences(text);
    return {
      block,
      sentences: spans.map(([start, end]) => ({
        start: block.start + start,
        end: block.start + end,
        kind: block.kind,
        block: index,
      })),
    };
  });
}

/**
 * Cuts a report into passages. Headings are no passages: they are the section path of what follows.
 *
 * @returns passages in the order of the text, ids unique within the report
 */
export function cutPassages(report: Pick<Report, 'id' | 'text' | 'blocks'>): Passage[] {
  const passages: Passage[] = [];
  const seen = new Map<string, number>();
  let headings: { level: number; text: string }[] = [];
  let open: Sentence[] = [];
  let section: string[] = [];

  const close = () => {
    const first = open[0];
    const last = open.at(-1);
    if (first && last) {
      const text = report.text.slice(first.start, last.end);
      const digest = createHash('sha256').update(text).digest('hex').slice(0, 8);
      const times = seen.get(digest) ?? 0;
      seen.set(digest, times + 1);
      const id = `${report.id}#${digest}${times > 0 ? `-${times + 1}` : ''}`;
      passages.push({ id, section, start: first.start, end: last.end, sentences: open });
    }
    open = [];
  };
  const length = () => (open.at(-1)?.end ?? 0) - (open[0]?.start ?? 0);

  for (const { block, sentences } of sentencesOf(report)) {
    if (block.kind === 'heading') {
      close();
      headings = headings.filter((heading) => heading.level < block.level);
      headings.push({ level: block.level, text: report.text.slice(block.start, block.end) });
      section = headings.filter((heading) => heading.level > 1).map((heading) => heading.text);
      continue;
    }
    // A line of source and date says nothing about what follows it.
    if (open.at(-1)?.kind === 'byline' && block.kind !== 'byline') close();
    // A new paragraph opens a new passage unless the one before it is too short to stand alone.
    if (open.length > 0 && length() >= MIN_CHARS && block.kind !== 'row') close();
    for (const sentence of sentences) {
      const first = open[0];
      if (first && sentence.end - first.start > MAX_CHARS) close();
      open.push(sentence);
    }
  }
  close();
  return passages;
}
