/**
 * Whether somebody holds the office that is asked for, of whom it is asked for, and at which time: in a sentence of several
 * people each has his own (`language/holdings.ts`).
 */
import { JOINING, KINDS, OFFICES } from '../../knowledge/lists.ts';
import { oneOf, wordIn } from '../../knowledge/word-lists.ts';
import type { Holding } from '../../language/holdings.ts';
import { readBodies, readPosts } from '../../language/offices.ts';
import type { Place } from '../../language/place.ts';
import { holdingsIn, numbersIn, organisationsIn } from '../../language/readings.ts';
import { ASSOCIATION, RANKS } from '../question/place-names.ts';
import type { Question } from '../question/question.ts';
import { cutClauses } from '../read/clauses.ts';
import type { Evidence } from '../retrieve/evidence.ts';
import { occurrences } from '../retrieve/occurrences.ts';
import type { Candidate } from './candidate.ts';

/** Offices: whoever asks for the holder of one is not answered with the holder of another. */
export const OFFICE = new RegExp(
  `${oneOf(OFFICES.single, OFFICES.deputy, OFFICES.branch, OFFICES.leads)}$`,
  'u',
);

/** Whether a noun asks for the holder of an office. */
export const asksForOffice = (head: string): boolean => OFFICE.test(head) || OFFICES.chief.includes(head);

/** The association, and not what it publishes: 荣成科协志的主编 is no office of it. */
const OF_ASSOCIATION = new RegExp(`${oneOf(ASSOCIATION)}(?!${oneOf(KINDS['of-association'])})`, 'u');
/** What of the association is named after it: its 财务负责人 is not whoever heads it. */
const BRANCH = new RegExp(`${oneOf(ASSOCIATION)}${oneOf(JOINING.of)}?(\\p{Script=Han}{2,8})$`, 'u');
/** The place of another association: 上海 of 上海市科协. */
const PLACED = new RegExp(`([\\p{Script=Han}]{2,4})${oneOf(RANKS)}${oneOf(ASSOCIATION)}`, 'u');
/** Offices that each branch of an association has its own holder of; it has one 主席. */
const OF_A_BRANCH = new RegExp(`${oneOf(OFFICES.branch)}$`, 'u');
/** Those that an association has itself, however they are held. */
const OF_ITSELF = new RegExp(`^${oneOf(OFFICES.held)}*${oneOf(OFFICES.association, OFFICES.party)}$`, 'u');

/** How a person's office agrees with the one that is asked for. */
interface OfficeFit {
  readonly score: number;
  readonly fits: boolean;
}

const FITS: OfficeFit = { score: 0.25, fits: true };
const MISFIT: OfficeFit = { score: -0.35, fits: false };

/**
 * How a person's office agrees with the one that is asked for, and with whose it is.
 *
 * @returns null when no office is asked for
 */
export function officeFit(
  question: Question,
  heads: readonly string[],
  sentence: Evidence,
  person: Place & { readonly description: string },
): OfficeFit | null {
  const offices = heads.flatMap((head) => OFFICE.exec(head)?.[0] ?? []);
  if (!asksForOffice(question.head) || offices.length === 0) return null;
  const all = holdingsIn(sentence.folded).filter((holding) => holding.person.start === person.start);
  const held = all.filter(({ office }) => offices.some((asked) => occurrences(office, asked).length > 0));
  if (all.length > 0) {
    const fits = held.some(
      (holding) => isOfOwner(question, sentence, holding) && isAtTime(question, sentence, holding),
    );
    return fits ? FITS : MISFIT;
  }
  const clause = clauseOf(sentence.folded, person);
  const near = `${person.description} ${clause}`;
  if (offices.every((other) => occurrences(near, other).length === 0)) return MISFIT;
  const { owner } = question.wants;
  if (!OF_ASSOCIATION.test(owner)) return FITS;
  const branch = BRANCH.exec(owner)?.[1];
  if (branch !== undefined && OF_A_BRANCH.test(question.head) && !near.includes(branch)) return MISFIT;
  return wordIn(ASSOCIATION, clause) !== null && isOwnPlace(clause, sentence, owner) ? FITS : MISFIT;
}

