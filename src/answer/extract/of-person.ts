/**
 * What somebody who is named is, where, and what he made: 桓远帆是什么职务, 邹晚晴在哪个单位, 柴一苇的作品叫什么. Of a sentence
 * about several people each has his own.
 */
import { KINDS } from '../../knowledge/lists.ts';
import { oneOf, wordAtEnd } from '../../knowledge/word-lists.ts';
import { TITLES } from '../../language/offices.ts';
import type { Place } from '../../language/place.ts';
import { holdingsIn, organisationsIn, peopleIn, quotedIn } from '../../language/readings.ts';
import { isOfKind } from '../question/institutions.ts';
import { LINKING } from '../question/linking.ts';
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
    const spans = SPANS[asked.of](asked.name, sentence.folded);
    const span = spans.find(
      ({ start, end }) => asked.of === 'work' || isOfKind(head, sentence.folded.slice(start, end)),
    );
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
  return [...held, ...beside, ...beforeTitle(name, text)].filter(
    ({ start, end }) => end - start >= SHORTEST_CHARS,
  );
}

/** 碧泉药业 of 最小的是碧泉药业工程师巩一诺: what stands before a title, whatever it is called. */
function beforeTitle(name: string, text: string): Place[] {
  const before = text.slice(0, Math.max(0, text.indexOf(name)));
  const title = wordAtEnd(TITLES, before);
  const end = before.length - title.length;
  const body = title === '' ? undefined : BEFORE_TITLE.exec(before.slice(0, end))?.[1];
  return body === undefined ? [] : [{ start: end - body.length, end }];
}
const BEFORE_TITLE = new RegExp(
  `^(?:.*(?:[^\\p{Script=Han}]|${oneOf(LINKING.copula, LINKING.with)}))?(\\p{Script=Han}{2,12})$`,
  'su',
);

/** The longest way from somebody to what he made: …和…合作的, and the prize or the class between them. */
const WORK_CHARS = 16;
const MADE_BY = new RegExp(
  `^[^。；《]{0,12}?${oneOf(KINDS.maker)}${oneOf([':', '：'], LINKING.copula)}?`,
  'u',
);

/** The titles of what somebody made: 倪沐辰、茅子衿合作的《莲蓬脱粒机》, 《会报警的井盖》，作者：柴一苇. */
function worksOf(name: string, text: string): Place[] {
  const titles = quotedIn(text).filter(({ mark, inner }) => mark === '《》' || !/[，。；？]/u.test(inner));
  const by = titles.filter(({ end }) => {
    const after = text.slice(end);
    const made = MADE_BY.exec(after)?.[0] ?? '';
    return made !== '' && after.startsWith(name, made.length);
  });
  if (by.length > 0) return by;
  return titles.filter(({ start }) => {
    const from = text.lastIndexOf(name, start);
    const between = text.slice(from + name.length, start);
    const isOthers = peopleIn(text).some((one) => one.start > from + name.length && one.end <= start);
    return (
      from >= 0 &&
      between.length <= WORK_CHARS &&
      !/[。；，《]/u.test(between) &&
      (!isOthers || between.startsWith('、') || TOGETHER.test(between))
    );
  });
}
const TOGETHER = new RegExp(`^${oneOf(LINKING.and)}`, 'u');

const SPANS = { office: officesOf, body: bodiesOf, work: worksOf };

const OF = '的';
/** 学会 of 该学会秘书长 names none. */
const SHORTEST_CHARS = 3;
