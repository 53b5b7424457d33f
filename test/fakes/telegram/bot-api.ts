/**
 * A Bot API over real sockets: the methods the bot uses, Telegram's limits, and faults on demand. Everything
 * it receives is kept, byte for byte.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { UserFromGetMe } from 'grammy/types';
import { type BotMessage, Chats, type Outcome } from './chats.ts';
import type { Payload, Rates } from './limits.ts';
import { UpdateQueue } from './updates.ts';

/** What goes wrong with a call. */
export type Fault =
  | {
      readonly kind: 'refuse';
      readonly code: number;
      readonly description: string;
      readonly retryAfterSeconds?: number;
    }
  | { readonly kind: 'page' } // 502 with a page of HTML
  | { readonly kind: 'garbage' } // 200, not JSON
  | { readonly kind: 'drop' } // the connection ends, nothing was done
  | { readonly kind: 'drop-after' } // it was done, the connection ends before the answer
  | { readonly kind: 'hang' }; // half open: no answer ever

/** A call that was answered. */
export interface Call {
  readonly method: string;
  readonly payload: Payload;
  readonly outcome: Outcome | 'fault';
  /** From `performance.now()`, for the bench. */
  readonly atMs: number;
}

/** How a fake is set up. */
export interface FakeSettings {
  readonly token?: string;
  readonly rates?: Rates | null;
  readonly now?: () => number;
  readonly privacyMode?: boolean;
  /** Whether received bytes are kept; off for long benches. */
  readonly keepsBytes?: boolean;
}

export const TOKEN = '7000000001:AAE-fake_token-that_must-never-be-seen';

/** A running fake. */
export class FakeBotApi {
  readonly token: string;
  readonly me: UserFromGetMe;
  readonly chats: Chats;
  readonly updates = new UpdateQueue();
  readonly calls: Call[] = [];
  readonly received: string[] = [];
  readonly privacyMode: boolean;
  /** What getWebhookInfo says besides. */
  webhookTrouble: Payload = {};
  /** Told of every call, before it is kept. */
  onCall: (call: Call) => void = () => {};
  readonly #keepsBytes: boolean;
  readonly #faults: { method: string; fault: Fault; times: number; when: (payload: Payload) => boolean }[] =
    [];
  readonly #waiting = new Set<() => void>();
  readonly #server: Server;
  #port = 0;

  private constructor(settings: FakeSettings) {
    this.token = settings.token ?? TOKEN;
    this.privacyMode = settings.privacyMode ?? false;
    this.#keepsBytes = settings.keepsBytes ?? true;
    this.me = {
      id: Number(this.token.split(':')[0]),
      is_bot: true,
      first_name: '科问',
      username: 'kewen_test_bot',
      can_join_groups: true,
      can_read_all_group_messages: !this.privacyMode,
      supports_inline_queries: true,
      can_connect_to_business: false,
      has_main_web_app: false,
    } as unknown as UserFromGetMe;
    this.chats = new Chats(this.me, settings.rates ?? null, settings.now ?? Date.now);
    this.updates.onChange = () => this.#changed();
    this.#server = createServer((request, response) => void this.#handle(request, response));
    // A connection that closes just when a call begins is a fault, and faults come when they are asked for.
    this.#server.keepAliveTimeout = 600_000;
  }

  static async start(settings: FakeSettings = {}): Promise<FakeBotApi> {
    const fake = new FakeBotApi(settings);
    await new Promise<void>((resolve) => fake.#server.listen(0, '127.0.0.1', resolve));
    return fake;
  }

  /** Without a slash at the end. */
  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** The bot's messages in a chat, oldest first. */
  messages(chat: number): BotMessage[] {
    return this.chats.sent.filter((message) => message.chat === chat);
  }

  /** Makes the next calls of a method (or `*`) go wrong. */
  fail(method: string, fault: Fault, times = 1, when: (payload: Payload) => boolean = () => true): void {
    this.#faults.push({ method, fault, times, when });
  }

  /** Nothing goes wrong any more. */
  heal(): void {
    this.#faults.length = 0;
  }

  /** Waits until something holds; asked again after every call. */
  until<T>(holds: () => T | null | undefined | false): Promise<T> {
    return new Promise((resolve) => {
      const ask = () => {
        const value = holds();
        if (value === null || value === undefined || value === false) return;
        this.#waiting.delete(ask);
        resolve(value);
      };
      this.#waiting.add(ask);
      ask();
    });
  }

  #changed(): void {
    for (const ask of [...this.#waiting]) ask();
  }

  /** Nobody listens any more: connections are refused, until {@link comeBack}. */
  async goAway(): Promise<void> {
    this.#port = (this.#server.address() as AddressInfo).port;
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }

  /** Listens again where it did. */
  async comeBack(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(this.#port, '127.0.0.1', resolve));
  }

  async close(): Promise<void> {
    this.updates.close();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    try {
      for await (const part of request) parts.push(part as Buffer);
    } catch {
      return;
    }
    const bytes = Buffer.concat(parts);
    const type = request.headers['content-type'] ?? '';
    const form = type.startsWith('multipart/form-data') ? readForm(bytes, type) : null;
    const body = form ? JSON.stringify(form) : bytes.toString('utf8');
    if (this.#keepsBytes) this.received.push(`${request.url}\n${JSON.stringify(request.headers)}\n${body}`);
    const [, token, method = ''] = /^\/bot([^/]+)\/(\w+)$/u.exec(request.url ?? '') ?? [];
    let payload: Payload = {};
    try {
      if (body) payload = JSON.parse(body) as Payload;
    } catch {
      return this.#answer(response, { ok: false, code: 400, description: 'Bad Request: not JSON' });
    }
    // JSON.stringify escapes nothing of this kind but halves of characters.
    if (/\\ud[89a-f][0-9a-f]{2}/iu.test(body)) {
      this.#answer(response, {
        ok: false,
        code: 400,
        description: 'Bad Request: strings must be encoded in UTF-8',
      });
      return;
    }
    const fault = this.#takeFault(method, payload);
    if (fault && fault.kind !== 'drop-after') {
      this.#keep({ method, payload, outcome: 'fault', atMs: performance.now() });
      return this.#break(response, fault);
    }
    const outcome: Outcome =
      token === this.token
        ? await this.#call(method, payload, response)
        : { ok: false, code: token ? 401 : 404, description: token ? 'Unauthorized' : 'Not Found' };
    if (fault) response.destroy();
    else this.#answer(response, outcome);
    this.#keep({ method, payload, outcome, atMs: performance.now() });
  }

  #keep(call: Call): void {
    this.onCall(call);
    if (this.#keepsBytes) this.calls.push(call);
    this.#changed();
  }

  #takeFault(method: string, payload: Payload): Fault | null {
    const found = this.#faults.find(
      (rule) => (rule.method === '*' || rule.method === method) && rule.times > 0 && rule.when(payload),
    );
    if (!found) return null;
    found.times--;
    return found.fault;
  }

