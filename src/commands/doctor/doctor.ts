/**
 * `kewen doctor`: looks at everything that Kewen needs and says of each what is so and what to do about it.
 */

import { redact } from '../../channels/log.ts';
import { secretsOf } from '../../channels/serve.ts';
import { printable } from '../../printable.ts';
import type { Paint } from '../../terminal/terminal.ts';
import { type Context, type ExitCode, folderOf, type Places } from '../context.ts';
import { type Check, type Examined, type Finding, fail, type Level } from './finding.ts';
import { machine } from './machine.ts';

/** The flags of `kewen doctor`, as typed. */
export interface DoctorFlags extends Places {
  readonly json?: boolean;
}

/** Loaded one by one: where a native module is missing, those that need none still run. */
const CHECKS: readonly (() => Promise<Check>)[] = [
  async () => machine,
  async () => (await import('./home.ts')).home,
  async () => (await import('./files.ts')).settings,
  async () => (await import('./files.ts')).corpus,
  async () => (await import('./files.ts')).index,
  async () => (await import('./search.ts')).search,
  async () => (await import('./records.ts')).records,
  async () => (await import('./slack.ts')).slack,
  async () => (await import('./telegram.ts')).telegram,
  // After those that ask somebody for the time.
  async () => (await import('./place.ts')).clock,
  async () => (await import('./place.ts')).disk,
  async () => (await import('./place.ts')).port,
];

const MARKS: Readonly<Record<Level, string>> = { ok: '✓', warn: '！', fail: '✗' };

/**
 * Checks everything and prints what was found.
 *
 * @returns 1 when something does not work
 */
export async function runDoctor(flags: DoctorFlags, context: Context): Promise<ExitCode> {
  const { terminal, config } = context;
  const examined: Examined = {
    config,
    corpus: folderOf('corpus', flags, context),
    index: folderOf('index', flags, context),
    context,
    clocks: [],
  };
  const found: { title: string; findings: readonly Finding[] }[] = [];
  const secrets = secretsOf(config);
  for (const load of CHECKS) {
    const { title, findings } = await examine(load, examined);
    const clean = findings.map((finding) => cleaned(finding, secrets));
    found.push({ title, findings: clean });
    if (!flags.json) await terminal.print(section(title, clean, terminal.paint));
  }
  const count = (level: Level) =>
    found.reduce(
      (sum, { findings }) => sum + findings.filter((finding) => finding.level === level).length,
      0,
    );
  const [warnings, failures] = [count('warn'), count('fail')];
  await terminal.print(
    flags.json
      ? JSON.stringify({
          ok: failures === 0,
          findings: found.flatMap(({ title, findings }) =>
            findings.map((finding) => ({ check: title, ...finding })),
          ),
        })
      : `\n${failures === 0 ? (warnings === 0 ? '一切正常' : `能用，有 ${warnings} 处可以改进`) : `${failures} 处要修好${warnings > 0 ? `，${warnings} 处可以改进` : ''}`}`,
  );
  return failures > 0 ? 1 : 0;
}

async function examine(
  load: () => Promise<Check>,
  examined: Examined,
): Promise<{ title: string; findings: readonly Finding[] }> {
  let title = '检查';
  try {
    const check = await load();
    ({ title } = check);
    return { title, findings: await check.run(examined) };
  } catch (error) {
    return { title, findings: [await explained(error)] };
  }
}

async function explained(error: unknown): Promise<Finding> {
  try {
    return (await import('./files.ts')).thrown(error);
  } catch {
    return fail('这一项没法检查：依赖没有装好', '请在项目文件夹里运行 npm ci');
  }
}

/** What others said may stand in it: a service, a file name, a running process. */
function cleaned({ level, what, fix }: Finding, secrets: readonly string[]): Finding {
  const clean = (text: string) => printable(redact(text, secrets)).replace(/\s*\n\s*/gu, ' ');
  return { level, what: clean(what), fix: clean(fix) };
}

function section(title: string, findings: readonly Finding[], paint: Paint): string {
  return [
    paint(title, 'bold'),
    ...findings.flatMap(({ level, what, fix }) => [
      `  ${MARKS[level]}${level === 'warn' ? '' : ' '} ${level === 'ok' ? what : paint(what, 'bold')}`,
      ...(fix ? [`     → ${fix}`] : []),
    ]),
  ].join('\n');
}
