/**
 * One harmless call to a service, with the time on its clock. Nothing of what is thrown or returned holds a token.
 */

/** What came back. */
export type Reply =
  | {
      readonly isReached: true;
      readonly status: number;
      readonly headers: Headers;
      /** The JSON; empty where it was none. */
      readonly body: Readonly<Record<string, unknown>>;
      /** The service's clock less ours, to about a second; null where it does not say. */
      readonly aheadMs: number | null;
    }
  | { readonly isReached: false; readonly reason: string };

const TIMEOUT_MS = 8_000;
const MAX_BODY_CHARS = 100_000;

/** Calls an address. Never throws. */
export async function ask(
  url: string,
  headers: Readonly<Record<string, string>>,
  now: () => Date,
): Promise<Reply> {
  const startedMs = now().getTime();
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body: '',
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const answeredMs = now().getTime();
    const text = (await response.text()).slice(0, MAX_BODY_CHARS);
    const theirsMs = Date.parse(response.headers.get('date') ?? '');
    return {
      isReached: true,
      status: response.status,
      headers: response.headers,
      body: readJson(text),
      aheadMs: Number.isNaN(theirsMs) ? null : Math.round(theirsMs - (startedMs + answeredMs) / 2),
    };
  } catch (error) {
    return { isReached: false, reason: reasonOf(error) };
  }
}

function readJson(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/** The system's code of a failure: the message of an error may quote the address, which holds the token. */
function reasonOf(error: unknown): string {
  for (let at = error; at instanceof Error; at = at.cause) {
    const inner = at instanceof AggregateError ? at.errors[0] : at;
    const { code, name } = inner as { code?: unknown; name?: unknown };
    if (typeof code === 'string') return code;
    if (name === 'TimeoutError') return `${TIMEOUT_MS / 1000} 秒没有回应`;
  }
  return '连不上';
}
