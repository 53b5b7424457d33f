/**
 * The commands as they are typed: names, flags and help in Chinese. Each is loaded when it is used.
 */
import { Command, Option } from 'commander';
import stringWidth from 'string-width';
import type { AskFlags } from '../ask.ts';
import type { BenchFlags } from '../bench/bench.ts';
import type { Run } from '../context.ts';
import type { EvalFlags } from '../eval/eval.ts';
import type { IndexFlags } from '../index/index.ts';
import type { InspectFlags } from '../inspect/inspect.ts';
import type { StartFlags } from '../start.ts';
import { addAdd } from './adding.ts';
import { addKeeping } from './keeping.ts';
import { addUpkeep } from './upkeep.ts';

const EXIT_CODES = `退出码：
  0   做完了
  1   做完了，但有问题（有文件没收进索引、批量里有坏行）
  2   命令写得不对（没有这个选项、没有这个文件、问题是空的或超过 500 字）
  3   没有可用的索引、报告文件夹或设置
  70  程序出错（请告诉维护者）`;

const TITLES: Readonly<Record<string, string>> = {
  'Usage:': '用法：',
  'Options:': '选项：',
  'Commands:': '命令：',
  'Arguments:': '参数：',
};

/**
 * The program; parsing throws a CommanderError for what it cannot make sense of and for --help and --version.
 *
 * @param version of the package
 */
export function makeProgram(version: string, run: Run): Command {
  const program = speakChinese(new Command('kewen'))
    .description('科问：从科协的报告里找答案，每个回答都附原文')
    .usage('<命令> [选项]')
    // `kewen help x` says in one line that there is no such command.
    .configureOutput({ writeErr: () => {} })
    .version(version, '-V, --version', '显示版本')
    .helpCommand('help [命令]', '显示某个命令的帮助')
    .addHelpText(
      'after',
      epilogue(['kewen index', 'kewen ask "平湖市科协2020年开展了多少项科普活动？"', 'kewen start']),
    );
  addIndex(program, run);
  addInspect(program, run);
  addAdd(speakChinese, program, epilogue, run);
  addAsk(program, run);
  addStart(program, run);
  addEval(program, run);
  addUpkeep(speakChinese, program, epilogue, run);
  addKeeping(speakChinese, program, epilogue, run);
  for (const command of program.commands) {
    command
      .option('--corpus <文件夹>', '报告文件夹（缺省 KEWEN_CORPUS，或家里的 reports）')
      .option('--index <文件夹>', '索引文件夹（缺省 KEWEN_INDEX，或家里的 index）');
  }
  addBench(program, run);
  return program;
}

function addIndex(program: Command, run: Run): void {
  speakChinese(program.command('index'))
    .description('把报告文件夹建成索引')
    .usage('[选项]')
    .option('--check', '什么也不改，只说重建会带来什么变化')
    .option('--watch', '一直看着，报告或词表有变动就重建')
    .option('--rollback', '退回上一代索引')
    .option('--full', '全部重读，不用上次留下的')
    .option('--strict', '说不准是哪家、哪年的报告不收进来')
    .option('--golden <文件>', '词表有变动时，看这些题的回答变没变（缺省自己的 golden.jsonl）')
    .option('--json', '打印 JSON 摘要')
    .addHelpText(
      'after',
      epilogue(
        ['kewen index', 'kewen index --check', 'kewen index --corpus 我的报告 --index 我的索引'],
        `只重读有变动的文件，结果和全部重读一样。
--check 没有变化时退出码是 0，有变化时是 1。
--rollback 之后，kewen start 不会自动重建；再运行 kewen index 才启用新的一代。`,
      ),
    )
    .action((flags: IndexFlags) =>
      run(async (context) => (await import('../index/index.ts')).runIndex(flags, context)),
    );
}

function addInspect(program: Command, run: Run): void {
  speakChinese(program.command('inspect'))
    .description('看一个文件读成了什么：单位、年度、可见范围、大纲、数据')
    .usage('[选项] <文件>')
    .argument('<文件>', '报告文件，或几份报告的 .zip')
    .option('--entry <文件>', '只看压缩包里的这一份')
    .option('--all', '段落和数据全部列出来')
    .option('--adding', '不提醒叫什么、谁能看：接下来用 kewen add 放，那时再定')
    .option('--json', '打印 JSON')
    .addHelpText(
      'after',
      epilogue(
        ['kewen inspect 平湖2020总结.docx', 'kewen inspect 各市总结.zip --entry 太仓.pdf'],
        '放进报告文件夹之前先看一看；什么也不改。文件用不了时退出码是 1。',
      ),
    )
    .action((file: string, flags: InspectFlags) =>
      run(async (context) => (await import('../inspect/inspect.ts')).runInspect(file, flags, context)),
    );
}

