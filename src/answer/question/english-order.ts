/**
 * English in the order of a Chinese question: what is asked for stands behind its verb (Lanxi hold how many lectures), and
 * what something is of stands before it (museum area how much).
 */

const AUXILIARY = '(?:did|does|do|was|were|is|are|has|have|had|will|can)';
const WORDS = '[^?!.,;:]+?';
const OBJECT = new RegExp(
  `^((?:and|so|but) )?((?:how many|how much|which|what)(?: (?!${AUXILIARY}\\b)${WORDS})?) ${AUXILIARY} (?!there\\b|the name)(.+)$`,
  'u',
);
const PART = new RegExp(
  `^((?:and|so|but) )?(what|who) (?:is|was|are|were) (?:the )?(${WORDS}) of (.+)$`,
  'u',
);
const MEASURE = new RegExp(
  `^((?:and|so|but) )?what (?:is|was|are|were) (?:the )?(${WORDS}) (?:of|for|in|on) (.+)$`,
  'u',
);
const SHARE = /^what (?:percentage|share|proportion)\b/u;

/**
 * A folded English question in Chinese order; what has no such order stays as it is.
 *
 * @param isMeasured whether a phrase names something that is measured (floor area)
 * @param isAsking   whether a phrase asks as a whole (what is the name of)
 * @example inChineseOrder('how many lectures did lanxi hold?', …) // 'lanxi hold how many lectures?'
 */
export function inChineseOrder(
  folded: string,
  isMeasured: (phrase: string) => boolean,
  isAsking: (phrase: string) => boolean,
): string {
  const end = /[\s?!.？，]*$/u.exec(folded)?.[0] ?? '';
  const question = folded.slice(0, folded.length - end.length);
  const measure = MEASURE.exec(question);
  if (measure && isMeasured(measure[2] ?? ''))
    return `${measure[1] ?? ''}${measure[3]} ${measure[2]} how much${end}`;
  const part = PART.exec(question);
  if (part) {
    const [, link = '', asking = '', what = '', whole = ''] = part;
    if (isAsking(what)) return folded;
    return `${link}${whole} ${what} ${asking === 'who' ? 'who' : 'what is it'}${end}`;
  }
  const object = OBJECT.exec(question);
  if (object) {
    const [, link = '', asked = '', rest = ''] = object;
    if (!/^(?:what|which)$/u.test(asked) && !SHARE.test(asked)) return `${link}${rest} ${asked}${end}`;
  }
  return folded;
}
