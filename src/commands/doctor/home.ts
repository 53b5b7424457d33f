/**
 * The home: whether it has been made and can be written, and whether something of it lies where an upgrade would meet it.
 */
import { accessSync, constants } from 'node:fs';
import { isHome, SHIPPED_CORPUS } from '../../home.ts';
import { userName } from '../../reach.ts';
import { misplacedIn, misplacedLine } from '../home/begin.ts';
import { type Check, type Finding, fail, ok, warn } from './finding.ts';

export const home: Check = {
  title: '家',
  run: async ({ config, context }) => {
    const findings: Finding[] = [];
    if (isHome(config.home)) findings.push(writable(config.home));
    else if (config.corpus === SHIPPED_CORPUS) {
      findings.push(ok(`还没有家：用的是自带的样本；第一次 kewen add 或 kewen start 时建在 ${config.home}`));
    } else findings.push(ok(`报告在 ${config.corpus}，记录在 ${config.data}`));
    const misplaced = await misplacedIn(context);
    if (misplaced) findings.push(warn(misplacedLine(misplaced), '请运行 kewen adopt 搬到升级不会动的地方'));
    return findings;
  },
};

function writable(folder: string): Finding {
  try {
    accessSync(folder, constants.W_OK);
    return ok(`${folder}：报告、词、标准回答、设置和记录都在这里`);
  } catch {
    return fail(
      `没有权限写 ${folder}（现在的用户是 ${userName()}）`,
      '请改权限，或用运行科问的那个用户来运行',
    );
  }
}
