/**
 * What a report counts off: items behind 一是, （一）, ① or 1., list items and table rows, within a sentence or over
 * several sentences and paragraphs, with what introduces them.
 */
import type { StoredPassage } from '../../index/shelf.ts';
import { LISTING } from '../../knowledge/lists.ts';
import { oneOf, wordIn } from '../../knowledge/word-lists.ts';
import { CHINESE_NUMERAL_CHARACTERS, parseChineseNumeral } from '../../language/numerals.ts';
import type { Evidence } from '../retrieve/evidence.ts';
import type { Shown } from './parts.ts';

/** Items that belong together. */
export interface Enumeration {
  /** The sentence, or the part of one, that introduces them; null where only a heading stands above them. */
  readonly head: Shown | null;
  /** Each with its sentences or its part of one, in the order of the text; two at the least. */
  readonly items: readonly (readonly Shown[])[];
}

/** Where an item begins. */
interface Mark {
  /** How it is numbered: items of one enumeration are all numbered so. */
  readonly style: string;
  readonly value: number;
  /** The place of its sentence among all, and where in the sentence it stands. */
  readonly at: number;
  readonly start: number;
}

const NUMERAL = `[${CHINESE_NUMERAL_CHARACTERS}]{1,3}`;
/** Where an item may begin: at a sentence's beginning, or after what ends the item before it or introduces the first. */
const BEFORE = '(?<=^|[，,；;：:。]\\s*)';
const CIRCLED = '①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳';
const STYLES: readonly (readonly [string, RegExp])[] = [
  ['counted', new RegExp(`${BEFORE}(${NUMERAL})${oneOf(LISTING['counts-off'])}`, 'gu')],
  ['bracketed', new RegExp(`${BEFORE}[（(](${NUMERAL})[）)]`, 'gu')],
  ['bracketed-digit', new RegExp(`${BEFORE}[（(](\\d{1,2})[）)]`, 'gu')],
  ['circled', new RegExp(`([${CIRCLED}])`, 'gu')],
  ['dotted', new RegExp(`${BEFORE}(\\d{1,2})[.．、](?!\\d)`, 'gu')],
  ['chapter', new RegExp(`^(${NUMERAL})、`, 'gu')],
];

/** How many sentences one item may have before the next is none of the same enumeration. */
const ITEM_SENTENCES = 8;

/**
 * All enumerations.
 *
 * @param sentences neighbouring sentences of one report, in the order of the text
 */
export function enumerationsIn(sentences: readonly Evidence[]): Enumeration[] {
  return [...numbered(sentences), ...listed(sentences)];
}

const counting = new WeakMap<StoredPassage, boolean>();

/** Whether a passage counts anything off: looked at once a passage, since few do. */
export function countsOff(passage: StoredPassage): boolean {
  let counts = counting.get(passage);
  if (counts === undefined) {
    counts = passage.sentences.some(({ kind, start, end }) => {
      const folded = passage.folded.slice(start - passage.start, end - passage.start);
      return LISTED.has(kind) || STYLES.some(([, pattern]) => folded.search(pattern) >= 0);
    });
    counting.set(passage, counts);
  }
  return counts;
}

function ordinalOf(numeral: string): number {
  const circled = CIRCLED.indexOf(numeral);
  if (circled >= 0) return circled + 1;
  return /\d/u.test(numeral) ? Number(numeral) : (parseChineseNumeral(numeral) ?? 0);
}

function numbered(sentences: readonly Evidence[]): Enumeration[] {
  return STYLES.flatMap(([style, pattern]) => {
    const marks = sentences.flatMap(({ folded }, at) =>
      [...folded.matchAll(pattern)].map(
        ({ 1: numeral, index }): Mark => ({ style, value: ordinalOf(numeral ?? ''), at, start: index }),
      ),
    );
    return runsOf(marks, sentences).map((run) => fromMarks(run, sentences));
  });
}

