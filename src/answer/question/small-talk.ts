/**
 * Small talk: messages that ask nothing (谢谢, 好的，收到, 哈哈, 不对吧). A message is one when such words are all that it
 * holds, and a question may begin with one (不对，我问的是太仓).
 *
 * The longest word is read at each place and never given back, so that a long 谢谢谢… is read in one pass.
 */
import { wordAtStart, wordLists } from '../../knowledge/word-lists.ts';

const WORDS = wordLists('small-talk.txt', ['thanks', 'thanked', 'assent', 'laughs', 'denies', 'particle']);

/** What a message says that asks nothing. */
export type SmallTalk = 'thanks' | 'denial' | 'remark';

const spaced = (words: readonly string[]) => words.map((word) => word.replace('_', ' '));
const THANKS = spaced(WORDS.thanks);
const SAID = [...THANKS, ...spaced([...WORDS.assent, ...WORDS.laughs, ...WORDS.denies])];

/**
 * What a message says that asks nothing; null where it may ask something.
 *
 * @example readSmallTalk('好的，谢谢！') // 'thanks'
 */
export function readSmallTalk(text: string): SmallTalk | null {
  const { said, end } = talkAtStart(text);
  if (said.length === 0 || end < text.length) return null;
  if (said.some((word) => THANKS.includes(word))) return 'thanks';
  return said.some((word) => WORDS.denies.includes(word)) ? 'denial' : 'remark';
}

/** Whether a message only thanks or agrees: nobody has to be asked what was meant. */
export function isPleasantry(text: string): boolean {
  const said = readSmallTalk(text.trim());
  return said === 'thanks' || said === 'remark';
}

/** A message without the small talk that it begins with, where a mark parts the two: 不对，我问的是太仓. */
export function withoutSmallTalk(text: string): string {
  const { said, end, mark } = talkAtStart(text);
  return said.length > 0 && mark > 0 && end < text.length ? text.slice(mark) : text;
}

/** The words of small talk that a text begins with, where the last of them ends, and where the last mark after one does. */
function talkAtStart(text: string): { readonly said: string[]; readonly end: number; readonly mark: number } {
  const folded = text.normalize('NFKC').toLowerCase();
  // Offsets are of the text itself, which folding may shorten or lengthen by odd characters.
  if (folded.length !== text.length) return { said: [], end: 0, mark: 0 };
  const said: string[] = [];
  let at = 0;
  let mark = 0;
  for (;;) {
    const rest = folded.slice(at, at + LONGEST);
    const word = wordAtStart(SAID, rest);
    if (word === '') break;
    at += word.length;
    if (THANKS.includes(word)) at += wordAtStart(WORDS.thanked, folded.slice(at, at + LONGEST)).length;
    for (
      let particle = wordAtStart(WORDS.particle, folded.slice(at, at + LONGEST));
      particle !== '';
      particle = wordAtStart(WORDS.particle, folded.slice(at, at + LONGEST))
    )
      at += particle.length;
    const [marks = ''] = MARKS.exec(folded.slice(at)) ?? [];
    said.push(word);
    at += marks.length;
    if (marks !== '') mark = at;
  }
  return { said, end: at, mark };
}

const LONGEST = Math.max(...SAID.map((word) => word.length));
const MARKS = /^[\p{P}~\s\p{Extended_Pictographic}]+/u;
