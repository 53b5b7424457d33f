/**
 * Many documents into an index of the cluster, at the pace that it keeps: a bounded number of requests under way, what
 * it refuses for the moment sent again later and later, and whoever adds waits.
 *
 * The client's own helper sends refused documents again, but gives up where a whole request is refused (429, 503), which
 * is what a cluster short of memory or with a node going away does.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { KewenError } from '../errors.ts';
import type { Connection } from './connect.ts';
import { type ClusterDocument, checkOf } from './documents.ts';
import { ClusterError } from './failures.ts';

/** How documents are sent. */
export interface BulkOptions {
  /** Tests wait less. */
  readonly sleep?: (ms: number) => Promise<unknown>;
  /** Called when documents have arrived. */
  readonly onWritten?: (written: number) => void;
  /** A request is sent when it has so much. */
  readonly maxBytes?: number;
}

/** What was written, to hold the index against. */
export interface BulkTotals {
  readonly documents: number;
  /** The sum of a 31-bit check number of each document. */
  readonly checks: number;
}

const MAX_BYTES = 4 * 2 ** 20;
const MAX_DOCUMENTS = 2_000;
/** Two keep a cluster busy while one is on the way. */
const UNDER_WAY = 2;
const REQUEST_TIMEOUT_MS = 60_000;
/** Waits of 0.25 s, doubled each time, to 30 s: about two minutes and a half in all. */
const TRIES = 12;
const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 30_000;

interface Line {
  readonly id: string;
  readonly text: string;
}

interface BulkItem {
  readonly index: {
    readonly _id: string;
    readonly status: number;
    readonly error?: { readonly type?: string };
  };
}

/** Writes documents into one index. */
export class BulkWriter {
  readonly #connection: Connection;
  readonly #index: string;
  readonly #sleep: (ms: number) => Promise<unknown>;
  readonly #onWritten: (written: number) => void;
  readonly #maxBytes: number;
  readonly #underWay = new Set<Promise<void>>();
  #waiting: Line[] = [];
  #bytes = 0;
  #documents = 0;
  #written = 0;
  #checks = 0;
  #failure: unknown = null;

  constructor(
    connection: Connection,
    index: string,
    { sleep = wait, onWritten = () => {}, maxBytes = MAX_BYTES }: BulkOptions = {},
  ) {
    this.#connection = connection;
    this.#index = index;
    this.#sleep = sleep;
    this.#onWritten = onWritten;
    this.#maxBytes = maxBytes;
  }

  /**
   * Takes a document; resolves when there is room for the next.
   *
   * @throws {KewenError} `search` when documents could not be written
   */
  async add(document: ClusterDocument): Promise<void> {
    const { id, source } = document;
    const check = checkOf(document);
    const text = `{"index":{"_id":"${id}"}}\n${JSON.stringify({ ...source, check })}\n`;
    this.#documents++;
    this.#checks += check;
    this.#waiting.push({ id, text });
    this.#bytes += Buffer.byteLength(text);
    if (this.#bytes >= this.#maxBytes || this.#waiting.length >= MAX_DOCUMENTS) await this.#flush();
  }

  /**
   * Sends what is left and waits for everything.
   *
   * @throws {KewenError} `search` when documents could not be written
   */
  async finish(): Promise<BulkTotals> {
    await this.#flush();
    await Promise.all(this.#underWay);
    if (this.#failure) throw this.#failure;
    return { documents: this.#documents, checks: this.#checks };
  }

  async #flush(): Promise<void> {
    const lines = this.#waiting;
    this.#waiting = [];
    this.#bytes = 0;
    while (this.#underWay.size >= UNDER_WAY) await Promise.race(this.#underWay);
    if (this.#failure) throw this.#failure;
    if (lines.length === 0) return;
    const sending = this.#send(lines)
      .catch((error: unknown) => {
        this.#failure ??= error;
      })
      .finally(() => this.#underWay.delete(sending));
    this.#underWay.add(sending);
  }

  /** Sends lines until all of them have arrived. */
  async #send(lines: readonly Line[]): Promise<void> {
    let left = lines;
    for (let tries = 1; ; tries++) {
      const { refused, why } = await this.#try(left);
      this.#written += left.length - refused.length;
      this.#onWritten(this.#written);
      if (refused.length === 0) return;
      if (tries === TRIES || this.#failure) throw why;
      left = refused;
      await this.#sleep(Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (tries - 1)));
    }
  }

  /** Those that the cluster had no room for. */
  async #try(lines: readonly Line[]): Promise<{ readonly refused: readonly Line[]; readonly why?: unknown }> {
    let body: { readonly errors: boolean; readonly items: readonly BulkItem[] };
    try {
      const reply = await this.#connection.send(
        { method: 'POST', path: `/${this.#index}/_bulk`, lines: lines.map(({ text }) => text).join('') },
        { timeoutMs: REQUEST_TIMEOUT_MS, retries: 0 },
      );
      body = reply.body as typeof body;
    } catch (why) {
      // A document has its id, so that one which had arrived all the same is written over with itself.
      if (why instanceof ClusterError && why.isPassing) return { refused: lines, why };
      throw why;
    }
    if (!body.errors) return { refused: [] };
    const failed = body.items.map(({ index }) => index).filter(({ status }) => status >= 300);
    const final = failed.find(({ status }) => status !== 429 && status < 500);
    if (final) {
      throw new KewenError(
        'search',
        `搜索集群不收文档 ${final._id}（${final.status} ${final.error?.type ?? ''}）：它的版本可能不合用`,
      );
    }
    const ids = new Set(failed.map(({ _id }) => _id));
    return {
      refused: lines.filter(({ id }) => ids.has(id)),
      why: new ClusterError(
        `搜索集群太忙，收不下文档（${failed[0]?.status}）：请稍后再运行 kewen index`,
        429,
      ),
    };
  }
}
