/**
 * The question in a message: mark-up, links, emoji and what is said to whoever is asked (亲, 在线等, 谢谢啦) go before
 * anything of it is read. None of it can change what is asked.
 */
import { oneOf, wordLists } from '../../knowledge/word-lists.ts';
import { LINKING } from './linking.ts';
import { ASSOCIATION } from './place-names.ts';

const CHAT = wordLists('chat.txt', ['lead', 'hail', 'close', 'tail', 'filler']);

/**
 * A message without what surrounds its question; twice is the same as once. What is nothing else (你好) stays.
 *
 * @example questionIn('<b>亲</b>，求问平湖办了多少项活动来着😂') // '平湖办了多少项活动'
 */
export function questionIn(message: string): string {
  let question = message.trim();
  // What one pass takes away may lay bare what the next one does.
  for (let pass = 0; pass < MAX_PASSES; pass++) {
    const plain = withoutMarks(question);
    const next = withoutChat(plain) || plain || question;
    if (next === question) break;
    question = next;
  }
  return question;
}

const MAX_PASSES = 8;

/** In their order: what a mark is, and what is left of it. */
const MARKS: readonly (readonly [RegExp, string])[] = [
  [/\[([^[\]]+)\]\([^()\s]*\)/gu, '$1'],
  [/(?:https?:\/\/|www\.)[^\s\p{Script=Han}，。！？]+/giu, ' '],
  [/<(?:\/?[a-z][^<>]*|[@#!][^<>]*)>/giu, ''],
  [/&(?:nbsp|amp|lt|gt|quot|#\d+);/giu, ' '],
  // 😂, also as [捂脸] and (๑•̀ㅂ•́)و: a parenthesis without a word, and what hangs on it.
  [/\[(?:\p{Script=Han}{1,4}|[a-z]{1,8})\]/giu, ''],
  [/[(（][^()（）0-9\p{Script=Han}\p{Script=Latin}]*[)）][^\s0-9\p{P}\p{Script=Han}\p{Script=Latin}]*/gu, ''],
  [/[\p{Extended_Pictographic}\p{Emoji_Modifier}\u{1f1e6}-\u{1f1ff}\ufe0f\u20e3]+/gu, ' '],
  [/^\s*(?:>|#{1,6}\s|[-•]\s|\d{1,2}[.)]\s)+/gmu, ''],
  [/\*{2,}|(?<!\d)\*|\*(?!\d)|~~|__|`+/gu, ''],
  [/[(（]([^()（）]{4,})[)）]\s*$/u, '，$1'],
  [/#([^#\s]{1,20})#/gu, '$1，'],
  [/^\s*[【[]([^【】[\]]{1,20})[】\]]/u, '$1，'],
  [/\s*\n\s*/gu, '，'],
  // ～ between numbers is a range.
  [/[~～]+(?!\d)/gu, '，'],
  [/\.{2,}|。{2,}|…+/gu, '，'],
  [/[!！]*[?？][?？!！]+/gu, '？'],
];
/** Who is called: not an association, which says whose reports are meant. */
const MENTION = /(?<![\p{L}\p{N}.])@([\p{L}\p{N}_-]{1,24})(?=[\s，,：:]|$)/gu;
const OF_ASSOCIATION = new RegExp(`${oneOf(ASSOCIATION)}$`, 'u');
const QUOTED = /^\s*(?:“([^“”]+)”|"([^"]+)"|「([^「」]+)」)\s*$/u;

function withoutMarks(message: string): string {
  const called = message.replace(MENTION, (_, name: string) => (OF_ASSOCIATION.test(name) ? name : ' '));
  const plain = MARKS.reduce((text, [mark, left]) => text.replace(mark, left), called).trim();
  return QUOTED.exec(plain)?.slice(1).find(Boolean) ?? plain;
}

/** Pieces between marks and spaces, each with what follows it; marks inside a name (《加油！科学+》) cut nothing. */
const PIECES = /((?:《[^》]*》|“[^”]*”|「[^」]*」|[^，,。;；!！?？、：:\s])*)([，,。;；!！?？、：:\s]*)/gu;

const spoken = (words: readonly string[]) => words.map((word) => word.replace('_', ' '));
const BEFORE = oneOf(CHAT.hail, CHAT.lead);
const LEADS = new RegExp(`^${BEFORE}*${oneOf(CHAT.lead)}`, 'iu');
const TAILS = new RegExp(`${oneOf(CHAT.tail)}(?:${oneOf(CHAT.tail, CHAT.close)})*$`, 'iu');
const FILLERS = new RegExp(oneOf(CHAT.filler), 'giu');
const ONLY_CHAT = new RegExp(`^${oneOf(...Object.values(CHAT).map(spoken), LINKING.sigh)}*$`, 'iu');

function withoutChat(text: string): string {
  let kept = '';
  for (const [, piece = '', mark = ''] of text.replace(FILLERS, '').matchAll(PIECES)) {
    if (piece === '' && kept === '') continue;
    const said = ONLY_CHAT.test(piece) ? '' : piece.replace(LEADS, '').replace(TAILS, '');
    if (said !== '' || piece === '') kept += said + mark;
    // What was asked before it asks still: …多少项，谢谢？
    else if (/[?？]/u.test(mark) && kept !== '') kept = `${kept.replace(/[，,、\s]+$/u, '')}？`;
  }
  return kept.replace(/[，,、：:；;\s]+$/u, '').trim();
}
