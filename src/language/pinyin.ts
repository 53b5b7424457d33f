/**
 * How Chinese is read aloud, for telling homophones apart from other words: 科谱 sounds like 科普.
 * Tones are left out, since people who type by sound do not type them.
 */
import { pinyin } from 'pinyin-pro';
import { isHan } from './normalize.ts';

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
  const sounds: string[] = [];
  for (const character of text) {
    const sound = onlySoundOf(character);
    if (sound === null) return readTogether(text).join('-');
    sounds.push(sound);
  }
  return sounds.join('-');
}

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
