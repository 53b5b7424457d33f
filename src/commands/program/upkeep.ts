/**
 * The maintainer's commands as they are typed: what was asked, what was voted, whom to forget, copies, a check-up.
 */
import type { Command } from 'commander';
import type { Places, Run } from '../context.ts';
import type { DoctorFlags } from '../doctor/doctor.ts';
import type { AdoptFlags } from '../home/adopt.ts';
import type { ExportFlags } from '../records/feedback.ts';
import type { ForgetFlags } from '../records/forget.ts';
import type { RestoreFlags } from '../records/restore.ts';
import type { StatsFlags } from '../stats/stats.ts';

/** Adds the commands. */
export function addUpkeep(
  speakChinese: (command: Command) => Command,
  program: Command,
  epilogue: (examples: readonly string[], note?: string) => string,
  run: Run,
): void {
  const command = (name: string) => speakChinese(program.command(name));
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
      run(async (context) => (await import('../stats/stats.ts')).runStats(flags, context)),
    );

  const feedback = command('feedback')
    .description('用大家的评价改进科问')
    .usage('export [选项]')
    // Alone, it says in one line what is missing.
    .configureOutput({ writeErr: () => {} });
  speakChinese(feedback.command('export'))
    .description('把评价过的问答变成待核对的题目，给 kewen eval 用')
    .usage('[选项]')
    .option('--out <文件>', '写进一个新文件（缺省打印出来）')
    .option('--since <何时起>', '日期或多久以来：2026-11-01、7d、30天（缺省全部）')
    .option('--skip <文件>', '略过这个题目文件里已有的')
    .addHelpText(
      'after',
      epilogue(
        [
          'kewen feedback export --out 待核对.jsonl',
          'kewen feedback export --skip 题目.jsonl --out 新的.jsonl',
        ],
        `一行一题。👍 的已按回答填好，👎 的要补上正确的说法；核对一题，就删掉
它的 review。
没核对的题，kewen eval 不问也不算。`,
      ),
    )
    .action((flags: ExportFlags) =>
      run(async (context) => (await import('../records/feedback.ts')).runFeedbackExport(flags, context)),
    );

  command('doctor')
    .description('检查机器、报告、索引、记录、令牌和磁盘，有问题说怎么修')
    .usage('[选项]')
    .option('--json', '打印 JSON')
    .addHelpText(
      'after',
      epilogue(
        ['kewen doctor'],
        '✓ 正常，！能用但可以改进，✗ 要修好。有 ✗ 时退出码是 1。\n令牌只用来问“我是谁”，不会打印出来。',
      ),
    )
    .action((flags: DoctorFlags) =>
      run(async (context) => (await import('../doctor/doctor.ts')).runDoctor(flags, context)),
    );

  command('forget')
    .description('删掉一个人的全部记录')
    .usage('[选项] <用户编号>')
    .argument('<用户编号>', 'Slack 的成员 ID（U0123ABCD）、Telegram 的数字编号，或网页访问者的 IP 地址')
    .option('--channel <渠道>', 'slack、telegram 或 web（缺省看编号的样子）')
    .option('--dry-run', '只数一数会删多少，不删')
    .addHelpText(
      'after',
      epilogue(
        [
          'kewen forget U0123ABCD --dry-run',
          'kewen forget 123456789',
          'kewen forget 203.0.113.9',
          'kewen forget --channel telegram -- -1001234567890',
        ],
        '删的是此人的问答、评价和会话，文件里的残留一起清掉。科问运行着也可以做。',
      ),
    )
    .action((id: string, flags: ForgetFlags) =>
      run(async (context) => (await import('../records/forget.ts')).runForget(id, flags, context)),
    );

  command('adopt')
    .description('把旧版本里改过的报告、词、回答和设置搬到升级不会动的文件夹')
    .usage('[选项] [旧文件夹]')
    .argument('[旧文件夹]', '旧版本科问的文件夹，里面有 corpus（缺省是现在这一个）')
    .option('--dry-run', '只说会搬什么，不搬')
    .addHelpText(
      'after',
      epilogue(
        ['kewen adopt --dry-run', 'kewen adopt', 'kewen adopt ../旧的科问'],
        `自带而没改过的不搬；改过的词表只搬加了、删了的几行。旧的都留着。
搬到 KEWEN_HOME，缺省是科问文件夹里的 data。有一份没搬成，退出码是 1。`,
      ),
    )
    .action((old: string | undefined, flags: AdoptFlags) =>
      run(async (context) => (await import('../home/adopt.ts')).runAdopt(old, flags, context)),
    );

  command('backup')
    .description('把记录、密钥、报告和设置备份到一个新文件夹')
    .usage('[选项] <文件夹>')
    .argument('<文件夹>', '还没有的文件夹')
    .addHelpText(
      'after',
      epilogue(
        ['kewen backup ../科问备份/2026-11-22'],
        '科问运行着也可以做。索引不在备份里：它可以从报告重建。',
      ),
    )
    .action((folder: string, flags: Places) =>
      run(async (context) => (await import('../records/backup.ts')).runBackup(folder, flags, context)),
    );

  command('restore')
    .description('从备份恢复，也可以恢复到另一台机器（先停下科问）')
    .usage('[选项] <文件夹>')
    .argument('<文件夹>', 'kewen backup 做的备份')
    .option('--replace', '换掉这里已有的；原来的改名留着，不会删')
    .addHelpText(
      'after',
      epilogue(
        ['kewen restore ../科问备份/2026-11-22', 'kewen restore ../科问备份/2026-11-22 --replace'],
        '已有的 .env 不会动。恢复之后要重新建索引。',
      ),
    )
    .action((folder: string, flags: RestoreFlags) =>
      run(async (context) => (await import('../records/restore.ts')).runRestore(folder, flags, context)),
    );
}
