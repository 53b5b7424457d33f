/**
 * Comparisons: what was found for each side, one after the other, each with its own year and its own words. Every side that
 * was named is in the text, also the one that has nothing. Which is more is said where all figures are of one kind; how
 * much more is not, unless a report says so: no number is given that no citation has.
 */
import { covers } from '../../corpus/report.ts';
import type { Index } from '../../index/shelf.ts';
import type { Answer } from '../contract.ts';
import type { Finding } from '../decide/decide.ts';
import { type FoundSide, findSides, isOneUnit, type Standing, standingOf } from '../decide/side-by-side.ts';
import { firstCited } from '../find/finding.ts';
import type { Question } from '../question/question.ts';
import type { Side } from '../question/sides.ts';
import { type Shown, show, shownChars } from '../read/parts.ts';
import { bodyOf, citationsOf, label, planWords, wordsOf } from './compose.ts';

/** Sides that one answer shows where nobody was named. */
const MAX_SIDES = 10;
/** What a comparison may come to, in characters, and what the name of a side takes of it. */
const COMPARISON_CHARS = 480;
const NAME_CHARS = 24;
/** What is said before and after the sides. */
const FRAME_CHARS = 60;

/**
 * Compares sides.
 *
 * @param areNearest whether there are more, which were not asked: none of all has the most then
 * @returns null when too few have anything to say, so that the question is answered as a plain one
 */
export function compare(
  question: Question,
  index: Index,
  sides: readonly Side[],
  areNearest = false,
): Answer | null {
  const { scope } = question;
  const found = findSides(sides, index);
  const answered = found.filter(({ finding }) => finding !== null);
  // Whose report speaks of it and gives no sure figure may have the most, and is not said to have nothing.
  const isOpen = found.some(({ finding, mayTell }) => !finding && mayTell);
  const isNamed = scope.associations.length > 0 && !scope.isForAllYears && !scope.isAgainstYearBefore;
  const isOne = isNamed && sides.some(({ item }) => item === '');
  if (answered.length < (isOne ? 1 : 2)) return null;
  const direction = question.wants.comparison;
  const least = direction === 'less' || direction === 'earlier';
  const standing = direction === null || isOpen ? 'apart' : standingOf(answered, least);
  const told = isNamed ? found : mostFirst(answered, standing, least).slice(0, MAX_SIDES);
  const among = areNearest ? 'nearest' : answered.length < found.length ? 'told' : 'all';
  const text = textOf(question, told, {
    before: standingWords(question, standing, told, { among, count: answered.length }),
    after:
      notes(question, answered, standing) +
      (areNearest || told.length < answered.length ? SOME_ONLY[question.language] : ''),
  });
  const shown = told.filter(({ finding }) => finding !== null);
  return {
    kind: 'answered',
    text,
    confidence: Math.round(100 * Math.min(...shown.map(({ finding }) => finding?.confidence ?? 1))) / 100,
    citations: distinctCitations(shown),
    nearest: [],
    suggestions: [],
    generation: index.generation,
  };
}

const SOME_ONLY = { zh: '（只列出一部分）', en: ' (Only some of them are listed.)' } as const;

/** Of which sides one has the most: of all, of so many of those that tell of it, or of those that are nearest. */
interface Among {
  readonly among: 'all' | 'told' | 'nearest';
  readonly count: number;
}

/** Where nobody was named and one has the most, it comes first and the others after it. */
function mostFirst(sides: readonly FoundSide[], standing: Standing, least: boolean): readonly FoundSide[] {
  if (standing === 'apart') return sides;
  const value = ({ measured }: FoundSide) => measured?.value ?? 0;
  return [...sides].sort((a, b) => (value(a) - value(b)) * (least ? 1 : -1));
}

/** The sentences of all sides, each once. */
function distinctCitations(sides: readonly FoundSide[]): Answer['citations'] {
  const citations = sides.flatMap(({ finding }) => (finding ? citationsOf(finding) : []));
  return citations.filter(
    (one, i) =>
      citations.findIndex(
        (other) =>
          other.report === one.report &&
          other.start === one.start &&
          other.highlight?.start === one.highlight?.start,
      ) === i,
  );
}

/** 平湖市科协（2020年）, or the place or thing within one report. */
function nameOf(
  { association, period, item, question, finding }: FoundSide,
  language: Question['language'],
): string {
  if (item !== '') return item;
  // Where no year was asked for, an older report may have told.
  if (finding && question.scope.years.length === 0)
    return label(firstCited(finding).evidence.report, language);
  if (period === '') return association;
  return language === 'en' ? `${association} (${period})` : `${association}（${period}年）`;
}

/** What may stand around the sides. */
interface Frame {
  readonly before: string;
  readonly after: string;
}

/** The text in at most {@link COMPARISON_CHARS}: the more sides, the less each of them shows. */
function textOf(question: Question, sides: readonly FoundSide[], { before, after }: Frame): string {
  const share = Math.floor((COMPARISON_CHARS - FRAME_CHARS) / Math.max(1, sides.length)) - NAME_CHARS;
  let text = '';
  for (const maxChars of [share, share / 2, 0]) {
    const parts = oneSentence(sides, question) ?? sides.map((side) => partOf(side, question, maxChars));
    text = `${before}${within(sides, question)}${parts.join('；')}。${after}`;
    if (text.length <= COMPARISON_CHARS) break;
  }
  return text;
}

/** Places and things of one report are told under its name. */
function within(sides: readonly FoundSide[], { language }: Question): string {
  if (sides.some(({ item, association }) => item === '' || association !== sides[0]?.association)) return '';
  const finding = sides.find((side) => side.finding)?.finding;
  return finding ? `${label(firstCited(finding).evidence.report, language)}${colon(language)}` : '';
}

