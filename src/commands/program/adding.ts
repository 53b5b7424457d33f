/**
 * `kewen add` and `kewen fetch` as they are typed.
 */
import type { Command } from 'commander';
import type { AddFlags } from '../add/flags.ts';
import type { Run } from '../context.ts';
import type { FetchFlags } from '../fetch/fetch.ts';

/** Adds the commands. */
export function addAdd(
  speakChinese: (command: Command) => Command,
  program: Command,
  epilogue: (examples: readonly string[], note?: string) => string,
  run: Run,
): void {
  speakChinese(program.command('add'))
    .description('把文件、文件夹或网页放进报告文件夹，或写明已有的一份')
    .usage('[选项] <文件或网址...>')
    .argument('<文件或网址...>', '报告文件、放报告的文件夹、http 或 https 的网址')
    .option('--association <名称>', '哪个单位的，如 平湖市科协')
    .option('--period <年份>', '讲哪一年的，如 2020 或 2017-2021')
    .option('--audience <谁>', '谁能看：public（公众）或 staff（只有工作人员）')
    .option('--title <标题>', '标题')
    .option('--place <地名>', '地方，如 平湖市')
    .option('--aliases <别名>', '单位的别名，用顿号分开')
    .option('--publisher <单位>', '发布单位，如 平湖日报')
    .option('--published <日期>', '发布日期，如 2021-01-15')
    .option('--source <来源>', '从哪里来；网页缺省是它的网址')
    .option('--to <文件夹>', '放进报告文件夹里的这个文件夹')
    .option('--name <文件名>', '放进去叫什么；文件名就是报告的编号')
    .option('--replace', '已有同名的，或同一个网址的，就换掉')
    .option('--new', '只放新的：一样的内容已经有的，选项说的也不写进去')
    .option('-y, --yes', '在终端里也不问，说不准的先空着')
    .option('--json', '打印 JSON')
    .addHelpText(
      'after',
      epilogue(
        [
          'kewen add 平湖2020总结.docx',
          'kewen add --period 2020 --audience public https://www.example.gov.cn/zj.html',
          'kewen add --association 平湖市科协 corpus/年终总结.txt',
        ],
        `说明写进文件开头（Markdown、文本），或旁边的“文件名.yaml”；原来的文件不动。
已在报告文件夹里的，只写明选项说的几项。
一样的内容不放第二次；同名不同内容的另起名字。有一个没放进去，退出码是 1。
网页只从公网取，内部的地址要在 .env 的 KEWEN_FETCH_ALLOW 里准许。`,
      ),
    )
    .action((words: string[], flags: AddFlags) =>
      run(async (context) => (await import('../add/add.ts')).runAdd(words, flags, context)),
    );
  speakChinese(program.command('fetch'))
    .description('把一个网页或网上的文件取到一个文件夹，先看看再放进来')
    .usage('[选项] <网址>')
    .argument('<网址>', 'http 或 https 的网址')
    .option('--to <文件夹>', '取到这个文件夹（缺省是现在的文件夹）')
    .option('--json', '打印 JSON')
    .addHelpText(
      'after',
      epilogue(
        ['kewen fetch --to 待看 https://www.example.gov.cn/zj.html'],
        '什么也不放进报告文件夹。取来后用 kewen inspect 看，用 kewen add --source <网址> 放。',
      ),
    )
    .action((address: string, flags: FetchFlags) =>
      run(async (context) => (await import('../fetch/fetch.ts')).runFetch(address, flags, context)),
    );
}
