#!/usr/bin/env node
/**
 * `kewen`: the commands, and the one place where a process meets its terminal and gets its exit code. Every
 * command is loaded when it is used. Every failure is one line on standard error that begins with `kewen：`.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, CommanderError } from 'commander';
import stringWidth from 'string-width';
import { createTerminal } from './channels/terminal/terminal.ts';
import type { AskFlags } from './commands/ask.ts';
import type { Context, ExitCode } from './commands/context.ts';
import type { EvalFlags } from './commands/eval.ts';
import type { IndexFlags } from './commands/index.ts';
import type { StartFlags } from './commands/start.ts';
import { PACKAGE_ROOT, readConfig } from './config.ts';
import { KewenError } from './errors.ts';

const DONE = 0;
const USAGE = 2;
const UNUSABLE = 3;
const BUG = 70;
const INTERRUPTED = 130;

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

const terminal = createTerminal(process.stdin, process.stdout, process.stderr, process.env);

/** Settings are read when a command runs, so that --help works with broken ones. */
function makeContext(): Context {
  return { terminal, config: readConfig(process.env), now: () => new Date() };
}

function makeProgram(run: (work: (context: Context) => Promise<ExitCode>) => Promise<void>): Command {
  const program = command(new Command('kewen'))
    .description('科问：从科协的报告里找答案，每个回答都附原文')
    .usage('<命令> [选项]')
    .version(version(), '-V, --version', '显示版本')
    .helpCommand('help [命令]', '显示某个命令的帮助')
    .addHelpText(
      'after',
      `\n例子：\n  kewen index\n  kewen ask "平湖市科协2020年开展了多少项科普活动？"\n  kewen start\n\n${EXIT_CODES}`,
    );

  command(program.command('index'))
    .description('把报告文件夹建成索引')
    .usage('[选项]')
    .option('--json', '打印 JSON 摘要')
    .addHelpText('after', examples('kewen index', 'kewen index --corpus 我的报告 --index 我的索引'))
    .action((flags: IndexFlags) =>
      run(async (context) => (await import('./commands/index.ts')).runIndex(flags, context)),
    );

  command(program.command('ask'))
    .description('问一个问题，或批量问一个文件里的问题')
    .usage('[选项] [问题]')
    .argument('[问题...]', '要问的问题')
    .option('--json', '打印 JSON，而不是给人看的文字')
    .option(
      '--batch <文件>',
      '一行一个 JSON {"id","question","previous","audience"}，一行一个回答；- 是标准输入',
    )
    .option('--audience <谁>', '替谁问：public（公众，缺省）或 staff（工作人员）')
    .option('--previous <上一问>', '同一段对话里的上一个问题')
    .addHelpText(
      'after',
      examples(
        'kewen ask "平湖市科协2020年开展了多少项科普活动？"',
        'kewen ask --previous "平湖2020年开展了多少项科普活动？" "那太仓呢？"',
        'kewen ask --batch 问题.jsonl > 回答.jsonl',
      ),
    )
    .action((words: string[], flags: AskFlags) =>
      run(async (context) => (await import('./commands/ask.ts')).runAsk(words, flags, context)),
    );

  command(program.command('start'))
    .description('开始答问：设了令牌的接 Slack 或 Telegram，没设就在终端里；需要时先建索引')
    .usage('[选项]')
    .option('--audience <谁>', '终端里替谁答：public（公众，缺省）或 staff（工作人员）')
    .addHelpText('after', examples('kewen start', 'kewen start < 问题.txt'))
    .action((flags: StartFlags) =>
      run(async (context) => (await import('./commands/start.ts')).runStart(flags, context)),
    );

  command(program.command('eval'))
    .description('用有标准答案的题目评测')
    .usage('[选项]')
    .option('--questions <文件>', '题目，一行一个 JSON；缺省是自带的题目和自带的报告')
    .option('--half <哪一半>', '只测编号末位是单数的 tune，或双数的 held')
    .option('--show <哪些>', '逐题列出：wrong（没做对的）或 all（全部）')
    .option('--json', '打印 JSON')
    .addHelpText(
      'after',
      examples(
        'kewen eval --show wrong',
        'kewen eval --questions 题目.jsonl --corpus 报告文件夹 --half tune',
      ),
    )
    .action((flags: EvalFlags) =>
      run(async (context) => (await import('./commands/eval.ts')).runEval(flags, context)),
    );

  for (const one of program.commands) {
    one
      .option('--corpus <文件夹>', '报告文件夹（缺省 corpus，或环境变量 KEWEN_CORPUS）')
      .option('--index <文件夹>', '索引文件夹（缺省 index，或环境变量 KEWEN_INDEX）');
  }
  return program;
}

