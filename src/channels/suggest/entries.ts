/**
 * What may be offered while somebody types: reports by their titles, sections by their headings, and questions after
 * what figures count. Only of the public's index, like everything here.
 */
import { isTopic, topicOf } from '../../answer/compose/topics.ts';
import { mapAll } from '../../index/missing.ts';
import type { OpenIndex, ReportCard } from '../../index/shelf.ts';
import type { Place } from '../../language/place.ts';
import { printable } from '../../printable.ts';
import { nameInReport } from '../place.ts';

/** Something that may be offered. */
export interface Entry {
  readonly kind: 'report' | 'section' | 'question';
  readonly text: string;
  /** Which report it is of. */
  readonly report: ReportCard;
  /** The passage a section begins with, by its name in the report; empty for others. */
  readonly passage: string;
  /** Where the figure of a question stands, by which it has to be answered; null for others. */
  readonly place: Place | null;
}

const MAX_SECTIONS_A_REPORT = 60;
const MAX_QUESTIONS_A_REPORT = 40;
const MAX_TEXT_CHARS = 60;

/** What may be offered of a report. */
export function entriesOfReport(report: ReportCard, index: OpenIndex): Entry[] {
  const name = printable(report.title);
  const entries: Entry[] = [{ kind: 'report', text: name, report, passage: '', place: null }];
  const sections = new Set<string>();
  const questions = new Set<string>();
  const ordinals = Array.from({ length: report.passages }, (_, ordinal) => ordinal);
  for (const passage of mapAll(ordinals, (ordinal) => index.passageAt(report.row, ordinal))) {
    if (!passage) break;
    const heading = printable(passage.section.at(-1) ?? '').slice(0, MAX_TEXT_CHARS);
    if (heading !== '' && !sections.has(heading) && sections.size < MAX_SECTIONS_A_REPORT) {
      sections.add(heading);
      entries.push({
        kind: 'section',
        text: heading,
        report,
        passage: nameInReport(passage.id),
        place: null,
      });
    }
    if (questions.size >= MAX_QUESTIONS_A_REPORT) continue;
    const figure = passage.figures.find((one) => isTopic(one, index));
    if (!figure) continue;
    const question = topicOf(figure, report);
    if (questions.has(question)) continue;
    questions.add(question);
    entries.push({ kind: 'question', text: question, report, passage: '', place: figure });
  }
  return entries;
}
