/**
 * What each piece of a page is: title, heading of some rank, paragraph, item, caption or byline; then the
 * level of every heading, counted from the ranks that the page really uses.
 */
import type { Block, BlockKind, TableRow } from '../document.ts';
import { isCredits, isFormLine, isMasthead } from './furniture-words.ts';
import {
  endsSentence,
  isByline,
  isLabel,
  isLabelled,
  isMarkedCaption,
  isMonthAbove,
  isNumberedHeading,
  isSlogan,
  isStamp,
  isTableName,
  isUnitLine,
  numberRank,
  type Rank,
  runInLabel,
} from './headings.ts';
import type { Unit } from './paragraphs.ts';

/** A piece of a page, with the rank of a heading; levels are not given yet. */
export interface Outline {
  readonly kind: BlockKind;
  readonly text: string;
  /** Undefined for everything but headings. */
  readonly rank: Rank | undefined;
  /** The cells of a row. */
  readonly row?: TableRow;
}

/** Ranks from the outside in. */
const ORDER: readonly Rank[] = [
  'title',
  'part',
  'slogan',
  'plain',
  'chapter',
  'label',
  'section',
  'point',
  'subpoint',
];
const MAX_TITLE_LINES = 4;
const MAX_TITLE_CHARS = 80;
const MAX_PLAIN_HEADING_CHARS = 24;
const BULLET = /^[●■◆◇▪•·○◎★☆➢]\s?(?=\S)/u;

/** Names every unit of a page. */
export function outline(found: readonly Unit[]): readonly Outline[] {
  const units = mergeDoubled(found);
  const masthead = units.findIndex(
    ({ text }, at) =>
      !isByline(text) && !isStamp(text) && !(at === 0 && isMasthead(text)) && !isCredits(text),
  );
  const parts: Outline[] = units.slice(0, Math.max(0, masthead)).map((unit) => byline(unit.text));
  const [letterhead, number, below] = units.slice(parts.length);
  if (
    letterhead &&
    isLetterhead(letterhead.text) &&
    number &&
    isByline(number.text) &&
    below?.kind === 'alone'
  ) {
    parts.push(byline(letterhead.text), byline(number.text));
  }
  const contents = contentsAbove(units.slice(parts.length));
  parts.push(...contents.map(({ text }): Outline => ({ kind: 'caption', text, rank: undefined })));
  const title = takeTitle(units.slice(parts.length));
  const start = parts.length + title.length;
  if (title.text !== '') parts.push(heading(title.text, 'title'));
  const hasRunInLabels =
    units.filter((unit) => runInLabel(unit.text) !== '' && !isLabel(unit.text)).length >= 2;
  for (let i = start; i < units.length; i++) {
    const unit = units[i];
    if (unit === undefined) continue;
    if (unit.block) {
      const { kind, text: words, row } = unit.block;
      parts.push({ kind, text: words, rank: undefined, ...(row && { row }) });
      continue;
    }
    const label = hasRunInLabels && unit.kind !== 'mark' ? runInLabel(unit.text) : '';
    if (label !== '' && label.length < unit.text.length) {
      parts.push(heading(label, 'label'), paragraph(unit.text.slice(label.length).trim()));
    } else parts.push(name(units, i, parts));
  }
  return parts;
}

/** Blocks with heading levels: 1 for the title, then one level for each rank in use. */
export function withLevels(parts: readonly Outline[]): readonly Block[] {
  const used = ORDER.filter((rank) => rank !== 'title' && parts.some((part) => part.rank === rank));
  return parts.map(({ kind, text, rank, row }) => {
    if (rank === undefined) return { kind, text, level: 0, ...(row && { row }) };
    return { kind, text, level: rank === 'title' ? 1 : used.indexOf(rank) + 2 };
  });
}

function heading(text: string, rank: Rank): Outline {
  return { kind: 'heading', text, rank };
}

function byline(text: string): Outline {
  return { kind: 'byline', text, rank: undefined };
}

function paragraph(text: string): Outline {
  return { kind: 'paragraph', text, rank: undefined };
}

/** The lines that stand alone above everything else are one title; it may run over two or three lines. */
function takeTitle(units: readonly Unit[]): { readonly text: string; readonly length: number } {
  let text = '';
  let length = 0;
  for (const unit of units.slice(0, MAX_TITLE_LINES)) {
    const isTitle =
      unit.kind === 'alone' &&
      !isMarkedCaption(unit.text) &&
      numberRank(unit.text) === undefined &&
      !isTableName(unit.text);
    const joined = text === '' ? unit.text : `${text} ${unit.text}`;
    if (isMonthAbove(unit.text, units[length + 1]?.text)) break;
    if (length > 0 && (isPersonName(unit.text) || isFormLine(unit.text) || isContents(unit.text))) break;
    if (!isTitle || runInLabel(unit.text) !== '' || joined.length > MAX_TITLE_CHARS) break;
    text = joined;
    length++;
  }
  // A page that is nothing but its first lines has no title over anything.
  return length === units.length && length > 1 ? { text: '', length: 0 } : { text, length };
}

