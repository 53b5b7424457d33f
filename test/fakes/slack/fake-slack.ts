/**
 * A Slack of our own over real sockets: the Web API and response addresses over HTTP, Socket Mode over a WebSocket, or
 * events posted with a signature. It keeps Slack's limits, delivers again what was not acknowledged, and fails as told.
 */
import { createHmac } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { messageBreach } from './limits.ts';
import { callMethod, NEEDS, Refused } from './web-api.ts';
import { type Json, Workspace } from './workspace.ts';

export const BOT_TOKEN = 'xoxb-1111111111-fakefakefake';
export const APP_TOKEN = 'xapp-1-A1-2222222222-fakefakefake';
export const SIGNING_SECRET = 'fake0signing0secret0fake0signing';

/** Slack gives up on an acknowledgement after this. */
const ACK_WITHIN_MS = 3_000;

/** How a call fails: answered so, or its connection cut before or after the method did its work. */
export type Fault =
  | { readonly status: number; readonly retryAfter?: number; readonly body?: string }
  | { readonly error: string; readonly more?: Json }
  | 'cut-before'
  | 'cut-after';

/** An envelope on its way. */
interface Delivery {
  readonly id: string;
  readonly type: string;
  readonly payload: Json;
  readonly resolve: (ack: Json) => void;
  attempts: number;
  timer?: NodeJS.Timeout;
}

/** A running fake. */
export class FakeSlack {
  readonly workspace = new Workspace();
  readonly calls: {
    readonly method: string;
    readonly args: Json;
    readonly ok: boolean;
    readonly at: number;
  }[] = [];
  /** When each message was last delivered, in `performance.now()`. */
  readonly sentAt = new Map<string, number>();
  /** Where the bot broke a rule, e.g. acknowledged too late. */
  readonly breaches: string[] = [];
  readonly triggers = new Map<string, string>();
  /** What auth.test says the bot token may do; null to say nothing. */
  scopes: string[] | null = null;
  /** How far its clock is ahead, as its answers say. */
  clockAheadMs = 0;
  /** Whether connections get a hello. */
  saysHello = true;
  /** Where events are posted to; null for Socket Mode. */
  eventsUrl: string | null = null;

  /** Stays known when it is stopped. */
  port = 0;

  readonly #server: Server;
  readonly #sockets = new WebSocketServer({ noServer: true });
  readonly #changes = new EventEmitter();
  readonly #faults = new Map<string, Fault[]>();
  readonly #pending = new Map<string, Delivery>();
  #live: WebSocket[] = [];

  private constructor(server: Server) {
    this.#server = server;
    this.#changes.setMaxListeners(0);
  }

