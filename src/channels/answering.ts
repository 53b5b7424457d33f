/**
 * A desk answers the questions of one audience: it holds that audience's index open, changes to a new generation
 * between two questions, and always gives an answer, if only that something went wrong.
 */
import { randomBytes } from 'node:crypto';
import { answerQuestion } from '../answer/answer.ts';
import type { Answer, Asked } from '../answer/contract.ts';
import { askedOn } from '../answer/day.ts';
import type { SearchSettings } from '../config-search.ts';
import type { Audience } from '../corpus/report.ts';
import { KewenError } from '../errors.ts';
import type { Catalog, OpenIndex } from '../index/shelf.ts';
import { type AnswerDocument, type Language, languageOf, toDocument } from './document.ts';
import type { FollowedIndex } from './followed.ts';
import { followIndex } from './following.ts';
import type { Log } from './log.ts';
import { type Links, withLinks } from './place.ts';

/** What a desk is opened with. */
export interface DeskSettings {
  /** The index folder; not looked into where a cluster is set. */
  readonly directory: string;
  /** null or left out where the index folder is what is answered from. */
  readonly search?: SearchSettings | null;
  readonly audience: Audience;
  readonly log: Log;
  readonly now: () => Date;
  /** Where places are read; null or left out where citations get no links. */
  readonly links?: Links | null;
  /** How often to look for a new generation; 0 never by itself. One second when not given. */
  readonly checkEveryMs?: number;
  /** What answers; `answerQuestion` but in tests. */
  readonly answer?: (asked: Asked, index: OpenIndex) => Answer;
}

/** A question at the desk. */
export interface DeskQuestion {
  readonly question: string;
  /** The question before it in the same conversation. */
  readonly previous?: string;
  /** `newRequestId()`; made when not given. */
  readonly requestId?: string;
}

/** What comes back. */
export interface DeskReply {
  readonly answer: Answer;
  readonly document: AnswerDocument;
  /** Stands in the log, and in the document when something went wrong. */
  readonly requestId: string;
  readonly elapsedMs: number;
  /** Whether the answer only says that something went wrong. */
  readonly isFailure: boolean;
}

/** The questions of one audience are answered here. */
export interface Desk {
  readonly audience: Audience;
  /** What is known of the generation in service without looking anything up. */
  readonly catalog: Catalog;
  /** Answers a question; never throws. */
  ask(question: DeskQuestion): Promise<DeskReply>;
  /**
   * Reads the index, e.g. `desk.use((index) => passageView(index, id))`, of one generation from beginning to end. The work
   * may be done several times, and the index is of no use afterwards.
   *
   * @throws {KewenError} `search` when what is looked up cannot be fetched; what the work throws
   */
  use<T>(work: (index: OpenIndex) => T): Promise<T>;
  /** Why nothing can be answered at present, in one line; null where it can. */
  readonly trouble: string | null;
  /**
   * Takes up a new generation, if there is one that can be trusted. Never throws.
   *
   * @returns whether the generation changed
   */
  refresh(): Promise<boolean>;
  close(): void;
}

const CHECK_EVERY_MS = 1_000;

/** Eight letters to find a question in the log by. */
export function newRequestId(): string {
  return randomBytes(4).toString('hex');
}

/**
 * Opens a desk.
 *
 * @throws {KewenError} `index-missing`, `index-untrusted`
 */
export async function openDesk(settings: DeskSettings): Promise<Desk> {
  const { directory, search = null, audience, log, now } = settings;
  const followed = await followIndex({
    directory,
    search,
    audience,
    now,
    onChanged: ({ generation, reports }) =>
      log.info({ audience, generation, reports: reports.length }, '换上了新索引'),
    onRefused: (err, generation) => log.warn({ err, audience, generation }, '新索引打不开：继续用原来的索引'),
  });
  const desk = new IndexDesk(settings, followed);
  desk.watch();
  return desk;
}

class IndexDesk implements Desk {
  readonly audience: Audience;
  readonly #settings: DeskSettings;
  readonly #followed: FollowedIndex;
  #timer: NodeJS.Timeout | null = null;

  constructor(settings: DeskSettings, followed: FollowedIndex) {
    this.audience = settings.audience;
    this.#settings = settings;
    this.#followed = followed;
  }

  watch(): void {
    const everyMs = this.#settings.checkEveryMs ?? CHECK_EVERY_MS;
    if (everyMs <= 0) return;
    this.#timer = setInterval(() => void this.refresh(), Math.max(CHECK_EVERY_MS, everyMs));
    this.#timer.unref();
  }

  get catalog(): Catalog {
    return this.#followed.catalog;
  }

  get trouble(): string | null {
    return this.#followed.trouble;
  }

  async ask({ question, previous, requestId = newRequestId() }: DeskQuestion): Promise<DeskReply> {
    const { log, now, links = null, answer: answerWith = answerQuestion } = this.#settings;
    const started = performance.now();
    const language = languageOf(question);
    let answer: Answer;
    let isFailure = false;
    try {
      const asked = {
        question,
        ...askedOn(now()),
        ...(previous === undefined ? {} : { previous }),
      };
      answer = await this.use((index) => withLinks(answerWith(asked, index), index, links));
    } catch (err) {
      isFailure = true;
      log.error({ err, requestId, audience: this.audience, chars: question.length }, '问题没能回答');
      const isAway = err instanceof KewenError && err.code === 'search';
      answer = failed(language, this.catalog.generation, isAway);
    }
    const elapsedMs = performance.now() - started;
    const notice = !isFailure ? null : language === 'en' ? `Request ${requestId}` : `编号 ${requestId}`;
    return { answer, document: toDocument(answer, { language, notice }), requestId, elapsedMs, isFailure };
  }

  use<T>(work: (index: OpenIndex) => T): Promise<T> {
    return this.#followed.use(work);
  }

  refresh(): Promise<boolean> {
    return this.#followed.refresh();
  }

  close(): void {
    if (this.#timer) clearInterval(this.#timer);
    this.#followed.close();
  }
}

const FAILED: Readonly<Record<Language, { readonly broken: string; readonly away: string }>> = {
  zh: {
    broken: '程序出了意外，这个问题没能回答。请换个说法再问，或把下面的编号告诉维护者。',
    away: '报告现在查不了，这个问题没能回答。请过一会儿再问；一直这样的话，把下面的编号告诉维护者。',
  },
  en: {
    broken:
      'Something went wrong inside and this question could not be answered. Please try other words, or tell the maintainer the number below.',
    away: 'The reports cannot be searched right now. Please ask again in a while; if it stays so, tell the maintainer the number below.',
  },
};

function failed(language: Language, generation: string, isAway: boolean): Answer {
  return {
    kind: 'unanswered',
    text: FAILED[language][isAway ? 'away' : 'broken'],
    confidence: 0,
    citations: [],
    nearest: [],
    suggestions: [],
    generation,
  };
}
