/**
 * What `kewen index --check` says to a person.
 */

import type { Problem } from '../../corpus/document.ts';
import type { AnswerChange, FieldChange, PassageChange, ReportChange } from '../../index/compare.ts';
import { printable } from '../../printable.ts';
import type { Paint } from '../../terminal/terminal.ts';

/** What a build would change. */
export interface Check {
  /** In service; null where there is none that can be trusted. */
  readonly generation: string | null;
  /** Why there is none. */
  readonly reason: string | null;
  readonly wouldChange: boolean;
  readonly changes: readonly ReportChange[];
  /** Standard answers that changed. */
  readonly answers: readonly AnswerChange[];
  /** Files of the lexicon that changed. */
  readonly lexicon: readonly string[];
  readonly problems: readonly Problem[];
}

/** Reports that are shown; the rest is counted. */
const SHOWN_CHANGES = 100;
/** Passages of a report that are shown; the rest is counted. */
const SHOWN_PASSAGES = 3;
/** Characters of a passage, and of them before the place where it changed. */
const SHOWN_CHARS = 34;
const CHARS_BEFORE = 10;

const FIELD_NAMES: Readonly<Record<FieldChange['field'], string>> = {
  title: '标题',
  association: '单位',
  aliases: '别名',
  place: '地方',
  period: '年度',
  publisher: '发布者',
  published: '发布日期',
  source: '来源',
  audience: '可见范围',
  isRecognised: '由图片识别',
};
const KINDS = { added: '新增', removed: '移除', changed: '改动' } as const;
const AUDIENCES: Readonly<Record<string, string>> = { public: '公开', staff: '内部' };

/** The lines of a check. */
export function renderCheck(check: Check, paint: Paint): string {
  const { generation, reason, wouldChange, changes, answers, lexicon } = check;
  const lines: string[] = [];
  if (reason !== null) lines.push(printable(reason), '');
  for (const change of changes.slice(0, SHOWN_CHANGES)) lines.push(...renderChange(change, paint));
  if (changes.length > SHOWN_CHANGES) {
    lines.push(`…… 还有 ${changes.length - SHOWN_CHANGES} 份；全部见 kewen index --check --json`);
  }
  for (const { id, kind } of answers) {
    lines.push(`${KINDS[kind]}  ${paint(printable(id), 'bold')}  标准回答`);
  }
  if (lexicon.length > 0) {
    lines.push(`${paint('词表', 'bold')}  ${lexicon.join('、')} 有变动：受影响的报告会重新切词`);
  }
  if (!wouldChange) return [...lines, `没有变化：索引 ${generation} 就是现在的报告`].join('\n');
  const count = (kind: ReportChange['kind']) => changes.filter((change) => change.kind === kind).length;
  const passages = changes.reduce(
    (sum, change) => sum + (change.kind === 'changed' ? change.passages.length : 0),
    0,
  );
  if (changes.length + answers.length + lexicon.length === 0) {
    lines.push('报告、标准回答和词表说的没有变，变的是没有收进索引的文件、旁边的说明或注释');
  }
  if (lines.length > 0) lines.push('');
  lines.push(
    `新增 ${count('added')} 份，移除 ${count('removed')} 份，改动 ${count('changed')} 份（${passages} 个段落的文字变了）`,
    '什么也没有改；运行 kewen index 才会启用',
  );
  return lines.join('\n');
}

function renderChange(change: ReportChange, paint: Paint): string[] {
  const name = paint(printable(change.id), 'bold');
  if (change.kind !== 'changed') {
    return [`${KINDS[change.kind]}  ${name}  ${change.passages} 个段落`];
  }
  const { fields, passages, hasOtherHeadings } = change;
  const parts = [
    passages.length > 0 && `${passages.length} 个段落的文字变了`,
    hasOtherHeadings && '小标题变了',
    fields.length > 0 && fields.map(renderField).join('，'),
  ].filter((part) => part !== false);
  const more = passages.length - SHOWN_PASSAGES;
  return [
    `${KINDS.changed}  ${name}  ${parts.join('；')}`,
    ...passages.slice(0, SHOWN_PASSAGES).flatMap((passage) => renderPassage(passage, paint)),
    ...(more > 0 ? [paint(`      …… 还有 ${more} 个`, 'dim')] : []),
  ];
}

function renderField({ field, before, after }: FieldChange): string {
  const name = (value: string) =>
    value === '' ? '（空）' : clip(printable(field === 'audience' ? (AUDIENCES[value] ?? value) : value), 0);
  return `${FIELD_NAMES[field]} ${name(before)} → ${name(after)}`;
}

function renderPassage({ before, after }: PassageChange, paint: Paint): string[] {
  const from = before === null || after === null ? 0 : firstDifference(before, after) - CHARS_BEFORE;
  return [
    ...(before === null ? [] : [paint(`      − ${clip(printable(before), from)}`, 'dim')]),
    ...(after === null ? [] : [`      + ${clip(printable(after), from)}`]),
  ];
}

function firstDifference(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return at;
}

/** A part of a text on one line, with … for what is left out. */
function clip(text: string, from: number): string {
  const characters = [...text.replace(/\s+/gu, ' ')];
  const start = Math.max(0, from);
  const part = characters.slice(start, start + SHOWN_CHARS).join('');
  return `${start > 0 ? '…' : ''}${part}${start + SHOWN_CHARS < characters.length ? '…' : ''}`;
}
