/**
 * Whether a sentence tells of a body that the question names: it stands in it, before it in its paragraph, or in what the
 * paragraph stands under.
 */
import { organisationsIn } from '../../language/readings.ts';
import type { Evidence } from '../retrieve/evidence.ts';

/** Whether a sentence, or what it goes on from, names a body. */
export function tellsOf(body: string, { passage, report, folded, start, block, opening }: Evidence): boolean {
  const first = passage.sentences.find((sentence) => sentence.block === block)?.start ?? start;
  const before = passage.folded.slice(first - passage.start, start - passage.start);
  const around = [folded, before, opening.text, ...passage.section, report.title, report.association];
  return around.some((text) => names(body, text));
}

/** So many characters more may stand between those of a short name: 磷源公司 for 磷源科技有限公司. */
const BETWEEN = 4;

/** Whether a text has a body's name, one of the two is short for the other, or a long one is misspelt in one character. */
function names(body: string, text: string): boolean {
  if (isShortFor(body, text, BETWEEN)) return true;
  const spellings = body.length > 3 ? [...body].map((_, i) => body.slice(0, i) + body.slice(i + 1)) : [];
  return (
    spellings.some((spelling) => isShortFor(spelling, text, 1)) ||
    organisationsIn(text).some(({ name }) => isPartOf(name, body))
  );
}

/** Whether the characters of a name stand in a text in their order, with few between two of them. */
function isShortFor(name: string, text: string, between: number): boolean {
  const [first, ...others] = [...name] as [string, ...string[]];
  for (let from = text.indexOf(first); from >= 0; from = text.indexOf(first, from + 1)) {
    let at = from;
    const isThere = others.every((character) => {
      const next = text.indexOf(character, at + 1);
      const isNear = next > 0 && next - at <= between + 1;
      at = next;
      return isNear;
    });
    if (isThere) return true;
  }
  return false;
}

/** Whether a name in a text is one of fewer words than the question's: 院士工作站 for 院士专家工作站. */
const isPartOf = (name: string, body: string): boolean =>
  name.length > 2 && name.at(-1) === body.at(-1) && isShortFor(name, body, body.length);