function addAsk(program: Command, run: Run): void {
  speakChinese(program.command('ask'))
    .description('问一个问题，或批量问一个文件里的问题')
    .usage('[选项] [问题]')
    .argument('[问题...]', '要问的问题')
    .option('--json', '打印 JSON，而不是给人看的文字')
    .option('--batch <文件>', '回答文件里的问题，一行一个；- 是标准输入')
    .option('--audience <谁>', '替谁问：public（公众，缺省）或 staff')
    .option('--previous <上一问>', '同一段对话里的上一个问题；有几个时一行一个，先问的在前')
    .addHelpText(
      'after',
      epilogue(
        [
          'kewen ask "平湖市科协2020年开展了多少项科普活动？"',
          'kewen ask --previous "平湖2020年开展了多少项科普活动？" "那太仓呢？"',
          'kewen ask --batch 问题.jsonl > 回答.jsonl',
        ],
        `批量文件一行一个 JSON，后两项可以不写：
  {"id":"1","question":"那太仓呢？","previous":"平湖几场？","audience":"public"}`,
      ),
    )
    .action((words: string[], flags: AskFlags) =>
      run(async (context) => (await import('../ask.ts')).runAsk(words, flags, context)),
    );
}

function addStart(program: Command, run: Run): void {
  speakChinese(program.command('start'))
    .description('开始答问：网页，接好的 Slack、Telegram；没接时也在终端里')
    .usage('[选项]')
    .option('--web', '只开网页和接口，不接 Slack、Telegram，也不用终端')
    .option('--audience <谁>', '终端里替谁问：public（公众，缺省）或 staff；网页总是 public')
    .addHelpText(
      'after',
      epilogue(
        ['kewen start', 'kewen start --web', 'kewen start < 问题.txt'],
        '没有索引，或报告、词表有变动时，先建索引。\n标准输入不是终端时，一行一个问题；什么也没有时，演示三个问题。',
      ),
    )
    .action((flags: StartFlags) =>
      run(async (context) => (await import('../start.ts')).runStart(flags, context)),
    );
}

function addEval(program: Command, run: Run): void {
  speakChinese(program.command('eval'))
    .description('用有标准答案的题目评测')
    .usage('[选项]')
    .option('--questions <文件>', '题目，一行一个 JSON（缺省用自带的）')
    .option('--half <哪一半>', '只测编号末位是单数的 tune，或双数的 held')
    .option('--where <字段=值>', '只测这个字段是这个值的题，如 type=count')
    .option('--show <哪些>', '逐题列出：wrong（没做对的）或 all（全部）')
    .option('--compare <索引名>', '同样的题再问留着的旧索引，列出变好和变差的')
    .option('--curve [文件]', '风险曲线：答得越多，错得越多；写了文件就画成 SVG')
    .option('--json', '打印 JSON')
    .addHelpText(
      'after',
      epilogue(
        ['kewen eval --show wrong', 'kewen eval --questions 题目.jsonl --corpus 报告文件夹 --half tune'],
        `只写 --corpus 时临时建一个索引，用完就删；写了 --index 就用那个索引。
--compare 比在用的索引和它文件夹里留着的另一代，题目缺省用自己的
golden.jsonl；有题变差时退出码是 1。
碰对：说对了，但引的不是那一句，算错。`,
      ),
    )
    .action((flags: EvalFlags) =>
      run(async (context) => (await import('../eval/eval.ts')).runEval(flags, context)),
    );
}

/** It builds an index of its own from the files it is given, so it takes no index folder. */
function addBench(program: Command, run: Run): void {
  speakChinese(program.command('bench'))
    .description('用阅读理解题集评测，并和同类搜索比较')
    .usage('--questions <文件...> [选项]')
    .addOption(several('--questions <文件...>', '题集（SQuAD 格式），它们的段落也在段落库里'))
    .addOption(several('--pool <文件...>', '只把段落放进段落库的题集'))
    .option('--limit <题数>', '只抽这么多题')
    .option('--seed <数>', '抽题用的数，同一个数抽同样的题（缺省 1）')
    .option('--no-peers', '不测同类搜索')
    .option('--details <文件>', '逐题写进文件，一行一个 JSON')
    .option('--json', '打印 JSON')
    .option('--corpus <文件夹>', '词表取自这个报告文件夹（缺省 KEWEN_CORPUS，或家里的 reports）')
    .addHelpText(
      'after',
      epilogue(
        ['kewen bench --questions cmrc2018_dev.json --pool cmrc2018_trial.json'],
        '题集要自己下载：CMRC 2018、DRCD 等。索引临时建一个，用完就删。',
      ),
    )
    .action((flags: BenchFlags) =>
      run(async (context) => (await import('../bench/bench.ts')).runBench(flags, context)),
    );
}

/** An option that takes all words after it. Commander sees by itself only that one with a Latin name does. */
function several(flags: string, description: string): Option {
  const option = new Option(flags, description);
  option.variadic = true;
  return option;
}

/** A command with Chinese help that throws instead of exiting and leaves printing of errors to the caller. */
function speakChinese(command: Command): Command {
  return command
    .helpOption('-h, --help', '显示帮助')
    .configureHelp({
      styleTitle: (title) => TITLES[title] ?? title,
      displayWidth: (text) => stringWidth(text),
      subcommandTerm: (sub) => sub.name(),
    })
    .configureOutput({ outputError: () => {} })
    .exitOverride();
}

/** What stands below the options: how it is used, what else there is to know, the exit codes. */
function epilogue(examples: readonly string[], note = ''): string {
  const lines = examples.map((line) => `  ${line}`).join('\n');
  return `\n例子：\n${lines}\n${note && `\n${note}\n`}\n${EXIT_CODES}`;
}