function name(units: readonly Unit[], at: number, before: readonly Outline[]): Outline {
  const unit = units[at];
  const text = unit?.text ?? '';
  const next = units[at + 1];
  if (isMonthAbove(text, next?.text)) return heading(text, 'plain');
  if (unit?.kind === 'mark') {
    if (isLabel(text)) return heading(text, 'label');
    if (isByline(text)) return byline(text);
    return heading(text, 'slogan');
  }
  const rank = numberRank(text);
  if (rank !== undefined) return numbered(text, rank, next, before);
  if (BULLET.test(text)) return { kind: 'item', text: text.replace(BULLET, ''), rank: undefined };
  // What is attached is no part of the last section.
  if (/^附[件录表]?\s?\d?[:：]/.test(text) && text.length <= MAX_PLAIN_HEADING_CHARS)
    return heading(text, 'chapter');
  if (unit?.kind === 'paragraph') return paragraph(text);
  if (isPersonName(text) && before.every((part) => part.rank === 'title' || part.kind === 'byline')) {
    return byline(text);
  }
  const isSigned = next === undefined || isByline(next.text);
  if (isSigned && /(?:科协|协会|学会|委员会|办公室)$/.test(text)) return byline(text);
  if (isMarkedCaption(text) || isUnitLine(text)) return { kind: 'caption', text, rank: undefined };
  const isListed = isLabelled(text) && [units[at - 1], next].some((unit) => unit && isLabelled(unit.text));
  if (isListed) return { kind: 'caption', text, rank: undefined };
  if (isTableName(text) && next?.kind === 'block') return heading(text, 'plain');
  if (isSlogan(text) || (next !== undefined && isLabel(next.text))) return heading(text, 'slogan');
  if (next === undefined && before.some((part) => part.rank === 'label')) return heading(text, 'slogan');
  const isOverList = [next, units[at + 2]].every((below) => below && isLabelled(below.text));
  if (
    (isOverList && text.length <= MAX_PLAIN_HEADING_CHARS) ||
    (!isInRoster(before) && isPlainHeading(unit, next))
  ) {
    return heading(text, before.some((part) => part.rank === 'chapter') ? 'label' : 'plain');
  }
  return { kind: 'caption', text, rank: undefined };
}

/** 平湖市科学技术协会 over the number of its document: who writes, and no title. */
const isLetterhead = (text: string): boolean =>
  /^[^，。：《》]{2,30}(?:科学技术协会|科协|学会|协会)(?:文件)?$/u.test(text);

/** 目录 above the title with its lines, which are numbered or come again below. */
function contentsAbove(units: readonly Unit[]): readonly Unit[] {
  if (!isContents(units[0]?.text ?? '')) return [];
  const names = units.map(({ text }) => text.replace(/[\s.…·]*\d{0,4}$/u, ''));
  const last = new Map(names.map((name, at) => [name, at]));
  const seen = new Set<string>();
  const end = names.slice(0, MAX_CONTENTS).findIndex((name, at) => {
    const isLine = numberRank(name) !== undefined || (last.get(name) ?? 0) > at;
    const isOver = at > 0 && (seen.has(name) || !isLine);
    seen.add(name);
    return isOver;
  });
  return units.slice(0, Math.max(0, end));
}

/** Lines of a table of contents. */
const MAX_CONTENTS = 200;

/** 目录: what stands below it is no text. */
const isContents = (text: string): boolean => /^目\s?[录次]$/u.test(text);

/** The speaker's name under the title of a speech: 张三, 王 五. */
function isPersonName(text: string): boolean {
  const name = text.replaceAll(' ', '');
  return /^\p{Script=Han}{2,3}$/u.test(name) && !/[言述要论序况录表]$/.test(name);
}

/** Numbered lines that follow each other without text between are a list, save for 一、 and above. */
function numbered(text: string, rank: Rank, next: Unit | undefined, before: readonly Outline[]): Outline {
  const isDeep = rank === 'point' || rank === 'subpoint';
  const previous = before.at(-1);
  const isInList =
    (next !== undefined && numberRank(next.text) === rank) ||
    (previous?.kind === 'item' && numberRank(previous.text) === rank);
  if (isNumberedHeading(text) && !(isDeep && (isInList || next === undefined))) return heading(text, rank);
  return { kind: isDeep || !endsSentence(text) ? 'item' : 'paragraph', text, rank: undefined };
}

/** Whether lines that stand for themselves, one below the other, come right before: the last of them is no heading. */
function isInRoster(before: readonly Outline[]): boolean {
  return (
    before.slice(-2).filter(({ kind, text }) => kind === 'caption' && !isMarkedCaption(text)).length === 2
  );
}

/** A short line over text, not set off like a caption and without the commas of one. */
function isPlainHeading(unit: Unit | undefined, next: Unit | undefined): boolean {
  if (unit === undefined || next === undefined || unit.isSetOff || unit.text.length > MAX_PLAIN_HEADING_CHARS)
    return false;
  if (/[，《》]/.test(unit.text) || /^[（(].*[）)]$/.test(unit.text)) return false;
  const nextRank = numberRank(next.text);
  return (
    next.kind === 'paragraph' ||
    next.kind === 'block' ||
    (nextRank !== undefined && nextRank !== 'part' && nextRank !== 'chapter')
  );
}

/** A doubled headline over two lines comes as two headings; it is one. */
function mergeDoubled(units: readonly Unit[]): readonly Unit[] {
  const merged: Unit[] = [];
  for (const unit of units) {
    const last = merged.at(-1);
    if (last?.wasDoubled && unit.wasDoubled && last.text.length + unit.text.length < MAX_TITLE_CHARS) {
      merged[merged.length - 1] = { ...last, text: `${last.text} ${unit.text}` };
    } else merged.push(unit);
  }
  return merged;
}
