/**
 * `kewen index`: the corpus to an index in service.
 */
import { createProgress, silentProgress } from '../channels/terminal/progress.ts';
import { formatPeriod } from '../corpus/report.ts';
import { type Context, type ExitCode, folderOf, type Places } from './context.ts';
import { renderBuild } from './index-table.ts';
import { nothingUsable, problemLines, rebuild } from './rebuild.ts';

/** The flags of `kewen index`, as typed. */
export interface IndexFlags extends Places {
  readonly json?: boolean;
}

/**
 * Builds and publishes the index, and says what is in it.
 *
 * @returns 1 when files were set aside
 * @throws {KewenError} `corpus` when no report can be used; what building and publishing throw
 */
export async function runIndex(flags: IndexFlags, context: Context): Promise<ExitCode> {
  const { terminal } = context;
  const corpus = folderOf('corpus', flags, context);
  const index = folderOf('index', flags, context);
  const isQuiet = flags.json === true && terminal.errors.isTTY !== true;
  const built = await rebuild(corpus, index, isQuiet ? silentProgress : createProgress(terminal));
  const { reports, sizes, problems, manifest, isChanged, elapsedMs } = built;
  if (manifest) {
    await terminal.print(
      flags.json
        ? JSON.stringify({
            generation: manifest.generation,
            isChanged,
            corpus,
            index,
            reports: reports.map(({ id, file, title, association, place, period, audience, inferred }) => ({
              id,
              file,
              title,
              association,
              place,
              period: formatPeriod(period),
              audience,
              ...sizes.get(id),
              inferred,
            })),
            problems,
            totals: {
              public: totalsOf(manifest.audiences.public),
              staff: totalsOf(manifest.audiences.staff),
            },
            elapsedMs: Math.round(elapsedMs),
          })
        : renderBuild(reports, sizes, manifest, isChanged, elapsedMs, terminal.paint),
    );
  }
  if (problems.length > 0) {
    terminal.note(`kewen：${problems.length} 个文件没有收进索引：`);
    for (const line of problemLines(problems)) terminal.note(line);
  }
  if (!manifest) throw nothingUsable(corpus, problems);
  return problems.length > 0 ? 1 : 0;
}

function totalsOf({ reports, passages, figures }: { reports: number; passages: number; figures: number }) {
  return { reports, passages, figures };
}
