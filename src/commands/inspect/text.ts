/**
 * What `kewen inspect` says to a person: bounded, so that a long report does not run off the screen.
 */
import { formatPeriod, type Inference, type Report } from '../../corpus/report.ts';
import { printable } from '../../printable.ts';
import { plainTable } from '../../terminal/plain-table.ts';
import { bold, dim, indented, plain } from '../../terminal/spans.ts';
import type { Paint, Terminal } from '../../terminal/terminal.ts';
import { type Line, paintLine, wrap } from '../../terminal/wrap.ts';
import { AUDIENCE_NAMES, FIELD_NAMES } from '../names.ts';
import { surenessOf } from '../sureness.ts';
import type { Inspected, InspectedCommands, InspectedPassage } from './inspected.ts';

/** What is shown of each part; the rest is counted. */
const SHOWN_HEADINGS = 40;
const SHOWN_PASSAGES = 12;
const SHOWN_CHARS = 120;
const SHOWN_FIGURES = 8;
const SHOWN_MEMBERS = 200;
const LABEL_COLUMNS = 12;

const HEDGES = { '': '', below: '（接近）', above: '（超过）', about: '（大约）' } as const;

/** The reports of an archive, one a line. */
export function renderMembers(
  file: string,
  reports: readonly Report[],
  setAside: number,
  paint: Paint,
): string {
  const table = plainTable(
    ['压缩包里的文件', '单位', '年度', '可见范围'],
    reports
      .slice(0, SHOWN_MEMBERS)
      .map((report) => [
        printable(report.file.slice(file.length + 1)),
        printable(report.association),
        formatPeriod(report.period),
        AUDIENCE_NAMES[report.audience],
      ]),
    new Set(),
  );
  const more = reports.length - SHOWN_MEMBERS;
  return [
    paint(printable(file), 'bold'),
    '',
    ...(reports.length > 0 ? [table] : []),
    ...(more > 0 ? [`…… 还有 ${more} 份`] : []),
    '',
    `共 ${reports.length} 份报告${setAside > 0 ? `，${setAside} 个用不了（见下）` : ''}；用 --entry 文件 看其中一份`,
  ].join('\n');
}

/**
 * One report.
 *
 * @param commands null where what is to be done is said elsewhere
 * @param isAll whether nothing is left out
 */
export function renderInspected(
  { report, outline, passages, warnings }: Inspected,
  commands: InspectedCommands | null,
  isAll: boolean,
  { paint, widthColumns }: Pick<Terminal, 'paint' | 'widthColumns'>,
): string {
  const width = widthColumns();
  const figures = passages.reduce((sum, passage) => sum + passage.figures.length, 0);
  const lines: Line[] = [
    [bold(report.file)],
    ...facts(report, width),
    ...labelled('内容', `${report.text.length} 字，${passages.length} 个段落，${figures} 个数据`, '', width),
  ];
  if (commands?.unsure) {
    lines.push([], [bold('说不准')], ...indented(plain('  '), [plain(commands.unsure)], 2, width));
  }
  // On one line however long, so that it can be copied whole.
  if (commands?.command) {
    lines.push([], [bold(commands.isInside ? '写明' : '放进去')], [plain(`  ${commands.command}`)]);
  }
  if (warnings.length > 0) {
    lines.push([], [bold('请看一看')]);
    for (const warning of warnings) lines.push(...indented(plain('  · '), [plain(warning)], 4, width));
  }
  const headings = isAll ? outline : outline.slice(0, SHOWN_HEADINGS);
  lines.push([], [bold('大纲')]);
  for (const { level, text } of headings) {
    lines.push(...indented(plain(''), [plain(text)], 2 * Math.max(1, level), width));
  }
  if (outline.length === 0) lines.push([dim('  没有小标题')]);
  lines.push(...left(outline.length - headings.length, '个小标题'), [], [bold('段落和数据')]);
  const shown = isAll ? passages : passages.slice(0, SHOWN_PASSAGES);
  let section = '';
  for (const [index, passage] of shown.entries()) {
    const own = passage.section.join(' › ');
    if (own !== section) lines.push(...wrap([dim(own)], width));
    section = own;
    lines.push(...passageLines(passage, index + 1, isAll, width));
  }
  lines.push(...left(passages.length - shown.length, '个段落'));
  if (!isAll && (shown.length < passages.length || headings.length < outline.length)) {
    lines.push([dim('全部列出来：加上 --all，或者 --json')]);
  }
  return lines.map((line) => paintLine(line, paint)).join('\n');
}

/** Metadata, each with why: inferred with its reason, or written by a person. */
function facts(report: Report, width: number): Line[] {
  const value: Readonly<Record<Inference['field'], string>> = {
    title: report.title,
    association: report.association,
    place: report.place,
    period: formatPeriod(report.period),
    published: report.published,
    audience: `${AUDIENCE_NAMES[report.audience]}（${report.audience}）`,
  };
  const lines = labelled('编号', report.id, '来自文件名', width);
  for (const field of ['title', 'association', 'place', 'period', 'published', 'audience'] as const) {
    const guess = report.inferred.find((one) => one.field === field);
    if (value[field] === '' && !guess?.doubt) continue;
    const reason = guess ? `${guess.doubt ? '说不准' : '推断'}：${guess.reason}` : '写明的';
    const shown = `${value[field] || '没写'}${guess?.doubt ? '？' : ''}`;
    lines.push(...labelled(FIELD_NAMES[field], shown, reason, width, field === 'audience'));
  }
  if (report.publisher !== '') lines.push(...labelled('发布单位', report.publisher, '', width));
  if (report.source !== '') lines.push(...labelled('来源', report.source, '', width));
  if (report.aliases.length > 0) lines.push(...labelled('也叫', report.aliases.join('、'), '', width));
  return [...lines, ...labelled('把握', surenessOf(report), '', width)];
}

function labelled(name: string, value: string, reason: string, width: number, isStrong = false): Line[] {
  const label = `  ${name}${'　'.repeat(5 - name.length)}`;
  const spans = [isStrong ? bold(value) : plain(value), ...(reason ? [dim(`  ← ${reason}`)] : [])];
  return indented(plain(label), spans, LABEL_COLUMNS, width);
}

function passageLines(passage: InspectedPassage, number: number, isAll: boolean, width: number): Line[] {
  const label = `${String(number).padStart(4)}  `;
  const text = passage.text.replace(/\s+/gu, ' ');
  const isCut = !isAll && text.length > SHOWN_CHARS;
  const lines = indented(plain(label), [plain(isCut ? `${text.slice(0, SHOWN_CHARS)}……` : text)], 6, width);
  const figures = isAll ? passage.figures : passage.figures.slice(0, SHOWN_FIGURES);
  for (const figure of figures) {
    const period = figure.period ? `，${formatPeriod(figure.period)}年` : '';
    const part = figure.isPart ? '，其中' : '';
    const unit = figure.unit ? `，单位 ${figure.unit}` : '，没有单位';
    const rest = `${HEDGES[figure.hedge]}  ${figure.what || '（没看出数的是什么）'}${unit}${period}${part}`;
    lines.push(...indented(dim('      · '), [bold(figure.printed), dim(rest)], 8, width));
  }
  const more = passage.figures.length - figures.length;
  return more > 0 ? [...lines, [dim(`        …… 还有 ${more} 个数据`)]] : lines;
}

function left(count: number, what: string): Line[] {
  return count > 0 ? [[dim(`  …… 还有 ${count} ${what}`)]] : [];
}
