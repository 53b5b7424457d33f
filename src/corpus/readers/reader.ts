/**
 * What every reader promises: the content of one file, or one line in Chinese on why there is none.
 * A bad file is an expected outcome; a reader throws only where the file breaks the library beneath it.
 */
import type { Content } from '../document.ts';

/** A file that was read, or what is wrong with it and what to do. */
export type Reading =
  | {
      readonly ok: true;
      /** Front matter, or the format's own properties (`title`, `author`, `published` …), as found. */
      readonly metadata: Readonly<Record<string, unknown>>;
      readonly content: Content;
      /** What of the file may not have been read and what to do, one line in Chinese; absent where all was. */
      readonly unread?: string;
      /** Whether the text was recognised from pictures, so that any of it may be misread. */
      readonly isRecognised?: true;
    }
  | Refusal;

/** Why a file, or a part of it, cannot be read: one line without the file's name. */
export interface Refusal {
  readonly ok: false;
  readonly message: string;
  /** Whether it is not the file's fault, but that of a program that is not installed. */
  readonly isForNow?: true;
}

/** Told before each page of a slow reading, counted from 1. */
export type OnPage = (page: number, pages: number) => void;

/** Turns the bytes of one file into its content. */
export type Reader = (bytes: Uint8Array, onPage?: OnPage) => Promise<Reading>;

/** Longest text of one file, in UTF-16 units: a thousand times the longest report we know. */
export const maxTextChars = 20_000_000;

/** A {@link Refusal} with this message. */
export function refuse(message: string): Refusal {
  return { ok: false, message };
}

/** Why a text is too long to be one report. */
export function refuseLength(): Refusal {
  return refuse('文字超过 2000 万字，不像一份报告；请拆分后再放入');
}

/** Titles that a word processor made up, or the name of the file it came from. */
const madeUpTitle =
  /^(?:Microsoft (?:Word|PowerPoint) - .*|.*\.(?:docx?|wps|indd|pdf|rtf|txt)|(?:无标题|未命名|文档|幻灯片|untitled|document|word|title|附件)\s*\d*[：:]?|\(anonymous\))$/iu;

/** A title from a file's properties, or nothing where it is empty or a word processor's invention. */
export function properTitle(title: string): string | undefined {
  const text = title.replace(/\s+/gu, ' ').trim();
  return text === '' || text.length > 200 || madeUpTitle.test(text) ? undefined : text;
}
