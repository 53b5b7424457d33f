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
