/**
 * Rich text, whose elements are literal: no escaping, and bold works beside Chinese characters, where `*粗体*` prints its
 * asterisks.
 */
import type { types } from '@slack/bolt';

/** A block of rich text. */
export function richText(elements: types.RichTextBlock['elements']): types.RichTextBlock {
  return { type: 'rich_text', elements };
}

/** A paragraph of texts, plain and bold in turn. */
export function section(...texts: readonly string[]): types.RichTextSection {
  const elements = texts
    .map((text, index) => (index % 2 === 0 ? plain(text) : bold(text)))
    .filter(({ text }) => text !== '');
  return { type: 'rich_text_section', elements: elements.length > 0 ? elements : [plain(' ')] };
}

/** A line below or between the rest. */
export function smallPrint(text: string): types.ContextBlock {
  return { type: 'context', elements: [{ type: 'plain_text', text: text || ' ', emoji: false }] };
}

export const plain = (text: string) => ({ type: 'text' as const, text });
const bold = (text: string) => ({ type: 'text' as const, text, style: { bold: true } });
