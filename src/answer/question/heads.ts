/**
 * The head of a question: the noun that says what the answer is one of (哪家公司, 公众号叫什么), and what kind of thing
 * it asks for.
 */
import { OFFICES, POSTS } from '../../knowledge/lists.ts';
import { oneOf, wordLists } from '../../knowledge/word-lists.ts';
import { asksForMany, type Cue, type CueKind } from './cues.ts';
import { LINKING } from './linking.ts';

const HEADS = wordLists('heads.txt', ['person', 'place', 'organisation', 'name', 'label', 'last', 'none']);

/** What kind of thing a head asks for. */
export type HeadClass = 'person' | 'place' | 'organisation' | 'name';

const PERSONS = [...HEADS.person, ...POSTS, ...OFFICES.title, ...OFFICES.chief];
const CLASS_OF: ReadonlyMap<string, HeadClass> = new Map([
  ...HEADS.name.map((word) => [word, 'name'] as const),
  ...PERSONS.map((word) => [word, 'person'] as const),
  ...HEADS.place.map((word) => [word, 'place'] as const),
  ...HEADS.organisation.map((word) => [word, 'organisation'] as const),
]);
/** A pattern of the nouns that ask for something. */
export const HEAD_NOUNS = oneOf([...CLASS_OF.keys()]);
const ANY = oneOf([...CLASS_OF.keys()], HEADS.none);
const ALL = new RegExp(ANY, 'gu');
const NEXT = new RegExp(`^${ANY}`, 'u');
const LAST = new RegExp(`${ANY}$`, 'u');
/** What stands before 叫什么 or 是谁; a place is asked for otherwise. */
const BEFORE = new RegExp(
  `(${oneOf(HEADS.name, PERSONS, HEADS.organisation)})的?${oneOf(LINKING.name)}?${oneOf(LINKING.copula)}?$`,
  'u',
);

const COPULA_END = new RegExp(`${oneOf(LINKING.copula)}?[?？。\\s]*$`, 'u');

/** How many characters may stand between a question word and its head: 哪家省级科普教育基地. */
const MAX_BETWEEN = 8;

/** What kind of thing a noun asks for: 哪家公司 an organisation, 哪个老师 a person. */
export function headClass(head: string | undefined): HeadClass | null {
  return CLASS_OF.get(LAST.exec(head ?? '')?.[0] ?? '') ?? null;
}

/** Kinds of question words that a head may follow. */
const LEADS: ReadonlySet<CueKind> = new Set<CueKind>(['which', 'thing', 'many']);

/** The noun after the question word, with all that belongs to it: 国家学会, not 国家. */
export function headAfter(text: string, cues: readonly Cue[]): string | undefined {
  for (const cue of cues) {
    if (!LEADS.has(cue.kind)) continue;
    const after = text.slice(text[cue.end] === '的' ? cue.end + 1 : cue.end);
    const phrase = /^[^，。？?\s]*/u.exec(after)?.[0] ?? '';
    const first = [...phrase.matchAll(ALL)].find(
      ({ 0: word, index }) => CLASS_OF.has(word) && index <= MAX_BETWEEN,
    );
    if (!first) continue;
    let end = first.index + first[0].length;
    for (let next = NEXT.exec(phrase.slice(end)); next; next = NEXT.exec(phrase.slice(end)))
      end += next[0].length;
    return phrase.slice(0, end);
  }
  return undefined;
}

/** Kinds of question words that a head may stand before, over 是 or 叫. */
const FOLLOWS: ReadonlySet<CueKind> = new Set<CueKind>(['which', 'thing', 'person', 'name']);

/** The noun before the question word: 公众号叫什么, 导演是谁. */
export function headBefore(text: string, cues: readonly Cue[]): string | undefined {
  for (const { kind, word, measure, start } of cues) {
    if (!FOLLOWS.has(kind)) continue;
    const [whole = '', head] = BEFORE.exec(text.slice(0, start)) ?? [];
    // 团长哪个 asks who, as a part of the country says it.
    const isAsked = isLinked(whole) || isLinked(word) || (measure !== '' && headClass(head) === 'person');
    // 基地是哪三家 asks for several of a kind that the question has named.
    if (kind === 'which' && asksForMany(word)) continue;
    if (head !== undefined && isAsked) return head;
  }
  return undefined;
}

const COPULA = new RegExp(`${oneOf(LINKING.copula)}$|^${oneOf(LINKING.copula)}`, 'u');
const isLinked = (text: string) => COPULA.test(text);

/**
 * The last person's head of a text that asks who: 谁是主席, 会长由谁担任. One that stands apart from the question word is
 * somebody else: 馆长退了以后，馆里谁主持工作.
 */
export function lastPerson(text: string, cues: readonly Cue[]): string {
  const who = cues.find(({ kind }) => kind === 'person');
  const persons = [...text.matchAll(ALL)].filter(([word]) => CLASS_OF.get(word) === 'person');
  const isBeside = ({ 0: word, index }: RegExpMatchArray) =>
    who === undefined || BESIDE.test(text.slice((index ?? 0) + word.length, Math.max(index ?? 0, who.start)));
  return persons.findLast(isBeside)?.[0] ?? '';
}

const BESIDE = /^[^，,。；;]{0,4}$/u;

/** A text without the 是 or 叫 and the marks that end it. */
export const withoutEnd = (text: string): string => text.trim().replace(COPULA_END, '');

/** The noun that ends keywords and is asked for by that: 太仓科协 主席, 科普活动 承办单位. */
export function headAtEnd(text: string): string {
  const last = LAST.exec(withoutEnd(text))?.[0] ?? '';
  return CLASS_OF.get(last) === 'person' || HEADS.last.includes(last) ? last : '';
}

const LABEL = new RegExp(`${oneOf(HEADS.label)}$`, 'u');

/** Whether a text ends in a noun that has a name for what it is: 主题. */
export const endsInLabel = (text: string): boolean => LABEL.test(text);

/** Whether a person's head stands right before a place of the text. */
export function endsInPerson(text: string): boolean {
  return headClass(text.replace(/[，,]$/u, '')) === 'person';
}
