/**
 * Slack's limits and how text is made to fit them: at the end of a sentence, never inside a character.
 */

/** What one message may hold; the totals stay below Slack's with room to spare. */
export const LIMITS = {
  blocksPerView: 100,
  /** Slack refuses somewhere above 13,000. */
  messageChars: 10_000,
  sectionChars: 3_000,
  headerChars: 150,
  buttonChars: 75,
  viewTitleChars: 24,
  tableColumns: 20,
} as const;

const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/** The whole sentences that fit; where not even one does, the whole characters that fit and an ellipsis. */
export function fitSentences(text: string, maxChars: number, ending = ''): string {
  if (text.length <= maxChars) return text;
  const room = maxChars - ending.length;
  const head = text.slice(0, room);
  const stop = Math.max(...['。', '！', '？', '；', '\n', '. ', '! ', '? '].map((mark) => ends(head, mark)));
  return stop > 0 ? head.slice(0, stop).trimEnd() + ending : fitCharacters(text, room) + ending;
}

/** One line that fits, with an ellipsis where something is left off. */
export function fitCharacters(text: string, maxChars: number): string {
  const line = text.replace(/\s+/gu, ' ').trim();
  if (line.length <= maxChars) return line;
  let fitted = '';
  for (const { segment } of graphemes.segment(line)) {
    if (fitted.length + segment.length > maxChars - 1) break;
    fitted += segment;
  }
  return `${fitted}…`;
}

function ends(head: string, mark: string): number {
  const at = head.lastIndexOf(mark);
  return at < 0 ? -1 : at + mark.length;
}
