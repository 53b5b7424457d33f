/**
 * The commands by which a maintainer keeps house, as they are typed; the page to keep house uses the same.
 */
import type { Command } from 'commander';
import type { AnswerFlags } from '../answer/answer.ts';
import type { ChangesFlags } from '../changes/changes.ts';
import type { Run } from '../context.ts';
import type { DismissFlags } from '../dismiss/dismiss.ts';
import type { GoldenFlags } from '../golden/golden.ts';
import type { PassageFlags } from '../passage/passage.ts';
import type { ReportsFlags } from '../reports/reports.ts';
import type { WordsFlags } from '../words/words.ts';

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

  command('answer')
    .description('写一条标准回答，并看最近问过的哪些问题会得到它')
    .usage('--question <问法> --answer <回答> --source <出处> [选项]')
    .option('--question <问法>', '怎么问会得到它；有几种就写几次', collect)
    .option('--answer <回答>', '回答，不超过 400 字')
    .option('--report <编号>', '来源是这份报告')
    .option('--quote <原文>', '报告里的原文，回答里的数字都要在里面')
    .option('--source <出处>', '来源不在报告里时，它的标题')
    .option('--url <网址>', '出处的网址')
    .option('--published <日期>', '出处的日期')
    .option('--audience <谁>', '谁会得到它：public（公众，缺省）或 staff')
    .option('--association <单位>', '讲的是哪个单位')
    .option('--period <年份>', '讲的是哪一年')
    .option('--expires <日期>', '有效的最后一天')
    .option('--id <编号>', '编号（缺省取自问法）')
    .option('--dry-run', '只检查，不写')
    .option('--json', '打印 JSON')
    .addHelpText(
      'after',
      epilogue(
        ['kewen answer --question 科普日是哪天？ --answer 每年九月第三个双休日。 --source 科普法 --dry-run'],
        '写进 answers.yaml；写好后运行 kewen index 启用。',
      ),
    )
    .action((flags: AnswerFlags) =>
      run(async (context) => (await import('../answer/answer.ts')).runAnswer(flags, context)),
    );

  command('golden')
    .description('把一个问题和它正确的回答写成考题')
    .usage('[选项] <问题>')
    .argument('<问题>', '问题')
    .option('--gold <说法>', '回答里一定要说到的；几种写法用 | 隔开，几样就写几次', collect)
    .option('--evidence <原句>', '报告里的原句；有几句就写几次', collect)
    .option('--previous <上一问>', '接着哪个问题问的')
    .option('--audience <谁>', '替谁问：public（公众，缺省）或 staff')
    .option('--unanswerable', '报告里没有，不该回答')
    .option('--json', '打印 JSON')
    .addHelpText(
      'after',
      epilogue(
        ['kewen golden --gold 106项 --evidence "共开展科普活动106项" "平湖2020年开展了多少项科普活动？"'],
        '写进 golden.jsonl：词表有变动时 kewen index 会问一遍，kewen eval --questions 也用得上。',
      ),
    )
    .action((question: string, flags: GoldenFlags) =>
      run(async (context) => (await import('../golden/golden.ts')).runGolden(question, flags, context)),
    );

  command('dismiss')
    .description('没答上的问题里不归科问管的，不再列出来')
    .usage('[选项] <问题...>')
    .argument('<问题...>', 'kewen stats 里列出的问题')
    .option('--undo', '又要列出来')
    .addHelpText('after', epilogue(['kewen dismiss 今天天气怎么样', 'kewen dismiss --undo 今天天气怎么样']))
    .action((texts: string[], flags: DismissFlags) =>
      run(async (context) => (await import('../dismiss/dismiss.ts')).runDismiss(texts, flags, context)),
    );

  command('words')
    .description('看、加、删词表里的词')
    .usage('[选项] [词表]')
    .argument('[词表]', 'dictionary、synonyms、abbreviations、glossary 或 places（缺省列出各有多少）')
    .option('--add <一条>', '加一条，写法和文件里一样')
    .option('--remove <一条>', '删一条')
    .option('--json', '打印 JSON')
    .addHelpText(
      'after',
      epilogue(
        ['kewen words', 'kewen words synonyms', 'kewen words synonyms --add "讲座 报告会"'],
        '自己的词写在 lexicon/ 里，加在自带的词表上；写得不对的不会写进去。',
      ),
    )
    .action((name: string | undefined, flags: WordsFlags) =>
      run(async (context) => (await import('../words/words.ts')).runWords(name, flags, context)),
    );

  command('passage')
    .description('看一段原文，前后各一段')
    .usage('[选项] <段落>')
    .argument('<段落>', '段落编号，如 kewen ask --json 的出处里写的 pinghu-2020#a41c9e02')
    .option('--mark <起止>', '标出这一句，如 2310-2365；那一段没有了时，看现在这个位置的')
    .option('--audience <谁>', '替谁看：public（公众，缺省）或 staff')
    .option('--json', '打印 JSON')
    .addHelpText('after', epilogue(['kewen passage --mark 2310-2365 "pinghu-2020#a41c9e02"']))
    .action((id: string, flags: PassageFlags) =>
      run(async (context) => (await import('../passage/passage.ts')).runPassage(id, flags, context)),
    );

  command('changes')
    .description('看谁改过什么')
    .usage('[选项]')
    .option('--since <何时起>', '日期或多久以来：2026-11-01、7d、30天（缺省 90天）')
    .option('--json', '打印 JSON')
    .addHelpText(
      'after',
      epilogue(
        ['kewen changes', 'kewen changes --since 7d'],
        '只增不减，和问答记录在一个文件里；有了记录文件才记。',
      ),
    )
    .action((flags: ChangesFlags) =>
      run(async (context) => (await import('../changes/changes.ts')).runChanges(flags, context)),
    );
}

/** Values of a flag that is typed several times. */
const collect = (value: string, before: readonly string[] = []): string[] => [...before, value];
