/**
 * What somebody who is named is, and where: 桓远帆是什么职务, 邹晚晴在哪个单位. Of a sentence about several people each has his own.
 */
import type { Place } from '../../language/place.ts';
import { holdingsIn, organisationsIn } from '../../language/readings.ts';
import { isOfKind } from '../question/institutions.ts';
import type { Question } from '../question/question.ts';
import type { Evidence } from '../retrieve/evidence.ts';
import { bodyOf } from './office.ts';

/** A span of a sentence. */
export interface Found extends Place {
  readonly evidence: Evidence;
}

/** Sentences looked into. */
const SENTENCES = 12;

/** The office or the institution of who is asked about; null where nothing of the kind is asked or told. */
export function ofPerson(question: Question, evidence: readonly Evidence[]): Found | null {
  const { ofPerson: asked, head } = question;
  if (asked === null) return null;
  for (const sentence of evidence.slice(0, SENTENCES)) {
    const spans =
      asked.of === 'office' ? officesOf(asked.name, sentence.folded) : bodiesOf(asked.name, sentence.folded);
    const span = spans.find(({ start, end }) => isOfKind(head, sentence.folded.slice(start, end)));
    if (span) return { evidence: sentence, start: span.start, end: span.end };
  }
  return null;
}

/** The offices of somebody, what was come into first. */
function officesOf(name: string, text: string): Place[] {
  return holdingsIn(text)
    .filter(({ person }) => person.name === name)
    .sort((a, b) => Number(b.change === 'comes') - Number(a.change === 'comes'));
}

/** The institutions of somebody: 县中医院 of 县中医院副主任医师邹晚晴, 市科协 of …的张浩博士. */
function bodiesOf(name: string, text: string): Place[] {
  const held = holdingsIn(text)
    .filter(({ person }) => person.name === name)
    .map((holding) => ({ start: holding.start, end: holding.start + bodyOf(holding).length }));
  const beside = organisationsIn(text).filter(({ end }) =>
    [text.slice(end), text.slice(end + 1)].some(
      (after, i) => after.startsWith(name) && (i === 0 || text[end] === OF),
    ),
  );
  return [...held, ...beside].filter(({ start, end }) => end - start >= SHORTEST_CHARS);
}

const OF = '的';
/** 学会 of 该学会秘书长 names none. */
const SHORTEST_CHARS = 3;
