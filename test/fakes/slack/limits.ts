/**
 * Slack's limits on messages and views, as its documentation gives them. A breach is named by the error Slack answers.
 */

type Json = Record<string, unknown>;

/** Above this Slack refuses a message whatever its blocks are. */
const MESSAGE_CHARS = 13_000;

/** What is wrong with a message, or null. */
export function messageBreach(message: Json): string | null {
  const { text, blocks } = message as { text?: string; blocks?: Json[] };
  if (!text && !blocks?.length) return 'no_text';
  if ((text?.length ?? 0) > 40_000) return 'msg_too_long';
  if (!blocks) return null;
  if (blocks.length > 50) return 'invalid_blocks: more than 50 blocks';
  if (blocks.filter(({ type }) => type === 'table').length > 1)
    return 'invalid_blocks: only_one_table_allowed';
  const breach = blocks.map(blockBreach).find((found) => found !== null);
  if (breach) return `invalid_blocks: ${breach}`;
  return charsOf(blocks) > MESSAGE_CHARS ? 'msg_too_long' : null;
}

/** What is wrong with a modal or a home tab, or null. */
export function viewBreach(view: Json): string | null {
  const blocks = view['blocks'] as Json[];
  if (!Array.isArray(blocks) || blocks.length === 0 || blocks.length > 100)
    return 'invalid_arguments: blocks';
  if (String(view['private_metadata'] ?? '').length > 3_000) return 'invalid_arguments: private_metadata';
  if (view['type'] === 'modal') {
    for (const [part, max] of [
      ['title', 24],
      ['submit', 24],
      ['close', 24],
    ] as const) {
      const breach = view[part] === undefined ? null : textBreach(view[part], max, ['plain_text']);
      if (breach) return `invalid_arguments: ${part}: ${breach}`;
    }
    if (view['title'] === undefined) return 'invalid_arguments: title';
    if (blocks.some(({ type }) => type === 'input') && view['submit'] === undefined)
      return 'invalid_arguments: submit';
  }
  if (JSON.stringify(view).length > 250_000) return 'view_too_large';
  const breach = blocks.map(blockBreach).find((found) => found !== null);
  return breach ? `invalid_arguments: ${breach}` : null;
}

function blockBreach(block: Json): string | null {
  if (String(block['block_id'] ?? '').length > 255) return 'block_id over 255';
  switch (block['type']) {
    case 'section':
      return textBreach(block['text'], 3_000, ['plain_text', 'mrkdwn']);
    case 'header':
      return textBreach(block['text'], 150, ['plain_text']);
    case 'context':
      return listBreach(block['elements'], 10, (text) => textBreach(text, 3_000, ['plain_text', 'mrkdwn']));
    case 'actions':
      return uniqueIds(block['elements'] as Json[]) ?? listBreach(block['elements'], 25, buttonBreach);
    case 'rich_text':
      return listBreach(block['elements'], 100, richBreach);
    case 'table':
      return tableBreach(block);
    case 'input':
      return textBreach(block['label'], 2_000, ['plain_text']) ?? inputBreach(block['element'] as Json);
    case 'divider':
      return null;
    default:
      return `unknown block ${String(block['type'])}`;
  }
}

function textBreach(text: unknown, max: number, types: readonly string[]): string | null {
  const { type, text: words } = (text ?? {}) as { type?: string; text?: string };
  if (!types.includes(type ?? '')) return `text of type ${type}`;
  if (typeof words !== 'string' || words.length === 0) return 'empty text';
  return words.length > max ? `text over ${max}` : null;
}

function listBreach(list: unknown, max: number, each: (item: Json) => string | null): string | null {
  if (!Array.isArray(list) || list.length === 0) return 'empty elements';
  if (list.length > max) return `over ${max} elements`;
  return (list as Json[]).map(each).find((found) => found !== null) ?? null;
}

function uniqueIds(elements: readonly Json[] | undefined): string | null {
  const ids = (elements ?? []).map(({ action_id: id }) => id);
  return new Set(ids).size === ids.length ? null : 'action_id not unique';
}

function buttonBreach(button: Json): string | null {
  if (button['type'] !== 'button') return `element ${String(button['type'])}`;
  if (String(button['value'] ?? '').length > 2_000) return 'value over 2000';
  if (!button['action_id'] || String(button['action_id']).length > 255) return 'action_id';
  if (String(button['url'] ?? '').length > 3_000) return 'url over 3000';
  return textBreach(button['text'], 75, ['plain_text']);
}

const RICH = ['rich_text_section', 'rich_text_quote', 'rich_text_preformatted'];

function richBreach(element: Json): string | null {
  if (element['type'] === 'rich_text_list') {
    return listBreach(element['elements'], 200, (item) => listBreach(item['elements'], 1_000, inlineBreach));
  }
  if (!RICH.includes(String(element['type']))) return `rich text ${String(element['type'])}`;
  return listBreach(element['elements'], 1_000, inlineBreach);
}

function inlineBreach(inline: Json): string | null {
  switch (inline['type']) {
    case 'text':
      if (typeof inline['text'] !== 'string' || inline['text'] === '') return 'empty rich text';
      return !/\p{Cs}/u.test(inline['text']) ? null : 'half a character';
    case 'user':
      return /^U\w+$/u.test(String(inline['user_id'])) ? null : 'user_id';
    case 'usergroup':
      return /^S\w+$/u.test(String(inline['usergroup_id'])) ? null : 'usergroup_id';
    case 'link':
      return /^https?:\/\/\S+$/u.test(String(inline['url'])) ? null : 'url';
    default:
      return `inline ${String(inline['type'])}`;
  }
}

function tableBreach(table: Json): string | null {
  return listBreach(table['rows'], 100, (row) =>
    listBreach(row, 20, (cell) =>
      cell['type'] === 'raw_text' && typeof cell['text'] === 'string' && cell['text'] !== '' ? null : 'cell',
    ),
  );
}

function inputBreach(element: Json): string | null {
  if (element['type'] === 'plain_text_input')
    return Number(element['max_length'] ?? 0) > 3_000 ? 'max_length' : null;
  if (element['type'] !== 'radio_buttons') return `input ${String(element['type'])}`;
  return listBreach(element['options'], 10, (option) =>
    String(option['value']).length > 150 ? 'option value' : textBreach(option['text'], 75, ['plain_text']),
  );
}

/** All text that a person can read. */
export function charsOf(value: unknown): number {
  return textsOf(value).reduce((sum, text) => sum + text.length, 0);
}

/** The texts of blocks in reading order. */
export function textsOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(textsOf);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'text' && typeof inner === 'string' ? [inner] : textsOf(inner),
  );
}
