/**
 * A question in English, in the words of the reports: question words and the glossary's terms become
 * Chinese, place names written in pinyin become places, the rest of the grammar goes.
 */
import type { Lexicon } from '../../language/lexicon.ts';

/** Question words, longest first where one begins like another. */
const QUESTION_PHRASES: readonly [RegExp, string][] = [
  [/\bhow (?:many|much)\b|\bnumber of\b/gu, ' 多少 '],
  [/^(?!.*\bhow\b)(.*)\btotal (?=[a-z])/gu, '$1 多少 '],
  [/\bwhat percentage(?: of)?\b|\bwhat share(?: of)?\b/gu, ' 百分之几 '],
  [/\bhow often\b/gu, ' 多久一次 '],
  [/\b(?:what year|which year)\b/gu, ' 哪一年 '],
  [/\b(?:when|what date|what time|which day)\b/gu, ' 什么时候 '],
  [/\b(?:where|which place|what venue)\b/gu, ' 哪里 '],
  [/\b(?:who|whom|whose)\b/gu, ' 谁 '],
  [/\bwhat (?:is|was|are) the names? of\b|\bwhat (?:is|was) .{0,30}\b(?:called|named)\b/gu, ' 叫什么名字 '],
  [/\b(?:what does|what do)\b(?=.*\b(?:mean|stand for)\b)/gu, ' 什么是 '],
  [/\bwhat(?:'s| is| are| was| were)\b/gu, ' 什么是 '],
  [/\b(?:which|what)\b/gu, ' 哪些 '],
  [/\b(?:list|name all|name the)\b/gu, ' 哪些 '],
  [/\b(?:summari[sz]e|give (?:me )?an overview(?: of)?|overview of)\b/gu, ' 概括 '],
  [/\b(?:compare|comparison|versus|vs\.?)\b/gu, ' 对比 '],
  [/\b(?:last year)\b/gu, ' 去年 '],
  [/\b(?:this year)\b/gu, ' 今年 '],
  [/^\s*(?:did|does|do|was|were|is|are|has|have|had)\b/gu, ' 是否 '],
];

/** Grammar that no report needs to account for. */
const GRAMMAR =
  /\b(?:a|an|the|of|in|on|at|to|for|by|from|with|and|or|did|does|do|is|are|was|were|be|been|being|has|have|had|there|it|its|they|their|this|that|these|those|as|into|during|please|tell|me|about|can|could|you|i|we|us|all|any|total|stand|mean|called|named|much|many|more|s|city|year|report|what's)\b/gu;

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
  let text = ` ${folded} `.replace(/’/gu, "'").replace(/\b((?:19|20)\d\d)\b(?![年-])/gu, '$1年');
  for (const [pattern, chinese] of QUESTION_PHRASES) text = text.replace(pattern, chinese);
  const glossary = glossaryOf(lexicon);
  text = replaceLongest(text, (phrase) => {
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
