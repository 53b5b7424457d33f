/**
 * Ctrl-R of a shell (reverse-i-search) for a readline interface: what was typed before is found by any part of it.
 * Node's readline has history, but no search in it.
 *
 * Keys pass through here before readline reads them. While a search is on, they change what is looked for; readline
 * shows the line that was found, with what is looked for as its prompt.
 */

import { emitKeypressEvents, type Interface, type Key } from 'node:readline';
import { PassThrough } from 'node:stream';
import type { Input } from '../../terminal/terminal.ts';

/** What readline reads instead of the terminal; to be closed. */
export interface SearchedKeys {
  readonly input: Input;
  /** Begins to read keys. */
  readonly serve: (reader: Interface, surroundings: SearchSurroundings) => void;
  /** Lets go of the terminal. */
  readonly close: () => void;
}

/** What a search looks in and looks like. */
export interface SearchSurroundings {
  /** The lines typed before, newest first, as they are now. */
  readonly history: () => readonly string[];
  readonly prompt: string;
  /** The prompt while a search is on. */
  readonly searching: (term: string, isFound: boolean) => string;
}

/** A search that is on. */
interface Search {
  readonly term: string;
  /** Where in the history the line stands that is shown; -1 where nothing was found. */
  readonly at: number;
  /** What stood in the line before. */
  readonly typed: string;
}

/** The keys of a terminal. */
export function searchKeys(terminal: Input & { setRawMode?: (isRaw: boolean) => unknown }): SearchedKeys {
  const input = Object.assign(new PassThrough(), {
    isTTY: true,
    setRawMode: (isRaw: boolean) => terminal.setRawMode?.(isRaw),
  });
  const end = () => input.end();
  let letGo = () => {};
  return {
    input,
    serve: (reader, surroundings) => {
      const onKey = searching(reader, input, surroundings);
      emitKeypressEvents(terminal);
      terminal.on('keypress', onKey).on('end', end).resume();
      letGo = () => terminal.off('keypress', onKey).off('end', end).pause();
    },
    close: () => letGo(),
  };
}

function searching(reader: Interface, keys: PassThrough, { history, prompt, searching }: SearchSurroundings) {
  let search: Search | null = null;

  const fill = (line: string) => {
    reader.write(null, { ctrl: true, name: 'e' });
    reader.write(null, { ctrl: true, name: 'u' });
    if (line !== '') reader.write(line);
  };
  const show = (next: Search) => {
    search = next;
    reader.setPrompt(searching(next.term, next.at >= 0 || next.term === ''));
    fill(history()[next.at] ?? next.typed);
    reader.prompt(true);
  };
  /** The newest line with the words from a place in the history on. */
  const find = (term: string, from: number) =>
    term === '' ? -1 : history().findIndex((line, index) => index >= from && line.includes(term));
  const leave = (line: string | null) => {
    search = null;
    reader.setPrompt(prompt);
    if (line !== null) fill(line);
    reader.prompt(true);
  };

  return (typed: string | undefined, key: Key): void => {
    const pass = () => keys.write(key.sequence ?? typed ?? '');
    if (search === null) {
      if (key.ctrl && key.name === 'r') show({ term: '', at: -1, typed: reader.line });
      else pass();
      return;
    }
    const { term, at, typed: before } = search;
    if (key.ctrl && key.name === 'r') {
      const older = find(term, at + 1);
      show({ ...search, at: older >= 0 ? older : at });
    } else if ((key.ctrl && (key.name === 'g' || key.name === 'c')) || key.name === 'escape') {
      leave(before);
    } else if (key.name === 'backspace') {
      const shorter = [...term].slice(0, -1).join('');
      show({ ...search, term: shorter, at: find(shorter, 0) });
    } else if (typed !== undefined && !key.ctrl && !key.meta && /^[^\p{Cc}]+$/u.test(typed)) {
      const longer = term + typed;
      show({ ...search, term: longer, at: find(longer, Math.max(0, at)) });
    } else {
      // Any other key takes the line as it is, and does what it does.
      leave(null);
      pass();
    }
  };
}
