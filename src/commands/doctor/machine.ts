/**
 * The machine: Node, the native modules, memory and processors, the time zone.
 */
import { availableParallelism, totalmem } from 'node:os';
import { type Check, type Finding, fail, ok, warn } from './finding.ts';

const MIN_NODE = [20, 19] as const;
/** The index of a few hundred reports, the dictionary and a bot with room to spare. */
const ENOUGH_MEMORY_BYTES = 1024 ** 3;

/** Modules that are compiled for the machine, and what proves that they work. */
const NATIVE: readonly (readonly [string, () => Promise<unknown>])[] = [
  [
    'better-sqlite3',
    async () => {
      const { default: Database } = await import('better-sqlite3');
      new Database(':memory:').close();
    },
  ],
  ['nodejieba', async () => (await import('nodejieba')).default.cut('科普活动')],
];

export const machine: Check = {
  title: '机器',
  run: async () => [
    nodeVersion(process.versions.node),
    ...(await Promise.all(NATIVE.map(([name, prove]) => nativeModule(name, prove)))),
    memory(Math.min(totalmem(), process.constrainedMemory() || totalmem()), availableParallelism()),
    timeZone(Intl.DateTimeFormat().resolvedOptions().timeZone),
  ],
};

/** @param version `20.19.0` */
export function nodeVersion(version: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const isNew = major > MIN_NODE[0] || (major === MIN_NODE[0] && minor >= MIN_NODE[1]);
  return isNew
    ? ok(`Node ${version}`)
    : fail(`Node ${version} 太旧`, `请装 Node ${MIN_NODE.join('.')} 或更新的版本，再运行 npm ci`);
}

async function nativeModule(name: string, prove: () => Promise<unknown>): Promise<Finding> {
  try {
    await prove();
    return ok(`${name} 可以用`);
  } catch (error) {
    const code = (error as { code?: unknown }).code ?? '装不上';
    return fail(
      `${name} 用不了（${String(code)}）`,
      '请在项目文件夹里运行 npm ci；换过 Node 版本也要重装。编译要有 C++ 工具链，见 README',
    );
  }
}

export function memory(bytes: number, cores: number): Finding {
  const what = `${cores} 核，内存 ${(bytes / 1024 ** 3).toFixed(1)} GB`;
  return bytes >= ENOUGH_MEMORY_BYTES
    ? ok(what)
    : warn(`${what}，有点少`, '报告多时建索引可能不够：请给到 1 GB 以上，或在别的机器上建好索引再拷来');
}

export function timeZone(name: string): Finding {
  return /^(?:UTC|Etc\/UTC|GMT|Etc\/GMT)$/u.test(name)
    ? warn('时区是 UTC', '统计按天会差 8 小时，去年今年在元旦也会差：请设环境变量 TZ=Asia/Shanghai')
    : ok(`时区 ${name}`);
}
