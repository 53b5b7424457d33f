/**
 * Sending to Slack: one thing at a time in a channel, so that answers come in order and a channel that is told to
 * wait (429) holds up no other; again after a failure of the network, but never twice: when it is unclear whether a
 * message arrived, the thread is looked through for it first.
 */
import { webApi } from '@slack/bolt';
import { KewenError } from '../../../errors.ts';
import type { Log } from '../../log.ts';
import { isUnclear, isUnreachable, networkCodeOf, refusalOf, retryAfterOf } from '../errors.ts';
import { logFailure } from '../report.ts';
import type { MessageContents } from './blocks.ts';

/** A message to post. */
export interface Post {
  readonly channel: string;
  /** The thread, or null for the channel itself. */
  readonly thread: string | null;
  readonly contents: MessageContents;
  /** Found again by this after an unclear failure. */
  readonly requestId: string;
  /** Whether it may have been posted before, by a process that died; it is looked for first. */
  readonly isMaybeThere?: boolean;
}

/** How often something is sent in all, over about six minutes, and how long between. */
const TRIES = 24;
const FIRST_WAIT_MS = 500;
const MAX_WAIT_MS = 20_000;
/** Slack asking for a longer wait than this is as good as a refusal. */
const MAX_RETRY_AFTER_S = 120;
/** For one request, of the web API as of a response address. */
export const REQUEST_TIMEOUT_MS = 10_000;
/** Pages of a thread that are looked through, a hundred messages each. */
const MAX_PAGES = 10;
const METADATA_TYPE = 'kewen_answer';

/** Sends messages of one workspace. */
export class Poster {
  readonly #client: webApi.WebClient;
  readonly #log: Log;
  readonly #sleep: (ms: number) => Promise<void>;
  readonly #botUser: string;
  /** What each channel is busy with. */
  readonly #tails = new Map<string, Promise<unknown>>();

  constructor(client: webApi.WebClient, botUser: string, log: Log, sleep: (ms: number) => Promise<void>) {
    this.#client = client;
    this.#botUser = botUser;
    this.#log = log;
    this.#sleep = sleep;
  }

