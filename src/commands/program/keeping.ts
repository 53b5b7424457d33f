/**
 * The commands by which a maintainer keeps house, as they are typed; the page to keep house uses the same.
 */
import type { Command } from 'commander';
import type { Run } from '../context.ts';
import type { ReportsFlags } from '../reports/reports.ts';

/** Adds the commands. */
export function addKeeping(
  speakChinese: (command: Command) => Command,
  program: Command,
  epilogue: (examples: readonly string[], note?: string) => string,
  run: Run,
): void {
  const command = (name: string) => speakChinese(program.command(name));
  command('reports')
    .description('列出报告文件夹里的报告：哪家、哪年、谁能看、有多大把握')
    .usage('[选项]')
    .option('--unsure', '只列说不准的')
    .option('--json', '打印 JSON')
    .addHelpText(
      'after',
      epilogue(['kewen reports', 'kewen reports --unsure'], '什么也不改。有文件用不了时退出码是 1。'),
    )
    .action((flags: ReportsFlags) =>
      run(async (context) => (await import('../reports/reports.ts')).runReports(flags, context)),
    );
}
