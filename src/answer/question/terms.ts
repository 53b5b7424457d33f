/**
 * Terms: the content words of a text, each weighted by how rare it is in the index and how much its part of speech
 * tells. What is no word of the language is put together as it stands in the reports.
 */
import { bigramTerms } from '../../index/terms.ts';
import { GENERAL } from '../../knowledge/lists.ts';
import { readEditions } from '../../language/editions.ts';
import { isFunctionWord } from '../../language/function-words.ts';
import { looksLikePerson } from '../../language/names.ts';
import { parseChineseNumeral } from '../../language/numerals.ts';
import type { Segment } from '../../language/segment.ts';
import { SURNAMES } from '../../language/surnames.ts';
import type { ReadEnglish } from './english.ts';
import type { FocusTerm } from './focus-term.ts';
import { isRank } from './place-names.ts';
import type { Understanding } from './question.ts';

/** Tag of a run of characters that are no word together. */
const UNKNOWN_RUN = 'nz-run';
const UNKNOWN_PAIR = 'nz-pair';

/** How much a part of speech tells about what is asked; what is not listed tells as much as a noun. */
const TELLING: readonly [RegExp, number][] = [
  [/^nz-pair$/u, 0.4],
  [/^v(?!n)/u, 0.55],
  [/^(?:a(?!n)|b|d|z|i)/u, 0.5],
  [/^(?:r|p|c|u|y|o|e|f|t|k|h|s$)/u, 0.25],
  [/^q/u, 0.2],
  [/^m/u, 0.9],
];

/** Weight below which a term may be missing from an answer's evidence without casting doubt on it. */
const KEY_TELLING = 0.7;

export function isMatter(word: string): boolean {
  return /[\p{L}\p{N}]/u.test(word) && !isFunctionWord(word);
}

/**
 * The content words of a question in their order, then what is one term whatever words it is made of: quoted
 * names and the places named.
 *
 * @param wholes terms that are looked for as they stand
 * @param others what else the English meant that a word stands for
 */