const colon = (language: Question['language']) => (language === 'en' ? ': ' : '：');

function partOf(side: FoundSide, question: Question, maxChars: number): string {
  const name = nameOf(side, question.language);
  if (side.finding) {
    const said = planWords(side.finding, side.question);
    return `${name}${colon(question.language)}${said}${bodyOf(shortened(side.finding, maxChars))}`;
  }
  return lacking(side, name, question.language);
}

/** Says that a side has nothing: no report at all, or none of it in its report. */
function lacking(
  { reports, question, item, association, isNowhere, mayTell }: FoundSide,
  name: string,
  language: Question['language'],
): string {
  const { years, areYearsTold } = question.scope;
  const hasReport =
    reports.length > 0 &&
    (item !== '' || years.every((year) => reports.some(({ period }) => covers(period, year))));
  if (language === 'en')
    return !hasReport
      ? `${name}: no report`
      : mayTell
        ? `${name}: nothing sure in the report`
        : `${name}: not in the report`;
  if (!hasReport)
    return item !== ''
      ? `没有${name}的报告`
      : `没有${association}${areYearsTold ? '那一' : years.join('、')}年的报告`;
  const what = isNowhere ? '没有这一项' : mayTell ? '没有找到有把握的答案' : '没有找到这一项';
  return `${name}${item !== '' ? '：' : '的'}报告里${what}`;
}

/** What a side shows: as many of its two first sentences, and as much of the first, as its share of the text holds. */
function shortened(finding: Finding, maxChars: number): Finding {
  const first = firstCited(finding);
  const second = finding.shown.find((one) => one !== first);
  const { highlight } = finding;
  if (maxChars <= 0 && highlight)
    return { ...finding, shown: [{ ...first, clause: highlight }], listing: undefined };
  const isShort = shownChars(first) <= maxChars;
  const one =
    isShort || first.words !== undefined ? first : show(first.evidence, highlight ?? first.clause, maxChars);
  const hasBoth = isShort && second && shownChars(first) + shownChars(second) <= maxChars;
  return { ...finding, shown: hasBoth ? finding.shown.slice(0, 2) : [one], listing: undefined };
}

/**
 * Places of one report that one sentence tells of (大冶市688场次，阳新县605场次) are told by it once, the association's own as
 * well (平湖和上海哪个学会…).
 */
function oneSentence(sides: readonly FoundSide[], question: Question): readonly string[] | null {
  const shown = sides.flatMap(({ finding }) => (finding ? [firstCited(finding)] : []));
  const [first] = shown;
  if (!first || shown.length < sides.length || sides.every(({ item }) => item === '')) return null;
  const isSame = ({ evidence }: Shown) =>
    evidence.report === first.evidence.report && evidence.start === first.evidence.start;
  if (!shown.every(isSame)) return null;
  const start = Math.min(...shown.map(({ clause }) => clause.start));
  const end = Math.max(...shown.map(({ clause }) => clause.end));
  const words = wordsOf({ evidence: first.evidence, clause: { start, end } });
  const isTold = sides.every(({ item }) => words.includes(item));
  if (!isTold || words.length > COMPARISON_CHARS / 2) return null;
  const isNamed = within(sides, question) !== '';
  const { language } = question;
  return [isNamed ? words : `${label(first.evidence.report, language)}${colon(language)}${words}`];
}

/** Who has more, where that is asked and the figures are of one kind. */
function standingWords(
  { wants, language }: Question,
  standing: Standing,
  told: readonly FoundSide[],
  { among, count }: Among,
): string {
  if (standing === 'apart') return '';
  const { comparison } = wants;
  const kind = told.find(({ measured }) => measured)?.measured?.kind;
  const isLess = comparison === 'less' || comparison === 'earlier';
  const [more, less] = kind === 'day' ? ['晚', '早'] : kind === 'percent' ? ['高', '低'] : ['多', '少'];
  if (standing === 'equal') return language === 'en' ? 'They are equal. ' : `一样${more}。`;
  const name = nameOf(standing.first, language);
  const compared = told.filter(({ finding }) => finding).length;
  if (language === 'en') {
    const than = compared > 2 ? `the ${isLess ? 'least' : 'most'}` : isLess ? 'less' : 'more';
    return among === 'nearest' ? `Of the ${count} nearest, ${name} has ${than}. ` : `${name} has ${than}. `;
  }
  const scope = {
    all: '',
    told: compared > 1 ? '写到这一项的报告里，' : '',
    nearest: `最相关的${count}家里，`,
  }[among];
  return `${scope}${name}${compared > 2 ? '最' : '较'}${isLess ? less : more}。`;
}

/** Why the figures are not held against each other, and that they are of different years. */
function notes({ wants, language }: Question, answered: readonly FoundSide[], standing: Standing): string {
  if (language !== 'zh' || answered.length < 2) return '';
  if (wants.comparison !== null && standing === 'apart' && standingOf(answered, false) === 'apart') {
    const [first, ...others] = answered.flatMap(({ measured }) => (measured ? [measured] : []));
    if (!first) return '';
    if (others.some(({ unit }) => !isOneUnit(unit, first.unit))) return '（单位不同，不能直接比较）';
    if (others.some((other) => other.years !== first.years)) return '（统计的年数不同，不能直接比较）';
    return '（口径不同，不能直接比较）';
  }
  const years = new Set(answered.map(({ finding }) => finding?.shown[0]?.evidence.report.period.to));
  const areYears = answered.every(({ association }) => association === answered[0]?.association);
  return years.size > 1 && !areYears ? '（年份不同，口径以原文为准）' : '';
}
