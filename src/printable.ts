/**
 * Text that cannot steer where it is shown, whatever a report or a person wrote: a terminal, Slack, Telegram.
 */

/** Control characters, halves of characters (Telegram refuses them), and what turns the direction of writing or is unseen. */
const STEERING = /(?!\n)[\p{Cc}\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/** The text with a space for each character that could. Line breaks stay, as \n. */
export function printable(text: string): string {
  return text.replace(/\r\n?/gu, '\n').replace(STEERING, ' ');
}
