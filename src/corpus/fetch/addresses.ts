/**
 * Which machines an address of the web may lead to. Whoever gives an address to a program that fetches it chooses where
 * in the maintainer's own network that program knocks; so only public addresses are connected to, unless the settings
 * name others. What a name resolves to is checked where the connection is made: a name that resolves otherwise the second
 * time (DNS rebinding) gains nothing.
 *
 * @see https://cheatsheetseries.owasp.org/cheatsheets/Server_Side_Request_Forgery_Prevention_Cheat_Sheet.html
 */
import { lookup as systemLookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** A range of addresses: its first address and how many leading bits all of it share. */
export type AddressRange = readonly [Address, number];

/** All that is handed out for the public IPv6 internet (RFC 4291). */
const GLOBAL_IPV6 = ipaddr.parseCIDR('2000::/3') as [ipaddr.IPv6, number];

/**
 * A range as a person writes it: `10.0.0.0/8`, `192.168.1.5`, `fd00::/8`.
 *
 * @returns null for anything else
 */
export function readAddressRange(text: string): AddressRange | null {
  if (ipaddr.isValidCIDR(text)) return ipaddr.parseCIDR(text);
  if (!ipaddr.isValid(text) || /^\d+(?:\.\d+){0,2}$/u.test(text)) return null;
  const address = ipaddr.parse(text);
  return [address, address.kind() === 'ipv4' ? 32 : 128];
}

/** Whether an IP address is public, or in a range that is allowed beside. IPv4 inside IPv6 is judged as IPv4. */
export function isAllowedAddress(text: string, allowed: readonly AddressRange[]): boolean {
  if (!ipaddr.isValid(text)) return false;
  const address = embedded(ipaddr.process(text));
  if (allowed.some(([range, bits]) => address.kind() === range.kind() && address.match(range, bits))) {
    return true;
  }
  if (address.range() !== 'unicast') return false;
  return address.kind() === 'ipv4' || address.match(GLOBAL_IPV6[0], GLOBAL_IPV6[1]);
}

/** The IPv4 address that a NAT64 address (64:ff9b::/96, RFC 6052) stands for; any other address as it is. */
function embedded(address: Address): Address {
  if (address.kind() !== 'ipv6' || address.range() !== 'rfc6052') return address;
  return ipaddr.fromByteArray(address.toByteArray().slice(12));
}

/** A name that leads to no address that may be connected to. */
export class RefusedAddress extends Error {
  constructor(host: string) {
    super(`${host} leads to a private address`);
    this.name = 'RefusedAddress';
  }
}

/**
 * Resolves names for a connection, and gives only addresses that are allowed.
 *
 * @param resolve what resolves names; the system's own unless a test says otherwise
 */
export function guardedLookup(
  allowed: readonly AddressRange[],
  resolve: typeof systemLookup = systemLookup,
): LookupFunction {
  return (host, options, callback) => {
    resolve(host, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, '');
      const usable = found.filter(({ address }) => isAllowedAddress(address, allowed));
      const [first] = usable;
      if (first === undefined) return callback(new RefusedAddress(host), '');
      if (options.all) return callback(null, usable);
      callback(null, first.address, first.family);
    });
  };
}
