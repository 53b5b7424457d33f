/**
 * Updates by webhook: only with the secret that Telegram was given, compared in constant time. An update is
 * answered with 200 as soon as it is noted, so Telegram never waits for an answer to be sent; what cannot be
 * taken now is refused, and Telegram brings it again.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Update } from 'grammy/types';
import { z } from 'zod';
import type { HttpListener } from '../channel.ts';
import { type Intake, MAX_IN_FLIGHT } from './intake.ts';

/** What a webhook works with. */
export interface WebhookSettings {
  readonly intake: Intake;
  readonly secret: string;
}

/** A webhook that can be closed. */
export interface Webhook {
  readonly listener: HttpListener;
  /** Takes no more updates: they are refused with 503. */
  close(): void;
}

/** Updates are a few kilobytes. */
const MAX_BODY_BYTES = 1 << 20;
const SECRET_HEADER = 'x-telegram-bot-api-secret-token';
const updateSchema = z.looseObject({ update_id: z.int().nonnegative() });

/** Makes the listener of a webhook. */
export function createWebhook({ intake, secret }: WebhookSettings): Webhook {
  let isClosed = false;
  return {
    close: () => {
      isClosed = true;
    },
    listener: async (request, response): Promise<unknown> => {
      const end = (status: number) => response.writeHead(status, { connection: 'close' }).end();
      if (!isSame(request.headers[SECRET_HEADER], secret)) return end(401);
      if (request.method !== 'POST') return end(405);
      const body = await readBody(request);
      if (body === null) return end(413);
      const update = parseUpdate(body);
      if (update === null) return end(400);
      if (isClosed || intake.size >= MAX_IN_FLIGHT) return end(503);
      void intake.sink.handle(await intake.claim([update]));
      return response.writeHead(200).end();
    },
  };
}

/** Compares in the same time whatever was given: digests have one length. */
function isSame(given: string | string[] | undefined, secret: string): boolean {
  const digest = (value: string) => createHash('sha256').update(value).digest();
  return (
    timingSafeEqual(digest(typeof given === 'string' ? given : ''), digest(secret)) &&
    typeof given === 'string'
  );
}

async function readBody(request: IncomingMessage): Promise<string | null> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > MAX_BODY_BYTES) return null;
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

function parseUpdate(body: string): Update | null {
  try {
    const read = updateSchema.safeParse(JSON.parse(body));
    return read.success ? (read.data as unknown as Update) : null;
  } catch {
    return null;
  }
}
