/**
 * English dates, ordinals and small numbers in figures as Chinese writes them: may 30th is 5月30日, the sixth congress 第6次.
 */

const MONTHS = [
  ...['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september'],
  ...['october', 'november', 'december'],
];
const ORDINALS = ['third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'];
const NUMBERS = ['two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];

const MONTH = MONTHS.join('|');
const DAY = '([12]?\\d|3[01])(?:st|nd|rd|th)?';
const YEAR = '(?:(?:,| of)? ((?:19|20)\\d\\d))?';
const MONTH_FIRST = new RegExp(`\\b(?:on )?(${MONTH}) ${DAY}\\b(?!\\d)${YEAR}`, 'gu');
const DAY_FIRST = new RegExp(`\\b(?:on )?(?:the )?${DAY} (?:of )?(${MONTH})\\b${YEAR}`, 'gu');
/** May alone is a verb: a month stands behind in, a year behind it or in front. */
const ALONE = new RegExp(
  `\\b(?:in|since|until|during|by) (${MONTH})\\b${YEAR}|\\b(${MONTH}),? (?:of )?((?:19|20)\\d\\d)\\b`,
  'gu',
);
const END_OF_YEAR = /\b(?:(?:at|by|until) )?the end of ((?:19|20)\d\d)\b/gu;
const ORDINAL = new RegExp(
  `\\b(?:the )?(?:(\\d+)(?:st|nd|rd|th)|(${ORDINALS.join('|')}))\\b(?! (?:prize|place|quarter|time|level)| in\\b)(?=( [a-z' -]*?\\b(?:congress|session|plenary|meeting|survey)\\b)?)`,
  'gu',
);
/** The number of what a list is asked of says nothing more: the four halls. */
const COUNTED = new RegExp(`\\b(the|which|what|its|their) (?:${NUMBERS.join('|')})(?= [a-z])`, 'gu');
const NUMBER = new RegExp(`\\b(${NUMBERS.join('|')})(?= [a-z])`, 'gu');

const monthOf = (name: string) => `${MONTHS.indexOf(name) + 1}月`;
const yearOf = (year: string | undefined) => (year === undefined ? '' : `${year}年`);

/**
 * A folded English question with its dates, ordinals and numbers in figures.
 *
 * @param put what marks a piece of Chinese
 * @example withFigures('who spoke on may 30th, 2022?', (date) => date) // 'who spoke 2022年5月30日?'
 */
export function withFigures(folded: string, put: (chinese: string) => string): string {
  return folded
    .replace(MONTH_FIRST, (_, month: string, day: string, year?: string) =>
      put(`${yearOf(year)}${monthOf(month)}${day}日`),
    )
    .replace(DAY_FIRST, (_, day: string, month: string, year?: string) =>
      put(`${yearOf(year)}${monthOf(month)}${day}日`),
    )
    .replace(ALONE, (_, month?: string, year?: string, name?: string, of?: string) =>
      put(`${yearOf(year ?? of)}${monthOf(month ?? name ?? '')}`),
    )
    .replace(END_OF_YEAR, (_, year: string) => put(`${year}年底`))
    .replace(ORDINAL, (_, figure?: string, word?: string, sitting?: string) =>
      put(`第${figure ?? ORDINALS.indexOf(word ?? '') + 3}${sitting === undefined ? '届' : '次'}`),
    )
    .replace(COUNTED, '$1')
    .replace(NUMBER, (word) => String(NUMBERS.indexOf(word) + 2));
}
