/**
 * What `kewen index` says at its end: a row for each report, what was inferred and why, totals, time.
 */
import { lackOf } from '../../corpus/metadata.ts';
import { formatPeriod, type Inference, type Report } from '../../corpus/report.ts';
import type { Manifest } from '../../index/manifest.ts';
import { printable } from '../../printable.ts';
import { plainTable } from '../../terminal/plain-table.ts';
import type { Paint } from '../../terminal/terminal.ts';
import { AUDIENCE_NAMES, FIELD_NAMES } from '../names.ts';
import type { Rebuilt } from './rebuild.ts';

/** A build that read only some of its files lists only those where there are more reports than this. */
const LISTED_REPORTS = 40;

/** The lines below a build. */
export function renderBuild(built: Rebuilt, manifest: Manifest, paint: Paint): string {
  const { reports, sizes, isChanged } = built;
  const read = new Set(built.filesRead);
  const reportsRead = reports.filter(({ file }) => read.has(sourceOf(file, read)));
  const listed = reports.length <= LISTED_REPORTS ? reports : reportsRead;
  const table = plainTable(
    ['报告', '单位', '年度', '可见范围', '段落', '数据'],
    listed.map((report) => {
      const { passages, figures } = sizes.get(report.id) ?? { passages: 0, figures: 0 };
      return [
        report.id,
        known(report, 'association', report.association),
        known(report, 'period', formatPeriod(report.period)),
        AUDIENCE_NAMES[report.audience],
        passages,
        figures,
      ];
    }),
    new Set([4, 5]),
  );
  const { public: open, staff: all } = manifest.audiences;
  const hidden = all.reports - open.reports;
  const parts = hidden > 0 ? `（公开 ${open.reports} 份，内部 ${hidden} 份）` : '';
  return [
    ...(listed.length > 0
      ? [table, ...renderInferences(reports, reportsRead, paint), ...renderDoubts(reports), '']
      : []),
    `共 ${all.reports} 份报告${parts}，${all.passages} 个段落，${all.figures} 个数据`,
    `${renderWork(built, reportsRead.length, reports.length)}，用时 ${(built.elapsedMs / 1000).toFixed(1)} 秒`,
    isChanged ? `索引 ${manifest.generation} 已启用` : `没有变化：索引 ${manifest.generation} 继续使用`,
  ].join('\n');
}

/** What is not sure has a question mark, and stands below with what settles it. */
function known({ inferred }: Report, field: Inference['field'], value: string): string {
  return inferred.some((one) => one.field === field && one.doubt) ? `${value || '没写'}？` : value;
}

/** The file a report comes from: itself, or the archive it is in. */
function sourceOf(file: string, files: ReadonlySet<string>): string {
  for (let at = file.length; at > 0; at = file.lastIndexOf('/', at - 1)) {
    if (files.has(file.slice(0, at))) return file.slice(0, at);
  }
  return file;
}

/** What had to be done anew. */
function renderWork({ filesRead, analysedAnew }: Rebuilt, reportsRead: number, reports: number): string {
  const words = analysedAnew > reportsRead ? `，词表有变动，重新切词 ${analysedAnew} 份` : '';
  if (filesRead.length === 0) return `没有文件要重读${words}`;
  return `读了 ${filesRead.length} 个文件${reportsRead < reports ? '，其余没有变动' : ''}${words}`;
}

/** Of the reports that were read now; of the others it was said when they were. */
function renderInferences(reports: readonly Report[], read: readonly Report[], paint: Paint): string[] {
  const isGuessed = ({ inferred }: Report) => inferred.length > 0;
  const guessed = read.filter(isGuessed);
  const known = reports.filter(isGuessed).length - guessed.length;
  return [
    ...(guessed.length > 0
      ? ['', '文件里没写、由程序推断的（不对时写进文件开头的 front matter，或旁边的 .yaml 文件）：']
      : []),
    ...guessed.flatMap(({ id, inferred }) => [
      `  ${paint(id, 'bold')}`,
      ...inferred.map(
        ({ field, value, reason }) =>
          `    ${FIELD_NAMES[field]}：${nameOf(field, value) || '（没写）'}  ${paint(`← ${reason}`, 'dim')}`,
      ),
    ]),
    ...(known > 0
      ? ['', paint(`没有变动的 ${known} 份推断的和上次一样；kewen index --full 会全部列出`, 'dim')]
      : []),
  ];
}

/** All reports that are not sure of themselves, each with the line that settles it: they answer under what is known. */
function renderDoubts(reports: readonly Report[]): string[] {
  const doubted = reports.flatMap((report) => {
    const lack = lackOf(report);
    return lack === undefined ? [] : [`  ${printable(report.file)}：${lack}`];
  });
  return doubted.length === 0 ? [] : ['', `说不准的 ${doubted.length} 份已经收进来了，请确认：`, ...doubted];
}

function nameOf(field: Inference['field'], value: string): string {
  return field === 'audience' && (value === 'public' || value === 'staff') ? AUDIENCE_NAMES[value] : value;
}
