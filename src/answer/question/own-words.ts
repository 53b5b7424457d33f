/**
 * What each association of a comparison is named with of its own: in 平湖的科普e站和太仓的科普大讲堂各…, the question of one side
 * leaves out what belongs to the other.
 */
import { oneOf } from '../../knowledge/word-lists.ts';
import { readDates } from '../../language/dates.ts';
import { readCues } from './cues.ts';
import { aliasesIn, directoryOf } from './directory.ts';
import type { FocusTerm } from './focus-term.ts';
import { LINKING } from './linking.ts';
import { ASSOCIATION } from './place-names.ts';
import type { Question, Understanding } from './question.ts';

const EACH = new RegExp(`${oneOf(LINKING.each)}|[,，]`, 'u');

/** Where what is asked of all sides begins, in what stands after the last of them; its end where nothing does. */
function sharedFrom(text: string): number {
  const each = text.search(EACH);
  const cue = readCues(text)[0]?.start ?? text.length;
  return Math.min(each < 0 ? text.length : each, cue);
}

/** Words of one side and words of the others. */
export interface OwnWords {
  readonly own: string;
  readonly others: readonly string[];
}

/** What belongs to one association and to the others; null where not every one is named with a thing of its own. */
export function ownWords(
  { scope, asked, focus }: Question,
  association: string,
  index: Pick<Understanding, 'reports'>,
): OwnWords | null {
  const aliases = aliasesIn(asked, directoryOf(index.reports));
  const named = scope.associations.map((one) => {
    const alias = aliases.find(({ associations }) => associations.includes(one));
    return { association: one, at: alias ? asked.indexOf(alias.alias) : -1, chars: alias?.alias.length ?? 0 };
  });
  if (named.length < 2 || named.some(({ at }) => at < 0)) return null;
  const shared = sharedFrom(asked.slice(named.at(-1)?.at));
  const things = named.map(({ association: one, at, chars }, i) => ({
    association: one,
    words: asked.slice(at + chars, named[i + 1]?.at ?? at + shared),
  }));
  const terms = things.map(({ words }) => focus.filter((term) => belongs(term, words)));
  if (terms.some((own) => !own.some(({ isKey }) => isKey))) return null;
  // 黄石科技馆和安顺科技馆接待的观众: what all have is nobody's own.
  const isWithinOther = (own: readonly FocusTerm[]) =>
    terms.some((other) => other !== own && own.every((term) => other.includes(term)));
  if (terms.some(isWithinOther)) return null;
  const own = things.find((thing) => thing.association === association)?.words ?? '';
  return { own, others: things.map(({ words }) => words).filter((words) => words !== own) };
}

/**
 * The years that are named of other associations alone: in brackets behind one (荣成跟兰溪（2022）), or right behind one that is not
 * the last (兰溪2022年跟荣成).
 */
export function yearsOfOthers(
  { scope, asked }: Question,
  association: string,
  index: Pick<Understanding, 'reports'>,
): number[] {
  const aliases = aliasesIn(asked, directoryOf(index.reports));
  const named = aliases.flatMap(({ alias, associations: [one, ...more] }) => {
    const isOne = one !== undefined && more.length === 0 && scope.associations.includes(one);
    return isOne ? [{ one, end: asked.indexOf(alias) + alias.length }] : [];
  });
  const last = Math.max(...named.map(({ end }) => end));
  return named
    .filter(({ one }) => one !== association)
    .flatMap(({ end }) => {
      const [, bracket, year] = OWN_YEAR.exec(asked.slice(end)) ?? [];
      return year !== undefined && (bracket || end < last) ? [Number(year)] : [];
    });
}

const OWN_YEAR = new RegExp(`^${oneOf(ASSOCIATION)}?([（(])?((?:19|20)\\d\\d)`, 'u');

const belongs = ({ text }: FocusTerm, words: string) => words.includes(text);

/** The question without what belongs to other sides. */
export function withoutOthers(question: Question, { own, others }: OwnWords): Question {
  return {
    ...question,
    focus: question.focus.filter(
      (term) => belongs(term, own) || !others.some((words) => belongs(term, words)),
    ),
    asked: without(question.asked, others),
    matter: without(question.matter, others),
  };
}

/** A text without some words; years in them may have been taken out of it before. */
export function without(text: string, words: readonly string[]): string {
  return words.flatMap(betweenYears).reduce((rest, piece) => rest.replace(piece, ''), text);
}

function betweenYears(words: string): string[] {
  const pieces: string[] = [];
  let from = 0;
  for (const { start, end } of readDates(words, { shortYears: true })) {
    pieces.push(words.slice(from, start));
    from = end;
  }
  return [...pieces, words.slice(from)].map((piece) => piece.trim()).filter((piece) => piece.length > 1);
}
