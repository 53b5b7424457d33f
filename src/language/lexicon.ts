/**
 * The lexicon: dictionary words, synonyms, abbreviations, English glossary and places that a maintainer
 * edits as plain text, one entry a line, `#` for comments. Parsing only; reading the files is the
 * corpus's work.
 */
import { KewenError } from '../errors.ts';
import { type Entry, entriesOf, type LexiconTexts } from './lexicon-entries.ts';

/** A word for the segmenter with its jieba part-of-speech tag; empty where the segmenter is to tell from its parts. */
export interface DictionaryWord {
  readonly word: string;
  readonly tag: string;
}

/** What the files say, folded, in the order of the files. */
export interface Lexicon {
  /** The dictionary, and the words of the other files that a segmenter has to keep whole to find them. */
  readonly words: readonly DictionaryWord[];
  /** Groups of words; in a two-way group each stands for each other, in a one-way group the first asks for the others. */
  readonly synonyms: readonly { readonly oneWay: boolean; readonly words: readonly string[] }[];
  readonly abbreviations: readonly { readonly short: string; readonly full: readonly string[] }[];
  readonly glossary: readonly { readonly english: string; readonly chinese: readonly string[] }[];
  readonly places: readonly string[];
  /** By word: other ways to say it, from synonyms and abbreviations. */
  readonly alternatives: ReadonlyMap<string, readonly string[]>;
}

/** An empty lexicon: everything still works, less well. */
export const EMPTY_LEXICON: Lexicon = {
  words: [],
  synonyms: [],
  abbreviations: [],
  glossary: [],
  places: [],
  alternatives: new Map(),
};

function bad(where: string, what: string): never {
  throw new KewenError('lexicon', `词表 ${where}：${what}`);
}

/** Splits `left = right` and refuses anything else. */
function sides(entry: Entry, example: string): [string, string] {
  const parts = entry.text.split('=').map((part) => part.trim());
  const [left, right] = parts;
  if (parts.length !== 2 || !left || !right) bad(entry.where, `应写成“${example}”`);
  if (left === right) bad(entry.where, `“${left}”不能等于它自己`);
  return [left, right];
}

/**
 * Reads the lexicon's files.
 *
 * @throws {KewenError} `lexicon`, naming file and line, at the first bad or doubled entry
 */
export function parseLexicon(texts: LexiconTexts): Lexicon {
  const once = (seen: Map<string, string>, key: string, where: string) => {
    const before = seen.get(key);
    if (before) bad(where, `“${key}”在 ${before} 已有`);
    seen.set(key, where);
  };

  const wordSeen = new Map<string, string>();
  const dictionary = entriesOf(texts, 'dictionary.txt').map(({ text, where }) => {
    const [word = '', tag = 'n', ...more] = text.split(/\s+/u);
    if (more.length > 0 || !/^[a-z]+$/u.test(tag)) bad(where, '应写成“词”或“词 词性”，如“科普大篷车 n”');
    if (word.length < 2) bad(where, `“${word}”太短，词典只收两个字以上的词`);
    once(wordSeen, word, where);
    return { word, tag };
  });

  const groupSeen = new Map<string, string>();
  const synonyms = entriesOf(texts, 'synonyms.txt').map(({ text, where }) => {
    const oneWay = text.startsWith('~');
    const group = text.replace(/^~\s*/u, '').split(/\s+/u);
    if (group.length < 2 || group.includes('')) bad(where, '一组至少要两个词，用空格隔开');
    if (new Set(group).size < group.length) bad(where, '同一组里有重复的词');
    if (!oneWay) for (const word of group) once(groupSeen, word, where);
    return { oneWay, words: group };
  });

  const shortSeen = new Map<string, string>();
  const abbreviations = entriesOf(texts, 'abbreviations.txt').map((entry) => {
    const [short, right] = sides(entry, '海创联 = 中国海归创业联盟');
    once(shortSeen, short, entry.where);
    return { short, full: right.split('|').map((full) => full.trim()) };
  });

  const englishSeen = new Map<string, string>();
  const glossary = entriesOf(texts, 'glossary.en.txt').map((entry) => {
    const [english, right] = sides(entry, 'science popularization = 科普');
    once(englishSeen, english, entry.where);
    return { english, chinese: right.split(/\s+/u) };
  });

  const places = [...new Set(entriesOf(texts, 'places.txt').map(({ text }) => text))];
  // What is only ever looked for stays as the segmenter cuts it: its parts are found by more questions.
  const asking = synonyms.flatMap((group) => (group.oneWay ? group.words.slice(0, 1) : group.words));
  const others = [...asking, ...abbreviations.map(({ short }) => short)]
    .filter((word) => word.length >= 2 && !wordSeen.has(word))
    .map((word) => ({ word, tag: '' }));
  const words = [...dictionary, ...new Map(others.map((other) => [other.word, other])).values()];
  return {
    words,
    synonyms,
    abbreviations,
    glossary,
    places,
    alternatives: alternativesOf(synonyms, abbreviations),
  };
}

/** Synonyms by word, in a one-way group for its first word only; an abbreviation and its full forms both ways. */
function alternativesOf(
  synonyms: Lexicon['synonyms'],
  abbreviations: Lexicon['abbreviations'],
): ReadonlyMap<string, readonly string[]> {
  const table = new Map<string, string[]>();
  const add = (word: string, other: string) => {
    if (word === other) return;
    const others = table.get(word);
    if (!others) table.set(word, [other]);
    else if (!others.includes(other)) others.push(other);
  };
  for (const { oneWay, words } of synonyms) {
    const asking = oneWay ? words.slice(0, 1) : words;
    for (const word of asking) for (const other of words) add(word, other);
  }
  for (const { short, full } of abbreviations) {
    for (const long of full) {
      add(short, long);
      add(long, short);
    }
  }
  return table;
}