  #break(response: ServerResponse, fault: Fault): void {
    if (fault.kind === 'refuse') this.#answer(response, { ok: false, ...fault });
    else if (fault.kind === 'drop') response.destroy();
    else if (fault.kind === 'page') {
      response.writeHead(502, { 'content-type': 'text/html' });
      response.end('<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>');
    } else if (fault.kind === 'garbage') response.end('}{');
  }

  #answer(response: ServerResponse, outcome: Outcome): void {
    if (response.destroyed) return;
    response.writeHead(outcome.ok ? 200 : outcome.code, { 'content-type': 'application/json' });
    const refusal = outcome.ok
      ? outcome
      : {
          ok: false,
          error_code: outcome.code,
          description: outcome.description,
          ...(outcome.retryAfterSeconds ? { parameters: { retry_after: outcome.retryAfterSeconds } } : {}),
        };
    response.end(JSON.stringify(refusal));
  }

  async #call(method: string, payload: Payload, response: ServerResponse): Promise<Outcome> {
    if (method === 'getMe') return { ok: true, result: this.me };
    if (method === 'getUpdates') return this.#getUpdates(payload, response);
    if (method === 'deleteWebhook') {
      this.updates.setWebhook(null);
      return { ok: true, result: true };
    }
    if (method === 'getWebhookInfo') {
      const { webhook, pending } = this.updates;
      return {
        ok: true,
        result: {
          url: webhook?.url ?? '',
          has_custom_certificate: false,
          pending_update_count: pending.length,
          ...this.webhookTrouble,
        },
      };
    }
    if (method !== 'setWebhook') return this.chats.call(method, payload);
    const url = String(payload['url'] ?? '');
    if (!/^https:\/\/|^http:\/\/127\.0\.0\.1/u.test(url)) {
      return {
        ok: false,
        code: 400,
        description: 'Bad Request: bad webhook: An HTTPS URL must be provided for webhook',
      };
    }
    const secret = String(payload['secret_token'] ?? '');
    this.updates.setWebhook({ url, secret, maxConnections: Number(payload['max_connections'] ?? 40) });
    return { ok: true, result: true };
  }

  async #getUpdates(payload: Payload, response: ServerResponse): Promise<Outcome> {
    if (this.updates.webhook) {
      return {
        ok: false,
        code: 409,
        description:
          "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
      };
    }
    const { answer, leave } = this.updates.poll(
      Number(payload['offset'] ?? 0),
      Number(payload['limit'] ?? 100),
      Number(payload['timeout'] ?? 0),
    );
    response.once('close', leave);
    const updates = await answer;
    return updates === 'conflict'
      ? {
          ok: false,
          code: 409,
          description:
            'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
        }
      : { ok: true, result: updates };
  }
}

/** A call with a file (RFC 7578): its fields, those that are objects as JSON, and of each file its name and size. */
function readForm(bytes: Buffer, type: string): Payload {
  const boundary = /boundary=(.+)$/u.exec(type)?.[1] ?? '';
  const files = new Map<string, Payload>();
  const fields: Record<string, unknown> = {};
  // One character a byte, so that offsets in it are offsets in the body.
  for (const part of bytes.toString('latin1').split(`--${boundary}`).slice(1, -1)) {
    const cut = part.indexOf('\r\n\r\n');
    const head = part.slice(0, cut);
    const body = Buffer.from(part.slice(cut + 4, -2), 'latin1');
    const name = /[; ]name="([^"]*)"/u.exec(head)?.[1] ?? '';
    const file = /filename="?([^";\r]*)/u.exec(head)?.[1];
    const value = body.toString('utf8');
    if (file !== undefined)
      files.set(name, { name: file, size: body.length, start: part.slice(cut + 4, cut + 12) });
    else fields[name] = /^[{[]/u.test(value) ? JSON.parse(value) : value;
  }
  for (const [name, value] of Object.entries(fields)) {
    const attached = /^attach:\/\/(.+)$/u.exec(String(value))?.[1];
    if (attached !== undefined) fields[name] = files.get(attached);
  }
  return fields;
}
