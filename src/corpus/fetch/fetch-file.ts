/**
 * A file from the web, within bounds: http and https alone, a number of redirects with each of them checked, so many
 * bytes, so much time, public addresses. Nothing of it is run, and nothing that it names is fetched.
 */
import { Agent, fetch, type Response } from 'undici';
import { MAX_FILE_BYTES, tooLarge } from '../read.ts';
import { type AddressRange, guardedLookup, isAllowedAddress, RefusedAddress } from './addresses.ts';

/** A file as a server gave it. */
export interface FetchedFile {
  readonly ok: true;
  /** Where it was in the end, without a fragment. */
  readonly url: string;
  readonly bytes: Uint8Array;
  /** The Content-Type header; empty where there is none. */
  readonly contentType: string;
  /** The Content-Disposition header; empty where there is none. */
  readonly disposition: string;
}

/** One Chinese line that says why there is no file and what to do. */
export interface NotFetched {
  readonly ok: false;
  readonly message: string;
}

/** The bounds of a fetch. */
export interface FetchOptions {
  /** Addresses that are not public and may be connected to all the same. */
  readonly allowed: readonly AddressRange[];
  /** For all of it: redirects, headers and body. */
  readonly timeoutMs?: number;
  readonly maxBytes?: number;
  /** How names are resolved; the system's own unless a test says otherwise. */
  readonly resolve?: Parameters<typeof guardedLookup>[1];
}

const TIMEOUT_MS = 60_000;
const CONNECT_TIMEOUT_MS = 15_000;
const MAX_REDIRECTS = 5;
/** Many sites turn away whoever does not begin like a browser. */
const HEADERS = { 'user-agent': 'Mozilla/5.0 (compatible; kewen)', accept: '*/*' };
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

const notFetched = (message: string): NotFetched => ({ ok: false, message });

/**
 * Fetches one address.
 *
 * @param typed as a person wrote it
 */
export async function fetchFile(typed: string, options: FetchOptions): Promise<FetchedFile | NotFetched> {
  const { timeoutMs = TIMEOUT_MS, maxBytes = MAX_FILE_BYTES, allowed } = options;
  const agent = new Agent({
    connect: { lookup: guardedLookup(allowed, options.resolve), timeout: CONNECT_TIMEOUT_MS },
  });
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    let url = readAddress(typed, allowed);
    for (let hops = 0; !('ok' in url); hops++) {
      const response = await fetch(url, {
        dispatcher: agent,
        redirect: 'manual',
        signal: timeout,
        headers: HEADERS,
      });
      const next = REDIRECTS.has(response.status) ? response.headers.get('location') : null;
      if (next === null) return await take(response, url, maxBytes);
      await response.body?.cancel();
      if (hops >= MAX_REDIRECTS)
        return notFetched(`转来转去，超过 ${MAX_REDIRECTS} 次；请写最后打开的那个网址`);
      url = readAddress(next, allowed, url);
    }
    return url;
  } catch (error) {
    return notFetched(whyNot(error, timeout.aborted, timeoutMs));
  } finally {
    // Whatever still runs is of no use any more.
    await agent.destroy().catch(() => {});
  }
}

/** An address that may be asked, also one that a redirect leads to. */
function readAddress(typed: string, allowed: readonly AddressRange[], base?: URL): URL | NotFetched {
  if (!URL.canParse(typed, base?.href)) return notFetched('网址写得不对；请从浏览器地址栏复制');
  const url = new URL(typed, base);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return notFetched(`只取 http 和 https 的网址，不取 ${url.protocol.slice(0, 20)}`);
  }
  if (url.username !== '' || url.password !== '') return notFetched('网址里不能有用户名和密码；请删去再试');
  const host = url.hostname.replace(/^\[|\]$/gu, '');
  // A name is looked up, and judged, when the connection is made; an address never is looked up.
  const isAddress = /^[\d.]+$|:/u.test(host);
  if (isAddress && !isAllowedAddress(host, allowed)) return notFetched(refusal(host));
  url.hash = '';
  return url;
}

async function take(response: Response, url: URL, maxBytes: number): Promise<FetchedFile | NotFetched> {
  if (response.status !== 200) {
    await response.body?.cancel();
    return notFetched(`网站回答 ${response.status}；请在浏览器里看看这个网址能不能打开`);
  }
  const declared = Number(response.headers.get('content-length') ?? 0);
  if (declared > maxBytes) {
    await response.body?.cancel();
    return notFetched(tooLarge(declared, maxBytes));
  }
  const parts: Uint8Array[] = [];
  let size = 0;
  // Counted as it comes and after it is unpacked: a header may lie, and a few bytes may unpack to many.
  for await (const part of response.body ?? []) {
    size += part.byteLength;
    if (size > maxBytes) return notFetched(tooLarge(size, maxBytes));
    parts.push(part);
  }
  if (size === 0) return notFetched('网站给的是空的');
  return {
    ok: true,
    url: url.href,
    bytes: Buffer.concat(parts),
    contentType: response.headers.get('content-type') ?? '',
    disposition: response.headers.get('content-disposition') ?? '',
  };
}

const refusal = (host: string) =>
  `${host} 是内部地址，不去取；确实要取，请在 .env 里写 KEWEN_FETCH_ALLOW=它的 IP 地址`;

/** What the machine or the network says, in Chinese. */
function whyNot(error: unknown, isOver: boolean, timeoutMs: number): string {
  if (isOver) return `${Math.ceil(timeoutMs / 1000)} 秒还没取完；请稍后再试，或在浏览器里另存后放入`;
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof RefusedAddress) return refusal(cause.message.split(' ', 1)[0] ?? '');
    const { code } = cause as NodeJS.ErrnoException;
    if (code !== undefined && Object.hasOwn(REASONS, code)) return REASONS[code] as string;
    if (code?.startsWith('CERT_') || /SELF_SIGNED|UNABLE_TO_VERIFY|ERR_TLS/u.test(code ?? '')) {
      return '网站的证书不对；请在浏览器里打开看看，另存后放入';
    }
  }
  return '取到一半断了，或网站的回答不合规矩；请稍后再试，或在浏览器里另存后放入';
}

const REASONS: Readonly<Record<string, string>> = {
  ENOTFOUND: '没有这个网站；请检查网址和网络',
  EAI_AGAIN: '查不到网站的地址；请检查网络',
  ECONNREFUSED: '网站没有开；请稍后再试',
  ECONNRESET: '网站断开了；请稍后再试，或在浏览器里另存后放入',
  EHOSTUNREACH: '连不上网站；请检查网络',
  ENETUNREACH: '连不上网站；请检查网络',
  ETIMEDOUT: '连不上网站；请检查网络，稍后再试',
  UND_ERR_CONNECT_TIMEOUT: '连不上网站；请检查网络，稍后再试',
  UND_ERR_HEADERS_OVERFLOW: '网站的回答不合规矩；请在浏览器里另存后放入',
};
