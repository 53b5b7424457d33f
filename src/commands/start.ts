/**
 * `kewen start`: every channel whose tokens are set; without any, a chat in the terminal. The index is built
 * first where that is needed.
 */
import { dirname, join } from 'node:path';
import { beginChat } from '../channels/terminal/chat.ts';
import { converse } from '../channels/terminal/converse.ts';
import type { Config } from '../config.ts';
import { audienceOf, type Context, type ExitCode, folderOf, type Places } from './context.ts';
import { openUpToDate } from './up-to-date.ts';

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
  const index = await openUpToDate(corpus, folderOf('index', flags, context), audience, terminal);
  try {
    // Channels are started here, each with its settings; the terminal serves when there are none.
    for (const channel of channelsWithTokens(config)) {
      terminal.note(`kewen：已设 ${channel} 的令牌，但这一版还不能接 ${channel}；先在终端里提问`);
    }
    const chat = beginChat(index, {
      thisYear: () => context.now().getFullYear(),
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

function channelsWithTokens({ slack, telegram }: Config): string[] {
  return [...(slack ? ['Slack'] : []), ...(telegram ? ['Telegram'] : [])];
}
