/**
 * What beside the running text tells whose report it is and when it was made: the names of its file and folders, the
 * lines that a page prints around it, its head and its foot.
 */
import { fold } from '../../language/normalize.ts';
import type { Block, Content } from '../document.ts';

/** A document as its metadata is read from it; every text is folded, so that traditional characters are read too. */
export interface Evidence {
  readonly blocks: readonly Block[];
  /** All clean text, a block a line. */
  readonly text: string;
  /** Lines at the head and foot of the file as it lies, furniture included, and bylines. */
  readonly edges: readonly string[];
  /** The title; empty where the text has none of its own. */
  readonly title: string;
  /** The file's name without its extension. */
  readonly fileName: string;
  /** The folders it lies in, the nearest first. */
  readonly folders: readonly string[];
  /** What the format says of it: publisher, title of the site. */
  readonly properties: readonly string[];
}

/** A report says whose it is well before this. */
const MAX_CHARS = 60_000;
const HEAD_LINES = 12;
const FOOT_LINES = 8;
const MOST_EDGE_CHARS = 120;

/** Gathers the evidence of one document. */
export function gatherEvidence(
  content: Content,
  blocks: readonly Block[],
  names: { readonly file: string; readonly title: string; readonly properties: readonly string[] },
): Evidence {
  const folded = blocks.map((block): Block => ({ ...block, text: fold(block.text) }));
  const lines = (content.layout === 'lines' ? content.lines : content.blocks)
    .map((line) => fold(typeof line === 'string' ? line : line.text).trim())
    .filter((line) => line !== '');
  const bylines = folded.filter(({ kind }) => kind === 'byline').map(({ text }) => text);
  const edges = [...lines.slice(0, HEAD_LINES), ...lines.slice(-FOOT_LINES), ...bylines];
  const parts = names.file.normalize('NFC').split('/');
  const base = parts.pop() ?? '';
  return {
    blocks: folded,
    text: folded
      .map(({ text }) => text)
      .join('\n')
      .slice(0, MAX_CHARS),
    edges: [...new Set(edges)].filter((line) => line.length <= MOST_EDGE_CHARS),
    title: fold(names.title),
    fileName: fold(base.replace(/\.[^.]{1,8}$/u, '')),
    folders: parts.reverse().map((part) => fold(part.replace(/\.zip$/iu, ''))),
    properties: names.properties.map(fold),
  };
}

/** A date that stands alone at the head or foot, in Arabic or Chinese digits: when the text was signed or printed. */
export interface SignedDate {
  readonly year: number;
  /** 1 to 12; 0 where only the year is given. */
  readonly month: number;
  readonly said: string;
}

const DATE =
  /((?:19|20)\d{2}|[一二][〇○零九0o][〇○零一二三四五六七八九0o]{2})(?:年|[-/.])\s?(\d{1,2}|[一二三四五六七八九十]{1,3})(?:月|[-/.])/u;
const NUMERALS = '〇一二三四五六七八九';

/** 二〇一八 → 2018; NaN for anything else. */
export function yearOf(text: string): number {
  const digits = [...text.replace(/[○零0o]/gu, '〇')].map((char) =>
    /\d/u.test(char) ? char : String(NUMERALS.indexOf(char)),
  );
  return Number(digits.join(''));
}

function monthOf(text: string): number {
  if (/^\d+$/u.test(text)) return Number(text);
  const [tens, ones = ''] = text.includes('十') ? text.split('十') : ['', text];
  const ten = text.includes('十') ? Math.max(1, NUMERALS.indexOf(tens || '一')) * 10 : 0;
  return ten + Math.max(0, NUMERALS.indexOf(ones || '〇'));
}

/** The dates at the edges of a text, those at its foot first: a signature before a masthead. */
export function signedDates({ edges, blocks }: Evidence): SignedDate[] {
  const foot = blocks.slice(-6).map(({ text }) => text);
  const lines = [...foot.filter((text) => text.length <= 60).reverse(), ...edges];
  return lines.flatMap((line): SignedDate[] => {
    const match = DATE.exec(line);
    const year = yearOf(match?.[1] ?? '');
    const month = monthOf(match?.[2] ?? '');
    // A date inside a sentence tells of an event; a clock that runs on a page tells of its visitor.
    const isOfText =
      match !== null && !/[。；]/u.test(line) && !/^(?:今天|今日|现在|当前时间)是?/u.test(line);
    return isOfText && year >= 1949 && month <= 12 ? [{ year, month, said: match[0] }] : [];
  });
}
