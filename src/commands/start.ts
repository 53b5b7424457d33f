/**
 * `kewen start`: every channel whose tokens are set; without any, a chat in the terminal. The index is built
 * first where that is needed.
 */
import { dirname, join } from 'node:path';
import { beginChat } from '../channels/terminal/chat.ts';
import { converse } from '../channels/terminal/converse.ts';
import type { Config } from '../config.ts';
import { audienceOf, type Context, type ExitCode, folderOf, type Places } from './context.ts';
import { openUpToDate } from './index/up-to-date.ts';

/** The flags of `kewen start`, as typed. */
export interface StartFlags extends Places {
  readonly audience?: string;
}

/**
 * Talks until the person leaves, the input ends or the process is told to stop.
 *
 * @throws {KewenError} when there is neither a usable index nor a way to build one
 */
export async function runStart(flags: StartFlags, context: Context): Promise<ExitCode> {
  const { terminal, config } = context;
  const audience = audienceOf(flags.audience);
  const corpus = folderOf('corpus', flags, context);
  const indexFolder = folderOf('index', flags, context);
  if (config.slack || config.telegram) {
    // Each channel opens the index for itself, of its own audience. To see whether it is up to date, the public
    // part is enough: with Telegram alone nothing for staff is ever opened.
    (await openUpToDate(corpus, indexFolder, 'public', terminal)).close();
    await startChannels({ ...config, corpus, index: indexFolder }, context);
    return 0;
  }
  const index = await openUpToDate(corpus, indexFolder, audience, terminal);
  try {
    const chat = beginChat(index, {
      now: context.now,
      widthColumns: terminal.widthColumns,
      onError: (error) => {
        if (config.logLevel === 'debug') terminal.note(String(error instanceof Error ? error.stack : error));
      },
    });
    await converse(chat, terminal, join(dirname(config.data), 'chat-history.txt'));
    return 0;
  } finally {
    index.close();
  }
}

/** Runs every channel whose tokens are set until the process is told to stop; the log goes to standard output. */
async function startChannels(config: Config, { terminal, now }: Context): Promise<void> {
  const { runChannels } = await import('../channels/run.ts');
  await runChannels({
    config,
    workingDirectory: process.cwd(),
    now,
    destination: terminal.output,
    process,
    onStarted: (names, port) => {
      terminal.note(
        `kewen：已接上 ${names.join('、')}；http://${config.host}:${port}/readyz 看状态，按 Ctrl-C 停下`,
      );
    },
  });
}
