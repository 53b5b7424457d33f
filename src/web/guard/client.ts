/**
 * Who a request comes from, as an address: of the connection, or as the proxies in front say it, counted from the last
 * of them, since whoever asks can write anything before that.
 */
import { isIP } from 'node:net';

/**
 * The address of a client.
 *
 * @param socketAddress of the connection; empty where it is not known
 * @param forwardedFor  the header `X-Forwarded-For`: what each proxy adds stands at its end
 * @param proxies       how many proxies in front add to it
 * @returns an IPv4 address, the first half of an IPv6 address (a household or a phone has that many), or `unknown`
 * @example clientOf('10.0.0.1', '6.6.6.6, 203.0.113.9', 1) // '203.0.113.9'
 */
export function clientOf(
  socketAddress: string | undefined,
  forwardedFor: string | undefined,
  proxies: number,
): string {
  const named = (forwardedFor ?? '')
    .slice(-MAX_HEADER_CHARS)
    .split(',')
    .map((part) => part.trim());
  const told = proxies > 0 ? plainAddress(named.at(-proxies) ?? named[0] ?? '') : null;
  return told ?? plainAddress(socketAddress ?? '') ?? 'unknown';
}

const MAX_HEADER_CHARS = 1_000;
/** Of eight groups, those that a network gives to one household. */
const NETWORK_GROUPS = 4;

/** An address without a port, brackets, zone or what wraps IPv4 in IPv6; null where it is none. */
function plainAddress(written: string): string | null {
  const bare = (/^\[(.+)\](?::\d+)?$/u.exec(written)?.[1] ?? written).replace(/%.*$/u, '');
  const address = bare.replace(/^::ffff:(?=\d+\.)/iu, '').replace(/^([\d.]+):\d+$/u, '$1');
  if (isIP(address) === 4) return address;
  return isIP(address) === 6 ? networkOf(address) : null;
}

function networkOf(address: string): string {
  const [head = '', tail] = address.toLowerCase().split('::');
  const before = head.split(':').filter(Boolean);
  const after = (tail ?? '').split(':').filter(Boolean);
  const gap = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length);
  const groups = [...before, ...Array<string>(gap).fill('0'), ...after];
  return `${groups
    .slice(0, NETWORK_GROUPS)
    .map((group) => group.replace(/^0+(?=.)/u, ''))
    .join(':')}::`;
}
