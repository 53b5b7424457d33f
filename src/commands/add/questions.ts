/**
 * What a person at a terminal is asked of a file: what is not sure, one thing at a time. Enter takes the best reading.
 */
import { createInterface } from 'node:readline';
import type { Report } from '../../corpus/report.ts';
import type { WrittenField } from '../../corpus/written-metadata.ts';
import { printable } from '../../printable.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import { FIELD_NAMES } from '../names.ts';
import { fieldsOf } from './flags.ts';

/** A person gave up: nothing is to be left behind. */
export class GivenUp extends Error {}

/** Asks one question; throws {@link GivenUp} on Ctrl-C and at the end of the input. */
export type Ask = (question: string) => Promise<string>;

/** Asks at a terminal. Between two questions a Ctrl-C ends the process, as it does everywhere else. */
export function askAt({ input, output }: Pick<Terminal, 'input' | 'output'>): Ask {
  return (question) =>
    new Promise((resolve, reject) => {
      const reader = createInterface({ input, output, terminal: true });
      reader.on('SIGINT', () => reader.close());
      reader.once('close', () => reject(new GivenUp()));
      reader.question(question, (answer) => {
        resolve(answer.trim());
        reader.close();
      });
    });
}

const AUDIENCES: ReadonlyMap<string, string> = new Map([
  ['1', 'public'],
  ['公开', 'public'],
  ['公众', 'public'],
  ['2', 'staff'],
  ['内部', 'staff'],
]);

/**
 * Asks what is not sure of a report, and who may see it where nobody has said so.
 *
 * @param told what the flags say already
 */
export async function askUnsure(
  { inferred }: Pick<Report, 'inferred'>,
  told: readonly WrittenField[],
  ask: Ask,
  note: (line: string) => void,
): Promise<WrittenField[]> {
  const answers: WrittenField[] = [];
  for (const { field, value, doubt } of inferred) {
    if (told.some((one) => one.field === field)) continue;
    if (!doubt && field !== 'audience') continue;
    const best = field === 'period' ? value.replace('—', '-') : value;
    const question =
      field === 'audience'
        ? `谁能看？1 公众，2 只有工作人员（回车：${value === 'staff' ? 2 : 1}）：`
        : `${printable(doubt?.what ?? '')}。${FIELD_NAMES[field]}（回车：${printable(best) || '不写'}）：`;
    for (;;) {
      const typed = (await ask(question)) || best;
      if (typed === '') break;
      const read = fieldsOf({ [field]: field === 'audience' ? (AUDIENCES.get(typed) ?? typed) : typed });
      if (typeof read !== 'string') {
        answers.push(...read);
        break;
      }
      note(field === 'audience' ? '请输入 1 或 2' : printable(read.replace('命令里的 ', '')));
    }
  }
  return answers;
}
