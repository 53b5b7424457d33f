/**
 * Statistics as one table for a spreadsheet: a row a number, with what it counts in the first column, so that it can
 * be filtered and pivoted. Begins with the mark by which Excel sees UTF-8; no cell is run as a formula.
 */
import { stringify } from 'csv-stringify/sync';
import type { AnswerKind } from '../../answer/contract.ts';
import { formatPeriod } from '../../corpus/report.ts';
import type { Trouble } from '../../records/questions.ts';
import { AUDIENCE_NAMES } from '../names.ts';
import type { Grouped, Stats } from './figures.ts';
import { CHANNEL_NAMES, KIND_NAMES, TROUBLE_NAMES } from './names.ts';

const COLUMNS = ['类别', '日期', '渠道', '范围', '内容', '数量'] as const;
type Row = readonly [string, string, string, string, string, number];

/** The table, with its head. */
export function statsToCsv(stats: Stats): string {
  return stringify([[...COLUMNS], ...rowsOf(stats).map((row) => [...row])], {
    bom: true,
    escape_formulas: true,
    record_delimiter: 'windows',
  });
}

function rowsOf(stats: Stats): Row[] {
  return [
    ...stats.days.flatMap(({ day, channel, audience, byKind }) =>
      Object.entries(byKind)
        .filter(([, count]) => count > 0)
        .map(
          ([kind, count]): Row => [
            '每天提问',
            day,
            CHANNEL_NAMES[channel] ?? channel,
            AUDIENCE_NAMES[audience],
            KIND_NAMES[kind as AnswerKind],
            count,
          ],
        ),
    ),
    ...stats.shares.flatMap(({ channel, audience, people, useful, notUseful, tookMs }) => {
      const place = [CHANNEL_NAMES[channel] ?? channel, AUDIENCE_NAMES[audience]] as const;
      return [
        ['人数', '', ...place, '', people],
        ['评价', '', ...place, '有用', useful],
        ['评价', '', ...place, '没用', notUseful],
        ...Object.entries(tookMs ?? {}).map(
          ([name, ms]) => ['用时（毫秒）', '', ...place, name, ms] as const,
        ),
      ] as Row[];
    }),
    ...(Object.entries(stats.troubles) as [Trouble, Grouped][]).flatMap(([trouble, { groups }]) =>
      groups.map(
        ({ text, count, audiences }): Row => [
          TROUBLE_NAMES[trouble],
          '',
          '',
          audiences.map((audience) => AUDIENCE_NAMES[audience]).join('、'),
          text,
          count,
        ],
      ),
    ),
    ...(stats.neverCited ?? []).map(
      ({ title, association, period, audience }): Row => [
        '没被引用的报告',
        '',
        '',
        AUDIENCE_NAMES[audience],
        `${association} ${formatPeriod(period)} ${title}`,
        0,
      ],
    ),
  ];
}
