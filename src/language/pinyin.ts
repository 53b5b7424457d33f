/**
 * How Chinese is read aloud, for telling homophones apart from other words: 科谱 sounds like 科普.
 * Tones are left out, since people who type by sound do not type them.
 */
import { pinyin } from 'pinyin-pro';
import { isHan } from './normalize.ts';

/**
 * A Chinese name in plain pinyin, as it is written in English: 荣成 is rongcheng.
 *
 * @param chars how much of it is wanted: 都 of 宜都市 is read du, of 宜都 alone it may be dou
 */
export function romanize(text: string, chars = text.length): string {
  return pinyin(text, { toneType: 'none', type: 'array' }).slice(0, chars).join('').toLowerCase();
}

/** Sounds that many speakers and every pinyin keyboard mix up. */
const MIXED_UP: readonly [RegExp, string][] = [
  [/^([zcs])h/u, '$1'],
  [/([ei])ng$/u, '$1n'],
];

/**
 * How a text sounds: toneless syllables joined by `-`, zh/ch/sh as z/c/s and -eng/-ing as -en/-in; what is not
 * Chinese stays as it is.
 *
 * @returns e.g. `ke-pu` for 科普 and for 科谱
 */
export function soundOf(text: string): string {
  const sounds: string[] = [];
  for (const character of text) {
    const sound = onlySoundOf(character);
    if (sound === null) return readTogether(text).join('-');
    sounds.push(sound);
  }
  return sounds.join('-');
}

/**
 * How a word written in pinyin without tones sounds, as {@link soundOf} says it.
 *
 * @returns null for what is no pinyin, or one syllable
 * @example soundOfPinyin('guizhou') // 'gui-zou', as of 贵州
 */
export function soundOfPinyin(word: string): string | null {
  if (!new RegExp(`^(?:${SYLLABLE}){2,}$`, 'u').test(word)) return null;
  // A consonant between vowels begins a syllable: gui-zhou, not gui-zh-ou.
  const syllables = word.match(new RegExp(`${SYLLABLE}(?=(?:${SYLLABLE})*$)`, 'gu')) ?? [];
  return syllables
    .map((syllable) => MIXED_UP.reduce((sound, [from, to]) => sound.replace(from, to), syllable))
    .join('-');
}

/**
 * The letters with which the syllables of a Chinese text begin, as people type them for short.
 *
 * @param text Chinese characters only
 * @example initialsOf('科普日') // 'kpr'
 */
export const initialsOf = (text: string): string =>
  soundOf(text)
    .split('-')
    .map((syllable) => syllable[0])
    .join('');

/** Whether letters are pinyin written out, one syllable or more. */
export const isPinyin = (letters: string): boolean => PINYIN.test(letters);

const FINAL =
  'iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|an|ao|ei|en|er|ia|ie|in|iu|ou|ua|ue|ui|un|uo|ve|a|e|i|o|u|v';
const SYLLABLE = `(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])(?:${FINAL})|(?:ai|ang|an|ao|a|eng|en|er|e|ou|o))`;
const PINYIN = new RegExp(`^${SYLLABLE}+$`, 'u');

/** By character; as many as there are characters. */
const onlySounds = new Map<string, string | null>();

/** How a character sounds that always sounds so; null for others, which go by the words they stand in (重庆, 重要). */
function onlySoundOf(character: string): string | null {
  let sound = onlySounds.get(character);
  if (sound === undefined) {
    const readings = new Set(pinyin(character, { toneType: 'none', type: 'array', v: true, multiple: true }));
    sound = readings.size === 1 && isHan(character) ? (readTogether(character)[0] ?? null) : null;
    onlySounds.set(character, sound);
  }
  return sound;
}

/** The syllables of a text as pinyin-pro reads it by its dictionary of words. */
function readTogether(text: string): string[] {
  return pinyin(text, { toneType: 'none', type: 'array', v: true }).map((syllable) =>
    MIXED_UP.reduce((sound, [from, to]) => sound.replace(from, to), syllable.toLowerCase()),
  );
}
