/**
 * Claimed offices and affiliations: what stands with a person in the sentence has to be what is claimed; another
 * person's office proves nothing.
 */

import { JOINING, OFFICES } from '../../../knowledge/lists.ts';
import { oneOf, wordIn } from '../../../knowledge/word-lists.ts';
import { leftIn, readBodies, readPosts } from '../../../language/offices.ts';
import type { Place } from '../../../language/place.ts';
import { peopleIn } from '../../../language/readings.ts';
import { saysWord } from '../../question/claim-text.ts';
import { RANKS } from '../../question/place-names.ts';
import { isOwnBody } from '../../read/owner.ts';
import { occurrences } from '../../retrieve/occurrences.ts';
import { type Judged, untold } from './judged.ts';
import type { Told } from './told.ts';

/** A person of a sentence with all that is said of who they are. */
interface Described extends Place {
  readonly name: string;
  readonly description: string;
}

/** Between two people of one list, with what is in brackets after the first. */
const LISTED = new RegExp(`^(?:[（(][^（）()]*[)）])?${oneOf(JOINING.and)}$`, 'u');
/** What is said of who somebody is behind the name. */
const AFTER = new RegExp(
  `^${oneOf(OFFICES.after_name)}?${oneOf(OFFICES.comes, OFFICES.is)}[^，,；;。、]{0,24}|^${oneOf(OFFICES.title)}`,
  'u',
);
const CLAUSE = /[，,；;。：:]/u;

/**
 * The people of a sentence, each with the words of their item: 市科协主席、党组书记林士良; those of 副主席（兼职）：汪以诚
 * （市人民医院副院长）、郁明 have their office in common.
 */
function describedIn(text: string, names: readonly string[]): Described[] {
  const read = peopleIn(text);
  const people = [
    ...names.flatMap((name) =>
      occurrences(text, name).map(({ start, end }) => ({ start, end, name, office: '' })),
    ),
    ...read,
  ]
    .filter((one, i, all) => !all.slice(0, i).some(({ start, end }) => start < one.end && end > one.start))
    .sort((a, b) => a.start - b.start);
  let shared = '';
  return people.map((person, i) => {
    const before = people[i - 1];
    const clause = lastOf(text, person.start, CLAUSE);
    const between = before && before.end > clause ? text.slice(before.end, person.start) : null;
    const isListed = between !== null && LISTED.test(between);
    const lead = text
      .slice(Math.max(clause, before?.end ?? 0), person.start)
      .replace(/^[（(][^（）()]*[)）]/u, '');
    // An office at the head of a list, before a colon as well, is that of all who follow.
    const head = /([^，,；;。]{0,24})[：:]$/u.exec(text.slice(0, clause))?.[1] ?? '';
    if (!isListed)
      shared = readPosts(`${head} ${lead}`)
        .map(({ post }) => post)
        .join(' ');
    const bracket = /^[（(]([^（）()]{1,24})[)）]/u.exec(text.slice(person.end))?.[1] ?? '';
    const after = AFTER.exec(text.slice(person.end))?.[0];
    const office = read.find(({ start }) => start === person.start)?.office ?? '';
    return { ...person, description: [lead, shared, bracket, after ?? '', office].join(' ') };
  });
}

function lastOf(text: string, before: number, mark: RegExp): number {
  for (let at = before - 1; at >= 0; at--) if (mark.test(text[at] as string)) return at + 1;
  return 0;
}

/** Judges that a person has an office, or belongs to a body; empty where no such thing is claimed. */
export function judgePeople(told: Told): Judged[] {
  const { claims, text } = told;
  const names = claims.people;
  const { offices: posts, officeOwner: owner, affiliation: body } = claims;
  if (names.length === 0 || (posts.length === 0 && body === '')) return [];
  const people = describedIn(text, names);
  const judgedPeople = names.flatMap((name) => {
    const own = people.filter((person) => person.name === name);
    if (own.length === 0) return [judgeAbsent(told, people, posts)];
    return [
      ...(posts.length > 0 ? [judgeOffice(told, own, posts, owner)] : []),
      ...(body !== '' ? [judgeBody(own, body)] : []),
    ];
  });
  // 甲调走后乙接任书记: of two people the office is claimed of one.
  return judgedPeople.some(({ part, agreement }) => part === 'office' && agreement === 'supported')
    ? judgedPeople.map((one) =>
        one.part === 'office' && one.agreement === 'contradicted' ? untold('office') : one,
      )
    : judgedPeople;
}