export function focusTerms(
  matter: string,
  index: Understanding,
  wholes: readonly string[] = [],
  others: ReadEnglish['others'] = new Map(),
): FocusTerm[] {
  const terms = new Map<string, FocusTerm>();
  const editions = readEditions(matter);
  const text = editions.reduceRight(
    (rest, { start, end }) => rest.slice(0, start) + ' '.repeat(end - start) + rest.slice(end),
    matter,
  );
  for (const { start, end, forms } of editions) {
    const asked = matter.slice(start, end);
    terms.set(asked, {
      ...{ text: asked, weight: index.rarity(asked), alternatives: forms, near: [] },
      ...{ tells: index.rarity(asked), isNoun: true },
      ...{ isKey: true, isVerb: false, isName: false, isTold: false, narrows: '', isWhole: true },
    });
  }
  const segments = joinUnknown(withNames(index.segment(text), index), index).flatMap((whole) =>
    partsOf(whole, index),
  );
  for (const [at, segment] of segments.entries()) {
    if (segment.tag === 'x' || !isMatter(segment.text) || terms.has(segment.text)) continue;
    const telling = tellingOf(segment);
    const alternatives = [...(index.lexicon.alternatives.get(segment.text) ?? []), ...inDigits(segment)];
    const meant = others.get(segment.text) ?? [];
    const isKnown = [segment.text, ...alternatives].some((word) => index.has(word));
    const tells = rarityOf([segment.text, ...meant], index) * telling;
    terms.set(segment.text, {
      text: segment.text,
      weight: Math.max(0.05, tells * (isKnown ? 1 : unknownShare(segment))),
      tells: Math.max(0.05, tells),
      alternatives,
      near: [...new Set([...meant, ...index.near(segment.text)])],
      isKey: telling >= KEY_TELLING && segment.text.length > 1 && (isKnown || isSpecific(segment)),
      isVerb: /^v(?!n)/u.test(segment.tag),
      isNoun: isNoun(segment.tag),
      isName: segment.tag === UNKNOWN_RUN,
      narrows: narrowed(segment, segments[at + 1]),
      isTold: false,
    });
  }
  const quoted = [...matter.matchAll(/[“"《「『]([^”"》」』]{2,24})[”"》」』]/gu)].map(
    (match) => match[1] as string,
  );
  for (const whole of [...wholes, ...quoted]) {
    const known = terms.get(whole);
    // 大冶 says nothing beside 大冶市.
    if (
      !known &&
      [...terms.keys()].some((text) => text.startsWith(whole) && isRank(text.slice(whole.length)))
    )
      continue;
    terms.set(whole, {
      text: whole,
      weight: Math.max(known?.weight ?? 0, index.rarity(whole)),
      tells: index.rarity(whole),
      alternatives: index.lexicon.alternatives.get(whole) ?? [],
      near: [],
      isKey: true,
      isVerb: false,
      isNoun: true,
      isName: false,
      narrows: '',
      isTold: false,
    });
  }
  return [...terms.values()];
}

/** Whether a tag is that of a noun, a name, or a verb that is used as a noun. */
export const isNoun = (tag: string): boolean => /^(?:n|vn|eng|[jl]$)/u.test(tag);

/** What may be meant by any of some words is as rare as the commonest of them. */
const rarityOf = (words: readonly string[], { rarity }: Understanding) => Math.min(...words.map(rarity));

const FITS_ALL: ReadonlySet<string> = new Set([...GENERAL.whole, ...GENERAL.asks, ...GENERAL.bare]);

/** The noun that a noun right before it narrows. */
function narrowed({ text, tag, end }: Segment, next: Segment | undefined): string {
  const isNoun = (other: string) => /^(?:n|j|l|eng|vn|$)/u.test(other) || other === UNKNOWN_RUN;
  if (!next || next.start !== end || text.length < 2 || next.text.length < 2) return '';
  // 人才举荐工作: what every report says is no narrower for it.
  return isNoun(tag) && isNoun(next.tag) && !FITS_ALL.has(next.text) ? next.text : '';
}

/** 四十七 is looked for as 47 as well. */
function inDigits({ text }: Segment): string[] {
  const match = /^([〇零一二两三四五六七八九十百千]+)(月(?=份$)|\p{Script=Han}?$)/u.exec(text);
  const value = match?.[1] ? parseChineseNumeral(match[1]) : undefined;
  return value !== undefined && value > 1 ? [`${value}${match?.[2] ?? ''}`] : [];
}

/** What a word of the language counts that no report has, nor any other way to say it. */
const UNKNOWN_SHARE = 0.3;

/**
 * How much a word counts that the index does not know. A name has to be there; any other word is more likely said
 * another way in the reports than asked about in vain (runs of 2026-11-22 over the tuning halves: 83.1 → 85.0 %
 * correct with unanswerable 81.2 → 80.2).
 */
function unknownShare({ text, tag }: Segment): number {
  if (text.length === 1) return 0.2;
  if (/^v(?!n)/u.test(tag)) return 0.5 * UNKNOWN_SHARE;
  return isSpecific({ text, tag }) ? 1 : UNKNOWN_SHARE;
}

/** Runs that are no word, proper names, Latin words and long words (疫苗接种) are hardly said another way. */
const isSpecific = ({ text, tag }: Pick<Segment, 'text' | 'tag'>) =>
  text.length >= 4 || /^nz-|^n[rst]|^eng/u.test(tag);

/**
 * Neighbouring characters that are no words of their own are read as one unknown word: a person's name, a
 * coined name. Two of them may be chance, so they tell less. What neither begins as a person's name does nor stands
 * in any report is talk (建多大, 换一次), and stays in pieces.
 */
function joinUnknown(segments: readonly Segment[], index: Understanding): Segment[] {
  const joined: Segment[] = [];
  let run: Segment[] = [];
  const close = () => {
    const text = run.map((segment) => segment.text).join('');
    const first = run[0];
    const isWritten = () => bigramTerms(text).every(index.hasBigram);
    const isPerson = () => SURNAMES.has(first?.text ?? '') && run.every(({ tag }) => !/^[mr]/u.test(tag));
    const named = isWritten() ? 0 : nameAtStart(text, index);
    if (first && named > 0 && named < run.length) {
      joined.push({
        text: text.slice(0, named),
        start: first.start,
        end: first.start + named,
        tag: UNKNOWN_RUN,
      });
      joined.push(...run.slice(named));
    } else if (first && run.length >= 2 && (isWritten() || isPerson())) {
      const isCertain = run.length >= 3 || index.has(text) || isWritten();
      const tag = isCertain ? UNKNOWN_RUN : UNKNOWN_PAIR;
      joined.push({ text, start: first.start, end: first.start + text.length, tag });
    } else joined.push(...writtenTogether(run, index));
    run = [];
  };
  for (const segment of segments) {
    const isLoose =
      segment.text.length === 1 && /\p{Script=Han}/u.test(segment.text) && !isFunctionWord(segment.text);
    if (isLoose) run.push(segment);
    else {
      close();
      joined.push(segment);
    }
  }
  close();
  return joined;
}

/** Single characters, those put together that stand side by side in the reports: 蓝湾 of 届蓝湾. */
function writtenTogether(
  run: readonly Segment[],
  { hasBigram }: Pick<Understanding, 'hasBigram'>,
): Segment[] {
  const joined: Segment[] = [];
  for (const segment of run) {
    const before = joined.at(-1);
    if (before && hasBigram(`${before.text.at(-1)}${segment.text}`))
      joined[joined.length - 1] = {
        text: before.text + segment.text,
        start: before.start,
        end: segment.end,
        tag: UNKNOWN_RUN,
      };
    else joined.push(segment);
  }
  return joined;
}

/**
 * Segments with the names of people put together that jieba cuts otherwise or that hold a word of grammar (田/北野, 刘会波): a
 * surname by itself and two characters after it, as they stand in the reports; where there is a word among them, only at the
 * beginning of a clause.
 */
function withNames(segments: readonly Segment[], index: Pick<Understanding, 'hasBigram'>): Segment[] {
  const joined: Segment[] = [];
  for (let at = 0; at < segments.length; at++) {
    const first = segments[at] as Segment;
    const run = segments.slice(at, at + 3).filter((segment) => segment.end <= first.start + NAME_CHARS);
    const text = run.map((segment) => segment.text).join('');
    const isSingle = run.every((segment) => segment.text.length === 1);
    const begins = joined.length === 0 || joined.at(-1)?.tag === 'x';
    const isBroken = isSingle ? run.some((segment) => isFunctionWord(segment.text)) : begins;
    const isSurname = first.text.length === 1 && !isFunctionWord(first.text);
    if (
      !isSurname ||
      !isBroken ||
      text.length !== NAME_CHARS ||
      !looksLikePerson(text) ||
      !isThere(text, index)
    ) {
      joined.push(first);
      continue;
    }
    joined.push({ text, start: first.start, end: first.start + NAME_CHARS, tag: UNKNOWN_RUN });
    at += run.length - 1;
  }
  return joined;
}

const NAME_CHARS = 3;

const isThere = (name: string, { hasBigram }: Pick<Understanding, 'hasBigram'>): boolean =>
  bigramTerms(name).every(hasBigram);

/** How much of a run is a person's name that stands in the reports: 3 of 祝南乔进; 0 where none begins it. */
function nameAtStart(text: string, index: Pick<Understanding, 'hasBigram' | 'has'>): number {
  const isName = (name: string) => looksLikePerson(name) || (SURNAMES.has(name[0] ?? '') && index.has(name));
  return (
    [4, 3, 2].find(
      (chars) => chars < text.length && isName(text.slice(0, chars)) && isThere(text.slice(0, chars), index),
    ) ?? 0
  );
}

/** A word that the index does not know but knows half of (科普阵地) is looked for by its halves. */
function partsOf(segment: Segment, index: Understanding): Segment[] {
  const { text, start } = segment;
  const knows = (word: string) => index.has(word);
  if (text.length !== 4 || !/^\p{Script=Han}+$/u.test(text) || knows(text)) return [segment];
  if (index.lexicon.alternatives.get(text)?.some(knows)) return [segment];
  const halves = [text.slice(0, 2), text.slice(2)];
  if (!halves.some(knows)) return [segment];
  return halves.map((half, i) => ({ ...segment, text: half, start: start + 2 * i, end: start + 2 * i + 2 }));
}

function tellingOf({ tag, text }: Segment): number {
  if (tag === 'eng') return 1;
  const [, telling] = TELLING.find(([pattern]) => pattern.test(tag)) ?? [/./u, 1];
  return text.length === 1 ? Math.min(telling, 0.4) : telling;
}
