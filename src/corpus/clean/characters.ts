/**
 * Repairs inside one line or block: code points that PDF and web copies damage, stray spaces, numbers broken
 * by spaces or a wrong decimal point. Every repair is idempotent, and none changes a digit or its place.
 */
import type { BlockKind } from '../document.ts';

const HAN = /[\p{Script=Han}〇]/u;
const DIGIT = /[0-9]/;
const OPENERS = '“‘（《〈【「『([';
const CLOSERS = '”’）》〉】」』)]';
const STOPS = '，。、；：！？…,;:!?';
/** A decimal point, right or wrong. 个 and 项 may not follow the number: `共35。18个项目` is two sentences. */
const DECIMAL = /(?<=\d)(?<!第\d{1,4}) ?[。．.] ?(?=\d{1,2}(?:[万亿%％‰倍元吨]|个百分点|平方|公里))/g;

/**
 * Puts compatibility radicals (⼈ for 人), full-width digits and letters, and odd spaces back to what a
 * keyboard gives; drops zero-width characters, soft hyphens and control characters. Parentheses and other
 * full-width punctuation stay as printed. Line breaks and U+3000 are left for the caller.
 */
export function repairCodePoints(text: string): string {
  return text
    .replace(/[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2064\uFEFF\uFFF9-\uFFFC]/g, '')
    .replace(/[\u00A0\u1680\u2000-\u200A\u202F\u205F\t]/g, ' ')
    .replace(/[⺀-⿕豈-龎]/gu, (radical) => radical.normalize('NFKC'))
    .replace(/[０-９Ａ-Ｚａ-ｚ]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/[\p{Cc}\p{Cs}]/gu, (control) => (/[\n\r\f\v\u0085]/.test(control) ? control : ''));
}

/**
 * One line of clean text for a block of the given kind.
 *
 * Prose loses the spaces next to Chinese characters (`2004年 2月`, `“科普 e站”`) but keeps them between Latin
 * words, between the halves of a quoted headline (`“碳达峰 碳中和”知识竞赛`) and between listed names
 * (`张三 李四 王五`). Headings and captions keep the space between their halves. A row keeps every space:
 * there they separate a label from its figure.
 */
export function repairText(text: string, kind: BlockKind): string {
  const flat = repairCodePoints(text).replace(/\s+/gu, ' ').trim();
  if (kind === 'row') return flat;
  if (kind === 'byline') return flat;
  const spaced = dropStraySpaces(flat, kind);
  return repairDecimals(joinNumberGroups(spaced));
}

/** Whether a character is written without spaces around it: Han or full-width punctuation. */
export function isHan(char: string | undefined): boolean {
  return char !== undefined && HAN.test(char);
}

function isFullWidthMark(char: string): boolean {
  return '，。、；：！？…—“”‘’（）《》〈〉【】「」『』·～％'.includes(char);
}

function dropStraySpaces(text: string, kind: BlockKind): string {
  if (!text.includes(' ')) return text;
  const parts = kind === 'heading' ? text.split(' ') : spacedNames(text.split(' '));
  const keeps = kind === 'heading' || kind === 'caption' ? headingSpaces(parts) : proseSpaces(parts);
  let result = parts[0] ?? '';
  for (let i = 1; i < parts.length; i++) result += (keeps[i - 1] ? ' ' : '') + parts[i];
  return result;
}

/** 苗 青 among longer names is 苗青; three single characters or more are one word that was stretched. */
function spacedNames(parts: readonly string[]): readonly string[] {
  const isSingle = (part: string | undefined) => part !== undefined && part.length === 1 && isHan(part);
  return parts.flatMap((part, i) => {
    const isPair =
      isSingle(part) && isSingle(parts[i + 1]) && !isSingle(parts[i - 1]) && !isSingle(parts[i + 2]);
    if (isPair && parts.length > 2) return [`${part}${parts[i + 1]}`];
    const isTaken =
      isSingle(part) &&
      isSingle(parts[i - 1]) &&
      !isSingle(parts[i - 2]) &&
      !isSingle(parts[i + 1]) &&
      parts.length > 2;
    return isTaken ? [] : [part];
  });
}

/** The two characters a space stands between decide most cases; undefined leaves it to the kind of text. */
function spaceByNeighbours(left: string, right: string): boolean | undefined {
  if (STOPS.includes(left) && isFullWidthMark(left)) return false;
  if (STOPS.includes(right) || OPENERS.includes(left) || CLOSERS.includes(right)) return false;
  const isWideLeft = isHan(left) || isFullWidthMark(left);
  const isWideRight = isHan(right) || isFullWidthMark(right);
  if (!isWideLeft && !isWideRight) return true;
  return undefined;
}

