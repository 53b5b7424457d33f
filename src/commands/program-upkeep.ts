/**
 * The maintainer's commands as they are typed: what was asked, what was voted, whom to forget, copies, a check-up.
 */
import type { Command } from 'commander';
import type { Run } from './program.ts';
import type { StatsFlags } from './stats.ts';

/** Adds the commands. */
export function addUpkeep(
  command: (name: string) => Command,
  epilogue: (examples: readonly string[], note?: string) => string,
  run: Run,
): void {
  command('stats')
    .description('看大家问了什么、哪些没答上（只给维护者看，不含个人信息）')
    .usage('[选项]')
    .option('--since <何时起>', '日期或多久以来：2026-11-01、7d、30天（缺省 30天）')
    .option('--json', '打印 JSON')
    .option('--csv', '打印 CSV，可以用 Excel 打开')
    .addHelpText(
      'after',
      epilogue(
        ['kewen stats', 'kewen stats --since 7d', 'kewen stats --since 2026-01-01 --csv > 统计.csv'],
        '记录只保留 KEWEN_RETENTION_DAYS 天（缺省 90）；用时是从问题到回答，不含网络。',
      ),
    )
    .action((flags: StatsFlags) =>
      run(async (context) => (await import('./stats.ts')).runStats(flags, context)),
    );
}
