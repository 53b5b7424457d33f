/**
 * How much of a question some texts have, in characters, pairs of characters and terms.
 */
import type { Question } from '../question/question.ts';
import { charactersOfMatter } from '../question/said.ts';

/** Letters and digits only. */
export const bare = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, '');

export const share = (part: number, whole: number): number => (whole > 0 ? part / whole : 0);

/** The pairs of neighbours. */
export function pairsOf(characters: readonly string[]): Set<string> {
  return new Set(characters.slice(1).map((character, i) => `${characters[i]}${character}`));
}

/** What share of some strings a text holds. */
export function held(strings: readonly string[], text: string): number {
  return share(strings.filter((string) => text.includes(string)).length, strings.length);
}

/** What share of some strings each text holds, each weighted by how few of the texts have it. */
export function heldByRarity(strings: ReadonlySet<string>, texts: readonly string[]): number[] {
  const sums = new Array<number>(texts.length).fill(0);
  let total = 0;
  for (const string of strings) {
    const there: number[] = [];
    for (let i = 0; i < texts.length; i++) if ((texts[i] as string).includes(string)) there.push(i);
    if (there.length === 0) continue;
    const weight = Math.log(1 + texts.length / there.length);
    total += weight;
    for (const i of there) (sums[i] as number) += weight;
  }
  return sums.map((sum) => share(sum, total));
}

/** The last two terms of the matter, the last one first. */
export function lastTerms(question: Question): (string | undefined)[] {
  const placed = question.focus
    .map(({ text }) => ({ text, at: charactersOfMatter(question).lastIndexOf(text) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => b.at - a.at);
  return [placed[0]?.text, placed[1]?.text];
}
