/**
 * Asking back: when nobody was named and several associations (or several years of one) have an answer that
 * fits as well, the person chooses.
 */
import { formatPeriod, hasPeriod, reportName } from '../../corpus/report.ts';
import { mapAll } from '../../index/missing.ts';
import type { Index, ReportCard } from '../../index/shelf.ts';
import type { Answer } from '../contract.ts';
import { ANSWER_THRESHOLD } from '../decide/confidence.ts';
import { decide, type Finding } from '../decide/decide.ts';
import { firstCited } from '../find/finding.ts';
import type { AnswerType, Question } from '../question/question.ts';
import { asksForPlan, isPlannedAt } from '../read/plans.ts';
import { label } from './compose.ts';
import { tellEach } from './tell-each.ts';

/** What a thing is does not change from year to year, and whether something is done the newest report knows best. */
const IN_THE_NEWEST: ReadonlySet<AnswerType> = new Set(['definition', 'yesno']);
/** Choices a person can take in. */
const MAX_CHOICES = 8;
/** Reports that are fetched at a time, where they have to be: some more than are shown, and half of all that may be. */
const ASKED_AT_ONCE = 12;

/** Reports that are sure of an answer, and what they answer. */
interface Sure {
  readonly group: readonly ReportCard[];
  readonly finding: Finding;
  /** The words of the span that answers; empty where a sentence does. */
  readonly span: string;
}

/**
 * The question back, if one is due.
 *
 * @param best what was found in all reports in scope; its rivals are those that are tried
 */
export function askBack(question: Question, index: Index, best: Finding): Answer | null {
  const { associations, isEither, years, relativeYear } = question.scope;
  // What is to come the newest report knows best as well.
  const isOfNewest = IN_THE_NEWEST.has(question.type) || question.wants.aspects.includes('plans');
  const groups = new Map<string, ReportCard[]>();
  for (const report of best.rivals) {
    const isByYear = years.length === 0 && relativeYear === null && !isOfNewest;
    const year = isByYear ? formatPeriod(report.period) : '';
    // Whose association is not known stands for itself alone.
    const whose = report.association || report.id;
    const key = associations.length === 0 || isEither ? `${whose} ${year}` : year;
    groups.set(key, [...(groups.get(key) ?? []), report]);
  }
  if (groups.size < 2) return null;
  // When all of them say the same, there is nothing to choose, but for whose name it was.
  const isChoice = (found: readonly Sure[]) =>
    found.length > 1 && (isEither || found.some(({ span }) => span === '' || span !== found[0]?.span));
  const found = mapAll(
    [...groups.values()],
    (group): Sure[] => {
      const finding = sureOf(question, index, group);
      return finding ? [{ group, finding, span: spanOf(finding) }] : [];
    },
    // Of more than are shown it only counts that there are more.
    {
      isMade: (some) => some.flat().length > MAX_CHOICES && isChoice(some.flat()),
      missing: ASKED_AT_ONCE,
    },
  ).flat();
  if (!isChoice(found)) return null;
  // What one year only planned and the next one tells of is told by the next.
  const done = found.filter(({ finding }) => !isOnlyPlanned(question, finding));
  const meant = done.length > 0 ? done : found;
  const told = tellEach(
    question,
    meant.map(({ finding }) => finding),
  );
  if (told && meant.length === 1)
    return { ...told, nearest: [], suggestions: [], generation: index.generation };
  const choices = found.map(({ group }) => group[0] as ReportCard);
  const back = clarify(
    question,
    choices.slice(0, MAX_CHOICES),
    choices.length > MAX_CHOICES,
    best.confidence,
    index,
  );
  return told ? { ...back, ...told } : back;
}

/** Whether a finding tells only what was planned, where no plan is asked for. */
const isOnlyPlanned = (question: Question, { basis }: Finding): boolean =>
  isPlannedAt(basis.evidence, basis) && !asksForPlan(question, basis.evidence);

/** What some reports alone answer, where it is as sure as an answer has to be. */
function sureOf(question: Question, index: Index, group: readonly ReportCard[]): Finding | null {
  const found = decide(question, index, group).finding;
  if (!found?.shown.every(({ evidence }) => !evidence.missing)) return null;
  return found.confidence >= ANSWER_THRESHOLD ? found : null;
}

/** The words of the span that answers; empty where a sentence does. */
function spanOf(finding: Finding): string {
  const { highlight } = finding;
  return highlight ? firstCited(finding).evidence.folded.slice(highlight.start, highlight.end) : '';
}

function clarify(
  question: Question,
  choices: readonly ReportCard[],
  hasMore: boolean,
  confidence: number,
  index: Index,
): Answer {
  const byAssociation = new Set(choices.map(({ association, id }) => association || id)).size > 1;
  const inEnglish = question.language === 'en';
  const names = choices.map((report) => {
    if (byAssociation || !hasPeriod(report.period))
      return inEnglish ? label(report, question.language) : reportName(report);
    return inEnglish ? formatPeriod(report.period) : `${formatPeriod(report.period)}年`;
  });
  const text = inEnglish
    ? `Which one do you mean: ${names.join(', ')}${hasMore ? ', …' : ''}?`
    : `您问的是${byAssociation ? '哪一家' : '哪一年'}？${names.join('、')}${hasMore ? '等' : ''}的报告里都有。`;
  return {
    kind: 'clarify',
    text,
    confidence: Math.round(confidence * 100) / 100,
    citations: [],
    nearest: [],
    suggestions: choices.map((report) => narrowed(question, report, byAssociation)),
    generation: index.generation,
  };
}

/** The same question of one association or year, with what it says of either left out. */
function narrowed(question: Question, report: ReportCard, byAssociation: boolean): string {
  const year = formatPeriod(report.period);
  const [named] = question.scope.associations;
  const who = byAssociation ? report.association || report.title : (named ?? '');
  if (question.language === 'en') return `${question.typed.replace(/[?？.\s]+$/u, '')}, ${who} ${year}?`;
  return `${who}${year && `${year}年`}${question.unscoped.replace(LEADING, '')}`;
}

/** What an association's name leaves behind: 科协的 and 的. */
const LEADING = /^(?:[市县区]?科协)?的?/u;