function headingSpaces(parts: readonly string[]): readonly boolean[] {
  const keeps: boolean[] = [];
  for (let i = 1; i < parts.length; i++) {
    const before = parts[i - 1] ?? '';
    const after = parts[i] ?? '';
    const left = before.at(-1) ?? '';
    const right = after.charAt(0);
    const byNeighbours = spaceByNeighbours(left, right);
    if (byNeighbours !== undefined) keeps.push(byNeighbours);
    else if (DIGIT.test(right)) keeps.push(before.length > 2 && /^(?:19|20)\d{2}(?:年|[-—~～])/.test(after));
    else if (!isHan(right) && !OPENERS.includes(right) && right !== '—') keeps.push(false);
    else if (!isHan(left) && !CLOSERS.includes(left)) keeps.push(false);
    else keeps.push(before.length > 1 && after.length > 1);
  }
  return keeps;
}

function proseSpaces(parts: readonly string[]): readonly boolean[] {
  const quoted = spacesInQuotes(parts);
  const listed = spacesInNameLists(parts);
  const keeps: boolean[] = [];
  for (let i = 1; i < parts.length; i++) {
    const left = parts[i - 1]?.at(-1) ?? '';
    const right = parts[i]?.charAt(0) ?? '';
    const byNeighbours = spaceByNeighbours(left, right);
    keeps.push(
      byNeighbours ?? (isHan(left) && isHan(right) && (quoted[i - 1] === true || listed[i - 1] === true)),
    );
  }
  return keeps;
}

/** A space inside `“…”` or `《…》` is the gap of a two-part headline if both halves have three characters. */
function spacesInQuotes(parts: readonly string[]): readonly boolean[] {
  const result: boolean[] = [];
  let depth = 0;
  let isOpen = false;
  for (let i = 0; i + 1 < parts.length; i++) {
    for (const char of parts[i] ?? '') {
      if (char === '“' || char === '《') depth++;
      else if (char === '”' || char === '》') depth = Math.max(0, depth - 1);
    }
    const before = parts[i] ?? '';
    const after = parts[i + 1] ?? '';
    const half =
      before.length - 1 - Math.max(...['“', '”', '《', '》'].map((mark) => before.lastIndexOf(mark)));
    const end = after.search(/[“”《》]/);
    isOpen = depth > 0 && closesSoon(parts, i + 1);
    result.push(isOpen && half >= 3 && (end === -1 ? after.length : end) >= 3);
  }
  return result;
}

/** A quote that is not closed within four parts is a lost quotation mark, not a headline. */
function closesSoon(parts: readonly string[], from: number): boolean {
  for (let i = from; i < parts.length && i < from + 4; i++) {
    const mark = parts[i]?.search(/[“”《》]/) ?? -1;
    if (mark !== -1) return '”》'.includes(parts[i]?.charAt(mark) ?? '');
  }
  return false;
}

/** Three or more parts of two to four characters between two stops are names, not words cut apart. */
function spacesInNameLists(parts: readonly string[]): readonly boolean[] {
  const result = parts.slice(1).map(() => false);
  let first = 0;
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i] ?? '';
    const isFirst = i === first;
    const name = nameIn(part, isFirst);
    const isLast =
      /[，。、；：！？（”》,;:]/.test(part.slice(isFirst ? part.length : 0)) || i + 1 === parts.length;
    if (name === undefined) {
      first = startsList(part) ? i : i + 1;
      continue;
    }
    if (isLast) {
      if (i - first >= 2) for (let k = first; k < i; k++) result[k] = true;
      first = i + 1;
    }
  }
  return result;
}

function nameIn(part: string, isFirst: boolean): string | undefined {
  const match = isFirst
    ? /(?:^|[，。、；：！？（“《,;:])(\p{Script=Han}{2,4})$/u.exec(part)
    : /^(\p{Script=Han}{2,4})(?:$|[，。、；：！？（”》,;:])/u.exec(part);
  return match?.[1];
}

function startsList(part: string): boolean {
  return nameIn(part, true) !== undefined;
}

/** `20 20年` is a year cut apart, `12 345人` a figure grouped by thousands; anything else stays two numbers. */
function joinNumberGroups(text: string): string {
  return text.replace(/(?<![\d.])\d+(?: \d+)+(?![\d.])/g, (run: string, offset: number) => {
    const after = text.charAt(offset + run.length);
    const groups = run.split(' ');
    const joined = groups.join('');
    if (after === '年' && /^(?:19|20)\d{2}$/.test(joined)) return joined;
    const isGrouped = (groups[0]?.length ?? 0) <= 3 && groups.slice(1).every((group) => group.length === 3);
    return isGrouped && (isHan(after) || after === '%' || after === '％') ? joined : run;
  });
}

/** `5。08万` and `8. 6万` are decimals; `1. 5万` at the start of a line is a list number. */
function repairDecimals(text: string): string {
  return text.replace(DECIMAL, (point: string, offset: number) =>
    point === '. ' && offset <= 2 && /^\d+$/.test(text.slice(0, offset)) ? point : '.',
  );
}