const clauseOf = (text: string, { start }: Place): string => {
  const clause = cutClauses(text).find((one) => one.start <= start && start < one.end);
  return clause ? text.slice(clause.start, clause.end) : '';
};

/** Whose office is asked for, without what says which holder: 望河市科协 of 望河市科协第一任. */
const ownerIn = ({ wants }: Question): string => wants.owner.replace(OF_AT_END, '').replace(HELD_AT_END, '');

/** What an office is of: 市医学会 of 市医学会理事长; empty where it says only what it is. */
export function bodyOf({ office }: Pick<Holding, 'office'>): string {
  const [first] = readPosts(office);
  return first ? office.slice(0, first.start).replace(HELD_AT_END, '') : office;
}

const OF_AT_END = new RegExp(`${oneOf(JOINING.of)}$`, 'u');
const HELD_AT_END = new RegExp(`${oneOf(OFFICES.held, OFFICES.first, OFFICES.present)}+$`, 'u');

/** Whether an office is of whom it is asked for. */
function isOfOwner(question: Question, sentence: Evidence, holding: Holding): boolean {
  const owner = ownerIn(question);
  const body = bodyOf(holding);
  const branch = BRANCH.exec(owner)?.[1];
  if (branch !== undefined && OF_A_BRANCH.test(question.head))
    return `${body}${clauseOf(sentence.folded, holding)}`.includes(branch);
  if (branch !== undefined || !OF_ASSOCIATION.test(owner)) {
    const of = branch ?? owner;
    return !isOfAnother(body, of) && (body !== '' || isTold(sentence, of, holding));
  }
  if (wordIn(ASSOCIATION, body)) return isOwnPlace(body, sentence, owner);
  if (body !== '') return false;
  // 主席覃远山 speaks of the association that the report is from, and so does 谈知非当选主席 where no other body is named.
  const isItsOwn = OF_ITSELF.test(holding.office.split('、').at(-1) ?? '');
  return isItsOwn && (namesNobodyElse(sentence, holding, owner) || holding.change === null);
}

/** Whether what an office is of is named, and is not what the question names: 市农学会 for 市医学会. */
function isOfAnother(body: string, owner: string): boolean {
  const asked = readBodies(owner).map(core);
  const named = readBodies(body).map(core);
  if (asked.length === 0 || named.length === 0) return false;
  return !asked.some((one) => named.some((other) => one.includes(other) || other.includes(one)));
}

/** Whether a sentence or what stands around it tells of whom an office is asked for; 馆长 says itself that it is of a 馆. */
function isTold({ matches }: Evidence, owner: string, { office }: Holding): boolean {
  const last = owner.at(-1) ?? '';
  const told = readPosts(office).some(({ post }) => post.includes(last)) ? SOMEWHERE : TOLD;
  return !matches.some(({ term, strength }) => term.isKey && strength < told && owner.includes(term.text));
}

/** From this strength on a term is told of near a sentence, and not only in another paragraph. */
const TOLD = 0.5;
const SOMEWHERE = 0.1;

/** A body's name without the rank that says whose it is: 市医学会 is 医学会. */
const core = (body: string): string => body.replace(new RegExp(`^.{0,4}?${oneOf(RANKS)}(?=.{3})`, 'u'), '');

/** Whether an association that is named is the one asked about: 市科协 is the report's own, 省科协 and 上海市科协 are not. */
function isOwnPlace(named: string, { report }: Evidence, owner: string): boolean {
  const of = PLACED.exec(named)?.[1];
  if (of !== undefined) return report.association.includes(of) || owner.includes(of);
  const rank = new RegExp(`(${oneOf(RANKS)})${oneOf(ASSOCIATION)}`, 'u').exec(named)?.[1];
  return rank === undefined || report.place === '' || report.place.endsWith(rank) || owner.includes(named);
}