/** Marks that count on from one, without a gap. */
function runsOf(marks: readonly Mark[], sentences: readonly Evidence[]): Mark[][] {
  const runs: Mark[][] = [];
  for (const mark of marks) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    const follows =
      last !== undefined &&
      mark.value === last.value + 1 &&
      mark.at - last.at <= ITEM_SENTENCES &&
      isOneSection(sentences[last.at], sentences[mark.at]);
    if (follows) run?.push(mark);
    else if (mark.value === 1) runs.push([mark]);
    else runs.push([]);
  }
  return runs.filter((run) => run.length > 1);
}

function fromMarks(run: readonly Mark[], sentences: readonly Evidence[]): Enumeration {
  const [first] = run as readonly [Mark, ...Mark[]];
  const items = run.map((mark, i) => {
    const next = run[i + 1];
    const until = next ?? { at: mark.at + 1, start: 0 };
    const own = [part(sentences[mark.at] as Evidence, mark.start, until.at === mark.at ? until.start : null)];
    for (let at = mark.at + 1; at < until.at; at++) own.push(part(sentences[at] as Evidence, 0, null));
    if (next && next.at > mark.at && next.start > 0)
      own.push(part(sentences[next.at] as Evidence, 0, next.start));
    return own;
  });
  // The last item has as many sentences as those before it, where its paragraph does.
  const last = run.at(-1) as Mark;
  const most = Math.max(...items.slice(0, -1).map(({ length }) => length));
  const tail = sentences.slice(last.at + 1, last.at + most);
  const block = sentences[last.at]?.block;
  const end = tail.findIndex((sentence) => sentence.block !== block);
  if (sentences.slice(first.at, last.at).length > 0)
    items.at(-1)?.push(...(end < 0 ? tail : tail.slice(0, end)).map((sentence) => part(sentence, 0, null)));
  return { head: headOf(sentences, first.at, first.start), items };
}

const part = (evidence: Evidence, start: number, end: number | null): Shown => ({
  evidence,
  clause: { start, end: end ?? evidence.folded.length },
});

/** Lines that stand for themselves; of captions three, since one or two stand below pictures. */
const LISTED: ReadonlySet<Evidence['kind']> = new Set(['item', 'row', 'caption']);

/** List items, lines of a roster, or rows of a table, that follow each other. */
function listed(sentences: readonly Evidence[]): Enumeration[] {
  const found: Enumeration[] = [];
  for (let at = 0; at < sentences.length; at++) {
    const first = sentences[at] as Evidence;
    if (!LISTED.has(first.kind)) continue;
    let end = at + 1;
    while (
      sentences[end]?.kind === first.kind &&
      isOneSection(first, sentences[end]) &&
      !namesRoster(sentences[end] as Evidence)
    )
      end++;
    const blocks = new Map<number, Shown[]>();
    for (const sentence of sentences.slice(at, end))
      blocks.set(sentence.block, [...(blocks.get(sentence.block) ?? []), part(sentence, 0, null)]);
    if (blocks.size > (first.kind === 'caption' ? 2 : 1))
      found.push({ head: headOf(sentences, at, 0), items: [...blocks.values()] });
    at = end - 1;
  }
  return found;
}

/** A line that names the roster below it and is none of one: 附件3 优秀科普作品名单. */
const namesRoster = ({ kind, folded }: Evidence): boolean =>
  kind === 'caption' && wordIn(LISTING.roster, folded) !== null;

const isOneSection = (one: Evidence | undefined, other: Evidence | undefined): boolean =>
  one?.passage.section.join('\n') === other?.passage.section.join('\n');

/** What stands before the first item in its sentence, or the sentence before it, where that introduces something. */
function headOf(sentences: readonly Evidence[], at: number, start: number): Shown | null {
  const sentence = sentences[at] as Evidence;
  if (start > 0) return part(sentence, 0, start);
  // (共14名,排名不分先后) stands between a roster and its name.
  const last = sentences.slice(0, at).findLastIndex(({ folded }) => !/^[（(].*[)）]$/u.test(folded));
  const before = sentences[last];
  if (!before || !isOneSection(before, sentence) || before.kind === 'item' || before.kind === 'byline')
    return null;
  const introduces =
    /[：:]$/u.test(before.folded) ||
    wordIn([...LISTING['as-follows'], ...LISTING.roster], before.folded) !== null;
  return introduces || before.block === sentence.block ? part(before, 0, null) : null;
}
