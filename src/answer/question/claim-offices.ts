/**
 * The offices that a claim gives to people, whose they are, and whether somebody is claimed to have left one.
 */
import { JOINING } from '../../knowledge/lists.ts';
import { oneOf } from '../../knowledge/word-lists.ts';
import { leftIn, readBodies, readPosts, TITLES } from '../../language/offices.ts';
import type { Claims } from './claim.ts';
import { NAMED } from './scope.ts';

/** Reads them from the words of a claim. */
export function readOffices(text: string): Pick<Claims, 'offices' | 'officeOwner' | 'leaves'> {
  const offices = claimedOffices(text);
  const [first] = offices;
  return {
    offices,
    officeOwner: first === undefined || TITLES.includes(first) ? null : ownerOf(text, first),
    leaves: leftIn(text) !== null,
  };
}

/** A title is claimed only where the claim ends with it: of 张浩博士是… it names the person. */
function claimedOffices(text: string): string[] {
  return readPosts(text)
    .filter(({ post, end }) => !TITLES.includes(post) || [...JOINING.of, ''].includes(text.slice(end)))
    .map(({ post }) => post);
}

const OF_AT_END = new RegExp(`${oneOf(JOINING.of)}$`, 'u');
/** The name of the association, and at most what parts it from the office: 在…是, …的. */
const OWN_BEFORE = new RegExp(`${NAMED}[^，。]{0,3}$`, 'u');

/** What stands right before the office; `own` where that is the association, null where nobody is named. */
function ownerOf(text: string, post: string): string | null {
  const before = text.slice(0, text.indexOf(post)).replace(OF_AT_END, '');
  if (OWN_BEFORE.test(before)) return 'own';
  return readBodies(before).find((body) => before.endsWith(body)) ?? null;
}
