/**
 * Word lists: what the program knows of the field's words, as text files that are read once. A line is `class: word
 * word …`; a class may go over several lines, `#` begins a comment. Patterns in code are for grammar (numbers, dates,
 * units); words that a person could add to are here.
 */
import { readFileSync } from 'node:fs';
import { KewenError } from '../errors.ts';

/** The words of each class of a file, in the order of the file. */
export type WordLists<Class extends string> = Readonly<Record<Class, readonly string[]>>;

/**
 * Parses a file of word lists.
 *
 * @param file    its name, for messages
 * @param classes all classes that the file has to have, and no others
 * @throws {KewenError} `knowledge`, naming file and line, at the first line that is none, at a class that is not
 *   known, at a word that its class has already; naming the file, at a class that is missing
 * @example parseWordLists('levels.txt', '省级: 省级 全省', ['省级']) // { 省级: ['省级', '全省'] }
 */
export function parseWordLists<const Class extends string>(
  file: string,
  text: string,
  classes: readonly Class[],
): WordLists<Class> {
  const lists = new Map<string, Set<string>>();
  for (const [i, line] of text.split(/\r?\n/u).entries()) {
    const entry = line.replace(/(^|\s)#.*$/u, '').trim();
    if (entry === '') continue;
    const bad = (what: string): never => {
      throw new KewenError('knowledge', `词表 ${file}:${i + 1}：${what}`);
    };
    const [, name = '', words = ''] = /^([^\s:]+):\s*(.*)$/u.exec(entry) ?? bad('应写成“类: 词 词 …”');
    if (!(classes as readonly string[]).includes(name)) bad(`没有“${name}”这一类`);
    const list = lists.get(name) ?? new Set();
    lists.set(name, list);
    for (const word of words.split(/\s+/u)) {
      if (word === '') bad(`“${name}”后面没有词`);
      if (list.has(word)) bad(`“${word}”在“${name}”里已有`);
      list.add(word);
    }
  }
  for (const name of classes)
    if (!lists.has(name)) throw new KewenError('knowledge', `词表 ${file}：缺“${name}”这一类`);
  return Object.fromEntries(
    Array.from(lists, ([name, list]) => [name, [...list]]),
  ) as unknown as WordLists<Class>;
}

/**
 * The word lists of a file beside this one.
 *
 * @throws {KewenError} as {@link parseWordLists}
 */
export function wordLists<const Class extends string>(
  file: string,
  classes: readonly Class[],
): WordLists<Class> {
  return parseWordLists(file, readFileSync(new URL(`./${file}`, import.meta.url), 'utf8'), classes);
}

/**
 * Words as the source of a pattern that matches any of them, the longest that fits.
 *
 * @example new RegExp(oneOf(['主席', '副主席']), 'u').exec('副主席')?.[0] // '副主席'
 */
export function oneOf(...lists: readonly (readonly string[])[]): string {
  const words = [...new Set(lists.flat())].sort((a, b) => b.length - a.length);
  return `(?:${words.map((word) => word.replace(/[\\^$.*+?()[\]{}|/]/gu, '\\$&')).join('|')})`;
}

/** The first of some words that stands in a text, by place; null where none does. */
export function wordIn(
  words: readonly string[],
  text: string,
): { readonly word: string; readonly at: number } | null {
  let first: { word: string; at: number } | null = null;
  for (const word of words) {
    const at = text.indexOf(word);
    if (at < 0) continue;
    if (!first || at < first.at || (at === first.at && word.length > first.word.length)) first = { word, at };
  }
  return first;
}

/**
 * The longest of some words that a text begins with; empty where it begins with none.
 *
 * @example wordAtStart(['由', '由此'], '由此可见') // '由此'
 */
export function wordAtStart(words: readonly string[], text: string): string {
  return longest(words.filter((word) => text.startsWith(word)));
}

/** The longest of some words that a text ends with; empty where it ends with none. */
export function wordAtEnd(words: readonly string[], text: string): string {
  return longest(words.filter((word) => text.endsWith(word)));
}

const longest = (words: readonly string[]): string =>
  words.reduce((most, word) => (word.length > most.length ? word : most), '');
