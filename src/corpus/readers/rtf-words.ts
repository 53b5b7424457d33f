/**
 * What control words of Rich Text Format say: which begin text that is not the document's, which characters they stand for,
 * in which encoding a font's bytes are.
 */

/** Groups whose text is no part of the document; those marked as to be ignored (`\*`) are none either. */
export const LEFT_OUT: ReadonlySet<string> = new Set(
  [
    'colortbl filetbl listtable listoverridetable revtbl rsidtbl generator pict object objdata header headerl headerr',
    'headerf footer footerl footerr footerf annotation atnid atnauthor atnref xe tc txe rxe listtext pntext pnseclvl ftnsep',
    'ftnsepc ftncn aftnsep aftnsepc aftncn fldinst nonshppict template operator keywords subject comment doccomm company',
    'manager category hlinkbase revtim printim buptim datafield formfield sp themedata colorschememapping latentstyles',
  ]
    .join(' ')
    .split(' '),
);

/** Groups marked as to be ignored that hold text of the document all the same. */
export const KEPT: ReadonlySet<string> = new Set(['shpinst', 'shptxt', 'ud', 'footnote']);

export const CHARACTERS: ReadonlyMap<string, string> = new Map([
  ['tab', '\t'],
  ['~', '\u00a0'],
  ['_', '-'],
  ['emdash', '—'],
  ['endash', '–'],
  ['lquote', '‘'],
  ['rquote', '’'],
  ['ldblquote', '“'],
  ['rdblquote', '”'],
  ['bullet', '•'],
  ['emspace', '\u3000'],
  ['enspace', ' '],
  ['\\', '\\'],
  ['{', '{'],
  ['}', '}'],
]);

/** Encodings by the character set of a font and by code page. */
const CHARACTER_SETS: ReadonlyMap<number, string> = new Map([
  [128, 'shift_jis'],
  [129, 'euc-kr'],
  [134, 'gb18030'],
  [136, 'big5'],
  [204, 'windows-1251'],
]);
const CODE_PAGES: ReadonlyMap<number, string> = new Map([
  [936, 'gb18030'],
  [950, 'big5'],
  [932, 'shift_jis'],
  [949, 'euc-kr'],
  [65001, 'utf-8'],
]);

/**
 * Bytes as text: by the font's character set, else by the document's code page, else by that of Western Europe. Chinese text
 * in a Western font is in the document's.
 */
export function decodeBytes(bytes: readonly number[], characterSet: number, codePage: number): string {
  const data = Uint8Array.from(bytes);
  for (const encoding of [CHARACTER_SETS.get(characterSet), CODE_PAGES.get(codePage)]) {
    if (encoding === undefined) continue;
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(data);
    } catch {
      // The other one then.
    }
  }
  return new TextDecoder('windows-1252').decode(data);
}
