/**
 * A question in English, in the words of the reports: question words become Chinese, what the glossary or the index's
 * dictionary knows becomes the word that the reports have for it, place names written in pinyin become places, the rest of
 * the grammar goes.
 */
import { oneOf, wordLists } from '../../knowledge/word-lists.ts';
import type { Lexicon } from '../../language/lexicon.ts';
import { soundOfPinyin } from '../../language/pinyin.ts';
import { withFigures } from './english-dates.ts';
import { nounForms, verbForms } from './english-forms.ts';
import { inChineseOrder } from './english-order.ts';
import type { Understanding } from './question.ts';

const WORDS = wordLists('english.txt', [
  '多少',
  '多少钱',
  '比例百分之几',
  '多久一次',
  '办公地点在哪里',
  '哪一年',
  '什么时候',
  '为什么',
  '哪里',
  '谁',
  '叫什么名字',
  '是什么',
  '什么是',
  '哪些',
  '概括',
  '对比',
  '更多',
  '更少',
  '超过',
  '少于',
  '还是',
  '去年',
  '今年',
  'sum',
  'yesno',
  'grammar',
  'measured',
  'paid',
  'irregular',
]);
const { sum, yesno, grammar, measured, paid, irregular, ...ASKS } = WORDS;
const spaced = (phrases: readonly string[]) => phrases.map((phrase) => phrase.replaceAll('_', ' '));

/** The Chinese that asks what an English phrase does. */
const CHINESE: ReadonlyMap<string, string> = new Map(
  Object.entries(ASKS).flatMap(([chinese, phrases]) => spaced(phrases).map((phrase) => [phrase, chinese])),
);
const ASKING = new RegExp(`\\b${oneOf([...CHINESE.keys()])}\\b`, 'gu');
const BEGINS_YES_OR_NO = new RegExp(`^\\s*${oneOf(yesno)}\\b`, 'u');
const SUM = new RegExp(`\\b${oneOf(sum)}(?= [a-z])`, 'u');
const GRAMMAR = new RegExp(`\\b${oneOf(grammar)}\\b`, 'gu');
const IS_GRAMMAR = new RegExp(`^${oneOf(grammar)}$`, 'u');
const MEASURED = new RegExp(`\\b${oneOf(measured)}$`, 'u');
const PAID = new RegExp(
  `\\bhow much(?! money)(?=.*\\b${oneOf(paid)}\\b)|(?<=\\b${oneOf(paid)}\\b.*)\\bhow much(?! money)`,
  'u',
);
const IRREGULAR: ReadonlyMap<string, string> = new Map(
  irregular.map((pair) => pair.split('/') as [string, string]),
);
const ANY_GRAMMAR = new RegExp(`\\b${oneOf([...CHINESE.keys()], yesno)}\\b`, 'u');

/** Whether a question asks in English: who told 小院的人… is Chinese with an English question word. */
export const holdsEnglishGrammar = (folded: string): boolean => ANY_GRAMMAR.test(folded);

/** Whether most of the letters of a question are Latin. */
export function isEnglish(folded: string): boolean {
  const latin = folded.match(/[a-z]/gu)?.length ?? 0;
  const han = folded.match(/\p{Script=Han}/gu)?.length ?? 0;
  return /[a-z]{2,}.*\s[a-z]{2,}/u.test(folded) && latin > han * 2;
}

/** Whether a word is English that is read: grammar, or a word of the glossary or the dictionary. */
export const isKnownEnglish = (
  word: string,
  index: Pick<Understanding, 'lexicon' | 'has' | 'soundingLike' | 'meaning'>,
): boolean =>
  IS_GRAMMAR.test(word) || inGlossary(word, index.lexicon).length > 0 || inDictionary(word, index).length > 0;

/** An English question in Chinese. */
export interface ReadEnglish {
  readonly text: string;
  /** By a word of it, what else the English may mean, by the glossary and then by the dictionary. */
  readonly others: ReadonlyMap<string, readonly string[]>;
}

/**
 * Puts the English of a folded question into Chinese; Chinese in it stays where it is.
 *
 * @param places by their pinyin: taicang
 */
