/**
 * What a maintainer should look at before a file is added: nothing here keeps it out.
 */
import type { Report } from '../../corpus/report.ts';
import type { InspectedPassage } from './inspected.ts';

/** A passage this long is one sentence that nothing cut: a table or a list that was read as running text. */
const LONG_CHARS = 300;

/** What is settled when a file is put in, and needs no warning before: what it is called, who may see it. */
export type Settled = ReadonlySet<'name' | 'audience'>;

/**
 * One line each.
 *
 * @param others  ids of the other files of the corpus, with their file
 * @param settled what is not warned of
 */
export function warningsOf(
  report: Report,
  passages: readonly InspectedPassage[],
  others: ReadonlyMap<string, string>,
  thisYear: number,
  settled: Settled,
): string[] {
  const warnings: string[] = [];
  const warn = (isSo: boolean, line: string) => {
    if (isSo) warnings.push(line);
  };
  const { id, period, audience, inferred, blocks } = report;
  const isGuessed = !settled.has('audience') && inferred.some(({ field }) => field === 'audience');
  const twin = settled.has('name') ? undefined : others.get(id);
  warn(report.isRecognised === true, '文字是从图片识别的，可能有错字：请对照原件看一看数字和名字');
  const isNewVersion = twin === report.file;
  warn(isNewVersion, `报告文件夹里已有 ${twin}：放进去就换掉原来的`);
  warn(twin !== undefined && !isNewVersion, `编号 ${id} 和 ${twin} 的一样：只会收进其中一份，请改文件名`);
  warn(
    isGuessed && audience === 'public',
    '没有写 audience，按公开处理：放进去，公众就能问到；只给工作人员看的，加 --audience staff',
  );
  warn(
    isGuessed && audience === 'staff',
    '没有写 audience，看着像内部材料，按内部处理：要公开，加 --audience public',
  );
  warn(period.to > thisYear, `年度 ${period.to} 还没有到`);
  warn(
    period.to - period.from >= 5,
    `年度跨了 ${period.to - period.from + 1} 年：问其中一年的数，答不了合计数`,
  );
  warn(
    blocks.every(({ kind }) => kind !== 'heading'),
    '没有认出小标题：回答里写不出它在哪一节',
  );
  warn(
    passages.every(({ figures }) => figures.length === 0),
    '没有认出一个数据：问“多少”的问题答不了',
  );
  const long = passages.filter(({ text }) => text.length > LONG_CHARS).length;
  warn(long > 0, `${long} 个段落超过 ${LONG_CHARS} 字没有断开：可能是表格或名单，请看看原文的标点`);
  return warnings;
}
