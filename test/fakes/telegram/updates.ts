/**
 * Updates on their way to the bot, as Telegram delivers them: kept until an offset confirms them (polling) or
 * the webhook answers 200; a chat's updates one after another, chats side by side.
 */
import type { Update } from 'grammy/types';

/** Where updates are posted to. */
export interface Webhook {
  readonly url: string;
  readonly secret: string;
  readonly maxConnections: number;
}

/** A poll that is held open. */
interface Poll {
  readonly offset: number;
  readonly limit: number;
  readonly finish: (updates: readonly Update[] | 'conflict') => void;
}

/** A failed delivery is repeated this often before it rests until `deliver` is called. */
const WEBHOOK_TRIES = 20;

/** The queue of one bot. */
export class UpdateQueue {
  #pending: Update[] = [];
  /** Delivered once more, whatever the offset: a poll is answered at least once. */
  #again: Update[] = [];
  /** Puts the updates of a delivery in another order than they came. */
  shuffle: <T>(updates: readonly T[]) => readonly T[] = (updates) => updates;
  #poll: Poll | null = null;
  #webhook: Webhook | null = null;
  #nextId = 1000;
  #connections = 0;
  readonly #busy = new Set<number>();
  readonly #tries = new Map<number, number>();
  /** Answers of the webhook, in the order they came. */
  readonly deliveries: { readonly update: number; readonly status: number }[] = [];
  onChange: () => void = () => {};

  /** Takes an update in and gives it its id. */
  push(update: Omit<Update, 'update_id'>, id = this.#nextId++): Update {
    const numbered = { ...update, update_id: id } as Update;
    this.#pending.push(numbered);
    this.#offer();
    this.deliver();
    return numbered;
  }

  /** Delivers an update again once it was confirmed. */
  repeat(update: Update): void {
    this.#again.push(update);
    this.#offer();
  }

  /** Updates that nobody confirmed yet. */
  get pending(): readonly Update[] {
    return this.#pending;
  }

  get webhook(): Webhook | null {
    return this.#webhook;
  }

  /** Whether a poll is held open. */
  get isPolled(): boolean {
    return this.#poll !== null;
  }

  setWebhook(webhook: Webhook | null): void {
    this.#webhook = webhook;
    this.#tries.clear();
    this.deliver();
  }

  drop(): void {
    this.#pending = [];
  }

  /** Holds a poll until there is an update; an older poll is ended as a conflict. */
  poll(
    offset: number,
    limit: number,
    timeoutSeconds: number,
  ): { answer: Promise<readonly Update[] | 'conflict'>; leave: () => void } {
    this.#poll?.finish('conflict');
    if (offset > 0) this.#pending = this.#pending.filter((update) => update.update_id >= offset);
    let leave = () => {};
    const answer = new Promise<readonly Update[] | 'conflict'>((resolve) => {
      const timer = setTimeout(() => finish([]), timeoutSeconds * 1000);
      const finish = (updates: readonly Update[] | 'conflict') => {
        clearTimeout(timer);
        if (this.#poll === poll) this.#poll = null;
        resolve(updates);
      };
      const poll: Poll = { offset, limit, finish };
      this.#poll = poll;
      leave = () => finish([]);
    });
    this.#offer();
    this.onChange();
    return { answer, leave };
  }

  #offer(): void {
    if (!this.#poll) return;
    // One that waits yet has an offset above others that wait, which it would confirm.
    const waiting = new Set(this.#pending);
    const again = this.#again.filter((update) => !waiting.has(update)).slice(0, this.#poll.limit);
    const offered = [...again, ...this.#pending].slice(0, this.#poll.limit);
    if (offered.length === 0) return;
    this.#again = this.#again.filter((update) => !again.includes(update));
    this.#poll.finish(this.shuffle(offered));
  }

  /** Posts what waits to the webhook, if there is one. */
  deliver(): void {
    const webhook = this.#webhook;
    if (!webhook) return;
    for (const update of this.#pending) {
      const chat = chatOf(update);
      if (this.#connections >= webhook.maxConnections) return;
      if (this.#busy.has(chat) || (this.#tries.get(update.update_id) ?? 0) >= WEBHOOK_TRIES) continue;
      this.#busy.add(chat);
      this.#connections++;
      void this.#post(webhook, update).then((status) => {
        this.#busy.delete(chat);
        this.#connections--;
        this.deliveries.push({ update: update.update_id, status });
        if (status === 200) this.#pending = this.#pending.filter((other) => other !== update);
        else this.#tries.set(update.update_id, (this.#tries.get(update.update_id) ?? 0) + 1);
        this.onChange();
        setImmediate(() => this.deliver());
      });
    }
  }

  async #post(webhook: Webhook, update: Update): Promise<number> {
    try {
      const response = await fetch(webhook.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': webhook.secret },
        body: JSON.stringify(update),
      });
      await response.arrayBuffer();
      return response.status;
    } catch {
      return 0;
    }
  }

  close(): void {
    this.#webhook = null;
    this.#poll?.finish([]);
  }
}

function chatOf(update: Update): number {
  const message = update.message ?? update.edited_message ?? update.callback_query?.message;
  return message?.chat.id ?? update.inline_query?.from.id ?? update.update_id;
}
