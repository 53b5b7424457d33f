/**
 * A question in English, in the words of the reports: question words and the glossary's terms become
 * Chinese, place names written in pinyin become places, the rest of the grammar goes.
 */
import { oneOf, wordLists } from '../../knowledge/word-lists.ts';
import type { Lexicon } from '../../language/lexicon.ts';

const WORDS = wordLists('english.txt', [
  '多少',
  '百分之几',
  '多久一次',
  '哪一年',
  '什么时候',
  '哪里',
  '谁',
  '叫什么名字',
  '什么是',
  '哪些',
  '概括',
  '对比',
  '去年',
  '今年',
  'sum',
  'yesno',
  'grammar',
]);
const { sum, yesno, grammar, ...ASKS } = WORDS;
const spaced = (phrases: readonly string[]) => phrases.map((phrase) => phrase.replaceAll('_', ' '));

/** The Chinese that asks what an English phrase does. */
const CHINESE: ReadonlyMap<string, string> = new Map(
  Object.entries(ASKS).flatMap(([chinese, phrases]) => spaced(phrases).map((phrase) => [phrase, chinese])),
);
const ASKING = new RegExp(`\\b${oneOf([...CHINESE.keys()])}\\b`, 'gu');
const BEGINS_YES_OR_NO = new RegExp(`^\\s*${oneOf(yesno)}\\b`, 'u');
const SUM = new RegExp(`\\b${oneOf(sum)}(?= [a-z])`, 'u');
const GRAMMAR = new RegExp(`\\b${oneOf(grammar)}\\b`, 'gu');
const ANY_GRAMMAR = new RegExp(`\\b${oneOf([...CHINESE.keys()], yesno)}\\b`, 'u');

/** Whether a question asks in English: who told 小院的人… is Chinese with an English question word. */
export const holdsEnglishGrammar = (folded: string): boolean => ANY_GRAMMAR.test(folded);

/** Whether most of the letters of a question are Latin. */
export function isEnglish(folded: string): boolean {
  const latin = folded.match(/[a-z]/gu)?.length ?? 0;
  const han = folded.match(/\p{Script=Han}/gu)?.length ?? 0;
  return /[a-z]{2,}.*\s[a-z]{2,}/u.test(folded) && latin > han * 2;
}

/**
 * Puts the English of a folded question into Chinese; Chinese in it stays where it is.
 *
 * @param places by their pinyin: taicang
 */
export function readEnglish(folded: string, lexicon: Lexicon, places: ReadonlyMap<string, string>): string {
  const asked = ` ${folded} `
    .replace(/’/gu, "'")
    .replace(/\b((?:19|20)\d\d)\b(?![年-])/gu, '$1年')
    .replace(ASKING, (phrase) => ` ${CHINESE.get(phrase)} `)
    .replace(BEGINS_YES_OR_NO, ' 是否 ');
  const glossary = glossaryOf(lexicon);
  const counted = asked.includes('多少') ? asked : asked.replace(SUM, ' 多少 ');
  const text = replaceLongest(counted, (phrase) => {
    const known = glossary.get(phrase) ?? glossary.get(singular(phrase));
    if (known) return known;
    return places.get(phrase.replace(/'s$|[ '-]|(?:city|district|county)$/gu, ''));
  });
  return text.replace(GRAMMAR, ' ').replace(/\s+/gu, ' ').trim();
}

const glossaries = new WeakMap<Lexicon['glossary'], ReadonlyMap<string, string>>();

/** A lexicon's glossary by the English phrase; made once. */
function glossaryOf({ glossary: entries }: Pick<Lexicon, 'glossary'>): ReadonlyMap<string, string> {
  let glossary = glossaries.get(entries);
  if (!glossary) {
    glossary = new Map(entries.map(({ english, chinese }) => [english, chinese.join(' ')]));
    glossaries.set(entries, glossary);
  }
  return glossary;
}

/** activities → activity, lectures → lecture. */
function singular(phrase: string): string {
  return phrase.replace(/ies$/u, 'y').replace(/([^s])s$/u, '$1');
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
