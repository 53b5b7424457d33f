/**
 * An index over a pool of paragraphs, made by the same cleaning, cutting and building as an index over reports.
 *
 * An article becomes a report. All have one invented association and a period that holds every year: an
 * encyclopaedia is of no year, so no year of a question may rule a paragraph out, and nothing is asked back. They
 * have no titles: what is searched by is the paragraph, as it is for the others that are measured beside.
 */
import { createHash } from 'node:crypto';
import { cleanContent } from '../corpus/clean.ts';
import { joinBlocks } from '../corpus/file-reports.ts';
import { readLexiconTexts } from '../corpus/folder.ts';
import type { Report } from '../corpus/report.ts';
import { buildGeneration } from '../index/build.ts';
import { publishGeneration } from '../index/publish.ts';
import type { Pool } from './squad.ts';

/** Whose the paragraphs are: a name that no question holds. */
const OWNER = '段落库';
const EVERY_YEAR = { from: 1, to: 9999 };

/** Tells which paragraph a place in a report of the pool belongs to. */
export type ParagraphAt = (report: string, offset: number) => number;

/** A pool's reports, and the way back from a report to the pool. */
export interface PoolReports {
  readonly reports: readonly Report[];
  readonly paragraphAt: ParagraphAt;
}

/** Makes the reports of a pool. A paragraph in which cleaning leaves nothing is in none of them. */
export function reportsOf({ articles, paragraphs }: Pool): PoolReports {
  const digits = String(articles.length).length;
  const starts = new Map<string, { readonly start: number; readonly paragraph: number }[]>();
  const reports = articles.flatMap((article, number) => {
    const blocks = article.flatMap((paragraph) =>
      cleanContent({
        layout: 'blocks',
        blocks: (paragraphs[paragraph] as string)
          .split(/\r?\n/u)
          .map((text) => ({ kind: 'paragraph' as const, text, level: 0 })),
      }).map((block) => ({ block, paragraph })),
    );
    if (blocks.length === 0) return [];
    const { text, spans } = joinBlocks(blocks.map(({ block }) => block));
    const id = `p${String(number + 1).padStart(digits, '0')}`;
    starts.set(
      id,
      spans.map(({ start }, i) => ({ start, paragraph: (blocks[i] as (typeof blocks)[number]).paragraph })),
    );
    return [{ id, file: `${id}.txt`, text, blocks: spans, digest: '', inferred: [], ...METADATA }];
  });
  const paragraphAt: ParagraphAt = (report, offset) =>
    starts.get(report)?.findLast(({ start }) => start <= offset)?.paragraph ?? -1;
  return { reports, paragraphAt };
}

const METADATA = {
  title: '',
  association: OWNER,
  aliases: [],
  place: OWNER,
  period: EVERY_YEAR,
  publisher: '',
  published: '',
  source: '',
  audience: 'public' as const,
};

/**
 * Builds and publishes an index over the reports of a pool.
 *
 * @param lexiconFolder a corpus folder, whose lexicon is used; the shipped one where it has none
 * @throws {KewenError} what reading the lexicon, building and publishing throw
 */
export async function buildPoolIndex(
  { reports }: PoolReports,
  lexiconFolder: string,
  indexFolder: string,
  onReport: (done: number, total: number) => void,
): Promise<void> {
  const corpus = { reports, answers: [], lexicon: await readLexiconTexts(lexiconFolder) };
  const digest = createHash('sha256');
  for (const { text } of reports) digest.update(`${text}\0`);
  const corpusDigest = digest.digest('hex');
  await publishGeneration(indexFolder, (workshop) =>
    buildGeneration(corpus, corpusDigest, workshop, { onReport }),
  );
}
