/**
 * What tells the sentence that answers from those beside it: named numbers, from one question and the sentences that
 * compete for it.
 */
import type { Evidence } from './evidence.ts';
import { commonRun } from './occurrences.ts';
import type { AnswerType, Question } from './question.ts';
import { datesIn, numbersIn, organisationsIn, peopleIn, placesIn, quotedIn } from './readings.ts';

/** What the model looks at, in the order of the weights' file. */
export const RANK_FEATURES = [
  'coverage',
  'fit',
  'passage',
  'weightInSentence',
  'termsInSentence',
  'lastTermInSentence',
  'termBeforeLastInSentence',
  'verbsInSentence',
  'characters',
  'pairs',
  'pairsInParagraph',
  'tailCharacters',
  'tailPairs',
  'headCharacters',
  'paragraphSentences',
  'belowParagraph',
  'listMarks',
  'run',
  'runWithQuestionWords',
  'hasType',
  'lacksType',
  'logLength',
  'isRow',
  'isFirstOfReport',
] as const;

/** The features of one sentence. */
export type RankFeatures = Readonly<Record<(typeof RANK_FEATURES)[number], number>>;

/** Characters at the end of the matter that say what is asked of what stands before them. */
const TAIL_CHARS = 4;
const TAIL_PAIR_CHARS = 6;

/** The features of sentences that compete for one question. */
export function rankFeatures(question: Question, evidence: readonly Evidence[]): RankFeatures[] {
  const asked = unitsOf(question.asked);
  const matter = bare(question.matter);
  const sentences = evidence.map(({ folded }) => folded);
  const characters = shares(new Set(asked), sentences);
  const pairs = shares(pairsOf(asked), sentences);
  const around = paragraphShares(pairsOf([...matter]), evidence);
  const paragraphs = byParagraph(evidence);
  const [last, beforeLast] = lastTerms(question);
  const tail = [...matter.slice(-TAIL_CHARS)];
  const tailPairs = [...pairsOf([...matter.slice(-TAIL_PAIR_CHARS)])];
  const firstHalf = [...matter.slice(0, Math.ceil(matter.length / 2))];
  return evidence.map((sentence, i) => {
    const { folded, matches } = sentence;
    const weight = matches.reduce((sum, { term }) => sum + term.weight, 0) || 1;
    const inSentence = matches.filter(({ at }) => at.length > 0);
    const verbs = matches.filter(({ term }) => !term.isKey);
    const isIn = (text: string | undefined) => (inSentence.some(({ term }) => term.text === text) ? 1 : 0);
    const has = holdsType(question.type, folded);
    const rivals = (paragraphs.get(paragraphOf(sentence)) ?? []).map((other) => characters[other] as number);
    const own = characters[i] as number;
    return {
      coverage: sentence.coverage,
      fit: sentence.fit,
      passage: sentence.passageScore,
      weightInSentence: inSentence.reduce((sum, { term }) => sum + term.weight, 0) / weight,
      termsInSentence: share(inSentence.length, matches.length),
      lastTermInSentence: isIn(last),
      termBeforeLastInSentence: isIn(beforeLast),
      verbsInSentence: share(verbs.filter(({ at }) => at.length > 0).length, verbs.length),
      characters: own,
      pairs: pairs[i] as number,
      pairsInParagraph: around[i] as number,
      tailCharacters: held(tail, folded),
      tailPairs: held(tailPairs, folded),
      headCharacters: held(firstHalf, folded),
      paragraphSentences: Math.min(1, rivals.length / 5),
      belowParagraph: Math.max(own, ...rivals) - own,
      listMarks: question.type === 'list' ? Math.min(1, (folded.match(/、/gu)?.length ?? 0) / 4) : 0,
      run: sentence.run,
      runWithQuestionWords: commonRun(question.asked, folded),
      hasType: has === true ? 1 : 0,
      lacksType: has === false ? 1 : 0,
      logLength: Math.min(5, Math.log(1 + folded.length)),
      isRow: sentence.kind === 'row' ? 1 : 0,
      isFirstOfReport:
        sentence.start === sentence.passage.sentences[0]?.start && sentence.passage.ordinal === 0 ? 1 : 0,
    };
  });
}

const share = (part: number, whole: number) => (whole > 0 ? part / whole : 0);
const bare = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, '');
const unitsOf = (text: string): string[] => [...bare(text)];

function pairsOf(characters: readonly string[]): Set<string> {
  return new Set(characters.slice(1).map((character, i) => `${characters[i]}${character}`));
}

/** What share of some strings a text holds. */
function held(strings: readonly string[], text: string): number {
  return share(strings.filter((string) => text.includes(string)).length, strings.length);
}

/**
 * What share of the question's characters or pairs each text holds, question words and all, each weighted by how
 * few of the competing texts have it.
 */
function shares(strings: ReadonlySet<string>, texts: readonly string[]): number[] {
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
  return sums.map((sum) => (total > 0 ? sum / total : 0));
}

const paragraphOf = ({ report, block }: Evidence) => `${report.row} ${block}`;

/** The sentences of each paragraph, by their places. */
function byParagraph(evidence: readonly Evidence[]): Map<string, number[]> {
  const places = new Map<string, number[]>();
  for (const [i, sentence] of evidence.entries()) {
    const key = paragraphOf(sentence);
    places.set(key, [...(places.get(key) ?? []), i]);
  }
  return places;
}

/** The same for the paragraph that a sentence stands in, as far as its passages were found. */
function paragraphShares(pairs: ReadonlySet<string>, evidence: readonly Evidence[]): number[] {
  const keys = evidence.map(paragraphOf);
  const passages = new Map<string, Map<number, string>>();
  for (const [i, { passage }] of evidence.entries()) {
    const key = keys[i] as string;
    const own = passages.get(key) ?? new Map<number, string>();
    passages.set(key, own.set(passage.row, passage.folded));
  }
  const places = [...passages.keys()];
  const held = shares(
    pairs,
    [...passages.values()].map((texts) => [...texts.values()].join('\n')),
  );
  return keys.map((key) => held[places.indexOf(key)] as number);
}

/** The last two terms of the matter, the last one first. */
function lastTerms({ focus, matter }: Question): (string | undefined)[] {
  const placed = focus
    .map(({ text }) => ({ text, at: matter.lastIndexOf(text) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => b.at - a.at);
  return [placed[0]?.text, placed[1]?.text];
}

/** Whether a sentence holds anything of the type asked for; undefined where the type is no kind of thing. */
function holdsType(type: AnswerType, sentence: string): boolean | undefined {
  switch (type) {
    case 'count':
      return numbersIn(sentence).some(({ kind }) => kind !== 'label' && kind !== 'ordinal');
    case 'date':
      return datesIn(sentence).length > 0;
    case 'person':
      return peopleIn(sentence).length > 0;
    case 'place':
      return placesIn(sentence).length > 0;
    case 'organisation':
      return organisationsIn(sentence).length > 0;
    case 'name':
      return quotedIn(sentence).length > 0;
    default:
      return undefined;
  }
}
