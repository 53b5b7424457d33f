/**
 * A message as Slack delivers it to the words a person typed: mentions, links and formatting marks taken off,
 * entities undone. `<@UBOT>　去年…？` is normal input; full-width forms stay, since the words are shown again.
 */

/** What a message says and whom it names. */
export interface Typed {
  readonly text: string;
  readonly mentionsBot: boolean;
  /** Whether it names somebody else: `@小王 你看看` in a thread is not for the bot. */
  readonly mentionsOthers: boolean;
}

/** More than this is never a question; the answer says how long one may be. */
const MAX_READ_CHARS = 4_000;

/** Reads the `text` of a message or a command. */
export function readTyped(raw: string, botUser: string): Typed {
  const source = raw.slice(0, MAX_READ_CHARS);
  const named = [...source.matchAll(/<@([A-Z0-9]+)(?:\|[^>]*)?>/gu)].map((match) => match[1]);
  const isOfBot = (user: string | undefined) => user === botUser;
  return {
    text: plainWords(source),
    mentionsBot: named.some(isOfBot),
    mentionsOthers:
      named.some((user) => !isOfBot(user)) || /<!(?:subteam\^|here|channel|everyone)/u.test(source),
  };
}

function plainWords(source: string): string {
  return (
    source
      .replace(/<@[A-Z0-9]+(?:\|[^>]*)?>/gu, ' ')
      .replace(/<![^>]*>/gu, ' ')
      .replace(/<#[A-Z0-9]+\|([^>]*)>/gu, '$1')
      .replace(/<#[A-Z0-9]+>/gu, ' ')
      .replace(/<(?:https?|mailto|tel):[^|>]*\|([^>]*)>/gu, '$1')
      .replace(/<((?:https?|mailto|tel):[^|>]*)>/gu, '$1')
      .replace(/(?<![\p{L}\p{N}]):[a-z+-][a-z0-9_+-]*:(?:[a-z0-9-]+:)?/gu, ' ')
      // Bold and code marks; a lone asterisk is no part of a question either.
      .replace(/[*`]/gu, '')
      .replace(/^\s*&gt;/gmu, ' ')
      .replace(/&lt;/gu, '<')
      .replace(/&gt;/gu, '>')
      .replace(/&amp;/gu, '&')
      .replace(/\s+/gu, ' ')
      .trim()
  );
}

/** Text for a place where Slack reads markup. */
export function escapeMarkup(text: string): string {
  return text.replace(/&/gu, '&amp;').replace(/</gu, '&lt;').replace(/>/gu, '&gt;');
}

const ASKING =
  /[?？]|[吗呢么]\s*[。.!！]?$|多少|几[个项场次家人位名件篇所座支天年月种类条]|哪|什么|啥|谁|怎么|怎样|如何|为何|为什么|是否|是不是|有没有|何时|多大|多长|多久|^(?:what|who|when|where|which|how|why|is|are|did|does|do|was|were|has|have)\b/iu;

/** Whether a text reads like a question; used only where nobody was addressed by name. */
export function looksLikeQuestion(text: string): boolean {
  return ASKING.test(text);
}