/**
 * Whether nobody else's office can be meant: no other association is named in the sentence, and no institution of any other
 * kind in the clause of the office.
 */
function namesNobodyElse({ folded, ...sentence }: Evidence, { start }: Place, owner: string): boolean {
  const clause = cutClauses(folded).find((one) => one.start <= start && start < one.end);
  return organisationsIn(folded).every((organisation) =>
    wordIn(ASSOCIATION, organisation.name)
      ? isOwnPlace(organisation.name, { folded, ...sentence }, owner)
      : clause === undefined || organisation.start < clause.start || organisation.start >= clause.end,
  );
}

/** Whether an office is held at the time that is asked about: one that was left only by whoever is asked for as the former. */
function isAtTime(
  { wants: { holder, editions } }: Question,
  { folded }: Evidence,
  { change, start }: Holding,
): boolean {
  if (change === 'leaves' && holder !== 'former') return false;
  // 第五届主席戚步云 is the chair of a time that has to be asked about.
  const [edition] = datedBefore(folded, start);
  return edition === undefined || editions.some(({ value }) => value === edition);
}

/** The edition that an office is said to be of, right before it. */
const datedBefore = (text: string, at: number): number[] =>
  numbersIn(text)
    .filter(({ kind, end }) => kind === 'ordinal' && end === at)
    .map(({ value }) => value);

/** As far below the best, in score, another holder of the office may stand. */
const NEAR = 0.4;
/** And so much less its sentence may account for of the question: 第一个女主席 is no first chair. */
const AS_WELL = 0.05;

/**
 * The candidates with the right one of several holders of one office first: the last of whom a report tells, since whoever took
 * an office over is told of after whoever had it; the first one where that is asked for.
 */
export function rightHolderFirst(
  question: Question,
  heads: readonly string[],
  candidates: Candidate[],
): Candidate[] {
  const best = candidates[0];
  const { wants, scope, wantsMany } = question;
  const isOfOne = heads.some((head) => OFFICES.single.includes(head)) && OF_ASSOCIATION.test(wants.owner);
  if (!best?.fits || !isOfOne || wantsMany || wants.holder === 'former') return candidates;
  // 第三次代表大会选谁当主席 asks for whoever was elected then.
  const isOfMeeting = question.focus.some(({ isWhole }) => isWhole);
  if (
    isOfMeeting ||
    wants.editions.length > 0 ||
    (scope.years.length > 0 && best.evidence.report.period.from < best.evidence.report.period.to)
  )
    return candidates;
  const rivals = candidates.filter(
    ({ evidence, score, fits }) =>
      fits &&
      evidence.report === best.evidence.report &&
      score >= best.score - NEAR &&
      evidence.fit >= best.evidence.fit - AS_WELL,
  );
  const inOrder = [...rivals].sort((a, b) => placeOf(a) - placeOf(b));
  const right = wants.holder === 'first' ? inOrder[0] : (ofChief(question, inOrder) ?? inOrder.at(-1));
  return right ? [right, ...candidates.filter((other) => other !== right)] : candidates;
}

const placeOf = ({ evidence, start }: Candidate) => evidence.start + start;

/** Of those who may be meant by 一把手, the last who holds the first of the offices. */
function ofChief({ head }: Question, candidates: readonly Candidate[]): Candidate | undefined {
  if (!OFFICES.chief.includes(head)) return undefined;
  return OFFICES['heads-association'].flatMap((chief) => candidates.findLast(holds(chief)) ?? [])[0];
}

const holds =
  (office: string) =>
  ({ evidence, start }: Candidate): boolean =>
    holdingsIn(evidence.folded).some(
      (holding) => holding.person.start === start && occurrences(holding.office, office).length > 0,
    );
