/**
 * A proxy before a real cluster: it writes down what was asked, and lets a request fail as a busy, slow or broken cluster
 * makes it fail.
 */
import { createServer, type IncomingMessage, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a test has happen to a request: the answer to give instead, `hang` for none, null to let it through. */
export type Trouble = (request: { readonly method: string; readonly path: string }) => Answer | 'hang' | null;

interface Answer {
  readonly status: number;
  readonly body: object;
}

/** A proxy that runs; to be closed. */
export interface ClusterProxy {
  readonly url: string;
  /** What was asked, `GET /kewen-public/_mapping`, with its body. */
  readonly asked: { readonly line: string; readonly body: string; readonly authorization: string }[];
  /** Set by a test, null for none. */
  trouble: Trouble | null;
  close(): Promise<void>;
}

/** Starts a proxy before an address. */
export async function startProxy(target: string): Promise<ClusterProxy> {
  const server = createServer((incoming, outgoing) => {
    void (async () => {
      const body = await textOf(incoming);
      const { method = 'GET', url: path = '/' } = incoming;
      const { authorization = '' } = incoming.headers;
      proxy.asked.push({ line: `${method} ${path}`, body, authorization });
      const trouble = proxy.trouble?.({ method, path }) ?? null;
      if (trouble === 'hang') return;
      if (trouble) {
        outgoing.writeHead(trouble.status, { 'content-type': 'application/json' });
        outgoing.end(JSON.stringify(trouble.body));
        return;
      }
      const { host: _, ...headers } = incoming.headers;
      const onward = send(new URL(path, target), { method, headers }, (reply) => {
        outgoing.writeHead(reply.statusCode ?? 502, reply.headers);
        reply.pipe(outgoing);
      });
      onward.on('error', () => outgoing.destroy());
      onward.end(body);
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const proxy: ClusterProxy = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked: [],
    trouble: null,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return proxy;
}

async function textOf(stream: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

/** What a cluster answers that has no room for more. */
export const BUSY: Answer = {
  status: 429,
  body: { error: { type: 'rejected_execution_exception', reason: 'queue is full' }, status: 429 },
};
