/**
 * Each command that changed something is noted in the records, whoever typed it: a person at a terminal, or the page to
 * keep house for the one who is logged in there.
 */
import { existsSync } from 'node:fs';
import { userInfo } from 'node:os';
import { basename, isAbsolute } from 'node:path';
import { lineWithoutPersonal } from '../../records/personal.ts';
import type { Context } from '../context.ts';

/** Commands that change what is answered or what is kept. */
const CHANGING = new Set([
  'add',
  'index',
  'forget',
  'restore',
  'answer',
  'golden',
  'dismiss',
  'words',
  'adopt',
]);
/** With these they change nothing, or go on for good. */
const ONLY_LOOKS = ['--check', '--watch', '--dry-run'];
const MAX_CHARS = 500;
const MAX_NAME_CHARS = 40;

/**
 * Notes a command that was done. Where nothing was ever recorded there is no log either; one that cannot be written
 * now keeps nobody from what was done.
 */
export async function noteChange(
  words: readonly string[],
  code: number,
  { config, environment, now, terminal }: Context,
): Promise<void> {
  const command = changeOf(words);
  if (command === null || code > 1) return;
  if (config.database === null && !existsSync(config.data)) return;
  const who = (environment['KEWEN_WHO'] || loginName()).slice(0, MAX_NAME_CHARS);
  try {
    const { upkeepOf } = await import('../../records/open-upkeep.ts');
    await (await upkeepOf(config)).addChange({ atMs: now().getTime(), who, command, code });
  } catch {
    terminal.note('kewen：做好了，但没能写进改动记录（记录现在写不了，见 kewen doctor）');
  }
}

/**
 * The line of a command that changes something; null for any other.
 *
 * @example changeOf(['add', '--yes', '/tmp/x/总结.docx']) // 'kewen add 总结.docx'
 */
export function changeOf(words: readonly string[]): string | null {
  const [name = ''] = words;
  if (!CHANGING.has(name) || words.some((word) => ONLY_LOOKS.includes(word))) return null;
  if (name === 'words' && !words.some((word) => /^--(?:add|remove)(?:=|$)/u.test(word))) return null;
  // Whom: that is what is to be forgotten.
  if (name === 'forget') return 'kewen forget';
  // What people asked goes when they are forgotten, and the log stays.
  if (name === 'dismiss') return words.includes('--undo') ? 'kewen dismiss --undo' : 'kewen dismiss';
  const shown = words
    .filter((word) => !['--json', '--yes', '-y', '--'].includes(word))
    .map((word) => (isAbsolute(word) ? basename(word) : word));
  const line = lineWithoutPersonal(`kewen ${shown.join(' ')}`.replace(/\s+/gu, ' '));
  return line.length > MAX_CHARS ? `${line.slice(0, MAX_CHARS)}……` : line;
}

function loginName(): string {
  try {
    return userInfo().username;
  } catch {
    return '';
  }
}