function judgeOffice(
  told: Told,
  own: readonly Described[],
  posts: readonly string[],
  owner: string | null,
): Judged {
  const person = own[0] as Described;
  const description = own.map((one) => one.description).join(' ');
  const said = readPosts(description).map(({ post }) => post);
  const at = { start: person.start, end: person.end };
  const denied = (word: string): Judged => ({ part: 'office', agreement: 'contradicted', word, at });
  const left = leftIn(told.text.slice(person.end, person.end + 6));
  if (left !== null && !told.claims.leaves) return denied(left);
  // Whoever took over is not the first to hold it.
  const later =
    OFFICES.first.some((word) => saysWord(told.claims, word)) && wordIn(OFFICES.succeeds, description);
  if (later) return denied(later.word);
  const isHeld = posts.every((post) => said.some((other) => samePost(post, other)));
  if (!isHeld) {
    const rival = said.find((other) => posts.some((post) => isRival(post, other)));
    return rival ? denied(rival) : untold('office');
  }
  const bodies = readBodies(description);
  const other = owner === null ? undefined : bodies.find((body) => !isBodyOf(told, body, owner));
  if (other !== undefined && bodies.every((body) => !isBodyOf(told, body, owner as string)))
    return denied(other);
  return { part: 'office', agreement: 'supported', word: posts[0] as string, at };
}

function isBodyOf({ evidence }: Told, body: string, owner: string): boolean {
  return owner === 'own' ? isOwnBody(evidence.report, body) : body.includes(owner) || owner.includes(body);
}

function judgeBody(own: readonly Described[], body: string): Judged {
  const person = own[0] as Described;
  const at = { start: person.start, end: person.end };
  const description = own.map((one) => one.description).join(' ');
  const bare = withoutPlace(body);
  if (description.includes(bare)) return { part: 'affiliation', agreement: 'supported', word: bare, at };
  const other = readBodies(description)[0];
  return other ? { part: 'affiliation', agreement: 'contradicted', word: other, at } : untold('affiliation');
}

/** Another holder of an office that only one can hold: 主席易望岳 where somebody else is claimed. */
function judgeAbsent(told: Told, people: readonly Described[], posts: readonly string[]): Judged {
  const single = posts.filter((post) => OFFICES.single.includes(post));
  const holder = people.find(({ description }) =>
    single.some((post) => readPosts(description).some((other) => other.post === post)),
  );
  const bodies = holder ? readBodies(holder.description) : [];
  if (!holder || bodies.some((body) => !isBodyOf(told, body, 'own'))) return untold('office');
  return {
    part: 'office',
    agreement: 'contradicted',
    word: holder.name,
    at: { start: holder.start, end: holder.end },
  };
}

/** 书记 asked of a 党组书记 is the same office; 主席 of a 副主席 is not. */
const samePost = (claimed: string, said: string) =>
  claimed === said ||
  (said.endsWith(claimed) && !said.includes('副')) ||
  (claimed.endsWith(said) && !claimed.includes('副'));

/** Two steps of one office (副市长, 市长), or the head of a government and of anything else; 主席 and 党组书记 may be one. */
const isRival = (claimed: string, said: string) =>
  claimed !== said &&
  (claimed === `副${said}` ||
    said === `副${claimed}` ||
    (OFFICES.single.includes(said) && OFFICES.government.includes(claimed)) ||
    (OFFICES.single.includes(claimed) && OFFICES.government.includes(said)));

/** 溧川市第一中学 is 市第一中学 in its own city's report. */
const withoutPlace = (body: string) => body.replace(PLACE_BEFORE, '');
const PLACE_BEFORE = new RegExp(`^(?:\\p{Script=Han}{2,3}(?=${oneOf(RANKS)}))?${oneOf(RANKS)}?`, 'u');
