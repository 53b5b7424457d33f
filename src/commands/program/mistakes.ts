/**
 * What was typed wrongly: commander reads the words and says in English what it cannot make sense of; here that is said
 * in Chinese.
 */
import type { CommanderError } from 'commander';

/**
 * One line in Chinese, with the word it is about and whose help says more.
 *
 * @param words all that was typed
 */
export function explainUsage(error: CommanderError, [command = '', ...rest]: readonly string[]): string {
  const isOfCommand = error.code !== 'commander.unknownCommand' && /^(?!help$)[a-z]/u.test(command);
  const wrong =
    error.code === 'commander.help' && command === 'help'
      ? `没有 ${rest[0] ?? ''} 这个命令`
      : whatIsWrong(error);
  return `${wrong}；用法见 kewen ${isOfCommand ? `${command} ` : ''}--help`;
}

function whatIsWrong({ code, message }: CommanderError): string {
  const word = /'([^']*)'/u.exec(message)?.[1] ?? '';
  const near = /Did you mean (?:one of )?(.+?)\?/u.exec(message)?.[1];
  const hint = near ? `，是不是 ${near}` : '';
  switch (code) {
    case 'commander.unknownOption':
      return `没有 ${word} 这个选项${hint}`;
    case 'commander.unknownCommand':
      return `没有 ${word} 这个命令${hint}`;
    case 'commander.optionMissingArgument':
      return `${word} 后面还要写内容`;
    case 'commander.help':
      return '后面还要写做什么，如 kewen feedback export';
    case 'commander.missingArgument':
      return `还要写${word}`;
    case 'commander.excessArguments':
      return '多写了内容：这个命令后面只能写选项';
    default:
      return '命令写得不对';
  }
}
