/**
 * The bodies that a question names by the place of an association: 茶业集团 of 砚岭茶业集团有多少科技工作者. Whose reports are read
 * is told by the place in such a name; whom the answer is about is told by the rest of it, which has to stand together.
 */
import { KINDS } from '../../knowledge/lists.ts';
import { oneOf, wordAtEnd } from '../../knowledge/word-lists.ts';
import { isFunctionWord } from '../../language/function-words.ts';
import { readOrganisations } from '../../language/organisations.ts';
import { unitAt } from '../../language/units.ts';
import { RANKS } from './place-names.ts';
import type { Understanding } from './question.ts';
import { NAMED } from './scope.ts';

/** A rank that its place has in the name (兰溪市人工智能学会), and not one that says of which level it is (市级学会). */
const RANK = new RegExp(`^${oneOf(RANKS)}`, 'u');
const LEVEL = '级';
/** A shorter one is a kind of body and no name: 学校, 学会. */
const LEAST_CHARS = 3;

/** What is somebody else than the association; a place of its own (科技馆, 基地) may well be the association's. */
const ENDS = [
  ...KINDS.company,
  ...KINDS.hospital,
  ...KINDS.society,
  ...KINDS['asks-school'],
  ...KINDS.institute,
];

/**
 * The names of bodies, without the place that begins them; a kind of one short word (学校, 学会) is a term like any other.
 *
 * @param asking the clause that asks, folded, an association's name in it blanked out with {@link NAMED}
 */
export function bodiesIn(asking: string, { segment }: Pick<Understanding, 'segment'>): string[] {
  return readOrganisations(asking).flatMap(({ start, end }) => {
    const named = asking.slice(0, end).lastIndexOf(NAMED) + 1;
    // 小学组 is a class of a contest.
    if (named === 0 || start > named + 1 || unitAt(asking, end) !== undefined) return [];
    const name = asking.slice(named, end).replace(RANK, '');
    const isName = segment(name).every(({ text, tag }) => !isFunctionWord(text) && !/^v(?!n)|^x/u.test(tag));
    return isName && name.length >= LEAST_CHARS && !name.includes(LEVEL) && wordAtEnd(ENDS, name) !== ''
      ? [name]
      : [];
  });
}
