/**
 * The `.env` of an older layout in the new one: lines that name the folders as they were are put aside, and what is
 * relative to the old folder is written in full.
 */
import { join, resolve } from 'node:path';

/** Where each was of itself. */
const USUAL: Readonly<Record<string, string>> = {
  KEWEN_CORPUS: 'corpus',
  KEWEN_INDEX: 'index',
  KEWEN_DATA: 'data/kewen.sqlite',
};

/**
 * @param set what the text says
 * @param old the folder that its paths are relative to
 * @param isHere whether they still are
 */
export function movedEnvironment(
  text: string,
  set: Readonly<Record<string, string | undefined>>,
  old: string,
  isHere: boolean,
): string {
  return text
    .split('\n')
    .map((line) => {
      const name = /^\s*(?:export\s+)?(KEWEN_(?:CORPUS|INDEX|DATA))\s*=/u.exec(line)?.[1];
      const value = name && set[name]?.trim();
      if (!name || !value) return line;
      // The reports of a home are its own, or a link to where they are.
      const isUsual = resolve(old, value) === join(old, USUAL[name] ?? '') || name === 'KEWEN_CORPUS';
      if (isUsual) return `# 由 kewen adopt 改成注释：${line.trim()}`;
      return isHere ? line : `${name}=${resolve(old, value)}`;
    })
    .join('\n');
}
