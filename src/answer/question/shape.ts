/**
 * The shape of a question: what type of answer it wants, of which kind of thing, and what is left of it without the
 * words that ask.
 */
import { oneOf } from '../../knowledge/word-lists.ts';
import { readEditions } from '../../language/editions.ts';
import { answerType } from './answer-type.ts';
import { numberKindOf, unitOf } from './asked-number.ts';
import { asksForMany, type Cue, REQUESTS, readCues, WHAT } from './cues.ts';
import { definedTerm } from './definition.ts';
import { headAfter, headAtEnd, headBefore, lastPerson } from './heads.ts';
import { matterOf } from './matter.ts';
import type { Question } from './question.ts';

export { headClass } from './heads.ts';

/** What the shape of a question tells. */
export interface Shape extends Pick<Question, 'type' | 'wantsMany' | 'unit' | 'numberKind' | 'head'> {
  /** The question without the words that only ask. */
  readonly matter: string;
  /** What a definition is asked of; empty for other types. */
  readonly defined: string;
}

/**
 * Reads the shape of a question.
 *
 * @param spoken the folded question without its scope
 */
export function readShape(spoken: string): Shape {
  const text = spoken.replace(PRIZES, prizesApart);
  const cues = readCues(text);
  const type = answerType(text, cues);
  return {
    type,
    wantsMany: wantsMany(text, cues),
    unit: unitOf(text, cues, type),
    numberKind: numberKindOf(text, cues),
    head: headOf(text, cues, type),
    matter: matterOf(text, cues),
    defined: type === 'definition' ? (definedTerm(text) ?? '') : '',
  };
}

function headOf(text: string, cues: readonly Cue[], type: Question['type']): string {
  if (type === 'date') return '';
  const head = headAfter(text, cues) ?? headBefore(text, cues);
  return head ?? (type === 'person' ? lastPerson(text, cues) : headAtEnd(text));
}

const SEVERAL = new RegExp(
  `${oneOf(REQUESTS.each_of)}|[两三四五六七八九十]大(?!小)|都[^，。？?]{0,4}[谁哪]|有${WHAT}`,
  'u',
);

/** Whether several items are asked for. */
function wantsMany(text: string, cues: readonly Cue[]): boolean {
  return (
    SEVERAL.test(withoutMeetings(text)) ||
    cues.some(
      ({ kind, word }) =>
        kind === 'many' || kind === 'list' || kind === 'list_noun' || (kind === 'which' && asksForMany(word)),
    )
  );
}

/** 九大 is one meeting. */
const withoutMeetings = (text: string): string =>
  readEditions(text).reduceRight((rest, { start, end }) => rest.slice(0, start) + rest.slice(end), text);

/** 一二三等奖, 一、二等奖 are several prizes. */
const PRIZES = /([特一二三](?:[、，]?[一二三]){1,3})等奖/gu;

const prizesApart = (_: string, ranks: string) =>
  [...ranks.replace(/[、，]/gu, '')].map((rank) => `${rank}等奖`).join('、');
