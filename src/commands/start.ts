/**
 * `kewen start`: every channel whose tokens are set, and the web; without tokens, a chat in the terminal with the web
 * beside it. The index is built first where that is needed.
 */
import { dirname, join } from 'node:path';
import type { FollowedIndex } from '../channels/followed.ts';
import { FollowedFolder, followIndex } from '../channels/following.ts';
import { createLog } from '../channels/log.ts';
import { channelsOf, type Serving, type Starter, secretsOf, startChannels } from '../channels/serve.ts';
import { readSettings } from '../channels/settings.ts';
import { maintainersLinks } from '../channels/staff-links.ts';
import { beginChat } from '../channels/terminal/chat.ts';
import { converse } from '../channels/terminal/converse.ts';
import type { Config } from '../config.ts';
import type { Audience } from '../corpus/report.ts';
import { KewenError } from '../errors.ts';
import { settingsFile } from '../home.ts';
import { currentGeneration } from '../index/generations.ts';
import { audienceOf, type Context, type ExitCode, folderOf, type Places } from './context.ts';
import { atHome, noteMisplaced } from './home/begin.ts';
import { openUpToDate } from './index/up-to-date.ts';

/** The flags of `kewen start`, as typed. */
export interface StartFlags extends Places {
  readonly audience?: string;
  readonly web?: boolean;
}

/** The web is loaded when it is served. */
const startWeb: Starter['start'] = async (surroundings) =>
  (await import('../web/web.ts')).startWeb(surroundings);

/** The channels to run: `--web` runs the web and no other; by itself the web goes along with others. */
export function startersOf(config: Config, isWebOnly: boolean): Starter[] {
  if (isWebOnly) return [{ name: 'web', start: startWeb }];
  const others = channelsOf(config);
  const isAlone = config.web.mode === 'on';
  if (config.web.mode === 'off' || (others.length === 0 && !isAlone)) return others;
  return [...others, { name: 'web', start: startWeb, isAlong: !isAlone }];
}

/**
 * Talks until the person leaves, the input ends or the process is told to stop.
 *
 * @throws {KewenError} when there is neither a usable index nor a way to build one
 */
export async function runStart(flags: StartFlags, surroundings: Context): Promise<ExitCode> {
  // What answers from a cluster needs no reports here.
  const context = surroundings.config.search ? surroundings : await atHome(flags, surroundings);
  if (!context.config.search) await noteMisplaced(context);
  const { terminal } = context;
  const audience = audienceOf(flags.audience);
  const corpus = folderOf('corpus', flags, context);
  const indexFolder = folderOf('index', flags, context);
  const config: Config = { ...context.config, corpus, index: indexFolder };
  const starters = startersOf(config, flags.web === true);
  // The index of many reports takes a while to open: nobody shall wonder meanwhile.
  if (terminal.isInteractive) terminal.note('正在打开索引……');
  if (starters.length > 0) {
    // Each channel opens the index for itself, of its own audience. To see whether it is up to date, the public
    // part is enough: with Telegram and the web alone nothing for staff is ever opened.
    if (!config.search)
      (await openUpToDate(corpus, indexFolder, 'public', terminal, config.readLimits)).close();
    await runStarters(starters, config, context);
    return 0;
  }
  const onError = (error: unknown) => {
    if (config.logLevel === 'debug') terminal.note(String(error instanceof Error ? error.stack : error));
  };
  const followed = await follow(audience, config, context, onError);
  const web = terminal.isInteractive && config.web.mode !== 'off' ? await serveBeside(config, context) : null;
  try {
    const chat = await beginChat(followed, {
      now: context.now,
      widthColumns: terminal.widthColumns,
      isInteractive: terminal.isInteractive,
      // Who sits here reaches the web beside the chat, whoever else does.
      links: maintainersLinks({
        ...config.web,
        publicUrl: config.web.publicUrl ?? (web && addressOf(config, web.port).replace(/\/$/u, '')),
      }),
      onError,
    });
    await converse(chat, terminal, join(dirname(config.data), 'chat-history.txt'));
    return 0;
  } finally {
    followed.close();
    await web?.stop();
  }
}

/** Opens what the chat answers from. The index of a search cluster is built by `kewen index` alone. */
async function follow(
  audience: Audience,
  { corpus, index: directory, search, readLimits }: Config,
  { terminal, now }: Context,
  onRefused: (error: unknown) => void,
): Promise<FollowedIndex> {
  const following = { directory, search, audience, now, onRefused };
  if (search) return followIndex(following);
  const generation = await currentGeneration(directory);
  const index = await openUpToDate(corpus, directory, audience, terminal, readLimits);
  return new FollowedFolder(following, index, generation);
}

/** Runs channels until the process is told to stop; the log goes to standard output. */
async function runStarters(
  channels: readonly Starter[],
  config: Config,
  { terminal, now, workingDirectory }: Context,
): Promise<void> {
  const { runChannels } = await import('../channels/run.ts');
  await runChannels({
    config,
    workingDirectory,
    now,
    destination: terminal.output,
    process,
    channels,
    onStarted: (names, port) => {
      const web = names.includes('web') ? [`网页在 ${addressOf(config, port)}`] : [];
      const others = names.filter((name) => name !== 'web');
      const connected = others.length > 0 ? [`已接上 ${others.join('、')}`] : [];
      const state = `http://${hostOf(config)}:${port}/readyz 看状态，按 Ctrl-C 停下`;
      terminal.note(`kewen：${[...connected, ...web, state].join('；')}`);
    },
  });
}

/** Serves the web beside a chat, which goes on without it where that is not possible. */
async function serveBeside(
  config: Config,
  { terminal, now, workingDirectory }: Context,
): Promise<Serving | null> {
  try {
    const serving = await startChannels({
      config,
      settings: readSettings(settingsFile(config.home, workingDirectory)),
      // Lines of a log would stand between those of the chat.
      log: createLog(config.logLevel === 'debug' ? 'debug' : 'silent', secretsOf(config)),
      now,
      signal: new AbortController().signal,
      channels: [{ name: 'web', start: startWeb }],
    });
    const [failure] = await serving.started;
    if (failure === undefined) {
      terminal.note(`网页开在 ${addressOf(config, serving.port)}（KEWEN_WEB=off 就不开）\n`);
      return serving;
    }
    await serving.stop();
    throw failure;
  } catch (error) {
    if (!(error instanceof KewenError)) throw error;
    terminal.note(`网页没有开：${error.message}\n`);
    return null;
  }
}

const addressOf = (config: Config, port: number) =>
  config.web.publicUrl ?? `http://${hostOf(config)}:${port}/`;

/** A host as it stands in an address; one that stands for all is reached as this machine. */
function hostOf({ host }: Config): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}