/** A command that speaks Chinese, throws instead of exiting and leaves printing of errors to us. */
function command(made: Command): Command {
  return made
    .helpOption('-h, --help', '显示帮助')
    .configureHelp({
      styleTitle: (title) => TITLES[title] ?? title,
      displayWidth: (text) => stringWidth(text),
      subcommandTerm: (sub) => sub.name(),
    })
    .configureOutput({ outputError: () => {} })
    .exitOverride();
}

function examples(...lines: readonly string[]): string {
  return `\n例子：\n${lines.map((line) => `  ${line}`).join('\n')}\n\n${EXIT_CODES}`;
}

function version(): string {
  const { version } = JSON.parse(readFileSync(join(PACKAGE_ROOT, 'package.json'), 'utf8')) as {
    version: string;
  };
  return version;
}

async function main(words: readonly string[]): Promise<number> {
  try {
    loadEnvironmentFile();
    if (words.length === 0) {
      throw new KewenError('usage', '要做什么？请写 index、ask、start 或 eval；用法见 kewen --help');
    }
    let exitCode: number = DONE;
    const program = makeProgram(async (work) => {
      exitCode = await work(makeContext());
    });
    await program.parseAsync(words, { from: 'user' });
    return exitCode;
  } catch (error) {
    return report(error);
  }
}

/** Settings may also stand in a file; what the environment says goes first. */
function loadEnvironmentFile(): void {
  try {
    process.loadEnvFile();
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw new KewenError('settings', '当前文件夹的 .env 读不了：请检查它是不是文件、有没有权限', cause);
  }
}

/** Says in one line what failed and gives the exit code. */
function report(error: unknown): number {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return DONE;
    complain(`${explainUsage(error)}；用法见 kewen --help`);
    return USAGE;
  }
  showStack(error);
  if (error instanceof KewenError) {
    complain(error.message);
    return error.code === 'usage' ? USAGE : UNUSABLE;
  }
  if (isMissingModule(error)) {
    complain('依赖没有装好：请在项目文件夹里运行 npm ci（编译本机模块要有 C++ 工具链）');
    return UNUSABLE;
  }
  const message = error instanceof Error ? error.message : String(error);
  complain(
    `程序出错了：${message}。请告诉维护者${isDebugging() ? '' : '；设 KEWEN_LOG_LEVEL=debug 再运行一次可以看到出错的位置'}`,
  );
  return BUG;
}

function complain(message: string): void {
  terminal.note(`kewen：${message.replace(/\s*\n\s*/gu, ' ')}`);
}

const isDebugging = () => process.env['KEWEN_LOG_LEVEL'] === 'debug';

function showStack(error: unknown): void {
  if (!isDebugging()) return;
  terminal.note(error instanceof Error ? (error.stack ?? error.message) : String(error));
  if (error instanceof Error && error.cause !== undefined) showStack(error.cause);
}

/** A module that is not there, or a native one that was built for another Node. */
function isMissingModule(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  const isFromBindings = error instanceof Error && 'tries' in error;
  return (
    code === 'ERR_DLOPEN_FAILED' ||
    code === 'MODULE_NOT_FOUND' ||
    code === 'ERR_MODULE_NOT_FOUND' ||
    isFromBindings
  );
}

/** Commander's English in Chinese, with the word it is about. */
function explainUsage({ code, message }: CommanderError): string {
  const word = /'([^']*)'/u.exec(message)?.[1] ?? '';
  const near = /Did you mean (?:one of )?(.+?)\?/u.exec(message)?.[1];
  const hint = near ? `，是不是 ${near}？` : '';
  switch (code) {
    case 'commander.unknownOption':
      return `没有 ${word} 这个选项${hint}`;
    case 'commander.unknownCommand':
      return `没有 ${word} 这个命令${hint}`;
    case 'commander.optionMissingArgument':
      return `${word} 后面还要写内容`;
    case 'commander.excessArguments':
      return '多写了内容：这个命令后面只能写选项';
    default:
      return '命令写得不对';
  }
}

/** Ends the process once everything is written. */
function exit(code: number): void {
  process.stderr.write('', () => process.stdout.write('', () => process.exit(code)));
}

// The reader of our output has gone (`kewen ask … | head -1`): nothing is left to do.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(DONE);
    throw error;
  });
}
process.on('SIGINT', () => {
  if (process.stderr.isTTY) process.stderr.write('\n');
  process.exit(INTERRUPTED);
});
process.on('uncaughtException', (error) => exit(report(error)));
process.on('unhandledRejection', (error) => exit(report(error)));

exit(await main(process.argv.slice(2)));
