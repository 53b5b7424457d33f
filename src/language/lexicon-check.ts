/**
 * What is doubtful in a lexicon that is not wrong: entries that say the same twice, lead in a circle, or can never
 * be found. Nothing here stops a build.
 */
import { isFunctionWord } from './function-words.ts';
import {
  entriesOf,
  LEXICON_FILES,
  type LexiconTexts,
  linesOf,
  ownName,
  spaced,
  takenBy,
} from './lexicon-entries.ts';
import type { Segmenter } from './segment.ts';

/** A doubtful entry. */
export interface LexiconWarning {
  /** `synonyms.txt:12` */
  readonly where: string;
  /** What is doubtful and what to do, one line of Chinese. */
  readonly message: string;
}

/** One word that leads to another, from the line that says so. */
interface Lead {
  readonly from: string;
  readonly to: string;
  readonly where: string;
  readonly isTwoWay: boolean;
}

/**
 * Looks a lexicon through.
 *
 * @param texts   a lexicon that can be parsed
 * @param segment of this lexicon; without it, nothing is said about words that are cut apart
 */
export function checkLexicon(texts: LexiconTexts, segment?: Segmenter): LexiconWarning[] {
  const leads = [...leadsOfSynonyms(texts), ...leadsOfAbbreviations(texts)];
  return [
    ...idleOwn(texts),
    ...doubledPlaces(texts),
    ...doubledHeads(texts),
    ...doubledLeads(leads),
    ...chains(texts),
    ...circles(leadsOfAbbreviations(texts)),
    ...neverFound(texts, leads, segment),
  ].sort((a, b) => compareWhere(a.where, b.where));
}

function leadsOfSynonyms(texts: LexiconTexts): Lead[] {
  return entriesOf(texts, 'synonyms.txt').flatMap(({ text, where }) => {
    const isTwoWay = !text.startsWith('~');
    const [head = '', ...others] = text.replace(/^~\s*/u, '').split(/\s+/u);
    return others.map((to) => ({ from: head, to, where, isTwoWay }));
  });
}

function leadsOfAbbreviations(texts: LexiconTexts): Lead[] {
  return entriesOf(texts, 'abbreviations.txt').flatMap(({ text, where }) => {
    const [short = '', right = ''] = text.split('=').map((part) => part.trim());
    return right.split('|').map((full) => ({ from: short, to: full.trim(), where, isTwoWay: false }));
  });
}

/** Own lines that take away what does not ship, or say what ships. */
function idleOwn(texts: LexiconTexts): LexiconWarning[] {
  return LEXICON_FILES.flatMap((file) => {
    const shipped = new Set(linesOf(texts, file).map(({ text }) => spaced(text)));
    return linesOf(texts, ownName(file)).flatMap(({ text, where }) => {
      const taken = takenBy(text);
      if (taken !== null && !shipped.has(taken))
        return [{ where, message: `自带的词表里没有“${taken}”这一条，这一行可以删去` }];
      return taken === null && shipped.has(spaced(text))
        ? [{ where, message: `自带的词表里已有“${text}”，这一行可以删去` }]
        : [];
    });
  });
}

function doubledPlaces(texts: LexiconTexts): LexiconWarning[] {
  const seen = new Map<string, string>();
  return entriesOf(texts, 'places.txt').flatMap(({ text, where }) => {
    const before = seen.get(text);
    seen.set(text, before ?? where);
    return before ? [{ where, message: `“${text}”在 ${before} 已有，可以删去` }] : [];
  });
}

/** A word heads at most one one-way group. */
function doubledHeads(texts: LexiconTexts): LexiconWarning[] {
  const seen = new Map<string, string>();
  return entriesOf(texts, 'synonyms.txt').flatMap(({ text, where }) => {
    if (!text.startsWith('~')) return [];
    const [head = ''] = text.replace(/^~\s*/u, '').split(/\s+/u);
    const before = seen.get(head);
    seen.set(head, before ?? where);
    return before ? [{ where, message: `“${head}”在 ${before} 已经开头，请并成一行` }] : [];
  });
}

