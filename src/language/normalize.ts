/**
 * One spelling for everything that is compared: full-width forms become half-width, compatibility
 * characters their plain form (NFKC), traditional characters simplified (OpenCC), Latin lower case.
 *
 * {@link fold} keeps the length of the text, so an offset into the folded text is an offset into the
 * original: everything that is quoted is found in folded text and cut from the original.
 */
import { Converter } from 'opencc-js/t2cn';

const toSimplified = Converter({ from: 't', to: 'cn' });

/** Chinese sentence punctuation that NFKC would turn into ASCII; readers of sentences need it as it is. */
const KEPT_PUNCTUATION = new Set('，。！？：；（）、“”‘’《》〈〉「」『』【】…—');

const foldedUnit = new Map<string, string>();

/** The folded form of one UTF-16 code unit, itself one code unit. */
function foldUnit(unit: string): string {
  const known = foldedUnit.get(unit);
  if (known !== undefined) return known;
  let folded = unit;
  if (!KEPT_PUNCTUATION.has(unit)) {
    const compatible = unit.normalize('NFKC').toLowerCase();
    if (compatible.length === 1) folded = compatible;
    if (unit === '～' || unit === '〜') folded = '~';
    if (unit === '\u00a0' || unit === '\u3000') folded = ' ';
  }
  foldedUnit.set(unit, folded);
  return folded;
}

/** Traditional to simplified, by phrases where that keeps the length, else character by character. */
function simplifySameLength(text: string): string {
  const byPhrase = toSimplified(text);
  if (byPhrase.length === text.length) return byPhrase;
  let out = '';
  for (const character of text) {
    const simplified = toSimplified(character);
    out += simplified.length === character.length ? simplified : character;
  }
  return out;
}

/**
 * Folds a text for comparison without changing its length.
 *
 * @returns a string with `fold(text).length === text.length`; folding twice changes nothing
 */
export function fold(text: string): string {
  const digits = withoutSlips(text);
  let out = '';
  for (let i = 0; i < digits.length; i++) out += foldUnit(digits[i] as string);
  return withFullMarks(simplifySameLength(out));
}

/** A number with letters for digits, as optical recognition leaves it: 1OO场, IO8件, IOO%. Not O2O, 5G or 100l. */
const SLIP =
  /(?<![A-Za-z0-9.])(?:(?=[IlOo]*\d)[1-9Il](?:[0-9IOo]|l(?=[0-9Oo]))*|[Il][Oo]{1,3}(?=\s?[%％]))(?=\s?[%％]|\p{Script=Han})/gu;

function withoutSlips(text: string): string {
  return /[IOlo]/u.test(text)
    ? text.replace(SLIP, (number) => number.replace(/[Oo]/gu, '0').replace(/[Il]/gu, '1'))
    : text;
}

/**
 * Half-width marks beside Chinese are read as the full-width ones that they stand for, and "" as “”: clauses end there
 * and names stand between them. A comma between digits stays.
 */
function withFullMarks(text: string): string {
  const marked = text.replace(HALF_MARK, (mark) => FULL_WIDTH[mark] ?? mark);
  return marked.includes('"') ? marked.replace(/[^\n]+/gu, pairedQuotes) : marked;
}

const HALF_MARK =
  /(?<=[\p{Script=Han}”》）)"])[!?,;:]|(?<![a-z!?,;:！？，；：])[,;:](?=\p{Script=Han}|[“《])/gu;

/** Quotation marks that look the same at both ends, of a line that has as many of one as of the other. */
function pairedQuotes(line: string): string {
  const count = line.split('"').length - 1;
  if (count === 0 || count % 2 === 1 || !/\p{Script=Han}/u.test(line)) return line;
  let isOpen = false;
  return line.replace(/"/gu, () => {
    isOpen = !isOpen;
    return isOpen ? '“' : '”';
  });
}

/**
 * Folds what a person typed. Unlike {@link fold} it may change the length: white space runs become one
 * space, invisible characters go, the ends are trimmed.
 */
export function foldQuestion(question: string): string {
  return fold(question.normalize('NFC').replace(/[\p{Cf}\p{Cc}]+/gu, (run) => (/\s/u.test(run) ? ' ' : '')))
    .replace(/\s+/gu, ' ')
    .trim();
}

const FULL_WIDTH: Readonly<Record<string, string>> = {
  '!': '！',
  '?': '？',
  ',': '，',
  ';': '；',
  ':': '：',
};

/** Whether a character is a Chinese ideograph. */
export function isHan(character: string): boolean {
  return /\p{Script=Han}/u.test(character);
}