export function readEnglish(
  folded: string,
  index: Pick<Understanding, 'lexicon' | 'has' | 'soundingLike' | 'meaning'>,
  places: ReadonlyMap<string, string>,
): ReadEnglish {
  const isAsking = (what: string) => CHINESE.has(`what is the ${what} of`);
  const figured = withFigures(folded.replace(/’/gu, "'"), put).replace(/ {2,}/gu, ' ').trim();
  const ordered = inChineseOrder(figured, (what) => MEASURED.test(what), isAsking);
  const asked = ` ${ordered} `
    .replace(PAID, 'how much money')
    .replace(/\b((?:19|20)\d\d)\b(?![年-])/gu, (_, year: string) => put(`${year}年`))
    .replace(ASKING, (phrase) => put(CHINESE.get(phrase) ?? ''))
    .replace(BEGINS_YES_OR_NO, put('是否'));
  const counted = asked.includes('多少') ? asked : asked.replace(SUM, put('多少'));
  const others = new Map<string, readonly string[]>();
  const text = replaceLongest(counted, (phrase) => {
    const glossary = inGlossary(phrase, index.lexicon);
    const place = places.get(phrase.replace(/'s$|[ '-]|(?:city|district|county)$/gu, ''));
    if (glossary.length === 0 && place !== undefined) return place;
    const dictionary = IS_GRAMMAR.test(phrase) ? [] : inDictionary(phrase, index);
    const word =
      glossary.find((known) => index.has(known)) ??
      glossary[0] ??
      dictionary[0] ??
      index.soundingLike(soundOfPinyin(phrase.replaceAll(' ', '')) ?? '')[0];
    if (word !== undefined)
      others.set(
        word,
        [...glossary, ...dictionary].filter((other) => other !== word),
      );
    return word && put(word);
  });
  return { text: together(text.replace(GRAMMAR, ' ')), others };
}

/** Stands on both sides of what was put into Chinese. */
const PUT = '\u2060';
const put = (chinese: string) => ` ${PUT}${chinese}${PUT} `;

/**
 * What was put into Chinese is written together, what was Chinese and places stand apart (武侯 市民 is not 武侯市), and what
 * stands in brackets after the English for it goes.
 */
const together = (text: string) =>
  text
    .replace(/\u2060\s*\u2060/gu, '')
    .replaceAll(PUT, '')
    .replace(/\s+/gu, ' ')
    .replace(/(\p{Script=Han}{2,}) ?[(，] ?(\p{Script=Han}{2,})[)，]?/gu, (both, before, inside) =>
      before.endsWith(inside) ? before : both,
    )
    .replace(/ (?=[?!.,？])/gu, '')
    .trim();

function inGlossary(phrase: string, lexicon: Lexicon): readonly string[] {
  const glossary = glossaryOf(lexicon);
  for (const form of nounForms(phrase, IRREGULAR)) {
    const known = glossary.get(form);
    if (known) return known;
  }
  return [];
}

/** Words of the index that the dictionary gives a phrase, as a noun and as a verb. */
function inDictionary(phrase: string, { meaning }: Pick<Understanding, 'meaning'>): readonly string[] {
  const firstOf = (glosses: readonly string[]) => {
    for (const gloss of glosses) {
      const words = meaning(gloss);
      if (words.length > 0) return words;
    }
    return [];
  };
  const nouns = firstOf(nounForms(phrase, IRREGULAR));
  const verbs = firstOf(verbForms(phrase, IRREGULAR).map((verb) => `to ${verb}`));
  const happened = /^\S+(?:ed|ing)\b/u.test(phrase) || IRREGULAR.has(phrase);
  return [...new Set(happened ? [...verbs, ...nouns] : [...nouns, ...verbs])];
}

const glossaries = new WeakMap<Lexicon['glossary'], ReadonlyMap<string, readonly string[]>>();

/** A lexicon's glossary by the English phrase; made once. */
function glossaryOf({
  glossary: entries,
}: Pick<Lexicon, 'glossary'>): ReadonlyMap<string, readonly string[]> {
  let glossary = glossaries.get(entries);
  if (!glossary) {
    glossary = new Map(entries.map(({ english, chinese }) => [english, chinese]));
    glossaries.set(entries, glossary);
  }
  return glossary;
}

/** Replaces runs of Latin words by what is known of the longest phrase of up to six words at each place. */
function replaceLongest(text: string, lookUp: (phrase: string) => string | undefined): string {
  return text.replace(/[a-z][a-z0-9'-]*(?: [a-z][a-z0-9'-]*)*/gu, (run) => {
    const words = run.split(' ');
    const out: string[] = [];
    for (let i = 0; i < words.length; ) {
      let taken = 0;
      for (let length = Math.min(6, words.length - i); length > 0 && taken === 0; length--) {
        const chinese = lookUp(words.slice(i, i + length).join(' '));
        if (chinese !== undefined) {
          out.push(` ${chinese} `);
          taken = length;
        }
      }
      if (taken === 0) out.push(words[i] as string);
      i += Math.max(1, taken);
    }
    return out.join(' ');
  });
}
