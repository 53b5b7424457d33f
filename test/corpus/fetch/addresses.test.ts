import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAllowedAddress, readAddressRange } from '../../../src/corpus/fetch/addresses.ts';

const ranges = (...texts: string[]) => texts.flatMap((text) => readAddressRange(text) ?? []);
const allowed = (...texts: string[]) =>
  texts.map((text) => readAddressRange(text)).filter((one) => one !== null);

describe('addresses that may be connected to', () => {
  it.each(['8.8.8.8', '114.114.114.114', '2400:3200::1', '::ffff:8.8.8.8', '64:ff9b::808:808'])(
    '%s is public',
    (address) => {
      expect(isAllowedAddress(address, [])).toBe(true);
    },
  );

  it.each([
    ...[
      '127.0.0.1',
      '10.1.2.3',
      '172.16.0.1',
      '192.168.1.1',
      '169.254.169.254',
      '100.100.100.200',
      '0.0.0.0',
    ],
    ...[
      '198.18.0.1',
      '192.0.2.1',
      '224.0.0.1',
      '255.255.255.255',
      '240.0.0.1',
      '::',
      '::1',
      'fe80::1',
      'fe80::1%eth0',
    ],
    ...[
      'fd00:ec2::254',
      'fec0::1',
      '::ffff:127.0.0.1',
      '::ffff:a00:1',
      '::7f00:1',
      '64:ff9b::7f00:1',
      '64:ff9b::a9fe:a9fe',
    ],
    ...[
      '64:ff9b:1::1',
      '2002:7f00:1::',
      '2001:0:7f00:1::',
      'ff02::1',
      '100::1',
      'localhost',
      '',
      '1.2.3.4.5',
    ],
  ])('%s is not', (address) => {
    expect(isAllowedAddress(address, [])).toBe(false);
  });

  it('may be named in the settings, by address or range, and nothing beside them', () => {
    const some = allowed('10.1.0.0/16', '192.168.1.5', 'fd12::/16');
    expect(ranges('a', '10.0.0.0/33', '10', '').length).toBe(0);
    for (const address of ['10.1.200.3', '::ffff:10.1.0.1', '192.168.1.5', 'fd12::9', '8.8.8.8']) {
      expect(isAllowedAddress(address, some)).toBe(true);
    }
    for (const address of ['10.2.0.1', '192.168.1.6', 'fd13::1', '127.0.0.1']) {
      expect(isAllowedAddress(address, some)).toBe(false);
    }
  });

  it('are judged alike as IPv4, inside IPv6 and through NAT64', () => {
    fc.assert(
      fc.property(fc.ipV4(), (address) => {
        const hex = address
          .split('.')
          .map((part) => Number(part).toString(16).padStart(2, '0'))
          .join('');
        const short = `${hex.slice(0, 4)}:${hex.slice(4)}`;
        const plain = isAllowedAddress(address, []);
        expect(isAllowedAddress(`::ffff:${short}`, [])).toBe(plain);
        expect(isAllowedAddress(`64:ff9b::${short}`, [])).toBe(plain);
        expect(isAllowedAddress(`::${short}`, [])).toBe(false);
      }),
    );
  });
});
