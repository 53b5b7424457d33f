/**
 * What the Bot API refuses: each check gives the refusal in its own words, or null. Lengths are counted in
 * UTF-16 units after entities are parsed, button data in bytes.
 */
import { parseHtml } from './html.ts';

export type Payload = Readonly<Record<string, unknown>>;

/** A text and how it was formatted. */
export interface FormattedText {
  readonly text: string;
  readonly entities: readonly { readonly type: string; readonly offset: number; readonly length: number }[];
}

const MAX_TEXT = 4096;
const MAX_CAPTION = 1024;
const MAX_CALLBACK_BYTES = 64;
const MAX_BUTTONS = 100;
const MAX_BUTTONS_A_ROW = 8;

/** Reads and measures the text of a message. */
export function readText(payload: Payload, field = 'text'): FormattedText | string {
  const raw = payload[field];
  if (typeof raw !== 'string') return `Bad Request: ${field} must be non-empty`;
  const mode = payload['parse_mode'];
  if (mode !== undefined && mode !== 'HTML') return 'Bad Request: unsupported parse_mode';
  const parsed = mode === 'HTML' ? parseHtml(raw) : ({ ok: true, text: raw, entities: [] } as const);
  if (!parsed.ok) return parsed.description;
  if (parsed.text.trim() === '') return 'Bad Request: message text is empty';
  if (parsed.text.length > (field === 'caption' ? MAX_CAPTION : MAX_TEXT))
    return 'Bad Request: message is too long';
  return { text: parsed.text, entities: parsed.entities };
}

/** Checks an inline keyboard. */
export function checkKeyboard(markup: unknown): string | null {
  if (markup === undefined) return null;
  const rows = (markup as { inline_keyboard?: unknown }).inline_keyboard;
  if (!Array.isArray(rows)) return 'Bad Request: object expected as reply markup';
  const buttons = rows.flat() as Record<string, unknown>[];
  if (buttons.length > MAX_BUTTONS || rows.some((row) => row.length > MAX_BUTTONS_A_ROW)) {
    return 'Bad Request: reply markup is too long';
  }
  for (const button of buttons) {
    const label = button['text'];
    if (typeof label !== 'string' || label.trim() === '')
      return 'Bad Request: inline keyboard button text must be non-empty';
    const actions = Object.keys(button).filter((key) => key !== 'text' && key !== 'style');
    if (actions.length !== 1) return 'Bad Request: BUTTON_TYPE_INVALID';
    const data = button['callback_data'];
    if (data !== undefined) {
      const size = typeof data === 'string' ? Buffer.byteLength(data) : 0;
      if (size === 0 || size > MAX_CALLBACK_BYTES) return 'Bad Request: BUTTON_DATA_INVALID';
    }
    const url = button['url'];
    if (url !== undefined && !/^(?:https?|tg):\/\/\S+$/u.test(String(url)))
      return 'Bad Request: BUTTON_URL_INVALID';
  }
  return null;
}

/** Checks the results of an inline query. */
export function checkInlineAnswer(payload: Payload): string | null {
  const results = payload['results'];
  if (!Array.isArray(results)) return 'Bad Request: results must be an array';
  if (results.length > 50) return 'Bad Request: RESULTS_TOO_MUCH';
  if (Buffer.byteLength(String(payload['next_offset'] ?? '')) > 64) return 'Bad Request: NEXT_OFFSET_INVALID';
  const ids = new Set<string>();
  for (const result of results as Record<string, unknown>[]) {
    const id = result['id'];
    if (typeof id !== 'string' || id === '' || Buffer.byteLength(id) > 64)
      return 'Bad Request: RESULT_ID_INVALID';
    if (ids.has(id)) return 'Bad Request: RESULT_ID_DUPLICATE';
    ids.add(id);
    if (result['type'] !== 'article') return 'Bad Request: RESULT_TYPE_INVALID';
    if (typeof result['title'] !== 'string' || result['title'] === '')
      return 'Bad Request: ARTICLE_TITLE_EMPTY';
    const content = result['input_message_content'] as Payload | undefined;
    const read = readText(content ?? {}, 'message_text');
    if (typeof read === 'string') return read;
    const keyboard = checkKeyboard(result['reply_markup']);
    if (keyboard) return keyboard;
  }
  return null;
}

/** Checks names and descriptions that are set at start. */
export function checkProfile(method: string, payload: Payload): string | null {
  const language = payload['language_code'];
  if (language !== undefined && !/^(?:[a-z]{2})?$/u.test(String(language)))
    return 'Bad Request: invalid language code specified';
  if (method === 'setMyCommands') {
    const commands = payload['commands'];
    if (!Array.isArray(commands) || commands.length > 100) return 'Bad Request: BOT_COMMANDS_TOO_MUCH';
    for (const { command, description } of commands as { command: string; description: string }[]) {
      if (!/^[a-z\d_]{1,32}$/u.test(command)) return 'Bad Request: BOT_COMMAND_INVALID';
      if (description.length < 1 || description.length > 256)
        return 'Bad Request: BOT_COMMAND_DESCRIPTION_INVALID';
    }
    return null;
  }
  const [field, most] =
    method === 'setMyDescription' ? (['description', 512] as const) : (['short_description', 120] as const);
  return String(payload[field] ?? '').length > most ? 'Bad Request: BOT_DESCRIPTION_TOO_LONG' : null;
}

/** How many messages a chat takes; a group also has a limit a minute. */
export interface Rates {
  readonly messagesASecond: number;
  readonly groupMessagesAMinute: number;
}

/** Counts what was sent to each chat and says when the next may come. */
export class SendingRate {
  readonly #rates: Rates | null;
  readonly #now: () => number;
  readonly #sent = new Map<number, number[]>();

  /** @param now milliseconds */
  constructor(rates: Rates | null, now: () => number) {
    this.#rates = rates;
    this.#now = now;
  }

  /** Seconds to wait, or 0 when the message counts as sent. */
  waitSeconds(chat: number): number {
    if (!this.#rates) return 0;
    const now = this.#now();
    const sent = (this.#sent.get(chat) ?? []).filter((at) => now - at < 60_000);
    const windows: [number, number][] = [[1000, this.#rates.messagesASecond]];
    if (chat < 0) windows.push([60_000, this.#rates.groupMessagesAMinute]);
    for (const [window, most] of windows) {
      const within = sent.filter((at) => now - at < window);
      if (within.length >= most) {
        const first = within[within.length - most] as number;
        return Math.max(1, Math.ceil((first + window - now) / 1000));
      }
    }
    this.#sent.set(chat, [...sent, now]);
    return 0;
  }
}
