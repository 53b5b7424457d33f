/**
 * What to ask next where a question has no answer: what the nearest passages do tell. A question is offered only when it
 * was asked and what answers it stands in the passage that it was made from.
 */
import { mapAll } from '../../index/missing.ts';
import type { Index, ReportCard, StoredPassage } from '../../index/shelf.ts';
import { OFFICES } from '../../knowledge/lists.ts';
import { oneOf, wordAtEnd } from '../../knowledge/word-lists.ts';
import { readPeople } from '../../language/people.ts';
import type { Place } from '../../language/place.ts';
import { RANKS } from '../question/place-names.ts';
import type { Near } from './nearest.ts';
import { askingFirst, isTopic, topicOf } from './topics.ts';

const MOST = 3;
/** Questions that are asked for one that has no answer. */
const MAX_ASKED = 5;
/** Of one passage, so that each of them has its turn. */
const MAX_ASKED_OF_ONE = 3;

/** A question, and where in its report its answer has to stand. */
interface Draft {
  readonly text: string;
  readonly answer: Place;
}

/**
 * Questions to go on with, those of the nearest passage first.
 *
 * @returns at most three, each once
 */
export function goOnFrom(nearest: readonly Near[], index: Index): string[] {
  const isAnsweredBy = askingFirst(index);
  const offered: string[] = [];
  let asked = 0;
  const drafts = nearest.flatMap(({ evidence: { report, passage }, quoted }) =>
    draftsOf(passage, report, quoted, index)
      .slice(0, MAX_ASKED_OF_ONE)
      .map((draft) => ({ ...draft, report })),
  );
  mapAll(drafts, ({ text, answer, report }) => {
    if (offered.length === MOST || asked === MAX_ASKED || offered.includes(text)) return;
    asked++;
    if (isAnsweredBy(text, report, answer)) offered.push(text);
  });
  return offered;
}

/** What may be asked of a passage: what its figures count and who holds its offices, those of the nearest sentence first. */
function draftsOf(passage: StoredPassage, report: ReportCard, nearest: Place, index: Index): Draft[] {
  const figures = passage.figures
    .filter((figure) => isTopic(figure, index))
    .map((figure): Draft => ({ text: topicOf(figure, report), answer: figure }));
  const people = readPeople(passage.folded).flatMap(({ name, office, start, end }): Draft[] => {
    const asked = whoIs(office, report);
    const answer = { start: passage.start + start, end: passage.start + end };
    return asked && name.length > 1 ? [{ text: asked, answer }] : [];
  });
  const isNearest = ({ answer }: Draft) => answer.start >= nearest.start && answer.end <= nearest.end;
  const drafts = [...figures, ...people];
  return [...drafts.filter(isNearest), ...drafts.filter((draft) => !isNearest(draft))];
}

const OF_PLACE = new RegExp(`^${oneOf(RANKS)}(?=\\p{Script=Han}{2,12}${oneOf(OFFICES.single)}$)`, 'u');

/** 市气象学会秘书长 in a report of 太仓市: 太仓市气象学会秘书长是谁？ Null where it does not say of what, or several hold it. */
function whoIs(office: string, { place }: ReportCard): string | null {
  const [rank = ''] = OF_PLACE.exec(office) ?? [];
  const isOfOne = rank !== '' && place.endsWith(rank) && wordAtEnd(OFFICES.deputy, office) === '';
  return isOfOne ? `${place}${office.slice(rank.length)}是谁？` : null;
}