  /** @param port the one to listen on, 0 for any */
  static async start(port = 0): Promise<FakeSlack> {
    const server = createServer();
    const fake = new FakeSlack(server);
    server.on('request', (request, response) => void fake.#serve(request, response));
    server.on('upgrade', (request, socket, head) =>
      fake.#sockets.handleUpgrade(request, socket, head, (ws) => fake.#connect(ws)),
    );
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    fake.port = (server.address() as AddressInfo).port;
    fake.workspace.url = `http://127.0.0.1:${fake.port}`;
    return fake;
  }

  get apiUrl(): string {
    return `http://127.0.0.1:${this.port}/api/`;
  }

  /** How many sockets are open. */
  get connections(): number {
    return this.#live.length;
  }

  async stop(): Promise<void> {
    for (const { timer } of this.#pending.values()) clearTimeout(timer);
    this.#pending.clear();
    for (const ws of this.#sockets.clients) ws.terminate();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** Lets the next calls of a method fail, one after the other. */
  fail(method: string, ...faults: Fault[]): void {
    this.#faults.set(method, [...(this.#faults.get(method) ?? []), ...faults]);
  }

  /** Resolves as soon as something is true; looked at after everything that happens. */
  until<T>(look: () => T | undefined | null | false): Promise<T> {
    return new Promise((resolve) => {
      const check = () => {
        const seen = look();
        if (!seen) return;
        this.#changes.off('change', check);
        resolve(seen);
      };
      this.#changes.on('change', check);
      check();
    });
  }

  /** Resolves when the bot is connected. */
  async connected(): Promise<void> {
    await this.until(() => this.#live.length > 0);
  }

  /** Cuts every socket without a word. */
  dropSockets(): void {
    for (const ws of this.#live) ws.terminate();
    this.#live = [];
  }

  /** Asks the bot to connect anew, as Slack does every few hours. */
  refreshSockets(): void {
    for (const ws of this.#live) ws.send(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested' }));
  }

  /** Sends something that is no envelope. */
  sendRaw(text: string): void {
    this.#live[0]?.send(text);
  }

  /**
   * Delivers an envelope until it is acknowledged.
   *
   * @returns the payload of the acknowledgement
   */
  deliver(type: string, payload: Json): Promise<Json> {
    const id = this.workspace.nextId('E');
    return new Promise((resolve) => {
      const delivery: Delivery = { id, type, payload, resolve, attempts: 0 };
      this.#pending.set(id, delivery);
      this.#send(delivery);
    });
  }

  #send(delivery: Delivery): void {
    const { ts } = (delivery.payload['event'] ?? {}) as { ts?: unknown };
    if (typeof ts === 'string') this.sentAt.set(ts, performance.now());
    if (this.eventsUrl !== null) {
      void this.#postEvent(delivery);
      return;
    }
    const ws = this.#live[delivery.attempts % Math.max(1, this.#live.length)];
    if (!ws) return; // Sent when the bot is connected again.
    delivery.attempts++;
    clearTimeout(delivery.timer);
    delivery.timer = setTimeout(() => this.breaches.push(`${delivery.type} not acknowledged`), ACK_WITHIN_MS);
    const { id, type, payload, attempts } = delivery;
    ws.send(
      JSON.stringify({
        envelope_id: id,
        type,
        payload,
        accepts_response_payload: type !== 'events_api',
        ...(attempts > 1 ? { retry_attempt: attempts - 1, retry_reason: 'timeout' } : {}),
      }),
    );
  }

  async #postEvent(delivery: Delivery): Promise<void> {
    const { type, payload } = delivery;
    const isJson = type === 'events_api';
    const body = isJson
      ? JSON.stringify(payload)
      : new URLSearchParams(
          type === 'slash_commands'
            ? (payload as Record<string, string>)
            : { payload: JSON.stringify(payload) },
        ).toString();
    for (;;) {
      delivery.attempts++;
      const startedAt = performance.now();
      try {
        const response = await fetch(this.eventsUrl as string, {
          method: 'POST',
          headers: {
            ...sign(body),
            'content-type': isJson ? 'application/json' : 'application/x-www-form-urlencoded',
            ...(delivery.attempts > 1 ? { 'x-slack-retry-num': String(delivery.attempts - 1) } : {}),
          },
          body,
        });
        if (performance.now() - startedAt > ACK_WITHIN_MS) this.breaches.push(`${type} not acknowledged`);
        if (!response.ok) throw new Error(`HTTP ${response.status}`);
        const text = await response.text();
        this.#acknowledge(delivery.id, text.startsWith('{') ? (JSON.parse(text) as Json) : {});
        return;
      } catch {
        if (delivery.attempts >= 4 || !this.#pending.has(delivery.id)) return;
      }
    }
  }

  #acknowledge(id: string, payload: Json): void {
    const delivery = this.#pending.get(id);
    if (!delivery) return;
    clearTimeout(delivery.timer);
    this.#pending.delete(id);
    delivery.resolve(payload);
    this.#changes.emit('change');
  }

  #connect(ws: WebSocket): void {
    ws.on('message', (data) => {
      const { envelope_id: id, payload } = JSON.parse(String(data)) as {
        envelope_id: string;
        payload?: Json;
      };
      this.#acknowledge(id, payload ?? {});
    });
    ws.on('close', () => {
      this.#live = this.#live.filter((other) => other !== ws);
      this.#changes.emit('change');
    });
    if (!this.saysHello) return;
    ws.send(JSON.stringify({ type: 'hello', num_connections: 1 }));
    this.#live.push(ws);
    for (const delivery of [...this.#pending.values()]) this.#send(delivery);
    this.#changes.emit('change');
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString('utf8');
    const path = (request.url ?? '').slice(1);
    if (path.startsWith('upload/')) {
      const upload = this.workspace.uploads.get(path.slice('upload/'.length));
      if (upload) upload.bytes = Buffer.concat(chunks);
      this.#note('upload_url', {}, upload !== undefined);
      return void response.writeHead(upload ? 200 : 404).end('OK');
    }
    if (path.startsWith('response/')) return this.#respond(path, body, response);
    const method = path.replace(/^api\//u, '');
    const args = readArguments(body);
    const fault = this.#faults.get(method)?.shift();
    if (fault === 'cut-before') return void request.socket.destroy();
    if (fault && typeof fault === 'object' && 'status' in fault) {
      this.#note(method, args, false);
      response.writeHead(
        fault.status,
        fault.retryAfter === undefined ? {} : { 'retry-after': String(fault.retryAfter) },
      );
      return void response.end(fault.body ?? '');
    }
    let answer: Json;
    try {
      if (fault && typeof fault === 'object') throw new Refused(fault.error, fault.more);
      answer = { ok: true, ...this.#call(method, args, request) };
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (
        /^(?:invalid_blocks|invalid_arguments|msg_too_long|no_text|unknown_method|view_too_large)/u.test(
          error.message,
        )
      ) {
        this.breaches.push(`${method}: ${error.message}`);
      }
      answer = error.body;
    }
    this.#note(method, args, answer['ok'] === true);
    if (fault === 'cut-after') return void request.socket.destroy();
    response.writeHead(200, {
      'content-type': 'application/json',
      ...(this.clockAheadMs === 0 ? {} : { date: new Date(Date.now() + this.clockAheadMs).toUTCString() }),
      ...(this.scopes === null ? {} : { 'x-oauth-scopes': this.scopes.join(',') }),
    });
    response.end(JSON.stringify(answer));
  }

  #call(method: string, args: Json, request: IncomingMessage): Json {
    const token = /^Bearer (.+)$/u.exec(request.headers.authorization ?? '')?.[1] ?? args['token'];
    if (method === 'apps.connections.open') {
      if (token !== APP_TOKEN) throw new Refused('invalid_auth');
      return { url: `ws://127.0.0.1:${this.port}/link/?ticket=secret-ticket` };
    }
    if (token !== BOT_TOKEN) throw new Refused('invalid_auth');
    const needed = NEEDS[method];
    if (this.scopes && needed && !this.scopes.includes(needed))
      throw new Refused('missing_scope', { needed });
    return callMethod(method, args, this.workspace, this.triggers);
  }

  /** What is sent to the address of a command or a press. */
  #respond(path: string, body: string, response: ServerResponse): void {
    const [, user = '', channel = '', ts = ''] = path.split('/');
    const message = JSON.parse(body) as Json;
    const breach = messageBreach(message);
    if (breach) this.breaches.push(`response_url: ${breach}`);
    const shown = {
      text: String(message['text']),
      ...(message['blocks'] ? { blocks: message['blocks'] as Json[] } : {}),
    };
    const before = this.workspace.ephemerals.find((seen) => seen.ts === ts && seen.user === user);
    if (message['replace_original'] === true && before) Object.assign(before, shown);
    else this.workspace.ephemerals.push({ channel, user, ts: this.workspace.nextTs(), ...shown });
    this.#note('response_url', message, breach === null);
    response.writeHead(breach ? 400 : 200).end('ok');
  }

  #note(method: string, args: Json, ok: boolean): void {
    this.calls.push({ method, args, ok, at: performance.now() });
    this.#changes.emit('change');
  }
}

/** The headers by which the bot knows that a request is Slack's. */
export function sign(
  body: string,
  secret = SIGNING_SECRET,
  atS = Math.floor(Date.now() / 1000),
): Record<string, string> {
  const hash = createHmac('sha256', secret).update(`v0:${atS}:${body}`).digest('hex');
  return { 'x-slack-request-timestamp': String(atS), 'x-slack-signature': `v0=${hash}` };
}

/** Form fields, of which some hold JSON. */
function readArguments(body: string): Json {
  const args: Json = {};
  for (const [name, value] of new URLSearchParams(body)) {
    const isJson =
      /^[[{]/u.test(value) && ['blocks', 'view', 'prompts', 'metadata', 'files', 'unfurls'].includes(name);
    args[name] = isJson ? JSON.parse(value) : value;
  }
  return args;
}
