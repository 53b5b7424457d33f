/**
 * The reports, the index that was built from them, and the files with settings.
 */
import { statSync } from 'node:fs';
import { readSettings } from '../../channels/settings.ts';
import { digestCorpus } from '../../corpus/folder.ts';
import { type Corpus, loadCorpus } from '../../corpus/load.ts';
import { FORMATS_TOLD } from '../../corpus/readers/formats.ts';
import type { Report } from '../../corpus/report.ts';
import { KewenError } from '../../errors.ts';
import { ANSWERS_FILE, environmentFile, settingsFile } from '../../home.ts';
import { isRolledBack } from '../../index/generations.ts';
import { openIndex, readManifest } from '../../index/open.ts';
import { openWorkers } from '../../index/workers/workers.ts';
import { parseLexicon } from '../../language/lexicon.ts';
import type { LexiconTexts } from '../../language/lexicon-entries.ts';
import { isThere } from '../../reach.ts';
import { localDay } from '../../records/statistics.ts';
import { corpusPath, SETTLE_MEMBER, settlingOf } from '../settle-command.ts';
import { type Check, type Finding, fail, ok, warn } from './finding.ts';

const PROBLEMS_SHOWN = 10;

export const corpus: Check = {
  title: '报告',
  run: async ({ corpus: folder, context, config }) => {
    if (config.search && !isThere(folder, `报告文件夹 ${folder}`))
      return [ok('本机没有报告，也不需要：答案来自搜索集群')];
    const workers = openWorkers(config.readLimits);
    const { reports, problems, lexicon, answers } = await loadCorpus(folder, { workers }).finally(
      workers.close,
    );
    const staff = reports.filter(({ audience }) => audience === 'staff').length;
    const rest = problems.length - PROBLEMS_SHOWN;
    return [
      reports.length > 0
        ? ok(`${folder}：${reports.length} 份能用（公开 ${reports.length - staff}，内部 ${staff}）`)
        : fail(`${folder} 里没有一份报告能用`, `请放入 ${FORMATS_TOLD} 文件`),
      ...problems.slice(0, PROBLEMS_SHOWN).map(({ file, message }) => {
        const [what = '', ...fix] = message.split(/[；：，](?=请)/u);
        return warn(`${file}：${what}`, fix.join('；') || '请照这一句改好，再运行 kewen index');
      }),
      ...(rest > 0 ? [warn(`还有 ${rest} 个文件没收进来`, '运行 kewen index 看全部')] : []),
      ...doubtsOf(reports, corpusPath(folder, context)),
      ...wordsOf(lexicon, answers, localDay(context.now())),
    ];
  },
};

/** Reports that are not sure whose they are or of when. */
function doubtsOf(reports: readonly Report[], pathOf: (file: string) => string): Finding[] {
  const doubted = reports.flatMap((report) => {
    const settling = settlingOf(report, pathOf);
    if (!settling) return [];
    const fix = settling.command === null ? SETTLE_MEMBER : `请运行 ${settling.command}`;
    return [warn(`${report.file}：${settling.what}`, fix)];
  });
  const rest = doubted.length - PROBLEMS_SHOWN;
  return [
    ...doubted.slice(0, PROBLEMS_SHOWN),
    ...(rest > 0 ? [warn(`还有 ${rest} 份说不准是哪家、哪年的`, '运行 kewen index --full 看全部')] : []),
  ];
}

/** The lexicon, and answers whose last day is over. */
function wordsOf(lexicon: LexiconTexts, answers: Corpus['answers'], today: string): Finding[] {
  try {
    parseLexicon(lexicon);
  } catch (error) {
    return [thrown(error)];
  }
  const over = answers.filter(({ expires }) => expires !== '' && expires < today).map(({ id }) => id);
  return [
    ok(`词表没有错，标准回答 ${answers.length} 条`),
    ...(over.length > 0
      ? [warn(`标准回答过了期：${over.join('、')}`, `请在 ${ANSWERS_FILE} 里改好或删去，再运行 kewen index`)]
      : []),
  ];
}

export const index: Check = {
  title: '索引',
  run: async ({ index: folder, corpus: reports, config }) => {
    const manifest = await readManifest(folder);
    if (!manifest && config.search) return [ok('本机没有索引，也不需要：答案来自搜索集群')];
    if (!manifest) return [fail(`${folder} 里还没有索引`, '请运行 kewen index')];
    const findings: Finding[] = [];
    for (const audience of ['public', 'staff'] as const) {
      // Opening compares the digest of every file.
      (await openIndex(folder, audience)).close();
    }
    const { public: open, staff: all } = manifest.audiences;
    findings.push(
      ok(
        `${manifest.generation} 完好：公开 ${open.reports} 份，全部 ${all.reports} 份，${all.passages} 个段落`,
      ),
    );
    const isCurrent = await digestCorpus(reports).then(
      (digest) => digest === manifest.corpus,
      () => null,
    );
    if (isCurrent === false && (await isRolledBack(folder))) {
      findings.push(
        warn('用的是退回的一代，和现在的报告不一样', '改好报告后运行 kewen index，才启用新的一代'),
      );
    } else if (isCurrent === false) {
      findings.push(warn('报告或词表在建索引之后改过', '请运行 kewen index（kewen start 也会先建）'));
    }
    return findings;
  },
};

export const settings: Check = {
  title: '设置',
  run: async ({ config, context: { workingDirectory } }) => {
    const file = settingsFile(config.home, workingDirectory);
    readSettings(file);
    const findings = [
      isThere(file, `设置文件 ${file}`) ? ok(`${file} 没有错`) : ok('没有 kewen.config.yaml，都用缺省的'),
    ];
    const environment = environmentFile(config.home, workingDirectory);
    if (isThere(environment, environment)) findings.push(privacyOf(environment, '.env 里有令牌'));
    return findings;
  },
};

/** Whether only its owner can read a file. */
export function privacyOf(file: string, what: string): Finding {
  // Windows has no such modes.
  if (process.platform === 'win32' || (statSync(file).mode & 0o077) === 0) {
    return ok(`${file} 只有所有者能读`);
  }
  return warn(`${what}，但别的用户也能读 ${file}`, `请运行 chmod 600 ${file}`);
}

/** What was thrown, as a finding: what failed, and what to do from the same message. */
export function thrown(error: unknown): Finding {
  if (!(error instanceof KewenError)) {
    return fail(
      `检查时程序出错：${error instanceof Error ? error.message : String(error)}`,
      '请告诉维护者；设 KEWEN_LOG_LEVEL=debug 可以看到出错的位置',
    );
  }
  // Messages end with what to do, after 请.
  const at = error.message.search(/[：，；]请/u);
  return at < 0
    ? fail(error.message, '请照这一句改好，再运行一次 kewen doctor')
    : fail(error.message.slice(0, at), error.message.slice(at + 1));
}
