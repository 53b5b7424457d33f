/**
 * How Chinese is read aloud, for telling homophones apart from other words: 科谱 sounds like 科普.
 * Tones are left out, since people who type by sound do not type them.
 */
import { pinyin } from 'pinyin-pro';

/** A Chinese name in plain pinyin, as it is written in English: 荣成 is rongcheng. */
export function romanize(text: string): string {
  return pinyin(text, { toneType: 'none', type: 'array' }).join('').toLowerCase();
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
  const syllables = pinyin(text, { toneType: 'none', type: 'array', v: true });
  return syllables
    .map((syllable) =>
      MIXED_UP.reduce((sound, [from, to]) => sound.replace(from, to), syllable.toLowerCase()),
    )
    .join('-');
}
