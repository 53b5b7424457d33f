/**
 * The words that an English form may be of: activities of activity, visited of visit, stopped of stop.
 */

/** Irregular forms: went, of go. */
export type IrregularForms = ReadonlyMap<string, string>;

/**
 * A noun as it may stand in a dictionary, itself first.
 *
 * @example nounForms('activities', new Map()) // ['activities', 'activity', 'activitie']
 */
export function nounForms(phrase: string, irregular: IrregularForms): string[] {
  const at = phrase.lastIndexOf(' ') + 1;
  const [before, last] = [phrase.slice(0, at), phrase.slice(at)];
  return [last, ...singulars(last), ...(irregular.get(last) ?? []).toString().split(',')]
    .filter((word) => word !== '')
    .map((word) => before + word);
}

/**
 * A verb in its base form, as it may be.
 *
 * @example verbForms('visited', new Map()) // ['visited', 'visit', 'visite']
 */
export function verbForms(phrase: string, irregular: IrregularForms): string[] {
  const at = `${phrase} `.indexOf(' ');
  const [first, after] = [phrase.slice(0, at), phrase.slice(at)];
  const stem = /^(.{2,})(?:ed|ing)$/u.exec(first)?.[1];
  const bases =
    stem === undefined ? [] : [stem, `${stem}e`, stem.replace(/(.)\1$/u, '$1'), stem.replace(/i$/u, 'y')];
  const known = irregular.get(first);
  return [...new Set([...(known ? [known] : []), first, ...bases, ...singulars(first)])].map(
    (word) => word + after,
  );
}

function singulars(word: string): string[] {
  if (!/[^s]s$/u.test(word)) return [];
  return [
    ...(word.endsWith('ies') ? [word.replace(/ies$/u, 'y')] : []),
    word.slice(0, -1),
    ...(word.endsWith('es') ? [word.slice(0, -2)] : []),
  ];
}
