/**
 * A process that reads files and analyses reports for another one, one order after the other: `worker.ts LIMIT_BYTES`.
 * It may be ended at any moment, so it writes nothing anywhere. What a file does to it, it does to no other.
 */

import { ARCHIVE, extensionOf } from '../../corpus/documents.ts';
import { reportsOf } from '../../corpus/file-reports.ts';
import { readerOf } from '../../corpus/readers/formats.ts';
import { checkLexicon } from '../../language/lexicon-check.ts';
import { createSegmenter, type Segmenter } from '../../language/segment.ts';
import { analyse, encodeAnalysis } from '../analyse.ts';
import { startGuard } from './guard.ts';
import type { Order, Result, Told } from './jobs.ts';

const limitBytes = Number(process.argv[2]);
const guard = startGuard(limitBytes);
/** Memory that stays in use after a file is counted to the next one; from this share on, a new process is better. */
const SPENT = 0.5;

let segment: Segmenter | undefined;
/** Formats whose library is loaded: its memory is counted to no file. */
const loaded = new Set<string>();
let isSpent = false;
let last: Promise<void> = Promise.resolve();

const tell = (told: Told) => process.send?.(told);

async function obey(order: Order): Promise<Result> {
  switch (order.kind) {
    case 'words':
      guard.suspend();
      segment = createSegmenter(order.words);
      guard.settle();
      return { kind: 'words' };
    case 'read': {
      const onBegin = (file: string) => tell({ kind: 'begin', file });
      const onPage = (file: string, page: number, pages: number) => tell({ kind: 'page', file, page, pages });
      const made: Uint8Array[] = [];
      const extension = extensionOf(order.scanned.file);
      const isArchive = extension === ARCHIVE;
      if (!loaded.has(extension)) {
        guard.suspend();
        await readerOf(extension)?.();
        loaded.add(extension);
        guard.settle();
      }
      for await (const one of reportsOf(order.directory, order.scanned, {
        from: order.from,
        onBegin,
        onPage,
      })) {
        const json = Buffer.from(JSON.stringify(one));
        // Whatever a member does to the process, those before it are told.
        if (isArchive) tell({ kind: 'made', json });
        else made.push(json);
      }
      return { kind: 'read', json: made };
    }
    case 'analyse':
      return { kind: 'analyse', analysis: encodeAnalysis(analyse(order.report, segmenter())) };
    case 'check':
      return { kind: 'check', warnings: checkLexicon(order.lexicon, segmenter()) };
  }
}

function segmenter(): Segmenter {
  if (!segment) throw new Error('no words were loaded');
  return segment;
}

async function work(order: Order): Promise<void> {
  if (isSpent) return;
  try {
    const result = await obey(order);
    isSpent = guard.taken() > limitBytes * SPENT;
    tell({ kind: 'done', result, isSpent });
  } catch (error) {
    const { message, code } = error as NodeJS.ErrnoException;
    tell({ kind: 'failed', message, code });
  }
}

process.on('message', (order: Order) => {
  last = last.then(() => work(order));
});
process.on('disconnect', () => process.exit());
// Ctrl-C reaches every process of the terminal: what it means is decided by the one that was started there.
process.on('SIGINT', () => {});
guard.settle();
tell({ kind: 'ready' });
