/**
 * Questions that ask nearly the same, put together: by the words that carry matter and their character pairs, with
 * everything that only asks left out. Deterministic, and nearly linear: a question is compared with the groups that
 * share one of its rarest features (prefix filtering), at most a bounded number of them.
 *
 * @see Bayardo, Ma and Srikant 2007 for the prefix filter of Jaccard similarity
 */
import { isFunctionWord } from './function-words.ts';
import type { Lexicon } from './lexicon.ts';
import { foldQuestion } from './normalize.ts';
import type { Segmenter } from './segment.ts';

/** A question and how often it was asked. */
export interface Counted {
  readonly text: string;
  readonly count: number;
}

/** Questions that ask nearly the same. */
export interface SimilarGroup {
  /** The wording asked most often; of equals the first in code point order. */
  readonly text: string;
  /** Of all wordings together. */
  readonly count: number;
  /** Every wording, the most frequent first. */
  readonly wordings: readonly Counted[];
}

/** What grouping knows of the language. */
export interface SimilarSettings {
  readonly segment: Segmenter;
  readonly lexicon: Pick<Lexicon, 'synonyms'>;
}

/**
 * Shared features of all features of two questions (Jaccard) from which they are one group. Chosen on the wordings in
 * test/language/similar.test.ts: the same matter of another year or place is one group, another matter is not.
 */
const SIMILAR = 0.5;
/** Words that may stand in any question of the field and tell nothing of its matter. */
const EVERYWHERE = new Set(
  '科协 市科协 县科协 区科协 省科协 市 县 区 全市 全县 全区 全省 全年 开展 举办 举行 组织 召开 花 花了 建 新建'.split(
    ' ',
  ),
);
/** Groups a question is compared with. */
const MAX_COMPARED = 200;

/**
 * Groups questions.
 *
 * @param questions each text once
 * @returns the largest group first; of equals by text
 */
export function groupSimilar(questions: readonly Counted[], settings: SimilarSettings): SimilarGroup[] {
  const canonical = canonicalWords(settings.lexicon);
  const read = [...questions].sort(byCount).map(({ text, count }) => ({
    wording: { text, count },
    features: featuresOf(text, settings.segment, canonical),
  }));
  const frequency = new Map<string, number>();
  for (const { features } of read) {
    for (const feature of features) frequency.set(feature, (frequency.get(feature) ?? 0) + 1);
  }
  const byRarity = (a: string, b: string) =>
    (frequency.get(a) ?? 0) - (frequency.get(b) ?? 0) || (a < b ? -1 : 1);

  const groups: { features: ReadonlySet<string>; wordings: Counted[] }[] = [];
  const groupsWith = new Map<string, number[]>();
  for (const { wording, features } of read) {
    const rarest = [...features].sort(byRarity).slice(0, prefixLength(features.size));
    const found = nearest(features, candidates(rarest, groupsWith), groups);
    if (found) {
      found.wordings.push(wording);
      continue;
    }
    for (const feature of rarest)
      groupsWith.set(feature, [...(groupsWith.get(feature) ?? []), groups.length]);
    groups.push({ features, wordings: [wording] });
  }
  return groups
    .map(({ wordings }) => ({
      text: (wordings[0] as Counted).text,
      count: wordings.reduce((sum, { count }) => sum + count, 0),
      wordings,
    }))
    .sort(byCount);
}

const byCount = (a: Counted, b: Counted) => b.count - a.count || (a.text < b.text ? -1 : 1);

/** Two sets as similar as {@link SIMILAR} share a feature among so many of the rarest of each. */
function prefixLength(features: number): number {
  return features - Math.ceil(SIMILAR * features) + 1;
}

function candidates(
  rarest: readonly string[],
  groupsWith: ReadonlyMap<string, readonly number[]>,
): Set<number> {
  const found = new Set<number>();
  for (const feature of rarest) {
    for (const group of groupsWith.get(feature) ?? []) {
      found.add(group);
      if (found.size >= MAX_COMPARED) return found;
    }
  }
  return found;
}

function nearest<G extends { readonly features: ReadonlySet<string> }>(
  features: ReadonlySet<string>,
  among: ReadonlySet<number>,
  groups: readonly G[],
): G | undefined {
  let best: G | undefined;
  let bestSimilarity = 0;
  for (const at of [...among].sort((a, b) => a - b)) {
    const group = groups[at] as G;
    const similarity = jaccard(features, group.features);
    if (similarity >= SIMILAR && similarity > bestSimilarity) {
      best = group;
      bestSimilarity = similarity;
    }
  }
  return best;
}

/** Shared of all; 1 for two of the same. */
function jaccard(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  let shared = 0;
  for (const feature of small) if (large.has(feature)) shared++;
  return shared / (a.size + b.size - shared);
}

/** The words that carry matter and the character pairs inside their runs; of a text without any, the text itself. */
function featuresOf(
  text: string,
  segment: Segmenter,
  canonical: ReadonlyMap<string, string>,
): ReadonlySet<string> {
  const folded = foldQuestion(text);
  const features = new Set<string>();
  let run = '';
  const endRun = () => {
    for (let at = 0; at + 1 < run.length; at++) features.add(run.slice(at, at + 2));
    run = '';
  };
  for (const { text: word, tag } of segment(folded)) {
    if (tag === 'x' || isFunctionWord(word) || EVERYWHERE.has(word)) {
      endRun();
      continue;
    }
    // 平湖市 is 平湖.
    const short = tag.startsWith('ns') ? word.replace(/(?<=..)[省市县区]$/u, '') : word;
    const meant = canonical.get(short) ?? short;
    features.add(`=${meant}`);
    run += meant;
  }
  endRun();
  if (features.size === 0) features.add(`=${folded}`);
  return features;
}

/** For each word of a two-way group of synonyms its first. */
function canonicalWords({ synonyms }: Pick<Lexicon, 'synonyms'>): ReadonlyMap<string, string> {
  const canonical = new Map<string, string>();
  for (const { oneWay, words } of synonyms) {
    const [first] = words;
    if (oneWay || first === undefined) continue;
    for (const word of words) if (!canonical.has(word)) canonical.set(word, first);
  }
  return canonical;
}
