/**
 * One side of a comparison: where each association is named with a thing of its own (平湖的科普e站和太仓的科普大讲堂各…), the
 * question of one side leaves out what belongs to the others.
 */
import { oneOf } from '../../knowledge/word-lists.ts';
import { readCues } from './cues.ts';
import { directoryOf } from './directory.ts';
import type { FocusTerm } from './focus-term.ts';
import { LINKING } from './linking.ts';
import type { Question, Understanding } from './question.ts';

const EACH = new RegExp(`${oneOf(LINKING.each)}|[,，]`, 'u');

/** Where what is asked of all sides begins, in what stands after the last of them; its end where nothing does. */
function sharedFrom(text: string): number {
  const each = text.search(EACH);
  const cue = readCues(text)[0]?.start ?? text.length;
  return Math.min(each < 0 ? text.length : each, cue);
}

/** The question as it is asked of one association. */
export function withOwnWords(
  question: Question,
  association: string,
  index: Pick<Understanding, 'reports'>,
): Question {
  const { asked, focus } = question;
  const named = question.scope.associations.map((one) => {
    const alias = directoryOf(index.reports).aliases.find(
      ({ associations, alias: name }) => associations.includes(one) && asked.includes(name),
    );
    return { association: one, at: alias ? asked.indexOf(alias.alias) : -1, chars: alias?.alias.length ?? 0 };
  });
  if (named.length < 2 || named.some(({ at }) => at < 0)) return question;
  const shared = sharedFrom(asked.slice(named.at(-1)?.at));
  const things = named.map(({ association: one, at, chars }, i) => ({
    association: one,
    words: asked.slice(at + chars, named[i + 1]?.at ?? at + shared),
  }));
  const belongs = ({ text }: FocusTerm, words: string) => words.includes(text);
  if (things.some(({ words }) => !focus.some((term) => term.isKey && belongs(term, words)))) return question;
  const own = things.find((thing) => thing.association === association)?.words ?? '';
  const others = things.filter(({ words }) => words !== own);
  const without = (text: string) => others.reduce((rest, { words }) => rest.replace(words, ''), text);
  return {
    ...question,
    focus: focus.filter((term) => belongs(term, own) || !others.some(({ words }) => belongs(term, words))),
    asked: without(asked),
    matter: without(question.matter),
  };
}