/** The same two words on two lines, in one file or in two. */
function doubledLeads(leads: readonly Lead[]): LexiconWarning[] {
  const seen = new Map<string, string>();
  return leads.flatMap(({ from, to, where, isTwoWay }) => {
    const here = `${from} ${to}`;
    const before = seen.get(here);
    seen.set(here, before ?? where);
    if (isTwoWay) seen.set(`${to} ${from}`, before ?? where);
    return before && before !== where
      ? [{ where, message: `“${from}”和“${to}”在 ${before} 已经写过，可以删去一处` }]
      : [];
  });
}

/** A short form of a short form is followed one step only. */
function chains(texts: LexiconTexts): LexiconWarning[] {
  const leads = leadsOfAbbreviations(texts);
  const whereOf = new Map(leads.map(({ from, where }) => [from, where]));
  return leads.flatMap(({ from, to, where }) => {
    const next = whereOf.get(to);
    const goesBack = leads.some((lead) => lead.from === to && lead.to === from);
    return next && !goesBack
      ? [{ where, message: `“${to}”自己也是简称（${next}）：从“${from}”只走一步，请直接写最后的全称` }]
      : [];
  });
}

/**
 * Short forms that lead back to themselves, each circle once. One-way synonyms may: they are followed one step, and
 * two words may stand for one another without all of a group doing so.
 */
function circles(leads: readonly Lead[]): LexiconWarning[] {
  const next = new Map<string, Lead[]>();
  for (const lead of leads) next.set(lead.from, [...(next.get(lead.from) ?? []), lead]);
  const done = new Set<string>();
  const warnings: LexiconWarning[] = [];
  const follow = (word: string, path: readonly Lead[]): void => {
    const start = path.findIndex(({ from }) => from === word);
    if (start >= 0) {
      const circle = path.slice(start);
      const words = [...circle.map(({ from }) => from), word].join(' → ');
      const where = circle.at(-1)?.where ?? '';
      const message = `绕成了圈：${words}；简称写在左边，全称写在右边`;
      warnings.push({ where, message });
      return;
    }
    if (done.has(word)) return;
    for (const lead of next.get(word) ?? []) follow(lead.to, [...path, lead]);
    done.add(word);
  };
  for (const word of next.keys()) follow(word, []);
  return warnings;
}

/** Words that no question ever gives: those that are taken out before, and those that are cut apart. */
function neverFound(
  texts: LexiconTexts,
  leads: readonly Lead[],
  segment: Segmenter | undefined,
): LexiconWarning[] {
  const words = [
    ...entriesOf(texts, 'dictionary.txt').map(({ text, where }) => ({
      word: text.split(/\s+/u)[0] ?? '',
      where,
    })),
    ...leads.filter(({ isTwoWay }) => !isTwoWay).map(({ from, where }) => ({ word: from, where })),
  ];
  const seen = new Set<string>();
  return words.flatMap(({ word, where }) => {
    const key = `${where} ${word}`;
    if (word === '' || seen.has(key)) return [];
    seen.add(key);
    const why = whyNeverFound(word, segment);
    return why ? [{ where, message: `“${word}”${why}，这一条不起作用` }] : [];
  });
}

function whyNeverFound(word: string, segment: Segmenter | undefined): string | null {
  if (isFunctionWord(word)) return '是提问或语气用的词，问题里会先去掉';
  const cut = segment?.(word).map(({ text }) => text) ?? [word];
  return cut.length > 1 ? `会切成“${cut.join('｜')}”` : null;
}

/** By file, then by line. */
function compareWhere(a: string, b: string): number {
  const [fileA = '', lineA = ''] = a.split(':');
  const [fileB = '', lineB = ''] = b.split(':');
  return fileA === fileB ? Number(lineA) - Number(lineB) : fileA < fileB ? -1 : 1;
}
