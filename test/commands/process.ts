/**
 * The command line as a process, in a folder of its own and without the settings of whoever runs the tests.
 */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';
import { ended } from '../support/processes.ts';

const CLI = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Surroundings {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string | Buffer;
}

export function startKewen(
  words: readonly string[],
  { cwd, env }: Surroundings,
): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, [CLI, ...words], {
    cwd,
    env: { PATH: process.env['PATH'] ?? '', TMPDIR: tmpdir(), ...homeOf(cwd), ...env },
  });
}

/** Never the home of this checkout: a folder without reports of its own is one. */
const homeOf = (cwd: string): Record<string, string> =>
  existsSync(join(cwd, 'corpus')) ? {} : { KEWEN_HOME: '.' };

/** Runs to the end; without an input, standard input is closed at once. */
export async function kewen(words: readonly string[], surroundings: Surroundings): Promise<Finished> {
  const child = startKewen(words, surroundings);
  child.stdin.on('error', () => {}); // it may end before it has read everything
  child.stdin.end(surroundings.input ?? '');
  return finished(child);
}

export async function finished(child: ChildProcessWithoutNullStreams): Promise<Finished> {
  const { code, stdout, stderr } = await ended(child);
  return { code, stdout, stderr };
}

/** Folders of this test file. */
const made: string[] = [];
afterAll(() => Promise.all(made.map((folder) => rm(folder, { recursive: true, force: true }))));

/** A new folder with files in it, removed when the test file is done. */
export async function folderWith(files: Readonly<Record<string, string | Buffer>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'kewen-test-'));
  made.push(folder);
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
  return folder;
}

/** Two public reports and one for staff; places, people and figures are invented. */
export const REPORTS: Readonly<Record<string, string>> = {
  'corpus/yanling-2022.md': `---
title: 雁岭市科协2022年工作总结
association: 雁岭市科协
aliases: [雁岭科协, 雁岭]
place: 雁岭市
period: 2022
publisher: 雁岭市科学技术协会
audience: public
---

# 雁岭市科协2022年工作总结

## 一、科普服务

2022年，市科协共开展科普活动318场，受益群众4.2万人次。科普大篷车进校园46次，行程2600余公里。

## 二、人才服务

全市新建院士工作站3家。6月18日，市科协在会展中心举办科技工作者日座谈会，邀请专家27人参加。
`,
  'corpus/heting-2021.md': `---
title: 禾汀县科协2021年工作总结
association: 禾汀县科协
aliases: [禾汀科协, 禾汀]
place: 禾汀县
period: 2021
publisher: 禾汀县科学技术协会
audience: public
---

# 禾汀县科协2021年工作总结

## 一、科普服务

2021年，县科协共开展科普活动96场，受益群众1.1万人次。

## 二、人才服务

全县新建院士工作站1家，培训农村实用人才540人次。
`,
  'corpus/yanling-2022-budget.md': `---
title: 雁岭市科协2022年绩效自评报告
association: 雁岭市科协
place: 雁岭市
period: 2022
publisher: 雁岭市科学技术协会办公室
audience: staff
---

# 雁岭市科协2022年绩效自评报告

2022年，市科协年初预算513.7万元，全年支出498.2万元。
`,
};
