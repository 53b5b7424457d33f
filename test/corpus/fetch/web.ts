/**
 * A web server on this machine that gives what a test says, and names that resolve as it says.
 */
import type { lookup } from 'node:dns';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll } from 'vitest';
import { type AddressRange, readAddressRange } from '../../../src/corpus/fetch/addresses.ts';

export type Page = (request: IncomingMessage, response: ServerResponse) => void;

export interface Web {
  /** Without a slash at its end. */
  readonly url: string;
  readonly port: number;
  /** Paths that were asked for. */
  readonly asked: string[];
}

export const LOCAL = [readAddressRange('127.0.0.0/8')] as AddressRange[];

/** Starts a server; it is closed when the test file is done. */
export async function startWeb(pages: Readonly<Record<string, Page>>): Promise<Web> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    asked.push(path);
    const page = pages[path.split('?')[0] ?? ''];
    if (page) page(request, response);
    else response.writeHead(404).end('nothing here');
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, port, asked };
}

/** Gives a body. */
export const body =
  (content: string | Buffer, headers: Readonly<Record<string, string>> = {}): Page =>
  (_, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...headers }).end(content);
  };

/** Sends elsewhere. */
export const redirect =
  (location: string, status = 302): Page =>
  (_, response) => {
    response.writeHead(status, { location }).end('moved');
  };

/** A resolver that gives one answer after the other. */
export function resolving(...answers: readonly string[][]): typeof lookup {
  let asked = 0;
  const resolve = (
    _host: string,
    _options: unknown,
    callback: (error: null, found: { address: string; family: number }[]) => void,
  ) => {
    const answer = answers[Math.min(asked++, answers.length - 1)] as string[];
    callback(
      null,
      answer.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
  };
  return resolve as unknown as typeof lookup;
}
