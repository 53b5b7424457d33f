/**
 * What `kewen index` says at its end: each report in one look, totals, time.
 */
import stringWidth from 'string-width';
import { formatPeriod, type Inference, type Report } from '../../corpus/report.ts';
import type { Manifest } from '../../index/manifest.ts';
import { printable } from '../../printable.ts';
import { plainTable } from '../../terminal/plain-table.ts';
import { dim, indented, plain } from '../../terminal/spans.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import { type Line, paintLine } from '../../terminal/wrap.ts';
import { AUDIENCE_NAMES } from '../names.ts';
import { SETTLE_MEMBER, settlingOf } from '../settle-command.ts';
import { evidenceOf, isOpenByDefault, surenessOf } from '../sureness.ts';
import type { Rebuilt } from './rebuild.ts';

/** A build that read only some of its files lists only those where there are more reports than this. */
const LISTED_REPORTS = 40;

/** A name on a terminal is cut to no less than this. */
const MIN_NAME_COLUMNS = 16;

/**
 * The lines below a build: of each report on one row whose it is, of when, for whom and how sure that is, below it what it
 * was read from, and what settles it.
 *
 * @param pathOf the path of a file of the corpus as it can be typed here
 */
export function renderBuild(
  built: Rebuilt,
  manifest: Manifest,
  pathOf: (file: string) => string,
  { paint, widthColumns }: Pick<Terminal, 'paint' | 'widthColumns'>,
): string {
  const { reports, isChanged } = built;
  const read = new Set(built.filesRead);
  const reportsRead = reports.filter(({ file }) => read.has(sourceOf(file, read)));
  const listed = reports.length <= LISTED_REPORTS ? reports : reportsRead;
  const { public: open, staff: all } = manifest.audiences;
  const hidden = all.reports - open.reports;
  const parts = hidden > 0 ? `（公开 ${open.reports} 份，内部 ${hidden} 份）` : '';
  const width = widthColumns();
  const [head = '', ...rows] = renderRows(built, listed, width);
  const isNew = new Set(reportsRead);
  const lines = listed.flatMap((report, index) => [
    rows[index] ?? '',
    ...below(report, isNew.has(report), pathOf, width).map((line) => paintLine(line, paint)),
  ]);
  const notes = renderNotes(reports, isNew, new Set(listed)).map((note) => paint(note, 'dim'));
  return [
    ...(listed.length > 0 ? [head, ...lines, ''] : []),
    ...notes,
    `共 ${all.reports} 份报告${parts}，${all.passages} 个段落，${all.figures} 个数据`,
    `${renderWork(built, reportsRead.length, reports.length)}，用时 ${(built.elapsedMs / 1000).toFixed(1)} 秒`,
    isChanged ? `索引 ${manifest.generation} 已启用` : `没有变化：索引 ${manifest.generation} 继续使用`,
  ].join('\n');
}

/** The head and a row for each report, cut to the width of the terminal. */
function renderRows({ sizes }: Rebuilt, listed: readonly Report[], width: number): string[] {
  const rows = listed.map((report) => {
    const { passages, figures } = sizes.get(report.id) ?? { passages: 0, figures: 0 };
    return [
      known(report, 'association', report.association),
      known(report, 'period', formatPeriod(report.period)),
      AUDIENCE_NAMES[report.audience],
      surenessOf(report),
      String(passages),
      String(figures),
    ].map(printable);
  });
  const head = ['单位', '年度', '可见范围', '把握', '段落', '数据'];
  const others = head.map((_, column) =>
    Math.max(...[head, ...rows].map((row) => stringWidth(row[column] ?? ''))),
  );
  const room = Math.max(MIN_NAME_COLUMNS, width - others.reduce((sum, columns) => sum + columns + 2, 0));
  const table = plainTable(
    ['报告', ...head],
    rows.map((row, index) => [cut(printable(listed[index]?.id ?? ''), room), ...row]),
    new Set([5, 6]),
  );
  return table.split('\n');
}

/** A name that fits into so many columns. */
function cut(name: string, columns: number): string {
  if (stringWidth(name) <= columns) return name;
  const letters = [...name];
  while (stringWidth(letters.join('')) > columns - 2) letters.pop();
  return `${letters.join('')}…`;
}

/** What a report was read from, where it was read now, and what settles it. */
function below(
  report: Report,
  isNew: boolean,
  pathOf: (file: string) => string,
  width: number,
): readonly Line[] {
  const evidence = isNew ? evidenceOf(report) : '';
  const settling = settlingOf(report, pathOf);
  const mark = report.isRecognised ? '文字由图片识别，可能有错字：请对照原件看一看' : '';
  return [
    ...(mark ? indented(plain('    '), [plain(mark)], 4, width) : []),
    ...(evidence ? indented(plain('    '), [dim(evidence)], 4, width) : []),
    ...(settling ? indented(plain('    '), [plain(`？${settling.what}，写明：`)], 4, width) : []),
    // On one line however long, so that it can be copied whole.
    ...(settling ? [[plain(`    ${settling.command ?? SETTLE_MEMBER}`)]] : []),
  ];
}

/** What holds for several: who may see them, what is not sure, what is not listed. */
function renderNotes(
  reports: readonly Report[],
  isNew: ReadonlySet<Report>,
  isListed: ReadonlySet<Report>,
): string[] {
  const count = (holds: (report: Report) => boolean) => reports.filter(holds).length;
  const same = count((report) => !isNew.has(report) && evidenceOf(report) !== '');
  const open = count(isOpenByDefault);
  const unsure = count((report) => surenessOf(report) === '说不准');
  const apart = count((report) => surenessOf(report) === '说不准' && !isListed.has(report));
  const elsewhere = apart > 0 ? `；没列出的 ${apart} 份用 kewen doctor 看` : '';
  return [
    ...(same > 0 ? [`没有变动的 ${same} 份推断的和上次一样；kewen index --full 会全部列出`] : []),
    ...(open > 0
      ? [`没写可见范围的 ${open} 份按公开处理；只给工作人员看的，用 kewen add --audience staff 文件 写明`]
      : []),
    ...(unsure > 0
      ? [`说不准的 ${unsure} 份（有 ？）也收进来了；它下面的命令照抄一行，改好再运行，就写明了${elsewhere}`]
      : []),
  ];
}

/** What is not sure has a question mark. */
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
