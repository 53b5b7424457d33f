/**
 * Numbers set large on a line of their own, as feeds do: `覆盖群众` above `7.3万人次`. A figure without what it counts says
 * nothing, so label and number become one paragraph, in the order in which they stand.
 */
import type { Block } from '../document.ts';

const NUMBER = /^[约近超逾共]{0,2}\d[\d.,]*[万亿]?余?\+?\p{Script=Han}{0,4}$/u;
const MOST_LABEL_CHARS = 20;

/** The blocks with their labels and numbers put together. */
export function joinTiles(blocks: readonly Block[]): Block[] {
  const joined: Block[] = [];
  for (let at = 0; at < blocks.length; ) {
    const run = runFrom(blocks, at);
    const paired = run.length - (run.length % 2);
    if (paired > 0) {
      for (let i = 0; i < paired; i += 2) {
        joined.push({ kind: 'paragraph', text: `${run[i]?.text}${run[i + 1]?.text}`, level: 0 });
      }
      at += paired;
    } else {
      const block = blocks[at];
      if (block) joined.push(block);
      at++;
    }
  }
  return joined;
}

/** The blocks from here on that are label and number, or number and label, by turns. */
function runFrom(blocks: readonly Block[], from: number): readonly Block[] {
  let end = from;
  let wasNumber: boolean | undefined;
  for (; end < blocks.length; end++) {
    const block = blocks[end];
    const isNumber = block !== undefined && isNumberTile(block);
    if (block === undefined || !(isNumber || isLabelTile(block)) || isNumber === wasNumber) break;
    wasNumber = isNumber;
  }
  return blocks.slice(from, end);
}

const isNumberTile = ({ kind, text }: Block) =>
  kind === 'paragraph' && text.length <= 12 && NUMBER.test(text);

/** A short noun phrase: no stop, no digit, no mark of a heading. */
function isLabelTile({ kind, text }: Block): boolean {
  return (
    kind === 'paragraph' &&
    text.length <= MOST_LABEL_CHARS &&
    /^\p{Script=Han}[\p{Script=Han}（）()、“”]+$/u.test(text)
  );
}
