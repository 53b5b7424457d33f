/**
 * The one HTTP server of a running Kewen: `GET /healthz` (the process answers), `GET /readyz` (every channel takes
 * questions, and if not, which does not and why), and the paths that channels mount; one of them may take whatever is left.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { KewenError } from '../errors.ts';
import type { HttpListener, Readiness } from './channel.ts';
import type { Log } from './log.ts';

/** What `/readyz` reports. */
export interface ReadinessReport {
  /** By name of the channel. */
  readonly channels: Readonly<Record<string, Readiness>>;
  /** Whether records are kept; channels answer without. */
  readonly records: boolean;
  /** Whether the search cluster answers; left out where none is asked. */
  readonly search?: Readiness;
}

/** A server that listens. */
export interface HttpServer {
  readonly port: number;
  /**
   * Gives a path to a channel.
   *
   * @throws {KewenError} `settings` when it is taken
   */
  mount(path: string, listener: HttpListener): void;
  /** Gives every path that nobody has to a channel. */
  mountRest(listener: HttpListener): void;
  /** Lets requests that are being answered finish, for so long. */
  close(withinMs: number): Promise<void>;
}

/** Slow or idle connections are given up after so long. */
const REQUEST_TIMEOUT_MS = 30_000;
/** A connection nothing moves on, also one that does not read its answer, is cut after so long. */
const IDLE_TIMEOUT_MS = 30_000;
const MAX_CONNECTIONS = 2_000;
const MAX_REQUESTS_A_CONNECTION = 1_000;

/**
 * Starts listening.
 *
 * @param port 0 for any
 * @throws {KewenError} `settings` when the address is taken or not allowed
 */
export async function listen(
  address: { readonly host: string; readonly port: number },
  report: () => ReadinessReport,
  log: Log,
): Promise<HttpServer> {
  const mounted = new Map<string, HttpListener>([
    ['/healthz', (request, response) => reply(request, response, 200, { ok: true })],
    [
      '/readyz',
      (request, response) => {
        const { channels, records, search } = report();
        const all = [...Object.values(channels), ...(search ? [search] : [])];
        const isReady = all.every((one) => one.isReady);
        const status = isReady ? 200 : 503;
        reply(request, response, status, { ready: isReady, records, ...(search && { search }), channels });
      },
    ],
  ]);
  const server = createServer({ requestTimeout: REQUEST_TIMEOUT_MS, headersTimeout: REQUEST_TIMEOUT_MS });
  server.setTimeout(IDLE_TIMEOUT_MS);
  server.maxConnections = MAX_CONNECTIONS;
  server.maxRequestsPerSocket = MAX_REQUESTS_A_CONNECTION;
  let rest: HttpListener | null = null;
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const path = (request.url ?? '').split('?', 1)[0] as string;
    const listener = mounted.get(path) ?? rest;
    if (!listener) return reply(request, response, 404, { error: 'not found' });
    void (async () => listener(request, response))().catch((err: unknown) => {
      log.error({ err, path }, 'HTTP 请求没能处理');
      if (!response.headersSent) reply(request, response, 500, { error: 'internal' });
      else response.destroy();
    });
  });
  await begin(server, address);
  return {
    port: (server.address() as AddressInfo).port,
    mount: (path, listener) => {
      if (mounted.has(path)) {
        throw new KewenError('settings', `HTTP 路径 ${path} 已经有用了：请在 .env 里给 webhook 换一个路径`);
      }
      mounted.set(path, listener);
    },
    mountRest: (listener) => {
      rest = listener;
    },
    close: (withinMs) => end(server, withinMs),
  };
}

function reply(request: IncomingMessage, response: ServerResponse, status: number, body: object): void {
  if (status === 200 && request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { allow: 'GET, HEAD' }).end();
    return;
  }
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
  });
  response.end(`${JSON.stringify(body)}\n`);
}

function begin(
  server: Server,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const why =
        cause.code === 'EADDRINUSE'
          ? `${host}:${port} 已经有程序在用：请换一个 KEWEN_PORT，或停下那个程序`
          : `不能在 ${host}:${port} 上监听（${cause.code}）：请检查 KEWEN_HOST 和 KEWEN_PORT`;
      reject(new KewenError('settings', why, cause));
    });
    server.listen(port, host, resolve);
  });
}

function end(server: Server, withinMs: number): Promise<void> {
  return new Promise((resolve) => {
    const giveUp = setTimeout(() => server.closeAllConnections(), withinMs);
    server.close(() => {
      clearTimeout(giveUp);
      resolve();
    });
    server.closeIdleConnections();
  });
}
