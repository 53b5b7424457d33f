/**
 * The offices that a text names, the bodies that people belong to, and who has left an office.
 */
import { LEADS, OFFICES, POSTS } from '../knowledge/lists.ts';
import { oneOf } from '../knowledge/word-lists.ts';

/** Are nobody's to give away in an office. */
export const TITLES: readonly string[] = [...OFFICES.title, ...OFFICES.called];
const POST = new RegExp(oneOf(POSTS, TITLES), 'gu');
const LEFT = new RegExp(oneOf(OFFICES.left), 'u');
/** The last words of bodies that people belong to. */
const BODY = new RegExp(`[\\p{Script=Han}a-z]{1,16}?${oneOf(LEADS.body)}`, 'gu');

/** An office with its place: UTF-16 offsets, `end` exclusive. */
export interface PostReading {
  readonly post: string;
  readonly start: number;
  readonly end: number;
}

/** The offices and titles of a text: 副主席 is one, and no 主席. */
export function readPosts(text: string): PostReading[] {
  return [...text.matchAll(POST)].map(({ 0: post, index: start }) => ({
    post,
    start,
    end: start + post.length,
  }));
}

/** The bodies of a text: 市农科院; 常委 ends as 农业农村委 does and is a person. */
export const readBodies = (text: string): string[] =>
  [...text.matchAll(BODY)]
    .map(([name]) => name)
    .filter((name) => !TITLES.some((title) => name.endsWith(title)));

/** The word that says that an office was left (调任, 卸任); null where none does. */
export const leftIn = (text: string): string | null => LEFT.exec(text)?.[0] ?? null;
