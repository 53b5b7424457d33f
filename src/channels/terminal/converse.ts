/**
 * The chat loop: reads lines, prints replies. With a person at the terminal through readline, with history and
 * editing; from a pipe one line at a time; from nothing at all a demonstration.
 */
import { createInterface } from 'node:readline';
import { readLines } from '../../terminal/read-lines.ts';
import { dim, plain } from '../../terminal/spans.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import { type Line, paintLine } from '../../terminal/wrap.ts';
import { type Chat, COMMANDS } from './chat.ts';
import { readHistory, saveHistory } from './history.ts';
import { searchKeys } from './history-search.ts';

const PROMPT = '问> ';
const HISTORY_LINES = 500;

/** What to do to ask from Slack and Telegram. */
const CONNECT = [
  '在终端里运行 npm start 就能自己提问。',
  '接到 Slack：设环境变量 SLACK_BOT_TOKEN 和 SLACK_APP_TOKEN（或 SLACK_SIGNING_SECRET），再运行 npm start。',
  '接到 Telegram：设环境变量 TELEGRAM_BOT_TOKEN，再运行 npm start。',
  '变量也可以写在当前文件夹的 .env 文件里。',
];

/**
 * Talks until the person leaves or the input ends.
 *
 * @param historyFile where typed lines are kept between conversations
 */
export async function converse(chat: Chat, terminal: Terminal, historyFile: string): Promise<void> {
  if (terminal.isInteractive) await talk(chat, terminal, historyFile);
  else if ((await answerLines(chat, terminal)) === 0) await demonstrate(chat, terminal);
}

async function talk(chat: Chat, terminal: Terminal, historyFile: string): Promise<void> {
  await show(chat.greet(), terminal);
  await terminal.print('');
  let history: readonly string[] = await readHistory(historyFile);
  const prompt = terminal.paint(PROMPT, 'bold');
  const keys = searchKeys(terminal.input);
  const reader = createInterface({
    input: keys.input,
    output: terminal.output,
    terminal: true,
    prompt,
    history: [...history],
    historySize: HISTORY_LINES,
    removeHistoryDuplicates: true,
    completer: (typed: string) => [
      COMMANDS.filter((command) => typed !== '' && command.startsWith(typed)),
      typed,
    ],
  });
  keys.serve(reader, {
    history: () => history,
    prompt,
    searching: (term, isFound) => terminal.paint(`${isFound ? '找' : '没有'}“${term}”> `, 'bold'),
  });
  let interrupts = 0;
  reader.on('history', (lines) => {
    history = lines;
  });
  reader.on('SIGINT', () => {
    interrupts++;
    if (interrupts >= 2) return reader.close();
    // What was typed is given up, as in a shell.
    reader.write(null, { ctrl: true, name: 'e' });
    reader.write(null, { ctrl: true, name: 'u' });
    terminal.output.write('\n');
    terminal.output.write(`${terminal.paint('再按一次 Ctrl-C 就离开', 'dim')}\n`);
    reader.prompt();
  });
  let isOver = false;
  reader.prompt();
  for await (const typed of reader) {
    interrupts = 0;
    await tellNews(chat, terminal);
    const reply = await chat.reply(typed);
    isOver = reply.isOver;
    if (isOver) break;
    await show(reply.lines, terminal);
    if (reply.lines.length > 0) await terminal.print('');
    reader.prompt();
  }
  reader.close();
  keys.close();
  if (!isOver) await terminal.print('');
  await saveHistory(historyFile, history);
}

async function tellNews(chat: Chat, terminal: Terminal): Promise<void> {
  const news = await chat.refresh();
  if (news.length > 0) await show([...news, []], terminal);
}

/** Answers each line that is not blank; returns how many there were. */
async function answerLines(chat: Chat, terminal: Terminal): Promise<number> {
  let count = 0;
  for await (const { number, text } of readLines(terminal.input)) {
    if (text === null) {
      terminal.note(`kewen：第 ${number} 行不是 UTF-8 文字，跳过了`);
      count++;
      continue;
    }
    if (text.trim() === '') continue;
    count++;
    for (const line of await chat.refresh()) terminal.note(paintLine(line, (words) => words));
    const reply = await chat.reply(text);
    if (reply.isOver) break;
    await show([[dim('> '), plain(text.trim())], ...reply.lines, []], terminal);
  }
  return count;
}

async function demonstrate(chat: Chat, terminal: Terminal): Promise<void> {
  await show([...chat.greet().slice(0, 2), []], terminal);
  for (const question of chat.samples) {
    await show([[dim('> '), plain(question)], ...(await chat.ask(question)), []], terminal);
  }
  for (const line of CONNECT) await terminal.print(line);
}

async function show(lines: readonly Line[], terminal: Terminal): Promise<void> {
  if (lines.length > 0) await terminal.print(lines.map((line) => paintLine(line, terminal.paint)).join('\n'));
}