  /**
   * Posts a message.
   *
   * @returns its ts
   * @throws what the last try threw
   */
  async post(post: Post): Promise<string> {
    const { channel, thread, contents, requestId } = post;
    let isMaybeThere = post.isMaybeThere === true;
    return this.persist('chat.postMessage', requestId, async () => {
      if (isMaybeThere) {
        const ts = await this.#find(post);
        if (ts) return ts;
      }
      try {
        const posted = await this.#client.chat.postMessage({
          channel,
          ...(thread === null ? {} : { thread_ts: thread }),
          text: contents.text,
          blocks: contents.blocks,
          unfurl_links: false,
          unfurl_media: false,
          metadata: { event_type: METADATA_TYPE, event_payload: { request: requestId } },
        });
        return posted.ts as string;
      } catch (error) {
        isMaybeThere ||= isUnclear(error);
        throw error;
      }
    });
  }

  /** Replaces a message. */
  async update(channel: string, ts: string, contents: MessageContents, requestId: string): Promise<void> {
    await this.persist('chat.update', requestId, () =>
      this.#client.chat.update({ channel, ts, text: contents.text, blocks: contents.blocks }),
    );
  }

  /** Shows something to one person; what cannot be shown is logged, nothing more. */
  async whisper(
    channel: string,
    user: string,
    thread: string | null,
    contents: MessageContents,
    requestId: string,
  ): Promise<boolean> {
    try {
      await this.persist('chat.postEphemeral', requestId, () =>
        this.#client.chat.postEphemeral({
          channel,
          user,
          ...(thread === null ? {} : { thread_ts: thread }),
          text: contents.text,
          blocks: contents.blocks,
        }),
      );
      return true;
    } catch (err) {
      logFailure(this.#log, err, { requestId }, '只给一个人看的消息没能发出');
      return false;
    }
  }

  /** Does something when everything before it in the channel is done. */
  inOrder<T>(channel: string, work: () => Promise<T>): Promise<T> {
    const before = this.#tails.get(channel) ?? Promise.resolve();
    const mine = before.then(work, work);
    this.#tails.set(channel, mine);
    const done = () => {
      if (this.#tails.get(channel) === mine) this.#tails.delete(channel);
    };
    mine.then(done, done);
    return mine;
  }

  /** Tries until it succeeds, is refused, or has failed too often. */
  async persist<T>(method: string, requestId: string, work: () => Promise<T>): Promise<T> {
    for (let tries = 1; ; tries++) {
      try {
        return await work();
      } catch (error) {
        const retryAfterS = retryAfterOf(error);
        const mayHelp = retryAfterS === null ? isUnreachable(error) : retryAfterS <= MAX_RETRY_AFTER_S;
        if (!mayHelp || tries >= TRIES) throw error;
        const waitMs =
          retryAfterS === null
            ? Math.min(MAX_WAIT_MS, FIRST_WAIT_MS * 2 ** (tries - 1))
            : Math.max(0, retryAfterS) * 1000;
        const why =
          retryAfterS === null ? (networkCodeOf(error) ?? refusalOf(error) ?? 'unreachable') : 'rate limited';
        this.#log.warn({ requestId, method, why, waitMs, tries }, '发往 Slack 没有成功，稍后再试');
        await this.#sleep(waitMs);
      }
    }
  }

  /**
   * Sends to the address that came with a command or a press; good for half an hour and five times.
   *
   * @throws what the last try threw
   */
  respond(url: string, body: object, requestId: string): Promise<void> {
    return this.#put('response_url', requestId, url, 'application/json', JSON.stringify(body));
  }

  /**
   * Sends the bytes of a file to the address that Slack gave for it.
   *
   * @throws what the last try threw
   */
  upload(url: string, bytes: Uint8Array<ArrayBuffer>, requestId: string): Promise<void> {
    return this.#put('upload_url', requestId, url, 'application/octet-stream', bytes);
  }

  async #put(
    what: string,
    requestId: string,
    url: string,
    type: string,
    body: string | Uint8Array<ArrayBuffer>,
  ): Promise<void> {
    await this.persist(what, requestId, async () => {
      let response: Response;
      try {
        response = await fetch(url, {
          method: 'POST',
          headers: { 'content-type': type },
          body,
          signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
        });
      } catch (cause) {
        throw new webApi.WebAPIRequestError(cause as Error);
      }
      if (response.status === 429) {
        throw new webApi.WebAPIRateLimitedError(Number(response.headers.get('retry-after')) || 1);
      }
      // An address that is used up or out of date does not come back.
      if (response.status >= 400 && response.status < 500) {
        throw new KewenError('platform', `Slack 不再收这个地址的回应（HTTP ${response.status}）`);
      }
      if (!response.ok) throw new webApi.WebAPIHTTPError(response.status, response.statusText, {}, '');
    });
  }

  /** The message of a request, if it is there already; null also where we may not look. */
  async #find({ channel, thread, requestId }: Post): Promise<string | null> {
    let cursor: string | undefined;
    // A thread comes oldest first, so what was just posted is on its last page; a DM comes newest first.
    for (let pages = 0; pages < (thread === null ? 1 : MAX_PAGES); pages++) {
      let found: webApi.ConversationsRepliesResponse | webApi.ConversationsHistoryResponse;
      const page = { channel, limit: 100, include_all_metadata: true, ...(cursor ? { cursor } : {}) };
      try {
        found =
          thread === null
            ? await this.#client.conversations.history(page)
            : await this.#client.conversations.replies({ ...page, ts: thread });
      } catch (error) {
        if (refusalOf(error) !== null && retryAfterOf(error) === null && !isUnreachable(error)) return null;
        throw error;
      }
      const mine = (found.messages ?? []).find(
        ({ user, metadata }) =>
          user === this.#botUser &&
          (metadata?.event_payload as { request?: unknown } | undefined)?.request === requestId,
      );
      if (mine) return mine.ts ?? null;
      cursor = found.response_metadata?.next_cursor;
      if (!cursor) return null;
    }
    return null;
  }
}
