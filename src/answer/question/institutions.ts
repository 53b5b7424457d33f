/**
 * Kinds of institutions: which noun asks for one (哪所大学), and which names are of it.
 */
import { KINDS } from '../../knowledge/lists.ts';
import { wordAtEnd, wordIn } from '../../knowledge/word-lists.ts';

const INSTITUTIONS = ['school', 'hospital', 'society', 'company'] as const;

/** The kind that a noun asks for; null where it asks for none. */
const kindOf = (noun: string) =>
  INSTITUTIONS.find((one) => wordAtEnd(KINDS[`asks-${one}`], noun) !== '') ?? null;

/** Whether a name is of the kind of institution that a noun asks for (哪所大学 for no company); true where it asks for none. */
export function isOfKind(noun: string, name: string): boolean {
  const kind = kindOf(noun);
  if (!kind || wordIn(KINDS[kind], name)) return true;
  return kind === 'company' && wordAtEnd(KINDS['ends-no-company'], name) === '';
}

/** Whether a noun may stand for a name (该校 for 黔岭农学院): it ends the name, or says its kind. */
export const mayStandFor = (noun: string, name: string): boolean =>
  name.endsWith(noun) ||
  KINDS['any-institution'].includes(noun) ||
  (kindOf(noun) !== null && isOfKind(noun, name));
