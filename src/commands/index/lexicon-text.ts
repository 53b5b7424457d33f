/**
 * What `kewen index` says about the lexicon: doubtful entries, standard answers whose last day is over, and which
 * kept questions are answered otherwise.
 */

import type { StandardAnswer } from '../../corpus/standard-sources.ts';
import type { LexiconWarning } from '../../language/lexicon-check.ts';
import { printable } from '../../printable.ts';
import type { Paint } from '../../terminal/terminal.ts';
import type { LexiconEffect } from './lexicon-effect.ts';

/** What is shown; the rest is counted. */
const SHOWN_WARNINGS = 30;
const SHOWN_CHANGES = 20;
const SHOWN_ENTRIES = 12;
const SHOWN_CHARS = 80;

/** The standard answers that are no longer given. */
export function expiredOf(answers: readonly StandardAnswer[], today: string): LexiconWarning[] {
  return answers
    .filter(({ expires }) => expires !== '' && expires < today)
    .map(({ id, expires }) => ({
      where: 'answers.yaml',
      message: `标准回答 ${id} 到 ${expires} 为止，已经不用了：请改写，或删去`,
    }));
}

/** Doubtful entries, one a line. */
export function warningLines(warnings: readonly LexiconWarning[]): string[] {
  const more = warnings.length - SHOWN_WARNINGS;
  return [
    ...warnings
      .slice(0, SHOWN_WARNINGS)
      .map(({ where, message }) => `  ${printable(`${where}：${message}`)}`),
    ...(more > 0 ? [`  …… 还有 ${more} 处；全部见 kewen index --json`] : []),
  ];
}

/** What the change of the lexicon did to the kept questions. */
export function renderEffect({ entries, asked, changes }: LexiconEffect, paint: Paint): string {
  const named = entries.slice(0, SHOWN_ENTRIES).map((entry) => `  ${printable(entry)}`);
  const lines = [
    '',
    `词表有 ${entries.length} 处变动，${asked} 道题里${changes.length === 0 ? '没有一道的回答因此不同' : `有 ${changes.length} 道的回答不同了`}：`,
    ...named,
    ...(entries.length > SHOWN_ENTRIES ? [`  …… 还有 ${entries.length - SHOWN_ENTRIES} 处`] : []),
  ];
  for (const { question, before, after, because } of changes.slice(0, SHOWN_CHANGES)) {
    lines.push(
      `  ${paint(printable(question), 'bold')}`,
      `    原来  ${shortened(before)}`,
      `    现在  ${shortened(after)}`,
      `    因为  ${because.length > 0 ? printable(because.join('；')) : '不是哪一条单独造成的，或者报告也有变动'}`,
    );
  }
  const more = changes.length - SHOWN_CHANGES;
  return [...lines, ...(more > 0 ? [`  …… 还有 ${more} 道`] : [])].join('\n');
}

function shortened(text: string): string {
  const line = printable(text.replace(/\s+/gu, ' '));
  return line.length > SHOWN_CHARS ? `${line.slice(0, SHOWN_CHARS)}……` : line;
}
